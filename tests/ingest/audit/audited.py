"""The audit of a text of our own, as the tests ask for it."""

from __future__ import annotations

from ingest.audit import Audit, Row
from ingest.extract import Metadata, extract_audited, prepare
from ingest.readers import read
from kg.model import Extraction


def audited(text: str, **known: object) -> tuple[Extraction, Audit]:
    return extract_audited(prepare(read(text.encode(), name="a.txt"), Metadata(id="a", **known)))  # type: ignore[arg-type]


def fates(audit: Audit, rows: tuple[Row, ...]) -> list[tuple[str, str]]:
    """Wording and fate of each row."""
    return [(audit.document.text[row.start : row.end], row.fate.code) for row in rows]
