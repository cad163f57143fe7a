// CSV as the Python side writes it (RFC 4180; nothing that a spreadsheet would run as a formula).

// What a spreadsheet takes for a formula, and the apostrophe that guards: `formats/csv_files.py` has the same.
const GUARDED = /^[=+\-@\t\r\n＝＋－＠']/;

export type Cell = string | number | boolean | null;

function written(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const safe = GUARDED.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvLine(cells: Cell[]): string {
  return cells.map(written).join(",");
}

export function asCsv(columns: string[], rows: Cell[][]): string {
  return [columns, ...rows].map((row) => `${csvLine(row)}\r\n`).join("");
}
