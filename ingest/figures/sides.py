"""The sides of a change that no 从…减为… words: what is merged into what, how it was and how it is now.

6个街道、49个社区合并为18个大社区; 原先不到一成,现在有27%; 只剩下21起,降了八成.
Source: annotation guidelines, "Metrics".
"""

from __future__ import annotations

import re

from ingest.figures.reading import own_start
from ingest.figures.subjects import Passage
from kg.values import FoundQuantity

_INTO_RE = re.compile(
    r"(?:合并|整合|归并|撤并|缩并|分解|拆分|压减|精简|压缩|细化分解)(?:成为|为)"
    r"|(?<=[网队个站所家镇村区])并为[“\"]?[一1]"
)
_FORMER_RE = re.compile(r"[由从](?:原来|原先|过去)的[^,，]*$")
_TURNED_RE = re.compile(r"(?:变为|改为|变成|转为)")
_THEN_RE = re.compile(r"(?:原先|原来|原有的?|现有的|以前|起初|当初|最初|刚开始|首次?测)[一-鿿]{0,6}$")
_NOW_RE = re.compile(
    r"(?:现在|如今|现已|眼下|后来|回落|升|降|涨)[一-鿿]{0,6}$|重新(?:划分|划定|切分|调整|优化|梳理)[成为]$|只?保留$"
)
_LEFT_RE = re.compile(r"(?:只|仅|就)?剩(?:下|余)?(?:了|不到|约)?$")
_FELL_RE = re.compile(r"[,，](?:同比)?(?:下降|降|减少|减|少)(?:了|幅)?")
_REACHED_RE = re.compile(r"(?:回落|回升|攀升|跃升|滑落|[跌压涨])[到至]了?$|标准提[到至](?:每[人户月年]{1,2})*$")
_NEAR = 24  # characters between the two sides


def side_of(passage: Passage, found: FoundQuantity) -> str | None:
    """before or after, where the sentence sets two states against each other; None where it does not."""
    left, right = passage.segment(found.numeral[0])
    own = passage.text[own_start(passage, found) : found.start]
    merged = _merged(passage, found, left, right)
    if merged is not None or _REACHED_RE.search(own):
        return merged or "after"
    if _LEFT_RE.search(own) and _FELL_RE.match(passage.text, found.end):
        return "after"
    if _FORMER_RE.search(passage.text, left, found.start) and _TURNED_RE.match(passage.text, found.end):
        return "before"
    following = next((f for f in passage.found if f.start > found.start), None)
    if following is not None and _THEN_RE.search(own) and _is_set_against(passage, found, following):
        return "before"
    return None


def _merged(passage: Passage, found: FoundQuantity, left: int, right: int) -> str | None:
    """甲个街道、乙个社区合并为丙个大社区: all before the verb were, what follows it is."""
    into = _INTO_RE.search(passage.text, left, right) if passage.text.find("为", left, right) >= 0 else None
    if into is None:
        return None
    before = any(left <= f.start and f.end <= into.start() for f in passage.found)
    if before and found.end <= into.start():
        return "before"
    return "after" if before and 0 <= found.start - into.end() <= 2 else None


def _is_set_against(passage: Passage, found: FoundQuantity, following: FoundQuantity) -> bool:
    between = passage.text[found.end : following.start]
    return (
        following.quantity.unit == found.quantity.unit and len(between) <= _NEAR and _NOW_RE.search(between) is not None
    )


def is_now(passage: Passage, found: FoundQuantity) -> bool:
    """Is the number the second side: 原先不到一成,现在有27%?"""
    before = next((f for f in reversed(passage.found) if f.start < found.start), None)
    return before is not None and _is_set_against(passage, before, found) and side_of(passage, before) == "before"
