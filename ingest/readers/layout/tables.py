"""Tables with drawn rules: what stands between the same rules is a cell, cells with the same upper rule are a row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from ingest.readers.layout.fragments import Fragment, Rule, seam
from ingest.readers.layout.rows import rows_of

_THIN, _LONG = 3.0, 8.0
_SLACK = 2.0
_MOST = 4_000  # rules of a page; a drawing has more

Cell = tuple[float, float, float, float]  # upper, left, lower, right rule


class Grid:
    """The rules of a page."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        few = rules[:_MOST] if len(rules) <= _MOST else ()
        self._across = sorted((r for r in few if r.bottom - r.top <= _THIN and r.x1 - r.x0 >= _LONG), key=_height)
        self._down = sorted((r for r in few if r.x1 - r.x0 <= _THIN and r.bottom - r.top >= _LONG), key=_side)
        self._heights = [_height(r) for r in self._across]
        self._sides = [_side(r) for r in self._down]

    @property
    def is_drawn(self) -> bool:
        """Whether there may be a table."""
        return len(self._across) > 1 and bool(self._down)

    def reaches(self, y: float) -> bool:
        """Whether a rule runs down at the height `y`."""
        return any(r.top - _SLACK <= y <= r.bottom + _SLACK for r in self._down)

    def parts(self, x0: float, x1: float, y: float) -> bool:
        """Whether a rule runs down between `x0` and `x1` at the height `y`."""
        among = self._down[bisect_left(self._sides, x0 - _SLACK) : bisect_right(self._sides, x1 + _SLACK)]
        return any(r.top - _SLACK <= y <= r.bottom + _SLACK for r in among)

    def cell(self, fragment: Fragment) -> Cell | None:
        """The rules around a fragment; None unless there is one above, one below and one at a side."""
        x, y = (fragment.x0 + fragment.x1) / 2, (fragment.top + fragment.bottom) / 2
        at = bisect_right(self._heights, y)
        upper = next((_height(r) for r in reversed(self._across[:at]) if _spans(r.x0, x, r.x1)), None)
        lower = next((_height(r) for r in self._across[at:] if _spans(r.x0, x, r.x1)), None)
        at = bisect_right(self._sides, x)
        left = next((_side(r) for r in reversed(self._down[:at]) if _spans(r.top, y, r.bottom)), None)
        right = next((_side(r) for r in self._down[at:] if _spans(r.top, y, r.bottom)), None)
        if upper is None or lower is None or (left is None and right is None):
            return None
        return round(upper), round(left) if left is not None else -1, round(lower), round(right) if right else 1 << 20


def _height(rule: Rule) -> float:
    return (rule.top + rule.bottom) / 2


def _side(rule: Rule) -> float:
    return (rule.x0 + rule.x1) / 2


def _spans(low: float, at: float, high: float) -> bool:
    return low - _SLACK <= at <= high + _SLACK


def gathered(fragments: Sequence[Fragment], grid: Grid) -> list[Fragment]:
    """The fragments with those of each table as one, a line of text for each of its rows."""
    cells: dict[Cell, list[Fragment]] = defaultdict(list)
    rest = []
    for fragment in fragments:
        cell = grid.cell(fragment)
        if cell is None:
            rest.append(fragment)
        else:
            cells[cell].append(fragment)
    if len(cells) < 2:
        return list(fragments)
    return rest + [_table(table) for table in _tables(cells)]


def _tables(cells: dict[Cell, list[Fragment]]) -> list[dict[Cell, list[Fragment]]]:
    """The cells of each table: one begins below the other."""
    tables: list[dict[Cell, list[Fragment]]] = []
    reach = -1.0
    for cell in sorted(cells):
        if not tables or cell[0] > reach + _SLACK:
            tables.append({})
        tables[-1][cell] = cells[cell]
        reach = max(reach, cell[2])
    return tables


def _table(cells: dict[Cell, list[Fragment]]) -> Fragment:
    rows: list[list[str]] = []
    last = -100.0
    for cell in sorted(cells):
        if cell[0] - last > _SLACK:
            rows.append([])
            last = cell[0]
        rows[-1].append(_text(cells[cell]))
    inside = [f for found in cells.values() for f in found]
    return Fragment(
        "\n".join("\t".join(row) for row in rows),
        min(f.x0 for f in inside),
        max(f.x1 for f in inside),
        min(f.top for f in inside),
        max(f.bottom for f in inside),
        is_table=True,
    )


def _text(fragments: Sequence[Fragment]) -> str:
    text = ""
    for row in rows_of(fragments):
        for fragment in row:
            text += seam(text, fragment.text) + fragment.text
    return text
