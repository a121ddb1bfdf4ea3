"""What the layout of a file tells is done first: what it sets apart goes, each stretch under its role's name, and the
lines that it wrapped are joined, over pages and columns too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.clean.offsets import Buffer, Edit, Note
from ingest.readers.parsed import APART, Block

_LINE_RE = re.compile(r"[^\n]*\n?")
_LATIN_RE = re.compile(r"[!-~\u00c0-\u024f]{2}")
_SPLIT_WORD_RE = re.compile(r"[a-z][-\u00ad]\n?\Z")


def set_apart(buffer: Buffer, blocks: Iterable[Block]) -> Buffer:
    """The source without its navigation, running headers and the like, its wrapped lines joined; what else has a role
    is noted by it.

    `buffer` holds the source as it is, since blocks count in it.
    """
    edits: list[Edit] = []
    notes = []
    wrapped = []
    for block in blocks:
        if block.role == "wrapped":
            wrapped.append(block)
        if block.role in APART:
            edits.append(Edit(block.start, block.end, repair=block.role))
        notes.append(Note(f"block-{block.role}", (block.start, block.end), buffer.source[block.start : block.end]))
    edits += _joins(buffer.source, edits, wrapped)
    return buffer.note(notes).edit("unwrapped", sorted(edits, key=lambda edit: edit.start))


def _joins(source: str, apart: list[Edit], wrapped: Iterable[Block]) -> Iterator[Edit]:
    """The line end before each wrapped line, out of the way of what is set apart between the two."""
    before = {edit.end: edit.start for edit in apart}
    for block in wrapped:
        for match in _LINE_RE.finditer(source, block.start, block.end):
            if match[0]:
                end = match.start()
                while end in before:
                    end = before[end]
                yield from _join(source, end, match[0])


def _join(source: str, end: int, line: str) -> Iterator[Edit]:
    """The edit that joins `line` to the line that ends at `end`.

    A hyphen goes where it parts a word in small letters; a space comes between Latin words.
    """
    if not end or source[end - 1] != "\n" or source[end - 2 : end - 1] in ("", "\n"):
        return
    if _SPLIT_WORD_RE.search(source, max(end - 3, 0), end) and line[:1].islower():
        yield Edit(end - 2, end)
    else:
        yield Edit(end - 1, end, " " if _LATIN_RE.fullmatch(source[end - 2] + line[:1]) else "")
