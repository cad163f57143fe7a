// Addresses of places in the reports: the same as pipelines/publish/site/material.py.

import { up } from "./dom";

export function anchor(unit: string): string {
  return unit.replace("#", "/");
}

/** `A/73/230#10` in words: `A/73/230, para. 10`. */
export function cited(unit: string): string {
  const [document = "", place = ""] = unit.split("#");
  if (place.startsWith("fn")) return `${document}, footnote ${place.slice(2)}`;
  if (/^\d/.test(place)) return `${document}, para. ${place.replace("(", " (")}`;
  return place ? `${document}, ${inWords(place)}` : document;
}

/** `annex-i-1` is `annex I, para. 1`, `table-2/5` is `table 2, row 5`. */
function inWords(place: string): string {
  const annex = /^annex(?:-([ivx]+))?-(\d+)$/.exec(place);
  if (annex) return `annex${annex[1] ? ` ${annex[1].toUpperCase()}` : ""}, para. ${annex[2]}`;
  const row = /^table-(\d+)\/(\d+)$/.exec(place);
  return row ? `table ${row[1]}, row ${row[2]}` : place;
}

/** Without knowing a report's file: the list of reports sends it on. */
export function address(unit: string, span = ""): string {
  return `${up}read/index.html#${anchor(unit)}${span}`;
}

/** A slice by characters as the data counts them, not by UTF-16 units. */
export function slice(text: string, start: number, end: number): string {
  return [...text].slice(start, end).join("");
}
