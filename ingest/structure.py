"""Structure. Minimal for now: a paragraph a clause, short lines without a full stop as headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.clean import CleanText
from kg.model import Clause, Document, Heading, SourceFile

if TYPE_CHECKING:
    from ingest.extract import Metadata


def structure(clean: CleanText, file: SourceFile, metadata: Metadata) -> Document:
    headings: list[Heading] = []
    clauses: list[Clause] = []
    for match in re.finditer(r"[^\n]+", clean.text):
        line = match[0].strip()
        if not line:
            continue
        start = match.start() + match[0].index(line)
        if len(line) < 40 and line[-1] not in "。；;!！…:：":
            headings.append(Heading(start, start + len(line), 1, line))
        else:
            clauses.append(Clause(len(clauses) + 1, start, start + len(line), None, (len(headings) - 1,) if headings else ()))
    return Document(
        id=metadata.id, title=headings[0].text if headings else None, publisher=None, issued=None, regions=metadata.regions,
        genre="report", source=None, file=file, text=clean.text, segments=clean.segments, repairs=clean.repairs,
        headings=tuple(headings), clauses=tuple(clauses),
    )  # fmt: skip
