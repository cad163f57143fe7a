// What a word is: the same as pipelines/publish/search/words.py.

const WORD = /[\p{L}\p{N}\p{Mn}]+/gu;

export function fold(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "");
}

export interface Token {
  word: string;
  start: number;
  end: number;
}

export function tokensAt(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0]);
    if (word) found.push({ word, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

export function tokens(text: string): string[] {
  return tokensAt(text).map((token) => token.word);
}
