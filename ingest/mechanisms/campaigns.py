"""Campaigns of some years that a document's name tells of: 《某区小区治理三年行动方案》 names 小区治理三年行动."""

from __future__ import annotations

import re

from ingest.mechanisms.candidate import Candidate, plain
from ingest.mechanisms.marks import Marks
from ingest.mechanisms.strengths import STRENGTH
from ingest.mechanisms.theme import PLACE_RE

_YEARS_RE = re.compile(
    r"[两三四五2-5]年(?:行动|(?:倍增|攻坚|提升|攻坚提升)(?:行动|计划|工程))(?=计划|方案|实施|工作|的|[(》])"
)
_OPENING_RE = re.compile(r"(?:关于|印发|开展|实施|深入|深化|推进)+")
_CARRIED_RE = re.compile(r".*”(?:推进|推动|促进|助推|提升)")  # 深化“院落共治”推进|小区提质三年行动
_SHORTEST = 4  # characters before the years


def find(marks: Marks) -> list[Candidate]:
    """A candidate for every such campaign in 《》, without the place and what is done to it."""
    return [found for years in _YEARS_RE.finditer(marks.text) if (found := _named(marks, years.start(), years.end()))]


def _named(marks: Marks, years: int, end: int) -> Candidate | None:
    start = marks.text.rfind("《", max(0, years - 40), years) + 1
    if not start or "》" in marks.text[start:years]:
        return None
    for pattern in (_OPENING_RE, PLACE_RE, _OPENING_RE):
        if (found := pattern.match(marks.text[start:years])) is not None:
            start += found.end()
    if (carried := _CARRIED_RE.match(marks.text, start, years - _SHORTEST)) is not None:
        start = carried.end()
    if years - start < _SHORTEST:
        return None
    return Candidate(start, end, plain(marks.text[start:end]), "title", (), STRENGTH["campaign"])
