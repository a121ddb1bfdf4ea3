"""Numbers that refer to the number before: by how much it changed, and how many of those it counts.

特困人员10482人,较上年末减少361人; 73栋楼里有51栋是…. Source: annotation guidelines, "Metrics".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.figures.measure_words import alternatives
from ingest.figures.reading import Reading
from ingest.figures.subjects import Passage, predicate_after, tidy
from kg.values import FoundQuantity

_AGAINST_RE = re.compile(
    r"[\s,，]*(?:而?且|其中)?(?:[比较]|与|同期?比)(?![^,，。;；、]*分别)[^,，。;；、]{2,18}?(?:相比|相较)?(?:又|再|已|还|仍|累计|平均)?"
    rf"(?:{alternatives('increase', 'decrease')}|高出|低了|多出|高了|[多少高低])(?:了|近|约|将近|超过?)*"
)
_PERIOD_RE = re.compile(r"[年月季][初末底]?|同期|之初|之前|[初末前]")
_AMONG_RE = re.compile(
    r"[^0-9,，。;；、]{0,4}?(?P<noun>[一-鿿()（）]{1,12}?)(?:里面?|(?<![集之高初其])中|当中)"
    r"(?:已经?|还|仍|只|仅|就|目前|现|也)*(?P<of>[^0-9,，。;；、]{2,16}的)?(?:已经?|还|仍|只|仅|就)*有?"
)
_THINGS = frozenset(("个", "家", "项", "件", "名", "人", "户", "处", "条"))
_OF_THEM_RE = re.compile(r"[,， ]*其中[,，]?(?:已|还|仅|只|就)?有?")
_HAVING_RE = re.compile(r"(?:已经?|还|仅|只|就)?有")
_NEAR = 3  # characters between the number and what it is set against


def compared(passage: Passage, found: FoundQuantity, last: Reading) -> Reading | None:
    """By how much the number before it has changed: 较上年末减少361人; None if the stretch says more than that."""
    text = passage.text
    left, _ = passage.segment(found.numeral[0])
    if not 0 <= left - last.found.end <= _NEAR or text[left : left + 1] not in tuple("比较与同"):
        return None
    if _AGAINST_RE.fullmatch(text, left, found.start) is None:
        return None
    changed = _PERIOD_RE.search(text, left, found.start) is not None  # 比全省平均水平高出7个百分点
    return Reading(found, last.subject, "change" if changed else None)


def _is_part(text: str, left: int, found: FoundQuantity) -> bool:
    """其中2个…, or after 289个行政村中, 有187个…?"""
    if _OF_THEM_RE.fullmatch(text, left, found.start):
        return True
    inside = text[max(0, left - 2) : left] in ("中,", "中，", "里,", "里，")
    return inside and _HAVING_RE.fullmatch(text, left, found.start) is not None


def among(passage: Passage, found: FoundQuantity, left: int, done: Sequence[Reading]) -> str:
    """Of 138个驿站中有11个停用, 停用的驿站; empty where the number is none of those counted right before it."""
    text = passage.text
    lead = text[left : found.start]
    if "中" not in lead and "里" not in lead and not lead.endswith("有"):
        return ""
    if done and _is_part(text, left, found) and found.quantity.unit == done[-1].found.quantity.unit:
        said = tidy(predicate_after(passage, found.end)) if found.quantity.unit in _THINGS else ""
        return f"{said}的{done[-1].subject.rpartition('的')[2]}" if said else ""
    if found.quantity.unit is None or not any(f.end == left for f in passage.found):
        return ""
    match = _AMONG_RE.fullmatch(text, left, found.start)
    if match is None:
        return ""
    noun = tidy(match["noun"])
    said = tidy(match["of"] or "") or tidy(predicate_after(passage, found.end)).removeprefix("是").rstrip("的")
    return f"{said}的{noun}" if said and not said.endswith(noun) else said or noun
