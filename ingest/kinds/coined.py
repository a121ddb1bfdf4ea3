"""Kinds whose modifier no dictionary has: what is set up, counted, bound or listed (孝贤理事会, 老娘舅调解团).

The context vouches for the name, so that its own words needn't: it runs from a verb, a number or a mark of the list up
to a closing word of a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.bodies.body import HAN
from ingest.components.terms import alternation, lines_with, word_class, words_of
from ingest.kinds.kind import GRAMMAR, Kind, canonical
from ingest.nlp import text_of
from kg.names import display_name

_HEADS = alternation(word_class(GRAMMAR, "open") | word_class(GRAMMAR, "coined"))
# in a list: the item alone between its marks
_QUOTED = rf"[“\"][{HAN}+0-9]{{1,8}}[”\"]"
_MODIFIER = rf"{_QUOTED}[{HAN}]{{0,4}}?|[{HAN}]{{0,9}}?|[{HAN}]{{0,4}}{_QUOTED}[{HAN}]{{0,2}}?"
_ITEM = rf"(?:{_MODIFIER})(?:{_HEADS})"
_ITEM_RE = re.compile(_ITEM)
_OPENING_RE = re.compile(r"[、,，。;；:：\s有]")  # what stands before the first word of an item
_PAUSE_RE = re.compile(r"[、,，。;；:：\s]")  # those of them that no item holds
_CLOSED = (
    r"(?=[、,，。;；:：）)\s和及与等]|以及|[0-9余近约共]+|$|[负牵统具]|各[0-9]|相继|分别|先后|参与|开展|组成|组长|兜底)"
)
_ROW_RE = re.compile(_ITEM + _CLOSED)
_SETUP_RE = re.compile(
    r"(?:成立|组建|建立|设立|创立|设置|组成|编成|设有|配备|建起|办起|搭建|设)(?:起|了|有)*"
    r"(?:(?:由|以)[^。；;]{2,30}?(?:组成|参加|牵头|为主体|为主)的)?(?:[0-9余多近约万千百一二两三四五六七八九十]+[个支家])?"
)
# 设立“红豆议事会”, 组建“近邻帮帮团”412支: people, not a place to go to
_QUOTED_RE = re.compile(
    rf"[“\"](?P<item>[{HAN}]{{2,6}}(?:议事会|评议会|理事会|互助会|说事会|联络站|议事团|帮帮团|帮帮队|"
    r"服务队|宣讲团|调解团|志愿队|巡逻队|突击队|先锋队|监督队|劝导队))[”\"](?!\w{0,4}(?:机制|制度|模式|工作法|品牌|活动|行动))"
)
_MARKS = frozenset('“"')
_NUMBER_RE = re.compile(r"[0-9][0-9.万余多]*[个支家]")
_COUNT_RE = re.compile(r"(?:已|现|共|有|达|发展到|增至)*[0-9][0-9.万余多]*(?:[个支家]|[,，、。;；])")
_COUNTED_RE = re.compile(f"[0-9](?<=[{HAN}].)")  # without which no line has an item with its number
_NEXT_RE = re.compile(r"[、和与及]|以及")
# a sentence goes on in the name: 负责调解室, 由…
_NO_NAME_RE = re.compile(
    r"的|[了过着由把将被让使设或]|党小组|^(?:各|本|该|其|个|支|一|两|等|和|与|新|原|多|全|所有|相关|有关|专门|若干|部分)|"
    r"通过|依托|负责|推动|开展|参与|邀请|按照|实施|形成|发挥|^(?:加强|建设|现|标准)|新增|今年|去年|目前|累计|全[省市州县区镇]|制度|机制|之家|成立|组建|建立|设立"
)
# what is done with the object that follows: 打造“…”调解工作室40个
_LEADING_RE = re.compile("(?:打造|建成|建好|新建|改建|扩建|改扩建|续建|创建|培育|升级|规范|提升)了?(?=....)")
_AFTER_RE = re.compile(rf"[、和与](?P<item>[{HAN}]{{2,6}}?(?:{_HEADS}|中心|小组)){_CLOSED}")
_BEFORE_RE = re.compile(rf"(?<=[、,，。;；:：\n和与])(?P<item>[{HAN}]{{2,6}}?(?:{_HEADS}|中心|小组))[、和与]$")
_SUBJECT_RE = re.compile(
    rf"(?:^|(?<=[,，。;；:：\s]))(?P<item>[{HAN}]{{2,14}}?(?:委员会|领导小组|协会|联合会|筹备组|办公室|机构|主管部门))"
    r"(?=应当|负责|依法|可以|统筹|履行|不得|定期|由|根据|按照|接受|承担|牵头|具体)",
    re.M,
)
_SUBJECT_SIGN_RE = re.compile(
    "(?:员会|小组|协会|合会|备组|公室|机构|部门)(?:应|负|依|可|统|履|不|定|由|根|按|接|承|牵|具)"
)
_ADVERB_RE = re.compile(
    r"^[省市县区乡镇]|(?<![社小园街])区|[时后前经向对在按依凡无不可应等]|有关|相关|专业|专门|内设|上级|下级|本级|同级|鼓励|支持"
)
_SHARED_RE = re.compile(
    rf"(?<![{HAN}、])(?:[{HAN}]{{0,12}}(?:下设|设立|设|成立|的))?(?P<items>[{HAN}]{{2,6}}(?:、[{HAN}]{{2,6}})+)等(?:下属|专门)?(?P<head>委员会)"
)
_SHARING_RE = re.compile(r"等(?:下属|专门)?委员会")
_SOCIAL_RE = re.compile(
    r"等(?:[0-9余多]+[个支]|各类|一批)?(?:社会|自治|群众|志愿|公益|文体|自治性|社区|群众性)[^,，。]{0,4}(?:组织|队伍)"
)


def beside(doc: Doc, found: list[Kind]) -> Iterator[Kind]:
    """业委会、物业公司、网格小组: the items of a list of which one is known to be a kind."""
    text = text_of(doc)
    taken = {i for kind in found for i in range(kind.start, kind.end)}
    for kind in found:
        after = _AFTER_RE.match(text, kind.end)
        joined = text[kind.start - 1 : kind.start] in ("、", "和", "与")
        before = _BEFORE_RE.search(text, max(0, kind.start - 14), kind.start) if joined else None
        for m in (after, before):
            if m is None or any(i in taken for i in range(*m.span("item"))):
                continue
            name = display_name(m["item"])
            if not _NO_NAME_RE.search(name) and not _is_bare(name) and m.start("item") in words_of(doc).boundaries:
                yield Kind(*m.span("item"), canonical().get(name, name), (name,), 0.7)


def coined(doc: Doc) -> list[Kind]:
    """The names that a context vouches for."""
    found: dict[int, Kind] = {}
    for start, end in (*_set_up(doc), *_counted(doc), *_listed(doc), *_subjects(doc)):
        if lead := _LEADING_RE.match(text_of(doc), start, end):
            start = lead.end()
        name = display_name(text_of(doc)[start:end])
        if not _NO_NAME_RE.search(name) and not _is_bare(name):
            found[start] = Kind(start, end, canonical().get(name, name), (name,))
    return [*found.values(), *_sharing(doc)]


_TELLING = ("室", "厅", "分中心", "考评组", "评审组", "顾问团", "智囊团", "讲师团", "专家组", "专项组")


_HEAD_RE = re.compile(_HEADS)


def _is_bare(name: str) -> bool:
    """Is it nothing but a closing word (some say by themselves what they are for), or one that is generic?"""
    closing = _HEAD_RE.fullmatch(name) is not None and not name.endswith(_TELLING)
    return closing or name in word_class(GRAMMAR, "generic")


def _row(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The items of a list that begins at `start`, as long as they close like bodies."""
    while m := _ROW_RE.match(text, start):
        yield m.span()
        joint = _NEXT_RE.match(text, m.end())
        if joint is None:
            return
        start = joint.end()


def _set_up(doc: Doc) -> Iterator[tuple[int, int]]:
    """成立睦邻互助会、老娘舅调解团: the objects of a verb."""
    text = text_of(doc)
    for verb in _SETUP_RE.finditer(text):
        yield from _row(text, verb.end())
        if text[verb.end() : verb.end() + 1] in _MARKS and (m := _QUOTED_RE.match(text, verb.end())):
            yield m.span("item")


def _counted(doc: Doc) -> Iterator[tuple[int, int]]:
    """邻里互助会35个, 23支夜巡队: with a number before or after."""
    text, boundaries = text_of(doc), words_of(doc).boundaries
    for number in _NUMBER_RE.finditer(text):
        yield from _row(text, number.end())
    for m in (m for stretch in _stretches(text) for m in _opened(text, *stretch)):
        if _COUNT_RE.match(text, m.end()) and m.start() in boundaries:
            yield m.span()


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Between marks, which no item holds: what has a digit behind a character, as an item with its number has."""
    for at, end in lines_with(text, _COUNTED_RE):
        while (digit := _COUNTED_RE.search(text, at, end)) is not None:
            for pause in _PAUSE_RE.finditer(text, at, digit.start()):
                at = pause.end()
            behind = _PAUSE_RE.search(text, digit.end(), end)
            stop = behind.start() if behind is not None else end
            yield at, stop
            at = stop


def _opened(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """The items of a line behind a mark or at its beginning, none within another."""
    last = 0
    for start in (begin, *(mark.end() for mark in _OPENING_RE.finditer(text, begin, end))):
        m = _ITEM_RE.match(text, start) if start >= last else None
        if m is not None:
            yield m
            last = m.end()


def _subjects(doc: Doc) -> Iterator[tuple[int, int]]:
    """社区矫正机构应当…: the subject that a rule binds."""
    if doc._.document.genre == "policy":
        text = text_of(doc)
        found = (m for line in lines_with(text, _SUBJECT_SIGN_RE) for m in _SUBJECT_RE.finditer(text, *line))
        yield from (m.span("item") for m in found if not _ADVERB_RE.search(m["item"]))


def _sharing(doc: Doc) -> Iterator[Kind]:
    """人民调解、治安保卫等委员会: each with the closing word that they share."""
    text = text_of(doc)
    for m in (m for line in lines_with(text, _SHARING_RE) for m in _SHARED_RE.finditer(text, *line)):
        start = m.start("items")
        for item in m["items"].split("、"):
            name = item + m["head"]
            if not _NO_NAME_RE.search(name):
                yield Kind(start, start + len(item), canonical().get(name, name), (name,), 0.7)
            start += len(item) + 1


_MARK_RE = re.compile("([、和])")
_LEAD_RE = re.compile(r".*(?:有|包括|成立|组建|培育|如|发动|依托|引导|是)(?:了|起)?(?=..)")


def _listed(doc: Doc) -> Iterator[tuple[int, int]]:
    """孝贤理事会、邻里互助会等自治组织: a list that is summed up as bodies."""
    text = text_of(doc)
    for total in _SOCIAL_RE.finditer(text):
        opening = max(text.rfind(mark, 0, total.start()) for mark in ",，。;；:：\n")
        row = text[opening + 1 : total.start()]
        start = opening + 1
        for piece in _MARK_RE.split(row):
            if piece not in "、和":
                lead = _LEAD_RE.match(piece)
                first = start + (lead.end() if lead else 0)
                m = _ITEM_RE.fullmatch(text, first, start + len(piece))
                if m is not None:
                    yield m.span()
            start += len(piece)
