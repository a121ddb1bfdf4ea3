"""Punctuation of two widths in one text: half-width marks between Chinese as full-width ones, one for one.

Of a mark that stands in both widths the text's own is the one it has more of: half-width ones follow where
they are fewer, and a text that writes all its commas half-width keeps them. A bracket follows its partner. `?` may
stand for a lost byte and `.` for anything; both stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.clean.offsets import Buffer, Edit
from ingest.hanzi import HAN

NAME = "punctuation"
_WIDE = dict(zip(",;:!", "，；：！", strict=True))
_MARK_RES = {
    mark: re.compile(
        rf"{mark}(?<=[{HAN}”’》）)\]%0-9]{mark})(?=\s|$|[{HAN}“‘《（(\[0-9])(?:(?<=[{HAN}”’》）)].)|(?=.[{HAN}“《]))"
    )
    for mark in _WIDE
}
_PAIR_RE = re.compile(rf"[(（](?=[^()（）\n]*[{HAN}])[^()（）\n]{{1,200}}[)）]")


def repair(buffer: Buffer) -> Buffer:
    return buffer.edit(NAME, sorted(_edits(buffer.text), key=lambda edit: edit.start))


def _edits(text: str) -> Iterator[Edit]:
    for mark, wide in _WIDE.items():
        if mark in text and wide in text:
            places = [match.start() for match in _MARK_RES[mark].finditer(text)]
            if len(places) < text.count(wide):
                yield from (Edit(at, at + 1, wide) for at in places)
    if ("(" in text or ")" in text) and ("（" in text or "）" in text):
        yield from _brackets(text)


def _brackets(text: str) -> Iterator[Edit]:
    pairs = [match.span() for match in _PAIR_RE.finditer(text)]
    narrow = sum(text[start] == "(" and text[end - 1] == ")" for start, end in pairs)
    for start, end in pairs:
        if text[start] == "(" and text[end - 1] == ")" and narrow * 2 >= len(pairs):
            continue
        yield Edit(start, start + 1, "（")  # an edit that changes nothing is none
        yield Edit(end - 1, end, "）")
