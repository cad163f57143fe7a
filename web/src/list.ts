// Lists: a permalink that came without a file goes to its report; long tables get a filter.

import { h, need } from "./dom";

function forward(): void {
  const place = decodeURIComponent(location.hash.slice(1));
  if (!place) return;
  let best: HTMLAnchorElement | undefined;
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-symbol]")) {
    const symbol = link.dataset["symbol"] ?? "";
    const isLonger = symbol.length > (best?.dataset["symbol"] ?? "").length;
    if (isLonger && (place === symbol || place.startsWith(`${symbol}/`))) best = link;
  }
  if (best) location.replace(`${best.getAttribute("href")}${location.hash}`);
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

forward();
addEventListener("hashchange", forward);
filterRows();
