"""Cleaned text -> Document: what it says of itself, its headings and its clauses.

A line is a heading if it is one by its number (第一章, 一、) or short and without a stop, and titles something; any
other line is a clause, with the number it begins with ((四), 第三条) as label. Title lines are headings of level 0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.clean import CleanText
from ingest.structure.front import bodies_in, marked
from ingest.structure.genre import genre_of
from ingest.structure.header import field_of, issued_of, publisher_of
from ingest.structure.lines import YEAR_MONTH_DAY, Line, lines_of, names_body
from ingest.structure.outline import outline
from ingest.structure.title import title_lines, title_of
from kg.model import Clause, Document, SourceFile

if TYPE_CHECKING:
    from ingest.extract import Metadata

__all__ = ["lead_of", "structure"]

_LEAD_LENGTH = 40
_LEAD_RE = re.compile(r"[^。！？!?；;：:\n]{2,40}?[。：:](?=.)")


def structure(clean: CleanText, file: SourceFile, metadata: Metadata) -> Document:
    """The document; what the metadata says wins over what the text says."""
    lines = marked(_signed(lines_of(clean)))
    titles = title_lines(lines)
    told = title_of([lines[index] for index in titles])
    rows = [replace(line, kind="title") if i in titles else line for i, line in enumerate(lines)]
    title = metadata.title or told or field_of(clean.apart, "title")
    genre = genre_of(title, rows, clean.apart)
    headings, clauses = outline(rows)
    return Document(
        id=metadata.id,
        title=title,
        publisher=metadata.publisher or publisher_of(title, genre, rows, clean.apart),
        issued=metadata.issued or issued_of(file.name, rows, clean.apart),
        regions=metadata.regions,
        genre=genre,
        source=metadata.source,
        file=file,
        text=clean.text,
        segments=clean.segments,
        repairs=clean.repairs,
        headings=headings,
        clauses=clauses,
    )


def _signed(lines: Sequence[Line]) -> list[Line]:
    """The lines with the signature marked: a line of a date below the text and the bodies right above it."""
    rows = list(lines)
    for index, line in enumerate(rows):
        if not _is_day(line) or not any(_is_text(row) for row in rows[:index]):
            continue
        rows[index] = replace(line, kind="signature")
        above = index - 1
        while above >= 0 and rows[above].kind == "paragraph" and names_body(rows[above].text):
            rows[above] = replace(rows[above], kind="signature")
            above -= 1
    for index in range(max(0, len(rows) - _CLOSING_LINES), len(rows)):
        line = rows[index]
        # 某县民政局 2023年9月25日, above who edited it: the name and the day on one line
        is_both = line.kind == "paragraph" and _DAY_LAST_RE.search(line.text) and bodies_in(line.text)
        if is_both and any(_is_text(row) for row in rows[:index]):
            rows[index] = replace(line, kind="byline")
    return rows


_CLOSING_LINES = 4
_DAY_LAST_RE = re.compile(rf"{YEAR_MONTH_DAY}[)）]?$")
# what closes a document that bears no other day: 2024年3月12日印发
_PRINTED_RE = re.compile(rf"{YEAR_MONTH_DAY}(?:印发|制定|发布)")


def _is_day(line: Line) -> bool:
    return line.kind == "date" or (line.kind == "header" and _PRINTED_RE.fullmatch(line.text) is not None)


def _is_text(line: Line) -> bool:
    return line.kind == "article" or (len(line.text) > _LEAD_LENGTH and "。" in line.text)


def lead_of(document: Document, clause: Clause) -> tuple[int, int] | None:
    """The run-in heading of a clause, as offsets: its short first sentence, without label and stop, if more follows.

    "(四)发挥党组织核心作用。把加强…" has the lead 发挥党组织核心作用.
    """
    start = clause.start + len(clause.label or "")
    while start < clause.end and document.text[start] in "、.． \u3000":
        start += 1
    match = _LEAD_RE.match(document.text, start, clause.end)
    return (match.start(), match.end() - 1) if match else None
