"""Trials and models that a place is chosen for: 获评全省乡村善治示范镇, 被列为全市首批楼栋自治试点.

The level that chooses belongs to the name (annotated texts: 全国乡村治理体系建设试点单位).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import Candidate, distinguishing, plain
from ingest.mechanisms.marks import QUOTE, TITLE, Marks
from ingest.mechanisms.strengths import STRENGTH

_SORT_RE = re.compile(rf"{lexicon.words('honour_sort')}(?:\([^()]{{1,8}}\))?(?![一-鿿]*(?:创建|建设))")
# from the verb to the sort, in one piece; the level opens the name
_CHOSEN_RE = re.compile(
    rf"(?:{lexicon.words('chosen')}|第[一二三四五]批|首批|首个)(?:了|为|成|到)?[^,。;:\n《》]{{0,16}}?"
    rf"(?P<name>(?:全(?:国|省|市|区|县|州|盟|旗)|国家级?|自治区级?|[省市区县州]级)[^,。;:、\n《》的]{{2,22}})$"
)
_REACH = 56
_LEAST = 2  # characters that say which: 全国基层治理创新典型案例 names none


def find(marks: Marks) -> list[Candidate]:
    """A candidate for every trial or model that something is chosen for."""
    found: list[Candidate] = []
    for sort in _SORT_RE.finditer(marks.text):
        if not marks.inside[sort.start()] & TITLE:
            found += _named(marks, sort.start(), sort.end())
    return found


def _named(marks: Marks, sort: int, end: int) -> Iterator[Candidate]:
    low = max(0, sort - _REACH)
    chosen = _CHOSEN_RE.search(marks.text[low:sort])
    if chosen is None:
        return
    start = low + chosen.start("name")
    plain_case = marks.text[start:end].endswith("案例") and distinguishing(marks.text[start + 2 : sort]) < _LEAST
    if not marks.inside[start] & QUOTE and not plain_case:
        yield Candidate(start, end, plain(marks.text[start:end]), "kind", (), STRENGTH["honour"])
