"""Meetings that can be placed."""

from __future__ import annotations

import pytest

from tests.ingest.components.annotated import annotate_text, names

CASES = [
    (None, "深入贯彻党的二十大和二十届二中、三中全会精神。", "党的二十大 党的二十届二中全会 党的二十届三中全会"),
    (None, "党的十八大以来,党中央高度重视。", "党的十八大"),
    ("浙江省", "浙江省委十四届八次全会和浙江省第十五次党代会作出部署。", "浙江省委十四届八次全会 浙江省第十五次党代会"),
    ("四川省", "省委研究制定意见,召开十二届三次全会。", "四川省委十二届三次全会"),
    (
        None,
        "(2022年8月9日中国共产党阳泉市第十二届委员会第三次全体会议通过)",
        "中国共产党阳泉市第十二届委员会第三次全体会议",
    ),
    (
        None,
        "(2023年5月6日南京市第十六届人民代表大会常务委员会第四次会议通过)",
        "南京市第十六届人民代表大会常务委员会第四次会议",
    ),
    ("安徽省", "省十四届人大二次会议审议了报告。", "安徽省十四届人大二次会议"),
    (None, "全国城乡社区治理现场推进会议在京召开。", "全国城乡社区治理现场推进会议"),
    ("宁波市", "他在全市民政工作会议上发言。", "宁波市民政工作会议"),
    ("北京市", "2023年3月15日,市城市管理委召开专题部署会,研究垃圾分类。", "北京市城市管理委专题部署会"),
    (None, "中央农村工作会议强调抓好乡村治理。", "中央农村工作会议"),
    ("宁波市", "全市基层治理工作现场推进会在该区召开。", "宁波市基层治理工作现场推进会"),
    (None, "2021中国网络文明大会开幕。", "2021中国网络文明大会"),
]

NEGATIVES = [
    "建设四大体系、十大工程,推进十大行动。",
    "居民代表正在召开座谈会,会议每月召开一次。",
    "2023年3月,市民政局每季度召开调度会议。",
    "建立联席会议制度和居民会议制度。",
]


@pytest.mark.parametrize(("region", "text", "expected"), CASES)
def test_events_finds_meetings(region: str | None, text: str, expected: str) -> None:
    assert names(annotate_text(text, region), "Event") == set(expected.split())


@pytest.mark.parametrize("text", NEGATIVES)
def test_events_leaves_meetings_of_no_name(text: str) -> None:
    assert names(annotate_text(text, "北京市"), "Event") == set()


def test_events_meeting_of_a_city_keeps_its_name_whole() -> None:
    doc = annotate_text("2020年12月29日 金华市七届人大常委会第三十次会议通过", "金华市")
    assert names(doc, "Event") == {"金华市七届人大常委会第三十次会议"}
