"""Numerals: every run of digits and every Chinese numeral of a text, whatever it may mean."""

from __future__ import annotations

import re

_CHINESE = "零〇一二两三四五六七八九十百千万亿"
_NUMERAL_RE = re.compile(
    rf"""
    \d+(?:[,，]\d{{3}}(?!\d))*(?:[.．]\d+)*(?:[ ]?[%％‰]|[十百千万亿]{{1,2}}(?![克米瓦卡伏升]))?
  | [①-⒛㈠-㈩Ⅰ-ⅻ]
  | (?:好|十)?几(?:[十百千万亿]+|(?=[个位名家户年天次种项条类]))
  | (?!(?<=[\d万亿])千[克米瓦卡伏升])(?:数(?=[十百千万亿]))?[{_CHINESE}]+几?
  | 若干|翻了?番|(?:过|大|多|对)半|半(?=数|年|个|天|月|小时)
    """,
    re.VERBOSE,
)


def find_numerals(text: str) -> list[tuple[int, int]]:
    """The places of all numerals, in order, none overlapping another.

    >>> [(text := "共1,470个,近八成;数十件")[a:b] for a, b in find_numerals("共1,470个,近八成;数十件")]
    ['1,470', '八', '数十']
    """
    return [m.span() for m in _NUMERAL_RE.finditer(text)]
