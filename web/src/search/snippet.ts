// The part of a text that shows why it was found, with the words marked.

import { h } from "../dom";
import type { Reading } from "./engine";
import { tokensAt } from "./words";

const LENGTH = 340;
const BEFORE = 90;
const MANY = 100; // a second word of the query counts for more than the first one again

interface Span {
  start: number;
  end: number;
  reading: Reading;
}

/** Where the readings' words stand in the text. */
export function spansOf(text: string, readings: Reading[]): Span[] {
  const tokens = tokensAt(text);
  const found: Span[] = [];
  for (const reading of readings) {
    const { kind, words } = reading;
    const isRow = kind === "row" || kind === "phrase";
    const single = new Set(isRow ? [] : words);
    tokens.forEach((token, i) => {
      const last = isRow ? tokens[i + words.length - 1] : token;
      const isHere = isRow ? words.every((word, j) => tokens[i + j]?.word === word) : single.has(token.word);
      if (last && isHere) found.push({ start: token.start, end: last.end, reading });
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

export function snippet(text: string, readings: Reading[]): HTMLElement {
  const spans = spansOf(text, readings);
  const [from, to] = windowOf(text, spans);
  const made = h("p", { class: "snippet" });
  if (from > 0) made.append("… ");
  let at = from;
  for (const { start, end } of spans) {
    if (start < at || end > to) continue;
    made.append(text.slice(at, start), h("mark", { class: "hit" }, text.slice(start, end)));
    at = end;
  }
  made.append(text.slice(at, to));
  if (to < text.length) made.append(" …");
  return made;
}

/** The window with the most hits, cut at spaces. */
function windowOf(text: string, spans: Span[]): [number, number] {
  if (text.length <= LENGTH + BEFORE) return [0, text.length];
  let [best, most] = [0, -1];
  for (const { start } of spans) {
    const inside = spans.filter((other) => other.start >= start && other.end <= start + LENGTH - BEFORE);
    const worth = new Set(inside.map((span) => span.reading)).size * MANY + inside.length;
    if (worth > most) [best, most] = [start, worth];
  }
  const from = best <= BEFORE ? 0 : text.indexOf(" ", best - BEFORE) + 1;
  const end = Math.min(text.length, from + LENGTH);
  const to = end === text.length ? end : Math.max(text.lastIndexOf(" ", end), from);
  return [from, to];
}
