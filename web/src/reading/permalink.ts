// Permalinks: `#A/73/230/10` is a unit, `#A/73/230/10@763-999` the words of a find in it.

import { json } from "../dom";
import { data, marksOf, page, unitElement } from "./data";
import { flashUnit, showFinds, showUnit } from "./panel";

const SPAN = /@(\d+)-(\d+)$/;

export async function follow(): Promise<void> {
  const place = decodeURIComponent(location.hash.slice(1));
  const span = SPAN.exec(place);
  const id = span ? place.slice(0, span.index) : place;
  const element = id ? document.getElementById(id) : null;
  if (!id) return;
  if (!element) {
    await toItsPart(id);
    return;
  }
  const unit = element.dataset["u"];
  if (!unit) return;
  if (span) {
    await showSpan(unit, Number(span[1]), Number(span[2]));
    return;
  }
  flashUnit(unit);
  if (matchMedia("(min-width: 70rem)").matches) await showUnit(unit, null);
}

async function showSpan(unit: string, start: number, end: number): Promise<void> {
  const { byUnit } = await data();
  const rows = (byUnit.get(unit) ?? []).filter((row) => row.start === start && row.end === end);
  const first = rows[0] && marksOf(rows[0].number)[0];
  // On a phone the sheet takes the lower half.
  (first ?? unitElement(unit))?.scrollIntoView({ block: matchMedia("(min-width: 70rem)").matches ? "center" : "start" });
  await showFinds(
    rows.map((row) => row.number),
    true,
  );
}

/** A long report is in parts: go to the one that has the place. */
async function toItsPart(id: string): Promise<void> {
  if (!document.querySelector("nav.parts")) return;
  const parts = await json<Record<string, string>>(`data/reports/${page.dataset["report"]}.parts.json`);
  const file = parts[id];
  if (file) location.replace(`${file}.html${location.hash}`);
}
