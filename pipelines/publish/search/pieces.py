"""The index as static files, so that a browser reads only the pieces that a query needs.

Belongs here: writing the pieces. Does not belong here: reading them (`web/src/search/`), or what a unit is.

- `meta.json`: how many units, which vocabulary pieces, the facets.
- `words/<a>.json`, `<ab>`, `<abc>`: the words that begin with these letters, and their families: each word
  with the number of units that have it, and where its postings begin (file, offset).
- `postings/<n>.bin`: for each word four numbers (bytes of its two lists, where its places begin in the file
  of places, bytes of those of its first list), then the lists, one of texts and one of labels: the units that
  have the word, and how often (twice the difference to the unit before, plus one where it is once).
- `places/<n>.bin`: where in the texts, then in the labels of those units it stands: only phrases read this.
- `facets/<facet>.json`: the values, with the number of units that have each and where the list of these
  begins in `facets/<facet>-<n>.bin`; a filter reads that list only.
- `facets/<facet>.bin`: the sets of values that occur, and for each unit which set it has, to count with.
- `units/<n>.json`, `labels/<n>.json`: the units themselves, a few to a file, for snippets and downloads; the
  labels that tell why a unit was found whose text has no word of the query.

Numbers in `.bin` are variable-length (seven bits a byte, low first), each list as differences.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.publish.search.families import stop_words, with_families
from pipelines.publish.search.units import FACETS, Unit
from pipelines.publish.search.words import fold, tokens

POSTINGS_BYTES = 8_192
"""A piece of postings is closed when it is this long; a very frequent word makes a longer one."""
FACET_BYTES = 4_096
"""The same of the lists of a facet's values."""
WORDS_A_PIECE = 300
"""Words that begin with the same letters, up to which they are one piece."""
LONGEST_START = 3
UNITS_A_PIECE, LABELS_A_PIECE = 4, 20
"""Units in a piece of texts, and in one of labels: a page of results reads forty kilobytes or so."""

_SEVEN_BITS, _MORE = 0x7F, 0x80


class Stream(NamedTuple):
    """The postings of a word as they grow: units with counts, places, and the unit that was written last."""

    data: bytearray
    places: bytearray
    last: list[int]

    def add(self, unit: int, places: Sequence[int]) -> None:
        """Append a unit with the places of the word in it."""
        is_single = len(places) == 1  # most are: then the count takes no byte of its own
        _number(self.data, 2 * (unit - self.last[0]) + is_single)
        self.last[0] = unit
        if not is_single:
            _number(self.data, len(places))
        _differences(self.places, places)


def _rising(data: bytearray, numbers: Sequence[int]) -> None:
    """How many, then each as the difference from the one before."""
    _number(data, len(numbers))
    _differences(data, numbers)


def _differences(data: bytearray, numbers: Sequence[int]) -> None:
    before = 0
    for number in numbers:
        _number(data, number - before)
        before = number


class Posted(NamedTuple):
    """A word's postings in texts, in labels, and the units that have it in either."""

    text: Stream
    labels: Stream
    units: set[int]


def _posted() -> Posted:
    return Posted(_stream(), _stream(), set())


def _stream() -> Stream:
    return Stream(bytearray(), bytearray(), [0])


def _number(data: bytearray, value: int) -> None:
    while value > _SEVEN_BITS:
        data.append(value & _SEVEN_BITS | _MORE)
        value >>= 7
    data.append(value)


def piece_names(words: Sequence[str]) -> dict[str, str]:
    """Word to its vocabulary piece: the first letter, or more where so many words share it."""
    lengths = range(1, LONGEST_START + 1)
    beginning = Counter(start for word in words for start in {word[:n] for n in lengths})

    def start_of(word: str) -> str:
        few = (word[:n] for n in lengths if beginning[word[:n]] <= WORDS_A_PIECE)
        return next(few, word[:LONGEST_START])

    cut = {word: start_of(word) for word in words}
    return {word: start if start.isascii() else _spelled(start) for word, start in cut.items()}


def _spelled(start: str) -> str:
    """Letters that not every file system can name, as numbers."""
    return "-".join(f"{ord(c):x}" for c in start)


def as_json(value: Any) -> str:
    """Compact JSON, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_index(units: Sequence[Unit], folder: Path) -> None:
    """Write every piece into the folder."""
    for name in ("words", "postings", "places", "facets", "units", "labels"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    pieces = _write_words(_postings(units), folder)
    _write_facets(units, folder / "facets")
    _write_units(units, folder)
    meta = {
        "units": len(units),
        "a_piece": {"units": UNITS_A_PIECE, "labels": LABELS_A_PIECE},
        "facets": FACETS,
        "pieces": pieces,
        "stop_words": sorted(stop_words()),
    }
    (folder / "meta.json").write_text(as_json(meta), encoding="utf8")


def _postings(units: Sequence[Unit]) -> dict[str, Posted]:
    found: dict[str, Posted] = defaultdict(_posted)
    for number, unit in enumerate(units):
        labelled: list[str | None] = []
        for label in unit.labels:
            labelled += [*tokens(label), None]  # the gap: no row of words runs over it
        for word, places in _places(tokens(unit.text)).items():
            found[word].text.add(number, places)
            found[word].units.add(number)
        for word, places in _places(labelled).items():
            found[word].labels.add(number, places)
            found[word].units.add(number)
    return found


def _places(words: Sequence[str | None]) -> dict[str, list[int]]:
    """Word to the places where it stands."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        if word is not None:
            places[word].append(place)
    return places


def _write_words(found: dict[str, Posted], folder: Path) -> list[str]:
    """Write postings and vocabulary; return the names of the vocabulary pieces."""
    entries: dict[str, list[Any]] = {}
    data, places, number = bytearray(), bytearray(), 0
    words = sorted(found)
    for word in words:
        text, labels, units = found[word]
        entries[word] = [word, len(units), number, len(data)]
        for size in (len(text.data), len(labels.data), len(places), len(text.places)):
            _number(data, size)
        data += text.data + labels.data
        places += text.places + labels.places
        if len(data) >= POSTINGS_BYTES or word == words[-1]:
            (folder / "postings" / f"{number}.bin").write_bytes(data)
            (folder / "places" / f"{number}.bin").write_bytes(places)
            data, places, number = bytearray(), bytearray(), number + 1
    return _write_vocabulary(entries, folder / "words")


def _write_vocabulary(entries: dict[str, list[Any]], folder: Path) -> list[str]:
    families = with_families(entries)
    members: dict[str, list[Any]] = defaultdict(list)
    for word in sorted(entries):
        members[families[word]].append(entries[word])
    pieces: dict[str, list[str]] = defaultdict(list)
    for word, piece in piece_names(list(families)).items():
        pieces[piece].append(word)
    for piece, words in sorted(pieces.items()):
        here = {family: i for i, family in enumerate(dict.fromkeys(families[word] for word in words))}
        made = {
            "words": {word: here[families[word]] for word in words},
            "families": [members[family] for family in here],
        }
        (folder / f"{piece}.json").write_text(as_json(made), encoding="utf8")
    return sorted(pieces)


def _write_facets(units: Sequence[Unit], folder: Path) -> None:
    for facet in FACETS:
        counts = Counter(value for unit in units for value in unit.facets.get(facet, ()))
        values = sorted(counts, key=lambda value: (-counts[value], value))
        number_of = {value: i for i, value in enumerate(values)}
        sets = [tuple(sorted(number_of[v] for v in unit.facets.get(facet, ()))) for unit in units]
        times = Counter(sets)
        common = {numbers: i for i, numbers in enumerate(sorted(times, key=lambda n: (-times[n], n)))}
        data = bytearray()
        _number(data, len(common))
        for numbers in common:
            _rising(data, numbers)
        for numbers in sets:
            _number(data, common[numbers])
        (folder / f"{facet}.bin").write_bytes(data)
        listed = [
            [value, counts[value], *at]
            for value, at in zip(values, _write_lists(sets, folder / facet), strict=True)
        ]
        (folder / f"{facet}.json").write_text(as_json(listed), encoding="utf8")


def _write_lists(sets: Sequence[Sequence[int]], stem: Path) -> list[tuple[int, int]]:
    """Write for each value the units that have it; where each list begins: file and offset."""
    units: dict[int, list[int]] = defaultdict(list)
    for unit, numbers in enumerate(sets):
        for number in numbers:
            units[number].append(unit)
    begins = []
    data, file = bytearray(), 0
    for number in range(len(units)):
        begins.append((file, len(data)))
        _rising(data, units[number])
        if len(data) >= FACET_BYTES or number == len(units) - 1:
            stem.with_name(f"{stem.name}-{file}.bin").write_bytes(data)
            data, file = bytearray(), file + 1
    return begins


def _write_units(units: Sequence[Unit], folder: Path) -> None:
    texts = [[u.unit_id, u.document_id, u.heading, u.text] for u in units]
    _write_pieces(texts, UNITS_A_PIECE, folder / "units")
    _write_pieces([_telling(unit) for unit in units], LABELS_A_PIECE, folder / "labels")


def _write_pieces(rows: Sequence[Any], a_piece: int, folder: Path) -> None:
    for number, start in enumerate(range(0, len(rows), a_piece)):
        text = as_json(rows[start : start + a_piece])
        (folder / f"{number}.json").write_text(text, encoding="utf8")


def _telling(unit: Unit) -> list[str]:
    """The labels that say more than the text does: only they can explain why a unit was found."""
    text = fold(unit.text)
    return [label for label in unit.labels if fold(label) not in text]
