"""kg.text.suggest and kg.text.readings: completion and corrections."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.index import TextIndex, open_index, update_index
from kg.text.readings import initials, readings
from kg.text.search import search
from tests.kg.text.documents import ALL, make_document

NAMES = make_document(
    "names",
    "长治市推行接诉即办。食品安全由街道监管，食品安全检查常态化。",
    "行政处罚应当公开。河长制全面落实。改善环境，保护水源。",
    title="城乡食品安全管理办法",
    entities=(
        ("Region", "长治市", (), {"code": "140400", "level": "prefecture"}),
        ("Mechanism", "接诉即办", (), {"dimension": "response"}),
        ("Mechanism", "河长制", (), {"dimension": "environment"}),
        ("Organization", "长治市委", (), {}),
    ),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TextIndex]:
    directory = tmp_path_factory.mktemp("index")
    update_index(directory, add=[*ALL, NAMES])
    opened = open_index(directory)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("接诉", "接诉即办"),
        ("接訴", "接诉即办"),
        ("jiesu", "接诉即办"),
        ("jie su ji", "接诉即办"),
        ("jsjb", "接诉即办"),
        ("JSJB", "接诉即办"),
        ("changzhi", "长治市"),
        ("czs", "长治市"),
        ("hezhangzhi", "河长制"),
        ("liangshan", "凉山州"),
        ("食品安全", "城乡食品安全管理办法"),
    ],
)
def test_complete_offers(index: TextIndex, typed: str, expected: str) -> None:
    assert expected in [name.text for name in index.completer.complete(typed)]


@pytest.mark.parametrize("typed", ["", " ", "zzzz", "量子"])
def test_complete_offers_nothing(index: TextIndex, typed: str) -> None:
    assert index.completer.complete(typed) == []


def test_complete_ranks_by_mentions_and_keeps_the_limit(index: TextIndex) -> None:
    found = index.completer.complete("接诉即办")
    assert [(name.text, name.type, name.mentions) for name in found] == [("接诉即办", "Mechanism", 2)]
    assert len(index.completer.complete("c", limit=2)) == 2


@given(st.text(max_size=10))
def test_complete_takes_any_string(index: TextIndex, typed: str) -> None:
    assert len(index.completer.complete(typed, limit=3)) <= 3


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("行政处发", "行政处罚"),
        ("食品安权", "食品安全"),
        ("河涨制", "河长制"),
        ("环镜 水源", "环境 水源"),
        ("接诉快办", "接诉即办"),
        ("城乡食物安全的管理办法", "城乡食品安全管理办法"),
    ],
)
def test_search_suggests(index: TextIndex, query: str, suggestion: str) -> None:
    result = search(index, query)
    assert suggestion in result.suggestions
    assert search(index, suggestion).total > 0


@pytest.mark.parametrize("query", ["社区治理", "量子火锅", "", "x"])
def test_search_suggests_nothing(index: TextIndex, query: str) -> None:
    assert search(index, query).suggestions == ()


def test_readings_of_short_names_are_all() -> None:
    assert {"zhangzhi", "changzhi"} <= set(readings("长治"))
    assert {"cza1", "zza1"} <= set(initials("长治a1"))


@given(st.text(max_size=12))
def test_readings_take_any_string(text: str) -> None:
    assert readings(text)
    assert initials(text)
