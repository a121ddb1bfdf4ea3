"""Rows of an audit: a stretch of the text and what became of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from ingest.fates import Fate
from kg.model import Document, Entity, Metric

CONTEXT = 16  # characters shown on either side


@dataclass(frozen=True, slots=True)
class Row:
    """The characters [start, end) of the cleaned text with their fate.

    `metrics` are those that a number states, `entity` what it is part of; `told` says it to a reader, or says more
    than the fate does.
    """

    start: int
    end: int
    fate: Fate
    told: str = ""
    metrics: tuple[Metric, ...] = ()
    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """Every number, every title in 《》 and every quotation of a document, each kind in the order of the text."""

    document: Document
    numbers: tuple[Row, ...]
    titles: tuple[Row, ...]
    quotations: tuple[Row, ...]

    def kinds(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """Heading and rows of each kind."""
        return (("数字", self.numbers), ("书名号", self.titles), ("引号", self.quotations))


def counts(rows: Iterable[Row]) -> Counter[Fate]:
    """How many rows have each fate."""
    return Counter(row.fate for row in rows)


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1.

        >>> Lines("一行\\n第二行").place(4)
        (2, 2)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a stretch, within its line."""
    before = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + CONTEXT].partition("\n")[0]
    return before, after


def to_json(audit: Audit) -> dict[str, Any]:
    """The audit as JSON values; offsets in characters of the cleaned text."""
    lines = Lines(audit.document.text)
    names = ("numbers", "titles", "quotations")
    return {
        "id": audit.document.id,
        "file": audit.document.file.name,
        **{name: [_row(audit.document, lines, row) for row in getattr(audit, name)] for name in names},
        "summary": {name: {f.code: n for f, n in counts(getattr(audit, name)).most_common()} for name in names},
    }


def _row(document: Document, lines: Lines, row: Row) -> dict[str, Any]:
    clause = document.clause_at(row.start)
    line, column = lines.place(row.start)
    before, after = context(document.text, row.start, row.end)
    result: dict[str, Any] = {
        "start": row.start, "end": row.end, "text": document.text[row.start : row.end],
        "line": line, "column": column, "clause": clause.number if clause is not None else 0,
        "before": before, "after": after,
        "fate": row.fate.code, "label": row.fate.label, "told": row.told,
    }  # fmt: skip
    if row.metrics:
        result["metrics"] = [
            {key: getattr(metric, key) for key in ("subject", "value", "value_max", "unit", "approx", "role")}
            for metric in row.metrics
        ]
    if row.entity is not None:
        result["entity"] = {"type": row.entity.type, "name": row.entity.name}
    return result
