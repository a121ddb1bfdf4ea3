"""The order in which the columns of a page are read.

A page has columns if a strip runs down through it that few lines cross, with running text on both sides. Lines that
cross it (a title, a wide table) part the page into bands; within a band the left side is read before the right one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from ingest.readers.layout.fragments import Fragment
from ingest.readers.layout.rows import is_plain

_STEP = 2.0  # points
_LEAST = 4  # lines on each side
_CROSSING = 0.4  # share of the lines that may cross
_FILLED, _FILLED_SHARE = 0.8, 0.5  # of a column's width, by that share of its lines: running text and no table
_NARROW = 7  # a column is at least so many times as wide as a line is high
_DEPTH = 3


def flows_of(fragments: Sequence[Fragment], depth: int = _DEPTH) -> list[list[Fragment]]:
    """The fragments parted into flows, in the order in which these are read."""
    middle = _gutter(fragments) if depth and not is_plain(fragments) else None
    if middle is None:
        return [list(fragments)]
    left = [f for f in fragments if f.x1 <= middle]
    right = [f for f in fragments if f.x0 >= middle]
    across = sorted((f for f in fragments if f.x0 < middle < f.x1), key=lambda f: f.top)
    flows: list[list[Fragment]] = []
    for band in [*across, None]:
        limit = band.top + band.bottom if band is not None else float("inf")
        for side in (left, right):
            above = [f for f in side if f.top + f.bottom < limit]
            side[:] = [f for f in side if f.top + f.bottom >= limit]
            if above:
                flows += flows_of(above, depth - 1)
        if band is not None:
            flows.append([band])
    return _joined(flows, middle)


def _joined(flows: list[list[Fragment]], middle: float) -> list[list[Fragment]]:
    """Lines that cross the strip one after another are one flow."""
    result: list[list[Fragment]] = []
    for flow in flows:
        crosses = any(f.x0 < middle < f.x1 for f in flow)
        if crosses and result and all(f.x0 < middle < f.x1 for f in result[-1]):
            result[-1] += flow
        else:
            result.append(flow)
    return result


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """The middle of the strip between two columns; None if there is none."""
    if len(fragments) < 2 * _LEAST:
        return None
    low = min(f.x0 for f in fragments)
    covered = _coverage(fragments, low)
    inner = range(len(covered) // 6, max(len(covered) * 5 // 6, 1))
    least = min(covered[i] for i in inner)
    if least > _CROSSING * len(fragments):
        return None
    start, end = _longest_run([i for i in inner if covered[i] == least])
    middle = low + (start + end) / 2 * _STEP
    left, right = [f for f in fragments if f.x1 <= middle], [f for f in fragments if f.x0 >= middle]
    return middle if _is_running(left) and _is_running(right) else None


def _coverage(fragments: Sequence[Fragment], low: float) -> list[int]:
    """How many fragments stand over each step of the page's width from `low` on; one that they only touch is free."""
    changes = [0] * (int((max(f.x1 for f in fragments) - low) / _STEP) + 2)
    for f in fragments:
        first, last = int((f.x0 - low) / _STEP) + 1, int((f.x1 - low) / _STEP)
        if first < last:
            changes[first] += 1
            changes[last] -= 1
    return list(accumulate(changes))


def _longest_run(numbers: Sequence[int]) -> tuple[int, int]:
    """From where to behind where the longest run of following numbers goes; the first of the longest."""
    best = start = 0
    length = 0
    for index, number in enumerate(numbers):
        if index and number != numbers[index - 1] + 1:
            start = index
        if index - start + 1 > length:
            best, length = start, index - start + 1
    return numbers[best], numbers[best] + length


def _is_running(side: Sequence[Fragment]) -> bool:
    """Whether the fragments of a side are lines of running text."""
    if len(side) < _LEAST:
        return False
    width = max(f.x1 for f in side) - min(f.x0 for f in side)
    size = sorted(f.bottom - f.top for f in side)[len(side) // 2]
    filled = sum(f.x1 - f.x0 >= _FILLED * width for f in side)
    return width >= _NARROW * size and filled >= _FILLED_SHARE * len(side)
