"""Regions: every administrative place that the text names, and which region each statement is about.

Assigns doc.spans["Region"], `regions` of the document and `region` of its clauses. `region_of` says later components
which region a statement at an offset is about. Source: annotation guidelines, "Region" and "Document".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.nlp import document_of, keep, mention, spans_of
from ingest.places.coded import Found, find_abbreviations, find_places
from ingest.places.document_regions import document_regions
from ingest.places.scopes import Switch, clause_regions, find_switches
from ingest.places.settlement import Settlement
from ingest.places.settlements import find_settlements
from ingest.places.zones import find_zones
from ingest.words import words
from kg.model import Document
from kg.regions import gazetteer

SHORT_CONFIDENCE = 0.9  # a bare short form, or a village by its suffix
_SWITCHES = "region_switches"


@Language.component("regions", assigns=["doc.spans", "doc._.document"])
def regions(doc: Doc) -> Doc:
    document: Document = doc._.document
    text = document.text
    known = words(text)
    about = [name for name in (*document.regions, document.publisher, document.title) if name]
    coded = find_abbreviations(text) + find_places(text, known, about)
    zones = find_zones(text, coded)
    settlements = zones + find_settlements(text, known, coded, zones)
    inside = {i: s.end for s in settlements for i in range(s.start, s.end)}
    coded = [f for f in coded if f.end > inside.get(f.start, 0)]
    spans = [_place_mention(doc, f) for f in coded] + [_settlement_mention(doc, s) for s in settlements]
    keep(doc, "Region", sorted(spans, key=attrgetter("start", "end")))
    doc._.issues = [*doc._.issues, *_ambiguous(coded)]
    document = replace(document, regions=document_regions(document, spans_of(doc, "Region")))
    document = replace(document, clauses=tuple(clause_regions(document, spans_of(doc, "Region"))))
    doc._.document = document
    doc.user_data[_SWITCHES] = find_switches(document, spans_of(doc, "Region"))
    return doc


def _place_mention(doc: Doc, found: Found) -> Span:
    place = found.place
    confidence = 1.0 if found.full and place is not None else SHORT_CONFIDENCE
    if place is None:
        return mention(
            doc,
            "Region",
            found.start,
            found.end,
            name=found.places[0].name,
            confidence=0.5,
            level=found.places[0].level,
        )
    return mention(
        doc,
        "Region",
        found.start,
        found.end,
        name=place.name,
        confidence=confidence,
        level=place.level,
        code=place.code,
    )


def _settlement_mention(doc: Doc, found: Settlement) -> Span:
    confidence = 1.0 if found.code is not None else SHORT_CONFIDENCE
    return mention(
        doc, "Region", found.start, found.end,
        name=found.name, confidence=confidence, level=found.level, code=found.code, within=found.within,
    )  # fmt: skip


def _ambiguous(found: Iterable[Found]) -> list[str]:
    """One line for each name that several places bear and nothing in the text settles."""
    lines = {}
    for item in found:
        if item.place is None:
            places = "、".join(gazetteer().full_name(p.code) for p in item.places)
            lines[item.text] = f"地区未定：{item.text}可能是{places}，正文没有说明，不给代码"
    return list(lines.values())


def region_of(doc: Doc, offset: int) -> str | None:
    """The full name of the region that a statement at `offset` is about.

    It is the region that its sentence has as subject, else the one that an earlier sentence of the clause switched
    to (全省, 全市 and the bodies of a level switch back), else the region of the section or the document.
    """
    switches: list[Switch] = doc.user_data.get(_SWITCHES, [])
    index = bisect_left(switches, (offset + 1,)) - 1
    if index >= 0:
        return switches[index][1]
    document = document_of(doc)
    return document.regions[0] if len(document.regions) == 1 else None
