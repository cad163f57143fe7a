// Lists: a permalink that came without a file goes to its report; long tables get a filter.

import { h, need } from "./dom";
import { readCodes } from "./report";

async function forward(): Promise<void> {
  const place = decodeURIComponent(location.hash.slice(1));
  if (!place || !document.querySelector("ul.reports")) return;
  const { documents } = await readCodes();
  const isIn = (symbol: string): boolean => place === symbol || place.startsWith(`${symbol}/`);
  const [best] = Object.keys(documents).filter(isIn).sort((a, b) => b.length - a.length);
  if (best) location.replace(`${documents[best]}.html${location.hash}`);
}

function filterRows(): void {
  const rows = [...document.querySelectorAll<HTMLElement>("main tbody tr, ul.reports li")];
  const MANY = 12;
  if (rows.length < MANY) return;
  const input = h("input", { type: "search", id: "filter", autocomplete: "off" });
  const said = h("span", { role: "status" });
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      row.hidden = !(row.textContent ?? "").toLowerCase().includes(wanted);
      if (!row.hidden) count += 1;
    }
    said.textContent = wanted ? ` ${count} of ${rows.length}` : "";
  });
  need("main .lead").after(h("p", { class: "filter" }, h("label", { for: "filter" }, "Filter "), input, said));
}

void forward();
addEventListener("hashchange", () => void forward());
filterRows();
