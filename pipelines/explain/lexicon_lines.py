"""The lines of the lexicons that fit words of a text, with file and line.

Belongs here: which lexicons a table's rules read, and finding the lines. Does not belong here: what a
line means to a rule (`extract/`), printing (`command.py`).

Lexicons are read as people read them, term by term, so that a new file needs no code here: the term
columns of a CSV, every scalar of a YAML file besides examples and sources.
"""

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from pipelines.extract.tokens import (
    BE,
    CONJUNCTION,
    DETERMINER,
    HAVE,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    TO,
    Token,
    tokenize,
    verb_lemma,
)

FOLDER = Path(__file__).parents[1] / "lexicons"
LEXICONS = {
    "citations": ("citations",),
    "actor_mentions": ("actors", "countries"),
    "country_mentions": ("countries",),
    "country_actions": ("acts",),
    "recommendations": ("directives", "reviews"),
    "practices_gaps": ("practices_gaps", "acts"),
    "statistics": ("statistics",),
    "contributions": ("actors",),
    "topics": ("topics",),
}
"""Published table to the lexicon folders that its rules read."""

TERM_COLUMNS = frozenset(
    "name official_name acronym aliases former demonym text terms word prefix candidates segment".split()
)
NOT_TERMS = frozenset({"example", "examples", "counter_examples", "source"})
UNTELLING = BE | CONJUNCTION | DETERMINER | HAVE | NUMBER | PREPOSITION | PRONOUN | PUNCTUATION | TO
"""Words that stand in every sentence: alone they are no reason for anything."""


class LexiconLine(NamedTuple):
    """A line that fits: `term` is what fitted, `told` the line (CSV) or the keys above the term (YAML)."""

    file: str
    line: int
    term: str
    told: str


Terms = dict[tuple[str, ...], list[LexiconLine]]


def lines_for(
    table: str, text: str, start: int, end: int, told_by: frozenset[str] = frozenset()
) -> list[LexiconLine]:
    """The lexicon lines that fit words of `text[start:end]` for the rules of a table.

    Those of the words that the row itself names (`told_by`: its verb, its modality) come first, then the
    longest terms. Of terms that begin at one word the longest holds, as it does in the rules.
    """
    tokens = tokenize(text, start, end)
    forms = [_forms(token) for token in tokens]
    found: dict[LexiconLine, tuple[bool, int]] = {}
    for folder in LEXICONS.get(table, ()):
        terms, longest = _terms(folder)
        for i in range(len(tokens)):
            for length in range(min(longest, len(tokens) - i), 0, -1):
                lines = _fitting(terms, tokens[i : i + length], forms[i])
                if lines:
                    untold = told_by.isdisjoint(forms[i])
                    found |= {line: (untold, -length) for line in lines if line not in found}
                    break
    return sorted(found, key=lambda line: (found[line], line))


def _fitting(terms: Terms, tokens: Sequence[Token], first_forms: frozenset[str]) -> list[LexiconLine]:
    """The lines whose term is these tokens; one word fits in any of its forms."""
    if len(tokens) > 1:
        return terms.get(tuple(token.lower for token in tokens), [])
    is_acronym = len(tokens[0].text) > 1 and tokens[0].text.isupper()
    if tokens[0].tags & UNTELLING and not is_acronym:
        return []
    return [line for form in sorted(first_forms) for line in terms.get((form,), [])]


def _forms(token: Token) -> frozenset[str]:
    """The word as printed, as a singular noun, as a verb's base form."""
    forms = {token.lower, verb_lemma(token.lower) or token.lower}
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if token.lower.endswith(ending):
            forms.add(token.lower.removesuffix(ending) + instead)
    return frozenset(forms)


@cache
def _terms(folder: str) -> tuple[Terms, int]:
    """The lexicon lines of a folder by the tokens of their terms, and the longest term's length."""
    terms: Terms = {}
    for path in sorted((FOLDER / folder).iterdir()):
        lines = {".csv": _csv_lines, ".yml": _yaml_lines}.get(path.suffix)
        for line in lines(path) if lines else ():
            key = tuple(token.lower for token in tokenize(line.term))
            if key:
                terms.setdefault(key, []).append(line)
    return terms, max(map(len, terms), default=0)


def _csv_lines(path: Path) -> Iterator[LexiconLine]:
    name = str(path.relative_to(FOLDER))
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            told = ", ".join(f"{column}={value}" for column, value in row.items() if value)
            for column in TERM_COLUMNS & row.keys():
                for term in (row[column] or "").split("|"):
                    if term:
                        yield LexiconLine(name, reader.line_num, term.rstrip("?"), told)


def _yaml_lines(path: Path) -> Iterator[LexiconLine]:
    text = path.read_text(encoding="utf-8")
    rows = text.splitlines()

    def walk(node: yaml.Node | None, above: tuple[str, ...]) -> Iterator[tuple[str, int, tuple[str, ...]]]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value not in NOT_TERMS:
                    if not _is_list_name(value):
                        yield key.value, key.start_mark.line, above
                    yield from walk(value, (*above, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from walk(item, above)
        elif isinstance(node, yaml.ScalarNode) and node.tag.endswith(":str"):
            yield from ((term, at, above) for term, at in _scalar_terms(node, rows))

    for term, at, above in walk(yaml.compose(text), ()):
        yield LexiconLine(str(path.relative_to(FOLDER)), at + 1, term, " › ".join(above))


def _is_list_name(value: yaml.Node) -> bool:
    """Whether the key of this value names a list of terms, and is none itself."""
    is_text = isinstance(value, yaml.ScalarNode) and str(value.tag).endswith(":str")
    return is_text or isinstance(value, yaml.SequenceNode)


def _scalar_terms(node: yaml.ScalarNode, rows: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The phrase itself, or the words of a folded list, each with its line (from 0)."""
    first, last = node.start_mark.line, node.end_mark.line
    if node.style != ">":
        yield node.value, first
    for at in range(first, min(last + 1, len(rows))) if node.style == ">" or first != last else ():
        for word in rows[at].split("#")[0].split():
            if at > first or node.style != ">":
                yield word, at
