"""kg.text.exact: every occurrence, and nothing that is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.exact import ExactTier
from kg.text.folding import fold

BLOCKS = ("甲乙\n丙丁甲乙", "", "𠮷甲\ue000乙𠮷", "乙丙")
STARTS = ((0, 3), (), (0,), (0,))


@pytest.mark.parametrize(
    ("needle", "passages"),
    [
        ("甲乙", {0, 1}),
        ("乙 丙", {0}),
        ("乙丙", {3}),
        ("𠮷甲", {2}),
        ("𠮷", {2}),
        ("𠀀", set()),
        ("\ue000", {2}),
        ("\ue001", set()),
        (" ", {0}),
        ("", set()),
    ],
)
def test_passages_hold_the_needle(needle: str, passages: set[int]) -> None:
    assert ExactTier(BLOCKS, STARTS).passages(fold(needle)) == passages


def test_occurrences_overlap() -> None:
    tier = ExactTier(["甲甲甲乙"], [[0]])
    assert list(tier.occurrences("甲甲", 0, 0, 4)) == [(0, 2), (1, 3)]
    assert tier.original(0, 1, 4) == "甲甲乙"


@given(st.lists(st.text(alphabet="甲乙A𠮷\ue000\0 ", min_size=1, max_size=12), min_size=1, max_size=4), st.data())
def test_occurrences_are_all_substrings(blocks: list[str], data: st.DataObject) -> None:
    tier = ExactTier(blocks, [[0]] * len(blocks))
    needle = fold(data.draw(st.text(alphabet="甲乙A𠮷\ue001 ", min_size=1, max_size=3)))
    for number, block in enumerate(map(fold, blocks)):
        starts = [at for at in range(len(block)) if block.startswith(needle, at)]
        assert list(tier.occurrences(needle, number, 0, len(block))) == [(at, at + len(needle)) for at in starts]
        assert (number in tier.passages(needle)) == bool(starts)
