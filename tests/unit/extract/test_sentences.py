"""The sentence splitter: what off-the-shelf splitters get wrong in UN prose."""

import pytest

from pipelines.extract.sentences import split_sentences

CASES = [
    ("Rights matter. States act.", 2, "the plain case"),
    ("It ended.² The Council met.", 2, "a footnote marker glued to the full stop"),
    ("It ended.12 The Council met.", 2, "the same in a source that lost the superscript"),
    ("It did so (see A/72/1, para. 97). The Council met.", 2, "an abbreviation inside brackets"),
    ("See paras. 4 and 5 of A/HRC/35/26/Add.2 for more.", 1, "abbreviations and a symbol's full stop"),
    ("He said “Act now.” States acted.", 2, "a quotation that closes after the stop"),
    ("In resolution No. 5 the Council acted.", 1, "a numbered act"),
]


@pytest.mark.parametrize(("text", "count", "remark"), CASES)
def test_counts_sentences(text: str, count: int, remark: str) -> None:
    """A wrong split cuts an evidence in two or glues two acts together."""
    assert len(split_sentences(text)) == count, remark
