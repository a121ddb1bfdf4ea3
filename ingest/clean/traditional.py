"""Traditional characters to Simplified ones, one for one, in passages that are Traditional.

A passage is a line. It is Traditional if it has more characters that only Traditional writing uses than ones that
only Simplified writing does; in a text that is Traditional as a whole, one such character is enough.
"""

from __future__ import annotations

import re

from ingest.clean.hanzi import simplified, simplified_only, traditional_only
from ingest.clean.offsets import Buffer, Edit

NAME = "traditional"
_LEAST = 2  # a single one in a Simplified text is a name or a quotation
# The words that keep 著 in Simplified writing (现代汉语词典, 著 zhù); elsewhere it is 着.
_ZHU_WORDS = frozenset(
    "显著 名著 原著 巨著 专著 论著 编著 合著 译著 遗著 拙著 土著 卓著 昭著 撰著 新著 旧著 近著 较著 彰著 共著 主著 "
    "著名 著作 著者 著述 著称 著书 著录 著文 著有 著译 著于 著史".split()
)


def repair(buffer: Buffer) -> Buffer:
    text = buffer.text
    whole = _balance(text) > 0
    edits: list[Edit] = []
    for line in re.finditer(r"[^\n]+", text):
        if _is_traditional(line[0], whole):
            edits += _conversions(line[0], line.start())
    return buffer.edit(NAME, edits)


def _balance(text: str) -> int:
    """How many more Traditional than Simplified characters there are."""
    return sum(c in traditional_only() for c in text) - sum(c in simplified_only() for c in text)


def _is_traditional(line: str, whole: bool) -> bool:
    count = sum(character in traditional_only() for character in line)
    return count >= (1 if whole else _LEAST) and (whole or _balance(line) > 0)


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
    return text[max(at - 1, 0) : at + 1] in _ZHU_WORDS or text[at : at + 2] in _ZHU_WORDS
