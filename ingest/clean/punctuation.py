"""Punctuation of two widths in one text: half-width marks between Chinese as full-width ones, one for one.

Of a mark that stands in both widths the text's own is the one it has more of: half-width ones follow where
they are fewer, and a text that writes all its commas half-width keeps them. A bracket follows its partner. `?` may
stand for a lost byte and `.` for anything; both stay. Straight quotation marks around Chinese, and curved ones that all
curve to one side, are paired in their order where a line has an even number of them.
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
_QUOTE_RE = re.compile('["“”]')
_HAN_RE = re.compile(f"[{HAN}]")
_SHORTEST, _LONGEST = 2, 200  # a quotation with its first mark


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
    if '"' in text or text.count("“") != text.count("”"):
        yield from _quotes(text)


def _quotes(text: str) -> Iterator[Edit]:
    start = 0
    for line in text.split("\n"):
        marks = (
            [match.start() for match in _QUOTE_RE.finditer(line)] if '"' in line or "“" in line or "”" in line else []
        )
        if _are_pairs(line, marks):
            yield from (Edit(start + at, start + at + 1, "“”"[index % 2]) for index, at in enumerate(marks))
        start += len(line) + 1


def _are_pairs(line: str, marks: list[int]) -> bool:
    """Whether the marks of a line are opening and closing ones in turn that do not show it."""
    if not marks or len(marks) % 2 or len({line[at] for at in marks}) > 1 or not _HAN_RE.search(line):
        return False
    pairs = zip(marks[::2], marks[1::2], strict=True)
    return all(
        _SHORTEST <= second - first <= _LONGEST
        and not line[first + 1].isspace()
        and line[first + 1] not in "，。；、,;"
        for first, second in pairs
    )


def _brackets(text: str) -> Iterator[Edit]:
    pairs = [match.span() for match in _PAIR_RE.finditer(text)]
    narrow = sum(text[start] == "(" and text[end - 1] == ")" for start, end in pairs)
    for start, end in pairs:
        if text[start] == "(" and text[end - 1] == ")" and narrow * 2 >= len(pairs):
            continue
        yield Edit(start, start + 1, "（")  # an edit that changes nothing is none
        yield Edit(end - 1, end, "）")
