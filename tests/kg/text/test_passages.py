"""kg.text.passages: every word of a text lies in one passage."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.text.passages import SIZE, cut, passages
from tests.kg.text.documents import VALLEY, make_document


def test_passages_of_a_document_are_headings_and_clauses() -> None:
    found = passages(VALLEY.document)
    assert [passage.clause for passage in found] == [0, 1, 0, 2, 3]
    assert VALLEY.document.text[found[0].start : found[0].end] == "河谷县社区治理工作纪要"


def test_passages_cut_a_long_clause_at_sentences() -> None:
    sentence = "街道每月召开一次联席会议，听取各方意见。"
    document = make_document("long", sentence * 40).document
    found = passages(document)
    assert len(found) == 3
    assert all(document.text[p.start : p.end].endswith("。") and p.end - p.start <= SIZE for p in found)


def test_passages_hold_what_is_in_no_clause() -> None:
    extraction = make_document("none", "甲。", "乙。")
    document = extraction.document
    bare = type(document)(**{name: getattr(document, name) for name in document.__slots__} | {"clauses": ()})
    assert [(p.clause, document.text[p.start : p.end]) for p in passages(bare)] == [(0, "甲。\n乙。")]


@given(st.text(alphabet="甲乙。；，、：\n”a ", max_size=200), st.integers(1, 30))
def test_cut_is_contiguous_and_within_size(text: str, size: int) -> None:
    pieces = cut(text, 0, len(text), size=size)
    assert "".join(text[start:end] for start, end in pieces) == text
    assert all(0 < end - start <= size for start, end in pieces)


@given(st.lists(st.text(alphabet="甲乙。，# \u3000", max_size=30), max_size=8))
def test_passages_hold_every_character(lines: list[str]) -> None:
    document = make_document("any", *lines).document
    found = passages(document)
    covered = {at for passage in found for at in range(passage.start, passage.end)}
    assert all(at in covered for at, char in enumerate(document.text) if not char.isspace())
    assert all(left.end <= right.start for left, right in pairwise(found))
