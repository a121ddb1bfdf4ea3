"""The quotations of a text with what surrounds them, and the forms in which names are coined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import plain
from ingest.mechanisms.marks import Marks, Range

NUMERAL = "一二三四五六七八九十百千双两多零半"
# 五联五创, 一核三治, 五个不, 1+10+N, 双报到, 六步工作法
COUNTED_RE = re.compile(
    rf"^(?:[{NUMERAL}][\u4e00-\u9fff]{{1,3}}[{NUMERAL}][\u4e00-\u9fff]{{1,4}}(?:[{NUMERAL}][\u4e00-\u9fff]{{1,4}})*"
    rf"|[{NUMERAL}N0-9]+(?:[个大项级步线色长清定有联进问化心办治同到查会访诊制包评式必上亮带帮送]|结合|融合|提升)"
    r"[\u4e00-\u9fff]{0,5}|[双两三四五六七八九十][\u4e00-\u9fff]{2,4})$"
)
FORMULA_RE = re.compile(r"^[\w\u4e00-\u9fff()]{1,12}(?:\s*[+＋]\s*[\w\u4e00-\u9fff()]{0,16}){1,5}$")
_SHORT_COUNT_RE = re.compile(rf"^[{NUMERAL}][单联定办治色化进送亮访晒网制清包带帮评会议查]$")  # with a kind word
_STOP_RE, _PARTS_RE = re.compile(r"[。;\n]"), re.compile(r"[、,]")
_GROUP_JOINT_RE = re.compile(r"^[”」』](?:(?:、|和|与|及|以及)(?:[\u4e00-\u9fff]{2,5}的)?)?[“「『]$")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with its surroundings; `before` and `after` are those of its group (“A”“B”和“C”)."""

    content: Range
    text: str
    before: str
    after: str
    grouped: bool
    last: bool
    beside_term: bool = False  # another quotation of the group is a set term


@lru_cache(maxsize=2)  # rules, nets and judge ask for those of the text at hand
def quotations(marks: Marks) -> tuple[Quoted, ...]:
    """The quotations, outermost only, each with the words before and behind its group."""
    outer: list[Range] = []
    for start, end in marks.quotes:
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    groups: list[list[Range]] = []
    for content in outer:
        if groups and _GROUP_JOINT_RE.match(marks.text[groups[-1][-1][1] : content[0]]):
            groups[-1].append(content)
        else:
            groups.append([content])
    return tuple(
        Quoted(
            content,
            marks.text[content[0] : content[1]],
            _line_before(marks.text, group[0][0] - 1),
            _line_after(marks.text, group[-1][1] + 1),
            len(group) > 1,
            content == group[-1],
            any(plain(marks.text[a:b]) in lexicon.terms() for a, b in group if (a, b) != content),
        )
        for group in groups
        for content in group
    )


def _line_before(text: str, at: int) -> str:
    return _STOP_RE.split(text[max(0, at - 30) : at])[-1]


def _line_after(text: str, at: int) -> str:
    return _STOP_RE.split(text[at : at + 40], 1)[0]


def is_slogan(core: str) -> bool:
    """Whether the words have the form of a coined name: counted, a formula, parallel parts."""
    if COUNTED_RE.match(core) or _SHORT_COUNT_RE.match(core) or FORMULA_RE.match(core):
        return True
    parts = _PARTS_RE.split(core)
    return len(parts) >= 2 and all(2 <= len(part) <= 16 for part in parts)


def rhymes(parts: list[str]) -> bool:
    """Whether different parts of one length share a character at the same place (强村, 兴村)."""
    return len(set(parts)) == len(parts) > 1 and any(len(set(column)) == 1 for column in zip(*parts, strict=False))
