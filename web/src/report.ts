// The data pieces of a report and of the codes (written by pipelines/publish/site).

import type { Cell } from "./csv";

export type Find = [kind: string, table: string, unit: string, values: Cell[]];

export interface Report {
  document: Record<string, Cell>;
  columns: Record<string, string[]>;
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
