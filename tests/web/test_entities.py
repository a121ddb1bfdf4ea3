"""Pages of entities, under the paths of their IRIs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kg.iris import entity_iri
from kg.releases import publish
from kg.values import format_metric_value
from kg.vocab import BASE
from tests.kg.factory import DRAFTS, build, extraction
from tests.web.pages import links_of, text_of
from web import create_app

YARDS = format_metric_value(12000, None, "个", None)
IRIS = sorted(
    {
        (iri, entity.name)
        for id in DRAFTS
        for entity in extraction(id).entities
        if (iri := entity_iri(entity)) is not None
    }
)


@pytest.mark.parametrize(("iri", "name"), IRIS)
def test_entity_answers_under_its_iri(client: FlaskClient, iri: str, name: str) -> None:
    answer = client.get(f"/{iri.removeprefix(BASE)}", follow_redirects=True)
    assert answer.status_code == 200
    assert "<h1>" in answer.text


def test_region_shows_practices_leaders_and_figures_with_their_places(client: FlaskClient) -> None:
    page = client.get("/region/510000").text
    text = text_of(page)
    for words in ("协商议事与自治", "院坝说事工作法", "四川省委组织部", "2019年初", "坝坝会制度", YARDS):
        assert words in text
    evidence = extraction("sichuan/yard").metrics[0].evidence
    assert f"/document/sichuan%2Fyard?from={evidence.start}&to={evidence.end}#c2" in links_of(page)


def test_region_includes_places_within(client: FlaskClient) -> None:
    text = text_of(client.get("/region/140300").text)
    assert "微光志愿队行动 红柳村" in text
    assert "下辖地区 红柳村" in text


def test_region_without_a_code(client: FlaskClient) -> None:
    text = text_of(client.get("/region/140311/红柳村").text)
    assert "山西省 › 阳泉市 › 郊区 › 红柳村".replace(" › ", " ") in text
    assert "120支" in text


def test_region_by_name_leads_to_its_code(client: FlaskClient) -> None:
    answer = client.get("/region/四川")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/region/510000")


def test_mechanism_unites_what_documents_name_alike(client: FlaskClient) -> None:
    """院坝说事机制 of one document is 院坝说事工作法 of another: one page has both regions."""
    answer = client.get("/mechanism/院坝说事机制", follow_redirects=True)
    other = client.get("/mechanism/院坝说事工作法", follow_redirects=True)
    assert answer.text == other.text
    text = text_of(answer.text)
    assert "通州区" in text
    assert "四川省" in text


def test_mechanism_shows_lineage_both_ways(client: FlaskClient) -> None:
    assert "红网先锋工程" in text_of(client.get("/mechanism/微光志愿队行动").text)
    assert "包括 微光志愿队行动" in text_of(client.get("/mechanism/红网先锋工程").text)


def test_alias_leads_to_the_name(client: FlaskClient) -> None:
    answer = client.get("/mechanism/一号快办")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("%E4%B8%80%E5%8F%B7%E5%BF%AB%E5%8A%9E%E6%9C%BA%E5%88%B6")


def test_organization_shows_what_it_leads_and_issues_and_its_parent(client: FlaskClient) -> None:
    text = text_of(client.get("/organization/四川省委组织部").text)
    assert "牵头的机制" in text
    assert "印发的文件" in text
    assert "隶属于" in text_of(client.get("/organization/阳泉市委组织部").text)
    assert "下属" in text_of(client.get("/organization/阳泉市委").text)


def test_date_shows_its_bounds(client: FlaskClient) -> None:
    text = text_of(client.get("/date/2019;early").text)
    assert "2019年初" in text
    assert "最早 2019-01-01" in text


def test_practice_leads_to_its_mechanism(client: FlaskClient) -> None:
    answer = client.get("/practice/140311/红柳村/微光志愿队行动")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/mechanism/")
    assert client.get("/practice/510000/没有的做法").status_code == 404


def test_dimension_lists_mechanisms_with_regions(client: FlaskClient) -> None:
    assert "一号快办机制 北京市" in text_of(client.get("/dimension/response").text)


@pytest.mark.parametrize(
    "path",
    [
        "/mechanism/没有的机制",
        "/organization/没有",
        "/dimension/none",
        "/region/999999",
        "/region/不存在的地方",
        "/date/1",
    ],
)
def test_unknown_entity_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert path.rpartition("/")[2] in text_of(answer.text)


def test_name_is_escaped(client: FlaskClient) -> None:
    page = client.get("/mechanism/<script>alert(1)</script>").text
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/mechanism/%EF%BF%BD",
        "/organization/%ff%fe",
        "/document/%ed%a0%80",
        "/document/sichuan/yard/statement/%00",
        '/document/sichuan/yard/metric/"<b>',
        "/practice/<b>/x y",
        "/region/..%5c..",
        "/region/a b{{7*7}}",
        "/dimension/%ff",
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_path_that_makes_no_iri_is_not_found(client: FlaskClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 404
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/mechanism/红网先锋工程",
        "/region/140300",
        "/dimension/grid_digital",
        "/compare?region=阳泉",
        "/document/yangquan/grid",
    ],
)
def test_dimension_in_doubt_is_marked(client: FlaskClient, path: str) -> None:
    text = text_of(client.get(path).text)
    assert text.count("维度待核") == 1


@pytest.mark.parametrize("path", ["/mechanism/院坝说事工作法", "/region/510000", "/mechanism/一号快办机制"])
def test_dimension_that_is_sure_or_was_not_judged_is_not_marked(client: FlaskClient, path: str) -> None:
    assert "待核" not in client.get(path).text


def test_practice_that_documents_put_in_two_dimensions_is_told_once(tmp_path: Path) -> None:
    """Under the dimension of the surest document; the page of its mechanism names the other one too."""
    drafts = []
    for id, dimension, sure in (("first", "service", 0.4), ("second", "pilot", 0.7)):
        judged = {"dimension": dimension, "dimension_confidence": sure}
        fields = [e | judged if e["type"] == "Mechanism" else e for e in DRAFTS["yangquan/grid"].entities]
        title = f"{DRAFTS['yangquan/grid'].title}（{id}）"
        lines = (f"# {title}", *DRAFTS["yangquan/grid"].lines[1:], f"这是第{id}份。")
        drafts.append(replace(DRAFTS["yangquan/grid"], id=id, title=title, lines=lines, entities=tuple(fields)))
    release = publish(tmp_path, add=map(build, drafts))
    assert release is not None
    application = create_app({"home": str(tmp_path)})
    page = application.test_client().get("/mechanism/红网先锋工程").text
    application.extensions["zhitu_releases"].close()
    assert page.count('<div class="practice">') == 1
    text = text_of(page)
    assert "机制 · 试点示范" in text
    assert "另有文档归入 服务供给与民生 维度待核" in text
