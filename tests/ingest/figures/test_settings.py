"""The headings above a place and the dates in a stretch, against a plain walk over all of them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ingest.figures.settings import Setting
from kg.model import Document, Heading, SourceFile

_FILE = SourceFile("a.txt", "", 0, "text/plain", "utf-8")


def setting(levels: Sequence[int], dates: Sequence[int] = ()) -> Setting:
    headings = tuple(Heading(10 * i, 10 * i + 4, level, "") for i, level in enumerate(levels))
    document = Document("a", None, None, None, (), "report", None, _FILE, "", (), headings=headings)
    return Setting(document, dict.fromkeys(dates, "2021"))


@given(st.lists(st.integers(0, 4), max_size=12), st.integers(0, 130))
def test_each_heading_is_the_nearest_that_stands_above_the_one_before(levels: list[int], offset: int) -> None:
    expected: list[int] = []
    for index in reversed(range(len(levels))):
        if 10 * index + 4 <= offset and (not expected or levels[index] < levels[expected[-1]]):
            expected.append(index)
    assert [heading.start // 10 for heading in setting(levels).headings_above(offset)] == expected


@given(st.lists(st.integers(0, 50)), st.integers(0, 50), st.integers(0, 50))
def test_dates_between(dates: list[int], start: int, end: int) -> None:
    assert setting([], dates).dates_between(start, end) == sorted({d for d in dates if start <= d < end})
