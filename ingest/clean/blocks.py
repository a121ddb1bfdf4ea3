"""What the layout of a file sets apart is set apart: the first step of cleaning, each stretch under its role's name."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.clean.offsets import Buffer, Edit, Note
from ingest.readers.parsed import APART, Block


def set_apart(buffer: Buffer, blocks: Iterable[Block]) -> Buffer:
    """The source without its navigation, running headers and the like; what stays is noted by its role.

    `buffer` holds the source as it is, since blocks count in it.
    """
    edits, notes = [], []
    for block in blocks:
        if block.role in APART:
            edits.append(Edit(block.start, block.end, repair=block.role))
        notes.append(Note(f"block-{block.role}", (block.start, block.end), buffer.source[block.start : block.end]))
    return buffer.note(notes).edit("furniture", edits)
