"""The network page: a drawing and tables of the same, every line leading to its words."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.pages import links_of, text_of
from web import create_app

_DATA_RE = re.compile(r'<script type="application/json" id="network-data">(.*?)</script>', re.S)


def drawing(page: str) -> dict[str, list[dict[str, dict[str, str]]]]:
    match = _DATA_RE.search(page)
    assert match is not None
    return json.loads(match[1])  # type: ignore[no-any-return]


def test_leaders_joins_bodies_and_mechanisms(client: FlaskClient) -> None:
    found = drawing(client.get("/network?region=四川").text)
    labels = {node["data"]["id"]: node["data"]["label"] for node in found["nodes"]}
    links = {(labels[edge["data"]["source"]], labels[edge["data"]["target"]]) for edge in found["edges"]}
    assert ("四川省委组织部", "院坝说事机制") in links  # as Beijing calls it: one mechanism, one node
    assert "北京市政务服务局" not in labels.values()


def test_shared_has_what_several_regions_do_and_nothing_else(client: FlaskClient) -> None:
    found = drawing(client.get("/network?view=shared&region=四川&region=北京").text)
    labels = {node["data"]["label"] for node in found["nodes"]}
    assert labels == {"四川省", "北京市", "院坝说事机制"}  # 一号快办机制 is Beijing's alone


@pytest.mark.parametrize("view", ["leaders", "shared"])
def test_tables_hold_what_the_drawing_shows(client: FlaskClient, view: str) -> None:
    page = client.get(f"/network?view={view}").text
    found = drawing(page)
    assert page.count('class="cite"') == len(found["edges"]) > 0
    links = links_of(page)
    for element in (*found["nodes"], *found["edges"]):
        assert element["data"]["href"] in links
    assert f"{len(found['nodes'])} 个点，{len(found['edges'])} 条线" in text_of(page)


@pytest.mark.parametrize("view", ["leaders", "shared"])
def test_every_edge_leads_to_its_highlighted_words(client: FlaskClient, view: str) -> None:
    for edge in drawing(client.get(f"/network?view={view}").text)["edges"]:
        answer = client.get(edge["data"]["href"])
        assert answer.status_code == 200
        assert 'here"' in answer.text


def test_network_is_capped_and_says_how_many_it_left_out(app: Flask) -> None:
    application = create_app({"home": str(app.config["ZHITU"].home), "network_nodes": 3})
    page = application.test_client().get("/network").text
    assert len(drawing(page)["nodes"]) == 3
    assert re.search(r"另有 [1-9]\d* 个关联较少的点未画出", text_of(page))
    application.extensions["zhitu_releases"].close()


def test_region_without_documents_says_so(client: FlaskClient) -> None:
    text = text_of(client.get("/network?region=湖北").text)
    assert "所选地区的文献没有记载这类关系" in text


@pytest.mark.parametrize(("query", "words"), [("view=none", "leaders"), ("region=四川剩", "四川省")])
def test_wrong_choice_is_named(client: FlaskClient, query: str, words: str) -> None:
    answer = client.get(f"/network?{query}")
    assert answer.status_code == 404
    assert words in text_of(answer.text)
