"""Everything that is known of why one published row exists.

Belongs here: finding the row, and gathering rule, sentence, tokens, lexicon lines, actors and source.
Does not belong here: printing (`command.py`), the rules themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pipelines.explain.lexicon_lines import LexiconLine, lines_for
from pipelines.extract import tokens as words
from pipelines.extract.sentences import split_sentences
from pipelines.model.declaration import load_tables
from pipelines.quality.rules import Measured, Rule, load_measured, load_rules

Row = dict[str, Any]
Release = Callable[[str], list[Row]]
"""Table name to its published rows."""

TAG_NAMES = {
    words.BASE: "verb",
    words.THIRD: "verb-s",
    words.PAST: "past",
    words.PARTICIPLE: "participle",
    words.GERUND: "verb-ing",
    words.NOUN: "noun",
    words.PLURAL: "plural",
    words.ADJECTIVE: "adjective",
    words.ADVERB: "adverb",
    words.DETERMINER: "determiner",
    words.PREPOSITION: "preposition",
    words.PRONOUN: "pronoun",
    words.CONJUNCTION: "conjunction",
    words.MODAL: "modal",
    words.BE: "be",
    words.HAVE: "have",
    words.DO: "do",
    words.NEGATION: "negation",
    words.TO: "to",
    words.NUMBER: "number",
    words.CAPITALISED: "capital",
    words.PUNCTUATION: "mark",
    words.RELATIVE: "relative",
}
AROUND = 5
"""Tokens shown before and after the span."""


@dataclass(frozen=True)
class Explanation:
    """Why `row` of `table` exists. Offsets in `tokens` are those of `text`, the unit's published text."""

    table: str
    row: Row
    rule: Rule | None
    measured: Measured | None
    text: str
    sentence: tuple[int, int]
    tokens: list[tuple[words.Token, bool]]
    lexicon: list[LexiconLine]
    actors: list[Row]
    sources: list[Row]
    source_file: str


def tag_names(tags: int) -> list[str]:
    """The readings that a token may have, in words."""
    return [name for bit, name in TAG_NAMES.items() if tags & bit]


def explain(row_id: str, release: Release) -> list[Explanation]:
    """One explanation a table that has a row with this id; none where no table has.

    The row of a link (who took part in an act) is explained by what it is a link of.
    """
    out = []
    for name, table in load_tables().items():
        if table.found is None and name != "unresolved":
            continue
        (key,) = table.primary_key
        out += [_explain(name, row, release) for row in release(name) if row[key] == row_id]
    return out or [
        explanation
        for parent in _parents(row_id, release)
        for explanation in explain(parent, release)
        if explanation.table in ("country_actions", "recommendations")
    ]


def _parents(row_id: str, release: Release) -> list[str]:
    """The ids of the acts or recommendations that the row of a link belongs to."""
    return [
        row[f"{table}_id"]
        for table in ("country_action", "recommendation")
        for row in release(f"{table}_actors")
        if row[f"{table}_actor_id"] == row_id
    ]


def _explain(table: str, row: Row, release: Release) -> Explanation:
    column = "footnote_id" if row["footnote_id"] else "paragraph_id"
    units = release("footnotes" if row["footnote_id"] else "paragraphs")
    text = next((unit["text"] for unit in units if unit[column] == row[column]), "")
    start, end = row["start"] or 0, row["end"] or 0
    sentence = sentence_of(text, start, end)
    mention = load_tables()[table].found == "surface"
    looked_at = (start, end) if mention or table == "country_actions" else sentence
    ranges = [r for r in release("source_ranges") if r[column] == row[column] and row[column]]
    documents = {r["document_id"]: r["source_file"] for r in release("documents")}
    return Explanation(
        table=table,
        row=row,
        rule=load_rules().get(row["rule_id"]),
        measured=load_measured().get(row["rule_id"]),
        text=text,
        sentence=sentence,
        tokens=_tokens(text, sentence, start, end),
        lexicon=lines_for(table, text, *looked_at, _told_by(row)),
        actors=_actors(table, row, release),
        sources=[r for r in ranges if r["start"] < end and start < r["end"]],
        source_file=documents.get(row["document_id"], ""),
    )


def _told_by(row: Row) -> frozenset[str]:
    """The words that the row names as what made it: its verb, its modality."""
    named = f"{row.get('predicate') or ''} {row.get('modality') or ''}".lower().split()
    return frozenset(named) | {words.verb_lemma(word) or word for word in named}


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentences that `text[start:end]` lies in."""
    spans = [(a, b) for a, b in split_sentences(text) if a < max(end, start + 1) and start < b]
    return (spans[0][0], spans[-1][1]) if spans else (start, end)


def _tokens(text: str, sentence: tuple[int, int], start: int, end: int) -> list[tuple[words.Token, bool]]:
    """The sentence's tokens from AROUND before the span to AROUND after it, and whether each is in it."""
    tokens = words.tokenize(text, *sentence)
    inside = [start <= token.start and token.end <= end for token in tokens]
    if True not in inside:
        return []
    first, last = inside.index(True), len(inside) - 1 - inside[::-1].index(True)
    kept = slice(max(0, first - AROUND), last + AROUND + 1)
    return list(zip(tokens[kept], inside[kept], strict=True))


def _actors(table: str, row: Row, release: Release) -> list[Row]:
    """The actors that the row names or links, each with role, type, source and all its names."""
    roles = {row["actor_id"]: ""} if row.get("actor_id") else {}
    single = table.removesuffix("s")
    if f"{single}_actors" in load_tables():
        links = [link for link in release(f"{single}_actors") if link[f"{single}_id"] == row[f"{single}_id"]]
        roles |= {link["actor_id"]: link["role"] for link in links}
    if not roles:
        return []
    names: dict[str, list[str]] = {}
    for alias in release("actor_aliases"):
        names.setdefault(alias["actor_id"], []).append(f"{alias['alias']} ({alias['kind']})")
    return [
        actor | {"role": roles[actor["actor_id"]], "names": names.get(actor["actor_id"], [])}
        for actor in release("actors")
        if actor["actor_id"] in roles
    ]
