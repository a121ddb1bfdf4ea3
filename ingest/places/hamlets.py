"""Places that need no suffix of the common kinds: ethnic townships by the peoples in their name, hamlets in a village.

Source: 民族乡行政工作条例 (a 民族乡 is named by place and people), 地名管理条例 (屯, 寨, 自然村 as settlements).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.places.settlement import Settlement
from ingest.places.settlement_names import is_settlement_name
from ingest.words import Words
from kg.regions import gazetteer

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|"
    "羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
_ETHNIC_RE = re.compile(rf"(?:(?:{_PEOPLES})族?){{0,2}}(?:{_PEOPLES})族乡")
_HAN_RE = re.compile("[一-鿿]{2,4}")
_LONGEST = 4  # characters of the place before its peoples
_SIGN_RE = re.compile("[村区][一-鿿]{2,3}(?:屯|寨|自然村)")
_HAMLET_RE = re.compile("(?P<body>[一-鿿]{2,3}?)(?:屯|寨|自然村)(?![子民老主])")


def ethnic_townships(text: str, known: Words) -> list[Settlement]:
    """新生鄂伦春族乡: a place, its peoples and 乡, by the gazetteer or from the word's beginning on."""
    if "族乡" not in text:
        return []
    found = []
    for m in _ETHNIC_RE.finditer(text):
        begins = [
            start for start in range(m.start() - _LONGEST, m.start() - 1) if _HAN_RE.fullmatch(text, start, m.start())
        ]
        listed = next((start for start in begins if gazetteer().find_township(text[start : m.end()])), None)
        start = next((b for b in begins if _opens(text, b, m.start(), known)), None) if listed is None else listed
        if start is not None:
            places = gazetteer().find_township(text[start : m.end()])
            code = places[0].code if len(places) == 1 else None
            found.append(Settlement(start, m.end(), text[start : m.end()], "township", code, None))
    return found


def _opens(text: str, start: int, end: int, known: Words) -> bool:
    return start in known.boundaries and is_settlement_name(text[start:end], start, known, hanging=True)


def hamlets(text: str, known: Words, named: Sequence[Settlement]) -> list[Settlement]:
    """某村大田寨, 某村弄平屯: what follows the name of a village."""
    if not _SIGN_RE.search(text):
        return []
    found = []
    for village in named:
        m = _HAMLET_RE.match(text, village.end) if village.level == "village" else None
        if m is not None and is_settlement_name(m["body"], m.start(), known, hanging=True):
            found.append(Settlement(m.start(), m.end(), m[0], "village", None, village.within))
    return found
