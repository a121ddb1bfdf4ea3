"""Figures that a sentence deals out to several places: 甲区、乙区各3个, 甲市、乙市分别扩至450席、400席."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.figures.subjects import Passage
from kg.values import FoundQuantity

_EACH_RE = re.compile(r"各(?!级|类|项|地|界|方|部门|单位|乡镇?|镇|街道|县|市|区|社区|村)[一-鿿]{0,12}$")
_IN_ORDER_RE = re.compile(r"分别[一-鿿]{0,12}?$")


def dealt_out(passage: Passage, found: FoundQuantity, names: Mapping[int, str]) -> tuple[str, ...]:
    """The regions for each of which the figure holds; empty where nothing is dealt out.

    `names` are the names of the regions by where they begin.
    """
    left, right = passage.segment(found.numeral[0])
    listed = _list_before(passage, found.start)
    if len(listed) < 2:
        return ()
    if _EACH_RE.search(passage.text, left, found.start):
        return tuple(names[start] for start in listed)
    figures = [f for f in passage.found if left <= f.start < right and listed[-1] < f.start]
    first = figures[0] if figures else found
    in_order = len(figures) == len(listed) and _IN_ORDER_RE.search(passage.text, left, first.start)
    return (names[listed[figures.index(found)]],) if in_order else ()


def _list_before(passage: Passage, at: int) -> list[int]:
    """Where the places of the last list before `at` begin, in its sentence; empty where only one place stands there."""
    run: list[tuple[int, int]] = []
    for start, end in reversed([place for place in passage.regions if place[1] <= at]):
        if run and passage.text[end : run[0][0]] not in ("、", "和", "与", ""):
            break
        if run and end == run[0][0]:  # 某市某区: the last of a chain is meant
            continue
        run.insert(0, (start, end))
    return [start for start, _ in run]
