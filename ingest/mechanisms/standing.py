"""What a quotation is that names no way of working, and forms that say how, not what."""

from __future__ import annotations

import re

from ingest.fates import Fate
from ingest.mechanisms import lexicon
from ingest.mechanisms.quotations import Quoted

HALVES = ("前半篇", "后半篇", "前半篇文章", "后半篇文章")  # of a reform named before
MANNER_RE = re.compile(r"^(?:[一多点面][对][一点面]|一站式|组团式|沉浸式|一条龙|零距离|全科)$")  # how, not what
METAPHOR_RE = re.compile(rf"{lexicon.words('metaphor_before')}了?$")
_MOTTO_NEXT_RE = re.compile(
    r"^(?:的|这一)?[^,。;、是]{0,4}(?:理念|原则|思路|方针|要求|宗旨|标准|目标|方向|思想|导向|态度|初心|精神)"
    r"|^(?:的)?(?:总|战略|改革|工作|发展|奋斗|总体)?(?:目标|指标|愿景|要求|格局|局面)"
)
_STATE_NEXT_RE = re.compile(r"[^,。;]{0,8}(?:格局|局面|氛围|合力|效应|优势)")


def is_motto(quoted: Quoted) -> bool:
    """Whether what follows calls it a principle or a goal."""
    return _MOTTO_NEXT_RE.match(quoted.after) is not None


def is_state(quoted: Quoted) -> bool:
    """Whether what follows calls it a state of things."""
    return _STATE_NEXT_RE.match(quoted.after) is not None


def stands_for(core: str, quoted: Quoted) -> Fate:
    """What the words are of a quotation that names no way of working by itself."""
    if MANNER_RE.match(core) or is_state(quoted):
        return Fate.QUALITY
    if is_motto(quoted):
        return Fate.MOTTO
    return Fate.METAPHOR if METAPHOR_RE.search(quoted.before) else Fate.STRESS
