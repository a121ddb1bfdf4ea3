"""Pages of placed text as one text in reading order: what PDF and OFD share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from ingest.readers.layout.fragments import Fragment, Line, Rule, Sheet
from ingest.readers.layout.lines import is_plain, lines_of
from ingest.readers.layout.running import roles_of
from ingest.readers.layout.tables import Grid
from ingest.readers.layout.wraps import wrapped
from ingest.readers.parsed import Draft, Parsed

__all__ = ["Fragment", "Grid", "Line", "Rule", "Sheet", "is_plain", "lines_of", "parsed_of"]


def parsed_of(sheets: Sequence[Sheet], *, told: Mapping[str, str], notes: Sequence[str] = ()) -> Parsed:
    """The text of the pages, a line for each printed line; what runs over the pages and what goes on has its role."""
    roles = roles_of(sheets)
    bodies = [
        [line for i, line in enumerate(s.lines) if i not in found] for s, found in zip(sheets, roles, strict=True)
    ]
    marks = [iter(page) for page in wrapped(bodies)]
    draft = Draft()
    for number, (sheet, found, goes_on) in enumerate(zip(sheets, roles, marks, strict=True), 1):
        named = [
            (
                found[i] if i in found else "wrapped" if next(goes_on) else "table" if line.is_table else "body",
                line.text,
            )
            for i, line in enumerate(sheet.lines)
        ]
        with draft.place("page", str(number)):
            for role, rows in groupby(named, key=lambda row: row[0]):
                draft.add("".join(f"{text}\n" for _, text in rows), role=role)
    return draft.parsed(told=told, notes=tuple(notes))
