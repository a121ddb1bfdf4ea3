"""Numbers that are part of a name: in 《》, in a short quotation, or by what stands right beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import ascii_letters, digits

from ingest.fates import Fate

_TITLE_RE = re.compile(r"《[^《》\n]{1,120}》")
_DOCUMENT_NUMBER_RE = re.compile(r"〔[^〔〕\n]{1,10}〕\d+号|\[\d{4}\]\d+号")
_QUOTED_RE = re.compile(r"“([^“”\n]{1,16})”|\"([^\"\n]{1,16})\"|‘([^‘’\n]{1,16})’|「([^「」\n]{1,16})」")
# what stands right before a number that is part of a name, and right behind it
_BEFORE_NAME = {
    Fate.ORDINAL: r"第",
    Fate.FORMULA: r"[+＋×*]|\d[.．:：∶/]|(?<!\d)\d{1,2}比",  # 4∶6, 1比3
    Fate.CODE: r"[A-Za-z#№_]|[省国县乡]道|[Nn]o\.?|邮编|编号|证号|许可证|字",
    Fate.PHONE: r"电话[:：]?|热线[:：]?|号码[:：]?",
    Fate.CLOCK: r"\d[时点]",
    Fate.UNREAD: r"[.．/]",
}
_AFTER_NAME = {
    Fate.CLOCK: r"[:：]\d\d|点钟|时\d|分\d",
    Fate.FORMULA: r"[+＋×*]|[:：∶]\d|比\d{1,2}(?!\d)",
    Fate.CODE: r"[A-Za-z_]",
    Fate.ADDRESS: r"号(?!召)|(?<![万亿])路|楼|室|弄|栋\d|厅",
    Fate.PHONE: r"热线",
    Fate.TITLE: r"问(?!题)",
    Fate.ORDINAL: r"届|期(?!间)|[ ]?版|世纪|年代",
    Fate.CLAUSE_NUMBER: r"条第|款",
    Fate.UNREAD: r"[:：]",
}


def _by_fate(patterns: Mapping[Fate, str]) -> str:
    """The patterns as alternatives, each in a group that has the name of its fate."""
    return "|".join(f"(?P<{fate.name}>{pattern})" for fate, pattern in patterns.items())


_BEFORE_NAME_RE = re.compile(rf"(?:{_by_fate(_BEFORE_NAME)})[ ]?$")
# what can stand last before such a number, a space, or the line end that `$` passes over
_BEFORE_ENDS = frozenset("第+＋×*.．:：∶/比#№_道编号证字话线码时点 \n" + digits + ascii_letters)
_AFTER_NAME_RE = re.compile(_by_fate(_AFTER_NAME))
_ENCLOSING = (
    (Fate.TITLE, _TITLE_RE),
    (Fate.DOCUMENT_NUMBER, _DOCUMENT_NUMBER_RE),
    (Fate.QUOTED, _QUOTED_RE),
)


def fate_in(text: str, stretch: tuple[int, int], number: tuple[int, int]) -> Fate:
    """What a number is that lies in a stretch without metrics; a date where nothing encloses it."""
    for fate, pattern in _ENCLOSING:
        if any(m.start() < number[1] and number[0] < m.end() for m in pattern.finditer(text, *stretch)):
            return fate
    return Fate.DATE


def title_spans(text: str) -> list[tuple[int, int]]:
    return [m.span() for pattern in (_TITLE_RE, _DOCUMENT_NUMBER_RE) for m in pattern.finditer(text)]


def merged_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches in order, those that overlap as one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Short quotations are names (“1+10+N”, “四大任务”), and so are the numbers inside them."""
    return [m.span() for m in _QUOTED_RE.finditer(text) if not (_RULE_RE.search(m[0]) or _SAID_RE.search(m[0]))]


# “彩礼不超3万元”: a rule in its own words, no name
_RULE_RE = re.compile(r"(?:不超过?|不得超过|不低于|不高于|不少于)[0-9一二三四五六七八九十百千万两]")


# “三组路灯,2盏不亮”: what somebody says
_SAID_RE = re.compile(r"[一-鿿]{2}[,，][0-9]+[一-鿿]{3}")


def name_beside(text: str, start: int, end: int) -> Fate | None:
    """What makes the number at [start, end) part of a name, by what stands right beside it."""
    led = text[start - 1 : start] in _BEFORE_ENDS and _BEFORE_NAME_RE.search(text[max(0, start - 8) : start])
    match = led or _AFTER_NAME_RE.match(text, end)
    return None if match is None else Fate[match.lastgroup or ""]
