"""Mentions that only refer to a mechanism: what another builds on, learns from, pays for or holds up as a model."""

from __future__ import annotations

import re

from ingest.mechanisms.statements import Facts, Mention, Range, piece_of, within
from ingest.mechanisms.subjects import carries, words_before

_LEARNS_RE = re.compile(r"(?:借鉴|学习|参考|对标|吸收|参照)(?:了|借鉴)?[^,。;“”]{0,8}[“「]?$")
_GIVES_RE = re.compile(r"给[“「]?$")  # 给M拨款
_TAKES_RE = re.compile(r"[把将][“「]?$")  # 把M当作样板
_MODEL_RE = re.compile(r"[”」]?(?:当作|当成|作为|树为|列为)[^,。;]{0,6}(?:样板|榜样|典型|范例|标杆|样本)")
_RANGE_RE = re.compile(r"(?:从|到|与|和|相比)[^,。;“”]{0,6}[“「]?$")
_CUE_RE = re.compile("[借学参对吸给把将从到与和相]")  # with one of which begins what refers to a mechanism
# 某区委印发《关于推行M的意见》 says that M is to be carried out there
_ISSUES_RE = re.compile(r"(?:印发|出台|下发|发布|颁布|制定|发出|推出)了?(?:实施)?$")
_ISSUED = 8  # characters
_BASIS = 12  # characters of 基础上 with what may stand before it
_BASIS_RE = re.compile(r"^[”」]?[^,。;“”]{0,6}(?:的)?基础(?:之)?上")


def is_passing(facts: Facts, mechanism: Mention, where: Range) -> bool:
    """Whether a mention in a clause only refers to a mechanism: what another builds on or learns from, no verb."""
    for title in facts.titles.inside(where):
        if title.start < mechanism.start and mechanism.end < title.end:
            return _ISSUES_RE.search(facts.text, max(where[0], title.start - _ISSUED), title.start) is None
    stretch = mechanism.end, min(where[1], mechanism.end + _BASIS)
    if facts.text.find("基础", *stretch) >= 0 and _BASIS_RE.match(facts.text[mechanism.end : where[1]]):
        return True
    start = piece_of(facts.text, where, mechanism.start)[0]
    if _CUE_RE.search(facts.text, start, mechanism.start) is None:
        return False
    words = words_before(facts.text, start, mechanism.start, facts.mechanisms)
    if _LEARNS_RE.search(words) or _GIVES_RE.search(words):
        return True
    if _TAKES_RE.search(words) and _MODEL_RE.match(facts.text, mechanism.end):
        return True
    near = within(facts.places, start, mechanism.end + 60)
    return not near and _RANGE_RE.search(words) is not None and not carries(words)
