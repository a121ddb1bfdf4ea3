"""Expressions of time -> ISO 8601 values with one modifier, as the annotation guidelines ("Date: value") define them.

    2018年底 -> 2018;end        到2024年 -> 2024;by         “十四五” -> 2021/2025       2012年以来 -> 2012/..

Pure functions; what the text leaves out (9月, 去年) is taken from `context`; where that is missing there is no date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.date_patterns import FOLLOWING, POINT_RE, PREFIX_RE, SUFFIX_RE
from kg.date_points import Point, modifier_of, plan_edge, read_point
from kg.date_ranges import continued, month_range, year_range


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A half-open stretch of the text and the value it stands for."""

    start: int
    end: int
    value: str


_VALID_RE = re.compile(r"(?:有效期|有效|期限|任期|服务期)[限为]?$")
_YEARLY_RE = re.compile(r"每年[^,，。;；\n]{0,8}$|每到$")  # 每年六月至九月 is no date
_EVERY_YEAR_RE = re.compile(r"每年[^。\n]*$")  # 每年11月…,次年4月撤销


def find_dates(
    text: str, *, context: str | None = None, sections: Sequence[tuple[int, str | None]] = ()
) -> list[FoundDate]:
    """Every expression of time that a calendar holds, in order, none overlapping another.

    `context` is the document's ISO date, for what the text leaves out. A bare month takes its year from the date
    before it in the same paragraph, else from its section, else from the context. `sections` are offsets with the year
    that the text from there on is about, None where that is open.

    >>> [(f.value) for f in find_dates("2020年10月出台,到2024年基本建成")]
    ['2020-10', '2024;by']
    """
    found: list[FoundDate] = []
    at, near_end = 0, 0
    near: str | None = None
    while (match := POINT_RE.search(text, at)) is not None:
        if near is not None and _ANEW_RE.search(text, near_end, match.start()):
            near = None
        told = None if near is not None and _is_own_deadline(text, match, near_end) else near
        item = _at(text, match, context, told or _section_year(sections, match.start()))
        if item is not None and text.startswith("同期", item.end) and (match["relative"] or match["year"]):
            item = _same_months(item, found, context)
        at = item.end if item is not None else max(match.end(), at + 1)
        if item is not None:
            found.append(item)
            if not match["plan"] and not _is_aside(text, item):
                near, near_end = item.value if item.value.endswith("..") else item.value.rpartition("/")[2], item.end
    return found


_HALF_RE = re.compile(r"(\d{4})(;(?:first|second)-half)")
_MONTHS_RE = re.compile(r"(\d{4})(-\d\d)(?:-\d\d)?(?:/\d{4}(-\d\d)(?:-\d\d)?)?(?:;(?:as-of|by|end))?")


def _same_months(item: FoundDate, found: Sequence[FoundDate], context: str | None) -> FoundDate:
    """今年前三季度…,较去年同期, 较2020年同期: the same months of that year; the year alone where none were named."""
    half = _HALF_RE.fullmatch(found[-1].value) if found else None
    if half is not None and context is not None and half[1] == context[:4] and len(item.value) == 4:
        return FoundDate(item.start, item.end + len("同期"), item.value + half[2])
    told = _MONTHS_RE.fullmatch(found[-1].value) if found else None
    if told is None or context is None or told[1] != context[:4] or len(item.value) != 4:
        return item
    until = f"/{item.value}{told[3]}" if told[3] else ""
    return FoundDate(item.start, item.end + len("同期"), f"{item.value}{told[2]}{until}")


_ANEW_RE = re.compile(r"\n|目前|如今|现在|眼下|日前|近日|近期")  # behind it a bare month is the document's again
_DEADLINE_RE = re.compile(r"年[底末内](?:以?前)?")
_BEFORE_DEADLINE_RE = re.compile(r"(?:力争|争取|确保|计划|预计|[到于在至将])[于在到]?$")


def _is_own_deadline(text: str, match: re.Match[str], near_end: int) -> bool:
    """四是…,力争年底前完成: in a sentence of its own, the end of the year in which the text stands."""
    if not match["edge"] or "。" not in text[near_end : match.start()]:
        return False
    edge = _DEADLINE_RE.match(text, match.start())
    return edge is not None and (
        edge[0].endswith("前") or _BEFORE_DEADLINE_RE.search(text, max(0, match.start() - 4), match.start()) is not None
    )


_AGAINST, _OUT_OF = ("较", "比"), ("由", "从")
_TITLE_END_RE = re.compile(r"[^《\n]{0,30}》")
_COMPARED_RE = re.compile(r"(?:[底末]?的?同期|年度?相比)")


_GROUND_RE = re.compile(r"[^,，。;；\n]{0,12}基础上")  # 在去年试点的基础上,于5月…


def _is_aside(text: str, found: FoundDate) -> bool:
    """较上年末, 上年同期, 由2020年的, 《…(2024—2026年)》: no later month is of that year."""
    before = text[max(0, found.start - 1) : found.start]
    if before in _AGAINST or (before in _OUT_OF and text[found.end : found.end + 1] == "的"):
        return True
    if _COMPARED_RE.match(text, found.end) or (before == "在" and _GROUND_RE.match(text, found.end)):
        return True
    return _TITLE_END_RE.match(text, found.end) is not None


def _section_year(sections: Sequence[tuple[int, str | None]], offset: int) -> str | None:
    index = bisect_right(sections, offset, key=lambda section: section[0]) - 1
    return sections[index][1] if index >= 0 else None


def _at(text: str, match: re.Match[str], issued: str | None, near: str | None) -> FoundDate | None:
    if (match["bare"] or match["bareperiod"] or match["edge"]) and _YEARLY_RE.search(
        text, max(0, match.start() - 12), match.start()
    ):
        return None
    if match["relative"] in FOLLOWING and _EVERY_YEAR_RE.search(text, max(0, match.start() - 50), match.start()):
        return None
    ranged = year_range(text, match) or month_range(text, match, issued, near)
    if ranged is not None:
        start, end, point = ranged
    else:
        single = read_point(match, issued, near)
        if single is None:
            return None
        modifier = modifier_of(match)
        start, end, point = match.start(), match.end(), plan_edge(single, modifier)
        start, end = _unquoted(text, match, start, end)
        if modifier is None:
            end, point = continued(text, end, point, issued)
    suffix = SUFFIX_RE.match(text, end)
    if suffix is not None:
        end = suffix.end()
        return FoundDate(_before(text, start, r"[自从]"), end, _suffixed(suffix, point))
    prefix = PREFIX_RE.search(text, max(0, start - 5), start)
    if prefix is not None and prefix["by"] and (text[end : end + 1] == "的" or _is_stage(text, prefix.start())):
        prefix = None  # 到2016年的推广, 从2018年推开,到2019年生长出…: a stage
    if prefix is not None and prefix["asof"] and point.stop is not None and len(point.stop) == 7:
        return FoundDate(prefix.start(), end, f"{point.stop};as-of")  # 截至三季度: to its end
    if prefix is not None and not prefix["asof"] and _VALID_RE.search(text, max(0, prefix.start() - 6), prefix.start()):
        return FoundDate(start, end, point.value)  # 有效期至2024年4月30日: a day, no goal
    if prefix is not None and point.stop is None:
        # 截至2020年底 like 到2020年底: the end of the year is the time itself
        whole = point.modifier == "end" and len(point.start) == 4
        modifier = "as-of" if prefix["asof"] and not whole else point.modifier or "by"
        return FoundDate(prefix.start(), end, replace(point, modifier=modifier).value)
    return FoundDate(start, end, point.value)


_STAGE_RE = re.compile(r"(?:从\d{4}年(?!起(?!步)|开始|[底末]?[至到的])[^。；;\n]{2,40}[,，]|再)$")


def _is_stage(text: str, start: int) -> bool:
    before = text[max(0, start - 1) : start]
    return before in (",", "，", "再") and _STAGE_RE.search(text, max(0, start - 50), start) is not None


def _before(text: str, start: int, pattern: str) -> int:
    return start - 1 if start and re.match(pattern, text[start - 1]) else start


def _unquoted(text: str, match: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """A plan's name without its quotation marks, unless a word follows them (“十四五”期间)."""
    if not match["plan"] or match["planword"] or end != match.end("plan") + 1 or text[end - 1] not in '”"’':
        return start, end
    if SUFFIX_RE.match(text, end):
        return start, end
    return match.start("plan"), match.end("plan")


def _suffixed(suffix: re.Match[str], point: Point) -> str:
    if suffix["starts"] is not None:
        return point.value
    if suffix["since"]:
        return f"{point.start}/.."
    if suffix["circa"]:
        return replace(point, modifier="circa").value
    if suffix["until"] and point.stop is None and point.modifier is None:
        return f"../{point.start}"  # 2020年以前
    # 9月底前 like 到9月底: that it is a goal is for the metric to say
    return replace(Point(point.stop or point.start), modifier=point.modifier or "by").value


def parse_date(text: str, *, context: str | None = None) -> str | None:
    """Normalise an expression of time; None if no calendar holds it ("近年来").

    `context` is the document's ISO date, for what the text leaves out ("9月").
    Source: annotation guidelines, "Date: value".

    >>> parse_date("2018年底"), parse_date("到2024年"), parse_date("去年", context="2022-03")
    ('2018;end', '2024;by', '2021')
    >>> parse_date("近年来") is None
    True
    """
    wording = text.strip()
    found = find_dates(wording, context=context)
    return found[0].value if len(found) == 1 and len(wording) - (found[0].end - found[0].start) <= 2 else None
