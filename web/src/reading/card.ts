// A row as a card: what it says in words, its rule, its record.

import type { Cell } from "../csv";
import { button, copyButton, h, type Child } from "../dom";
import { address, cited } from "../places";
import { up } from "../dom";
import { open } from "./cite";
import { errorDialog } from "./correct";
import { type Data, evidenceOf, type Row } from "./data";

const KIND: Record<string, string> = {
  act: "Act in a country", request: "Request", practice: "Practice", gap: "Gap", figure: "Figure",
  citation: "Citation", contribution: "Contribution", actor: "Actor", country: "Country", topic: "Topic",
};
const SHORT: Record<string, string> = {
  act: "ac", request: "rq", practice: "pr", gap: "ga", figure: "fi",
  citation: "ci", contribution: "co", actor: "an", country: "cn", topic: "to",
};
const SIDES: Record<string, string> = { agent: "By", partner: "With", target: "For", recommender: "Asks", addressee: "Is asked" };
const ELSEWHERE = new Set(["label", "section_id", "url", "cited_document_id", "confidence"]);
const EVIDENCE = 220;

export function card(data: Data, row: Row): HTMLElement {
  const words = evidenceOf(row.number);
  const shown = words.length > EVIDENCE ? `${words.slice(0, words.lastIndexOf(" ", EVIDENCE))} …` : words;
  const span = `@${row.start}-${row.end}`;
  return h(
    "section",
    { class: `card ${SHORT[row.kind]}`, "data-row": row.number, tabindex: -1 },
    h("h3", {}, KIND[row.kind] ?? row.kind),
    h("p", { class: "words" }, shown),
    h("dl", {}, ...facts(data, row)),
    rule(data, row),
    record(data, row),
    h(
      "p",
      { class: "actions" },
      copyButton("Copy link", () => new URL(address(row.unit, span), location.href).href),
      button("Report an error", () => open(errorDialog(data, row))),
    ),
  );
}

function facts(data: Data, row: Row): Child[] {
  const columns = data.codes.tables[row.table]?.columns ?? {};
  const made: Child[] = [];
  for (const [name, value] of row.values) {
    if (value === null || ELSEWHERE.has(name)) continue;
    made.push(h("dt", {}, label(name)), h("dd", {}, said(data, name, value, columns[name]?.[1] ?? null)));
  }
  for (const [role, actor] of data.report.people[row.id] ?? []) {
    made.push(h("dt", {}, SIDES[role] ?? role), h("dd", {}, actorName(data, actor)));
  }
  return made;
}

const LABELS: Record<string, string> = { actor_id: "Actor", country_iso3: "Country", topic_code: "Topic", action_text: "What is asked", cited_organ: "Organ", cited_kind: "Kind" };

function label(column: string): string {
  return LABELS[column] ?? (column.charAt(0).toUpperCase() + column.slice(1)).replaceAll("_", " ");
}

function said(data: Data, column: string, value: Cell, list: string | null): Child {
  const text = String(value);
  if (column === "actor_id") return actorName(data, text);
  if (column === "country_iso3") return h("a", { href: `${up}countries/${text}.html` }, data.codes.countries[text] ?? text);
  if (column === "topic_code") return data.codes.topics[text] ?? text;
  if (column === "symbol") return symbol(data, text);
  return (list && data.codes.lists[list]?.[text]) || text;
}

function actorName(data: Data, actor: string): Child {
  const [name, file] = data.report.actors[actor] ?? [actor, null];
  if (actor === "unspecified") return "nobody named";
  return file ? h("a", { href: `${up}actors/${file}.html` }, name) : name;
}

function symbol(data: Data, text: string): Child {
  const file = data.codes.documents[text];
  return file
    ? h("a", { href: `${up}read/${file}.html` }, text)
    : h("a", { href: `https://undocs.org/${encodeURI(text)}`, rel: "noreferrer" }, text);
}

function rule(data: Data, row: Row): HTMLElement {
  const words = data.codes.rules[row.rule];
  const told = row.values.get("confidence");
  const share = typeof told === "number" && ` On unseen text at least ${Math.round(told * 100)} % of its rows are right (lower bound, 95 %).`;
  return h("p", { class: "rule" }, h("b", {}, "Rule "), h("code", {}, row.rule), words ? ` ${words}` : "", share);
}

function record(data: Data, row: Row): HTMLElement {
  const lines = [
    `table: ${row.table}`,
    `${data.codes.tables[row.table]?.key}: ${row.id}`,
    `unit: ${row.unit}`,
    `start: ${row.start}`,
    `end: ${row.end}`,
    ...[...row.values].map(([name, value]) => `${name}: ${value ?? "null"}`),
    `rule_id: ${row.rule}`,
  ];
  return h("details", {}, h("summary", {}, "Record"), h("pre", { tabindex: 0 }, lines.join("\n")));
}

export function unitHeading(data: Data, unit: string, act: () => void): HTMLElement {
  const count = data.byUnit.get(unit)?.length ?? 0;
  return h(
    "header",
    {},
    h("h2", { tabindex: -1 }, cited(unit)),
    h("p", {}, count ? `${count} found here. ` : "Nothing was found here. "),
    h("p", { class: "actions" }, button("Cite", act), copyButton("Copy link", () => new URL(address(unit), location.href).href)),
  );
}
