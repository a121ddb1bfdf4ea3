"""文号: the number of an official text in one form, and the numbers that the head of a text gives.

Source of the forms: 党政机关公文格式 GB/T 9704-2012, 7.2.5 (发文机关代字, 年份 in 〔〕, 发文顺序号 without 第 and
leading zeros); 规章制定程序条例 (orders: 令 with its running number).

>>> normal_number("某府办发 [2020] 第012号"), normal_number("某省人民政府第53号令")
('某府办发〔2020〕12号', '某省人民政府令第53号')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ingest.hanzi import HAN
from ingest.structure.lines import YEAR_MONTH_DAY

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE = "〇○零一二三四五六七八九十百千"
_COUNT = rf"(?:[0-9]{{1,6}}|[{_CHINESE}]{{1,7}})"
_YEAR = r"(?P<year>(?:19|20)\s?[0-9]\s?[0-9]|[一二][〇○零一二三四五六七八九]{3})\s*年?"
_CODE = rf"(?P<code>[{HAN}](?:\s?[{HAN}A-Za-z]){{0,17}})"
_BRACKETED = rf"{_CODE}\s*[〔\[【(﹝{{<〈〖]\s*{_YEAR}\s*[〕\]】)﹞}}>〉〗]\s*第?\s*(?P<count>{_COUNT})\s*号"
_BODY = rf"[{HAN}](?:[{HAN}、]){{0,39}}?"
_ORDERS = (
    rf"(?:(?P<body>{_BODY})\s*)?(?P<kind>令|公告)\s*\(?\s*第\s*(?P<count>{_COUNT})\s*号\s*\)?",
    rf"(?:(?P<body>{_BODY})\s*)?第\s*(?P<count>{_COUNT})\s*号\s*(?P<kind>令|公告)",
)
_BRACKETED_RE = re.compile(_BRACKETED)
_ORDER_RES = tuple(re.compile(pattern) for pattern in _ORDERS)
_ORDER_RE = re.compile("令|公告")
_STATE_RE = re.compile(r"^中华人民共和国(?=.{2})")
_LETTERHEAD_RE = re.compile(r"^.*文件\s*")
_ANNOUNCED_RE = re.compile(r"^(?:经|由|根据|依据|以|按照|原|现)")
# what may stand beside a number on its line
_BESIDE_RE = re.compile(
    r"(?:发文字号|发文文号|公文文号|文件编号|文号|字号|编号)\s*[::]|签发人\s*[::].*|特急|加急|急件|机密|秘密|内部|[\s、,;()。|]"
)
_MARKED_RE = re.compile(r"^(?:发文字号|文号|特急|加急|急件|机密|秘密|内部)+(?=.)")
_LINE_LENGTH = 400
_DAY_RE = re.compile(YEAR_MONTH_DAY)
_PUTS_OUT_RE = re.compile(r"\)?\s*(?:公布|发布|颁布|印发)")


def normal_number(text: str) -> str | None:
    """The one form of a number; None if the text is none."""
    found = numbers_in(text)
    return found[0] if len(found) == 1 and _is_bare(_plain(text)) else None


def numbers_in(text: str) -> tuple[str, ...]:
    """Every number of a stretch of text, in order, each once."""
    plain = _plain(text)
    if "号" not in plain:
        return ()
    found = [(match.start(), _bracketed(match)) for match in _BRACKETED_RE.finditer(plain)]
    rest = _BRACKETED_RE.sub(lambda match: "|" * len(match[0]), plain)
    for pattern in _ORDER_RES:
        found += [(match.start(), _order(match)) for match in pattern.finditer(rest)]
        rest = pattern.sub(lambda match: "|" * len(match[0]), rest)
    return tuple(dict.fromkeys(number for _, number in sorted(found)))


_ORDINAL_RE = re.compile(r"\(?\s*第")


def head_numbers(lines: Iterable[str]) -> tuple[str, ...]:
    """The numbers of the first of some lines that is no more than its numbers; several of a joint document."""
    previous = ""
    for line in lines:
        plain = _plain(line[:_LINE_LENGTH])
        for joined in (plain, f"{previous}{plain}") if _ORDINAL_RE.match(plain) else (plain,):
            if _is_bare(joined) and not (joined == plain and previous.endswith(("令", "公告"))):
                return numbers_in(joined)
        previous = plain
    return ()


def order_of(line: str) -> str | None:
    """The order by which a line of a text's history says it was put out."""
    plain = _DAY_RE.sub("|", _plain(line[:_LINE_LENGTH]))
    if "号" not in plain or not _ORDER_RE.search(plain):
        return None
    for pattern in _ORDER_RES:
        for match in pattern.finditer(plain):
            if match["body"] and _PUTS_OUT_RE.match(plain, match.end()):
                return _order(match)
    return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\u3000", " ").strip()


def _is_bare(plain: str) -> bool:
    """Is a line nothing but numbers and what stands beside them?"""
    line = _LETTERHEAD_RE.sub("", plain)
    rest = _BRACKETED_RE.sub("", line)
    if rest == line and not any(pattern.fullmatch(plain.strip("() ")) for pattern in _ORDER_RES):
        return False
    for pattern in _ORDER_RES:
        rest = pattern.sub("", rest)
    return rest != line and not _BESIDE_RE.sub("", rest)


_SPACE_RE = re.compile(r"\s")


def _bracketed(match: re.Match[str]) -> str:
    code = _SPACE_RE.sub("", _LETTERHEAD_RE.sub("", match["code"]))
    code = _MARKED_RE.sub("", code)
    year = _SPACE_RE.sub("", match["year"]).translate(_DIGITS)
    return f"{code}〔{year}〕{_number(match['count'])}号"


def _order(match: re.Match[str]) -> str:
    body = _STATE_RE.sub("", _SPACE_RE.sub("", match["body"] or ""))
    body = _ANNOUNCED_RE.sub("", body)
    return (
        f"{body}{match['kind']}第{_number(match['count'])}号"
        if body
        else f"第{_number(match['count'])}号{match['kind']}"
    )


def _number(text: str) -> int:
    """A running number as an int: 012, 十二, 一二."""
    if text.isascii():
        return int(text)
    if not any(unit in text for unit in "十百千"):
        return int(text.translate(_DIGITS))
    total, digit = 0, 0
    for char in text:
        unit = {"十": 10, "百": 100, "千": 1000}.get(char)
        if unit is None:
            digit = int(char.translate(_DIGITS))
        else:
            total, digit = total + (digit or 1) * unit, 0
    return total + digit
