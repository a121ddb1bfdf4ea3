"""The left edge of a name that a kind word closes: after the verb, preposition or conjunction that governs it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.mechanisms import lexicon
from ingest.mechanisms.marks import Marks

# words after which a verb that is also a noun (落实, 创新) is read as a verb
_BEFORE_VERB_RE = re.compile(
    r"(?:^|[、并且和及与以来要应须可能会将地就再又还也均都已未得让使令]|全面|深入|积极|持续|大力|加快|着力|不断|稳步|扎实|创新|率先|进一步|"
    r"因地制宜|统筹|逐步|继续|认真|严格|有序|切实|努力|主动|坚决|重点|同步|广泛|深化|推动|推进|促进|支持|鼓励|引导|"
    r"指导|组织|负责|坚持|注重|强化|加强|依法|依托|探索|研究|起草|分类|分级|整体|一体|纵深|高标准|高质量|高效|安排)$"
)
_SUBJECT_RE = re.compile(
    r"(?:[省市县区州镇乡村委局厅办部院团校]|街道|社区|单位|部门|机关|组织|国家|企业|政府|政协|人大|工会|妇联|各地|各级)$"
)
_NOMINAL_NEXT = frozenset("的、,。;:和与及”)》》")
_WITH = frozenset("与同和")  # 建立与…挂钩的机制
# what a verb leaves before the noun
_LEADING_RE = re.compile(
    r"^(?:[(]?[一二三四五六七八九十0-9]{1,3}[)、.]\s*|了|着|起来?|出来?|成了?|好|一整套|一套|一系列|一批|一种|一个|一项|[0-9一二三四五六七八九十两多几]+[个项套种类批大](?!一)|"
    r"以及|以下|新的|更加|更为|最为|较为|符合条件的|有条件的|符合实际的|行之有效的|全市|全省|全县|全区|全州|全镇|我市|我省|我县|我区|"
    r"统一的|完善的|健全的|科学的|有效的|长效的|并|和|与|及|将|把|对应的|相应的|本地区?|各类|各项|各种)+"
)
_PREPOSITION_RE = re.compile(r"(?:^|[、并])(?:在|以|按|按照|通过|依托|结合|根据|围绕|利用|借助|将|把|为|从|用|靠|由)(?=[^\s])")


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a name begins, and what stands before it: `frame` is verb, doing, preposition, conjunction or bare."""

    start: int
    frame: str


def left_edge(marks: Marks, low: int, high: int, *, conjoined: str | None = None) -> Edge:
    """The left edge of the name that ends in the kind word at `high`, not before `low`.

    `conjoined` is the frame of the name before, where 和 or 、 joins this one to it.
    """
    verb = _governing(marks, low, high)
    start, frame = verb or (low, conjoined or "bare")
    if verb is None and conjoined is None and (found := _PREPOSITION_RE.match(marks.text[low:high])):
        start, frame = low + found.end(), "preposition"
    return Edge(skip_leading(marks.text, start, high), frame)


def skip_leading(text: str, start: int, end: int) -> int:
    """`start` moved behind particles, numbers of things and empty attributes (了, 一套, 新的)."""
    while (found := _LEADING_RE.match(text[start:end])) and found.end() and start + found.end() < end:
        start += found.end()
    while start < end and text[start] in " \u3000、":
        start += 1
    return start


def _governing(marks: Marks, low: int, high: int) -> tuple[int, str] | None:
    """End and frame of the last verb in [low, high) that takes what follows as its object."""
    found: tuple[int, str] | None = None
    for start, end in marks.within(marks.verbs, low, high):
        if marks.inside[start] or not _governs(marks, low, start, end, high, found):
            continue
        use = lexicon.verbs()[marks.text[start:end]].use
        found = (end, "doing" if use == "doing" else "preposition" if use == "preposition" else "verb")
    return found


def _governs(marks: Marks, low: int, start: int, end: int, high: int, before: tuple[int, str] | None) -> bool:
    text = marks.text
    pure = lexicon.verbs()[text[start:end]].reading == "pure"
    if not _is_word(marks, low, start) or high - end < 2 or text[end] in (_NOMINAL_NEXT - _WITH if pure else _NOMINAL_NEXT):
        return False
    if pure:
        return True
    since = before[0] if before is not None else low
    if start == since:
        return True
    if before is not None and high - end < 4:
        return False
    context = text[since:start]
    if _BEFORE_VERB_RE.search(context):
        return True
    return before is None and len(context) <= 14 and "的" not in context and _SUBJECT_RE.search(context) is not None


def _is_word(marks: Marks, low: int, start: int) -> bool:
    return start in marks.edges or _BEFORE_VERB_RE.search(marks.text[low:start]) is not None
