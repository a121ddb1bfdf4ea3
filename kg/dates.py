"""Expressions of time <-> ISO 8601 values with one modifier, as the annotation guidelines ("Date: value") define them.

    2018年底 -> 2018;end        到2024年 -> 2024;by         “十四五” -> 2021/2025       2012年以来 -> 2012/..

Pure functions; what the text leaves out (9月, 去年) is taken from `context`; where that is missing there is no date.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

MODIFIERS = ("early", "mid", "end", "by", "as-of", "circa", "first-half", "second-half")

_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "Ｏ": "0",
    "O": "0",
    "两": "2",
}
# source: 国民经济和社会发展五年规划(计划), official periods
PLANS = {
    "一五": (1953, 1957), "二五": (1958, 1962), "三五": (1966, 1970), "四五": (1971, 1975), "五五": (1976, 1980),
    "六五": (1981, 1985), "七五": (1986, 1990), "八五": (1991, 1995), "九五": (1996, 2000), "十五": (2001, 2005),
    "十一五": (2006, 2010), "十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025),
    "十五五": (2026, 2030), "十六五": (2031, 2035),
}  # fmt: skip
# years from the document's own; then from the year that the passage named before
_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}
_FOLLOWING = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}
_QUARTERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_HALVES = {"上": "first-half", "下": "second-half"}
_QUARTER = r"(?:前[两二三23]个?季度|[一1][至到—-][二三四2-4]季度|第?[一二三四1-4]季度)"

_YEAR = r"(?:(?:1[5-9]|20)\d{2}|[一二][零〇○ＯO一二三四五六七八九]{3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_SPACE = r"[ \u3000]?"
_POINT = rf"""
    (?P<iso>(?<![\d.\-/])(?P<iy>(?:19|20)\d{{2}})(?P<sep>[-./])(?P<im>1[0-2]|0?[1-9])(?P=sep)(?P<id>3[01]|[12]\d|0?[1-9])(?![\d.]))
  | (?:(?P<year>(?<![\d.]){_YEAR}){_SPACE}年度? | (?P<relative>(?<![提此])(?:今年|去年|上年(?!度)|前年|明年|后年
                                                      |本年(?=度))|(?<![适相应])(?:当年|同年|次年|翌年))度?)
    (?:年?(?:{_SPACE}(?P<month>(?<!年年){_MONTH}){_SPACE}月份?(?:{_SPACE}(?P<day>{_DAY}){_SPACE}[日号](?![召头]))?
        | (?P<quarter>{_QUARTER})))?
  | (?P<bareperiod>(?<![每上下年])(?:{_QUARTER}|[上下]半年(?!度)))
  | (?P<edge>(?<=[到至于在自从较比])年[初底末]|(?<![每历今去前明后当同次年\d])年[初底末](?=[,，]|以来|以?前)
      |年内(?=[,，完建实基全将再新力]))
  | (?P<whole>全年(?=[,，]?(?:[全我][省市州盟县区旗局镇]|共|累计|已|完成|实现|新增|办|开展|受理|调[解处]|排查|化解|举办
                          |接待|培训|发放|投入|组织|未发生|召开)))
  | (?P<thismonth>(?<!每)(?:本月|上个?月(?!球))|(?P<thesame>[当同]月)(?=\d))(?:(?P<monthday>{_DAY})[日号](?![召头]))?
  | (?P<yesterday>昨[日天]|[今][日天](?=[上下]午|早|晚|凌晨))
  | (?P<loneday>(?<![\d月个近约过满超第每至到—–~、-])(?:3[01]|[12]\d|[1-9]))日(?=[上下]午|凌晨|晚|[,，]|获悉
      |从|电|讯|在)
  | (?P<bare>(?<!每年)(?<!每年的)(?<![\d.个每·零〇一二三四五六七八九十]){_MONTH}){_SPACE}月份?
    (?![老报色亮球饼子均薪租嫂度])(?:(?P<bareday>{_DAY})[日号](?![召头]))?
  | [“"‘]?(?P<plan>(?<![第一二三四五六七八九十])(?:十[一二三四五六]|(?<=[“"‘])[一二三四五六七八九十])五)
    [”"’]?(?![”"’]?(?:普法|[一二三四五六七八九十]|[位名个项种类]))(?P<planword>时期|期间|规划期)?
  | (?:(?P<century>本|上个?|21|20|19|二十一?|十九)世纪)
    (?:(?P<decades>\d0|[二三四五六七八九]十|[二三四五六七八九]{{2}}十)年代|(?P<dawn>初)|(?P<middle>中叶)|(?P<closing>末))
  | (?P<decade>(?<![\d])[3-9]0|[三四五六七八九]十)年代
"""
_MODIFIER = r"""
    (?:年?(?P<early>初)(?![步期次级心始中一评])|(?P<third>上旬|中旬|下旬)|年?(?P<end>[底末])(?![线层部气数尾])|(?P<mid>年?中(?=[,，。、;；的)）]|$))
     |年?(?P<half>上半年|下半年))
"""
# 自8月1日起施行 names the day on which it begins, 从2018年起 all that follows
_SUFFIX = (
    r"(?:(?P<since>以来|至今|之后|以后|(?<=今年)来(?!自)|起(?![草步重到点来诉伏]))(?P<starts>(?<=起)(?=正?式?(?:施行|实施|执行|生效|试行)))?"
    r"|(?P<circa>前后|左右)"
    r"|(?P<before>之前|以前|前(?![后三五往来述期列言者\d一二四六])))"
)
# 到2025年, but not 提高到2021年的78% nor 收到2021年…
_NOT_BY = "截达得涉直感收看遇碰拿受做升加长高少降大缩展增延推追回压减扩拓调"
_PREFIX_RE = re.compile(rf"(?:(?P<asof>截[至止]到?(?:了)?|截至)|(?P<by>(?<![{_NOT_BY}])[到至](?!了)))[ \u3000]?$")
# no date begins with another character: nearly all of a text is passed over by this alone
_FIRST = r"""(?=[\d〇一二三四五六七八九十两今去上前明后本当同次翌第下年全昨“"‘])"""
POINT_RE = re.compile(rf"{_FIRST}(?:{_POINT})(?:{_MODIFIER})?", re.VERBOSE)
_SUFFIX_RE = re.compile(_SUFFIX)
_RANGE_RE = re.compile(r"[ \u3000]?(?:[—－–─~～-]{1,2}|至|到)[ \u3000]?")
_YEAR_RANGE_RE = re.compile(rf"(?<![\d.])({_YEAR})年?[ \u3000]?(?:[—－–─~～-]{{1,2}}|至|到)[ \u3000]?({_YEAR})年")
_MONTH_RANGE_RE = re.compile(rf"({_MONTH})(?:月份?)?(?:[—－–─~～-]{{1,2}}|至|到)({_MONTH})月")
_NEXT_PART_RE = re.compile(rf"(?:(?P<month>{_MONTH})月)?(?:(?P<day>{_DAY})日)?")
_BOTH_YEARS_RE = re.compile(r"今明两年|去今两年")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A half-open stretch of the text and the value it stands for."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class _Point:
    start: str
    stop: str | None = None  # of an interval; None for a single date
    modifier: str | None = None

    @property
    def value(self) -> str:
        base = self.start if self.stop is None else f"{self.start}/{self.stop}"
        return f"{base};{self.modifier}" if self.modifier else base


def _number(text: str) -> int:
    """An Arabic or Chinese numeral below 100.

    >>> _number("二十三"), _number("十"), _number("08")
    (23, 10, 8)
    """
    if text.isdigit():
        return int(text)
    tens, mark, units = text.rpartition("十")
    if not mark:
        return int(_DIGITS[text])
    return 10 * (int(_DIGITS[tens]) if tens else 1) + (int(_DIGITS[units]) if units else 0)


def _year_number(text: str) -> int:
    return int("".join(_DIGITS.get(c, c) for c in text))


def _iso(year: int, month: str | None = None, day: str | None = None) -> str | None:
    """The date as precise as it is given; None if no calendar has it."""
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{_number(month):02d}"
    try:
        return date(year, _number(month), _number(day)).isoformat()
    except ValueError:
        return None


def _context_year(context: str | None) -> int | None:
    return int(context[:4]) if context and re.match(r"\d{4}", context) else None


_YEARLY_RE = re.compile(r"每年[^,，。;；\n]{0,8}$")  # 每年六月至九月 is no date


_PLAN_YEAR_RE = re.compile(r"[”’\"]?的?(?:开局|起步|(?P<last>收官|收尾|末))之?年")


def _point(match: re.Match[str], issued: str | None, near: str | None) -> _Point | None:
    """`issued` is the document's date, `near` the date named before in the same passage."""
    if match["iso"]:
        return _single(_iso(int(match["iy"]), match["im"], match["id"]))
    if match["thismonth"] or match["yesterday"] or match["loneday"]:
        return _day_of_document(match, issued, near)
    if match["bareperiod"] or match["edge"] or match["whole"]:
        return _part_of_year(match, issued, near)
    if match["plan"]:
        first, last = PLANS[match["plan"]]
        if edge := _PLAN_YEAR_RE.match(match.string, match.end()):  # “十四五”开局之年
            return _Point(str(last if edge["last"] else first))
        return _Point(str(first), str(last))
    if match["century"]:
        return _century(match, issued)
    if match["decade"]:
        first = 1900 + _tens(match["decade"])
        return _Point(str(first), str(first + 9))
    if match["bare"]:
        year = _context_year(near) or _year_of_month(match, issued)
        return None if year is None else _single(_iso(year, match["bare"], match["bareday"]))
    if match["relative"]:
        year = _relative_year(match["relative"], issued, near)
        if year is None:
            return None
    else:
        year = _year_number(match["year"])
    if match["quarter"]:
        return _quarters(year, match["quarter"])
    return _single(_iso(year, match["month"], match["day"]))


def _relative_year(word: str, issued: str | None, near: str | None) -> int | None:
    base = _context_year(near if word in _FOLLOWING else issued)
    return None if base is None else base + (_RELATIVE | _FOLLOWING)[word]


_AHEAD_RE = re.compile(r"(?:(?<![截直])[到至于在]|力争|计划|预计|将|拟)[于在]?$")


def _year_of_month(match: re.Match[str], issued: str | None) -> int | None:
    """The document's year; for 12月 in a document of January the year before, unless it is a goal."""
    year = _context_year(issued)
    if year is None or issued is None or len(issued) < 7:
        return year
    ahead = _number(match["bare"]) - int(issued[5:7])
    planned = _AHEAD_RE.search(match.string, max(0, match.start() - 3), match.start()) or re.match(
        r"[底末]?以?前", match.string[match.end() : match.end() + 3]
    )
    told = re.search(r"截[至止]到?$", match.string[max(0, match.start() - 3) : match.start()])
    return year - 1 if (ahead > 0 and told) or (ahead > _HALF_YEAR and not planned) else year


_HALF_YEAR = 6


def _quarters(year: int, text: str) -> _Point:
    """三季度, 前三季度 and 一至三季度 of a year."""
    numbers = [_QUARTERS[c] for c in text if c in _QUARTERS]
    last = numbers[-1]
    first = 1 if text.startswith("前") else numbers[0]
    return _Point(f"{year}-{first * 3 - 2:02d}", f"{year}-{last * 3:02d}")


def _part_of_year(match: re.Match[str], issued: str | None, near: str | None) -> _Point | None:
    """A quarter, a half, 年初, 年底 or 全年 of the year named before, else of the document's."""
    year = _context_year(near) or (_closed_year(issued) if match["whole"] else _context_year(issued))
    if year is None:
        return None
    if (period := match["bareperiod"]) is not None:
        return _Point(str(year), None, _HALVES[period[0]]) if period.endswith("半年") else _quarters(year, period)
    modifier = {"年初": "early", "年底": "end", "年末": "end"}.get(match["edge"] or "")
    return _Point(str(year), None, modifier)


def _closed_year(issued: str | None) -> int | None:
    """The year of which a document tells the whole: its own where nothing but a year is known of it."""
    return _context_year(issued) if issued is not None and len(issued) == 4 else None


def _day_of_document(match: re.Match[str], issued: str | None, near: str | None) -> _Point | None:
    """本月, 上月, 昨日 by the document's date; a bare day in the month named before, else in the document's."""
    base = near if match["thesame"] or (match["loneday"] and near and len(near) > 4) else issued
    if base is None or not re.match(r"\d{4}-\d{2}", base):
        return None
    year, month = int(base[:4]), int(base[5:7])
    if match["thismonth"]:
        if match["thismonth"].startswith("上"):
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return _single(_iso(year, str(month), match["monthday"]))
    if match["loneday"]:
        return _single(_iso(year, str(month), match["loneday"]))
    if len(base) < 10:
        return None
    day = date.fromisoformat(base[:10]) - timedelta(days=match["yesterday"].startswith("昨"))
    return _single(day.isoformat())


def _single(value: str | None) -> _Point | None:
    return None if value is None else _Point(value)


def _tens(text: str) -> int:
    return int(text) if text.isdigit() else _number(text)


def _century(match: re.Match[str], issued: str | None) -> _Point | None:
    written = match["century"]
    now = (_context_year(issued) or 2000) // 100 * 100
    first = now if written == "本" else now - 100 if written.startswith("上") else (_number(written) - 1) * 100
    if match["dawn"]:
        return _Point(str(first), None, "circa")
    if match["middle"]:
        return _Point(str(first + 50), None, "circa")
    if match["closing"]:
        return _Point(str(first + 90), str(first + 99))
    decades = match["decades"]
    if len(decades) == 3:  # 六七十年代
        return _Point(str(first + 10 * _number(decades[0])), str(first + 10 * _number(decades[1]) + 9))
    start = first + _tens(decades)
    return _Point(str(start), str(start + 9))


def _modifier(match: re.Match[str]) -> str | None:
    if match["half"]:
        return _HALVES[match["half"][0]]
    if match["third"]:
        return {"上": "early", "中": "mid", "下": "end"}[match["third"][0]]
    return "early" if match["early"] else "end" if match["end"] else "mid" if match["mid"] else None


def _plan_edge(point: _Point, modifier: str | None) -> _Point:
    """“十四五”末 is the end of its last year, “十四五”初 the beginning of its first."""
    if (
        point.stop is not None
        and modifier in ("early", "end")
        and len(point.start) == 4
        and int(point.stop) - int(point.start) == 4
    ):
        return _Point(point.start if modifier == "early" else point.stop, None, modifier)
    return replace(point, modifier=modifier or point.modifier)


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
    at, near, near_end = 0, None, 0
    while (match := POINT_RE.search(text, at)) is not None:
        if near is not None and "\n" in text[near_end : match.start()]:
            near = None
        item = _at(text, match, context, near or _section_year(sections, match.start()))
        at = item.end if item is not None else max(match.end(), at + 1)
        if item is not None:
            found.append(item)
            near, near_end = item.value.rpartition("/")[2] if ".." not in item.value else item.value, item.end
    return found


def _section_year(sections: Sequence[tuple[int, str | None]], offset: int) -> str | None:
    index = bisect_right(sections, offset, key=lambda section: section[0]) - 1
    return sections[index][1] if index >= 0 else None


def _at(text: str, match: re.Match[str], issued: str | None, near: str | None) -> FoundDate | None:
    if (match["bare"] or match["bareperiod"] or match["edge"]) and _YEARLY_RE.search(
        text, max(0, match.start() - 12), match.start()
    ):
        return None
    ranged = _year_range(text, match) or _month_range(text, match, issued, near)
    if ranged is not None:
        start, end, point = ranged
    else:
        single = _point(match, issued, near)
        if single is None:
            return None
        modifier = _modifier(match)
        start, end, point = match.start(), match.end(), _plan_edge(single, modifier)
        start, end = _unquoted(text, match, start, end)
        if modifier is None:
            end, point = _continued(text, end, point, issued)
    suffix = _SUFFIX_RE.match(text, end)
    if suffix is not None:
        end = suffix.end()
        return FoundDate(_before(text, start, r"[自从]"), end, _suffixed(suffix, point))
    prefix = _PREFIX_RE.search(text, max(0, start - 5), start)
    if prefix is not None and prefix["by"] and text[end : end + 1] == "的":  # 到2016年的推广: a stage
        prefix = None
    if prefix is not None and point.stop is None:
        modifier = "as-of" if prefix["asof"] else point.modifier or "by"
        return FoundDate(prefix.start(), end, replace(point, modifier=modifier).value)
    return FoundDate(start, end, point.value)


def _before(text: str, start: int, pattern: str) -> int:
    return start - 1 if start and re.match(pattern, text[start - 1]) else start


def _unquoted(text: str, match: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """A plan's name without its quotation marks, unless a word follows them (“十四五”期间)."""
    if not match["plan"] or match["planword"] or end != match.end("plan") + 1 or text[end - 1] not in '”"’':
        return start, end
    if _SUFFIX_RE.match(text, end):
        return start, end
    return match.start("plan"), match.end("plan")


def _suffixed(suffix: re.Match[str], point: _Point) -> str:
    if suffix["starts"] is not None:
        return point.value
    if suffix["since"]:
        return f"{point.start}/.."
    if suffix["circa"]:
        return replace(point, modifier="circa").value
    # 9月底前 like 到9月底: that it is a goal is for the metric to say
    return replace(_Point(point.stop or point.start), modifier=point.modifier or "by").value


def _year_range(text: str, match: re.Match[str]) -> tuple[int, int, _Point] | None:
    """2021年到2023年, 2020—2022年: the regex of points finds the second year first."""
    ranged = _YEAR_RANGE_RE.match(text, match.start())
    if ranged is None:
        for back in range(4, 9):
            ranged = _YEAR_RANGE_RE.match(text, max(0, match.start() - back))
            if ranged is not None and ranged.end() >= match.end() - 2:
                break
            ranged = None
    if (
        ranged is None
        or _year_number(ranged[1]) >= _year_number(ranged[2])
        or re.match(r"\d", text[ranged.end() : ranged.end() + 1])
    ):
        return None
    return ranged.start(), ranged.end(), _Point(str(_year_number(ranged[1])), str(_year_number(ranged[2])))


def _month_range(
    text: str, match: re.Match[str], issued: str | None, near: str | None
) -> tuple[int, int, _Point] | None:
    """2021年1—9月, 1至9月."""
    if match["year"] or match["relative"]:
        relative = match["relative"]
        year = _relative_year(relative, issued, near) if relative else _year_number(match["year"])
        if year is None:
            return None
        stop = match.end("year") + 1 if match["year"] else match.end("relative")
        ranged = _MONTH_RANGE_RE.match(text, stop)
        start = match.start()
    elif match["bare"]:
        year = _context_year(near) or _year_of_month(match, issued)
        ranged = next(
            (
                r
                for back in (3, 2, 5, 4, 6)
                if (r := _MONTH_RANGE_RE.match(text, max(0, match.start() - back))) and r.end() > match.start()
            ),
            None,
        )
        ranged = ranged or _MONTH_RANGE_RE.match(text, match.start())
        start = ranged.start() if ranged is not None else 0
        if ranged is not None and near is None and year is not None:
            year -= _is_closed(ranged, issued)
    else:
        return None
    if (
        ranged is None
        or year is None
        or _number(ranged[1]) >= _number(ranged[2])
        or re.match(_DAY + "日", text[ranged.end() : ranged.end() + 3])
    ):
        return None
    return start, ranged.end(), _Point(f"{year}-{_number(ranged[1]):02d}", f"{year}-{_number(ranged[2]):02d}")


def _is_closed(ranged: re.Match[str], issued: str | None) -> bool:
    """1至10月 in a document of January are those of the year before."""
    month = int(issued[5:7]) if issued is not None and len(issued) >= 7 else 12
    return month <= 3 and _number(ranged[1]) == 1 and _number(ranged[2]) > month


def _continued(text: str, end: int, point: _Point, issued: str | None) -> tuple[int, _Point]:
    """The second half of a range: 2020年1月12日至15日, 2020年1月至2021年3月."""
    if point.stop is not None or point.modifier is not None:
        return end, point
    joint = _RANGE_RE.match(text, end)
    if joint is None:
        return end, point
    other = POINT_RE.match(text, joint.end())
    if other is not None and (other["year"] or other["relative"] or other["iso"]):
        second = _point(other, issued, point.start)
        if second is not None and second.stop is None and second.start > point.start and not _modifier(other):
            return other.end(), _Point(point.start, second.start)
    part = _NEXT_PART_RE.match(text, joint.end())
    if part is None or not part[0] or len(point.start) < 7 or (len(point.start) == 7) != (part["day"] is None):
        return end, point
    stop = _iso(int(point.start[:4]), part["month"] or point.start[5:7], part["day"])
    return (part.end(), _Point(point.start, stop)) if stop is not None and stop > point.start else (end, point)


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


# --- values -> the calendar -----------------------------------------------------------------------------------------


_VALUE_RE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:/(\d{4}(?:-\d{2}(?:-\d{2})?)?|\.\.))?(?:;([a-z-]+))?")
_CIRCA_DAYS = {4: 5 * 365, 7: 31, 10: 7}  # ± by how precise the value is: five years, a month, a week


def _first(value: str) -> date:
    parts = [int(part) for part in value.split("-")]
    return date(*[*parts, 1, 1][:3])


def _last(value: str) -> date:
    parts = [int(part) for part in value.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1]
    return date(parts[0], month, day)


def is_date_value(value: str) -> bool:
    """Is `value` well formed: ISO dates, an interval, at most one known modifier?"""
    match = _VALUE_RE.fullmatch(value)
    if match is None or (match[3] is not None and match[3] not in MODIFIERS):
        return False
    try:
        first = _first(match[1])
        return match[2] in (None, "..") or first <= _last(match[2])
    except ValueError:
        return False


@lru_cache(maxsize=4096)
def date_bounds(value: str) -> tuple[str | None, str | None]:
    """(earliest, latest) ISO day that a Date value allows; None for an open side.

    A year's `early` is its first quarter, `end` its last, `mid` its two middle ones; a month's are its ten-day thirds,
    an interval's its three thirds. `by` leaves the earliest open, `..` the latest; `as-of` is the day itself. `circa`
    widens by five years, a month or a week, by how precise the value is. ValueError names a value that isn't well
    formed.

    >>> date_bounds("2018;end"), date_bounds("2024/.."), date_bounds("2024;by")
    (('2018-10-01', '2018-12-31'), ('2024-01-01', None), (None, '2024-12-31'))
    """
    match = _VALUE_RE.fullmatch(value)
    if match is None or not is_date_value(value):
        raise ValueError(f"not a Date value: {value!r}")
    start, stop, modifier = match[1], match[2], match[3]
    if stop == "..":
        return _first(start).isoformat(), None
    first, last = _first(start), _last(stop or start)
    if modifier == "by":
        return None, last.isoformat()
    if modifier == "circa":
        margin = timedelta(days=_CIRCA_DAYS[len(start)])
        return (first - margin).isoformat(), (last + margin).isoformat()
    if modifier in ("early", "mid", "end", "first-half", "second-half"):
        first, last = _part(first, last, modifier, precision=len(start) if stop is None else 0)
    return first.isoformat(), last.isoformat()


def _part(first: date, last: date, modifier: str, *, precision: int) -> tuple[date, date]:
    year = first.year
    if precision == 4:
        months = {"early": (1, 3), "mid": (4, 9), "end": (10, 12), "first-half": (1, 6), "second-half": (7, 12)}[
            modifier
        ]
        return date(year, months[0], 1), _last(f"{year:04d}-{months[1]:02d}")
    if precision == 7 and modifier in ("early", "mid", "end"):
        days = {"early": (1, 10), "mid": (11, 20), "end": (21, last.day)}[modifier]
        return first.replace(day=days[0]), first.replace(day=days[1])
    length = (last - first).days + 1
    cuts = {"early": (0, 3, 1), "mid": (1, 3, 2), "end": (2, 3, 3), "first-half": (0, 2, 1), "second-half": (1, 2, 2)}[
        modifier
    ]
    begin = first + timedelta(days=length * cuts[0] // cuts[1])
    return begin, max(begin, first + timedelta(days=length * cuts[2] // cuts[1] - 1))


_LABELS = {"early": "初", "mid": "中", "end": "底", "first-half": "上半年", "second-half": "下半年"}


def _label(value: str) -> str:
    parts = value.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def format_date(value: str) -> str:
    """A Date value as a reader of Chinese expects it; `parse_date` gives the value back.

    >>> format_date("2018;end"), format_date("2021/2025"), format_date("2024;by"), format_date("2012/..")
    ('2018年底', '2021年至2025年', '到2024年', '2012年以来')
    """
    base, _, modifier = value.partition(";")
    start, _, stop = base.partition("/")
    if stop == "..":
        return f"{_label(start)}以来"
    text = f"{_label(start)}至{_label(stop)}" if stop else _label(start)
    if modifier in _LABELS:
        if len(start) == 7 and not stop:
            return text + {"early": "上旬", "mid": "中旬", "end": "下旬"}.get(modifier, _LABELS[modifier])
        return text + ("年中" if modifier == "mid" and len(start) == 4 else _LABELS[modifier])
    return {"by": f"到{text}", "as-of": f"截至{text}", "circa": f"{text}前后"}.get(modifier, text)


def years(value: str) -> Iterator[int]:
    """The calendar years that a Date value touches, for facets; of an open interval the first only."""
    earliest, latest = date_bounds(value)
    if earliest is None or latest is None:
        yield int((earliest or latest or "0")[:4])
    else:
        yield from range(int(earliest[:4]), int(latest[:4]) + 1)
