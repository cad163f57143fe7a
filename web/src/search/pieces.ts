// Reading the static pieces of the index (written by pipelines/publish/search/pieces.py), each once.

export type Load = (path: string) => Promise<ArrayBuffer>;

export interface Meta {
  units: number;
  a_piece: { units: number; labels: number };
  facets: string[];
  pieces: string[];
  stop_words: string[];
}

/** A word, in how many units it is, and where its postings begin. */
export type Entry = [word: string, units: number, file: number, offset: number];

interface Vocabulary {
  words: Record<string, number>;
  families: Entry[][];
}

/** The two lists of a word: in the texts of units, and in their labels. */
export type Field = "text" | "labels";

/** Units that have a word, and how often. */
export interface Postings {
  units: number[];
  counts: number[];
}

/** A value of a facet, how many units have it, and where the list of these begins. */
export type Value = [value: string, units: number, file: number, offset: number];

export type UnitRow = [unit: string, document: string, heading: string, text: string];

const STARTS = [3, 2, 1]; // letters that a piece of the vocabulary is named by, the longest first
const BITS = 7;
const LOW = 0x7f;
const MORE = 0x80;

export class Pieces {
  private readonly read = new Map<string, Promise<unknown>>();

  constructor(private readonly load: Load) {}

  private once<T>(path: string, make: (bytes: ArrayBuffer) => T): Promise<T> {
    let found = this.read.get(path) as Promise<T> | undefined;
    if (!found) {
      found = this.load(path).then(make);
      this.read.set(path, found);
      found.catch(() => this.read.delete(path)); // a failed read may be tried again
    }
    return found;
  }

  private json<T>(path: string): Promise<T> {
    return this.once(path, (bytes) => JSON.parse(new TextDecoder().decode(bytes)) as T);
  }

  meta(): Promise<Meta> {
    return this.json("meta.json");
  }

  /** The words of a word's family that occur; empty where the vocabulary has not even a form of it. */
  async family(word: string): Promise<Entry[]> {
    const { pieces } = await this.meta();
    const name = STARTS.map((n) => pieceName(word.slice(0, n))).find((piece) => pieces.includes(piece));
    const vocabulary = name === undefined ? undefined : await this.vocabulary(name);
    return vocabulary?.families[vocabulary.words[word] ?? -1] ?? [];
  }

  async entry(word: string): Promise<Entry | undefined> {
    return (await this.family(word)).find((entry) => entry[0] === word);
  }

  /** Every word that occurs and begins so. */
  async beginning(prefix: string): Promise<Entry[]> {
    const { pieces } = await this.meta();
    const above = STARTS.map((n) => pieceName(prefix.slice(0, n)));
    const names = pieces.filter((piece) => above.includes(piece) || piece.startsWith(pieceName(prefix)));
    const found: Entry[] = [];
    for (const vocabulary of await Promise.all(names.map((name) => this.vocabulary(name)))) {
      for (const [word, family] of Object.entries(vocabulary.words)) {
        if (!word.startsWith(prefix)) continue;
        const entry = vocabulary.families[family]?.find((member) => member[0] === word);
        if (entry) found.push(entry);
      }
    }
    return found;
  }

  private vocabulary(name: string): Promise<Vocabulary> {
    return this.json(`words/${name}.json`);
  }

  private bytes(path: string): Promise<Uint8Array> {
    return this.once(path, (buffer) => new Uint8Array(buffer));
  }

  async postings([, , file, offset]: Entry, field: Field): Promise<Postings> {
    const reader = new Reader(await this.bytes(`postings/${file}.bin`), offset);
    const [text, labels] = [reader.number(), reader.number()];
    reader.skip(2); // where the places are
    const start = field === "text" ? reader.at : reader.at + text;
    return counted(reader, start, start + (field === "text" ? text : labels));
  }

  /** Where the word stands in each of the units of its postings. */
  async places(entry: Entry, field: Field, { counts }: Postings): Promise<number[][]> {
    const [, , file, offset] = entry;
    const head = new Reader(await this.bytes(`postings/${file}.bin`), offset);
    head.skip(2); // how long the lists are
    const [start, text] = [head.number(), head.number()];
    const reader = new Reader(await this.bytes(`places/${file}.bin`), field === "text" ? start : start + text);
    return counts.map((count) => reader.rising(count));
  }

  facetValues(facet: string): Promise<Value[]> {
    return this.json(`facets/${facet}.json`);
  }

  /** The units that have the value. */
  async unitsWith(facet: string, [, , file, offset]: Value): Promise<number[]> {
    const reader = new Reader(await this.bytes(`facets/${facet}-${file}.bin`), offset);
    return reader.rising(reader.number());
  }

  facetNames(facet: string): Promise<Record<string, string>> {
    return this.json(`names/${facet}.json`);
  }

  /** For each unit the numbers of the values that it has. */
  facetOfUnits(facet: string): Promise<number[][]> {
    return this.once(`facets/${facet}.bin`, (buffer) => lists(new Uint8Array(buffer)));
  }

  unit(number: number): Promise<UnitRow> {
    return this.ofUnit("units", number);
  }

  /** What was found in the unit that its text does not say. */
  labels(number: number): Promise<string[]> {
    return this.ofUnit("labels", number);
  }

  private async ofUnit<T>(folder: "units" | "labels", number: number): Promise<T> {
    const size = (await this.meta()).a_piece[folder];
    const piece = await this.json<T[]>(`${folder}/${Math.floor(number / size)}.json`);
    const here = piece[number % size];
    if (!here) throw new Error(`no unit ${number}`);
    return here;
  }
}

function pieceName(start: string): string {
  if (/^[\x00-\x7f]*$/.test(start)) return start;
  return [...start].map((letter) => (letter.codePointAt(0) ?? 0).toString(16)).join("-");
}

class Reader {
  constructor(
    private readonly bytes: Uint8Array,
    public at: number,
  ) {}

  number(): number {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = this.bytes[this.at] ?? 0;
      this.at += 1;
      value |= (byte & LOW) << shift;
      if (byte < MORE) return value;
      shift += BITS;
    }
  }

  skip(count: number): void {
    for (let i = 0; i < count; i += 1) this.number();
  }

  /** So many numbers, written as differences. */
  rising(count: number): number[] {
    const found: number[] = [];
    let last = 0;
    for (let i = 0; i < count; i += 1) {
      last += this.number();
      found.push(last);
    }
    return found;
  }
}

function counted(reader: Reader, start: number, end: number): Postings {
  const made: Postings = { units: [], counts: [] };
  let unit = 0;
  reader.at = start;
  while (reader.at < end) {
    const number = reader.number();
    unit += number >> 1;
    made.units.push(unit);
    made.counts.push(number & 1 || reader.number()); // an odd one stands for a count of one
  }
  return made;
}

/** For each unit its set of values; units with the same values share one list. */
function lists(bytes: Uint8Array): number[][] {
  const reader = new Reader(bytes, 0);
  const sets: number[][] = [];
  for (let left = reader.number(); left > 0; left -= 1) sets.push(reader.rising(reader.number()));
  const found: number[][] = [];
  while (reader.at < bytes.length) found.push(sets[reader.number()] ?? []);
  return found;
}
