"""Points of time: what one expression names, with what it leaves out taken from the document or the passage."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.date_patterns import DIGITS, FOLLOWING, HALVES, PLANS, QUARTERS, RELATIVE


@dataclass(frozen=True, slots=True)
class Point:
    start: str
    stop: str | None = None  # of an interval; None for a single date
    modifier: str | None = None

    @property
    def value(self) -> str:
        base = self.start if self.stop is None else f"{self.start}/{self.stop}"
        return f"{base};{self.modifier}" if self.modifier else base


def number(text: str) -> int:
    """An Arabic or Chinese numeral below 100.

    >>> number("二十三"), number("十"), number("08")
    (23, 10, 8)
    """
    if text.isdigit():
        return int(text)
    tens, mark, units = text.rpartition("十")
    if not mark:
        return int(DIGITS[text])
    return 10 * (int(DIGITS[tens]) if tens else 1) + (int(DIGITS[units]) if units else 0)


def year_number(text: str) -> int:
    return int("".join(DIGITS.get(c, c) for c in text))


def iso(year: int, month: str | None = None, day: str | None = None) -> str | None:
    """The date as precise as it is given; None if no calendar has it."""
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{number(month):02d}"
    try:
        return date(year, number(month), number(day)).isoformat()
    except ValueError:
        return None


_YEAR_RE = re.compile(r"\d{4}")


def context_year(context: str | None) -> int | None:
    return int(context[:4]) if context and _YEAR_RE.match(context) else None


_PLAN_YEAR_RE = re.compile(r"[”’\"]?的?(?:开局|起步|(?P<last>收官|收尾|末))之?年")


def read_point(match: re.Match[str], issued: str | None, near: str | None) -> Point | None:
    """`issued` is the document's date, `near` the date named before in the same passage."""
    if match["iso"]:
        return _single(iso(int(match["iy"]), match["im"], match["id"]))
    if match["from"]:  # a heading's (2009—2012)
        return Point(match["from"], match["till"]) if match["from"] < match["till"] else None
    if match["thismonth"] or match["yesterday"] or match["loneday"]:
        return _day_of_document(match, issued, near)
    if match["bareperiod"] or match["edge"] or match["whole"]:
        return _part_of_year(match, issued, near)
    if match["ago"]:
        year = context_year(issued)
        return None if year is None else Point(str(year - number(match["ago"])))
    if match["following"]:
        year = context_year(near)  # 此后三年: beginning with the year told before
        return None if year is None else Point(str(year), str(year + number(match["following"].replace("两", "二"))))
    if match["later"]:
        year = context_year(near)  # two years after what the passage told before
        return None if year is None else _single(iso(year + number(match["later"]), match["latermonth"]))
    if match["plan"]:
        first, last = PLANS[match["plan"]]
        if edge := _PLAN_YEAR_RE.match(match.string, match.end()):  # “十四五”开局之年
            return Point(str(last if edge["last"] else first))
        return Point(str(first), str(last))
    if match["century"]:
        return _century(match, issued)
    if match["decade"]:
        first = 1900 + _tens(match["decade"])
        return Point(str(first), str(first + 9))
    if match["bare"]:
        year = context_year(near) or year_of_month(match, issued)
        return None if year is None else _single(iso(year, match["bare"], match["bareday"]))
    if match["relative"]:
        against = match["relative"] == "上年" and match.string[max(0, match.start() - 1) : match.start()] in _AGAINST
        # 2022年,…,比上年增加: the year before the one that is told of
        year = relative_year(match["relative"], (against and near) or issued, near)
        if year is None:
            return None
    else:
        year = year_number(match["year"])
    if match["quarter"]:
        return _quarters(year, match["quarter"])
    return _single(iso(year, match["month"], match["day"]))


_AGAINST = ("比", "较")


def relative_year(word: str, issued: str | None, near: str | None) -> int | None:
    base = context_year(near if word in FOLLOWING else issued)
    return None if base is None else base + (RELATIVE | FOLLOWING)[word]


_AHEAD_RE = re.compile(r"(?:(?<![截直])[到至于在]|力争|计划|预计|将|拟)[于在]?$")


_AS_OF_RE = re.compile(r"截[至止]到?$")


def year_of_month(match: re.Match[str], issued: str | None) -> int | None:
    """The document's year; for 12月 in a document of January the year before, unless it is a goal."""
    year = context_year(issued)
    if year is None or issued is None or len(issued) < 7:
        return year
    ahead = number(match["bare"]) - int(issued[5:7])
    planned = _AHEAD_RE.search(match.string, max(0, match.start() - 3), match.start()) or re.match(
        r"[底末]?以?前", match.string[match.end() : match.end() + 3]
    )
    told = _AS_OF_RE.search(match.string[max(0, match.start() - 3) : match.start()])
    return year - 1 if (ahead > 0 and told) or (ahead > _HALF_YEAR and not planned) else year


_HALF_YEAR = 6


def _quarters(year: int, text: str) -> Point:
    """三季度, 前三季度, 一至三季度 and 前5个月 of a year."""
    if text.endswith("月"):
        return Point(f"{year}-01", f"{year}-{number(text[1:-2].replace('两', '二')):02d}")
    numbers = [QUARTERS[c] for c in text if c in QUARTERS]
    last = numbers[-1]
    first = 1 if text.startswith("前") else numbers[0]
    return Point(f"{year}-{first * 3 - 2:02d}", f"{year}-{last * 3:02d}")


def _part_of_year(match: re.Match[str], issued: str | None, near: str | None) -> Point | None:
    """A quarter, a half, 年初, 年底 or 全年 of the year named before, else of the document's."""
    year = context_year(near) or (_closed_year(issued) if match["whole"] else context_year(issued))
    if year is None:
        return None
    if (period := match["bareperiod"]) is not None:
        return Point(str(year), None, HALVES[period[0]]) if period.endswith("半年") else _quarters(year, period)
    modifier = {"年初": "early", "年底": "end", "年末": "end"}.get(match["edge"] or "")
    return Point(str(year), None, modifier)


def _closed_year(issued: str | None) -> int | None:
    """The year of which a document tells the whole: its own where nothing but a year is known of it."""
    return context_year(issued) if issued is not None and len(issued) == 4 else None


_MONTH_RE = re.compile(r"\d{4}-\d{2}")


def _day_of_document(match: re.Match[str], issued: str | None, near: str | None) -> Point | None:
    """本月, 上月, 昨日 by the document's date; a bare day in the month named before, else in the document's."""
    base = near if match["thesame"] or (match["loneday"] and near and len(near) > 4) else issued
    if base is None or not _MONTH_RE.match(base):
        return None
    year, month = int(base[:4]), int(base[5:7])
    if match["thismonth"]:
        if match["thismonth"].startswith("上"):
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return _single(iso(year, str(month), match["monthday"]))
    if match["loneday"]:
        return _single(iso(year, str(month), match["loneday"]))
    if len(base) < 10:
        return None
    day = date.fromisoformat(base[:10]) - timedelta(days=match["yesterday"].startswith("昨"))
    return _single(day.isoformat())


def _single(value: str | None) -> Point | None:
    return None if value is None else Point(value)


def _tens(text: str) -> int:
    return int(text) if text.isdigit() else number(text)


def _century(match: re.Match[str], issued: str | None) -> Point | None:
    written = match["century"]
    now = (context_year(issued) or 2000) // 100 * 100
    first = now if written == "本" else now - 100 if written.startswith("上") else (number(written) - 1) * 100
    if match["dawn"]:
        return Point(str(first), None, "circa")
    if match["middle"]:
        return Point(str(first + 50), None, "circa")
    if match["closing"]:
        return Point(str(first + 100), None, "circa")  # as 本世纪中叶 is 2050;circa
    decades = match["decades"]
    if len(decades) == 3:  # 六七十年代
        return Point(str(first + 10 * number(decades[0])), str(first + 10 * number(decades[1]) + 9))
    start = first + _tens(decades)
    return Point(str(start), str(start + 9))


def modifier_of(match: re.Match[str]) -> str | None:
    if match["half"]:
        return HALVES[match["half"][0]]
    if match["third"]:
        return {"上": "early", "中": "mid", "下": "end"}[match["third"][0]]
    return "early" if match["early"] else "end" if match["end"] else "mid" if match["mid"] else None


def plan_edge(point: Point, modifier: str | None) -> Point:
    """“十四五”末 is the end of its last year, “十四五”初 the beginning of its first."""
    if (
        point.stop is not None
        and modifier in ("early", "end")
        and len(point.start) == 4
        and int(point.stop) - int(point.start) == 4
    ):
        return Point(point.start if modifier == "early" else point.stop, None, modifier)
    if modifier == "end" and point.stop is not None and len(point.stop) == 7:
        return Point(point.stop, None, modifier)  # 一季度末
    return replace(point, modifier=modifier or point.modifier)
