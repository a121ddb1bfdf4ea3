"""The reader, the evidence chain and the original file."""

from __future__ import annotations

import random

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.iris import metric_iris
from kg.model import Evidence
from kg.offsets import source_spans
from kg.values import format_metric_value
from kg.vocab import BASE
from tests.kg.factory import DRAFTS, extraction, source
from tests.web.pages import highlighted, links_of, text_of

YARDS = format_metric_value(12000, None, "个", None)
SICHUAN = "sichuan%2Fyard"
YANGQUAN = "yangquan%2Fgrid"


def every_fact() -> list[tuple[str, Evidence]]:
    facts = []
    for id in DRAFTS:
        found = extraction(id)
        facts += [(id, e) for entity in found.entities for e in entity.evidence]
        facts += [(id, fact.evidence) for fact in (*found.metrics, *found.relations)]
    return facts


def test_reader_shows_the_whole_text(client: FlaskClient) -> None:
    page = text_of(client.get(f"/document/{SICHUAN}").text).replace(" ", "")
    for line in extraction("sichuan/yard").document.text.split():
        assert line in page


def test_reader_numbers_clauses(client: FlaskClient) -> None:
    page = client.get(f"/document/{SICHUAN}").text
    assert [f'id="c{n}"' in page for n in (1, 2, 3, 4, 5)] == [True, True, True, True, False]


def test_reader_takes_id_with_a_slash_either_way(client: FlaskClient) -> None:
    assert client.get("/document/sichuan/yard").text == client.get(f"/document/{SICHUAN}").text


@pytest.mark.parametrize(("document", "evidence"), random.Random(40).sample(every_fact(), 40))
def test_fact_leads_to_its_words_in_both_texts(app: Flask, document: str, evidence: Evidence) -> None:
    """Forty facts, drawn by a fixed seed: the reader and the original file highlight just their words."""
    client = app.test_client()
    span = f"from={evidence.start}&to={evidence.end}"
    assert highlighted(client.get(f"/document/{document}?{span}").text) == evidence.text
    pieces = source_spans(extraction(document).document.segments, evidence.start, evidence.end)
    original = source(document).decode()
    shown = highlighted(client.get(f"/document/{document}/source?{span}").text)
    assert shown == "".join(original[a:b] for a, b in pieces)


def test_evidence_gives_the_chain_to_the_file(client: FlaskClient) -> None:
    found = extraction("sichuan/yard")
    evidence = found.metrics[0].evidence
    text = text_of(client.get(f"/document/{SICHUAN}/evidence?from={evidence.start}&to={evidence.end}").text)
    for words in (
        "议事点",
        YARDS,
        "第 2 段",
        f"第 {evidence.start}–{evidence.end} 字",
        found.document.file.sha256,
    ):
        assert words in text
    assert "四川基层观察" in text
    assert "2022年3月18日" in text


def test_evidence_says_source_offsets_behind_what_was_set_apart(client: FlaskClient) -> None:
    evidence = extraction("sichuan/yard").metrics[0].evidence
    shift = len("首页 > 观察 > 正文\n")
    text = text_of(client.get(f"/document/{SICHUAN}/evidence?from={evidence.start}&to={evidence.end}").text)
    assert f"原始文件 第 {evidence.start + shift}–{evidence.end + shift} 字" in text


def test_reader_lists_facts_with_links_to_their_words(client: FlaskClient) -> None:
    metric = extraction("sichuan/yard").metrics[3]
    page = client.get(f"/document/{SICHUAN}").text
    assert f"/document/{SICHUAN}?from={metric.evidence.start}&to={metric.evidence.end}#c3" in links_of(page)


def test_source_greys_what_was_set_apart_and_marks_repairs(client: FlaskClient) -> None:
    assert 'class="apart"' in client.get(f"/document/{SICHUAN}/source").text
    page = client.get(f"/document/{YANGQUAN}/source").text
    assert 'class="repair"' in page


def test_documents_are_listed(client: FlaskClient) -> None:
    text = text_of(client.get("/document/").text)
    assert "当前版本共 3 份" in text


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("from=3", "两个整数"),
        ("from=a&to=b", "两个整数"),
        ("from=5&to=5", "不在这份文档"),
        ("from=0&to=99999", "不在这份文档"),
        ("from=-2&to=4", "不在这份文档"),
    ],
)
def test_reader_refuses_a_span_that_is_none(client: FlaskClient, query: str, message: str) -> None:
    answer = client.get(f"/document/{SICHUAN}?{query}")
    assert answer.status_code == 400
    assert message in answer.text


def test_unknown_document_is_not_found(client: FlaskClient) -> None:
    answer = client.get("/document/sichuan/courtyard")
    assert answer.status_code == 404
    assert "您要找的是不是： sichuan/yard" in text_of(answer.text)


def test_iris_of_parts_lead_to_the_words(client: FlaskClient) -> None:
    found = extraction("beijing/response")
    metric = found.metrics[0]
    iri = metric_iris(found.document, found.metrics)[0]
    words = f"/document/beijing%2Fresponse?from={metric.evidence.start}&to={metric.evidence.end}#c2"
    for path, target in (
        (iri.removeprefix(BASE), words),
        (f"document/beijing%2Fresponse/evidence/{metric.evidence.start}-{metric.evidence.end}", words),
        ("document/beijing%2Fresponse/clause/2", "/document/beijing%2Fresponse#c2"),
    ):
        answer = client.get(f"/{path}")
        assert (answer.status_code, answer.headers["Location"]) == (303, target)


@pytest.mark.parametrize(
    "part", ["clause/99", "clause/0", "metric/0000000000000000", "statement/00", "evidence/0-99999"]
)
def test_iris_of_parts_that_are_not_there(client: FlaskClient, part: str) -> None:
    assert client.get(f"/document/{SICHUAN}/{part}").status_code in (400, 404)
