"""Where things are stated: places in documents, numbered as a comparison cites them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.compare.model import Source
from kg.iris import document_iri
from kg.releases import Release


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something is stated; ordered by place in its document."""

    document: str
    start: int
    end: int
    exact: str
    clause: int

    @classmethod
    def of(cls, row: dict[str, Any]) -> Place:
        clause = 0 if row["clause"] is None else int(row["clause"].rpartition("/")[2])
        return cls(row["document"], row["start"], row["end"], row["exact"], clause)


class Sources:
    """Numbers the places that a comparison cites, in the order of first use."""

    def __init__(self, release: Release) -> None:
        self._rows = {document_iri(row["id"]): row for row in release.documents}
        self._cited: dict[Place, Source] = {}

    def cite(self, place: Place) -> int:
        if place not in self._cited:
            row = self._rows[place.document]
            self._cited[place] = Source(
                number=len(self._cited) + 1,
                document=row["id"],
                title=row["title"] or row["id"],
                publisher=row["publisher"],
                issued=row["issued"],
                clause=place.clause,
                start=place.start,
                end=place.end,
                quote=place.exact,
                sha256=row["sha256"],
            )
        return self._cited[place].number

    def used(self) -> tuple[Source, ...]:
        return tuple(self._cited.values())


def select(release: Release, query: str, **bindings: str) -> list[dict[str, Any]]:
    """Rows of one of our own queries: which columns hold what is known from its text."""
    return list(release.store.select(query, **bindings))


def fullest_in_each_document(places: Iterable[Place]) -> list[Place]:
    """Of the places that state a practice, the one with the most words in each document (the first of equals)."""
    fullest: dict[str, Place] = {}
    for place in sorted(places):
        known = fullest.get(place.document)
        if known is None or len(place.exact) > len(known.exact):
            fullest[place.document] = place
    return list(fullest.values())
