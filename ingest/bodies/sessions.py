"""Numbered meetings of governments and committees, and occasions that go by a number or a name in quotation marks.

Source of the forms: 国务院工作规则 and 党委(党组)工作规则 (常务会议, 常委会会议), general usage in news reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.bodies.body import HAN
from ingest.bodies.territory import Territory
from ingest.components.terms import Found, lines_with, sentence_bounds, words_of
from ingest.nlp import text_of
from kg.names import display_name

_N = "[一二三四五六七八九十百]+"
_ORDINAL = rf"第?(?:{_N}|\d{{1,3}})"
_UNIT = "自治区|自治州|自治县|[省市州盟县区旗镇乡]"
_SESSION_RE = re.compile(
    rf"(?P<term>{_ORDINAL}届)?(?P<unit>{_UNIT})(?P<rest>(?:{_ORDINAL}届)?(?:人民)?(?:政府|委)(?:常委会)?(?:{_ORDINAL}届)?(?:党组)?{_ORDINAL}次"
    rf"(?:常务(?:扩大)?会议|常委(?:会)?(?:扩大)?会议|党组(?:扩大)?会议|全体会议|会议))"
)
# 某市政府常务会议审议通过…: on a day that the sentence gives
_SITTING_RE = re.compile(
    rf"(?P<unit>{_UNIT})(?P<rest>(?:人民)?(?:政府|委)(?P<meeting>(?:党组|常务|常委(?:会)?)(?:扩大)?会议))"
    r"(?=(?:审议|研究|讨论|专题|听取|通过|决定|原则|部署|传达|明确|提出|强调|要求))"
)
_HELD_ON_RE = re.compile("[开行办]的")
_DATED_RE = re.compile(
    rf"(?:\d{{4}}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?|\d{{1,2}}月\d{{1,2}}日)(?:在[{HAN}]{{2,8}})?(?:召开|举行|举办)的"
    rf"(?P<name>(?![^,，。;；]{{0,20}}[的了在由])[{HAN}“”]{{4,20}}?(?:研讨会|论坛|峰会|交流会|现场会|推进会|座谈会|博览会|年会))"
)
_SITS_RE = re.compile("[务组会大委]会议")  # without which no line has one
_DAY_RE = re.compile(r"(?:\d{4}|[当同去今次翌])年\d{1,2}月|\d{1,2}月\d{1,2}日")
_HELD_RE = re.compile(r"次(?:常|党组|全体|会)")
# 第三届邻里文化节, 第五届某某大赛; 代表大会 has its own rules
_ORDINAL_OCCASION_RE = re.compile(
    rf"第(?:{_N}|\d{{1,2}})届(?:“[^“”\n]{{2,12}}节”|(?![^,，。;；]{{0,20}}[的了在由和与获])[{HAN}“”]{{2,24}}?"
    rf"(?:大赛|(?<!代表)大会|博览会|运动会|(?:文化|艺术|邻里|旅游|丰收|采摘|读书|民俗)节))(?![{HAN}]?(?:代表|奖))"
)
_QUOTED_OCCASION_RE = re.compile(
    rf"“[^“”\n]{{2,16}}”[{HAN}]{{0,14}}?(?:启动仪式|颁奖典礼|发布会|现场观摩会|现场推进会|现场会|推进会|交流会|研讨会|论坛|峰会)"
)
_YEARLY_RE = re.compile(r"[12]\d{3}年全[省市州盟县区旗](?:现场会|推进会|工作会议|三级干部会议?|四级干部会议?)")
_REPEATED_RE = re.compile(r"(?:每[年月周季]|定期|多次|[0-9一二三两几多]+[次场期]|经常|不定期)[^,，。;；]{0,8}$")


def numbered(doc: Doc, territory: Territory) -> Iterator[Found]:
    """市政府第32次常务会议, 县委常委会第5次会议, of the region that governs the clause."""
    text = text_of(doc)
    for m in (m for line in lines_with(text, _HELD_RE) for m in _SESSION_RE.finditer(text, *line)):
        place = territory.around(m.start())
        if place is not None:
            if place.end == m.end("unit"):
                yield Found(place.start, m.end(), display_name(place.name + m["rest"]))
            continue
        unit = m["unit"].removeprefix("自治") if len(m["unit"]) > 1 and m["unit"] != "自治区" else m["unit"]
        region = territory.governing(m.start(), unit) if unit not in "镇乡" else None
        yield Found(m.start(), m.end(), display_name(f"{region}{m['term'] or ''}{m['rest']}" if region else m[0]))


def dated(doc: Doc, _: Territory) -> Iterator[Found]:
    """2022年12月召开的某某研讨会: a conference with a name of its own, told apart by its day."""
    text = text_of(doc)
    for m in (m for line in lines_with(text, _HELD_ON_RE) for m in _DATED_RE.finditer(text, *line)):
        yield Found(m.start("name"), m.end(), display_name(m["name"]))


# 2008年某某特大地震: the place need not be one that the text is about
_DISASTER_RE = re.compile(
    rf"(?:(?<![{HAN}])|(?<=[年在经历])(?<!近年)(?<!每年))(?!年)[{HAN}]{{2,4}}(?:特大|强烈)(?:地震|山洪|洪水|洪灾|洪涝灾害|泥石流|暴雨)(?!灾区)"
)


def disasters(doc: Doc, _: Territory) -> Iterator[Found]:
    """汶川特大地震: a disaster that goes by its place."""
    text = text_of(doc)
    for m in _DISASTER_RE.finditer(text) if "特大" in text or "强烈" in text else ():
        if words_of(doc).at(m.start()) is not None:
            yield Found(m.start(), m.end(), display_name(m[0]))


def sittings(doc: Doc, territory: Territory) -> Iterator[Found]:
    """市政府常务会议审议通过…, on a day of which the sentence gives the month: of the region named or governing.

    The mention begins after the government, which is a body of its own.
    """
    text = text_of(doc)
    for m in (m for line in lines_with(text, _SITS_RE) for m in _SITTING_RE.finditer(text, *line)):
        start, _ = sentence_bounds(text, m.start())
        if not _DAY_RE.search(text, start, m.start()):
            continue
        place = territory.around(m.start())
        if text.endswith("经", 0, m.start() if place is None else place.start):
            continue  # 已经市委常委会会议研究同意: the formula before 印发
        unit = m["unit"] if m["unit"] == "自治区" else m["unit"].removeprefix("自治")
        region = territory.governing(m.start(), unit) if place is None and unit not in "镇乡" else None
        if place is not None and place.end == m.end("unit"):
            yield Found(m.start("meeting"), m.end(), display_name(text[place.start : m.end()]))
        elif region is not None:
            yield Found(m.start("meeting"), m.end(), display_name(territory.wording(region, unit) + m["rest"]))


def occasions(doc: Doc, _: Territory) -> Iterator[Found]:
    """第三届邻里文化节, “某某杯”论坛, 2021年全市现场会: what a number, a name or the year tells apart."""
    text = text_of(doc)
    for pattern in (_ORDINAL_OCCASION_RE, _QUOTED_OCCASION_RE, _YEARLY_RE):
        for m in pattern.finditer(text):
            if not _REPEATED_RE.search(text, max(0, m.start() - 14), m.start()):
                yield Found(m.start(), m.end(), display_name(m[0]))
