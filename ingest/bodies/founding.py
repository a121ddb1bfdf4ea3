"""Bodies that a named body or region sets up under a name of their own, and who sets up what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from ingest.bodies.body import GRAMMAR, HAN, Body, is_name
from ingest.bodies.territory import Territory
from ingest.components.terms import alternation, read_table, sentence_bounds, word_class
from ingest.nlp import text_of
from ingest.windows import window
from kg.names import display_name

_SETUP_RE = re.compile(r"(?:挂牌成立|成立|组建|设立|创设|增设|建立|组成|(?:内|下)(?:设|分)|分设)了?")
_SETUP_HEADS = word_class(GRAMMAR, "setup")
_HOLDER_RE = re.compile(
    r"(?:原|副|第一)?(?:书记|主任|部长|局长|厅长|处长|负责人|干部|工作人员|委员|秘书长|常委|院长|会长)"
)
_SETUP_NAME_RE = re.compile(rf"(?:{alternation(_SETUP_HEADS)})$")
# 工作专班, 服务中心: every level has some
_COMMON = ("专班", "小组", "中心", "工作组", "队", "办公室")
# what a leading group is divided into: 综合协调组, 督导组
_PART_RE = re.compile(rf"(?![若各多几])[{HAN}]{{2,8}}(?<!工作)(?<!领导小)组")
_PARTS_RE = re.compile(r"(?:内|下)(?:设|分)了?|分设了?")
_SETUP_CUT_RE = re.compile(
    rf"[^的了]{{0,20}}?(?:{alternation(_SETUP_HEADS)})(?=统筹|负责|推进|加强|牵头|具体|开展|承担|统一|全面|协调|组织|指导|履行|实施|来)"
)
_DISTRIBUTIVE_RE = re.compile(
    r"各[省市州县区地乡镇街社村级部单]|每个|分别|[市县乡镇村区]两级|三级|四级|五级|普遍|全覆盖|\d个|[一二三四五六七八九十百千万]个|鼓励|支持|探索|具备条件|有条件|可以|指导|引导"
)
# 在市委领导下成立: others do it
_UNDER_RE = re.compile(r"(?:的)?(?:[一-鿿]{0,6})(?:领导|指导|支持|带领|推动|牵头抓总)[和与、一-鿿]{0,6}下")
_OTHER_RE = re.compile(r"[,，](?:该|各|本)?(?:社区|村|街道|镇|乡|小区|村里|居民|单位|企业|公司)$")
_OTHER = 6  # characters that hold what it takes
_ELSEWHERE_RE = re.compile(r"在[一-鿿]{0,6}(?:街道|镇|乡|社区|村|小区|网格)[上中内里]?$")
_LED_RE = re.compile(
    rf"(?:成立|组建|设立|建立)了?(?:[由以][^。；;]{{2,60}}?(?:任|为|担任)[^。；;]{{0,8}}(?:组长|主任|总指挥|指挥长|召集人)[^。；;]{{0,24}}?的)?(?P<name>[{HAN}“”]{{3,16}}?(?:工作领导小组|协调小组|领导小组|指挥部|联席会议|工作专班)(?:办公室)?)(?!办公室)"
)
_FIRST_RE = re.compile(
    r"(?:全[国省市州盟县区旗]|国内|省内|市内|县内|[我本][省市县])(?:首个|首家|第一[个家]|唯一(?:一[个家])?)"
    rf"(?P<level>[省市州县区]级)?(?P<name>[{HAN}“”]{{2,16}}?(?:{alternation(_SETUP_HEADS)}))(?![{HAN}]{{0,2}}(?:建设|试点))"
)


_LEVELLED_RE = re.compile(
    rf"(?P<unit>[省市州盟县区旗])(?:级|一级|里|本级)(?:设立|设置|设有|设|建有|建成|成立|组建)了?(?P<name>[{HAN}]{{3,16}}?(?:指挥中心|服务中心|治理中心|管理中心|调度中心|领导小组|指挥部|联席会议))(?![建站点])"
)
_QUOTED_RE = re.compile('[“"][^”"]+[”"](?:组织)?')
_JOINT_RE = re.compile(r"[、和与]?|联合|会同|以及")
_PHRASE_RE = re.compile(r"[^、]+?(?=[、]|和(?=[“\"一-鿿]{3})|$)")
_MARK_RE = re.compile(r"[“\"]")
_YEAR_RE = re.compile(r"\d{4,}")
_PREDICATE_RE = re.compile(r"的|[了过着为以由]|\d|[一二两三四五六七八九十]+[个支]")


def led_groups(doc: Doc) -> Iterator[Body]:
    """The one leading group that a policy sets up for itself: 成立由某某任组长的某某工作领导小组."""
    document = doc._.document
    if document.genre != "policy" or len(document.regions) != 1:
        return
    text = text_of(doc)
    for m in _LED_RE.finditer(text):
        start, _ = sentence_bounds(text, m.start())
        if not _DISTRIBUTIVE_RE.search(text, start, m.start()) and is_name(doc, m.start("name"), m.end()):
            name = display_name(m["name"])
            yield Body(m.start("name"), m.end(), name, None, name)


@cache
def _kinds() -> frozenset[str]:
    return frozenset(form for name, others, _ in read_table("organization_kinds.tsv") for form in (name, *others))


def set_up(doc: Doc, territory: Territory, bodies: list[Body]) -> Iterator[Body]:
    """Bodies that a named body or region sets up under a name of their own."""
    for founders, start, end in setups(doc, territory, bodies):
        named = bool(founders[0].post)
        parts = named and _PARTS_RE.search(text_of(doc), start - 3, start) is not None
        for first, last in objects(text_of(doc), start, end, parts=parts):
            name = display_name(text_of(doc)[first:last])
            proper = (parts and _PART_RE.fullmatch(name)) or _is_proper(doc, first, last, shortest=7 if named else 8)
            if name not in _kinds() and proper:
                yield Body(first, last, name, None, name)


def first_of_their_kind(doc: Doc) -> Iterator[Body]:
    """全省首个市级治理人才培训中心: what is the only one is told apart by that."""
    for m in _FIRST_RE.finditer(text_of(doc)):
        # “两新”组织…: what is quoted may be anything
        quoted = _QUOTED_RE.match(m["name"])
        inner = m.start("name") + (quoted.end() if quoted else 0)
        if inner < m.end() and is_name(doc, inner, m.end()) and len(display_name(m["name"])) >= 5:
            start = m.start("level") if m["level"] else m.start("name")
            name = display_name(text_of(doc)[start : m.end()])
            yield Body(start, m.end(), name, None, name)


def levelled(doc: Doc) -> Iterator[Body]:
    """市级设某某中心: the one of the city that the text is about."""
    regions = doc._.document.regions
    for m in _LEVELLED_RE.finditer(text_of(doc)) if len(regions) == 1 else ():
        if regions[0].endswith(m["unit"]) and is_name(doc, m.start("name"), m.end()):
            yield Body(m.start("name"), m.end(), display_name(m["name"]), None, display_name(m["name"]))


def setups(doc: Doc, territory: Territory, bodies: list[Body]) -> Iterator[tuple[list[Body], int, int]]:
    """(who sets up, where the objects of the verb begin, the end of the sentence), unless it is done by many."""
    text = text_of(doc)
    for first, last in _verbs(doc):
        start, end = sentence_bounds(text, first)
        founders = _founders(doc, territory, bodies, start, first)
        if not founders:
            continue
        around = text[start : founders[0].start] + text[founders[-1].end : first]
        if not _DISTRIBUTIVE_RE.search(around):
            yield founders, last, end


def _verbs(doc: Doc) -> list[tuple[int, int]]:
    """Where the verbs of setting up begin and end; found once a document."""
    if "setups" not in doc.user_data:
        doc.user_data["setups"] = [m.span() for m in _SETUP_RE.finditer(text_of(doc))]
    found: list[tuple[int, int]] = doc.user_data["setups"]
    return found


def _founders(doc: Doc, territory: Territory, bodies: list[Body], start: int, end: int) -> list[Body]:
    """The last bodies (joined or running on), else the last region, that the sentence names before the verb."""
    text = text_of(doc)
    named = [
        b for b in window(bodies, start, end) if not _HOLDER_RE.match(text, b.end) and not _UNDER_RE.match(text, b.end)
    ]
    places = window(territory.spans, start, end) if not named else []
    if not named and not places:
        return []
    # another subject stands right before the verb: …书记介绍,社区成立了…
    if _OTHER_RE.search(text[max(start, end - _OTHER) : end]):
        return []
    # 在街道设立: some other place sets it up
    if named and _ELSEWHERE_RE.search(text[named[-1].end : end]):
        return []
    if named:
        group = [named[-1]]
        for body in reversed(named[:-1]):
            if not _JOINT_RE.fullmatch(text[body.end : group[0].start]):
                break
            group.insert(0, body)
        return group
    return [Body(places[-1].start, places[-1].end, "", places[-1].name, "")]


def objects(text: str, start: int, end: int, shortest: int = 6, *, parts: bool = False) -> Iterator[tuple[int, int]]:
    """The noun phrases after a verb, up to the comma, that close like a body; `parts`: or like a part of one."""
    stop = min((i for mark in ",，:：(（加" if (i := text.find(mark, start, end)) >= 0), default=end)
    for m in _PHRASE_RE.finditer(text[start:stop]):
        first, last = start + m.start(), start + m.end()
        if text[first] == "和":
            first += 1
        first += len(text[first:last]) - len(text[first:last].lstrip("由以了"))
        if cut := _SETUP_CUT_RE.match(text, first, last):
            last = cut.end()
        if text[first] in '“"' and text[last - 1] in '”"':  # “某某学院”: the name is what the marks hold
            inner = _SETUP_NAME_RE.search(text, first, last - 1)
        else:
            inner = _SETUP_NAME_RE.search(text[first:last])
        closes = inner and last - first >= shortest
        if closes or (parts and _PART_RE.fullmatch(display_name(text[first:last]))):
            yield first, last


def _is_proper(doc: Doc, start: int, end: int, *, shortest: int) -> bool:
    """Has the phrase a modifier that sets it apart: a quoted name, a number in its name, or nouns enough?"""
    text = text_of(doc)[start:end]
    if _MARK_RE.match(text) or _YEAR_RE.match(text):
        return True
    if _PREDICATE_RE.search(text) or not is_name(doc, start, end):
        return False
    return len(text) >= (shortest if text.endswith(_COMMON) else min(shortest, 6))
