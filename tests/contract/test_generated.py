"""What derives from the declarations is committed as it would be generated now."""

from pathlib import Path

from pipelines.model.generate import COMMAND, ROOT, generated, main, stale


def test_generated_files_are_up_to_date() -> None:
    """A declaration that was changed by hand in one of its copies is two truths."""
    old = stale(ROOT)
    assert not old, f"out of date: {', '.join(old)}. Run `{COMMAND}` and commit the result."


def test_a_changed_or_left_over_file_is_stale(tmp_path: Path) -> None:
    """The check must see all three ways to be wrong: missing, changed, left over."""
    main.main(["--root", str(tmp_path)], standalone_mode=False)
    assert stale(tmp_path) == []
    (tmp_path / "docs/codebook.md").write_text("changed", encoding="utf8")
    (tmp_path / "expectations/topics.json").unlink()
    (tmp_path / "expectations/gone.json").write_text("{}", encoding="utf8")
    (tmp_path / "docs/codebook/gone.md").write_text("", encoding="utf8")
    assert set(stale(tmp_path)) == {
        "docs/codebook.md", "docs/codebook/gone.md", "expectations/topics.json", "expectations/gone.json",
    }  # fmt: skip
    main.main(["--root", str(tmp_path)], standalone_mode=False)
    assert stale(tmp_path) == []


def test_generating_twice_gives_the_same() -> None:
    """Nothing generated may depend on a clock or on set order."""
    assert generated() == generated()
