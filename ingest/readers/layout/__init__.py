"""Pages of placed text as one text in reading order: what PDF and OFD share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from ingest.readers.layout.fragments import MARK_END, MARK_START, Fragment, Line, Rule, Sheet
from ingest.readers.layout.lines import lines_of
from ingest.readers.layout.notes import Footnote, footnotes_of
from ingest.readers.layout.rows import is_plain
from ingest.readers.layout.running import roles_of
from ingest.readers.layout.tables import Grid
from ingest.readers.layout.wraps import wrapped
from ingest.readers.parsed import Draft, Parsed

_MARKS_RE = re.compile(f"[{MARK_START}{MARK_END}]")

__all__ = ["Fragment", "Grid", "Line", "Rule", "Sheet", "is_plain", "lines_of", "parsed_of"]


def parsed_of(sheets: Sequence[Sheet], *, told: Mapping[str, str], notes: Sequence[str] = ()) -> Parsed:
    """The text of the pages, a line for each printed line; what runs over the pages and what goes on has its role.

    Footnotes stand behind the text, comments behind the page that has them.
    """
    roles = roles_of(sheets)
    footnotes = footnotes_of(sheets, roles)
    below = [{i for note in page for i in note.lines} for page in footnotes]
    bodies = [
        [line for i, line in enumerate(s.lines) if i not in found and i not in under]
        for s, found, under in zip(sheets, roles, below, strict=True)
    ]
    marks = [iter(page) for page in wrapped(bodies)]
    draft = Draft()
    for number, (sheet, found, under, goes_on) in enumerate(zip(sheets, roles, below, marks, strict=True), 1):
        named = [
            (
                found[i] if i in found else "wrapped" if next(goes_on) else "table" if line.is_table else "body",
                line.text,
            )
            for i, line in enumerate(sheet.lines)
            if i not in under
        ]
        with draft.place("page", str(number)):
            for role, rows in groupby(named, key=lambda row: row[0]):
                _add(draft, "".join([f"{text}\n" for _, text in rows]), role)
            for comment in sheet.comments:
                draft.add(f"{' '.join(comment.split())}\n", role="comment")
    _add_footnotes(draft, sheets, footnotes)
    return draft.parsed(told=told, notes=tuple(notes))


def _add_footnotes(draft: Draft, sheets: Sequence[Sheet], footnotes: Sequence[Sequence[Footnote]]) -> None:
    count = 0
    for number, (sheet, notes) in enumerate(zip(sheets, footnotes, strict=True), 1):
        for note in notes:
            count += 1
            with draft.place("page", str(number)), draft.place("note", f"脚注 {count}"):
                for index, line in enumerate(note.lines):
                    _add(draft, f"{sheet.lines[line].text}\n", "wrapped" if index else "footnote")


def _add(draft: Draft, text: str, role: str) -> None:
    """Add lines; the marks of notes in them are apart, so that they become no digit of the number before them."""
    if MARK_START not in text:
        return draft.add(text, role=role)
    for number, piece in enumerate(_MARKS_RE.split(text)):
        draft.add(piece, role="hidden" if number % 2 else role)
