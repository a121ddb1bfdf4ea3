"""What a model finds -> mentions beside those of the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from ingest.nlp import mention

CONFIDENCE = 0.5  # of a mention that a model alone has found; below every rule


@dataclass(frozen=True, slots=True)
class Found:
    """Characters `start` to `end` as an entity of a kind."""

    kind: str
    start: int
    end: int
    dimension: str | None = None


def add(doc: Doc, found: Iterable[Found]) -> Doc:
    """Adds what no mention of the rules, of whatever kind, touches: where both speak, the rules are kept."""
    taken = {i for spans in doc.spans.values() for span in spans for i in range(span.start, span.end)}
    for item in sorted(set(found), key=lambda f: (f.start, -f.end, f.kind)):
        inside = range(item.start, item.end)
        if not inside or taken.intersection(inside) or not doc._.document.text[item.start : item.end].strip():
            continue
        taken.update(inside)
        span = mention(doc, item.kind, item.start, item.end, confidence=CONFIDENCE, dimension=item.dimension)
        known = list(doc.spans[item.kind]) if item.kind in doc.spans else []
        doc.spans[item.kind] = sorted([*known, span], key=lambda s: (s.start, s.end))
    return doc
