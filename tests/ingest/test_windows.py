"""Windows of sorted stretches against a plain look at all of them."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from ingest.windows import starting, window


class Stretch(NamedTuple):
    start: int
    end: int


_OFFSETS = st.integers(0, 30)
_STRETCHES = st.lists(st.builds(lambda start, length: Stretch(start, start + length), _OFFSETS, st.integers(0, 9)))


@given(_STRETCHES, _OFFSETS, _OFFSETS)
def test_window_holds_what_lies_in_it(found: list[Stretch], start: int, end: int) -> None:
    ordered = sorted(found)
    assert window(ordered, start, end) == [s for s in ordered if start <= s.start < end and s.end <= end]


@given(_STRETCHES, _OFFSETS, _OFFSETS)
def test_starting_holds_what_begins_in_it(found: list[Stretch], start: int, end: int) -> None:
    ordered = sorted(found)
    assert list(starting(ordered, start, end)) == [s for s in ordered if start <= s.start < end]
