"""Appraisals that a text enters its work into: 把治理成效纳入乡镇综合考核 names 乡镇综合考核."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import Candidate, is_excluded, plain
from ingest.mechanisms.marks import STOPS, Marks
from ingest.mechanisms.strengths import STRENGTH

_ENTERED_RE = re.compile(r"(?:纳入|列入|计入)(?:到|了)?")
_END = r"(?:考核|考评|述职评议|述职测评|绩效评价|督查激励)"
# whole items, one behind the other: 政绩考核、党委书记述职评议考核; a list of plain nouns within an item stays in it
_ITEM_RE = re.compile(
    rf"[^,。;:!?\n“”《》]{{2,30}}?{_END}(?:评议|考核|评价)*"
    rf"(?=(?:工作)?(?:[,。;、\n和及与]|(?:的)?{lexicon.words('appraisal_behind')}|$))"
)
_JOINT_RE = re.compile(r"(?:工作)?(?:、|和|及|以及|与)(?:纳入|列入)?")
_LEADING_RE = re.compile(
    r"(?:各地|各级|当地|本级|全年|同级|(?:[0-9]{4}年)?年度(?=[^考]{3,}[县市区乡镇街村社党])|[0-9]{4}年(?:度)?)+"
)
# words that every appraisal has: alone they say not which one
_USUAL_RE = re.compile(rf"{lexicon.words('appraisal_usual')}|的|工作")
_LEAST = 2  # characters that say which one
_MANY = 4  # usual words that together do (年度目标绩效综合考评)
_REACH = 120


def find(marks: Marks) -> list[Candidate]:
    """A candidate for every appraisal that something is entered into."""
    text = marks.text
    if "入" not in text:
        return []
    return [
        found
        for verb in _ENTERED_RE.finditer(text)
        if not marks.inside[verb.start()]
        for found in _entered(marks, verb.end())
    ]


def _entered(marks: Marks, at: int) -> Iterator[Candidate]:
    """The appraisals that stand behind the verb that ends at `at`."""
    stop = next((i for i in range(at, min(at + _REACH, len(marks.text))) if marks.text[i] in STOPS), at + _REACH)
    while (item := _ITEM_RE.match(marks.text, at, stop)) is not None:
        start = found.end() if (found := _LEADING_RE.match(marks.text, at, item.end())) else at
        name = plain(marks.text[start : item.end()])
        if _says(name) and not is_excluded(name):
            yield Candidate(start, item.end(), name, "kind", (), STRENGTH["appraisal"])
        joint = _JOINT_RE.match(marks.text, item.end(), stop)
        if joint is None:
            return
        at = joint.end()


def _says(name: str) -> bool:
    """Whether a name says which appraisal it is.

    >>> _says("年度考核"), _says("乡镇综合考核"), _says("年度目标绩效综合考评")
    (False, True, True)
    """
    rest, usual = _USUAL_RE.subn("", name)
    return name.count("(") == name.count(")") and (len(rest) >= _LEAST or usual > _MANY)
