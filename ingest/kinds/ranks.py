"""Which of two kinds of body stands above the other, by the words between them.

Source: 地方组织法 (派出机关, 工作部门, 负责并报告工作), 党章 chapter 5 and general usage (下设, 上接).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Span

from ingest.components.terms import sentence_bounds
from ingest.nlp import text_of

# (words between, words after the second; is the first one above?)
_BETWEEN: tuple[tuple[re.Pattern[str], re.Pattern[str], bool], ...] = (
    (re.compile(r"(?:是|作为|为)(?:本|该|同级)?"), re.compile(r"的派出(?:机关|机构)|的工作部门"), False),
    (re.compile(r"(?:及|或|或者|和|以及)?(?:其|它的|所属)|及|的"), re.compile(r"派出机[构关]|派驻机构"), True),
    (re.compile(r"(?:依法)?(?:设立|组建|成立)的"), re.compile(""), True),
    (re.compile(r"(?:管理|直属|下属|所属|领导)的"), re.compile(""), True),
    (
        re.compile(r"(?:是由|由)"),
        re.compile(r"(?:[(（、和或][^,，。;；]{2,12}[)）]?)?(?:负责)?(?:依法)?(?:组织)?(?:设立|组建|成立|管理)"),
        False,
    ),
    (
        re.compile(r"(?:隶属于?|归属于?|从属于|归|纳入|受)(?:本|所在)?"),
        re.compile(r"[,，。;；]|(?:统一|直接)?(?:管理|领导|指导|的组织)"),
        False,
    ),
    (re.compile(r"(?:的)?(?:统一|坚强|直接)?领导下[,，]?"), re.compile(""), True),
    (re.compile(r"对(?:本级|上一级|上级)?"), re.compile(r"(?:和[^,，。]{2,12})?负责并报告工作|负责"), False),
    (
        re.compile(r"(?:应当)?(?:自觉)?(?:在|接受)(?:本|所在)?(?:[一-鿿]{0,4})"),
        re.compile(r"(?:的)?(?:统一)?(?:直接)?领导"),
        False,
    ),
)
_LONGEST = 16  # characters of the words between
_BELOW_RE = re.compile(r"[^。！？;；]{0,16}?(?:[往向]?下(?:面|边)?)(?:再|又|还|分别)?(?:设|带|联|接|建)(?:立|置|有)?")
_ABOVE_RE = re.compile(r"[^。！？;；]{0,6}?(?:[往向]?上(?:面|边)?)(?:接|连|联)")
_NEXT_RE = re.compile(r"(?:[0-9.万余多]+个)[、,，](?:往下|下面)?")
_ADJACENT_RE = re.compile(r".*(?:部门|机构|办公室|处|科)$")
_GOVERNMENT_RE = re.compile(r".*(?:政府|党委|党工委)$")
_PART_RE = re.compile(r"为(统领|龙头|核心|主导|引领|主体|骨干|轴心|基础|支撑)[、,，]")
_AS_RE = re.compile(r"为(?:核心|主体|骨干|基础|支撑|依托|支点|节点|纽带|主导|末梢|细胞|单元|补充)")
_LOW = frozenset({"基础", "支撑"})
_ANSWERS_RE = re.compile("负责(?:并|、)?(?:定期)?报告工作|负责\\s*[,，]\\s*(?:向[^,，。]{2,12})?报告工作")
_ITS_RE = re.compile("其(?:依法)?(?:设立|组建|成立|所属|下设|派出|下属)的$")
_PARTS_RE = re.compile(r"(?:及其)?(?:有关|相关)?(?:工作部门|职能部门|派出机构|派出机关)$")


def ranked(doc: Doc, kinds: list[Span]) -> Iterator[tuple[Span, Span]]:
    """(the one above, the one below), as the text says it."""
    yield from _by_words(doc, kinds)
    yield from _by_name(kinds)
    yield from _in_steps(doc, kinds)


def _by_words(doc: Doc, kinds: list[Span]) -> Iterator[tuple[Span, Span]]:
    text = text_of(doc)
    for first, second in pairwise(kinds):
        between = text[first.end : second.start]
        if len(between) > _LONGEST:
            continue
        own = text[second.start : second.end]
        if not between and _GOVERNMENT_RE.match(text, first.start, first.end) and _ADJACENT_RE.match(own):
            yield first, second
        for pattern, after, first_above in _BETWEEN:
            tail = own if first_above and after.pattern else text[second.end : second.end + 16]
            if pattern.fullmatch(between) and after.match(tail):
                yield (first, second) if first_above else (second, first)
                if "由" in between and (joined := _joined(text, kinds, second)) is not None:
                    yield joined, first
    yield from _led(doc, kinds)
    yield from _answering(doc, kinds)
    yield from _its_own(doc, kinds)
    yield from _parts(text, kinds)


def _joined(text: str, kinds: list[Span], one: Span) -> Span | None:
    """The kind that is joined to one: 由乡镇人民政府(街道办事处)设立."""
    following = next((k for k in kinds if k.start >= one.end), None)
    return following if following is not None and text[one.end : following.start] in set("(（、和或") else None


def _parts(text: str, kinds: list[Span]) -> Iterator[tuple[Span, Span]]:
    """以街道党工委为统领、社区党组织为核心、网格党支部为基础: from the head down."""
    for first, second in pairwise(kinds):
        m = _PART_RE.fullmatch(text[first.end : second.start])
        if m is not None and m[1] not in _LOW and _AS_RE.match(text, second.end):
            yield first, second


_AT_RE = re.compile(r"在(?:本|所在)?$")
_ARTICLE_RE = re.compile(r"(?:第[^ ]{1,4}条\s*)?")


def _led(doc: Doc, kinds: list[Span]) -> Iterator[tuple[Span, Span]]:
    """街道办事处…,在街道党工委领导下…: the subject of the sentence stands under the body that leads it."""
    text = text_of(doc)
    for index, above in enumerate(kinds):
        if not (
            text.startswith(("领导下", "的领导下"), above.end)
            and _AT_RE.search(text[max(0, above.start - 3) : above.start])
        ):
            continue
        start, _ = sentence_bounds(text, above.start)
        subject = next((k for k in kinds[:index] if start <= k.start), None)
        if subject is not None and _ARTICLE_RE.fullmatch(text[start : subject.start].strip()):
            yield above, subject


def _answering(doc: Doc, kinds: list[Span]) -> Iterator[tuple[Span, Span]]:
    """某政府应当…,对本级人大和上一级人民政府负责并报告工作: the subject answers to each of them."""
    text = text_of(doc)
    for m in _ANSWERS_RE.finditer(text):
        start, _ = sentence_bounds(text, m.start())
        here = [k for k in kinds if start <= k.start and k.end <= m.start()]
        opening = max(text.rfind(mark, start, m.start()) for mark in "对向")
        if here and here[0].start < opening:
            yield from ((above, here[0]) for above in here if above.start > opening)


_JOINT_RE = re.compile("[、和与]|以及")


def _its_own(doc: Doc, kinds: list[Span]) -> Iterator[tuple[Span, Span]]:
    """某政府和某办事处应当…;其设立的某机构: it stands under each of the subjects of the line."""
    text = text_of(doc)
    for below in kinds:
        if not _ITS_RE.search(text, max(0, below.start - 8), below.start):
            continue
        line = text.rfind("\n", 0, below.start) + 1
        subjects = [k for k in kinds if line <= k.start < below.start]
        for index, above in enumerate(subjects):
            if index and not _JOINT_RE.fullmatch(text[subjects[index - 1].end : above.start]):
                break
            yield above, below


def _by_name(kinds: list[Span]) -> Iterator[tuple[Span, Span]]:
    """区人民政府工作部门 stands under 区人民政府, where the document names both."""
    known = {span._.name: span for span in reversed(kinds)}
    for below in {span._.name: span for span in reversed(kinds)}.values():
        m = _PARTS_RE.search(below._.name)
        above = known.get(below._.name[: m.start()]) if m and m.start() else None
        if above is not None:
            yield above, below


def _in_steps(doc: Doc, kinds: list[Span]) -> Iterator[tuple[Span, Span]]:
    """小区设党支部,往下设楼栋党小组12个、党员中心户30个: each next one stands under the one before."""
    words = [text_of(doc)[first.end : second.start] for first, second in pairwise(kinds)]
    last = -2  # where the last step down or up was
    for index, between in enumerate(words):
        top, below = kinds[index], kinds[index + 1]
        if _ABOVE_RE.fullmatch(between):
            yield below, top
            if index + 1 < len(words) and _BELOW_RE.fullmatch(words[index + 1]):
                yield top, kinds[index + 2]
            last = -2
            continue
        first = _BELOW_RE.fullmatch(between) and not (index and _ABOVE_RE.fullmatch(words[index - 1]))
        if first or (last == index - 1 and _NEXT_RE.fullmatch(between)):
            yield top, below
            last = index
