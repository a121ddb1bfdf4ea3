"""Metrics: every number that the text states about something, as doc._.metrics.

Requires regions and dates; mechanisms where they are known. Source: annotation guidelines, "Metrics".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.components.regions import region_of
from ingest.figures.certainty import certainty
from ingest.figures.dealt import dealt_out
from ingest.figures.links import mechanism_of, mechanisms_of
from ingest.figures.measures import Judged, find_measures, judge_quantities
from ingest.figures.readings import read_passage
from ingest.figures.roles import role_of
from ingest.figures.settings import Setting
from ingest.figures.subjects import Passage
from ingest.figures.times import time_of
from ingest.nlp import details, document_of, evidence, text_of
from ingest.words import words
from kg.model import Document, Evidence, Metric
from kg.values import FoundQuantity

MAX_EVIDENCE = 60
_SENTENCE_RE = re.compile(r"[^。！!？?\n]+")


@Language.component("metrics", requires=["doc._.document", "doc.spans"], assigns=["doc._.metrics"])
def metrics(doc: Doc) -> Doc:
    found = list(_metrics(doc))
    doc._.metrics = [*doc._.metrics, *(metric for _, metric in found)]
    doc.user_data["stated"] = found
    return doc


def stated(doc: Doc) -> list[tuple[FoundQuantity, Metric]]:
    """The metrics of a document, each with the quantity it was read from."""
    found: list[tuple[FoundQuantity, Metric]] = doc.user_data.get("stated", [])
    return found


def judged(doc: Doc) -> list[Judged]:
    """Every quantity of a document with what speaks against its being a metric."""
    return judge_quantities(text_of(doc), words(text_of(doc)), _places(doc, "Date"))


def _metrics(doc: Doc) -> Iterator[tuple[FoundQuantity, Metric]]:
    dates = {s.start: str(details(s).attributes["value"]) for s in _spans(doc, "Date")}
    names = {s.start: str(details(s).name) for s in _spans(doc, "Region")}
    mechanisms, setting = mechanisms_of(doc), Setting(document_of(doc), dates)
    for passage in passages(doc):
        for reading in read_passage(passage):
            region = region_of(doc, reading.found.numeral[0])
            named = any(names[start] == region for start, _ in passage.regions)
            role = role_of(setting, passage, reading)
            metric = Metric(
                subject=reading.subject,
                value=reading.found.quantity.value,
                value_max=reading.found.quantity.value_max,
                unit=reading.found.quantity.unit,
                approx=_approx(passage, reading.found),
                role=role,
                region=region,
                time=time_of(setting, passage, reading, role),
                mechanism=mechanism_of(mechanisms, passage, reading),
                evidence=_evidence(setting.document, passage, reading.found),
                confidence=certainty(passage, reading, region_named=named),
            )
            dealt = dealt_out(passage, reading.found, names)
            yield from ((reading.found, replace(metric, region=each)) for each in dealt)
            if not dealt:
                yield reading.found, metric


def _spans(doc: Doc, kind: str) -> list[Span]:
    return list(doc.spans[kind]) if kind in doc.spans else []


def _places(doc: Doc, kind: str) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in _spans(doc, kind)]


def passages(doc: Doc) -> Iterator[Passage]:
    """The sentences of the clauses that hold a quantity, in order."""
    document = document_of(doc)
    text = document.text
    known = words(text)
    dates = _places(doc, "Date")
    regions = _places(doc, "Region")
    found = find_measures(text, known, dates)
    starts = [f.numeral[0] for f in found]
    for clause in document.clauses:
        if not found or bisect_left(starts, clause.start) == bisect_left(starts, clause.end):
            continue
        for match in _SENTENCE_RE.finditer(text, clause.start, clause.end):
            inside = found[bisect_left(starts, match.start()) : bisect_left(starts, match.end())]
            if inside:
                within = match.span()
                yield Passage(text, *within, known, tuple(inside), _between(regions, within), _between(dates, within))


def _between(spans: Sequence[tuple[int, int]], within: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    low = bisect_left(spans, (within[0], 0))
    high = bisect_left(spans, (within[1], 0))
    return tuple(spans[low:high])


# --- from a reading to a metric -------------------------------------------------------------------------------------


_BOUND_RE = re.compile(
    r"(?:(?P<more>至少|最少|起码|不少于|不低于)|(?P<less>至多|最多|不超过?))(?:[一-鿿]{1,3}|每[一-鿿]{1,9}|(?<=至少)[一-鿿]{1,9})$"
)


def _approx(passage: Passage, found: FoundQuantity) -> str | None:
    if found.quantity.approx == "less" and _BARRED_RE.match(passage.text, found.end):
        return None
    return found.quantity.approx or _bound_of_verb(passage, found)


_BARRED_RE = re.compile(r"不得|不再|不能|不予|禁止")  # 三年内不得承接: exactly three years


def _bound_of_verb(passage: Passage, found: FoundQuantity) -> str | None:
    """至少建成1个: a bound that stands before the verb."""
    left, _ = passage.segment(found.numeral[0])
    match = _BOUND_RE.search(passage.text[left : found.start])
    return match.lastgroup if match is not None else None


def _evidence(document: Document, passage: Passage, found: FoundQuantity) -> Evidence:
    """The stretch between commas around the number, at most 60 characters."""
    left, right = passage.segment(found.numeral[0])
    left += len(document.text[left:right]) - len(document.text[left:right].lstrip())
    right -= len(document.text[left:right]) - len(document.text[left:right].rstrip())
    if right - left > MAX_EVIDENCE:
        left = max(left, min(found.start - MAX_EVIDENCE // 2, right - MAX_EVIDENCE))
        right = min(right, max(left + MAX_EVIDENCE, found.end))
        left = max(left, right - MAX_EVIDENCE)
    return evidence(document, left, right)
