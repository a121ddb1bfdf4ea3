"""Lines -> headings and clauses: which short lines title what follows, at which level, and what stands below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.structure.lines import Line
from kg.model import Clause, Heading
from kg.regions import gazetteer

_REGION_RANK, _OUTER_RANK, _INNER_RANK = 4.0, 4.5, 9.0
_STACK = 3  # so many bare lines in a row may be headings; more are a list
_APART = ("header", "order", "date", "byline", "signature", "box", "masthead")  # belong to no section


def outline(lines: Sequence[Line]) -> tuple[tuple[Heading, ...], tuple[Clause, ...]]:
    """Headings and clauses of the lines; lines of kind "title" are headings of level 0."""
    rows = _demoted(_ranked(lines))
    levels = {rank: level for level, rank in enumerate(sorted({_rank(r) for r in rows if r.kind == "heading"}), 1)}
    headings: list[Heading] = []
    clauses: list[Clause] = []
    stack: list[tuple[int, int]] = []  # (level, index of the heading)
    after_heading = False
    for row in rows:
        if row.kind in ("heading", "title"):
            level = levels[_rank(row)] if row.kind == "heading" else 0
            if level:
                stack = [entry for entry in stack if entry[0] < level or (after_heading and entry[0] == level)]
                stack.append((level, len(headings)))
            headings.append(Heading(row.start, row.end, level, row.text))
            after_heading = bool(level) and row.label is None
            continue
        above = () if row.kind in _APART else tuple(index for _, index in stack)
        kind = "header" if row.kind == "order" else row.kind
        clauses.append(Clause(len(clauses) + 1, row.start, row.end, row.label, above, None, kind))
        after_heading = False
    return tuple(headings), tuple(clauses)


def _rank(row: Line) -> float:
    return row.rank if row.rank is not None else _INNER_RANK


def _ranked(lines: Iterable[Line]) -> list[Line]:
    """The lines with those that may be headings marked so, each with its rank."""
    rows: list[Line] = []
    outer = _OUTER_RANK
    for line in lines:
        if line.kind == "heading":
            rank = line.rank if line.rank is not None else _REGION_RANK + (line.level or 1) / 10
            rows.append(replace(line, rank=rank))
        elif line.kind == "paragraph" and line.is_short:
            if line.label is not None and not any(r.kind == "heading" for r in rows):
                outer = _INNER_RANK
            bare = _REGION_RANK if is_region(line.text) else outer
            rows.append(replace(line, kind="heading", rank=line.rank if line.label is not None else bare))
        else:
            rows.append(line)
    return rows


def _demoted(rows: Sequence[Line]) -> list[Line]:
    """The lines; what looked like a heading and titles nothing is an item, or part of the signature."""
    result = list(rows)
    for index in range(len(rows) - 1, -1, -1):
        row = result[index]
        if row.kind != "heading" or row.level is not None:
            continue
        if not _titles(result, index):
            result[index] = replace(row, kind="paragraph" if row.label is None else "item", rank=None)
    return result


def _titles(rows: Sequence[Line], index: int) -> bool:
    """Whether the heading at `index` has something of its own below it."""
    row = rows[index]
    for step, below in enumerate(rows[index + 1 :]):
        if below.kind == "heading":
            if _rank(below) < _rank(row) or (row.label is not None and _rank(below) == _rank(row)):
                return False
            if step >= _STACK:
                return False
            continue
        return below.kind not in ("date", "order", "signature")
    return False


def is_region(text: str) -> bool:
    """Whether a line is no more than a region's name, in full or in short.

    >>> is_region("湖北"), is_region("成都市"), is_region("补齐短板")
    (True, True, False)
    """
    return bool(gazetteer().find(text.strip("【】[]·■◆●▲ ")))
