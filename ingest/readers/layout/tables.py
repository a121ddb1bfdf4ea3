"""Tables with drawn rules: what stands between the same rules is a cell, cells with the same upper rule are a row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ingest.readers.layout.fragments import RULE, Fragment, Rule, seam
from ingest.readers.layout.rows import rows_of

_THIN, _LONG = 3.0, 8.0
_MOST = 4_000  # rules of a page; a drawing has more
_FAR = float(1 << 20)

Cell = tuple[float, float, float, float]  # upper, left, lower, right rule


class Grid:
    """The rules of a page."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        few = rules[:_MOST] if len(rules) <= _MOST else ()
        # (where it runs, from where, to where), the slack included
        self._across = sorted(
            ((r.top + r.bottom) / 2, r.x0 - RULE, r.x1 + RULE)
            for r in few
            if r.bottom - r.top <= _THIN and r.x1 - r.x0 >= _LONG
        )
        self._down = sorted(
            ((r.x0 + r.x1) / 2, r.top - RULE, r.bottom + RULE)
            for r in few
            if r.x1 - r.x0 <= _THIN and r.bottom - r.top >= _LONG
        )
        self._sides: dict[float, list[float]] = {}
        self._heights: dict[tuple[float, float], list[float]] = {}

    @property
    def is_drawn(self) -> bool:
        """Whether there may be a table."""
        return len(self._across) > 1 and bool(self._down)

    def sides(self, y: float) -> list[float]:
        """Where the rules run down that are at the height `y`, from left to right."""
        found = self._sides.get(y)
        if found is None:  # the cells of a row are at one height
            found = self._sides[y] = [at for at, low, high in self._down if low <= y <= high]
        return found

    def cell(self, fragment: Fragment) -> Cell | None:
        """The rules around a fragment; None unless there is one above, one below and one at a side."""
        _, x0, x1, top, bottom, _, _ = fragment
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        sides = self.sides(y)
        at = bisect_right(sides, x)
        left = sides[at - 1] if at else -1.0
        right = sides[at] if at < len(sides) else _FAR
        heights = self._heights_at(x, left, right)
        row = bisect_right(heights, y)
        if not sides or row == 0 or row == len(heights):
            return None
        return round(heights[row - 1]), round(left), round(heights[row]), round(right)

    def _heights_at(self, x: float, left: float, right: float) -> list[float]:
        """Where the rules run across that reach over `x`, from the top; all of a column, told by its sides, alike."""
        found = self._heights.get((left, right))
        if found is None:
            found = [at for at, low, high in self._across if low <= x <= high]
            if left >= 0 and right < _FAR:
                self._heights[left, right] = found
        return found


def gathered(fragments: Sequence[Fragment], grid: Grid) -> list[Fragment]:
    """The fragments with those of each table as one, a line of text for each of its rows."""
    cells: dict[Cell, list[Fragment]] = {}
    rest = []
    for fragment in fragments:
        cell = grid.cell(fragment)
        if cell is None:
            rest.append(fragment)
        elif cell in cells:
            cells[cell].append(fragment)
        else:
            cells[cell] = [fragment]
    if len(cells) < 2:
        return list(fragments)
    return rest + [_table(table) for table in _tables(cells)]


def _tables(cells: dict[Cell, list[Fragment]]) -> list[list[tuple[Cell, list[Fragment]]]]:
    """The cells of each table, row by row: one table begins below the other."""
    tables: list[list[tuple[Cell, list[Fragment]]]] = []
    reach = -1.0
    for cell in sorted(cells):
        if not tables or cell[0] > reach + RULE:
            tables.append([])
        tables[-1].append((cell, cells[cell]))
        if cell[2] > reach:
            reach = cell[2]
    return tables


def _table(cells: Sequence[tuple[Cell, list[Fragment]]]) -> Fragment:
    rows: list[list[str]] = []
    last = -100.0
    for (upper, _, _, _), members in cells:
        if upper - last > RULE:
            rows.append([])
            last = upper
        rows[-1].append(members[0].text if len(members) == 1 else _text(members))
    inside = [f for _, found in cells for f in found]
    return Fragment(
        "\n".join(["\t".join(row) for row in rows]),
        min([f.x0 for f in inside]),
        max([f.x1 for f in inside]),
        min([f.top for f in inside]),
        max([f.bottom for f in inside]),
        is_table=True,
    )


def _text(fragments: Sequence[Fragment]) -> str:
    text = ""
    for row in rows_of(fragments):
        for fragment in row:
            text += seam(text, fragment.text) + fragment.text
    return text
