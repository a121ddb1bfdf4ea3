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
_WITH = frozenset("与同和")  # 建立与…挂钩的机制
# what a verb leaves before the noun
_LEADING_RE = re.compile(
    r"^(?:[(]?[一二三四五六七八九十0-9]{1,3}[)、.]\s*|[0-9一二三四五六七八九十两多几]+[个项套种类批大](?!一)|"
    rf"{lexicon.words('empty_attribute')})+"
)
_PREPOSITION_RE = re.compile(rf"(?:^|[、并]){lexicon.words('preposition')}(?=[^\s])")


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
    nominal = _NOMINAL_NEXT - _WITH if pure else _NOMINAL_NEXT
    if not _is_word(marks, low, start) or high - end < 2 or text[end] in nominal:
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
