"""What holds of every text, damaged or not."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.clean import STEPS, Step, clean, to_map
from ingest.clean.offsets import Buffer
from ingest.readers import read

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
    "&nbsp;",
    "&amp;",
    "&#38;",
    "&#x6cbb;",
    "&ldquo；",
    "&",
    "#",
    "amp;",
    "nbsp",
    ";",
    "2O21年",
    "l0个村",
    "1O.5%",
    "二O二一年",
    "○",
    "自已的",
    "末成年人",
    "年",
    "2 0 2 1年",
    "（一)",
    "(二）",
    "，村里,",
    "；办好;",
    "某县年度报告\n",
    "— 3 —\n",
    "第 4 页 共 9 页\n",
    "乙县把议事会开到院坝里，居民提出的事项逐件登记、逐件回复，办结情况在公开栏里张榜。\n",
    "\x00",
    "\ud800",
    "\udfff",
    "\U0002a6d6",
    "\U0001f3f4",
    "e\u0301",
    "\u0300",
    "\u202e",
    "\u2067",
    "\ufe0f",
    "\ufffd",
    "\ue5f9",
    "\xa0",
    "\t",
    "|",
]
CHARACTERS = st.characters(exclude_categories=())  # halves of pairs too
CORPUS = Path(__file__).resolve().parents[3] / "corpus"
_HALF_RE = re.compile("[\ud800-\udfff]")  # goes before a step needs the text in an encoding
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(CHARACTERS, max_size=6), max_size=14).map("".join)


@settings(max_examples=300)
@given(TEXTS)
@example("\n".join(FRAGMENTS))
def test_clean_twice_is_clean_once(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


@settings(max_examples=300)
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


@settings(max_examples=100)
@given(TEXTS)
def test_clean_text_passes_in_one_segment(text: str) -> None:
    once = clean(text).text
    again = clean(once)
    assert again.repairs == ()
    assert [segment.repair for segment in again.segments] == [None]


@pytest.mark.parametrize("step", dict.fromkeys(STEPS), ids=lambda step: f"{step.__module__}.{step.__name__}")
@settings(max_examples=40)
@given(text=TEXTS)
@example(text="（一)（一)(下)")
@example(text="—\n，\n，#")
@example(text="监督?,F在?,F在")
def test_each_step_twice_is_the_step_once(step: Step, text: str) -> None:
    once = step(Buffer.of(_HALF_RE.sub("", text))).text
    assert step(Buffer.of(once)).text == once


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.md")), ids=lambda path: path.stem)
def test_each_step_leaves_a_clean_text(path: Path) -> None:
    text = clean(read(path.read_bytes(), name=path.name)).text
    for step in STEPS:
        assert step(Buffer.of(text)).text == text


def test_to_map_has_text_segments_and_repairs() -> None:
    told = to_map(clean("落實(shí)責任。"))
    assert told["text"] == "落实责任。"
    assert told["segments"][0] == {"clean": [0, 1], "source": [0, 1], "repair": None}
    assert told["segments"][1] == {"clean": [1, 2], "source": [1, 2], "repair": "traditional"}
    assert told["segments"][2] == {"clean": [2, 2], "source": [2, 7], "repair": "pinyin"}
    assert told["repairs"][1] == {"name": "pinyin", "clean": [2, 2], "source": [2, 7], "before": "(shí)", "after": ""}


@pytest.mark.parametrize(
    "unit",
    [
        " ",
        "\u3000",
        "“",
        "“1 ",
        "\n",
        " \n",
        "(",
        "甲 ",
        "<!--",
        "*",
        "\xa0",
        "&",
        "&amp;",
        "&nbsp",
        "总则\n",
        "— 1 —\n",
        "总则\n网格员走访登记，推动资\n",
        "2O",
        "（一)",
        "，甲\n",
        "?，F",
    ],
)
def test_clean_takes_time_in_proportion_to_the_text(unit: str) -> None:
    began = time.process_time()
    clean(f"甲{unit * (40_000 // len(unit))}乙")
    assert time.process_time() - began < 6  # what looks again at every place takes twice that and more
