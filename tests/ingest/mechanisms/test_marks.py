"""What punctuation marks in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.mechanisms.marked import marked

PIECES = [
    ("巡河有奖,牧户点赞。", ["巡河有奖", "牧户点赞"]),
    ("推行“巡河,护草”制度。", ["推行“巡河,护草”制度"]),
    ("推行“巡河\n护草”制度", ["推行“巡河", "护草”制度"]),  # no mark reaches over the end of a line
    (",,。", []),
]


@pytest.mark.parametrize(("text", "expected"), PIECES)
def test_pieces_lie_between_signs_that_no_mark_encloses(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in marked(text).pieces] == expected


@given(st.text("推行河长制度机“”(),。\n", max_size=40))
def test_parted_ranges_lie_in_their_pieces(text: str) -> None:
    marks = marked(text)
    expected = {piece: marks.within(marks.kinds, *piece) for piece in marks.pieces}
    assert marks.parted(marks.kinds) == {piece: kinds for piece, kinds in expected.items() if kinds}
