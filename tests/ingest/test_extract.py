"""One document -> its facts: a pure function whose every fact stands in the text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extract import Metadata, extract, load_document, prepare
from ingest.readers import read
from ingest.version import pipeline_version
from kg.iris import entity_index
from kg.model import DOC, ENTITY_TYPES, RELATION_TYPES, ROLES, Extraction
from kg.records import from_record, to_facts, to_record
from kg.regions import gazetteer

TEXT = """# 橘乡代办工作法在宜昌

湖北省宜昌市推行“橘乡代办”工作法。2021年3月，宜昌市委组织部印发《关于推行橘乡代办工作法的通知》。

橘乡代办工作法由村党组织牵头，全市共有代办员860名，平均办理时间从15天缩短到6天，群众满意率达96.5%。
"""
PIECES = [
    "四川省", "成都市", "推行", "“院坝说事”", "工作法", "，", "。", "\n\n", "2021年3月", "由", "村党组织", "牵头",
    "《关于", "的通知》", "从15天", "缩短到6天", "3.5万余件", "96%", "（", "）", "一是", "第三条", "省委", "省委组织部",
    "印发", "制度", "机制", "：", " ", "1-2个",
]  # fmt: skip


def extracted(text: str, **known: object) -> Extraction:
    return extract(prepare(read(text.encode(), name="a.md"), Metadata(id="a", **known)))  # type: ignore[arg-type]


def check(extraction: Extraction) -> None:
    """Every fact has its words in one clause or heading, and names what is among the entities."""
    document = extraction.document
    found = [e for entity in extraction.entities for e in entity.evidence]
    found += [metric.evidence for metric in extraction.metrics]
    found += [relation.evidence for relation in extraction.relations]
    for evidence in found:
        assert document.text[evidence.start : evidence.end] == evidence.text != ""
        clause = document.clause_at(evidence.start)
        assert (clause.number if clause else 0) == evidence.clause
        if clause is not None:
            assert evidence.end <= clause.end
    for entity in extraction.entities:
        assert entity.type in ENTITY_TYPES
        assert entity.evidence
        assert entity.name.strip() == entity.name != ""
        assert 0 < entity.confidence <= 1
    things = entity_index(extraction.entities)
    for metric in extraction.metrics:
        assert metric.role in ROLES
        for kind, name in (("Date", metric.time), ("Mechanism", metric.mechanism)):
            assert name is None or things(kind, name) is not None, (kind, name)
        place = metric.region  # a place above one that is named need not be named itself
        assert place is None or things("Region", place) is not None or gazetteer().find(place), place
    for relation in extraction.relations:
        assert relation.type in RELATION_TYPES
        ends = (relation.source, relation.target)
        assert all(end == DOC or any(things(kind, end) for kind in ENTITY_TYPES) for end in ends), relation


def test_extraction_has_every_kind_of_fact() -> None:
    extraction = extracted(TEXT)
    check(extraction)
    assert extraction.pipeline == pipeline_version()
    assert extraction.issues is not None
    names = {(entity.type, entity.name) for entity in extraction.entities}
    assert ("Region", "宜昌市") in names
    assert ("Organization", "宜昌市委组织部") in names
    assert ("OrganizationKind", "村党组织") in names
    assert ("PolicyDocument", "关于推行橘乡代办工作法的通知") in names
    assert any(kind == "Mechanism" and "橘乡代办" in name for kind, name in names)
    assert {(metric.value, metric.unit) for metric in extraction.metrics} >= {(860, "名"), (15, "天"), (6, "天")}
    assert {"implementedIn", "ledBy"} <= {relation.type for relation in extraction.relations}


def test_extraction_is_the_same_each_time_whatever_came_between() -> None:
    first = to_record(extracted(TEXT))
    extracted("四川省成都市推行院坝说事工作法，由村党组织牵头。\n")
    assert to_record(extracted(TEXT)) == first


def test_record_gives_the_extraction_back() -> None:
    extraction = extracted(TEXT)
    assert from_record(json.loads(json.dumps(to_record(extraction)))) == extraction


def test_metadata_goes_before_what_the_text_says() -> None:
    document = extracted(
        TEXT, title="橘乡纪事", publisher="三峡日报", issued="2022-01-05", regions=("湖北省",)
    ).document
    assert (document.title, document.publisher, document.issued) == ("橘乡纪事", "三峡日报", "2022-01-05")
    assert "湖北省" in document.regions


def test_load_document_gives_the_bytes_that_it_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    document, data = load_document(tmp_path / "a.md", Metadata(id="a"))
    assert data == TEXT.encode()
    assert document.file.size == len(data)


def test_facts_in_the_gold_form_have_place_and_iri() -> None:
    facts = to_facts(extracted(TEXT))
    for fact in (*facts["entities"], *facts["metrics"]):
        assert fact["iri"].startswith("https://w3id.org/zhitu/")
        assert not re.search(r'[\s<>"{}|\\^`]', fact["iri"])
        assert fact["span"][0] < fact["span"][1]


@pytest.mark.parametrize("text", ["。", "a", "１２３", "第一条", "《》", "“”", "# \n", "2021年", "四川", "！" * 500])
def test_short_and_odd_texts_pass(text: str) -> None:
    check(extracted(text + "\n"))


def test_numeral_without_end_passes() -> None:
    check(extracted("三" * 2000 + "\n"))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join).filter(str.strip))
def test_any_text_of_known_words_gives_sound_facts(text: str) -> None:
    check(extracted(text))


@settings(max_examples=30)
@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs", "Cc"]), min_size=1, max_size=80))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    from kg.errors import InputError

    try:
        extraction = extracted(text)
    except InputError:
        return
    check(extraction)
