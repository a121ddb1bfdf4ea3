"""Small institutions that a text sets up by the dozen: 建成睦邻客厅46个, 新设乡愁食堂12处."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import Candidate, distinguishing, is_excluded, plain
from ingest.mechanisms.marks import Marks
from ingest.mechanisms.strengths import STRENGTH

_COUNTED_RE = re.compile(
    rf"{lexicon.words('premises_verb')}(?:了|起|出|好)?(“?[\u4e00-\u9fff]{{2,10}}”?)[0-9][0-9.]*[余多]?万?[个家处所间座]"
)
_HEAD_RE = re.compile(rf"{lexicon.words('premises')}”?$")
_LEVEL_RE = re.compile(r"^[省市县区州镇村]级|^全[省市县区]")
_PLAIN_RE = re.compile(r"“?(?:社区|小区|街道|文化|便民|党群|党员|综合|公共|政务|卫生|农村|城市)*")  # says only where
_LEAST = 2


def find(marks: Marks) -> list[Candidate]:
    """A candidate for every sort of premises that is set up and counted."""
    return [found for counted in _COUNTED_RE.finditer(marks.text) for found in _named(marks, counted)]


def _named(marks: Marks, counted: re.Match[str]) -> Iterator[Candidate]:
    start, end = counted.span(1)
    head = _HEAD_RE.search(counted[1])
    if head is None or marks.inside[counted.start()] or start not in marks.edges or end not in marks.edges:
        return
    name = plain(counted[1])
    modifier = counted[1][: head.start()]
    says = distinguishing(modifier) >= _LEAST and _PLAIN_RE.fullmatch(modifier) is None
    told = says or _LEVEL_RE.match(name) is not None
    if told and not is_excluded(name):
        yield Candidate(start, end, name, "kind", (), STRENGTH["premises"])
