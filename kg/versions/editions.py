"""Which edition a text says it is: the stem of its title, its marks, its number, the day it was last revised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Document
from kg.names import name_key

# a draft comes before a trial, a trial before the text that stays
STAGES = {
    "征求意见稿": 0, "公开征求意见稿": 0, "草案": 0, "送审稿": 0, "讨论稿": 0, "审议稿": 0, "意见稿": 0,
    "试行": 1, "暂行": 1, "试点": 1,
}  # fmt: skip
FINAL = 2
_STAGE = "|".join(sorted(STAGES, key=len, reverse=True))
_REVISED = "修正|修订|修改|修正文本|修订版|修订稿|修正案|最新版|新版|正式版|正式稿"
_OPEN, _CLOSE = "（(\\[【〔", "）)\\]】〕"
_MARK_RE = re.compile(
    rf"[{_OPEN}]([^{_OPEN}{_CLOSE}]{{0,20}}?(?:{_STAGE}|{_REVISED}|[0-9]{{4}}年?版?)[^{_OPEN}{_CLOSE}]{{0,6}})[{_CLOSE}]"
)
_REVISED_RE = re.compile(rf"{_REVISED}|版$")
_STAGE_RE = re.compile(_STAGE)
# 关于印发《…办法》的通知: what is issued is the text
_WRAPPED_RE = re.compile(r"(?:印发|转发|发布|公布|颁布|下发|批转)[^《》]{0,12}《(?P<name>[^《》]{4,})》[^《》]{0,8}$")
_WHOLE_RE = re.compile(r"^《(?P<name>[^《》]+)》$")
_STATE_RE = re.compile("中华人民共和国")
_TRIAL_WORD_RE = re.compile(r"(?:暂行|试行)(?=[办条规细方意])")  # 暂行办法, 试行条例
# texts that are revised as such; a notice, a reply or a report of the next year is another text
_STATUTE_RE = re.compile(r"(?:法|法典|条例|规定|办法|细则|规则|规程|章程|准则|守则)$")
_NORM_RE = re.compile(rf"{_STATUTE_RE.pattern}|(?:制度|标准|规范|导则|指引|指南|公约|目录|清单|解释|方案|意见)$")
_NUMBER_RE = re.compile(
    rf"[（(]?\s*([\u3400-\u9fff]{{1,14}})\s*[{_OPEN}]\s*((?:19|20)[0-9]{{2}})\s*[{_CLOSE}]\s*第?\s*([0-9]{{1,5}})\s*号\s*[)）]?"
)
_HEAD_LINES, _HEAD_LENGTH = 30, 2400
_ARTICLE_RE = re.compile(r"^\s*#*\s*第[一1]条")
_REVISION_RE = re.compile(r"通过|修正|修订|修改|公布|发布|批准|施行|颁布")
_DAY_RE = re.compile(r"((?:19|20)[0-9]{2})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日")
_YEAR_RE = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Edition:
    """`stem` is the key of the title without marks of an edition; `is_norm`: a kind of text that is revised,
    `is_statute`: and keeps its name; `stage` one of STAGES' values or FINAL; `is_marked`: the title calls itself an
    edition; `years` are those of its marks; `number` is the 文号; `revised` the last day of adoption or revision that
    the head of the text tells, ISO, `issued` the document's date."""

    stem: str
    is_norm: bool
    is_statute: bool
    stage: int
    is_marked: bool
    years: tuple[str, ...]
    number: str | None
    revised: str | None
    issued: str | None

    @property
    def when(self) -> str | None:
        """The last day that is told of the edition."""
        return max((day for day in (self.revised, self.issued) if day), default=None)


def edition_of(document: Document) -> Edition:
    """What the title and the head of a document say.

    A head ends at the first article.
    """
    title = _unwrapped(document.title or "")
    marks = _MARK_RE.findall(title)
    stages = [STAGES[stage] for stage in _STAGE_RE.findall(title)]
    head = _head(document.text)
    stem = title_stem(title)
    return Edition(
        stem=stem,
        is_norm=_NORM_RE.search(stem) is not None,
        is_statute=_STATUTE_RE.search(stem) is not None,
        stage=min(stages, default=FINAL),
        is_marked=bool(stages) or any(_REVISED_RE.search(mark) for mark in marks),
        years=tuple(sorted({year for mark in marks for year in _YEAR_RE.findall(mark)})),
        number=next((f"{m[1]}〔{m[2]}〕{m[3]}号" for line in head if (m := _NUMBER_RE.fullmatch(line.strip()))), None),
        revised=_last_day(head),
        issued=document.issued,
    )


def title_stem(title: str) -> str:
    """The key of a title without what tells its editions apart; of a notice that issues a text, that of the text.

    >>> title_stem("关于印发《甲市议事暂行办法》的通知") == title_stem("甲市议事办法（2021年修订）")
    True
    """
    return name_key(_STATE_RE.sub("", _TRIAL_WORD_RE.sub("", _MARK_RE.sub("", _unwrapped(title)))))


def _unwrapped(title: str) -> str:
    for pattern in (_WRAPPED_RE, _WHOLE_RE):
        if match := pattern.search(title.strip()):
            return match["name"]
    return title


def _head(text: str) -> list[str]:
    lines: list[str] = []
    for line in text[:_HEAD_LENGTH].splitlines()[:_HEAD_LINES]:
        if _ARTICLE_RE.match(line):
            break
        lines.append(line)
    return lines


def _last_day(lines: Sequence[str]) -> str | None:
    told = [line for line in lines if _REVISION_RE.search(line)]
    days = [f"{y}-{int(m):02}-{int(d):02}" for line in told for y, m, d in _DAY_RE.findall(line)]
    return max(days, default=None)
