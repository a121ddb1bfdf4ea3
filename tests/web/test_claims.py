"""Variants, merges and claims as pages show them, over documents that tell of the same things in other words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.vocab import BASE
from tests.kg import told_twice
from tests.web.pages import links_of, text_of
from web import create_app


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("told")
    told_twice.home(folder).close()
    application = create_app({"home": str(folder)})
    yield application
    application.extensions["zhitu_releases"].close()


@pytest.fixture
def client(told: Flask) -> FlaskClient:
    return told.test_client()


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 200, path
    return answer.text


def test_mechanism_shows_variants_with_place_and_reason(client: FlaskClient) -> None:
    text = text_of(page(client, "/mechanism/社区呼叫、部门到场工作机制"))
    assert "变体" in text
    assert "街道呼叫、部门到场机制 宜春市" in text
    assert "只差“社区”与“街道”" in text


def test_variants_are_shown_from_the_other_side_with_all_places(client: FlaskClient) -> None:
    text = text_of(page(client, "/mechanism/街道呼叫、部门到场机制"))
    assert "社区呼叫、部门到场 南昌市 、 柳林村" in text


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/mechanism/社区呼叫、部门到场工作机制", "只差表示种类的词"),
        ("/organization/中共南昌市委", "“中共”可省略"),
        ("/region/360100/柳林村", "青山湖区"),
    ],
)
def test_entity_shows_why_names_are_one(client: FlaskClient, path: str, reason: str) -> None:
    text = text_of(page(client, path))
    assert "合并依据" in text
    assert reason in text


def test_place_under_its_other_address_is_one_page(client: FlaskClient) -> None:
    answer = client.get("/region/360100/柳林村")
    assert answer.status_code == 303
    assert "360111" in answer.headers["Location"]


def test_region_marks_figures_that_others_state(client: FlaskClient) -> None:
    html = page(client, "/region/360100")
    text = text_of(html)
    assert "居民满意率 说法不一" in text
    assert "网格 约数相容" in text
    assert "几处陈述的同一指标" in text
    assert any(link.startswith("/claim/") for link in links_of(html))


def test_claim_page_has_every_statement_with_its_words(client: FlaskClient) -> None:
    html = page(client, "/claim/?agreement=conflicting")
    (path,) = {link for link in links_of(html) if link.startswith("/claim/") and "?" not in link and len(link) > 8}
    shown = page(client, path)
    text = text_of(shown)
    for words in ("说法不一", "96.4%与91.2%不一致", "居民满意率达到96.4%", "居民满意率为91.2%", "一声呼叫之后"):
        assert words in text
    assert sum("/document/nanchang%2F" in link for link in links_of(shown)) == 2
    data = client.get(f"{path}.ttl")
    assert data.status_code == 200
    assert "zt:Claim" in data.text


def test_claims_of_an_unknown_kind_or_name_are_not_found(client: FlaskClient) -> None:
    assert client.get("/claim/?agreement=nonsense").status_code == 404
    assert client.get("/claim/0000").status_code == 404
    assert client.get("/resolution/0000").status_code == 404


def test_reader_tells_of_other_statements(client: FlaskClient) -> None:
    assert "各处说法 说法不一" in text_of(page(client, "/document/nanchang/news"))


def test_comparison_marks_variants_and_conflicts(client: FlaskClient) -> None:
    text = text_of(page(client, "/compare?region=南昌市&region=宜春市"))
    assert "变体 “" in text
    assert "说法不一" in text
    body = client.get("/api/compare?region=南昌市&region=宜春市").get_json()
    assert [row["relation"] for row in body["related"]] == ["variant"]
    figures = {figure["subject"]: figure for figure in body["regions"][0]["figures"]}
    assert figures["居民满意率"]["findings"][0]["agreement"] == "conflicting"


@pytest.mark.parametrize("name", ["md", "html", "csv", "jsonld", "xlsx", "docx"])
def test_every_export_is_made(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/compare/export?region=南昌市&region=宜春市&format={name}")
    assert answer.status_code == 200
    if name in ("md", "html", "csv"):
        assert "变体" in answer.text
        assert "说法不一：91.2%与96.4%不一致" in answer.text.replace("96.4%与91.2%", "91.2%与96.4%")
    if name == "jsonld":
        assert f"{BASE}agreement/conflicting" in answer.text


def test_every_iri_of_the_shared_graphs_has_a_page(client: FlaskClient) -> None:
    for name in ("resolution", "claims"):
        data = client.get(f"/graph/{name}.nt").text
        iris = {part[1:-1] for line in data.splitlines() for part in line.split() if part.startswith(f"<{BASE}")}
        for iri in sorted(iris):
            path = iri.removeprefix(BASE).partition("#")[0]
            assert client.get(f"/{path}", follow_redirects=True).status_code == 200, iri
