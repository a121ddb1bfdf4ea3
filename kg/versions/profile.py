"""What is kept of a document so that another can be compared with it without reading it again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kg.model import Document
from kg.versions.editions import Edition, edition_of
from kg.versions.sketch import Sketch, decode, encode, letters, sketch


@dataclass(frozen=True, slots=True)
class Profile:
    """`digest` is of the letters of the text, `length` how many there are."""

    id: str
    edition: Edition
    publisher: str | None
    regions: tuple[str, ...]
    source: str | None
    genre: str
    length: int
    digest: str
    sketch: Sketch


def profile_of(document: Document) -> Profile:
    text = letters(document.text)
    return Profile(
        id=document.id,
        edition=edition_of(document),
        publisher=document.publisher,
        regions=document.regions,
        source=document.source,
        genre=document.genre,
        length=len(text),
        digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        sketch=sketch(document.text),
    )


def to_row(profile: Profile) -> dict[str, Any]:
    """The profile as JSON values."""
    return asdict(profile) | {"sketch": encode(profile.sketch)}


def from_row(row: Mapping[str, Any]) -> Profile:
    edition = Edition(**{**row["edition"], "years": tuple(row["edition"]["years"])})
    return Profile(**{**row, "edition": edition, "regions": tuple(row["regions"]), "sketch": decode(row["sketch"])})
