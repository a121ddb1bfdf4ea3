"""Kinds by level and post: 社区党组织, 乡镇(街道)党(工)委, 村“两委”, 县(市、区)委."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from ingest.bodies.body import department_re, party_department_re
from ingest.bodies.territory import territory_of
from ingest.components.terms import alternation, lines_with, word_class
from ingest.kinds.kind import GRAMMAR, Kind, canonical, level_prefix
from ingest.nlp import text_of
from kg.names import display_name

_COUNTIES_RE = re.compile(
    r"[市县区旗](?<!党.)[(（][市县区旗、,，]+[)）]委(?!员(?!会)|派|托|任|书记|副书记|常委|办公|[一-鿿]{1,4}[部办])"
)
_JOINED_DEPARTMENT_RE = re.compile(r"(?:组织|宣传|统战|政法|社会工作)部门")
# 县(区)党委和人民政府, 开发区党工委、管委会: the second post is of the same level
_JOINED_POST_RE = re.compile(r"[、和](人民政府|管委会|管理委员会|纪委(?!书记))")
# levels as statutes word them; source: 地方组织法, 立法法
_AUTHORITY_RE = re.compile(
    r"(?:(?:地方)?各级|[省市县乡]级以上(?:地方)?(?:各级)?|设区的市(?:、自治州)?|[省市县乡区镇]{2,3}[两三]级)(?:党委(?:[和、]?政府)?(?!书记)|人民政府|政府|人民代表大会(?:常务委员会)?)"
    r"|不设区的市(?:、市辖区)?(?:的)?人民政府|上一级人民政府|本级人民代表大会(?!常务)|乡、(?:民族乡、)?镇(?:的)?人民政府"
)
_RANK_RE = re.compile("各级|级以上|设区的市|两级|三级|上一级|本级人民|乡、")  # of these each has one
_EACH_RE = re.compile(
    r"(?P<level>(?<=各)(?:县市区|旗县区|区县市|市县区|[区县旗]市|[县市旗]区|[区市旗]县|[省市州县区旗](?![(（]))|[市州县区旗][(（][市州县区旗、]+[)）])"
)
_GRADE_RE = re.compile("[省市州盟县区旗]级(?![以及])")
_EACH_SIGN_RE = re.compile(r"[各(（](?:(?<=各)(?=[省市州县区旗])|(?<=[市州县区旗].))")  # no line has one without it
_COUNTY_RE = re.compile(r"[县区](?<=[、,，。；;：:（(\s由和与及经报向].)")
_FOLLOWS_RE = re.compile(r"长|员会")
_ABSTRACT_RE = re.compile(r"代表|采购|购买|债|补贴")
# 省妇联 where no region governs: one body, not a kind; 上级党委: no kind in itself
_NO_KIND_RE = re.compile(
    r"(?:上级|下级|基层治理|综合|属地|城市|农村|单位)(?:党委|(?:人民)?政府)|[省市州盟旗](?!级|党委|[县区旗]).*"
)


@cache
def _post_re() -> re.Pattern[str]:
    posts = alternation(word_class(GRAMMAR, "party"))
    # every alternative begins with a character of its own, which is what the search looks for
    return re.compile(rf"党[(（]工[)）]委|纪委[(（]纪工委[)）]|“两委[”\"]|\"两委[”\"]|{posts}")


def levelled(doc: Doc) -> list[Kind]:
    """A level and a post, and committees of several levels at once."""
    return [*_posts(doc), *_counties(doc), *_authorities(doc), *_departments(doc), *_graded(doc), *_of_counties(doc)]


def _posts(doc: Doc) -> Iterator[Kind]:
    text = text_of(doc)
    for m in _post_re().finditer(text):
        start = level_prefix(doc, m.start())
        if start == m.start() or _FOLLOWS_RE.match(text, m.end()) or text[start - 1 : start] == "联":
            continue
        if m[0] in {"人大", "政府", "工会"} and _ABSTRACT_RE.match(text, m.end()):
            continue
        end = _department_end(text, m.end()) if m[0] in {"党委", "党工委"} else m.end()
        name = display_name(text[start:end])
        if not _NO_KIND_RE.fullmatch(name):
            yield Kind(start, end, canonical().get(name, name), (name,))
            if joined := _JOINED_POST_RE.match(text, end):
                second = display_name(text[start : m.start()] + joined[1])
                yield Kind(joined.start(1), joined.end(), canonical().get(second, second), (second,))


def _authorities(doc: Doc) -> Iterator[Kind]:
    """各级人民政府, 县级以上地方人民政府, 设区的市人民政府: who acts in a statute."""
    text = text_of(doc)
    for m in (m for line in lines_with(text, _RANK_RE) for m in _AUTHORITY_RE.finditer(text, *line)):
        name = display_name(m[0])
        yield Kind(m.start(), m.end(), canonical().get(name, name), (name,))


def _departments(doc: Doc) -> Iterator[Kind]:
    """县(市、区)民政局, 各区信访局, 各县市委组织部: the department that each of several regions has."""
    text = text_of(doc)
    for m in (m for line in lines_with(text, _EACH_SIGN_RE) for m in _EACH_RE.finditer(text, *line)):
        d = department_re().match(text, m.end())
        if text.startswith("委", m.end()) and (p := party_department_re().match(text, m.end() + 1)) is not None:
            d = p  # 各区市委组织部
        if d is not None and d[0].endswith(("局", "委", "办", "部")) and not _FOLLOWS_RE.match(text, d.end()):
            yield from _row(text, m.start("level"), m.end(), d.end())
        elif text.startswith("委", m.end()) and _PAUSE_RE.match(text, m.end() + 1):
            name = display_name(m["level"] + "委")
            yield Kind(m.start("level"), m.end() + 1, name, (name, name.removesuffix("委") + "党委"))


_PAUSE_RE = re.compile("[、,，:：和]")


def _row(text: str, start: int, level: int, end: int) -> Iterator[Kind]:
    """A department of a level and those listed with it: each of a committee, those of a government as one row."""
    name = display_name(text[start:end])
    if not text.startswith("委", level):
        last = end
        while text.startswith("、", last) and (more := department_re().match(text, last + 1)) is not None:
            last = more.end()
        yield Kind(start, last, name, tuple(dict.fromkeys((name, display_name(text[start:last])))))
        return
    yield Kind(start, end, name, (name,))
    while text.startswith("、", end) and (more := party_department_re().match(text, end + 1)) is not None:
        end = more.end()
        name = display_name(text[start : level + 1] + more[0])
        yield Kind(more.start(), end, name, (name,))


def _graded(doc: Doc) -> Iterator[Kind]:
    """县级社会工作部, 市级民政局: the department that each region of a level has."""
    text = text_of(doc)
    for m in _GRADE_RE.finditer(text):
        d = party_department_re().match(text, m.end()) or department_re().match(text, m.end())
        if d is None or not d[0].endswith(("局", "部")) or _OFFICE_RE.match(text[d.end() : d.end() + 2]):
            continue
        name = display_name(text[m.start() : d.end()])
        yield Kind(m.start(), d.end(), name, (name,))


def _of_counties(doc: Doc) -> Iterator[Kind]:
    """县公安局, 区民政局 in a text about a whole city or province: the department that each county has."""
    regions = doc._.document.regions
    if not regions or not all(region.endswith(("市", "省", "自治区", "州", "盟")) for region in regions):
        return
    text, territory = text_of(doc), territory_of(doc)
    for m in _COUNTY_RE.finditer(text):
        d = department_re().match(text, m.end())
        if d is None or _FOLLOWS_RE.match(text, d.end()) or text.startswith(("部门", "门"), d.end()):
            continue
        if territory.governing(m.start(), m[0]) is None:
            name = display_name(text[m.start() : d.end()])
            yield Kind(m.start(), d.end(), name, (name,))


_OFFICE_RE = re.compile(r"[长员门]|公开|公示|会议")


def _department_end(text: str, end: int) -> int:
    """Where a department of the committee ends that is named with it: 县级党委政法委, 街道党工委组织部门."""
    if m := _JOINED_DEPARTMENT_RE.match(text, end):
        return m.end()
    m = party_department_re().match(text, end)
    return m.end() if m and not _OFFICE_RE.match(text[m.end() : m.end() + 2]) else end


def _counties(doc: Doc) -> Iterator[Kind]:
    """县(市、区)委: the committees, where neither an office in them nor a person follows."""
    for m in _COUNTIES_RE.finditer(text_of(doc)):
        name = display_name(m[0])
        yield Kind(m.start(), m.end(), name, (name, name.removesuffix("委") + "党委"))
