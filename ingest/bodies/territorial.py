"""Bodies of a territory: of a region that the text names before them, or of the one that 省, 市, 县 stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from ingest.bodies.body import (
    HAN,
    LOCAL_POSTS,
    UNITS,
    Body,
    department_re,
    departments,
    party_department_re,
    party_departments,
)
from ingest.bodies.posts import posts, shared_post
from ingest.bodies.territory import Territory
from ingest.components.terms import alternation, lines_with, read_table, words_of
from ingest.nlp import text_of
from kg.names import display_name
from kg.regions import gazetteer

_UNIT_RE = re.compile(alternation(UNITS))
_LOCAL_RE = re.compile(rf"[“\"]?(?:{alternation(LOCAL_POSTS)})|(?<=街道)办(?![事理公法学好成])")
# 某社区第二片区党总支
_PART_RE = re.compile(
    r"(?:第[一二三四五六七八九十0-9]{1,3}(?:片区|网格|小区|村民小组|居民小组|村民组)?|[东西南北中]片区)(?:联合|临时)?(?:党总支部?|党支部|党小组|党委)"
)
# the one body of its kind that a township or village has: 某村矛调中心
_NAMED_KIND_RE = re.compile(
    alternation(
        form
        for name, others, _ in read_table("organization_kinds.tsv")
        for form in (name, *others)
        if len(form) > 2
        and form.endswith(("中心", "站", "所", "合作社", "经联社", "法庭", "卫生院", "执法队", "大队", "办", "委员会"))
    )
)
# 某社区原党支部书记: the post was held before, the body is what it is
_FORMER_RE = re.compile("原(?=党[委总支工])")
# a county has many of these, none of its own
_OF_TOWNSHIPS = frozenset({"街道办事处", "村委会", "居委会", "业主委员会", "村务监督委员会"})
# 综治中心, 党校: one a unit, unless several are counted
_CENTRE_RE = re.compile("级?(?P<post>综治中心|矛调中心|社会治理中心|党群服务中心|政务服务中心|融媒体中心)")
# 市属企业, 省直有关单位: of those in the region
_WITHIN_RE = re.compile("[属辖内]|外(?![事卖国资经专侨])|直(?!属?机关)")
_COUNTED_RE = re.compile(r"(?:共|有|达)?(?!1[个家])\d+[个家处]")
_STATION_RE = re.compile(
    rf"([{HAN}]{{2,4}}?)(?:(?:边境|水上|森林|交通)?派出所|司法所|市场监管所|供电所|财政所|卫生院|中心校|中学|小学|敬老院)(?![长生])"
)
# without which _STATION_RE finds nothing
_PLACE_OF_WORK_RE = re.compile("所(?<=[出法管电政]所)|学(?<=[中小]学)|卫生院|中心校|敬老院")
_REACH = 9  # characters before that word with which it can begin
_CONGRESS_RE = re.compile(rf"中国共产党([{HAN}]{{2,10}}?)(?:第[一二三四五六七八九十]+届)?委员会")
_LEAGUE_RE = re.compile(r"团(?:(?<![一-鿿]团)|(?<=[、和与及由]团))([省市州县区旗])委")
_CONSULTATIVE_RE = re.compile(r"(?:中国人民)?政(?:治)?协(?:商会议)?(?=[一-鿿]{2,10}委员会)")
_PARTY_PREFIX_RE = re.compile(r"(?:中共|中国共产党)$")
_PARTY_ENDS = ("委", "委员会", "办公厅", "办公室", "部")
# a name of its own, to which the region's unit adds nothing: 昌宁农商行
_BRANDS = ("银行", "农商行", "信用社", "公司", "集团", "大学", "学院", "医院", "中学", "小学")
_OPENING = frozenset("由经与向据并请报受和及在对让是同合被转交给该\n")  # the last characters of what it finds
_OPENS_RE = re.compile(r"[由经与向据并请报受和及在对让是被转交给该]$|会同$|联合$|协同$")
_GENERIC_BEFORE_RE = re.compile(r"(?:[各每全本外多跨两个省市州县区乡镇]|[省市县区州][、(（]|[)）])$")
_AFTER_BODY_RE = re.compile(r"(?:[委府厅局办部室]、|工委|[省市州县区]委)$")
_COORDINATED_RE = re.compile(r"[、和及]|以及|会同|联合|(?<=[委党])(?=(?:人民)?政府)")
_OFFICE_RE = re.compile(r"(?:街道)?办事处|管委会|管理委员会")
_GOVERNMENT_RE = re.compile(r"(?:人民)?政府(?:办公[厅室])?")
_OWN_UNIT_RE = re.compile(r"[县市]")
_PERSON_RE = re.compile(r"[长员门]")
_OF_GOVERNMENT_RE = re.compile(r"部门|购买|采购|主导|负责|投资|债")


def territorial(doc: Doc, territory: Territory) -> Iterator[Body]:
    """Bodies of a region that is named before them, or of the one that 省, 市, 县 ... stands for."""
    text, boundaries = text_of(doc), words_of(doc).boundaries
    for m in _UNIT_RE.finditer(text):
        start, end = m.span()
        # at a word's boundary, or behind what a short form may follow
        if start in boundaries or territory.ending_at(start) is not None or text[start - 1 : start] in _OPENING:
            yield from _of_unit(doc, territory, start, end, m[0])
    for span in territory.spans:
        yield from _of_region(doc, territory, span.start, span.end, span.name, span.level)


def _of_unit(doc: Doc, territory: Territory, start: int, end: int, unit: str) -> Iterator[Body]:
    """省委, 市民政局, 县疫情防控指挥部: of the region that governs the clause, or of a bare name before (四川省委)."""
    if territory.around(start) is not None or _WITHIN_RE.match(text_of(doc), end):
        return
    bare = territory.ending_at(start)
    if bare is None and not _may_begin(doc, start):
        return
    found = [*posts(doc, end, official=True), *_centres(doc, end)]
    if not found:
        return
    if bare is not None:
        for stop, post in found:
            yield _body(doc, territory, bare.start, stop, bare.name, text_of(doc)[bare.start : stop], post)
        return
    region = territory.governing(start, unit)
    if region is None:
        return
    word = territory.wording(region, unit)
    if len(word) == 2 and text_of(doc).startswith("委", end):
        word += unit  # 某县县委: a name of one character keeps its unit
    for stop, post in found:
        yield _body(doc, territory, start, stop, region, word + text_of(doc)[end:stop], post)


def unsettled(doc: Doc, territory: Territory) -> Iterator[Body]:
    """县委, 县民政局 of a report that does not say which county: one all the same, if several of its bodies act."""
    if doc._.document.regions or doc._.document.genre != "report":
        return
    found: dict[str, list[Body]] = {}
    for m in _OWN_UNIT_RE.finditer(text_of(doc)):
        if territory.around(m.start()) is not None or not _may_begin(doc, m.start()):
            continue
        for stop, post in posts(doc, m.end(), official=True):
            if not post.startswith("政府"):
                found.setdefault(m[0], []).append(Body(m.start(), stop, text_of(doc)[m.start() : stop], m[0], post))
    for bodies in found.values():
        if len({body.post for body in bodies}) > 1:
            yield from bodies


def _centres(doc: Doc, position: int) -> Iterator[tuple[int, str]]:
    """市(级)综治中心: one a unit, unless several are counted."""
    m = _CENTRE_RE.match(text_of(doc), position)
    if m is not None and not _COUNTED_RE.match(text_of(doc), m.end()):
        yield m.end(), shared_post(m["post"])


def _may_begin(doc: Doc, start: int) -> bool:
    """May a short form begin here: at a word's boundary (or after a preposition), and not after 各, 全, 县(市)?"""
    before = text_of(doc)[max(0, start - 2) : start]
    if start not in words_of(doc).boundaries and not _OPENS_RE.search(before):
        return False
    return _after_body(text_of(doc), start) or not _GENERIC_BEFORE_RE.search(before)


def _after_body(text: str, start: int) -> bool:
    """Does another body end just before: 省委、省政府, 社会工委市民政局?"""
    return _AFTER_BODY_RE.search(text[max(0, start - 3) : start]) is not None


def _of_region(doc: Doc, territory: Territory, start: int, end: int, region: str, level: str | None) -> Iterator[Body]:
    text = text_of(doc)
    unit = next((u for u in UNITS if text[start:end].endswith(u)), None)
    official = unit is not None and level not in {"township", "village"}
    # 喀什地委: the committee of a prefecture that is a 地区
    position = end + 1 if text.startswith("地委", end) else end
    for stop, post in posts(doc, position, official=official, township=level == "township"):
        yield _body(doc, territory, start, stop, region, _in_full(region, text[start:end], text[end:stop]), post)
    named = _NAMED_KIND_RE.match(text, end) if level in {"township", "village"} else None
    middle = end + bool(_FORMER_RE.match(text, end))
    if m := _LOCAL_RE.match(text, middle) or named:
        post = shared_post(display_name(m[0]))
        if level in {"township", "village", None} or post not in _OF_TOWNSHIPS:
            name = _in_full(region, text[start:end], m[0])
            yield _body(doc, territory, start, m.end(), region, name, post)
    if p := _PART_RE.match(text, end):
        yield Body(start, p.end(), text[start : p.end()], region, p[0])


def _in_full(region: str, wording: str, post: str) -> str:
    """The body's name with the region in full where the text has its bare name: 广州综治中心."""
    in_full = region == wording + region[-1] and not post.endswith(_BRANDS)
    return (region if in_full else wording) + post


def _body(doc: Doc, territory: Territory, start: int, end: int, region: str, name: str, post: str) -> Body:
    """A body; 中共 before it is part of its name."""
    m = _PARTY_PREFIX_RE.search(text_of(doc)[max(0, start - 5) : start])
    if m and (post.startswith("党") or text_of(doc)[start:end].endswith(_PARTY_ENDS)):
        return Body(start - len(m[0]), end, "中共" + name, region, post)
    return Body(start, end, name, region, post)


def youth_leagues(doc: Doc, territory: Territory) -> Iterator[Body]:
    """团省委, 团市委: the Communist Youth League's committee."""
    for m in _LEAGUE_RE.finditer(text_of(doc)):
        unit = m[1]
        region = territory.governing(m.start() + 1, unit)
        if region is not None:
            yield Body(m.start(), m.end(), f"共青团{territory.wording(region, unit)}委", region, "团委")


def consultative(doc: Doc, territory: Territory) -> Iterator[Body]:
    """政协某市委员会 is the committee of 某市."""
    text = text_of(doc)
    for m in _CONSULTATIVE_RE.finditer(text) if "政协" in text or "政治协" in text else ():
        place = next((p for p in territory.spans if p.start == m.end()), None)
        if place is not None and text_of(doc).startswith("委员会", place.end):
            yield Body(m.start(), place.end + 3, place.name + "政协", place.name, "政协")


def stations(doc: Doc, territory: Territory) -> Iterator[Body]:
    """某路派出所, 某镇 by its bare name: a station is told apart by the township that it is named after."""
    text = text_of(doc)
    own = {p.name.removesuffix("街道").rstrip("镇乡") for p in territory.spans if p.level == "township"}
    for m in (m for line in lines_with(text, _PLACE_OF_WORK_RE, _REACH) for m in _STATION_RE.finditer(text, *line)):
        stem = next((m[1][i:] for i in range(len(m[1]) - 1) if m[1][i:] in own or _is_township(m[1][i:])), None)
        start = m.end(1) - len(stem) if stem else -1
        if stem and territory.around(start) is None and start in words_of(doc).boundaries:
            yield Body(start, m.end(), text[start : m.end()], None, text[start : m.end()])


def _is_township(stem: str) -> bool:
    return len(stem) >= 2 and any(gazetteer().find_township(stem + unit) for unit in ("镇", "街道", "乡"))


def congress(doc: Doc, territory: Territory) -> Iterator[Body]:
    """中国共产党X第八届委员会 is the party committee of X."""
    for m in _CONGRESS_RE.finditer(text_of(doc)):
        span = territory.ending_at(m.end(1))
        if span is not None and span.start == m.start(1):
            yield Body(m.start(), m.end(), m[0], span.name, "党委")


def coordinated(doc: Doc, territory: Territory, bodies: list[Body]) -> Iterator[Body]:
    """市国资委、教育局、体育局 and 县委、政府: those after the first are of the same region."""
    taken = {i for b in bodies for i in range(b.start, b.end)}
    for body in bodies:
        if body.region is None or not (
            body.post in _department_posts() or body.post.startswith(("党委", "政府", "党工委"))
        ):
            continue
        prefix = _prefix(territory, body.region)
        position = body.end
        while c := _COORDINATED_RE.match(text_of(doc), position):
            if c.end() in taken:
                break
            if p := _listed_party_post(text_of(doc), c.end()):
                yield Body(p.start(), p.end(), f"{prefix}委{p[0]}", body.region, "党委" + party_departments()[p[0]])
                position = p.end()
                continue
            d = _listed_post(text_of(doc), c.end(), after=body.post)
            if d is None:
                break
            yield Body(d.start(), d.end(), prefix + d[0], body.region, shared_post(d[0].replace("人民政府", "政府")))
            position = d.end()


def _prefix(territory: Territory, region: str) -> str:
    unit = next((u for u in UNITS if region.endswith(u)), "")
    return territory.wording(region, unit) if unit else region


@cache
def _department_posts() -> frozenset[str]:
    return frozenset(departments().values())


def _listed_party_post(text: str, position: int) -> re.Match[str] | None:
    """A department of the committee in a row of others (市公安局、政法委), if only a committee has one."""
    p = party_department_re().match(text, position)
    if p is None or len(p[0]) < 3 or p[0] in departments() or _PERSON_RE.match(text[p.end() : p.end() + 1]):
        return None
    return p


def _listed_post(text: str, position: int, *, after: str) -> re.Match[str] | None:
    d = department_re().match(text, position)
    if d is not None and len(d[0]) >= 3 and not _PERSON_RE.match(text[d.end() : d.end() + 1]):
        return d
    if after == "党工委":
        return _OFFICE_RE.match(text, position)
    g = _GOVERNMENT_RE.match(text, position) if after.startswith("党委") else None
    return g if g is not None and not _OF_GOVERNMENT_RE.match(text[g.end() : g.end() + 2]) else None
