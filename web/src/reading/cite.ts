// Citing a report or a place in it: the UN style, BibTeX and RIS.

import type { Cell } from "../csv";
import { button, copyButton, h, saveAs } from "../dom";
import { address, cited } from "../places";

export type Meta = Record<string, Cell>;

function text(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? "" : String(cell);
}

function dated(iso: string): string {
  if (!iso) return "";
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}

function author(meta: Meta): string {
  return ["United Nations", text(meta["organ"])].filter(Boolean).join(", ");
}

/** As United Nations documents cite each other: the symbol and the paragraph. */
export function unStyle(unit: string): string {
  return `${cited(unit)}.`;
}

export function fullStyle(meta: Meta, unit: string): string {
  const place = cited(unit).slice(text(meta["document_id"]).length).replace(/^, /, "");
  const date = dated(text(meta["published_on"]));
  const parts = [author(meta), text(meta["title"]), text(meta["subtitle"]), text(meta["symbol"])].filter(Boolean);
  return `${parts.join(", ")}${date ? ` (${date})` : ""}${place ? `, ${place}` : ""}.`;
}

function key(unit: string): string {
  return unit.replace(/[^A-Za-z0-9]+/g, "-").replace(/-$/, "");
}

function tex(value: string): string {
  const spelled: Record<string, string> = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  return value.replace(/[\\~^&%$#_{}]/g, (sign) => spelled[sign] ?? `\\${sign}`);
}

export function bibtex(meta: Meta, unit: string, link: string): string {
  const year = text(meta["published_on"]).slice(0, 4);
  const fields: [string, string][] = [
    ["author", `{${tex(author(meta))}}`],
    ["title", `{${tex(text(meta["title"]) || text(meta["document_id"]))}}`],
    ["number", tex(text(meta["symbol"]))],
    ["institution", "United Nations"],
    ["year", year],
    ["note", tex(cited(unit))],
    ["url", link],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
  return `@techreport{${key(unit)},\n${lines.join(",\n")}\n}\n`;
}

export function ris(meta: Meta, unit: string, link: string): string {
  const date = text(meta["published_on"]);
  const fields: [string, string][] = [
    ["TY", "RPRT"],
    ["AU", author(meta)],
    ["TI", text(meta["title"]) || text(meta["document_id"])],
    ["SN", text(meta["symbol"])],
    ["PY", date.slice(0, 4)],
    ["DA", date.replaceAll("-", "/")],
    ["PB", "United Nations"],
    ["SP", cited(unit)],
    ["UR", link],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `${name}  - ${value.replace(/\s+/g, " ")}`);
  return `${lines.join("\r\n")}\r\nER  - \r\n`;
}

export function citeDialog(meta: Meta, unit: string): HTMLDialogElement {
  const link = new URL(address(unit), location.href).href;
  const styles: [string, string, string, string][] = [
    ["UN style", unStyle(unit), "", ""],
    ["In full", fullStyle(meta, unit), "", ""],
    ["BibTeX", bibtex(meta, unit, link), "bib", "application/x-bibtex"],
    ["RIS", ris(meta, unit, link), "ris", "application/x-research-info-systems"],
    ["Permalink", link, "", ""],
  ];
  const close = button("Close", () => dialog.close(), { class: "quiet" });
  const dialog = h(
    "dialog",
    { "aria-labelledby": "cite-title", class: "cite" },
    h("h2", { id: "cite-title" }, `Cite ${cited(unit)}`),
    ...styles.map(([name, words, ending, type]) =>
      h(
        "section",
        {},
        h("h3", {}, name),
        h("pre", { tabindex: 0 }, words),
        copyButton("Copy", () => words),
        ending ? button("Save", () => saveAs(`${key(unit)}.${ending}`, words, type)) : null,
      ),
    ),
    h("p", { class: "end" }, close),
  );
  return dialog;
}

/** Show a dialog; it goes when it is closed. */
export function open(dialog: HTMLDialogElement): void {
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}
