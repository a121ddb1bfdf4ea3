"""Words of a text with their places and parts of speech, by jieba's algorithm and dictionary.

`rjieba` runs it where its wheel installs, jieba itself elsewhere. Rules use the words as hints of where a name may
begin and end, never as the unit of extraction: they cut exact mentions.
"""

from __future__ import annotations

import importlib
import importlib.util
import warnings
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate, count
from operator import itemgetter

_WORD, _PART = itemgetter(0), itemgetter(1)  # of what the tagger gives
_END = itemgetter(1)  # of a span


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
    """`spans` are (start, end, part of speech), contiguous and in order."""

    spans: tuple[tuple[int, int, str], ...]

    @cached_property
    def boundaries(self) -> frozenset[int]:
        """Offsets at which a word begins or the text ends."""
        return frozenset(self._order)

    @cached_property
    def _order(self) -> dict[int, int]:
        """Which word begins at an offset; at the end of the text their number."""
        return dict(zip((0, *map(_END, self.spans)), count()))

    def spans_between(self, start: int, end: int) -> tuple[tuple[int, int, str], ...]:
        """The words that lie wholly within an offset and another."""
        low = bisect_left(self.spans, (start, 0, ""))
        high = bisect_left(self.spans, (end, 0, ""))
        if high > low and self.spans[high - 1][1] > end:  # only the last one can reach further
            high -= 1
        return self.spans[low:high]

    def at(self, start: int) -> tuple[int, str] | None:
        """(end, part of speech) of the word that begins at `start`."""
        order = self._order.get(start)
        return self.spans[order][1:] if order is not None and order < len(self.spans) else None

    def before(self, end: int) -> tuple[int, str] | None:
        """(start, part of speech) of the word that ends at `end`."""
        order = self._order.get(end)
        if not order:
            return None
        start, _, part = self.spans[order - 1]
        return start, part


@lru_cache(maxsize=4)
def words(text: str) -> Words:
    """The words of `text`; kept for the last few texts, since several components ask."""
    tagged = list(_tagger()(text))
    ends = list(accumulate(map(len, map(_WORD, tagged))))
    if (length := ends[-1] if ends else 0) != len(text):
        raise AssertionError(f"the segmenter lost {len(text) - length} characters")
    return Words(tuple(zip([0, *ends], ends, map(_PART, tagged), strict=False)))
