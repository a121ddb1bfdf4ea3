"""Cutting texts for display: nothing is lost, and every piece knows what covers it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Clause, Document, Heading, Repair, Segment
from tests.kg.factory import DRAFTS, extraction, source
from web.reading import Mark, blocks_of, source_pieces

TEXT = "题目\n甲乙丙丁戊己庚辛\n小标\n壬癸\n尾注"


def a_document() -> Document:
    base = extraction().document
    return replace(
        base,
        title="题目",
        text=TEXT,
        segments=(Segment((0, len(TEXT)), (0, len(TEXT))),),
        repairs=(),
        headings=(Heading(0, 2, 1, "题目"), Heading(12, 14, 2, "小标")),
        clauses=(Clause(1, 3, 11), Clause(2, 15, 17)),
    )


def test_blocks_keep_headings_clauses_and_the_rest() -> None:
    found = [
        (block.kind, block.level, block.number, TEXT[block.start : block.end]) for block in blocks_of(a_document(), [])
    ]
    assert found == [
        ("heading", 0, 0, "题目"),
        ("clause", 0, 1, "甲乙丙丁戊己庚辛"),
        ("heading", 2, 0, "小标"),
        ("clause", 0, 2, "壬癸"),
        ("other", 0, 0, "尾注"),
    ]


def test_overlapping_marks_are_split_and_the_shortest_is_inner() -> None:
    marks = [Mark(3, 9, "Metric"), Mark(4, 7, "Mechanism"), Mark(6, 8, "Region")]
    pieces = blocks_of(a_document(), marks)[1].pieces
    assert [(p.text, p.kinds, p.inner and p.inner.kind) for p in pieces] == [
        ("甲", ("Metric",), "Metric"),
        ("乙丙", ("Mechanism", "Metric"), "Mechanism"),
        ("丁", ("Mechanism", "Metric", "Region"), "Region"),
        ("戊", ("Metric", "Region"), "Region"),
        ("己", ("Metric",), "Metric"),
        ("庚辛", (), None),
    ]


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(1, 8), st.sampled_from(["Region", "Metric", "Date"])), max_size=12
    ),
    st.none() | st.tuples(st.integers(0, 18), st.integers(1, 6)),
)
def test_pieces_give_back_the_text_and_its_marks(
    spans: list[tuple[int, int, str]], here: tuple[int, int] | None
) -> None:
    marks = sorted(
        {Mark(s, min(s + n, len(TEXT)), kind) for s, n, kind in spans if s < len(TEXT)}, key=lambda m: m.start
    )
    at = None if here is None else (here[0], min(here[0] + here[1], len(TEXT)))
    blocks = blocks_of(a_document(), marks, at)
    pieces = [piece for block in blocks for piece in block.pieces]
    assert "".join(piece.text for piece in pieces) == TEXT.replace("\n", "")
    for piece in pieces:
        middle = range(piece.start, piece.end)
        assert set(piece.kinds) == {m.kind for m in marks if m.start <= piece.start and piece.end <= m.end}
        assert all(piece.is_here == (at is not None and at[0] <= i < at[1]) for i in middle)


@pytest.mark.parametrize("id", DRAFTS)
def test_source_pieces_give_back_the_file(id: str) -> None:
    document = extraction(id).document
    original = source(id).decode()
    assert "".join(piece.text for piece in source_pieces(original, document, [(2, 9)])) == original
    assert "".join(p.text for p in source_pieces(original, document, [(2, 9)]) if p.is_here) == original[2:9]


def test_source_pieces_tell_repairs_from_what_was_set_apart() -> None:
    """A reading that was stripped leaves nothing either, but it is listed among the repairs."""
    original = "导航落(luò)实"
    document = replace(
        a_document(),
        text="落实",
        segments=(
            Segment((0, 0), (0, 2), "navigation"),
            Segment((0, 1), (2, 3)),
            Segment((1, 1), (3, 8), "pinyin"),
            Segment((1, 2), (8, 9)),
        ),
        repairs=(Repair("pinyin", (1, 1), (3, 8), "(luò)", ""),),
    )
    assert [(p.text, p.state) for p in source_pieces(original, document)] == [
        ("导航", "apart"),
        ("落", "kept"),
        ("(luò)", "repaired"),
        ("实", "kept"),
    ]
