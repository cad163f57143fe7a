// Two countries side by side, from their data pieces.

import { h, json, need } from "./dom";

type Counted = [label: string, count: number][];

interface Summary {
  name: string;
  totals: Counted;
  acts: Counted;
  topics: Counted;
  years: Counted;
}

const PARTS: [keyof Omit<Summary, "name">, string][] = [
  ["totals", "What the reports tell"],
  ["acts", "Acts by kind"],
  ["topics", "Topics of the passages that name the country"],
  ["years", "Acts by year of report"],
];

const form = need<HTMLFormElement>("form.compare");
const box = need<HTMLElement>("#comparison");
const [first, second] = form.querySelectorAll("select");

async function show(): Promise<void> {
  if (!first || !second) return;
  const given = new URLSearchParams(location.search);
  first.value = given.get("a") ?? first.value;
  second.value = given.get("b") ?? [...second.options].find((option) => option.value !== first.value)?.value ?? "";
  if (!given.has("a")) return;
  try {
    const [a, b] = await Promise.all([first, second].map((s) => json<Summary>(`data/countries/${s.value}.json`)));
    if (a && b) draw(a, b);
  } catch {
    box.replaceChildren(h("p", {}, "One of the two has no data in this release."));
  }
}

function draw(a: Summary, b: Summary): void {
  box.replaceChildren(...PARTS.map(([part, title]) => tableOf(title, a, b, a[part], b[part], part === "years")));
}

function tableOf(title: string, a: Summary, b: Summary, left: Counted, right: Counted, inOrder: boolean): HTMLElement {
  const [byLeft, byRight] = [new Map(left), new Map(right)];
  const labels = [...new Set([...byLeft.keys(), ...byRight.keys()])];
  if (inOrder) labels.sort();
  const most = Math.max(1, ...byLeft.values(), ...byRight.values());
  const rows = labels.map((label) => {
    const cell = (count: number): HTMLElement => h("td", {}, h("meter", { min: 0, max: most, value: count, "aria-hidden": "true" }), " ", count);
    return h("tr", {}, h("th", { scope: "row" }, label), cell(byLeft.get(label) ?? 0), cell(byRight.get(label) ?? 0));
  });
  const head = h("tr", {}, ...["", a.name, b.name].map((name, i) => (i ? h("th", { scope: "col" }, name) : h("td"))));
  const body = rows.length ? rows : [h("tr", {}, h("td", { colspan: 3 }, "Nothing in this release."))];
  return h(
    "div",
    { class: "scroll pair", tabindex: 0, role: "region", "aria-label": title },
    h("table", {}, h("caption", {}, title), h("thead", {}, head), h("tbody", {}, ...body)),
  );
}

void show();
