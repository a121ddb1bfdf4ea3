"""Numerals: digits with 万 and 亿, characters, fractions -> numbers. cn2an works out what this grammar isolated."""

from __future__ import annotations

import re
from functools import lru_cache

MULTIPLIERS = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8,
    "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1000, "百": 100,
}  # fmt: skip
# 500千克: the 千 belongs to the unit
MULTIPLIER = "|".join(MULTIPLIERS).replace("|千|", "|千(?![克米瓦卡伏升])|")
CHINESE = r"[零〇一二两三四五六七八九十百千万亿]+"


_DIGITS_RE = re.compile(rf"(\d+(?:\.\d+)?)({MULTIPLIER})?")
_QUOTIENT_RE = re.compile(r"(\d+)/(\d+)")
_FRACTION_RE = re.compile(rf"({CHINESE})分之({CHINESE}|\d+(?:\.\d+)?)")


def parse_number(text: str) -> int | float | None:
    """The number that a numeral alone stands for; None if it is none.

    >>> parse_number("4.54万"), parse_number("二千三百"), parse_number("三分之一"), parse_number("1,470")
    (45400, 2300, 0.3333, 1470)
    """
    plain = text.strip().replace(",", "").replace("，", "")
    if match := _DIGITS_RE.fullmatch(plain):
        return times(match[1], MULTIPLIERS.get(match[2], 1))
    if match := _QUOTIENT_RE.fullmatch(plain):
        return tidy(round(int(match[1]) / int(match[2]), 4)) if int(match[2]) else None
    if match := _FRACTION_RE.fullmatch(plain):
        whole, part = read_characters(match[1]), parse_number(match[2])
        return tidy(round(part / whole, 4)) if whole and part is not None else None
    return read_characters(plain)


def times(digits: str, factor: int) -> int | float:
    """Exact for decimals: 80.3 times 10,000 is 803000, not 802999.99…

    >>> times("80.3", 10000)
    803000
    """
    whole, _, decimals = digits.partition(".")
    scaled = int(whole + decimals) * factor
    power = 10 ** len(decimals)
    return scaled // power if scaled % power == 0 else float(scaled / power)


def tidy(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


_NUMERAL_RE = re.compile(r"[零〇一二两三四五六七八九十百千万亿点]+")
_LONGEST_NUMERAL = 40  # characters; what is longer is no number that a text states


_ROUND_RE = re.compile(r"[百千万亿]+")
_ONES = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
# nearly all that texts write, told without asking cn2an: 零 to 九十九
_SMALL: dict[str, int] = {
    "零": 0,
    "〇": 0,
    "两": 2,
    **{one: value for value, one in enumerate(_ONES) if one},
    **{
        f"{_ONES[tens] if tens > 1 else ''}十{one}": 10 * tens + value
        for tens in range(1, 10)
        for value, one in enumerate(_ONES)
    },
}


@lru_cache(maxsize=4096)
def read_characters(text: str) -> int | float | None:
    small = _SMALL.get(text)
    if small is not None:
        return small
    if not _NUMERAL_RE.fullmatch(text):
        return None
    if _ROUND_RE.fullmatch(text):
        return _product(text)
    if len(text) > _LONGEST_NUMERAL:
        return None
    import cn2an  # slow to import, and only texts need it

    try:
        return tidy(float(cn2an.cn2an(text.replace("〇", "零"), "smart")))
    except (ValueError, KeyError, IndexError):  # cn2an stumbles over 万十一
        return None


def _product(text: str) -> int:
    """A round word alone: 百亿 is ten thousand million, 千 a thousand."""
    result = 1
    for letter in text:
        result *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[letter]
    return result


_LOOSE_RE = re.compile(r"(十|[二三四五六七八九]十)?([一二两三四五六七八九])([两二三四五六七八九])(十|百|千|万|亿)?")


def read_loose(text: str) -> tuple[int, int] | None:
    """两三 is 2 to 3, 三五 3 to 5, 十七八 17 to 18; None for an ordinary numeral."""
    match = _LOOSE_RE.fullmatch(text)
    if match is None or (match[1] and match[4]):
        return None
    low, high = (int(read_characters(match[i].replace("两", "二")) or 0) for i in (2, 3))
    if high - low != 1 and (low, high) != (3, 5):
        return None
    base = int(read_characters(match[1]) or 0) if match[1] else 0
    factor = int(read_characters("一" + match[4]) or 1) if match[4] else 1
    return base + low * factor, base + high * factor
