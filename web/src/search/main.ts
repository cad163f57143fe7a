// The search page. Belongs here: form, results, tools. Does not belong here: finding (`engine`).

import { button, copyButton, h, need, saveAs, up } from "../dom";
import { address, cited } from "../places";
import { Engine, type Found, type Reading } from "./engine";
import { foundRows, passages } from "./exports";
import { Facets } from "./facets";
import type { UnitRow } from "./pieces";
import { QueryError } from "./query";
import { snippet } from "./snippet";
import { addressOf, type State, stateFrom, toggled } from "./state";
import { tokens } from "./words";

const PAGE = 10;
const LABELS_SHOWN = 4;

const engine = new Engine(async (path) => {
  const answer = await fetch(`${up}data/search/${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.arrayBuffer();
});
Object.assign(window, { unreportsSearch: engine }); // for tests, and for whoever would script it

const form = need<HTMLFormElement>("#search");
const input = need<HTMLInputElement>("#q");
const status = need<HTMLElement>("#status");
const explained = need<HTMLElement>("#explained");
const tools = need<HTMLElement>("#tools");
const results = need<HTMLOListElement>("#results");
const more = need<HTMLButtonElement>("#more");
const narrow = need<HTMLDetailsElement>("#facets");
const wide = matchMedia("(min-width: 60rem)");
const unfold = (): void => {
  narrow.open = wide.matches; // beside the results there is room, above them there is none
};
wide.addEventListener("change", unfold);
unfold();

let state = stateFrom(location.search);
let turn = 0;

const facets = new Facets(engine, (facet, value) => go(toggled(state, facet, value)));

function go(next: State): void {
  history.pushState(null, "", addressOf(next));
  void run(next);
}

async function run(next: State): Promise<void> {
  state = next;
  turn += 1;
  const mine = turn;
  input.value = next.query;
  status.textContent = "Searching …";
  try {
    const found = await engine.find(next.query, next.filters);
    if (mine !== turn) return;
    explain(found);
    const ordered = inOrder(found, next.order);
    await showTools(found, next);
    results.replaceChildren();
    await showMore(ordered, found.readings);
    more.onclick = () => void showMore(ordered, found.readings);
    const count = found.units.length;
    status.textContent = `${count.toLocaleString("en")} passage${count === 1 ? "" : "s"}`;
    status.dataset["done"] = String(mine);
    if (wide.matches && turn === 1) await facets.openFirst();
    await facets.show(found.units, next);
  } catch (error) {
    if (mine !== turn) return;
    results.replaceChildren();
    explained.replaceChildren();
    tools.replaceChildren();
    more.hidden = true;
    status.textContent =
      error instanceof QueryError ? error.message : "The index could not be read. Is the site served by a web server?";
  }
}

function inOrder(found: Found, order: string): number[] {
  if (order === "newest") return found.units;
  const { scores } = found;
  return [...found.units].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/** What each part of the query was taken for: nothing is widened in silence. */
function explain({ units, readings, excluded, leftOut }: Found): void {
  const lines = readings.map((reading) => h("li", {}, ...words(reading)));
  lines.push(...excluded.map((reading) => h("li", {}, "without ", ...words(reading))));
  if (leftOut.length) lines.push(h("li", {}, "left out: ", leftOut.join(", ")));
  const hint = h("p", { class: "hint" }, "No passage has all of this. Try fewer words, OR between them, or fewer filters.");
  explained.replaceChildren(...(lines.length ? [h("ul", { class: "readings" }, ...lines)] : []), ...(units.length ? [] : [hint]));
}

function words({ kind, asked, words: found }: Reading): (Node | string)[] {
  const name = h("b", {}, asked);
  if (kind === "phrase") return ["exactly “", name, "”, in the text only"];
  if (kind === "row") return [name, ", in this order"];
  if (!found.length) return [name, ": no form of it occurs"];
  const others = kind === "family" && found.length === 1 && found[0] === asked;
  if (others) return [name];
  const quotes = kind === "family" ? ` (quotes switch this off: "${asked}")` : "";
  return [name, ": ", found.join(", "), quotes];
}

async function showTools(found: Found, now: State): Promise<void> {
  const chips: Node[] = [];
  for (const [facet, values] of Object.entries(now.filters)) {
    for (const value of values) {
      const name = await facets.nameOf(facet, value);
      chips.push(button(`${name} ×`, () => go(toggled(now, facet, value)), { class: "chip", "aria-label": `Remove ${facet}: ${name}` }));
    }
  }
  const order = h("select", { id: "order" });
  for (const [value, label] of [["best", "Best match"], ["newest", "Newest report"]] as const) {
    order.append(h("option", { value, selected: now.order === value }, label));
  }
  order.addEventListener("change", () => go({ ...now, order: order.value === "newest" ? "newest" : "best" }));
  const kinds = now.filters["kind"] ?? [];
  tools.replaceChildren(
    ...chips,
    h("label", { class: "order" }, "Order ", order),
    copyButton("Copy link", () => location.href),
    download("Passages, CSV", "passages.csv", () => passages(engine, found.units)),
    download("Found rows, CSV", "rows.csv", () => foundRows(engine, found.units, kinds)),
  );
}

function download(label: string, name: string, make: () => Promise<string>): HTMLButtonElement {
  const made = button(label, () => {
    made.disabled = true;
    void make()
      .then((text) => saveAs(name, text, "text/csv"))
      .finally(() => {
        made.disabled = false;
      });
  });
  return made;
}

async function showMore(ordered: number[], readings: Reading[]): Promise<void> {
  const from = results.children.length;
  const rows = await Promise.all(ordered.slice(from, from + PAGE).map((unit) => hit(unit, readings)));
  for (const [[id, , heading, text], why] of rows) {
    results.append(
      h(
        "li",
        {},
        h("h2", {}, h("a", { href: address(id) }, cited(id))),
        heading && h("p", { class: "heading" }, heading),
        snippet(text, readings),
        why.length > 0 && h("p", { class: "why" }, "Named there as: ", why.join("; ")),
      ),
    );
  }
  more.hidden = results.children.length >= ordered.length;
}

/** A hit, and the labels that a part of the query reached of which the text has no word. */
async function hit(unit: number, readings: Reading[]): Promise<[UnitRow, string[]]> {
  const row = await engine.pieces.unit(unit);
  const words = spaced(row[3]);
  const has = (text: string, word: string): boolean => text.includes(` ${word} `);
  const absent = readings
    .filter(({ kind }) => kind !== "phrase")
    .map((reading) => (reading.kind === "row" ? [reading.words.join(" ")] : reading.words))
    .filter((any) => any.length > 0 && !any.some((word) => has(words, word)));
  if (!absent.length) return [row, []];
  const labels = await engine.pieces.labels(unit);
  const reached = labels.filter((label) => absent.flat().some((word) => has(spaced(label), word)));
  return [row, reached.slice(0, LABELS_SHOWN)];
}

/** The words of a text, a space around each. */
function spaced(text: string): string {
  return ` ${tokens(text).join(" ")} `;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go({ ...state, query: input.value.trim() });
});
addEventListener("popstate", () => void run(stateFrom(location.search)));
if (location.search) void run(state);
else status.textContent = "";
