"""Marks of footnotes in sentences: 工作法[3]，成效[12]。

Only where a text has several of them, in square brackets of one or two digits after a word and before a mark or a
word; ①, 〔2022〕 and (1) have other uses and stay.
"""

from __future__ import annotations

import re

from ingest.clean.offsets import Buffer, Edit
from ingest.hanzi import HAN

NAME = "footnote-mark"
_LEAST = 3
_MARK_RE = re.compile(
    rf"[\[［](?<=[{HAN}”》）。，][\[［])[0-9]{{1,2}}(?:[-,，、—][0-9]{{1,2}})?[\]］](?=[{HAN}，。；、：！？“《]|$)",
    re.M,
)


def repair(buffer: Buffer) -> Buffer:
    if "[" not in buffer.text and "［" not in buffer.text:
        return buffer
    found = [match.span() for match in _MARK_RE.finditer(buffer.text)]
    return buffer.edit(NAME, [Edit(start, end) for start, end in found]) if len(found) >= _LEAST else buffer
