// Answering a query from the pieces: the same hits as pipelines/publish/search/sqlite.py.
// Belongs here: which units, and how well. Does not belong here: showing them.

import { type Entry, type Field, type Load, Pieces } from "./pieces";
import { type Node, Parser } from "./query";

export type Filters = Record<string, string[]>;

/** What a part of the query was understood as. */
export interface Reading {
  kind: "family" | "prefix" | "row" | "phrase";
  asked: string;
  words: string[];
}

export interface Found {
  /** Units in the order of the index. */
  units: number[];
  /** How well each fits, by unit number. */
  scores: Float32Array;
  readings: Reading[];
  /** The same of what must not be there. */
  excluded: Reading[];
  leftOut: string[];
}

/** Units that have a word, and where it stands in each. */
interface Placed {
  units: number[];
  places: number[][];
}

const SATURATION = 1.2;
const LABEL_WEIGHT = 0.6;
const JUST_THERE = 1e-6;

export class Engine {
  readonly pieces: Pieces;

  constructor(load: Load) {
    this.pieces = new Pieces(load);
  }

  /** Raises QueryError. */
  async find(query: string, filters: Filters = {}): Promise<Found> {
    const meta = await this.pieces.meta();
    const parser = new Parser(query, new Set(meta.stop_words));
    const node = parser.parse();
    const readings: Reading[] = [];
    const excluded: Reading[] = [];
    const scores = node ? await this.scored(node, readings, excluded) : new Float32Array(meta.units).fill(JUST_THERE);
    for (const [facet, wanted] of Object.entries(filters)) {
      if (wanted.length) await this.narrow(scores, facet, new Set(wanted));
    }
    const units: number[] = [];
    scores.forEach((score, unit) => {
      if (score > 0) units.push(unit);
    });
    return { units, scores, readings, excluded, leftOut: parser.leftOut };
  }

  private async narrow(scores: Float32Array, facet: string, wanted: Set<string>): Promise<void> {
    const values = (await this.pieces.facetValues(facet)).filter(([value]) => wanted.has(value));
    const lists = await Promise.all(values.map((value) => this.pieces.unitsWith(facet, value)));
    const kept = new Uint8Array(scores.length);
    for (const unit of lists.flat()) kept[unit] = 1;
    kept.forEach((isKept, unit) => {
      if (!isKept) scores[unit] = 0;
    });
  }

  private async scored(node: Node, readings: Reading[], excluded: Reading[]): Promise<Float32Array> {
    if (node.kind === "not") {
      const scores = await this.scored(node.part, excluded, readings);
      return scores.map((score) => (score > 0 ? 0 : JUST_THERE));
    }
    if ("parts" in node) {
      const [first, ...rest] = await Promise.all(node.parts.map((part) => this.scored(part, readings, excluded)));
      if (!first) throw new Error("an empty group");
      const isAnd = node.kind === "and";
      for (const other of rest) {
        for (let unit = 0; unit < first.length; unit += 1) {
          const [a, b] = [first[unit] ?? 0, other[unit] ?? 0];
          first[unit] = isAnd && (a === 0 || b === 0) ? 0 : a + b;
        }
      }
      return first;
    }
    return this.leaf(node.kind, node.words, readings);
  }

  private async leaf(kind: string, words: string[], readings: Reading[]): Promise<Float32Array> {
    const [first = ""] = words;
    const { units } = await this.pieces.meta();
    const scores = new Float32Array(units);
    if (kind === "word" || kind === "prefix") {
      const entries = await (kind === "word" ? this.pieces.family(first) : this.pieces.beginning(first));
      readings.push({
        kind: kind === "word" ? "family" : "prefix",
        asked: kind === "word" ? first : `${first}*`,
        words: entries.map((entry) => entry[0]),
      });
      await Promise.all(entries.map((entry) => this.addWord(scores, entry)));
      return scores;
    }
    readings.push({ kind: kind === "phrase" ? "phrase" : "row", asked: words.join(" "), words });
    const entries = await Promise.all(words.map((word) => this.pieces.entry(word)));
    if (entries.every((entry) => entry !== undefined)) {
      await this.addRow(scores, entries as Entry[], "text");
      if (kind === "row") await this.addRow(scores, entries as Entry[], "labels");
    }
    return scores;
  }

  private async addWord(scores: Float32Array, entry: Entry): Promise<void> {
    const rarity = rarityOf(entry[1], scores.length);
    const text = await this.pieces.postings(entry, "text");
    text.units.forEach((unit, i) => {
      const times = text.counts[i] ?? 0;
      scores[unit] = (scores[unit] ?? 0) + (rarity * times) / (times + SATURATION);
    });
    const labels = await this.pieces.postings(entry, "labels");
    for (const unit of labels.units) {
      if (!scores[unit]) scores[unit] = rarity * LABEL_WEIGHT;
    }
  }

  private async addRow(scores: Float32Array, entries: Entry[], field: Field): Promise<void> {
    const lists = await Promise.all(entries.map((entry) => this.placed(entry, field)));
    const rarity = Math.max(...entries.map((entry) => rarityOf(entry[1], scores.length)));
    for (const [unit, times] of inARow(lists)) scores[unit] = (scores[unit] ?? 0) + rarity * 2 * times;
  }

  private async placed(entry: Entry, field: Field): Promise<Placed> {
    const postings = await this.pieces.postings(entry, field);
    return { units: postings.units, places: await this.pieces.places(entry, field, postings) };
  }
}

function rarityOf(units: number, all: number): number {
  return Math.log(1 + all / (units + 1));
}

/** Units in which the words stand one after the other, and how often. */
function inARow(lists: Placed[]): Map<number, number> {
  const [first, ...rest] = lists;
  const found = new Map<number, number>();
  if (!first) return found;
  const byUnit = rest.map((list) => new Map(list.units.map((unit, i) => [unit, new Set(list.places[i])])));
  first.units.forEach((unit, i) => {
    const places = first.places[i] ?? [];
    const times = places.filter((place) => byUnit.every((map, j) => map.get(unit)?.has(place + j + 1))).length;
    if (times) found.set(unit, times);
  });
  return found;
}
