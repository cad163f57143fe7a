// The facets beside the results: counted when one is opened, for their data is a piece of its own.

import { append, button, h, need } from "../dom";
import type { Engine } from "./engine";
import type { State } from "./state";

const SHOWN = 12;
const AT_ONCE = 30_000; // passages: above, what a facet counts with is too much to load unasked

interface Line {
  value: string;
  label: string;
  count: number;
}

export class Facets {
  private units: number[] = [];
  private state: State | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly choose: (facet: string, value: string) => void,
  ) {
    for (const details of this.all()) details.addEventListener("toggle", () => void this.fill(details));
  }

  private all(): HTMLDetailsElement[] {
    return [...document.querySelectorAll<HTMLDetailsElement>("details[data-facet]")];
  }

  /** Open the first facet, where its data is small. */
  async openFirst(): Promise<void> {
    const [first] = this.all();
    if (first && (await this.isSmall())) first.open = true;
  }

  private async isSmall(): Promise<boolean> {
    return (await this.engine.pieces.meta()).units <= AT_ONCE;
  }

  /** Count again for these hits: in the facets that are open, or in use where their data is small. */
  async show(units: number[], state: State): Promise<void> {
    this.units = units;
    this.state = state;
    const isSmall = await this.isSmall();
    for (const details of this.all()) {
      if (isSmall && state.filters[details.dataset["facet"] ?? ""]?.length) details.open = true;
      if (details.open) await this.fill(details);
    }
  }

  async nameOf(facet: string, value: string): Promise<string> {
    return (await this.engine.pieces.facetNames(facet))[value] ?? value;
  }

  private async fill(details: HTMLDetailsElement): Promise<void> {
    const facet = details.dataset["facet"];
    if (!facet || !this.state || !details.open) return; // before the first query there is nothing to count
    const { units, state } = this;
    const [values, ofUnits, names, counted] = await Promise.all([
      this.engine.pieces.facetValues(facet),
      this.engine.pieces.facetOfUnits(facet),
      this.engine.pieces.facetNames(facet),
      this.without(facet),
    ]);
    if (this.units !== units) return; // another query came in between
    const counts = new Map<number, number>();
    for (const unit of counted) for (const i of ofUnits[unit] ?? []) counts.set(i, (counts.get(i) ?? 0) + 1);
    const chosen = new Set(state.filters[facet] ?? []);
    const lines = values
      .map(([value], i) => ({ value, label: names[value] ?? value, count: counts.get(i) ?? 0 }))
      .filter((line) => line.count > 0 || chosen.has(line.value))
      .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, "en"));
    this.draw(need(".values", details), facet, lines, chosen, SHOWN);
  }

  /** The hits as they would be without this facet's own choices: its other values can still be added. */
  private async without(facet: string): Promise<number[]> {
    const { units, state } = this;
    if (!state?.filters[facet]?.length) return units;
    const found = await this.engine.find(state.query, { ...state.filters, [facet]: [] });
    return found.units;
  }

  private draw(box: HTMLElement, facet: string, lines: Line[], chosen: Set<string>, shown: number): void {
    box.replaceChildren();
    const first = lines.filter((line, i) => i < shown || chosen.has(line.value));
    const list = h("ul");
    for (const { value, label, count } of first) {
      const input = h("input", { type: "checkbox", checked: chosen.has(value) });
      input.addEventListener("change", () => this.choose(facet, value));
      list.append(
        h("li", {}, h("label", {}, input, h("span", {}, label), h("span", { class: "count" }, count.toLocaleString("en")))),
      );
    }
    append(box, [lines.length ? list : h("p", {}, "None in these results.")]);
    if (first.length < lines.length) {
      const more = button(`All ${lines.length.toLocaleString("en")}`, () => {
        this.draw(box, facet, lines, chosen, Number.POSITIVE_INFINITY);
        box.querySelector("input")?.focus();
      });
      more.className = "quiet";
      box.append(more);
    }
  }
}
