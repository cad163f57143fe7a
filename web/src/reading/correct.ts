// "Report an error": what `unreports correct` takes, filled in as far as the page can. Nothing is sent from here.

import type { Cell } from "../csv";
import { button, copyButton, h, saveAs } from "../dom";
import { cited } from "../places";
import { type Data, evidenceOf, type Row } from "./data";

const FIXED = new Set(["confidence"]);

interface Cells {
  table: string;
  row: string;
  label: string;
  columns: [name: string, value: Cell][];
}

/** The row itself, and the rows of who takes part. */
function correctable({ report, codes }: Data, row: Row): Cells[] {
  const own: [string, Cell][] = [...row.values].filter(([name]) => !FIXED.has(name));
  const made: Cells[] = [{ table: row.table, row: row.id, label: codes.tables[row.table]?.title ?? row.table, columns: own }];
  const table = row.table === "recommendations" ? "recommendation_actors" : "country_action_actors";
  for (const [role, actor, id] of report.people[row.id] ?? []) {
    const name = report.actors[actor]?.[0] ?? actor;
    made.push({ table, row: id, label: `${role}: ${name}`, columns: [["actor_id", actor], ["role", role]] });
  }
  return made;
}

export function errorDialog(data: Data, row: Row): HTMLDialogElement {
  const choices = correctable(data, row).flatMap((cells) => cells.columns.map(([column, value]) => ({ ...cells, column, value })));
  const which = h("select", { name: "which" }, ...choices.map((c, i) => h("option", { value: i }, `${c.label} · ${c.column}: ${c.value ?? "(none)"}`)));
  const right = h("input", { name: "right", autocomplete: "off", list: "codes" });
  const known = h("datalist", { id: "codes" });
  const reason = h("textarea", { name: "reason", rows: 2, required: true });
  const who = h("input", { name: "authority", autocomplete: "name", required: true });
  const shown = h("pre", { tabindex: 0, id: "correction", "aria-label": "The correction" });

  const report = (): string => {
    const choice = choices[Number(which.value)];
    if (!choice) return "";
    const told = {
      table: choice.table,
      row_id: choice.row,
      column: choice.column,
      expect: choice.value,
      new_value: right.value || null,
      reason: reason.value.trim(),
      authority: who.value.trim(),
      document_id: data.report.document["document_id"],
    };
    return JSON.stringify(told, null, 2);
  };
  const issue = (): string =>
    [`Correction of ${row.id}`, "", `Place: ${cited(row.unit)}`, `Evidence: ${evidenceOf(row.number)}`, "", report()].join("\n");
  const refresh = (): void => {
    const choice = choices[Number(which.value)];
    const list = data.codes.lists[data.codes.tables[choice?.table ?? ""]?.columns[choice?.column ?? ""]?.[1] ?? ""] ?? {};
    known.replaceChildren(...Object.entries(list).map(([code, words]) => h("option", { value: code }, words)));
    shown.textContent = report();
  };
  const close = button("Close", () => dialog.close(), { class: "quiet" });
  const dialog = h(
    "dialog",
    { "aria-labelledby": "error-title", class: "correct" },
    h("h2", { id: "error-title" }, "Report an error"),
    h("blockquote", {}, evidenceOf(row.number)),
    h("label", {}, "What is wrong", which),
    h("label", {}, "What is right (empty: nothing)", right),
    known,
    h("label", {}, "Why", reason),
    h("label", {}, "Who says so", who),
    shown,
    h(
      "p",
      { class: "end" },
      copyButton("Copy", report),
      copyButton("Copy as an issue", issue),
      button("Save as a file", () => saveAs("correction.json", `${report()}\n`, "application/json")),
      close,
    ),
    h("p", { class: "hint" }, "Hand it to the people who publish this data; ", h("code", {}, "unreports correct"), " checks it and adds it."),
  );
  dialog.addEventListener("input", refresh);
  refresh();
  return dialog;
}
