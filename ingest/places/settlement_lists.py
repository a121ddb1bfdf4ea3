"""Townships and villages that a list tells: one word says what all are (甲、乙两个社区), or a neighbour is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.components.terms import lines_with
from ingest.places.settlement import LEVEL_OF_SUFFIX, Settlement, is_common
from ingest.places.settlement_names import ALSO_NAMES, OPENERS, generic_words, is_settlement_name
from ingest.words import Words

# 在工农社区、隆基社区: an ordinary word is a name beside one
_BEFORE_RE = re.compile(
    "(?:^|(?<=[在于到从以、,，。:：和与及]))(?![在于到从以和与及])([一-鿿]{2,3})(社区|村|镇|乡|街道)[、和与]$"
)


def listed_before(text: str, taken: Settlement, result: Sequence[Settlement]) -> Settlement | None:
    """The one that stands right before another in a list, and that no rule found by itself."""
    if text[taken.start - 1 : taken.start] not in ("、", "和", "与"):
        return None
    m = _BEFORE_RE.search(text, max(0, taken.start - 8), taken.start)
    if m is None or (result and result[-1].end > m.start()) or LEVEL_OF_SUFFIX[m[2]] != taken.level:
        return None
    if not taken.name.endswith(m[2]) or (m[1] in generic_words() and m[1] not in ALSO_NAMES):
        return None
    if m[1][0] in OPENERS or is_common(m[1] + m[2]):
        return None
    return Settlement(
        m.start(), m.end(2), m[1] + m[2], taken.level, None, taken.within or (taken.code or "")[:6] or None
    )


_COUNTED_RE = re.compile(
    r"((?:[一-鿿]{2,5}、)+[一-鿿]{2,5}?)(?:(?:等)?(?:[0-9]+|[两二三四五六七八九十]+)个|等(?=[镇乡街]))"
    r"(村|镇|乡|街道|社区|居民区|嘎查)(?![民级镇街域区])"
)
_COUNT_RE = re.compile("等[镇乡街]|个(?:村|镇|乡|街道|社区|居民区|嘎查)")  # without which no line has such a list
_OPENED_RE = re.compile(r"[一-鿿]{0,3}?[在于到从对由将把]")  # 先在甲、乙两个社区


def listed(text: str, known: Words, named: Sequence[Settlement]) -> list[Settlement]:
    """甲、乙两个社区: names without the word that says what they are."""
    result = []
    taken = {i for s in named for i in range(s.start, s.end)}
    for match in (m for line in lines_with(text, _COUNT_RE) for m in _COUNTED_RE.finditer(text, *line)):
        first = match.start(1)
        while first < match.end(1) and (first not in known.boundaries or text[first] in OPENERS):
            first += 1
        opened = _OPENED_RE.match(text, first, match.end(1))
        first = opened.end() if opened is not None else first
        level = LEVEL_OF_SUFFIX[match[2]]
        at = first
        names = []
        for body in text[first : match.end(1)].split("、"):
            names.append((at, body.removesuffix("等")))
            at += len(body) + 1
        # of three, two that can be nothing else vouch for the third
        sound = sum(is_settlement_name(body, at, known, hanging=True) for at, body in names)
        generic = any(body in generic_words() or not 2 <= len(body) <= 4 for _, body in names)
        if not generic and sound >= len(names) - (len(names) > 2):
            result += [
                Settlement(at, at + len(body), body + match[2], level, None, None)
                for at, body in names
                if taken.isdisjoint(range(at, at + len(body)))
            ]
    return result
