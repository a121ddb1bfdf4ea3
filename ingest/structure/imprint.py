"""The line that says where a text was printed: name of the paper, day, page and reporter, in whatever order.

Source of the forms: usage of newspapers and periodicals (报头, 版次) and of pages that reprint them (原载, 来源).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.hanzi import HAN

# (原载《某报》: where a text was printed first
PRINTED = r"(?:本文)?(?:原?刊[载登发]?|原?载|首发|发表|转载|转自|摘自|选自|来源)[于自]?\s*[:：]?\s*"
_LONGEST = 64
_CHINESE = "[0-9一二三四五六七八九〇○零]{4}年(?:[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}日)?)?"
_DAY_RE = re.compile(rf"{_CHINESE}|[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}日?")
_PRINTED_RE = re.compile(rf"^(?:{PRINTED})(?=[《{HAN}])")
_PAGE_RE = re.compile(r"第?\s*[A-Z]?[0-9一二三四五六七八九十]{1,3}\s*[版期](?:\s*[:：]\s*\S{1,12}|[^\s）)《]{0,6})")
_WEEKDAY_RE = re.compile("星期[一二三四五六日天]")
_NAME = f"[{HAN}]{{2,4}}"
_REPORTER_RE = re.compile(
    rf"(?:本[报刊网台])?(?:全媒体?|融媒体?|首席|见习|特约)*(?:(?:记者|通讯员|作者)[:：\s]*{_NAME}(?:[\s、]+{_NAME}){{0,4}}\s*)+"
    r"|(?:本[报刊网台])?(?:全媒体?|首席|特约)?记者(?=[\s0-9]|$)"
)
_SIGNED_RE = re.compile(rf"(?<=[|｜丨])\s*{_NAME}$")
_EDGES = " \t\u3000|｜丨·—-（）()【】[]"
_PAPER_RE = re.compile(rf"[{HAN}]{{2,10}}(?:报|周刊|月刊|杂志|新闻网|网|在线|客户端)")
_QUOTED_RE = re.compile("《(?P<name>[^《》]{2,20})》(?:杂志|报社)?")
_TITLED_RE = re.compile(r"(?:报|刊|杂志|网)$")


class Imprint(NamedTuple):
    """The name of a paper and the words for its day."""

    name: str
    day: str


_SPACE_RE = re.compile(r"\s")


def imprint(text: str) -> Imprint | None:
    """What a line says that tells where a text was printed, and no more; None for any other line.

    >>> imprint("某省日报 2021年3月5日 第4版：要闻"), imprint("(原载《某论坛》2021年第3期)")
    (Imprint(name='某省日报', day='2021年3月5日'), Imprint(name='某论坛', day='2021年'))
    """
    day = _DAY_RE.search(text) if len(text) <= _LONGEST else None
    if day is None:
        return None
    rest = text.strip(_EDGES)
    printed = _PRINTED_RE.match(rest)
    rest = _DAY_RE.sub(" ", rest[printed.end() :] if printed else rest, count=1)
    plain = _SIGNED_RE.sub("", rest)
    for pattern in (_PAGE_RE, _WEEKDAY_RE, _REPORTER_RE):
        plain = pattern.sub(" ", plain)
    told = printed is not None or _SPACE_RE.sub("", plain) != _SPACE_RE.sub("", rest)
    name = _name(plain.strip(_EDGES), told=told)
    return Imprint(name, day[0]) if name is not None else None


def _name(text: str, *, told: bool) -> str | None:
    """The paper that the rest of the line names; what is in 《》 may be any title unless more is `told` of it."""
    if (quoted := _QUOTED_RE.fullmatch(text)) is not None:
        return quoted["name"] if told or _TITLED_RE.search(quoted["name"]) else None
    return text if _PAPER_RE.fullmatch(text) else None
