"""What may stand after a region or its unit: committee, government, department, a post of a lower level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.bodies.body import (
    GRAMMAR,
    HAN,
    OPEN_POSTS,
    department_re,
    departments,
    is_name,
    party_department_re,
    party_departments,
)
from ingest.bodies.territory import territory_of
from ingest.components.terms import alternation, word_class
from ingest.nlp import text_of
from kg.names import display_name

_NOT_COMMITTEE = r"(?!员(?!会)|会(?!议|常)|托|派|任|培|屈|婉|外|以[重全]|属)"
_POST_RE = re.compile(
    rf"(?P<committee>(?<=[省市州盟县区旗地镇乡])委{_NOT_COMMITTEE})|(?P<assembly>党委)|(?P<government>(?:人民)?政府(?:办公[厅室]|督查室|研究室|办(?![事理公法学好成]))?|(?<=[省市州县区旗])府办(?![事理]))"
)
_OPEN_RE = re.compile(rf"[{HAN}“”和与()]{{2,16}}?(?:{alternation(OPEN_POSTS)})(?:办公室)?")
# 市农业科学研究院, 省融资担保公司, 区第三小学
_INSTITUTION_RE = re.compile(
    rf"(?![级属直内外])(?:[{HAN}]{{2,12}}?(?:研究院|研究所|科学院|社科院|农科院|公司|集团|博物馆|图书馆|文化馆|医院|信用联社|农商银行|大学|学院)"
    r"|第[一二三四五六七八九十]+(?:实验)?(?:中学|小学|幼儿园|人民医院))"
)
_NO_INSTITUTION_RE = re.compile("国有|民营|国企|物业|各|所有|企业|多家|重点|大型|上市|老年|专业|高等")
# 成立县某某村评选工作领导小组
_SETS_UP_RE = re.compile(
    r"(?:成立|组建|设立|建立)了?(?:[由以][^。；;\n]{2,36}?(?:任|为)[^。；;\n]{1,12}的)?[一-鿿]{0,8}?[省市州盟县区旗]$"
)
_SETTING_UP = 60  # characters in which that stands
_SET_UP_RE = re.compile(
    rf"(?!级|[{HAN}]{{0,14}}?[任为][{HAN}]{{1,6}}的)[{HAN}“”]{{4,28}}?(?<!的)(?:工作专班|领导小组|协调小组|指挥部|联席会议|办公室)(?!办公室|[和与])"
)
# 县评选办, 市创文办: the office for a task
_OFFICE_FOR_RE = re.compile(rf"[{HAN}]{{2,5}}办(?=[,，。;；、)）”\"》]|牵头|负责|汇总|审核|组织|主任|$)")
_TOWNSHIP_RE = re.compile(
    rf"[{HAN}]{{2,12}}?(?:{alternation(word_class(GRAMMAR, 'township'))})(?!城|户)"
    rf"|[{HAN}]{{2,8}}?(?<!党工委)办(?=[、,，。;；)）]|主任|$)"
)
_PARTY_OPEN_RE = re.compile(
    rf"(?:党的)?[{HAN}“”]{{2,16}}?(?:委员会|领导小组|协调小组|工作委员会|工委|指挥部|专班)(?:办公室)?"
)
# 区委党建办: the office of one of its commissions
_PARTY_OFFICE_RE = re.compile(
    rf"[{HAN}]{{2,6}}?办(?=[、,，。;；)）给将把对在于]|牵头|会同|联合|负责|印发|主任|副主任|$)"
)
# the committee's own bureau, and the teams it sends out
_PARTY_TEAM_RE = re.compile(r"常委会(?!会?议|常)|第[一二三四五六七八九十0-9]{1,3}(?:巡[察视]组|督[导查]组|指导组)")
_ERRAND_RE = re.compile("(?:专题|联合)?(?:调研|督导|督查|检查|考核|考察|指导|宣讲)[组团](?!长)")  # a department's team
# 市儿童福利院党支部, 某镇搬迁临时党支部: nouns and a party organization
_BRANCH_RE = re.compile(
    rf"[{HAN}“”]{{2,14}}?(?:联合|临时|功能型)?(?:党支部|党总支|党组(?!织)|机关党委|(?<=业)党委|党委(?=[、,，。]))"
)
_LONGEST_OFFICE = 6  # characters up to 办 in it
_LONGEST_BRANCH = 20  # characters up to the party's name in it
_GENERIC_BRANCH_RE = re.compile(
    r"^(?:直属|机关|基层|社区|村|农村|企业|非公|两新|网格|小区|街道|镇|乡|各|所属|直|级|离退休|国企|行业|楼|先进|优秀|党员)"
)
# 区民政局社会救助科, 区纪委监委第二派驻纪检监察组: what is part of a department
_SECTION_RE = re.compile(
    rf"第[一二三四五六七八九十0-9]{{1,3}}(?:派驻)?纪检监察组|[{HAN}]{{1,5}}分局|[{HAN}]{{2,6}}(?:支队|大队|中队|法庭|派出所)|"
    rf"[{HAN}]{{4,12}}?(?:科|处|股)(?=[,，。;；、)）\s]|$)|办公室(?![主副]|[{HAN}]{{0,2}}[主副]任)|(?:机关)?(?:党组(?!织)|党委|党支部|党总支)"
)
# 市人大代表, 省政协委员, 市民政局长, 财政部门: persons and kinds
DEPUTY_RE = re.compile(
    rf"(?:全国)?(?:(?:人大|人民代表大会)代表|政协委员|(?:{alternation(departments())})(?:长|员|部门|系统))"
)
_OFFICE_RE = re.compile("政?府办$")
# 市委办好民生实事
_VERB_RE = re.compile("办(?:[事理法学好成]|公会)")
# a county has many of these
_OF_VILLAGES = ("村民委员会", "居民委员会", "业主委员会", "监督委员会", "调解委员会")
_SAME_POST = {
    "人民政府": "政府",
    "村民委员会": "村委会",
    "居民委员会": "居委会",
    "街道办": "街道办事处",
    "办": "街道办事处",
    "办事处": "街道办事处",
    "党总支部": "党总支",
    "业委会": "业主委员会",
    "管委会": "管理委员会",
}


def posts(doc: Doc, position: int, *, official: bool, township: bool = False) -> Iterator[tuple[int, str]]:
    """(end, shared form) of every post that begins at `position`; `official`: of a county or above."""
    text = text_of(doc)
    m = _POST_RE.match(text, position)
    if (m and m.lastgroup == "committee") or (m and m.lastgroup == "assembly"):
        yield m.end(), "党委"
        yield from _party_posts(doc, m.end())
    elif m:
        yield m.end(), _OFFICE_RE.sub("政府办公室", m[0].replace("人民", ""))
    if (d := department_re().match(text, position)) and not DEPUTY_RE.match(text, d.start()):
        yield d.end(), departments()[d[0]]
        yield from _sections(doc, d.end(), departments()[d[0]])
    may_be = (official or township) and text.find("党", position, position + _LONGEST_BRANCH) >= 0
    b = _BRANCH_RE.match(text, position) if may_be else None
    if b is not None and not _GENERIC_BRANCH_RE.match(b[0]) and is_inside(doc, position, b.end()):
        yield b.end(), display_name(b[0])
    yield from _open_posts(doc, position, official=official, township=township)


def _open_posts(doc: Doc, position: int, *, official: bool, township: bool) -> Iterator[tuple[int, str]]:
    """Nouns and a closing word: what a territory sets up for a task may have any words before it."""
    text = text_of(doc)
    before = max(0, position - _SETTING_UP)
    sets_up = official and text.find("立", before, position) + text.find("组建", before, position) > -2
    if sets_up and _SETS_UP_RE.search(text, before, position) and (s := _SET_UP_RE.match(text, position)):
        yield s.end(), s[0]
        return
    may_be = official and text.find("办", position, position + _LONGEST_OFFICE) >= 0
    if may_be and (o := _OFFICE_FOR_RE.match(text, position)) and is_inside(doc, position, o.end() - 1):
        yield o.end(), o[0]
    i = _INSTITUTION_RE.match(text, position) if official else None
    named = i is not None and not _NO_INSTITUTION_RE.search(i[0])
    if i is not None and named and (i[0].startswith("第") or is_inside(doc, position, i.end())):
        yield i.end(), i[0]
    pattern = _OPEN_RE if official else _TOWNSHIP_RE if township else None
    o = pattern.match(text, position) if pattern is not None else None
    if o is None or "书记" in o[0] or (official and o[0].endswith(_OF_VILLAGES)):
        return
    # 办 alone is a verb to a dictionary
    if is_inside(doc, position, o.end() - o[0].endswith("办")):
        yield o.end(), o[0]


def is_inside(doc: Doc, start: int, end: int) -> bool:
    """Could the characters be a body's name after its region, with no other region among them?"""
    starts = territory_of(doc).starts
    if text_of(doc).find("会同", start, end) >= 0:
        return False  # the county of that name would be a region
    return not any(i in starts for i in range(start, end)) and is_name(doc, start, end)


def _sections(doc: Doc, position: int, department: str) -> Iterator[tuple[int, str]]:
    """The part of a department that is named with it."""
    s = _SECTION_RE.match(text_of(doc), position)
    if s is not None and (s[0].startswith("第") or s[0].endswith("分局") or is_inside(doc, position, s.end())):
        yield s.end(), department + s[0]


def _party_posts(doc: Doc, position: int) -> Iterator[tuple[int, str]]:
    text = text_of(doc)
    if (p := party_department_re().match(text, position)) and not _VERB_RE.match(text, position):
        yield p.end(), "党委" + party_departments()[p[0]]
        if t := _ERRAND_RE.match(text, p.end()):
            yield t.end(), "党委" + party_departments()[p[0]] + t[0]
    if (f := _PARTY_OFFICE_RE.match(text, position)) and is_inside(doc, position, f.end() - 1):
        yield f.end(), "党委" + f[0]
    if t := _PARTY_TEAM_RE.match(text, position):
        yield t.end(), "党委" + t[0]
    opened = position + len("党的") if text.startswith("党的", position) else position
    if (o := _PARTY_OPEN_RE.match(text, position)) and is_inside(doc, opened, o.end()):
        yield o.end(), "党委" + display_name(o[0])


def shared_post(post: str) -> str:
    """The form that the variants of a post share: 人民政府 and 政府, 住建局 and 住房和城乡建设局."""
    return _SAME_POST.get(post, departments().get(post, post))
