// The panel beside the text (a sheet from below on a phone): the cards of what is pointed at.

import { append, button, need } from "../dom";
import { card, unitHeading } from "./card";
import { citeDialog, open } from "./cite";
import { data, marksOf, unitElement, type Row } from "./data";

const panel = need<HTMLElement>("#panel");
const hint = [...panel.children];

let pinned = false;
let shown = "";
let hot: HTMLElement[] = [];
let opener: HTMLElement | null = null;

export function isPinned(): boolean {
  return pinned;
}

function heat(rows: Row[]): void {
  for (const mark of hot) mark.classList.remove("hot");
  hot = rows.flatMap((row) => marksOf(row.number));
  for (const mark of hot) mark.classList.add("hot");
}

function fill(content: (Node | null)[]): void {
  panel.replaceChildren();
  append(panel, [button("Close", close, { class: "close quiet" }), ...content]);
  panel.classList.add("filled");
  panel.scrollTop = 0;
}

/** The cards of these finds. Pointing shows, `pin` keeps until it is closed. */
export async function showFinds(numbers: number[], pin: boolean): Promise<void> {
  if (pinned && !pin) return;
  const key = `${numbers.join()}${pin}`;
  if (key === shown) return;
  shown = key;
  const all = await data();
  if (shown !== key) return;
  const rows = numbers.flatMap((number) => all.rows[number] ?? []);
  const first = rows[0];
  if (!first) return;
  pinned = pin;
  heat(rows);
  const longestLast = [...rows].sort((a, b) => length(a) - length(b));
  fill([unitHeading(all, first.unit, () => cite(first.unit)), ...longestLast.map((row) => card(all, row))]);
  panel.classList.toggle("pinned", pin);
}

function length(row: Row): number {
  return row.end - row.start;
}

/** Everything that was found in a paragraph or footnote. */
export async function showUnit(unit: string, from: HTMLElement | null): Promise<void> {
  shown = `${unit}all`;
  const all = await data();
  if (shown !== `${unit}all`) return;
  pinned = true;
  opener = from;
  heat([]);
  const cards = (all.byUnit.get(unit) ?? []).map((row) => {
    const made = card(all, row);
    made.addEventListener("pointerenter", () => heat([row]));
    made.addEventListener("focusin", () => heat([row]));
    return made;
  });
  fill([unitHeading(all, unit, () => cite(unit)), ...cards]);
  panel.classList.add("pinned");
  if (from) panel.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
}

async function cite(unit: string): Promise<void> {
  const { report } = await data();
  open(citeDialog(report.document, unit));
}

export function citeReport(): void {
  void data().then(({ report }) => open(citeDialog(report.document, String(report.document["document_id"]))));
}

export function close(): void {
  if (!panel.classList.contains("filled")) return;
  pinned = false;
  shown = "";
  heat([]);
  panel.replaceChildren(...hint);
  panel.classList.remove("filled", "pinned");
  opener?.focus();
  opener = null;
}

export function flashUnit(unit: string): void {
  const element = unitElement(unit);
  element?.classList.add("target");
  setTimeout(() => element?.classList.remove("target"), 2400);
}
