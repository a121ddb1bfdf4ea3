"""Words of a text with their places and parts of speech, by jieba's algorithm and dictionary.

`rjieba` runs it where its wheel installs, jieba itself elsewhere. Rules use the words as hints of where a name may
begin and end, never as the unit of extraction: they cut exact mentions.
"""

from __future__ import annotations

import importlib
import importlib.util
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate, count
from operator import itemgetter

_WORD, _PART = itemgetter(0), itemgetter(1)  # of what the tagger gives


@cache
def _tagger() -> Callable[[str], Iterable[tuple[str, str]]]:
    """Text to words with parts of speech."""
    if importlib.util.find_spec("rjieba") is not None:
        engine = importlib.import_module("rjieba").Jieba()
        return lambda text: engine.tag(text)  # type: ignore[no-any-return,unused-ignore]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own escapes and pkg_resources, which nobody here can act on
        posseg = importlib.import_module("jieba.posseg")
    return lambda text: [(pair.word, pair.flag) for pair in posseg.lcut(text)]


@dataclass(frozen=True)
class Words:
    """`parts` are the parts of speech of words that follow one another, `edges` where they begin and the last ends."""

    edges: tuple[int, ...]
    parts: tuple[str, ...]

    @cached_property
    def spans(self) -> tuple[tuple[int, int, str], ...]:
        """(start, end, part of speech) of each, in order."""
        return tuple(zip(self.edges, self.edges[1:], self.parts, strict=False))

    @cached_property
    def boundaries(self) -> frozenset[int]:
        """Offsets at which a word begins or the text ends."""
        return frozenset(self.edges)

    @cached_property
    def _order(self) -> dict[int, int]:
        """Which word begins at an offset; at the end of the text their number."""
        return dict(zip(self.edges, count(), strict=False))

    def spans_between(self, start: int, end: int) -> tuple[tuple[int, int, str], ...]:
        """The words that lie wholly within an offset and another."""
        edges = self.edges
        low = bisect_left(edges, start)
        high = max(low, bisect_right(edges, end, low) - 1)  # the words before the last edge that is not behind the end
        return tuple(zip(edges[low:high], edges[low + 1 : high + 1], self.parts[low:high], strict=True))

    def tagged_as(self, part: str) -> Iterator[tuple[int, int]]:
        """Where the words of a part of speech begin and end."""
        order = -1
        for _ in range(self.parts.count(part)):
            order = self.parts.index(part, order + 1)
            yield self.edges[order], self.edges[order + 1]

    def at(self, start: int) -> tuple[int, str] | None:
        """(end, part of speech) of the word that begins at `start`."""
        order = self._order.get(start)
        return (self.edges[order + 1], self.parts[order]) if order is not None and order < len(self.parts) else None

    def before(self, end: int) -> tuple[int, str] | None:
        """(start, part of speech) of the word that ends at `end`."""
        order = self._order.get(end)
        return (self.edges[order - 1], self.parts[order - 1]) if order else None


def tagged(text: str) -> Iterable[tuple[str, str]]:
    """The words of a short text by themselves with their parts of speech."""
    return _tagger()(text)


@lru_cache(maxsize=4)
def words(text: str) -> Words:
    """The words of `text`; kept for the last few texts, since several components ask."""
    found = list(tagged(text))
    edges = (0, *accumulate(map(len, map(_WORD, found))))
    if edges[-1] != len(text):
        raise AssertionError(f"the segmenter lost {len(text) - edges[-1]} characters")
    return Words(edges, tuple(map(_PART, found)))
