// The part of a text that shows why it was found, with the words marked.

import { h } from "../dom";
import type { Reading } from "./engine";
import { tokensAt, type Token } from "./words";

const LENGTH = 340;
const BEFORE = 90;

interface Span {
  start: number;
  end: number;
}

/** Where the readings' words stand in the text. */
export function spansOf(text: string, readings: Reading[]): Span[] {
  const tokens = tokensAt(text);
  const single = new Set(readings.flatMap((r) => (r.kind === "family" || r.kind === "prefix" ? r.words : [])));
  const rows = readings.flatMap((r) => (r.kind === "row" || r.kind === "phrase" ? [r.words] : []));
  const found: Span[] = tokens.filter((token) => single.has(token.word));
  for (const words of rows) {
    tokens.forEach((token, i) => {
      const last = tokens[i + words.length - 1];
      if (last && words.every((word, j) => tokens[i + j]?.word === word)) found.push(spanOf(token, last));
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

function spanOf(first: Token, last: Token): Span {
  return { start: first.start, end: last.end };
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
    const inside = spans.filter((other) => other.start >= start && other.end <= start + LENGTH - BEFORE).length;
    if (inside > most) [best, most] = [start, inside];
  }
  const from = best <= BEFORE ? 0 : text.indexOf(" ", best - BEFORE) + 1;
  const end = Math.min(text.length, from + LENGTH);
  const to = end === text.length ? end : Math.max(text.lastIndexOf(" ", end), from);
  return [from, to];
}
