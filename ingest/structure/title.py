"""The title of a text: the lines that are one, and how they are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.hanzi import HAN
from ingest.structure.lines import Line, names_body

_KINDS = (
    "意见|决定|决议|通知|通告|公告|公报|通报|办法|条例|规定|规则|细则|准则|方案|规划|纲要|计划|措施|举措|要点|章程|制度|标准|规范|指引|导则|"
    "令|函|批复|解释|议案|工作报告|(?<![做作用方打办说看手想])法|法典|宪法|修正案|责任制|清单|部署|安排"
)
POLICY_RE = re.compile(rf"(?:{_KINDS})(?:[（(][^（）()]*[)）])*$")
CONTINUES_RE = re.compile(r"^(?:关于|——|—|－－|的|暨|和|及)")
# what stands above a title and leads to it: 某市某区：
_KICKER_RE = re.compile(rf"[{HAN}]{{2,16}}[：:]")
_EDITOR_RE = re.compile(r"[【\[（(]?(?:编者按|编者的话|开栏语|开栏的话)[】\]）)]?\s*[:：]?")
_MOST_TITLE_LINES = 4
TITLE_LENGTH = 80
_SUBTITLE_LENGTH = 8
_LABELLED_RE = re.compile(rf"[{HAN}]{{2,6}}[：:]")  # 采访时间:…
_CREDITED_RE = re.compile(r"记者|通讯员|评论员|观察员|作者|编辑|执笔|撰文|来源|[0-9]{4}[-年./][0-9]")
_BELOW = ("header", "date", "masthead")  # lines that set a title apart from the text
ABOVE = ("order", "header", "date", "masthead", "byline")  # lines that may stand above a title


def title_lines(lines: Sequence[Line]) -> list[int]:
    """The indexes of the lines that are the title; empty where the text begins without one."""
    for index, line in enumerate(lines):
        if line.kind == "heading" and line.level == 1:
            return [index]
    first = next((i for i, line in enumerate(lines) if line.kind not in ABOVE and not _leads(lines, i)), None)
    if first is None or not may_be_title(lines[first]):
        return []
    last = first
    while last + 1 < len(lines) and last - first + 1 < _MOST_TITLE_LINES and _goes_on(lines, first, last):
        last += 1
    return list(range(first, last + 1)) if last + 1 < len(lines) else []


def _leads(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is no title but leads to the one below it: a kicker, an editor's note."""
    text, ahead = lines[index].text, lines[index + 1 : index + 2]
    leads = _KICKER_RE.fullmatch(text) is not None or _EDITOR_RE.match(text) is not None
    return leads and all(may_be_title(line) for line in ahead)


_STOP_RE = re.compile(r"[。；;]")


def may_be_title(line: Line) -> bool:
    text = line.text
    return (
        line.kind == "paragraph" and line.label is None and len(text) <= TITLE_LENGTH
        and text[-1] not in "。；;：:，,、…" and not _STOP_RE.search(text)
    )  # fmt: skip


def _goes_on(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether the line after `last` belongs to the title that began at `first`."""
    line = lines[last + 1]
    if not may_be_title(line):
        return False
    so_far = "".join(row.text for row in lines[first : last + 1])
    if CONTINUES_RE.match(line.text) or names_body(so_far):
        return True
    if POLICY_RE.search(so_far) or line.gap:
        return False
    ahead = lines[last + 1 : first + _MOST_TITLE_LINES]
    if _is_subtitle(lines, first, last):
        return True
    return any(may_be_title(row) and POLICY_RE.search(row.text) for row in ahead)


def _is_subtitle(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether one line stands right below the first and a blank one sets both apart: the second half of a headline."""
    line, below = lines[last + 1], lines[last + 2 : last + 3]
    return (
        first == last
        and len(line.text) >= _SUBTITLE_LENGTH
        and line.kind == "paragraph"
        and not names_body(line.text)
        and _CREDITED_RE.search(line.text) is None
        and any(row.gap or row.kind in _BELOW for row in below)
        and not any(may_be_title(row) and _LABELLED_RE.match(row.text) is None for row in below)
    )


_DASH_RE = re.compile("[—─－]{2}.")
_WHOLE_TITLE_RE = re.compile(r"^《(.*)》$")


def title_of(lines: Sequence[Line]) -> str | None:
    """The lines of a title as one; bodies that issue a text together stand apart (某市民政局 某市财政局关于…)."""
    text = ""
    for line, before in zip(lines, [None, *lines], strict=False):
        text += (" " if before is not None and _stand_apart(before.text, line.text) else "") + line.text
    return _WHOLE_TITLE_RE.sub(r"\1", text) or None


def _stand_apart(first: str, second: str) -> bool:
    """Whether two lines of a title are two bodies or two halves of a headline, and no name that runs on."""
    if names_body(first):
        return names_body(second)
    if _DASH_RE.search(first):  # the second half has begun on the line above
        return False
    return CONTINUES_RE.match(second) is None and POLICY_RE.search(second) is None
