"""Bounds: whether a number says about, more or less, by its own words or by those of its verb or its list."""

from __future__ import annotations

import re

from ingest.figures.subjects import Passage
from kg.values import FoundQuantity

# 至少建成1个, 约占总户数的85%, 授信最高300万元; 最多达到25个 is how many there were
_BOUND_RE = re.compile(
    r"(?:(?P<more>至少|最少|起码|不少于|不低于)|(?P<less>至多|最多(?!达|有|时|要)|不超过?))(?:[一-鿿]{1,3}|每[一-鿿]{1,9})$"
    r"|(?:(?P<least>至少|最少|起码)|(?P<about>约占|约为))[一-鿿（）()]{1,12}$|(?P<most>最高)$"
)
_SAME_BOUND = {"least": "more", "most": "less"}
# 不低于当年计划的15%
_SHARE_BOUND_RE = re.compile(
    r"(?:(?P<more>不得?低于|不得?少于|高于|超过)|不得?超过|不得?高于|低于)[^0-9,，。;；]{2,24}的(?:水平的)?$"
)
_BARRED_RE = re.compile(r"不得|不再|不能|不予|禁止")  # 三年内不得承接: exactly three years


def approx_of(passage: Passage, found: FoundQuantity) -> str | None:
    """about, more, less or None."""
    if found.quantity.approx == "less" and _BARRED_RE.match(passage.text, found.end):
        return None
    return found.quantity.approx or _bound_of_words(passage, found) or _bound_of_list(passage, found)


def _bound_of_words(passage: Passage, found: FoundQuantity) -> str | None:
    left, _ = passage.segment(found.numeral[0])
    lead = passage.text[left : found.start]
    over = _SHARE_BOUND_RE.search(lead) if found.quantity.unit in ("%", None) else None
    if over is not None:
        return "more" if over["more"] else "less"
    match = _BOUND_RE.search(lead)
    bound = match.lastgroup if match is not None else None
    return _SAME_BOUND.get(bound or "", bound)


def _bound_of_list(passage: Passage, found: FoundQuantity) -> str | None:
    """分别投资约1516万元、1646万元: what is said of the first holds for the next in its order."""
    before = next((f for f in passage.found if f.end == found.start - 1), None)
    if before is None or before.quantity.approx != "about" or before.quantity.unit != found.quantity.unit:
        return None
    left, _ = passage.segment(found.numeral[0])
    listed = passage.text[before.end] in "、和" and "分别" in passage.text[left : before.start]
    return "about" if listed else None
