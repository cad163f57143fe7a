"""Report-like documents of our own making, as many as wanted; the same number gives the same text.

    .venv/bin/python benchmarks/reports.py FOLDER COUNT

They have what reports have: a masthead, sections, numbered paragraphs with lettered items, footnotes,
countries, organisations, resolutions, figures, recommendations. Nothing in them is anybody's text, and
no figure about quality can be drawn from them. Their length varies: about a thousand words on average,
one in twenty has five times as many paragraphs.
"""

import random
import sys
from pathlib import Path

import yaml

PHRASES = yaml.safe_load((Path(__file__).parent / "phrases.yml").read_text(encoding="utf-8"))
ORGANS = {
    "A/{session}/{number}": ("General Assembly", "{ordinal} session"),
    "A/HRC/{session}/{number}": ("Human Rights Council", "{ordinal} session"),
    "E/20{session}/{number}": ("Economic and Social Council", "20{session} session"),
}
LONG_EVERY, LONG_TIMES = 20, 5
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Writer:
    """Writes one document. `index` decides every word of it."""

    def __init__(self, index: int) -> None:
        self.choice = random.Random(index)
        self.index = index
        self.notes: list[str] = []
        self.number = 0
        self.country = self.pick("countries")

    def pick(self, kind: str) -> str:
        """One of the phrases of a kind, its places filled."""
        phrase = str(self.choice.choice(PHRASES[kind]))
        for place, other in (("{actor}", "actors"), ("{group}", "groups")):
            while place in phrase:
                phrase = phrase.replace(place, self.pick(other), 1)
        while "{figure}" in phrase:
            phrase = phrase.replace("{figure}", str(self.choice.randint(2, 95)), 1)
        phrase = phrase.replace("{year}", str(self.choice.randint(2008, 2023)))
        return phrase.replace("{country}", self.country) if "{country}" in phrase else phrase

    def sentence(self) -> str:
        """Who did what, or a remark; with a footnote now and then."""
        if self.choice.random() < 0.4:
            return self.pick("remarks")
        year = self.choice.randint(2008, 2023)
        said = f"In {year}, {self.pick('actors')} {self.pick('acts')} in {self.country}."
        if self.choice.random() < 0.15:
            resolution = f"A/RES/{self.choice.randint(60, 75)}/{self.choice.randint(100, 250)}"
            self.notes.append(f"See {resolution}, para. 4.")
            said += str(len(self.notes)).translate(RAISED)
        return said

    def paragraph(self, text: str) -> str:
        """A numbered paragraph."""
        self.number += 1
        return f"{self.number}. {text}"

    def section(self, title: str, paragraphs: int) -> list[str]:
        """A heading and its paragraphs; the country changes with them."""
        blocks = [title]
        for _ in range(paragraphs):
            self.country = self.pick("countries")
            blocks.append(self.paragraph(" ".join(self.sentence() for _ in range(self.choice.randint(2, 5)))))
        return blocks

    def requests(self) -> list[str]:
        """The recommendations, as a list under one paragraph."""
        blocks = [self.paragraph("The Secretary-General recommends that States:")]
        letters = "abcdefgh"[: self.choice.randint(3, 8)]
        blocks += [f"({letter}) {self.pick('asks')};" for letter in letters]
        blocks[-1] = blocks[-1][:-1] + "."
        return blocks

    def document(self) -> tuple[str, str]:
        """The symbol and the text."""
        form = self.choice.choice(list(ORGANS))
        session = self.choice.randint(30, 70)
        symbol = form.format(session=session, number=1000 + self.index)
        organ, numbered = ORGANS[form]
        date = f"{self.choice.randint(1, 28)} {self.pick('months')} {2008 + self.index % 16}"
        head = ["United Nations", symbol, organ, "Distr.: General", date, "Original: English"]
        head += [numbered.format(ordinal=self.pick("sessions"), session=session)]
        blocks = [*head, "Report of the Secretary-General", *self.section("I. Introduction", 2)]
        times = LONG_TIMES if self.index % LONG_EVERY == 0 else 1
        titles = self.choice.sample(PHRASES["titles"], 4)
        for numeral, title in zip(("II", "III", "IV", "V"), titles, strict=True):
            blocks += self.section(f"{numeral}. {title}", self.choice.randint(2, 5) * times)
        blocks += ["VI. Conclusions and recommendations", *self.requests()]
        blocks += [f"{str(at).translate(RAISED)} {note}" for at, note in enumerate(self.notes, 1)]
        return symbol, "\n\n".join(blocks) + "\n"


def write(folder: Path, count: int, first: int = 0) -> list[Path]:
    """Write the documents `first` to `first + count - 1` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for index in range(first, first + count):
        symbol, text = Writer(index).document()
        paths.append(folder / f"{symbol.replace('/', '_')}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
