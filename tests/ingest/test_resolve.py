"""Mentions -> entities: one a thing, under whatever name the text uses."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from ingest.extract import Metadata, prepare
from ingest.nlp import load_pipeline, mention
from ingest.readers import read
from ingest.resolve import resolve_entities
from kg.model import Entity

TEXT = "海东市委组织部印发通知。省委组织部和组织部联合调研，“院坝说事”和院坝说事工作法都在2021年底推行。\n"


@pytest.fixture
def doc() -> Doc:
    document = prepare(read(TEXT.encode(), name="a.txt"), Metadata(id="a"))
    made = load_pipeline().make_doc(document.text)
    made._.document = document
    return made


def put(doc: Doc, kind: str, *rows: tuple[str, str | None, tuple[str, ...]], **attributes: str) -> None:
    """Mentions of `kind`: words in the text, the full name, aliases."""
    spans = []
    for words, name, aliases in rows:
        start = doc.text.index(words)
        spans.append(mention(doc, kind, start, start + len(words), name=name, aliases=aliases, **attributes))
    doc.spans[kind] = spans


def resolved(doc: Doc) -> list[Entity]:
    return list(resolve_entities(doc))


def test_mentions_of_one_name_are_one_entity_with_each_evidence(doc: Doc) -> None:
    put(doc, "Organization", ("省委组织部", "青海省委组织部", ()), ("组织部联合", "青海省委组织部", ()))
    (entity,) = resolved(doc)
    assert entity.name == "青海省委组织部"
    assert [evidence.text for evidence in entity.evidence] == ["省委组织部", "组织部联合"]
    assert entity.aliases == ("省委组织部", "组织部联合")
    assert entity.evidence[0].clause == 1


def test_alias_joins_two_names(doc: Doc) -> None:
    put(doc, "Mechanism", ("“院坝说事”", "院坝说事", ()), ("院坝说事工作法", "院坝说事工作法", ("院坝说事",)))
    (entity,) = resolved(doc)
    assert {entity.name, *entity.aliases} == {"院坝说事", "院坝说事工作法"}
    assert len(entity.evidence) == 2


def test_other_names_are_other_entities(doc: Doc) -> None:
    put(doc, "Organization", ("海东市委组织部", None, ()), ("省委组织部", "青海省委组织部", ()))
    assert [entity.name for entity in resolved(doc)] == ["海东市委组织部", "青海省委组织部"]


def test_regions_of_one_name_in_other_places_stay_apart(doc: Doc) -> None:
    start = doc.text.index("海东市")
    doc.spans["Region"] = [
        mention(doc, "Region", start, start + 2, name="朝阳区", code="110105"),
        mention(doc, "Region", start + 2, start + 3, name="朝阳区", code="220104"),
    ]
    assert [entity.code for entity in resolved(doc)] == ["110105", "220104"]


def test_dates_are_one_by_value(doc: Doc) -> None:
    start = doc.text.index("2021年底")
    doc.spans["Date"] = [
        mention(doc, "Date", start, start + 6, value="2021;end"),
        mention(doc, "Date", start, start + 5, name="2021年年底", value="2021;end"),
        mention(doc, "Date", start, start + 5, value="2021"),
    ]
    assert sorted(entity.value or "" for entity in resolved(doc)) == ["2021", "2021;end"]


def test_attributes_come_from_the_first_mention_that_has_them(doc: Doc) -> None:
    start = doc.text.index("院坝说事工作法")
    quoted = doc.text.index("院坝说事")
    doc.spans["Mechanism"] = [
        mention(doc, "Mechanism", quoted, quoted + 4, name="院坝说事工作法", confidence=0.5),
        mention(doc, "Mechanism", start, start + 7, dimension="deliberation", confidence=0.9),
    ]
    (entity,) = resolved(doc)
    assert entity.dimension == "deliberation"
    assert entity.confidence == 0.9


def test_entities_stand_by_type_then_by_place_in_the_text(doc: Doc) -> None:
    put(doc, "Mechanism", ("院坝说事工作法", None, ()))
    put(doc, "Organization", ("省委组织部", None, ()), ("海东市委组织部", None, ()))
    assert [entity.name for entity in resolved(doc)] == ["海东市委组织部", "省委组织部", "院坝说事工作法"]


def test_document_without_mentions_has_no_entities(doc: Doc) -> None:
    assert resolved(doc) == []
