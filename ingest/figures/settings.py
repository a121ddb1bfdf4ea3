"""What the numbers of a document are read against: its dates, and the headings above each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, itemgetter

from ingest.years import periods
from kg.model import Document, Heading

_END = attrgetter("end")


@dataclass(frozen=True)
class Setting:
    """A document, and where each of its dates begins with its value."""

    document: Document
    dates: Mapping[int, str]

    def headings_above(self, offset: int) -> Iterator[Heading]:
        """The heading before an offset, then the one that it stands under, and so on outwards."""
        index = bisect_right(self.document.headings, offset, key=_END) - 1
        while index >= 0:
            yield self.document.headings[index]
            index = self._outer[index]

    def dates_between(self, start: int, end: int) -> list[int]:
        """Where the dates begin that begin in [start, end), in order."""
        return self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def period_at(self, offset: int) -> str | None:
        """The time that the section around an offset is about, in a report on a year; None in any other document."""
        index = bisect_right(self._periods, offset, key=itemgetter(0)) - 1
        return self._periods[index][1] if index >= 0 else None

    @cached_property
    def _periods(self) -> list[tuple[int, str | None]]:
        return periods(self.document)

    @cached_property
    def _starts(self) -> list[int]:
        return sorted(self.dates)

    @cached_property
    def _outer(self) -> list[int]:
        """For each heading the index of the last one before it that is of a higher level; -1 if there is none."""
        headings, outer = self.document.headings, list[int]()
        for index, heading in enumerate(headings):
            above = index - 1
            while above >= 0 and headings[above].level >= heading.level:
                above = outer[above]
            outer.append(above)
        return outer
