// Downloads of exactly what is filtered: the passages, or the rows found in them.

import { asCsv, type Cell } from "../csv";
import { json } from "../dom";
import { address, slice } from "../places";
import type { Codes, Report } from "../report";
import type { Engine } from "./engine";
import { FACETS } from "./state";

const ROW_COLUMNS = ["kind", "table", "row_id", "document_id", "unit_id", "start", "end", "evidence", "rule_id", "fields", "permalink"];

function permalink(unit: string, span = ""): string {
  return new URL(address(unit, span), location.href).href;
}

export async function passages(engine: Engine, units: number[]): Promise<string> {
  const facets = FACETS.filter((facet) => facet !== "section");
  const columns = await Promise.all(
    facets.map(async (facet) => {
      const [values, ofUnits] = await Promise.all([
        engine.pieces.facetValues(facet),
        engine.pieces.facetOfUnits(facet),
      ]);
      return (unit: number): string => (ofUnits[unit] ?? []).map((i) => values[i]?.[0] ?? "").join("; ");
    }),
  );
  const rows: Cell[][] = [];
  for (const unit of units) {
    const [id, document, heading, text] = await engine.pieces.unit(unit);
    rows.push([id, document, heading, text, ...columns.map((column) => column(unit)), permalink(id)]);
  }
  return asCsv(["unit_id", "document_id", "section", "text", ...facets, "permalink"], rows);
}

/** Rows of the chosen kinds (of all where none is chosen) in these passages. */
export async function foundRows(engine: Engine, units: number[], kinds: string[]): Promise<string> {
  const codes = await json<Codes>("data/codes.json");
  const byDocument = new Map<string, Map<string, string>>();
  for (const unit of units) {
    const [id, document, , text] = await engine.pieces.unit(unit);
    const here = byDocument.get(document) ?? new Map<string, string>();
    byDocument.set(document, here.set(id, text));
  }
  const rows: Cell[][] = [];
  for (const [document, texts] of byDocument) {
    const report = await json<Report>(`data/reports/${codes.documents[document]}.json`);
    for (const [kind, table, unit, values] of report.finds) {
      const text = texts.get(unit);
      if (text === undefined || (kinds.length && !kinds.includes(kind))) continue;
      rows.push(rowOf(report, codes, kind, table, unit, values, document, text));
    }
  }
  return asCsv(ROW_COLUMNS, rows);
}

function rowOf(
  report: Report, codes: Codes, kind: string, table: string, unit: string, values: Cell[], document: string, text: string,
): Cell[] {
  const columns = report.columns[table] ?? [];
  const row = new Map(columns.map((column, i) => [column, values[i] ?? null]));
  const key = codes.tables[table]?.key ?? "";
  const [start, end] = [Number(row.get("start")), Number(row.get("end"))];
  const told = [...row].filter(([name, value]) => value !== null && ![key, "start", "end", "rule_id"].includes(name));
  const people = (report.people[String(row.get(key))] ?? []).map(([role, actor]) => `${role}=${actor}`);
  return [
    kind, table, row.get(key) ?? null, document, unit, start, end, slice(text, start, end), row.get("rule_id") ?? null,
    [...told.map(([name, value]) => `${name}=${value}`), ...people].join("; "), permalink(unit, `@${start}-${end}`),
  ];
}
