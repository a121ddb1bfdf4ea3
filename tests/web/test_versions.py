"""The pages of copies and versions: other sources and editions of a document, two texts side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.kg import same_again
from tests.web.pages import links_of, text_of
from web import create_app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    home: Path = tmp_path_factory.mktemp("versions")
    same_again.build_home(home).close()
    application = create_app({"home": str(home)})
    yield application
    application.extensions["zhitu_releases"].close()


def test_document_shows_its_other_sources_and_editions(client: FlaskClient) -> None:
    page = client.get("/document/lantian/2021").text
    text = text_of(page)
    for words in (
        "前一版 ： 蓝田县村民议事办法（试行）",
        "后一版",
        "2024年修订",
        "又见于",
        "岷江新闻网 · 2021年3月4日",
    ):
        assert words.replace(" ", "") in text.replace(" ", "")
    assert {
        "/diff?a=lantian/trial&b=lantian/2021",
        "/diff?a=lantian/2021&b=lantian/2024",
        "/diff?a=lantian/2021&b=lantian/repost",
    } <= {link.replace("%2F", "/") for link in links_of(page)}
    assert "/document/lantian%2Frepost/source" in links_of(page)


def test_document_alone_shows_nothing_of_the_kind(client: FlaskClient) -> None:
    assert "又见于" not in client.get("/document/qinghe/2021").text


def test_copy_leads_to_the_document_and_keeps_its_own_file(client: FlaskClient) -> None:
    answer = client.get("/document/lantian/repost")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/document/lantian%2F2021")
    assert "近日，蓝田县人民政府" in client.get("/document/lantian/repost/source").text
    assert "岷江新闻网" in client.get("/document/lantian/repost/repairs").text
    data = client.get("/document/lantian/repost", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert "isFormatOf" in data.text


def test_two_texts_stand_side_by_side(client: FlaskClient) -> None:
    page = client.get("/diff?a=lantian/2021&b=lantian/2024").text
    text = text_of(page)
    for words in ("修改 2", "移动 1", "新增 1", "删除 1", "移动 第四条 → 第七条", "A 无此条", "B 无此条"):
        assert words in text
    assert "<del>15</del>" in page
    assert "<ins>21</ins>" in page
    assert [f'id="d{n}"' in page for n in (1, 5, 6)] == [True, True, False]
    assert {"#d1", "#d2", "#d5"} <= set(links_of(page))


def test_every_word_of_both_texts_is_on_the_page(client: FlaskClient) -> None:
    text = "".join(text_of(client.get("/diff?a=lantian/2021&b=lantian/2024").text).split())
    for draft in (same_again.MEASURE, same_again.REVISED):
        for line in draft.lines[1:]:
            assert "".join(line.split()) in text


def test_clauses_without_a_change_are_folded_away(client: FlaskClient) -> None:
    page = client.get("/diff?a=lantian/2021&b=lantian/bulletin").text
    assert "两份文本相同。" in page
    assert '<details class="diff-same">' in page


def test_form_asks_for_two_documents(client: FlaskClient) -> None:
    page = client.get("/diff").text
    assert 'name="a"' in page
    assert 'name="b"' in page


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("a=lantian/2021", 400, "请用 a 和 b"),
        ("a=lantian/2021&b=lantian/2025", 404, "lantian/2024"),
    ],
)
def test_wrong_question_is_answered_by_name(client: FlaskClient, query: str, status: int, words: str) -> None:
    answer = client.get(f"/diff?{query}")
    assert answer.status_code == status
    assert words in answer.text
