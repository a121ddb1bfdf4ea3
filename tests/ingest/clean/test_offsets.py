from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean.offsets import Buffer, Edit, Note


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> list[Edit]:
    """Up to three edits of a text of `length` characters, in order."""
    result: list[Edit] = []
    at = 0
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(at, length))
        end = draw(st.integers(start, length))
        result.append(Edit(start, end, draw(st.text(alphabet="甲乙丙", max_size=3))))
        at = end
    return result


def spliced(text: str, edits: list[Edit]) -> str:
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


@st.composite
def repaired(draw: st.DrawFn) -> tuple[str, Buffer]:
    """A source and its buffer after several steps and moves of lines, each checked against plain strings."""
    source = draw(st.text(alphabet="abcde\n", max_size=16))
    buffer = Buffer.of(source)
    for step in range(draw(st.integers(0, 5))):
        text = buffer.text
        if draw(st.booleans()):
            edits = draw(edits_of(len(text)))
            buffer = buffer.edit(f"step-{step}", edits)
            assert buffer.text == spliced(text, edits)
        elif text:
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            to = draw(st.sampled_from([i for i in range(len(text) + 1) if i <= start or i >= end]))
            try:
                buffer = buffer.move(start, end, to)
            except ValueError:
                continue  # inside a repaired stretch
            if to <= start:
                assert buffer.text == text[:to] + text[start:end] + text[to:start] + text[end:]
            else:
                assert buffer.text == text[:start] + text[end:to] + text[start:end] + text[to:]
    return source, buffer


@given(repaired())
def test_segments_are_contiguous_in_the_cleaned_text(case: tuple[str, Buffer]) -> None:
    _, buffer = case
    ends = [0]
    for segment in buffer.segments():
        assert segment.clean[0] == ends[-1]
        ends.append(segment.clean[1])
    assert ends[-1] == len(buffer.text)


@given(repaired())
def test_segments_hold_each_character_of_the_source_once(case: tuple[str, Buffer]) -> None:
    source, buffer = case
    places = sorted(place for segment in buffer.segments() for place in range(*segment.source))
    assert places == list(range(len(source)))


@given(repaired())
def test_segments_without_repair_are_equal_text(case: tuple[str, Buffer]) -> None:
    source, buffer = case
    for segment in buffer.segments():
        if segment.repair is None:
            assert buffer.text[slice(*segment.clean)] == source[slice(*segment.source)]


@given(repaired())
def test_repairs_say_what_stood_and_what_stands(case: tuple[str, Buffer]) -> None:
    source, buffer = case
    for repair in buffer.repairs():
        assert source[slice(*repair.source)] == repair.before
        assert buffer.text[slice(*repair.clean)] == repair.after


def test_edit_takes_in_a_repaired_stretch_it_touches() -> None:
    buffer = Buffer.of("abcdef").edit("first", [Edit(1, 3, "XYZ")]).edit("second", [Edit(2, 5, "-")])
    assert buffer.text == "aX-ef"
    assert [(s.clean, s.source, s.repair) for s in buffer.segments()] == [
        ((0, 1), (0, 1), None),
        ((1, 3), (1, 4), "first"),
        ((3, 5), (4, 6), None),
    ]


def test_edit_that_changes_nothing_leaves_the_buffer() -> None:
    buffer = Buffer.of("abc")
    assert buffer.edit("none", [Edit(1, 2, "b")]) is buffer


def test_edit_refuses_edits_that_overlap() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Buffer.of("abcdef").edit("twice", [Edit(0, 3, "X"), Edit(2, 4, "Y")])


def test_move_keeps_the_source_of_what_moved() -> None:
    buffer = Buffer.of("one\nbox\ntwo").move(4, 8, 0)
    assert buffer.text == "box\none\ntwo"
    assert [s.source for s in buffer.segments()] == [(4, 8), (0, 4), (8, 11)]


def test_source_span_covers_a_repair_as_a_whole() -> None:
    buffer = Buffer.of("abcdef").edit("wide", [Edit(1, 4, "XX")])
    assert buffer.source_span(0, 2) == (0, 4)
    assert buffer.source_span(3, 4) == (4, 5)


def test_note_is_taken_once() -> None:
    note = Note("source", (0, 3), "abc")
    assert Buffer.of("abc").note([note]).note([note]).notes == (note,)
