// The data pieces of a report and of the codes (written by pipelines/publish/site), and reading them back.

import type { Cell } from "./csv";
import { json } from "./dom";

type Find = [kind: string, table: number, unit: number, start: number, end: number, suffix: string, rule: number, ...Cell[]];

export interface Report {
  document: Record<string, Cell>;
  units: string[];
  rules: string[];
  tables: Record<string, string[]>;
  finds: Find[];
  people: Record<string, [role: string, actor: string, row: string][]>;
  actors: Record<string, [name: string, file: string | null]>;
}

export interface Codes {
  rules: Record<string, string>;
  lists: Record<string, Record<string, string>>;
  tables: Record<string, { title: string; key: string; columns: Record<string, [description: string, codes: string | null]> }>;
  countries: Record<string, string>;
  topics: Record<string, string>;
  documents: Record<string, string>;
}

/** A found row: where it stands, its id and rule, and its other columns by name. */
export interface Row {
  number: number;
  kind: string;
  table: string;
  unit: string;
  start: number;
  end: number;
  id: string;
  rule: string;
  values: Map<string, Cell>;
}

export function rowsOf(report: Report): Row[] {
  const tables = Object.entries(report.tables);
  return report.finds.map(([kind, tableNumber, unitNumber, start, end, suffix, ruleNumber, ...cells], number): Row => {
    const [table = "", columns = []] = tables[tableNumber] ?? [];
    const unit = report.units[unitNumber] ?? "";
    const id = suffix.startsWith("!") ? suffix.slice(1) : `${unit}@${start}-${end}${suffix}`;
    const values = new Map(columns.map((column, i) => [column, cells[i] ?? null]));
    return { number, kind, table, unit, start, end, id, rule: report.rules[ruleNumber] ?? "", values };
  });
}

export function readReport(file: string): Promise<Report> {
  return json<Report>(`data/reports/${file}.json`);
}

export function readCodes(): Promise<Codes> {
  return json<Codes>("data/codes.json");
}
