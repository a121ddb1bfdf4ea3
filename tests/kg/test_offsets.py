"""kg.offsets: spans of the cleaned text in the source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Place, Repair, Segment, SourceFile
from kg.offsets import place_of, source_span, source_spans, source_text, told_place, told_source_place

# source: "<nav>甲乙丙(bǐng)丁[box]戊己"; the box is set apart, the reading stripped
SEGMENTS = (
    Segment((0, 0), (0, 5), "navigation"),
    Segment((0, 2), (5, 7)),
    Segment((2, 3), (7, 14), "pinyin"),
    Segment((3, 4), (14, 15)),
    Segment((4, 4), (15, 20), "box"),
    Segment((4, 6), (20, 22)),
)
MOVED = (Segment((0, 3), (10, 13)), Segment((3, 6), (0, 3)), Segment((6, 7), (3, 3), "joined"))


@pytest.mark.parametrize(
    ("segments", "span", "pieces", "hull"),
    [
        (SEGMENTS, (0, 1), [(5, 6)], (5, 6)),
        (SEGMENTS, (0, 2), [(5, 7)], (5, 7)),
        (SEGMENTS, (1, 3), [(6, 14)], (6, 14)),
        (SEGMENTS, (2, 3), [(7, 14)], (7, 14)),
        (SEGMENTS, (3, 5), [(14, 15), (20, 21)], (14, 21)),
        (SEGMENTS, (4, 6), [(20, 22)], (20, 22)),
        (MOVED, (2, 4), [(12, 13), (0, 1)], (0, 13)),
        (MOVED, (5, 7), [(2, 3)], (2, 3)),
        (MOVED, (6, 7), [(3, 3)], (3, 3)),
    ],
)
def test_source_spans_cases(
    segments: tuple[Segment, ...], span: tuple[int, int], pieces: list[tuple[int, int]], hull: tuple[int, int]
) -> None:
    assert source_spans(segments, *span) == pieces
    assert source_span(segments, *span) == hull


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (-1, 2), (5, 7)])
def test_source_span_outside_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside the cleaned text of 6"):
        source_span(SEGMENTS, *span)


def test_source_span_without_segments_is_refused() -> None:
    with pytest.raises(ValueError, match="0 characters"):
        source_span((), 0, 1)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), min_size=1, max_size=12), st.data())
def test_source_span_holds_every_character_it_made(parts: list[tuple[int, int, bool]], data: st.DataObject) -> None:
    """Source and cleaned text are built side by side; every character of an unrepaired stretch is found again."""
    source, clean, segments = "", "", []
    for kept, other, repaired in parts:
        words = "".join(chr(0x4E00 + len(source) + i) for i in range(kept if not repaired else other))
        made = "修" * kept if repaired else words
        starts = len(clean), len(source)
        source, clean = source + words, clean + made
        segments.append(Segment((starts[0], len(clean)), (starts[1], len(source)), "repair" if repaired else None))
    if not clean:
        return
    start = data.draw(st.integers(0, len(clean) - 1))
    end = data.draw(st.integers(start + 1, len(clean)))
    c, d = source_span(segments, start, end)
    assert 0 <= c <= d <= len(source)
    originals = [ch for ch in clean[start:end] if ch != "修"]
    assert all(ch in source[c:d] for ch in originals)
    if not any(s.repair and s.clean[0] < end and start < s.clean[1] for s in segments):
        assert "".join(source[a:b] for a, b in source_spans(segments, start, end)) == clean[start:end]


PLACES = (Place(0, 15, "page", "1"), Place(5, 14, "cell", "表1第2格"), Place(15, 20, "page", "2"))
DOCUMENT = Document(
    id="甲",
    title=None,
    publisher=None,
    issued=None,
    regions=(),
    genre="policy",
    source=None,
    file=SourceFile("甲.pdf", "0" * 64, 1, "application/pdf", ""),
    text="甲乙丙丁戊己",
    segments=SEGMENTS,
    repairs=(
        Repair("navigation", (0, 0), (0, 5), "<nav>", ""),
        Repair("pinyin", (2, 3), (7, 14), "丙(bǐng)", "丙"),
        Repair("box", (4, 4), (15, 20), "[box]", ""),
    ),
    places=PLACES,
)


@pytest.mark.parametrize(
    ("kind", "label", "told"),
    [
        ("paragraph", "12", "第12段第1字"),
        ("paragraph", "页眉 1", "页眉 1第1字"),
        ("number", "第12段", "第12段的自动编号"),
        ("cell", "表 2 第 3 行第 1 列", "表 2 第 3 行第 1 列第1字"),
        ("note", "脚注 1", "脚注 1第1字"),
    ],
)
def test_places_in_words(kind: str, label: str, told: str) -> None:
    assert told_place(replace(DOCUMENT, places=(Place(5, 6, kind, label),)), 0) == told


def test_source_text_is_put_together_again() -> None:
    assert source_text(DOCUMENT) == "<nav>甲乙丙(bǐng)丁[box]戊己"


@pytest.mark.parametrize(
    ("offset", "place", "told"),
    [
        (0, (PLACES[1], 0), "表1第2格第1字"),
        (2, (PLACES[1], 2), "表1第2格第3字"),
        (3, (PLACES[0], 14), "第1页第15字"),
        (4, None, None),
    ],
)
def test_place_of_cases(offset: int, place: tuple[Place, int] | None, told: str | None) -> None:
    assert place_of(DOCUMENT, offset) == place
    assert told_place(DOCUMENT, offset) == told


@pytest.mark.parametrize(("at", "told"), [(0, "第1页第1字"), (16, "第2页第2字"), (400, None)])
def test_place_of_what_was_set_apart(at: int, told: str | None) -> None:
    assert told_source_place(DOCUMENT, at) == told
