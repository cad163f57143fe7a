// The rows behind the highlights of the report on this page, read when first needed.

import { need } from "../dom";
import { type Codes, readCodes, readReport, type Report, type Row, rowsOf } from "../report";

export type { Row };

export const page = need<HTMLElement>("#report");

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
  const [report, codes] = await Promise.all([readReport(page.dataset["report"] ?? ""), readCodes()]);
  const rows = rowsOf(report);
  const byUnit = new Map<string, Row[]>();
  for (const row of rows) {
    const here = byUnit.get(row.unit);
    if (here) here.push(row);
    else byUnit.set(row.unit, [row]);
  }
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
