"""Funds that are told with their amount, in sentences about places of our own invention."""

from __future__ import annotations

import pytest

from ingest.mechanisms import funds
from tests.ingest.mechanisms.marked import marked


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县财政每年安排楼栋自治奖补资金300万元。", "楼栋自治奖补资金"),
        ("服务居民专项经费每个社区不低于15万元。", "服务居民专项经费"),
        ("镇里统筹了河湾协作资金80万元，", "河湾协作资金"),
        ("区财政设立院落治理基金1200万元。", "院落治理基金"),
    ],
)
def test_a_fund_with_its_amount(text: str, name: str) -> None:
    assert [found.name for found in funds.find(marked(text))] == [name]


@pytest.mark.parametrize(
    "text",
    ["安排专项资金300万元。", "带动社会资金2亿元。", "落实楼栋自治奖补资金，共300户受益。", "投入财政资金50万元。"],
)
def test_what_is_no_named_fund(text: str) -> None:
    assert funds.find(marked(text)) == []
