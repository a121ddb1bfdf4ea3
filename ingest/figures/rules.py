"""Rules that a report tells: its numbers are targets, as those of the policy are.

30分钟之内必须有人接单, 按照300户左右一个网格的标准, 5000户以上的每增加400户增配1人. Source: annotation guidelines,
"Metrics" (`role`).
"""

from __future__ import annotations

import re

from ingest.figures.subjects import Passage
from kg.values import FoundQuantity

_BINDING_RE = re.compile(r"(?:必须|须(?!知)|应当|不得)")
_CLASS_RE = re.compile(
    r"[0-9]+[户人](?:以[上下])?的(?:社区|小区|村)?$|每(?:增加|多出?)[0-9]+[户人](?:再|应)?(?:增配?|配)$"
)
_OF_EACH_RE = re.compile(r"要求每[^,，。;；]*$|最多(?:配|设|可|不)[一-鿿]{0,3}$")
_PLANNED_RE = re.compile(r"(?:提出|明确|规划|要求)[,，]?到20\d\d年")
_BY_RE = re.compile(r"按照?[^,，。;；]*$")
_STANDARD_RE = re.compile(r"的标准(?!化)")
_WITHIN_RE = re.compile(r"[之以]内[一-鿿]")  # 说不拢的三日之内转上一级调处


def tells_rule(passage: Passage, found: FoundQuantity) -> bool:
    """Is the number a part of what somebody has laid down?"""
    text = passage.text
    left, right = passage.segment(found.numeral[0])
    lead = text[left : found.start]
    return bool(
        _BINDING_RE.match(text, found.end)
        or ("按" in lead and _BY_RE.search(lead) and _STANDARD_RE.search(text, found.end, right))
        or (lead.endswith("的") and _WITHIN_RE.match(text, found.end - 2))
        or (("户" in lead or "人" in lead) and _CLASS_RE.search(lead))
        or _OF_EACH_RE.search(lead)
        or (text.find("到20", passage.start, found.start) >= 0 and _PLANNED_RE.search(text, passage.start, found.start))
    )
