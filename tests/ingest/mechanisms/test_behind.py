"""What stands behind a name."""

from __future__ import annotations

import pytest

from ingest.mechanisms.behind import carried_ends, closes, is_carried
from tests.ingest.mechanisms.marked import marked

CLOSES = [
    ("互访制度", "在全旗铺开。", True),
    ("互访制度", "一天比一天熟络。", True),
    ("巡河平台", "运行服务机构应当登记。", False),
    ("收费目录", "管理制度已公布。", False),
    ("收费目录", "中心。", False),
]


@pytest.mark.parametrize(("name", "behind", "expected"), CLOSES)
def test_name_closes_where_nothing_follows_that_it_modifies(name: str, behind: str, expected: bool) -> None:
    text = name + behind
    assert closes(marked(text), len(name), len(text)) is expected


CARRIED = [
    ("同步建立,大家都说好", True, True),
    ("在全县各嘎查铺开。", True, True),
    ("由镇里和村里一起打造。", True, True),
    ("实行包干制", True, False),
    ("很受欢迎", False, False),
]


@pytest.mark.parametrize(("behind", "carried", "whole"), CARRIED)
def test_verb_behind_carries_out_what_stands_before(behind: str, carried: bool, whole: bool) -> None:
    assert is_carried(behind, 0) is carried
    assert is_carried(behind, 0, whole=True) is whole


def test_verbs_that_end_a_clause() -> None:
    text = "轮值巡查全面推开,各村实行包干,渠系管护落实到位"
    assert [found[0] for found in carried_ends(text)] == ["推开", "落实到位"]
