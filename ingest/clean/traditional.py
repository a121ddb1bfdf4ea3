"""Traditional characters to Simplified ones, one for one, in passages that are Traditional.

A passage is a line. It is Traditional if it has more characters that only Traditional writing uses than ones that
only Simplified writing does; in a text that is Traditional as a whole, one such character is enough.
"""

from __future__ import annotations

import re

from ingest.clean.likelihood import log_likelihood
from ingest.clean.offsets import Buffer, Edit
from ingest.hanzi import count_simplified, count_traditional, simplified

NAME = "traditional"
_LEAST = 2  # a single one in a Simplified text is a name or a quotation
# The words that keep 著 in Simplified writing (现代汉语词典, 著 zhù); elsewhere it is 着.
_ZHU_BEFORE = frozenset("显名原巨专论编合译遗拙土卓昭撰新旧近较彰共主")
_ZHU_AFTER = frozenset("名作者述称书录文有译于史")
_CONTEXT = 4
_LINE_RE = re.compile(r"[^\n]+")


def repair(buffer: Buffer) -> Buffer:
    text = buffer.text
    count = count_traditional(text)
    if count == 0:
        return buffer
    whole = count > count_simplified(text)
    edits: list[Edit] = []
    for line in _LINE_RE.finditer(text):
        if _is_traditional(line[0], whole):
            edits += _conversions(line[0], line.start())
    return buffer.edit(NAME, edits)


def _is_traditional(line: str, whole: bool) -> bool:
    count = count_traditional(line)
    if whole or count < _LEAST:
        return whole and count > 0
    return count > count_simplified(line)


def _conversions(line: str, offset: int) -> list[Edit]:
    converted = _settle_zhu(simplified(line))
    return [
        Edit(offset + index, offset + index + 1, after)
        for index, (before, after) in enumerate(zip(line, converted, strict=True))
        if before != after
    ]


def _settle_zhu(text: str) -> str:
    """著 as 着, except in the words that keep it."""
    return re.sub("著", lambda m: "著" if _keeps_zhu(text, m.start()) else "着", text)


def _keeps_zhu(text: str, at: int) -> bool:
    """Whether 著 stands in one of its words; what may be a verb's 着 before another word is settled by likelihood."""
    if at > 0 and text[at - 1] in _ZHU_BEFORE:
        return True
    if text[at + 1 : at + 2] not in _ZHU_AFTER:
        return False
    before, after = text[max(at - _CONTEXT, 0) : at], text[at + 1 : at + 1 + _CONTEXT]
    return log_likelihood(f"{before}著{after}") > log_likelihood(f"{before}着{after}")
