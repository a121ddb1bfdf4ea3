"""Sentences without an end: cut, so that no rule has to look further than `LONGEST` says for where one ends.

Speech written down, columns joined and scraped lists may go on for pages without a stop. A cut comes at the last
possible place of the best kind: behind a semicolon, before a cell of a table, behind a comma, 、 or space, else where
no number or Latin word is split. It never leaves a rest that could be taken for a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.clean.offsets import Buffer, Edit

LEAST = 100  # characters of a piece; headings have fewer
# what is cut and how long it may be: hardly a sentence of official texts or the press has 300 characters
LONGEST = ((re.compile(r"[^。！？!?；;\n]+"), 500), (re.compile(r"[^。！？!?\n]+"), 2000))
_PLACES = (
    re.compile(r"(?<=[；;])"),
    re.compile(r"(?=\|)"),
    re.compile(r"(?<=[，,：:])(?! )"),
    re.compile(r"(?<=、)"),
    re.compile(r"(?<=[ \t\u3000])"),
    re.compile(r"(?<![0-9A-Za-z])|(?![0-9A-Za-z])"),
)


def cut(buffer: Buffer) -> Buffer:
    """The text with a line break at each cut, which is a repair `cut`."""
    for stretch, longest in LONGEST:
        text = buffer.text
        if max(map(len, text.split("\n"))) <= longest:
            break  # nor is one longer than what comes after allows
        places = [at for match in stretch.finditer(text) for at in cuts(text, *match.span(), longest)]
        buffer = buffer.edit("cut", [Edit(at - (text[at - 1] == " "), at, "\n") for at in places])
    return buffer


def cuts(text: str, start: int, end: int, longest: int) -> Iterator[int]:
    """Where a stretch is cut to pieces of at most `longest` characters, in order."""
    while end - start > longest:
        start = _place(text, start + LEAST, min(start + longest, end - LEAST))
        yield start


def _place(text: str, first: int, last: int) -> int:
    """The best place for a cut from `first` to `last`."""
    stretch = text[first - 1 : last + 1]
    for pattern in _PLACES:
        found = [m.start() for m in pattern.finditer(stretch, 1) if m.start() < len(stretch)]
        if found:
            return first - 1 + found[-1]
    return last
