// Downloads of exactly what is filtered: the passages, or the rows found in them.

import { asCsv, type Cell } from "../csv";
import { address, slice } from "../places";
import { readCodes, readReport, type Report, type Row, rowsOf } from "../report";
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
  const codes = await readCodes();
  const byDocument = new Map<string, Map<string, string>>();
  for (const unit of units) {
    const [id, document, , text] = await engine.pieces.unit(unit);
    const here = byDocument.get(document) ?? new Map<string, string>();
    byDocument.set(document, here.set(id, text));
  }
  const rows: Cell[][] = [];
  for (const [document, texts] of byDocument) {
    const report = await readReport(codes.documents[document] ?? "");
    for (const row of rowsOf(report)) {
      const text = texts.get(row.unit);
      if (text !== undefined && (!kinds.length || kinds.includes(row.kind))) rows.push(written(report, row, document, text));
    }
  }
  return asCsv(ROW_COLUMNS, rows);
}

function written(report: Report, row: Row, document: string, text: string): Cell[] {
  const told = [...row.values].filter(([, value]) => value !== null).map(([name, value]) => `${name}=${value}`);
  const people = (report.people[row.id] ?? []).map(([role, actor]) => `${role}=${actor}`);
  const place = permalink(row.unit, `@${row.start}-${row.end}`);
  const words = slice(text, row.start, row.end);
  const fields = [...told, ...people].join("; ");
  return [row.kind, row.table, row.id, document, row.unit, row.start, row.end, words, row.rule, fields, place];
}
