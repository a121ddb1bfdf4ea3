"""What the relations of mechanisms stand on: mentions under one name each, the sentence and clause they stand in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from ingest.mechanisms.marks import narrow
from ingest.nlp import evidence
from kg.model import Document, Relation
from kg.names import display_name, name_key

_STOPS = frozenset("。;!?\n")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention under the name that its entity will have."""

    start: int
    end: int
    name: str


def mentions(doc: Doc, kind: str) -> list[Mention]:
    """The mentions of one type in order; those that share a name or an alias carry the first one's name."""
    names: dict[str, str] = {}
    found = []
    for span in sorted(spans(doc, kind), key=lambda s: (s.start, s.end)):
        keys = [name_key(name) for name in (span._.name, *span._.aliases)]
        name = next((names[key] for key in keys if key in names), display_name(span._.name))
        for key in keys:
            names.setdefault(key, name)
        found.append(Mention(span.start, span.end, name))
    return found


def spans(doc: Doc, kind: str) -> list[Span]:
    return list(doc.spans[kind]) if kind in doc.spans else []


def text_of(doc: Doc) -> str:
    """The document's text with ASCII signs; kept, since spaCy puts `doc.text` together anew at every call."""
    if "text" not in doc.user_data:
        doc.user_data["text"] = narrow(doc._.document.text)
    text: str = doc.user_data["text"]
    return text


def within(items: list[Mention], start: int, end: int) -> list[Mention]:
    """Those of the sorted `items` that lie in [start, end)."""
    first = bisect_left(items, start, key=lambda item: item.start)
    found = []
    for item in items[first:]:
        if item.start >= end:
            break
        if item.end <= end:
            found.append(item)
    return found


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of text[start:end], without their stops; none inside quotation marks or brackets."""
    found, depth, begin = [], 0, start
    for i in range(start, end):
        sign = text[i]
        if sign in "“(《「(":
            depth += 1
        elif sign in "”)》」)":
            depth = max(0, depth - 1)
        elif sign == "\n" or (sign in _STOPS and depth == 0):
            if i > begin:
                found.append((begin, i))
            begin, depth = i + 1, 0
    if end > begin:
        found.append((begin, end))
    return found


def add_relations(doc: Doc, found: Iterable[Relation]) -> None:
    """Append to doc._.relations what is not there yet (by type, source and target)."""
    seen = {(r.type, name_key(r.source), name_key(r.target)) for r in doc._.relations}
    fresh = []
    for relation in found:
        key = (relation.type, name_key(relation.source), name_key(relation.target))
        if key not in seen and name_key(relation.source) != name_key(relation.target):
            seen.add(key)
            fresh.append(relation)
    doc._.relations = [*doc._.relations, *fresh]


def statement(
    doc: Doc, kind: str, source: str, target: str, where: tuple[int, int], *, confidence: float = 0.7
) -> Relation:
    """A relation with the words that state it and the region they are about."""
    document: Document = doc._.document
    start, end = where
    return Relation(kind, source, target, evidence(document, start, end), region_at(doc, start), confidence)


def region_at(doc: Doc, offset: int) -> str | None:
    """The full name of the region that a statement at `offset` is about, None if the document leaves it open."""
    from ingest.components.regions import region_of  # the components import this package as well

    return region_of(doc, offset)
