"""What holds of every text, damaged or not."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.clean import clean, to_map

FRAGMENTS = [
    "落實(shí)責(zé)任",
    "監(jiān)督?,F(xiàn)在",
    "顯著",
    "著力",
    "區(qū)",
    "(一)",
    "（二）",
    "第一章 总 则",
    "第三条 ",
    "各地推进基层治理，健全机制。",
    "“1 24 1”",
    "市 (州) ",
    "石 玉",
    "来源：《某日报》",
    "责任编辑：王五",
    "上一篇：某文",
    "相关阅读",
    "2023-05-10 09:12 来源：某网",
    "供图/张三 李四",
    "（张三 摄）",
    "图为走访现场。",
    "/// 专栏",
    "■某市委组织部",
    "(下转 A2 版)",
    "# 标题",
    "**重点**",
    "- 列表",
    "<!-- 注 -->",
    "１２３",
    "　　",
    "\u200b",
    "\r\n",
    "\r",
    "\n",
    "\n\n",
    " ",
    "。",
    "，",
    ",",
    "、",
    "统",
    "筹起来，推动资源下沉。",
    "延",
    "伸",
    "?",
    "A",
    "(",
    ")",
    "乙县坚持党建引领,创新工作机制,推动各部门资源下沉社区,把项目资金统",
    "全国会议强调,要加强基层工作,更加注重统筹,更加注重实效。",
    "版权声明:本文由网友提供,如有侵权请联系删除。",
    "蜀ICP备00000000号",
    "索引号：1/2 发文机关：某厅",
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=14).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("\n".join(FRAGMENTS))
def test_clean_twice_is_clean_once(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("\n".join(FRAGMENTS))
def test_clean_maps_every_character(text: str) -> None:
    cleaned = clean(text)
    at = 0
    for segment in cleaned.segments:
        assert segment.clean[0] == at
        at = segment.clean[1]
        if segment.repair is None:
            assert cleaned.text[slice(*segment.clean)] == text[slice(*segment.source)]
    assert at == len(cleaned.text)
    places = sorted(place for segment in cleaned.segments for place in range(*segment.source))
    assert places == list(range(len(text)))
    for repair in cleaned.repairs:
        assert (text[slice(*repair.source)], cleaned.text[slice(*repair.clean)]) == (repair.before, repair.after)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_clean_text_passes_in_one_segment(text: str) -> None:
    once = clean(text).text
    again = clean(once)
    assert again.repairs == ()
    assert [segment.repair for segment in again.segments] == [None]


def test_to_map_has_text_segments_and_repairs() -> None:
    told = to_map(clean("落實(shí)責任。"))
    assert told["text"] == "落实责任。"
    assert told["segments"][0] == {"clean": [0, 1], "source": [0, 1], "repair": None}
    assert told["segments"][1] == {"clean": [1, 2], "source": [1, 2], "repair": "traditional"}
    assert told["segments"][2] == {"clean": [2, 2], "source": [2, 7], "repair": "pinyin"}
    assert told["repairs"][1] == {"name": "pinyin", "clean": [2, 2], "source": [2, 7], "before": "(shí)", "after": ""}


@pytest.mark.parametrize("unit", [" ", "\u3000", "“", "“1 ", "\n", " \n", "(", "甲 ", "<!--", "*"])
def test_clean_takes_time_in_proportion_to_the_text(unit: str) -> None:
    began = time.process_time()
    clean(f"甲{unit * (40_000 // len(unit))}乙")
    assert time.process_time() - began < 6  # what looks again at every place takes twice that and more
