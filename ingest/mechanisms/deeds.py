"""Practices without kind word or marks, where a verb carries them out: 村务分类公开同步推进, 推行楼栋轮值.

Only whole clauses count: a longer one has a subject of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mechanisms import lexicon
from ingest.mechanisms.behind import carried_ends, is_carried
from ingest.mechanisms.boundary import skip_leading
from ingest.mechanisms.candidate import Candidate, distinguishing, is_excluded
from ingest.mechanisms.marks import Marks, Range
from ingest.mechanisms.strengths import STRENGTH

_SHORTEST, _LONGEST = 4, 10
_DEED_RE = re.compile(rf"[\u4e00-\u9fff]{{2,8}}{lexicon.words('practice_end')}")
_BRINGS_RE = re.compile(r"推行|试行|首创|实行|采取|采用")
# 推行楼栋轮值; 实行首问负责、限时办结; 采取先干后补方式帮扶
_BROUGHT_RE = re.compile(
    rf"(?:{_BRINGS_RE.pattern})(?:了|以)?"
    r"(?P<name>[\u4e00-\u9fff]{4,10}?|[\u4e00-\u9fff]{3,5}(?:、[\u4e00-\u9fff]{3,5}){1,3}?)"
    r"(?:$|的?(?:方式|办法|做法|形式|模式))"
)
_BROUGHT_LENGTH = 36  # characters of the longest verb with its object and what it is for
_NOT_INSIDE = frozenset(("p", "c", "r", "d", "uj", "ul", "m"))  # jieba's parts of speech: more than a noun phrase
_PLAIN_RE = re.compile(
    r"的|工作$|管理办法$|^(?:多|各|这)种|^(?:强化|建立)|等$|[0-9]|^(?:专款|动态|分级|统一|属地|全面|面向|出台|引导|推动|促进|带动|开展|加强|加快|实现|完成|组织|"
    r"参与|支持|鼓励|自|因|随着|对于)"
)


def find(marks: Marks) -> list[Candidate]:
    """A candidate for every clause that says of a practice that it is carried out."""
    brought = marks.parted(found.span() for found in _BRINGS_RE.finditer(marks.text))
    carried = marks.parted(found.span() for found in carried_ends(marks.text))
    return [
        *(candidate for piece in carried for candidate in _carried(marks, piece)),
        *(candidate for piece in brought for candidate in _brought(marks, piece)),
    ]


def _carried(marks: Marks, piece: Range) -> Iterator[Candidate]:
    """农村厕所改造同步推进: the practice is the subject of the clause."""
    start = skip_leading(marks.text, *piece)
    found = _DEED_RE.match(marks.text, start, piece[1])
    while found is not None and found.end() - start >= _SHORTEST:
        if found.end() in marks.edges and is_carried(marks.text, found.end(), whole=True):
            yield from _candidate(marks, start, found.end())
            return
        found = _DEED_RE.match(marks.text, start, found.end() - 1)


def _brought(marks: Marks, piece: Range) -> Iterator[Candidate]:
    """推行楼栋轮值: the verb says that its object is a practice."""
    found = _BROUGHT_RE.search(marks.text, max(piece[0], piece[1] - _BROUGHT_LENGTH), piece[1])
    if found is not None:
        yield from _candidate(marks, *found.span("name"), rule="brought")


def _candidate(marks: Marks, start: int, end: int, *, rule: str = "deed") -> Iterator[Candidate]:
    name = marks.text[start:end]
    parts = {part for _, _, part in marks.words.spans_between(start, end)}
    listed = "、" in name  # 首问负责、一窗受理: such a list says enough, counted or not
    clause = not parts.isdisjoint(_NOT_INSIDE - {"m"} if listed else _NOT_INSIDE)
    plain = _PLAIN_RE.search(name) is not None or is_excluded(name) or not (listed or distinguishing(name) > 1)
    other = marks.inside[start] or (marks.within(marks.kinds, start, end) and not listed)
    if (listed or len(name) <= _LONGEST) and not (clause or plain or other):
        yield Candidate(start, end, name, "coined", (), STRENGTH[rule])
