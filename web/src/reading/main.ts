// The reading view: pointing, tapping, keys, the legend. Belongs here: events. Does not: what is shown.

import { need } from "../dom";
import { page } from "./data";
import { citeReport, close, isPinned, showFinds, showUnit } from "./panel";
import { follow } from "./permalink";

const article = need<HTMLElement>("article.text");
const WAIT = 90; // ms: a pointer on its way elsewhere shows nothing

let timer = 0;

function markAt(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>("mark[data-f]") : null;
}

function numbersOf(mark: HTMLElement): number[] {
  const hidden = new Set(page.dataset["off"]?.split(" ") ?? []);
  const numbers = (mark.dataset["f"] ?? "").split(" ").map(Number);
  return [...mark.classList].every((kind) => hidden.has(kind)) ? [] : numbers;
}

article.addEventListener("pointerover", (event) => {
  const mark = markAt(event);
  clearTimeout(timer);
  if (!mark || event.pointerType !== "mouse" || isPinned()) return;
  timer = window.setTimeout(() => void showFinds(numbersOf(mark), false), WAIT);
});

article.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const finds = target?.closest<HTMLElement>("button.finds");
  const unit = target?.closest<HTMLElement>("[data-u]");
  if (finds && unit) void showUnit(unit.dataset["u"] ?? "", finds);
  const mark = markAt(event);
  if (mark && !getSelection()?.toString()) {
    void showFinds(numbersOf(mark), true);
    mark.focus({ preventScroll: true });
  }
});

article.addEventListener("focusin", (event) => {
  const mark = markAt(event);
  if (mark) void showFinds(numbersOf(mark), true);
});

// Arrow keys step through the finds of the text, from a paragraph's button or from a find.
article.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
  const marks = [...article.querySelectorAll<HTMLElement>("mark[data-f]")];
  const now = document.activeElement;
  const at = now instanceof HTMLElement && now.tagName === "MARK" ? marks.indexOf(now) : firstOf(marks, now) - 1;
  const next = marks[at + (event.key === "ArrowRight" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.tabIndex = -1;
  next.focus();
});

function firstOf(marks: HTMLElement[], now: Element | null): number {
  const unit = now?.closest("[data-u]");
  return marks.findIndex((mark) => unit?.contains(mark));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) close();
});

for (const button of page.querySelectorAll<HTMLButtonElement>(".legend button")) {
  button.addEventListener("click", () => {
    const isOn = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!isOn));
    const off = [...page.querySelectorAll<HTMLElement>('.legend button[aria-pressed="false"]')];
    page.dataset["off"] = off.map((other) => other.dataset["k"]).join(" ");
  });
}

for (const hidden of page.querySelectorAll<HTMLElement>("button[hidden]")) hidden.hidden = false;
for (const mark of page.querySelectorAll<HTMLElement>("mark[data-f]")) mark.tabIndex = -1;
need<HTMLButtonElement>("#cite", document).addEventListener("click", citeReport);
addEventListener("hashchange", () => void follow());
void follow();
