"""Funds that are told with their amount: 县财政每年安排楼栋自治奖补资金300万元, 邻里互助基金每村不低于2万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import Candidate, is_excluded
from ingest.mechanisms.marks import Marks
from ingest.mechanisms.strengths import STRENGTH

_FUND_RE = re.compile(rf"{lexicon.words('fund_sort')}(?:资金|经费|基金)")
# the amount stands in the same piece, with what it is for or how much at least between
_AMOUNT_RE = re.compile(r"[^,。;:、\n0-9]{0,14}[0-9][0-9.,]*[余多]?(?:[百千]?万|亿)?元")
# what stands before the name in its piece: who pays, how, when
_BEFORE_RE = re.compile(
    rf".*(?:{lexicon.words('fund_verb')}(?:了)?|每年|年度|全年|全额|本级|各级|[市县区州省镇级]?财政|中央|上级|[0-9]年度?|每[村站个社](?:区)?|的|[和及与由从将把])"
)
_LONGEST, _LEAST = 18, 6


def find(marks: Marks) -> list[Candidate]:
    """A candidate for every fund of a stated sort whose amount the text tells."""
    if "元" not in marks.text:
        return []
    return [candidate for fund in _FUND_RE.finditer(marks.text) for candidate in _named(marks, fund)]


def _named(marks: Marks, fund: re.Match[str]) -> Iterator[Candidate]:
    text, end = marks.text, fund.end()
    if marks.inside[fund.start()] or _AMOUNT_RE.match(text, end) is None:
        return
    low = max(0, fund.start() - _LONGEST)
    low = max(low, *(text.rfind(sign, low, end) + 1 for sign in ",。;:、\n"))
    before = _BEFORE_RE.match(text[low : fund.start()])
    start = low + (before.end() if before else 0)
    name = text[start:end]
    if start in marks.edges and len(name) >= _LEAST and not is_excluded(name):
        yield Candidate(start, end, name, "kind", (), STRENGTH["fund"])
