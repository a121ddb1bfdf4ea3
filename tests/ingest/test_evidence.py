"""The text at each fact's evidence says the fact as it is worded: on annotated texts, on real ones where they are, and
on sentences made up on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.components.dates import context, sections
from ingest.extract import Metadata, extract, load_document
from kg.dates import find_dates
from kg.model import Document, Entity, Extraction, Metric
from kg.names import name_key
from kg.quantities import Quantity, find_quantities
from kg.quantity_words import WORDINGS, format_quantity
from tests.ingest.components.test_metrics import annotate

ROOT = Path(__file__).resolve().parents[2]
ANNOTATED = [ROOT / "tests" / "data" / "gold" / f"{name}.txt" for name in ("zhejiang-plan", "guizhou-report")]
REAL = sorted((ROOT.parent / "shared" / "corpus").glob("0*.txt"))
TEXTS = [pytest.param(path, id=path.stem[:8]) for path in (*ANNOTATED, *REAL)]


@cache
def extracted(path: Path) -> Extraction:
    document, _ = load_document(path, Metadata(id=path.stem))
    return extract(document)


def unsupported_metrics(document: Document, metrics: tuple[Metric, ...]) -> Iterator[str]:
    """Metrics whose evidence is not the text there, or holds no quantity of that value."""
    for metric in metrics:
        evidence = metric.evidence
        ends = {end for q in find_quantities(evidence.text) for end in (q.quantity.value, q.quantity.value_max)}
        stated = metric.value in ends and (metric.value_max is None or metric.value_max in ends)
        if not stated or document.text[evidence.start : evidence.end] != evidence.text:
            yield f"{metric.subject} {metric.value}: {evidence.text}"


def unsupported_dates(document: Document, entities: tuple[Entity, ...]) -> Iterator[str]:
    """Dates whose evidence does not read as their value."""
    found = find_dates(document.text, context=context(document), sections=sections(document))
    values = {(date.start, date.end): date.value for date in found}
    for entity in entities:
        for evidence in entity.evidence if entity.type == "Date" else ():
            if values.get((evidence.start, evidence.end)) != entity.value:
                yield f"{entity.value}: {evidence.text}"


def unsupported_names(document: Document, entities: tuple[Entity, ...]) -> Iterator[str]:
    """Entities at whose evidence neither their name nor one of their aliases stands.

    A short form that several bodies of a text share (省民政厅 of two provinces) is an alias of none; it ends each name.
    """
    for entity in entities:
        keys = {name_key(name) for name in (entity.name, *entity.aliases)}
        for evidence in entity.evidence:
            words = name_key(document.text[evidence.start : evidence.end])
            if words not in keys and not name_key(entity.name).endswith(words):
                yield f"{entity.type} {entity.name}: {evidence.text}"


@pytest.mark.parametrize("path", TEXTS)
def test_evidence_of_a_metric_holds_its_value(path: Path) -> None:
    extraction = extracted(path)
    assert list(unsupported_metrics(extraction.document, extraction.metrics)) == []


@pytest.mark.parametrize("path", TEXTS)
def test_evidence_of_a_date_reads_as_its_value(path: Path) -> None:
    extraction = extracted(path)
    assert list(unsupported_dates(extraction.document, extraction.entities)) == []


@pytest.mark.parametrize("path", TEXTS)
def test_evidence_of_an_entity_is_its_name_or_an_alias(path: Path) -> None:
    extraction = extracted(path)
    assert list(unsupported_names(extraction.document, extraction.entities)) == []


QUANTITIES = st.one_of(
    st.builds(Quantity, st.integers(2, 10**9), st.none(), st.sampled_from(["个", "名", "户", "件"]), st.just(None)),
    st.builds(Quantity, st.integers(20, 10**5), st.none(), st.sampled_from(["个", "名", "户"]), st.just("more")),
    st.builds(Quantity, st.integers(10, 99), st.none(), st.just("%"), st.sampled_from([None, "less"])),
)
PLACES = st.sampled_from(["会宁县", "桓仁县", "涪陵区", "瑞安市"])
THINGS = st.sampled_from(["惠民食堂覆盖率", "院坝会", "网格党支部", "代办服务点"])


@settings(max_examples=150)
@given(QUANTITIES, st.sampled_from(sorted(WORDINGS)), PLACES, THINGS)
def test_evidence_of_a_metric_made_up_holds_its_value(quantity: Quantity, wording: str, place: str, thing: str) -> None:
    words = format_quantity(quantity, wording)
    doc = annotate(f"近年来,{place}{thing}达到{words}。") if words is not None else None
    for metric in doc._.metrics if doc is not None else ():
        assert words is not None
        assert words in metric.evidence.text
        assert (metric.value, metric.region) == (quantity.value, place if place != "桓仁县" else "桓仁满族自治县")
