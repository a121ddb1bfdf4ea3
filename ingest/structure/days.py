"""The days in the life of an official text: adopted, revised, published, in force from and until.

Source of the forms: 立法技术规范(试行) of 全国人大常委会法制工作委员会 on 施行日期 (自…起施行); 立法法 on the lines
below a title (通过, 批准, 公布, 修正, 修订); the provinces' rules for 行政规范性文件 on 有效期 and 试行.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from ingest.structure.header import iso_date
from ingest.structure.lines import NUMERAL, YEAR_MONTH_DAY

_DAY = rf"(?:{YEAR_MONTH_DAY})"
_TITLE_RE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|[〈<][^〈〉<>]*[〉>]")
_SPLIT_RE = re.compile(rf"(?={YEAR_MONTH_DAY})")
# of a line of history, the first that matches says what the day did; the others follow
_DEEDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("revised", re.compile(r"修正|修订|修改|修正案")),
    ("adopted", re.compile(r"通过|签署|签发")),
    ("approved", re.compile(r"批准")),
    ("published", re.compile(r"公布|发布|颁布|印发|刊发")),
    ("effective", re.compile(r"施行|实施|生效")),
    ("expires", re.compile(r"废止|失效")),
)
_STARTS = "施行|实施|执行|生效|试行|试点"
_SINCE_RE = re.compile(rf"[自从](?P<day>{_DAY})(?:零时)?起(?:正式|开始|全面|在[^,，。;；]{{1,12}})?(?:{_STARTS})")
_AFTER_RE = re.compile(
    rf"[自从][^,，。;；自从]{{0,10}}?(?P<deed>公布|发布|颁布|印发|下发|通过|批准|签发|发文)之?日(?:起|后)"
    rf"(?:[满第]?(?P<wait>[0-9一二三四五六七八九十]{{1,3}})(?P<unit>个月|日|天)(?:后|起)?)?(?:正式|开始)?(?:{_STARTS})"
)
_DEED_DAYS = dict.fromkeys(("通过", "批准"), ("adopted", "published", "issued"))
_LATER = ("published", "issued", "adopted")
_PARTIAL_RE = re.compile(r"第[^,，。;；《》]{1,12}[条款项章][^。;；]*$")
_UNTIL_RE = re.compile(
    rf"有效期(?:限)?\s*(?:截止|截至|截止到|至|到|自{_DAY}起?\s*(?:至|到))\s*(?:为)?\s*(?P<a>{_DAY})"
    rf"|(?:施行|实施|执行|试行|生效)[^。;；《》]{{0,16}}(?:至|到)\s*(?P<b>{_DAY})(?:止|失效|废止)?"
    rf"|自\s*{_DAY}\s*(?:起)?\s*(?:至|到)\s*(?P<c>{_DAY})(?:止)?\s*(?:有效|施行|实施|试行|执行)?(?=[,，。;；止])"
    rf"|于?(?P<d>{_DAY})(?:起)?(?:自动|自行)?(?:失效|废止)"
)
_SPAN_RE = re.compile(
    rf"(?:有效期(?:限)?|试行期(?:限)?|施行期(?:限)?|试行|执行期(?:限)?|实施期(?:限)?)\s*(?:为|是|暂定为?|定为)?\s*"
    rf"(?P<count>[0-9]{{1,2}}|[{'一二两三四五六七八九十'}]{{1,3}})\s*(?P<unit>个月|年)"
)
# what a sentence on force or term has in it
_TELLS_RE = re.compile(rf"{_STARTS}|有\s*效|失效|废止")
_NUMERALS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
_OTHERS_RE = re.compile(r"》[^,，。;；]{0,30}$")


@dataclass(frozen=True, slots=True)
class Days:
    """ISO dates, None where nothing tells them; `issued` is the date of the document."""

    adopted: str | None = None
    revised: str | None = None
    published: str | None = None
    effective: str | None = None
    expires: str | None = None
    issued: str | None = None


_SPACE_RE = re.compile(r"\s")


def days_of(history: Sequence[str], sentences: Sequence[str], told: Mapping[str, str], issued: str | None) -> Days:
    """What the lines of history and the sentences say; `told` by the page wins over both.

    A text that is in force from its publication on is so from the day its history says, else from its date.
    """
    own = replace(_history(history), issued=issued)
    known = {f.name: told[f.name] for f in fields(Days) if told.get(f.name) and f.name != "issued"}
    days = replace(own, **known)
    sentences = [_SPACE_RE.sub("", sentence) for sentence in sentences if _TELLS_RE.search(sentence)]
    if days.effective is None:
        # a page may be put out years after what it shows
        days = replace(days, effective=effective_of(sentences, own) or effective_of(sentences, days))
    return days if days.expires is not None else replace(days, expires=expires_of(sentences, days))


def _history(lines: Iterable[str]) -> Days:
    """The days of the lines below a title.

    A second adoption is that of a revision. What nobody is said to have adopted was adopted when it was approved, put
    out or, if that is all, revised.
    """
    told: dict[str, list[str]] = {}
    for deed, day in _deeds(lines):
        told.setdefault(deed, []).append(day)
    passed, revised = told.get("adopted", []), told.get("revised", [])
    return Days(
        adopted=min(passed or [*told.get("approved", told.get("published", [])), *revised], default=None),
        revised=max([*revised, *passed[1:]], default=None),
        published=next(iter(told.get("published", [])), None),
        effective=next(iter(told.get("effective", [])), None),
        expires=next(iter(told.get("expires", [])), None),
    )


def day_of(text: str) -> str | None:
    """The first date of a text; None if there is none or no calendar has it."""
    day = iso_date(text)
    try:
        return day if day is None or len(day) < 10 else date.fromisoformat(day).isoformat()
    except ValueError:
        return None


def _deeds(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What was done on which day, in order: 2019年4月29日 某市人大常委会通过."""
    for line in lines:
        for piece in _SPLIT_RE.split(_TITLE_RE.sub("《》", line)):
            day = day_of(piece)
            deed = next((name for name, pattern in _DEEDS if pattern.search(piece)), None)
            if day is not None and deed is not None:
                yield deed, day


def effective_of(sentences: Sequence[str], days: Days) -> str | None:
    """From when the text is in force, as its last sentence on that says; None if it only names a part or another."""
    for sentence in reversed(sentences):
        for match in _SINCE_RE.finditer(sentence):
            if _is_own(sentence, match.start()):
                return day_of(match["day"])
        for match in _AFTER_RE.finditer(sentence):
            if _is_own(sentence, match.start()):
                return _after(match, days)
    return None


_ARTICLE_RE = re.compile(r"^\s*第[^\s]{1,8}条\s*")


def _is_own(sentence: str, start: int) -> bool:
    """Is the whole text what is put into force, not an article of it and not another text?"""
    before = sentence[:start]
    return not _PARTIAL_RE.search(_ARTICLE_RE.sub("", before)) and not _OTHERS_RE.search(before)


def _after(match: re.Match[str], days: Days) -> str | None:
    day = next((d for name in _DEED_DAYS.get(match["deed"], _LATER) if (d := getattr(days, name)) is not None), None)
    if day is None or match["wait"] is None:
        return day
    wait = _count(match["wait"])
    if wait is None or len(day) < 10:
        return None
    if match["unit"] == "个月":
        return _shift(day, months=wait)
    return (date.fromisoformat(day) + timedelta(days=wait)).isoformat()


def expires_of(sentences: Sequence[str], days: Days) -> str | None:
    """The last day on which the text is in force, as it says itself (有效期至, 有效期5年, 试行两年)."""
    for sentence in reversed(sentences):
        for match in _UNTIL_RE.finditer(sentence):
            day = next(match[name] for name in "abcd" if match[name])
            if _is_limit(sentence, match):
                return day_of(day)
        term = _SPAN_RE.search(sentence)
        start = days.effective or days.published or days.issued
        if term is None or start is None or len(start) < 10 or not _is_limit(sentence, term):
            continue
        count = _count(term["count"])
        if count is not None:
            end = _shift(start, months=count * (12 if term["unit"] == "年" else 1))
            return (date.fromisoformat(end) - timedelta(days=1)).isoformat()
    return None


def _is_limit(sentence: str, match: re.Match[str]) -> bool:
    """Does a term bound this text: it is in force from a day on, or is called by what it is (本办法有效期5年)?"""
    if not _is_own(sentence, match.start()):
        return False
    before = sentence[: match.start()]
    return re.search(
        rf"自[^。;；]{{2,24}}(?:{_STARTS})|本(?:{_KINDS}|文件)|^\s*(?:第{NUMERAL}条\s*)?$", before
    ) is not None  # fmt: skip


_KINDS = (
    "办法|规定|细则|(?:实施)?(?:意见|细则|方案)|通知|措施|规则|条例|决定|制度|标准|政策|规范|指引|公告|通告|规程|准则"
)


def _count(text: str) -> int | None:
    if text.isascii() and text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _NUMERALS.get(text)
    return (_NUMERALS.get(tens, 1) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0)


def _shift(day: str, *, months: int) -> str:
    """The same day of a later month, or that month's last."""
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 + months, 12)
    return date(year, month + 1, min(int(day[8:10]), monthrange(year, month + 1)[1])).isoformat()
