"""Where, by whom, since when, on the strength of what: sentences written for these tests."""

from __future__ import annotations

import pytest

from ingest.components.practices import _carries
from tests.ingest.components.documents import relations

IMPLEMENTED = [
    ("浙江省推行“三上三下”议事机制。", (), {("三上三下议事机制", "浙江省")}),
    ("全市推行“红黄蓝”预警管理机制。", ("威海市",), {("红黄蓝预警管理机制", "威海市")}),
    (
        "在贵州省遵义市、安顺市推行“双月调度”制度。",
        (),
        {("双月调度制度", "遵义市"), ("双月调度制度", "安顺市")},
    ),
]


@pytest.mark.parametrize(("text", "regions", "expected"), IMPLEMENTED)
def test_practices_implemented_in(text: str, regions: tuple[str, ...], expected: set[tuple[str, str]]) -> None:
    assert relations(text, "implementedIn", regions=regions) == expected


STARTED = [
    ("2019年3月,威海市启动“暖心敲门”行动。", {("暖心敲门行动", "2019-03")}),
    ("到2025年,全面建立“一码通行”机制。", set()),
    ("2020年,全市印发《关于加强网格工作的通知》,建立“一码通行”机制。", set()),
    ("2018年初,威海市成立工作专班,推行“敲门问需”。这一做法被称为“暖心敲门”工作法。", None),
]


@pytest.mark.parametrize(("text", "expected"), STARTED)
def test_practices_started_on(text: str, expected: set[tuple[str, str]] | None) -> None:
    found = relations(text, "startedOn", regions=("威海市",))
    if expected is None:
        assert ("暖心敲门工作法", "2018;early") in found
    else:
        assert found == expected


LED = [
    ("威海市委组织部推行“暖心敲门”行动。", ("暖心敲门行动", "威海市委组织部")),
    ("由威海市民政局牵头,建立“一老一小”关爱机制。", ("一老一小关爱机制", "威海市民政局")),
]


@pytest.mark.parametrize(("text", "expected"), LED)
def test_practices_led_by(text: str, expected: tuple[str, str]) -> None:
    assert expected in relations(text, "ledBy", regions=("威海市",))


def test_practices_not_led_by_a_body_that_is_only_followed() -> None:
    assert not relations("按照威海市委组织部的要求,各村自行选择。推行“暖心敲门”行动。", "ledBy", regions=("威海市",))


BASED = [
    ("印发《关于推行“暖心敲门”行动的通知》。开展“暖心敲门”行动。", ("暖心敲门行动", "关于推行暖心敲门行动的通知")),
    ("根据《威海市物业管理条例》,建立“红黄蓝”预警管理机制。", ("红黄蓝预警管理机制", "威海市物业管理条例")),
]


@pytest.mark.parametrize(("text", "expected"), BASED)
def test_practices_based_on(text: str, expected: tuple[str, str]) -> None:
    assert expected in relations(text, "basedOn", regions=("威海市",))


@pytest.mark.parametrize(
    ("between", "expected"),
    [("推行“", True), ("牵头建立", True), ("的", False), ("推行新办法,按照", False), ("推行" + "很" * 80, False)],
)
def test_practices_carries_needs_a_verb_close_by(between: str, expected: bool) -> None:
    assert _carries(between) is expected
