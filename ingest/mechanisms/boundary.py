"""The left edge of a name that a kind word closes: after the verb, preposition or conjunction that governs it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.mechanisms import lexicon
from ingest.mechanisms.marks import Marks

# words after which a verb that is also a noun (落实, 创新) is read as a verb
_BEFORE_VERB_RE = re.compile(
    rf"(?:^|[、并且和及与以来要应须可能会将地就再又还也均都已未得让使令]|{lexicon.words('before_verb')})$"
)
_SUBJECT_RE = re.compile(rf"{lexicon.words('subject_end')}$")
_NOMINAL_NEXT = frozenset("的、,。;:和与及”)》》")
_NOMINAL_BEHIND_PURE = _NOMINAL_NEXT - frozenset("与同和")  # 建立与…挂钩的机制
# what a verb leaves before the noun
_LABEL = (
    r"(?:[(]?[一二三四五六七八九十0-9]{1,3}[)、.]|第[一二三四五六七八九十百零0-9]+[条章节款项]|"
    r"[一二三四五六七八九十](?:是要?|要))\s*"
)
_LABEL_RE = re.compile(rf"\s*{_LABEL}")
_LEADING_RE = re.compile(
    rf"(?:{_LABEL}|[0-9一二三四五六七八九十两多几]+[个项套种类批大](?!一)|[0-9.]+[多余]?[万亿]?元的?|[0-9]{4}年(?:度|初|底|末|起)?|{lexicon.words('empty_attribute')})+"
)
# 应当|进入某平台: the verb behind a modal takes the name as its object, whatever verb it is
_MODAL_RE = re.compile(r"应当|必须|应该|可以|需要|能够|不得")
# 摸索形成的某机制: the verb stands as an attribute
_ATTRIBUTE_RE = re.compile(rf"[^的、]{{0,12}}?{lexicon.words('carried_behind')}(?:起来)?的(?=[^的]{{2,20}}$)")
_PARALLEL_ONLY_RE = re.compile(r"[^的。;:“”]*,")
_PREPOSITION_RE = re.compile(rf"(?:^|[、并]){lexicon.words('preposition')}(?=[^\s])")


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a name begins, and what stands before it.

    `frame` is verb, doing, preposition, modal, open (a verb of naming in an earlier part of the sentence has its object
    here: 构建A、B,C的某体系), conjunction or bare.
    """

    start: int
    frame: str


def left_edge(marks: Marks, low: int, high: int, *, conjoined: str | None = None) -> Edge:
    """The left edge of the name that ends in the kind word at `high`, not before `low`.

    `conjoined` is the frame of the name before, where 和 or 、 joins this one to it.
    """
    low = found.end() if (found := _LABEL_RE.match(marks.text, low, high)) else low
    words = marks.text[low:high]
    verb = _governing(marks, low, high)
    start, frame = verb or (low, conjoined or "bare")
    if verb is None and conjoined is None and (found := _PREPOSITION_RE.match(words)):
        start, frame = low + found.end(), "preposition"
    if frame == "bare" and (modal := _behind_modal(marks, low, high)) is not None:
        start, frame = modal, "modal"
    owned = "的" in words
    if frame == "bare" and owned and (told := _ATTRIBUTE_RE.match(words)) is not None:
        start, frame = low + told.end(), "verb"
    if frame == "bare" and owned and _is_open(marks, low):
        frame = "open"
    return Edge(skip_leading(marks.text, start, high), frame)


def _behind_modal(marks: Marks, low: int, high: int) -> int | None:
    """The end of the one verb behind the last modal in [low, high), if a name can follow."""
    modals = list(_MODAL_RE.finditer(marks.text, low, high))
    if not modals:
        return None
    verbs = [
        (start, end)
        for start, end, part in marks.words.spans_between(modals[-1].end(), high)
        if part == "v" or marks.text[start:end] in lexicon.verbs()
    ]
    return verbs[0][1] if len(verbs) == 1 and verbs[0][1] < high - 1 else None


def _is_open(marks: Marks, low: int) -> bool:
    """Whether a verb of naming before the comma at `low` still waits for its object."""
    sentence = marks.sentence(low)[0]
    verbs = marks.within(marks.verbs, sentence, low)
    if not verbs or marks.within(marks.kinds, verbs[-1][1], low):
        return False
    verb = lexicon.verbs()[marks.text[slice(*verbs[-1])]]
    pure = verb.reading == "pure" and verb.use == "naming" and not marks.inside[verbs[-1][0]]
    return pure and _PARALLEL_ONLY_RE.fullmatch(marks.text, verbs[-1][1], low) is not None


def skip_leading(text: str, start: int, end: int) -> int:
    """`start` moved behind particles, numbers of things and empty attributes (了, 一套, 新的)."""
    while (found := _LEADING_RE.match(text, start, end)) and start < found.end() < end:
        start = found.end()
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
    nominal = _NOMINAL_BEHIND_PURE if pure else _NOMINAL_NEXT
    if not _is_word(marks, low, start) or high - end < 2 or text[end] in nominal:
        return False
    if pure:
        return True
    since = before[0] if before is not None else low
    if start == since:  # 健全|创新激励机制: behind a verb of naming, a word that is also a noun begins the name
        return before is None or before[1] != "verb" or lexicon.verbs()[text[start:end]].use == "doing"
    if before is not None and high - end < 4:
        return False
    context = text[since:start]
    if _BEFORE_VERB_RE.search(context):
        return True
    return before is None and len(context) <= 14 and "的" not in context and _SUBJECT_RE.search(context) is not None


def _is_word(marks: Marks, low: int, start: int) -> bool:
    return start in marks.edges or _BEFORE_VERB_RE.search(marks.text[low:start]) is not None
