"""What a release keeps of a document gives the document back; what `extract` prints has the gold's form."""

from __future__ import annotations

import json

import pytest

from kg.records import from_record, to_facts, to_record
from tests.kg.factory import extraction

IDS = ("sichuan/yard", "beijing/response", "yangquan/grid")


@pytest.mark.parametrize("document_id", IDS)
def test_record_round_trip(document_id: str) -> None:
    original = extraction(document_id)
    assert from_record(json.loads(json.dumps(to_record(original)))) == original


@pytest.mark.parametrize("document_id", IDS)
def test_facts_point_into_the_text(document_id: str) -> None:
    original = extraction(document_id)
    facts = to_facts(original)
    for fact in (*facts["metrics"], *facts["relations"]):
        start, end = fact["span"]
        assert original.document.text[start:end] == fact["evidence"]
    for entity in facts["entities"]:
        assert {"type", "name", "aliases", "iri", "span", "clause", "confidence"} <= entity.keys()
    assert len({metric["iri"] for metric in facts["metrics"]}) == len(facts["metrics"])
