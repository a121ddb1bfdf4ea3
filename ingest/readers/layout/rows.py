"""What stands on one height of a page: rows, and what is said between their stretches."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.layout.fragments import SPLIT, Fragment, glue

Row = list[Fragment]
Gap = tuple[float, float]


def is_plain(fragments: Sequence[Fragment]) -> bool:
    """Whether each fragment stands below the one before it: then they are the lines, in order."""
    return all(a.bottom - b.top < 0.5 * (b.bottom - b.top) and b.bottom > a.bottom for a, b in pairwise(fragments))


def rows_of(fragments: Sequence[Fragment]) -> list[Row]:
    """The fragments from top to bottom, those that share more than half of a height together, from left to right."""
    if len(fragments) == 1:
        return [list(fragments)]
    rows: list[Row] = []
    low = high = 0.0
    for fragment in sorted(fragments, key=lambda f: f.top + f.bottom):
        top, bottom = fragment.top, fragment.bottom
        shared = min(bottom, low) - max(top, high)
        if rows and shared > 0.5 * min(bottom - top, low - high) and not fragment.is_table and not rows[-1][0].is_table:
            rows[-1].append(fragment)
            if bottom - top > low - high:  # a note's mark beside a line does not widen it
                high, low = top, bottom
        else:
            rows.append([fragment])
            high, low = top, bottom
    return [sorted(row, key=lambda f: f.x0) if len(row) > 1 else row for row in rows]


def merged(rows: Sequence[Row]) -> list[Fragment]:
    """One fragment a row: where a gap goes on through the row above or below, a tab parts the cells of a table."""
    gaps = [_gaps(row) for row in rows]
    result = []
    for index, row in enumerate(rows):
        if len(row) == 1:
            result.append(row[0])
            continue
        beside = [g for near in (index - 1, index + 1) if 0 <= near < len(rows) for g in gaps[near]]
        result.append(_merge(row, beside))
    return result


def _gaps(row: Row) -> list[Gap]:
    if len(row) == 1:
        return []
    return [(a.x1, b.x0) for a, b in pairwise(row) if b.x0 - a.x1 >= SPLIT * min(_size(a), _size(b))]


def _merge(row: Row, beside: Sequence[Gap]) -> Fragment:
    text, is_table = row[0].text, False
    for left, right in pairwise(row):
        size = min(_size(left), _size(right))
        if _goes_on(left.x1, right.x0, size, beside):
            text, is_table = f"{text}\t{right.text}", True
        else:
            text += glue(text, right.text, right.x0 - left.x1, size) + right.text
    tall = max(row, key=_size)
    return Fragment(text, row[0].x0, max(f.x1 for f in row), tall.top, tall.bottom, is_table)


def _goes_on(x0: float, x1: float, size: float, beside: Sequence[Gap]) -> bool:
    """Whether a gap is one of a table: wide, and over or under another such."""
    return x1 - x0 >= SPLIT * size and any(min(x1, b) - max(x0, a) >= 0.5 * size for a, b in beside)


def _size(fragment: Fragment) -> float:
    return fragment.bottom - fragment.top
