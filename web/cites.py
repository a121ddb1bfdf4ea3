"""Rows of a query that cite words -> what a page needs to link to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.iris import document_iri
from kg.releases import Release
from web.release import memo


@dataclass(frozen=True, slots=True)
class Cite:
    """Where something is stated; `clause` 0 is a heading."""

    document: str
    title: str
    start: int
    end: int
    exact: str
    clause: int


def document_rows() -> Mapping[str, dict[str, Any]]:
    """The manifest's rows by the documents' IRIs."""
    return memo("documents by iri", _by_iri)


def _by_iri(release: Release) -> dict[str, dict[str, Any]]:
    return {document_iri(row["id"]): row for row in release.documents}


def cite(row: Mapping[str, Any]) -> Cite:
    """The place of a row with ?document ?start ?end ?exact ?clause."""
    document = document_rows()[row["document"]]
    clause = row["clause"]
    return Cite(
        document=document["id"],
        title=document["title"] or document["id"],
        start=int(row["start"]),
        end=int(row["end"]),
        exact=row["exact"],
        clause=0 if clause is None else int(clause.rpartition("/")[2]),
    )


def cites(rows: Iterable[Mapping[str, Any]]) -> tuple[Cite, ...]:
    """The places of rows, each once, by document and position."""
    return tuple(sorted({cite(row) for row in rows}, key=lambda c: (c.document, c.start, c.end)))
