"""Which clause of one text is which of the other.

Equal ones in order first (a longest common subsequence, bit-parallel, so that thousands of clauses cost nothing), then
equal ones elsewhere, then similar ones between two that are fixed, then very similar ones anywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

SIMILAR = 50  # of 100: a changed clause is still the same one
SIMILAR_ELSEWHERE = 75  # the same, where the order does not speak for it
_LEAST_MOVED = 6  # characters; shorter lines (a cell, a dash) are equal by chance
_EVERY_PAIR = 10_000  # up to so many pairs, each is measured
_GRAM, _RAREST, _VISITS, _MEASURED = 3, 16, 400, 5
_MEASURABLE = 4 * 10**9  # product of lengths: about a second; two longer clauses are the same or not
MATRIX = 4 * 10**8  # cells of the bit matrix that LCSseq keeps: 50 MB


@dataclass(frozen=True, slots=True)
class Pair:
    """Position in the first text, in the second; `is_moved`: not in the order that the others keep."""

    first: int
    second: int
    is_moved: bool = False


def align(a: Sequence[str], b: Sequence[str]) -> list[Pair]:
    """Pairs of keys that are one clause, by position in `b`; each position in one pair at most.

    The other way round it gives the same pairs: the two are compared in the order of their keys.
    """
    if tuple(b) < tuple(a):
        turned = (Pair(p.second, p.first, p.is_moved) for p in _align(b, a))
        return sorted(turned, key=lambda p: p.second)
    return sorted(_align(a, b), key=lambda p: p.second)


def _align(a: Sequence[str], b: Sequence[str]) -> list[Pair]:
    placed = _in_order(a, b)
    free_a = [i for i in range(len(a)) if i not in placed]
    taken = set(placed.values())
    free_b = [j for j in range(len(b)) if j not in taken]
    moved = dict(_equal_elsewhere(a, b, free_a, free_b))
    for rows, columns in _gaps(placed, free_a, free_b, moved):
        placed |= _similar_in_order(a, b, rows, columns)
    rest_a = [i for i in free_a if i not in placed and i not in moved]
    taken = {*placed.values(), *moved.values()}
    rest_b = [j for j in free_b if j not in taken]
    moved |= _best(_similar(a, b, rest_a, rest_b, SIMILAR_ELSEWHERE))
    return [Pair(i, j) for i, j in placed.items()] + [Pair(i, j, is_moved=True) for i, j in moved.items()]


def _in_order(a: Sequence[str], b: Sequence[str]) -> dict[int, int]:
    numbers: dict[str, int] = {}
    x = [numbers.setdefault(key, len(numbers)) for key in a]
    y = [numbers.setdefault(key, len(numbers)) for key in b]
    if len(x) * len(y) > MATRIX:
        blocks = SequenceMatcher(None, x, y).get_matching_blocks()
        return {block.a + n: block.b + n for block in blocks for n in range(block.size)}
    equal = (op for op in LCSseq.opcodes(x, y) if op.tag == "equal")
    return {op.src_start + n: op.dest_start + n for op in equal for n in range(op.src_end - op.src_start)}


def _equal_elsewhere(
    a: Sequence[str], b: Sequence[str], free_a: Iterable[int], free_b: Iterable[int]
) -> Iterator[tuple[int, int]]:
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for j in free_b:
        waiting[b[j]].append(j)
    for i in free_a:
        if len(a[i]) >= _LEAST_MOVED and waiting[a[i]]:
            yield i, waiting[a[i]].popleft()


def _gaps(
    placed: dict[int, int], free_a: Sequence[int], free_b: Sequence[int], moved: dict[int, int]
) -> Iterator[tuple[list[int], list[int]]]:
    """What is free on both sides between two neighbouring pairs."""
    gone = set(moved.values())
    borders = [(-1, -1), *sorted(placed.items()), (1 << 60, 1 << 60)]
    for (i, j), (above, below) in pairwise(borders):
        rows = [n for n in free_a[bisect_left(free_a, i) : bisect_left(free_a, above)] if n not in moved]
        columns = [n for n in free_b[bisect_left(free_b, j) : bisect_left(free_b, below)] if n not in gone]
        if rows and columns:
            yield rows, columns


Scored = tuple[float, int, int]


def _similar_in_order(
    a: Sequence[str], b: Sequence[str], rows: Sequence[int], columns: Sequence[int]
) -> dict[int, int]:
    """The most similar pairs first, as long as none crosses another."""
    firsts: list[int] = []
    seconds: list[int] = []
    for _, i, j in sorted(_similar(a, b, rows, columns, SIMILAR), key=lambda found: (-found[0], found[1], found[2])):
        at = bisect_left(firsts, i)
        if at == bisect_left(seconds, j) and firsts[at : at + 1] != [i] and seconds[at : at + 1] != [j]:
            firsts.insert(at, i)
            seconds.insert(at, j)
    return dict(zip(firsts, seconds, strict=True))


def _best(scored: Iterable[Scored]) -> dict[int, int]:
    """The most similar pairs first, each position once."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _similar(
    a: Sequence[str], b: Sequence[str], rows: Sequence[int], columns: Sequence[int], least: float
) -> Iterator[Scored]:
    """Pairs of at least that similarity, of 100."""
    for i, candidates in _candidates(a, b, rows, columns):
        for j in candidates:
            if len(a[i]) * len(b[j]) > _MEASURABLE:
                continue
            score = fuzz.ratio(a[i], b[j], score_cutoff=least)
            if score and not _is_chance(a[i], b[j]):
                yield score, i, j


def _is_chance(first: str, second: str) -> bool:
    return min(len(first), len(second)) < _LEAST_MOVED and first[:2] != second[:2]


def _candidates(
    a: Sequence[str], b: Sequence[str], rows: Sequence[int], columns: Sequence[int]
) -> Iterator[tuple[int, Collection[int]]]:
    """What a row may be similar to: everything, or where that is too much, what shares its rarest grams."""
    if len(rows) * len(columns) <= _EVERY_PAIR:
        yield from ((i, columns) for i in rows)
        return
    holders: dict[str, list[int]] = defaultdict(list)
    for j in columns:
        for gram in sorted(_grams(b[j])):
            holders[gram].append(j)
    for i in rows:
        known = sorted((len(holders[gram]), gram) for gram in _grams(a[i]) if gram in holders)
        met: Counter[int] = Counter()
        visits = 0
        for count, gram in known[:_RAREST]:
            visits += count
            if visits > _VISITS:
                break
            met.update(holders[gram])
        yield i, [j for j, _ in met.most_common(_MEASURED)]


def _grams(text: str) -> set[str]:
    return {text[at : at + _GRAM] for at in range(max(1, len(text) - _GRAM + 1))}
