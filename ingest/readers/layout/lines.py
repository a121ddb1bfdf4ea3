"""The fragments of a page as its lines, in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.layout.columns import flows_of
from ingest.readers.layout.fragments import Fragment, Line
from ingest.readers.layout.rows import is_plain, merged, rows_of
from ingest.readers.layout.tables import Grid, gathered

_new = tuple.__new__  # of every line: a third of the time that Line() takes


def lines_of(fragments: Sequence[Fragment], grid: Grid | None = None) -> list[Line]:
    """The lines of a page; the rows of a table with tabs between the cells."""
    if sum(f.is_vertical for f in fragments) > len(fragments) / 2:
        columns = sorted(fragments, key=lambda f: (-(f.x0 + f.x1), f.top))
        return [_line(f, number) for number, f in enumerate(columns)]
    if is_plain(fragments):
        return [_line(f, 0) for f in fragments]
    whole = gathered(fragments, grid) if grid is not None else list(fragments)
    lines: list[Line] = []
    for flow, members in enumerate(flows_of(whole)):
        for fragment in members if is_plain(members) else merged(rows_of(members)):
            if "\n" in fragment.text:
                lines += [_line(fragment._replace(text=row), flow) for row in fragment.text.split("\n")]
            else:
                lines.append(_line(fragment, flow))
    return lines


def _line(fragment: Fragment, flow: int) -> Line:
    text, x0, x1, top, bottom, is_table, _ = fragment
    return _new(Line, (text, x0, x1, top, bottom, flow, is_table))
