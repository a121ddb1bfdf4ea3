"""Metrics: every number that the text states about something, as doc._.metrics.

Requires regions and dates; mechanisms where they are known. Source: annotation guidelines, "Metrics".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from ingest.components.regions import region_of
from ingest.figures.bounds import approx_of
from ingest.figures.certainty import certainty
from ingest.figures.dealt import dealt_out
from ingest.figures.links import Mechanisms, mechanism_of, mechanisms_of
from ingest.figures.measures import Judged, find_measures, judge_quantities
from ingest.figures.readings import read_passage
from ingest.figures.roles import role_of
from ingest.figures.settings import Setting
from ingest.figures.subjects import Passage
from ingest.figures.thresholds import is_told_age, whose_age
from ingest.figures.times import time_of
from ingest.figures.topics import with_mechanism
from ingest.nlp import details, document_of, evidence, spans_of, text_of
from ingest.words import words
from kg.model import Clause, Document, Evidence, Heading, Metric
from kg.values import FoundQuantity

MAX_EVIDENCE = 60
_SENTENCE_RE = re.compile(r"[^。！!？?\n]+")


@Language.component("metrics", requires=["doc._.document", "doc.spans"], assigns=["doc._.metrics"])
def metrics(doc: Doc) -> Doc:
    document = document_of(doc)
    dates = _places(doc, "Date")
    quantities = find_measures(document.text, words(document.text), dates, _places(doc, "Person"))
    found = list(_figures(doc, quantities, dates)) if quantities else []
    doc._.metrics = [*doc._.metrics, *(metric for _, metric in found)]
    doc.user_data["stated"] = found
    return doc


def stated(doc: Doc) -> list[tuple[FoundQuantity, Metric]]:
    """The metrics of a document, each with the quantity it was read from."""
    found: list[tuple[FoundQuantity, Metric]] = doc.user_data.get("stated", [])
    return found


def judged(doc: Doc) -> list[Judged]:
    """Every quantity of a document with what speaks against its being a metric."""
    return judge_quantities(text_of(doc), words(text_of(doc)), _places(doc, "Date"), _places(doc, "Person"))


def _figures(
    doc: Doc, found: Sequence[FoundQuantity], dates: Sequence[tuple[int, int]]
) -> Iterator[tuple[FoundQuantity, Metric]]:
    """The metrics of the clauses, then what a report says in a heading alone: 某市:20万名党员到社区报到."""
    document = document_of(doc)
    known = _Known(
        Setting(document, {s.start: str(details(s).attributes["value"]) for s in spans_of(doc, "Date")}),
        {s.start: str(details(s).name) for s in spans_of(doc, "Region")},
        mechanisms_of(doc),
    )
    regions, people = _places(doc, "Region"), _places(doc, "Person")
    same = set()
    for quantity, metric in _metrics(doc, known, _passages(document, found, document.clauses, regions, dates, people)):
        same.add((quantity.quantity.value, quantity.quantity.value_max, quantity.quantity.unit))
        yield quantity, metric
    if document.genre == "policy":  # its headings count its own parts
        return
    for quantity, metric in _metrics(doc, known, _passages(document, found, document.headings, regions, dates, people)):
        if (metric.value, metric.value_max, metric.unit) not in same:
            yield quantity, metric


class _Known(NamedTuple):
    """What the figures of a document are read against; the names of regions by where they begin."""

    setting: Setting
    names: Mapping[int, str]
    mechanisms: Mechanisms


def _metrics(doc: Doc, known: _Known, sentences: Iterable[Passage]) -> Iterator[tuple[FoundQuantity, Metric]]:
    setting, names, mechanisms = known
    told: tuple[int, str | None] = (0, None)  # where the sentence before ends, and the last time of its figures
    for passage in sentences:
        inherited = told[1] if _is_part_of_last(passage, told[0]) else None
        for reading in read_passage(passage):
            region = region_of(doc, reading.found.numeral[0])
            named = any(names[start] == region for start, _ in passage.regions)
            role = role_of(setting, passage, reading)
            mechanism = mechanism_of(mechanisms, passage, reading)
            metric = Metric(
                subject=with_mechanism(reading.subject, _told(setting.document, passage, mechanism)),
                value=reading.found.quantity.value,
                value_max=reading.found.quantity.value_max,
                unit=reading.found.quantity.unit,
                approx=approx_of(passage, reading.found),
                role=role,
                region=None if _is_age(passage, reading.found) else region,
                time=time_of(setting, passage, reading, role) or inherited,
                mechanism=mechanism,
                evidence=_evidence(setting.document, passage, reading.found),
                confidence=certainty(passage, reading, region_named=named),
            )
            told = passage.end, metric.time or (told[1] if told[0] == passage.end else None)
            dealt = dealt_out(passage, reading.found, names)
            yield from ((reading.found, replace(metric, region=each)) for each in dealt)
            if not dealt:
                yield reading.found, metric


def _is_age(passage: Passage, found: FoundQuantity) -> bool:
    """How old somebody is holds for no place."""
    return is_told_age(passage.text, found) or bool(whose_age(passage.text, found, passage.people))


_PART_RE = re.compile(r"[。\s]*其中")


def _is_part_of_last(passage: Passage, end: int) -> bool:
    """其中,老年人满意度达91%: a sentence that goes into what the one before told, in the same paragraph."""
    between = passage.text[end : passage.start]
    return "\n" not in between and len(between) < 4 and _PART_RE.match(passage.text, passage.start) is not None


def _told(document: Document, passage: Passage, mechanism: str | None) -> str | None:
    """The mechanism, where the paragraph up to the sentence's end names it."""
    clause = document.clause_at(passage.start)
    told = mechanism is not None and clause is not None and mechanism in document.text[clause.start : passage.end]
    return mechanism if told else None


def _places(doc: Doc, kind: str) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans_of(doc, kind)]


def _passages(
    document: Document,
    found: Sequence[FoundQuantity],
    stretches: Sequence[Clause | Heading],
    regions: Sequence[tuple[int, int]],
    dates: Sequence[tuple[int, int]],
    people: Sequence[tuple[int, int]],
) -> Iterator[Passage]:
    """The sentences of some stretches of the text that hold a quantity, in order."""
    text = document.text
    known = words(text)
    starts = [f.numeral[0] for f in found]
    for stretch in stretches:
        if bisect_left(starts, stretch.start) == bisect_left(starts, stretch.end):
            continue
        for match in _SENTENCE_RE.finditer(text, stretch.start, stretch.end):
            inside = found[bisect_left(starts, match.start()) : bisect_left(starts, match.end())]
            if inside:
                within = match.span()
                places = (_between(spans, within) for spans in (regions, dates, people))
                yield Passage(text, *within, known, tuple(inside), *places)


def _between(spans: Sequence[tuple[int, int]], within: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    low = bisect_left(spans, (within[0], 0))
    high = bisect_left(spans, (within[1], 0))
    return tuple(spans[low:high])


# --- from a reading to a metric -------------------------------------------------------------------------------------


def _evidence(document: Document, passage: Passage, found: FoundQuantity) -> Evidence:
    """The stretch between commas around the number, at most 60 characters."""
    left, right = passage.segment(found.numeral[0])
    stretch = document.text[left:right].lstrip()
    left = right - len(stretch)
    right = left + len(stretch.rstrip())
    if right - left > MAX_EVIDENCE:
        left = max(left, min(found.start - MAX_EVIDENCE // 2, right - MAX_EVIDENCE))
        right = min(right, max(left + MAX_EVIDENCE, found.end))
        left = max(left, right - MAX_EVIDENCE)
    return evidence(document, left, right)
