"""Gold without its text: only the right text can be measured, and what is not at hand is named."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.quality.gold import FIRST_EXPOSURE, TUNED, digest, folders_of_split
from pipelines.quality.held_out import HeldOutError, Passage, find, measure_held_out, read_passages
from pipelines.quality.held_out_command import figures_csv, main
from pipelines.quality.measure import SCORED

GOLD = Path(__file__).parents[3] / "gold"
REPORT = (
    "United Nations\n\nGeneral Assembly\n\nReport of the Secretary-General\n\nI. Developments\n\n"
    "1. Kenya and Ghana adopted a law on the right to food.\n\n2. States should help Peru.\n"
)
TEXT = "Kenya and Ghana adopted a law on the right to food."
ACT = "adopted a law on the right to food"


def _held_out(folder: Path, text: str = TEXT) -> tuple[Path, Path]:
    """A folder of texts with one report, and gold for its first paragraph."""
    texts, gold = folder / "texts", folder / "gold"
    (texts / "deep").mkdir(parents=True)
    (texts / "deep" / "A_99_1.txt").write_text(REPORT)
    gold.mkdir()
    passages = [
        {"passage": 1, "document_id": "A/99/1", "unit": "1", "genre": "reports"}
        | {"text_sha256": digest(text), "characters": len(text)},
        {"passage": 2, "document_id": "A/98/7", "unit": "4", "genre": "reports"}
        | {"text_sha256": digest("gone"), "characters": 4},
    ]
    start = TEXT.index(ACT)
    act = {"passage": 1, "iso3": "KEN", "actors": ["Kenya"], "action_type": "law_or_policy", "status": "done"}
    act |= {"start": start, "end": start + len(ACT), "evidence_sha256": digest(ACT)}
    rows = {
        "passages": passages,
        "countries": [{"passage": 1, "iso3": "KEN"}, {"passage": 2, "iso3": "NOR"}],
        "country_actions": [act],
    }
    for name, lines in rows.items():
        (gold / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return texts, gold


def test_a_passage_is_measured_by_its_hash(tmp_path: Path) -> None:
    """Kenya is right, Ghana spurious, Peru elsewhere; a passage that is not at hand is named, not missed."""
    out = measure_held_out(*_held_out(tmp_path))
    countries = out.by_table["country_mentions"]
    assert (countries.right, countries.spurious, countries.missed) == (1, 1, 0)
    assert out.by_table["country_actions"].right == 1
    assert out.by_rule["country_mentions.name"] == (1, 2)
    assert out.found == [1] and out.missing == ["2 (A/98/7: no such file)"]


def test_a_text_that_was_changed_is_not_measured(tmp_path: Path) -> None:
    """Figures on another text than the one annotated would be wrong without a sound."""
    out = measure_held_out(*_held_out(tmp_path, text=TEXT.replace("Ghana", "Gabon")))
    assert out.found == [] and "its text is in no paragraph" in out.missing[0]


def test_an_evidence_that_does_not_fit_its_text_is_an_error(tmp_path: Path) -> None:
    """An offset that slipped is a mistake in the gold, not in the rules."""
    texts, gold = _held_out(tmp_path)
    path = gold / "country_actions.jsonl"
    path.write_text(path.read_text().replace('"start": 16', '"start": 15'))
    with pytest.raises(HeldOutError, match="passage 1"):
        measure_held_out(texts, gold)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Two words.", 0),
        ("Before it. Two words. After it.", 11),
        ("Two word.", None),
    ],
)
def test_a_passage_is_found_where_the_reader_has_joined_paragraphs(text: str, start: int | None) -> None:
    """The readers go on improving; the gold must not be lost with every paragraph they mend."""
    passage = Passage(1, "A/1", "1", "reports", digest("Two words."), len("Two words."))
    place = find(passage, [{"paragraph_id": "A/1#1", "unit": "1", "text": text}])
    assert (place and place.start) == start


def test_the_figures_of_the_first_exposure_are_never_written_again(tmp_path: Path) -> None:
    """Measured twice, it would be no first exposure."""
    out = measure_held_out(*_held_out(tmp_path))
    first = figures_csv(out, "")
    assert "first_exposure,country_mentions,precision,0.5,1" in first and "held_out" not in first
    again = figures_csv(out, first.replace("precision,0.5", "precision,0.4"))
    assert "first_exposure,country_mentions,precision,0.4,1" in again
    assert "held_out,country_mentions,precision,0.5,1" in again


def test_the_command_says_why_nothing_was_measured() -> None:
    """Without the texts the check passes, and says that it checked nothing."""
    done = CliRunner().invoke(main, ["--check"], env={"UNREPORTS_HELD_OUT": ""})
    assert done.exit_code == 0 and "texts are not here" in done.output


def test_the_committed_gold_holds_no_text_and_places_every_row() -> None:
    """Hashes and offsets only; every row is of a passage, inside it, and no split shares a folder."""
    (folder,) = folders_of_split(GOLD, FIRST_EXPOSURE)
    assert folder not in folders_of_split(GOLD, TUNED)
    passages = {passage.passage: passage for passage in read_passages(folder)}
    assert len(passages) == len({p.text_sha256 for p in passages.values()}) == 40
    for name in set(SCORED) - {"paragraphs", "footnotes"}:
        for line in (folder / f"{name}.jsonl").read_text().splitlines():
            row = json.loads(line)
            assert not {"evidence", "surface", "text", "what"} & row.keys()
            assert 0 <= row.get("start", 0) < row.get("end", 1) <= passages[row["passage"]].characters


def test_the_committed_figures_are_what_the_texts_give() -> None:
    """Runs in full where the texts are (UNREPORTS_HELD_OUT), else says that it measured nothing."""
    done = CliRunner().invoke(
        main, ["--check"], env={"UNREPORTS_HELD_OUT": os.environ.get("UNREPORTS_HELD_OUT", "")}
    )
    assert done.exit_code == 0, done.output
