"""The line that says where a text was printed: name of the paper, day, page and reporter, in whatever order.

Source of the forms: usage of newspapers and periodicals (报头, 版次, 卷期) and of pages that reprint them (原载, 来源).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.hanzi import HAN

# (原载《某报》: where a text was printed first
PRINTED = r"(?:[本此该]?文章?)?(?:原?刊[载登发]?|原?载|首发|发表|转载|转自|摘自|选自|来源)[于自]?\s*[:：]?\s*"
_LONGEST = 64
_CHINESE = (
    r"[0-9一二三四五六七八九〇○零]{4}\s?年(?:\s?[0-9一二三四五六七八九十]{1,3}\s?月"
    r"(?:\s?[0-9一二三四五六七八九十]{1,3}\s?日)?)?"
)
_DAY_RE = re.compile(rf"{_CHINESE}|[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}日?")
_PRINTED_RE = re.compile(rf"^(?:{PRINTED})(?=[《{HAN}0-9])")
_NUMERAL = "[0-9一二三四五六七八九十]{1,4}"
_PAGE_RE = re.compile(
    rf"(?<![{HAN}])(?:第?\s*[A-Z]?{_NUMERAL}\s*版|[A-Z][0-9]{{1,2}}(?=\s))"
    rf"(?:\s*[:：·]\s*\S{{1,12}}|\s(?!\S{{0,8}}[报刊网])[{HAN}]{{2,6}}(?!\S)|[^\s）)《]{{0,6}})"
)
# 2023年第2期 (总第67期), 第12卷第3期, Vol.12 No.3
_ISSUE_RE = re.compile(
    rf"第\s*{_NUMERAL}\s*卷|[（(]?总?第\s*{_NUMERAL}\s*[期辑号](?:\s*[（(]?总第\s*{_NUMERAL}\s*[期辑号][)）]?)?[)）]?"
    r"|(?:Vol|No)\.?\s*[0-9]{1,4}[,，]?|[A-Z][a-z]{2}\.\s*[0-9]{4}"
)
_WEEKDAY_RE = re.compile("(?:星期|周)[一二三四五六日天]")
# 17:30 发表于某省: the hour, and from where an account posts
_CLOCK_RE = re.compile(rf"[0-9]{{1,2}}[:：][0-9]{{2}}(?:[:：][0-9]{{2}})?(?:\s+(?:发表于)?[{HAN}]{{2,3}}(?!\S))?")
_SHORTENED_RE = re.compile(r"[，,（(\s]*(?:略?有删[节改减]|节选|有改动)[）)]?$")
_ACCOUNT_RE = re.compile(rf"[·\s]*[{HAN}]{{2,16}}官方[账帐]号")
_COLUMN_RE = re.compile(
    r"(?<=\S)\s{4,}[^\s|｜丨]{2,8}$|·[^\s·]{2,10}(?:·|$)|【[^【】]{2,10}】|(?<=[|｜丨])\s*[^\s|｜丨]{2,8}\s*(?:[|｜丨\s]*$)"
)
# 某某周末 | 2025年2月21日 | 第A5版: a page between bars, or with its sheet
_PAGE_OF_RE = re.compile(rf"[|｜丨]\s*第?\s*[A-Z]?{_NUMERAL}\s*版|第?\s*[A-Z]0?[0-9]{{1,2}}\s*版")
_NAME = f"[{HAN}]{{2,4}}"
_PEOPLE = rf"{_NAME}(?:[\s、]+{_NAME}){{0,4}}"
_POST = "(?:记者|通讯员|作者|编辑|美编|主编|责编|责任编辑|校对|视觉|采写|采访|口述|整理|撰文|撰稿|执笔|文|图|摄影)"
_REPORTER_RE = re.compile(
    rf"(?:(?:本[报刊网台])?(?:全媒体?|融媒体?|首席|见习|特约)*{_POST}[/／]?)+"
    rf"(?:[:：\s]\s*(?:本[报刊网台])?(?:全媒体?|融媒体?|首席|见习|特约)*(?:记者|通讯员)?[:：\s]*{_PEOPLE}\s*)"
    r"|(?:本[报刊网台])?(?:全媒体?|首席|特约)?记者(?=[\s0-9]|$)"
)
_SIGNED_RE = re.compile(rf"(?<=[|｜丨])\s*{_NAME}$|\s{_PEOPLE}\s*[文图摄]$")
_EDGES = " \t\u3000|｜丨·—-（）()【】[],，"
_PAPER_RE = re.compile(rf"[{HAN}]{{2,10}}(?:(?<![简通汇公申回情专举海预])报|周刊|月刊|杂志|新闻网|网|在线|客户端)")
_QUOTED_RE = re.compile("《(?P<name>[^《》]{2,20})》(?:杂志|报社)?(?P<form>(?:电子|网络|数字|手机|海外)[版报刊])?")
_TITLED_RE = re.compile(r"(?:报|刊|杂志|网)$")
# a journal or an account may be called anything: a number, an hour tell of it, set off by a space
_CALLED_RE = re.compile(rf"[{HAN}·]{{3,14}}")
_SET_OFF_RE = re.compile(rf"[{HAN}][\s|｜丨]+(?:(?:19|20)[0-9]{{2}}|第\s*{_NUMERAL}\s*[卷期辑])")


class Imprint(NamedTuple):
    """The name of a paper, empty where the line gives none, and the words for its day."""

    name: str
    day: str


_SPACE_RE = re.compile(r"\s")
_SPACES_RE = re.compile(r"\s{2,}")


def imprint(text: str) -> Imprint | None:
    """What a line says that tells where a text was printed, and no more; None for any other line.

    >>> imprint("某省日报 2021年3月5日 第4版：要闻"), imprint("(原载《某论坛》2021年第3期)")
    (Imprint(name='某省日报', day='2021年3月5日'), Imprint(name='某论坛', day='2021年'))
    """
    head = text[: 2 * _LONGEST]  # of a paragraph that is enough to tell that it is too long
    if len(_SPACES_RE.sub(" ", head)) > _LONGEST or len(_SPACES_RE.sub(" ", text)) > _LONGEST:
        return None
    if _DAY_RE.search(text) is None:
        return None
    found = parts_of(text)
    return found if found is not None and found.name else None


def parts_of(text: str) -> Imprint | None:
    """The parts of a line that holds no more than what an imprint does, with or without a name and a day.

    >>> parts_of("A03 民生"), parts_of("某某评论 2023年第2期 ·比较·"), parts_of("三项措施")
    (Imprint(name='', day=''), Imprint(name='某某评论', day='2023年'), None)
    """
    rest = _SHORTENED_RE.sub("", text).strip(_EDGES)
    printed = _PRINTED_RE.match(rest)
    rest = rest[printed.end() :] if printed else rest
    days = _DAY_RE.findall(rest)
    rest = _DAY_RE.sub(" ", rest)
    issued = _ISSUE_RE.sub(" ", rest)
    plain = _SIGNED_RE.sub(" ", issued)
    for pattern in (_REPORTER_RE, _CLOCK_RE, _WEEKDAY_RE, _ACCOUNT_RE, _PAGE_RE, _COLUMN_RE):
        plain = pattern.sub(" ", plain)
    told = printed is not None or _SPACE_RE.sub("", plain) != _SPACE_RE.sub("", rest)
    numbered = issued != rest or _CLOCK_RE.search(issued) is not None or _PAGE_OF_RE.search(issued) is not None
    called = numbered and _SET_OFF_RE.search(text) is not None
    plain = plain.strip(_EDGES)
    name = _name(plain, told=told, called=called) if plain else ""
    if name is None or not (told or (name and days)):
        return None
    return Imprint(name, max(days, key=len, default=""))


def _name(text: str, *, told: bool, called: bool) -> str | None:
    """The paper that the rest of the line names; what is in 《》 may be any title unless more is `told` of it."""
    if (quoted := _QUOTED_RE.fullmatch(text)) is not None:
        return quoted["name"] if told or quoted["form"] or _TITLED_RE.search(quoted["name"]) else None
    return text if _PAPER_RE.fullmatch(text) or (called and _CALLED_RE.fullmatch(text)) else None
