// The rows behind the highlights of the report on this page, read when first needed.

import type { Cell } from "../csv";
import { json, need } from "../dom";
import type { Codes, Report } from "../report";

export const page = need<HTMLElement>("#report");

export interface Row {
  number: number;
  kind: string;
  table: string;
  unit: string;
  id: string;
  values: Map<string, Cell>;
}

export interface Data {
  report: Report;
  codes: Codes;
  rows: Row[];
  byUnit: Map<string, Row[]>;
}

let reading: Promise<Data> | undefined;

export function data(): Promise<Data> {
  reading ??= read();
  return reading;
}

async function read(): Promise<Data> {
  const [report, codes] = await Promise.all([
    json<Report>(`data/reports/${page.dataset["report"]}.json`),
    json<Codes>("data/codes.json"),
  ]);
  const rows = report.finds.map(([kind, table, unit, values], number): Row => {
    const columns = report.columns[table] ?? [];
    const byName = new Map(columns.map((column, i) => [column, values[i] ?? null]));
    return { number, kind, table, unit, id: String(byName.get(codes.tables[table]?.key ?? "")), values: byName };
  });
  const byUnit = new Map<string, Row[]>();
  for (const row of rows) byUnit.set(row.unit, [...(byUnit.get(row.unit) ?? []), row]);
  return { report, codes, rows, byUnit };
}

export function unitElement(unit: string): HTMLElement | null {
  return document.getElementById(unit.replace("#", "/"));
}

/** The pieces of text that belong to a find. */
export function marksOf(number: number): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>(`mark[data-f~="${number}"]`)];
}

export function evidenceOf(number: number): string {
  return marksOf(number)
    .map((mark) => mark.textContent ?? "")
    .join("");
}
