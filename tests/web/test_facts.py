"""Facts as the reader words them."""

from __future__ import annotations

import pytest

from tests.kg.factory import extraction
from web.facts import counts_by_kind, facts_at, facts_of

pytestmark = pytest.mark.usefixtures("in_request")


def details(name: str, id: str) -> dict[str, str]:
    fact = next(fact for fact in facts_of(extraction(id)) if fact.name == name)
    return {detail.label: detail.value for detail in fact.details}


@pytest.mark.parametrize(
    ("id", "name", "expected"),
    [
        ("beijing/response", "诉求解决率", {"数值": "超过90%", "性质": "目标", "地区": "北京市", "时间": "2021年底"}),
        ("beijing/response", "李明华", {"身份": "市长热线负责人"}),
        ("yangquan/grid", "新华区", {"层级": "县级", "定位": "所在地不明确，未归入任何地区"}),
        ("yangquan/grid", "微光志愿队行动", {"别称": "微光志愿队", "维度": "党员下沉与多元共治"}),
        (
            "sichuan/yard",
            "院坝说事工作法 — 始于 → 2019年初",
            {"主体": "院坝说事工作法", "始于": "2019年初", "所述地区": "四川省"},
        ),
        (
            "beijing/response",
            "本文 — 依据 → 北京市委十三届三次全会",
            {"主体": "本文", "依据": "北京市委十三届三次全会"},
        ),
    ],
)
def test_fact_gives_its_details(id: str, name: str, expected: dict[str, str]) -> None:
    assert details(name, id) == expected


def test_facts_at_a_span_come_closest_first() -> None:
    found = extraction("sichuan/yard")
    region = found.entities[0].evidence[1]
    first, evidence = facts_at(facts_of(found), region.start, region.end)[0]
    assert (first.name, evidence) == ("四川省", region)


def test_counts_are_in_the_order_of_kinds() -> None:
    assert list(counts_by_kind(facts_of(extraction("sichuan/yard"))))[-2:] == ["Metric", "Relation"]


def test_ends_of_relations_are_linked() -> None:
    facts = [fact for fact in facts_of(extraction("sichuan/yard")) if fact.kind == "Relation"]
    assert all(detail.iri for fact in facts for detail in fact.details)
