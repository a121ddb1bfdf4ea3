"""What the numbers of a document are read against: its dates, and the headings above each of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, itemgetter

from ingest.years import periods
from kg.model import Document, Heading

_END = attrgetter("end")
_STATE_RE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?;(?:end|as-of)")
_STAGE_RE = re.compile(r"[^,，。;；(（]{0,3}(?:[(（][一二三四五六]+[)）])?[^,，。;；(（0-9]{2,12}[(（]")
_STAGE_END_RE = re.compile(r"[^)）。\n]{2,24}[)）][。:：\s]")


@dataclass(frozen=True)
class Setting:
    """A document, and where each of its dates begins with its value."""

    document: Document
    dates: Mapping[int, str]

    def heading_before(self, offset: int) -> int:
        """The index of the heading before an offset; -1 if there is none."""
        return bisect_right(self.document.headings, offset, key=_END) - 1

    def headings_above(self, offset: int) -> Iterator[Heading]:
        """The heading before an offset, then the one that it stands under, and so on outwards."""
        index = self.heading_before(offset)
        while index >= 0:
            yield self.document.headings[index]
            index = self._outer[index]

    @cached_property
    def told_above(self) -> dict[tuple[int, Callable[[Heading], bool]], bool]:
        """What has been found of the headings above a place, by the nearest one and by what was asked."""
        return {}

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
    def states(self) -> frozenset[int]:
        """Where the dates begin at which something stands: 截至6月底, 年末."""
        return frozenset(start for start, value in self.dates.items() if _STATE_RE.fullmatch(value))

    @cached_property
    def stages(self) -> dict[int, str]:
        """The time of the stage that opens a clause, by where the clause begins: (一)试点先行(2024年4月至9月)。"""
        text, found = self.document.text, dict[int, str]()
        for start, value in self.dates.items():
            if text[start - 1] not in "(（" or not _STAGE_END_RE.match(text, start):
                continue
            clause = self.document.clause_at(start)
            if clause is not None and _STAGE_RE.fullmatch(text, clause.start, start):
                found[clause.start] = value
        return found

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
