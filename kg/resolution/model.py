"""What resolution is given and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing as one document names it; `document` is the document's IRI, `kind` a type of entity."""

    document: str
    kind: str
    iri: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Two things (IRIs, the smaller first) that a rule takes for one; `documents` are those the reason rests on."""

    first: str
    second: str
    rule: str
    reason: str
    documents: tuple[str, ...] = ()


class Merge(Link):
    """A link that was followed: its two things are one."""

    __slots__ = ()


class Variant(Link):
    """Two things that stay two, and whose names follow one pattern."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """`canonical` leads from each IRI that another one stands for to that one."""

    canonical: Mapping[str, str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    variants: tuple[Variant, ...] = ()

    def of(self, iri: str) -> str:
        """The IRI that stands for `iri`, itself if none other does."""
        return self.canonical.get(iri, iri)
