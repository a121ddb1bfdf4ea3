"""The search page and the type-ahead."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from tests.kg.factory import extraction
from tests.web.pages import highlighted, links_of, text_of


def test_search_marks_the_words_and_says_why(client: FlaskClient) -> None:
    page = client.get("/search?q=议事点").text
    assert "<mark>议事点</mark>" in page
    assert "命中：原文含“议事点”" in text_of(page)


def test_hit_opens_the_document_at_the_words(client: FlaskClient) -> None:
    page = client.get("/search?q=议事点").text
    target = next(href for href in links_of(page) if href.startswith("/document/sichuan"))
    start = extraction("sichuan/yard").document.text.index("议事点")
    assert target == f"/document/sichuan%2Fyard?from={start}&to={start + 3}#c2"
    assert highlighted(client.get(target.partition("#")[0]).text) == "议事点"


def test_facets_add_and_take_away_filters(client: FlaskClient) -> None:
    page = client.get("/search?q=四川省").text
    added = [href for href in links_of(page) if "region=510000" in href]
    assert added
    narrowed = client.get(added[0]).text
    assert 'aria-label="去掉筛选：四川省"' in narrowed
    assert any(unquote(href) == "/search?q=四川省" for href in links_of(narrowed))


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("q=四川省&region=北京", "一号快办"),
        ("q=四川省&genre=policy", "一号快办"),
        ("q=四川省&year=2022", "院坝说事"),
        ("q=四川省&document=sichuan/yard", "院坝说事"),
        ("q=通州区&dimension=协商议事与自治", "一号快办"),
    ],
)
def test_filters_narrow(client: FlaskClient, query: str, title: str) -> None:
    titles = re.findall(r"<h3><a [^>]*>([^<]*)", client.get(f"/search?{query}").text)
    assert titles
    assert all(title in found for found in titles)


def test_search_form_keeps_filters(client: FlaskClient) -> None:
    assert '<input type="hidden" name="genre" value="policy">' in client.get("/search?q=机制&genre=policy").text


def test_empty_result_is_honest(client: FlaskClient) -> None:
    text = text_of(client.get("/search?q=完全没有的词语").text)
    assert "没有找到" in text
    assert "不等于当地没有" in text


def test_search_without_query_explains(client: FlaskClient) -> None:
    assert "检索政策文本" in client.get("/search").text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=a&year=abc", 400),
        ("q=a&genre=none", 400),
        ("q=a&page=0", 400),
        ("q=a&page=x", 400),
        ("q=a&page=99999", 400),
        ("q=a&region=没有这里", 404),
        ("q=a&dimension=none", 404),
        ("q=a&document=none", 404),
        ("q=" + "长" * 201, 400),
    ],
)
def test_wrong_values_are_named(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"/search?{query}").status_code == status


@pytest.mark.parametrize("query", ['"', "(", "-", "AND", "*", "\\", "<b>", "%00", "：", "“”", "  "])
def test_any_query_is_answered(client: FlaskClient, query: str) -> None:
    assert client.get("/search", query_string={"q": query}).status_code == 200


@pytest.mark.parametrize(
    ("typed", "text"), [("院坝", "院坝说事工作法"), ("yuanba", "院坝说事工作法"), ("hwxf", "红网先锋工程")]
)
def test_suggest_completes_names(client: FlaskClient, typed: str, text: str) -> None:
    rows = client.get(f"/suggest?q={typed}").json["suggestions"]
    assert text in [row["text"] for row in rows]
    assert all(client.get(row["href"]).status_code in (200, 303) for row in rows if row["href"])


def test_suggest_without_text_is_empty(client: FlaskClient) -> None:
    assert client.get("/suggest?q=").json == {"query": "", "suggestions": []}
