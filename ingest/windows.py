"""Windows of sorted stretches: a rule that asks for those of one sentence must not look at all of a document's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar


class Stretch(Protocol):
    """A half-open stretch of a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Stretch)
_START = attrgetter("start")


def window(items: Sequence[S], start: int, end: int) -> list[S]:
    """Those of `items`, which are sorted by their start, that lie in [start, end)."""
    return [item for item in starting(items, start, end) if item.end <= end]


def starting(items: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Those of `items`, which are sorted by their start, that begin in [start, end)."""
    first = bisect_left(items, start, key=_START)
    return items[first : bisect_left(items, end, lo=first, key=_START)]
