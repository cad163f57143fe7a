// The query language, parsed: the same as pipelines/publish/search/query.py (a table of queries tests both).

import { tokens } from "./words";

export type Node =
  | { kind: "word" | "prefix" | "row" | "phrase"; words: string[] }
  | { kind: "and" | "or"; parts: Node[] }
  | { kind: "not"; part: Node };

export class QueryError extends Error {}

const SHORTEST_PREFIX = 2;
const PIECE = /"[^"]*"?|[()]|[^\s()"]+/g;
const OPERATORS = ["AND", "OR", "NOT"];

export class Parser {
  readonly leftOut: string[] = [];
  private readonly pieces: string[];
  private at = 0;

  constructor(
    query: string,
    private readonly stopWords: ReadonlySet<string>,
  ) {
    this.pieces = query.replace(/[“”„«»]/g, '"').match(PIECE) ?? [];
  }

  parse(): Node | null {
    const node = this.either();
    if (this.at < this.pieces.length) throw new QueryError("A bracket is closed that was never opened.");
    return node;
  }

  private get next(): string | undefined {
    return this.pieces[this.at];
  }

  private either(): Node | null {
    const found: Node[] = [];
    for (;;) {
      const node = this.together();
      if (node) found.push(node);
      if (this.next !== "OR") return joined("or", found);
      if (!node || this.endsWith(1, ["OR", ")"])) throw new QueryError("OR needs a word on both sides.");
      this.at += 1;
    }
  }

  private endsWith(offset: number, borders: string[]): boolean {
    const piece = this.pieces[this.at + offset];
    return piece === undefined || borders.includes(piece);
  }

  private together(): Node | null {
    const found: Node[] = [];
    while (this.next !== undefined && this.next !== "OR" && this.next !== ")") {
      if (this.next === "AND") {
        if (!found.length || this.endsWith(1, ["AND", "OR", ")"])) {
          throw new QueryError("AND needs a word on both sides.");
        }
        this.at += 1;
        continue;
      }
      const node = this.one();
      if (node) found.push(node);
    }
    const isStop = (node: Node): boolean => node.kind === "word" && this.stopWords.has(node.words[0] ?? "");
    const telling = found.filter((node) => !isStop(node));
    if (!telling.length) return joined("and", found.slice(0, 1));
    for (const node of found) if (isStop(node) && "words" in node) this.leftOut.push(...node.words);
    return joined("and", telling);
  }

  private one(): Node | null {
    const first = this.pieces[this.at] ?? "";
    this.at += 1;
    if (first === "NOT") {
      if (this.endsWith(0, [")", ...OPERATORS])) throw new QueryError("NOT needs a word after it.");
      const part = this.one();
      return part && { kind: "not", part };
    }
    if (first === "(") {
      const node = this.either();
      if (this.next !== ")") throw new QueryError("A bracket is not closed.");
      this.at += 1;
      return node;
    }
    if (first.startsWith('"')) {
      if (first.length === 1 || !first.endsWith('"')) throw new QueryError("A quotation mark is not closed.");
      const words = tokens(first);
      return words.length ? { kind: "phrase", words } : null;
    }
    return word(first);
  }
}

function word(piece: string): Node | null {
  const words = tokens(piece.replace(/['’]s$/, ""));
  if (!words.length) return null;
  if (words.length > 1) return { kind: "row", words };
  if (!piece.endsWith("*")) return { kind: "word", words };
  if ((words[0] ?? "").length < SHORTEST_PREFIX) {
    throw new QueryError(`Put at least ${SHORTEST_PREFIX} letters before the *.`);
  }
  return { kind: "prefix", words };
}

function joined(kind: "and" | "or", parts: Node[]): Node | null {
  return parts.length > 1 ? { kind, parts } : (parts[0] ?? null);
}
