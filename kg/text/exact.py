"""The exact tier: every text of a release in memory, folded, and scanned with `str.find`.

A scan finds each substring, at word borders or not; at 28 million characters it takes some 20 ms.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from kg.text.folding import fold

_BORDER = "\0"  # folding makes every control character a space, so no needle reaches across documents


def _narrowing(text: str) -> dict[str, str]:
    """A private character, which the text does not use, for each of its characters beyond U+FFFF.

    One such character makes Python store the whole text in four bytes a character, and `str.find` four times as slow.
    """
    used = set(text)
    wide = sorted(char for char in used if char > "\uffff")
    free = (char for char in map(chr, range(0xE000, 0xF900)) if char not in used)
    return dict(zip(wide, free, strict=False))  # more kinds than private characters: the rest stays, and is slow


def _narrowed(text: str, table: dict[str, str]) -> str:
    for old, new in table.items():
        text = text.replace(old, new)
    return text


class ExactTier:
    """Blocks of text (one a document), each cut into passages; passages are numbered through all blocks."""

    def __init__(self, blocks: Sequence[str], starts: Sequence[Sequence[int]]) -> None:
        """`starts` are the places in each block where its passages start."""
        self._blocks = blocks
        # One request asks for the same needle several times (a term, the whole query, a correction).
        self.passages: Callable[[str], frozenset[int]] = lru_cache(maxsize=64)(self._scan)
        text = _BORDER.join(fold(block) for block in blocks)
        self._narrow = _narrowing(text)
        self._text = _narrowed(text, self._narrow)
        self._block_starts = list(accumulate((len(block) + 1 for block in blocks), initial=0))
        # What stands before a block's first passage (white space) counts to it.
        self._bounds = [
            begin + (at if number else 0)
            for begin, places in zip(self._block_starts, starts, strict=False)
            for number, at in enumerate(places)
        ]

    def _scan(self, needle: str) -> frozenset[int]:
        """The passages in which an occurrence of the folded `needle` starts; it may end in a later one."""
        found = set()
        needle = self._sought(needle)
        at = self._text.find(needle) if needle else -1
        while at >= 0:
            passage = bisect_right(self._bounds, at) - 1
            found.add(passage)
            if passage + 1 == len(self._bounds):
                break
            at = self._text.find(needle, self._bounds[passage + 1])
        return frozenset(found)

    def occurrences(self, needle: str, block: int, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Spans in a block of the occurrences of the folded `needle` that start in `[start, end)` of it."""
        base = self._block_starts[block]
        needle = self._sought(needle)
        stop = min(base + end + len(needle) - 1, base + len(self._blocks[block]))
        at = self._text.find(needle, base + start, stop) if needle else -1
        while at >= 0:
            yield at - base, at - base + len(needle)
            at = self._text.find(needle, at + 1, stop)  # overlapping ones too

    def _sought(self, needle: str) -> str:
        """The needle as the scanned text has it; empty if that text cannot have it."""
        return "" if set(needle) & set(self._narrow.values()) else _narrowed(needle, self._narrow)

    def original(self, block: int, start: int, end: int) -> str:
        """The characters of a block as they stand in the text."""
        return self._blocks[block][start:end]
