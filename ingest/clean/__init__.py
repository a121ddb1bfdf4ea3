"""Cleaning: the text of a file repaired, with an offset map and a list of what was done.

`STEPS` is every repair in its order. A step is a pure function `Buffer -> Buffer`; steps run until the text stays as
it is, so that cleaning twice is cleaning once. A clean text passes unchanged, in one segment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ingest.clean import (
    blocks,
    characters,
    columns,
    furniture,
    markdown,
    numerals,
    pinyin,
    shifted,
    spaces,
    traditional,
    wrapping,
)
from ingest.clean.offsets import Buffer, Note
from ingest.readers import SourceText
from kg.model import Repair, Segment

__all__ = ["CleanText", "Note", "clean", "to_map"]

Step = Callable[[Buffer], Buffer]

STEPS: tuple[Step, ...] = (
    characters.repair_line_ends,
    characters.remove_invisible,
    characters.repair_compatibility,
    shifted.repair,  # before the readings, whose brackets it needs, and before widths, which tell it the bytes
    characters.repair_width,
    pinyin.repair,
    traditional.repair,
    wrapping.rejoin,  # before the margins, which show where a paragraph begins
    spaces.trim_margins,
    furniture.set_apart,
    columns.rejoin,  # after the furniture, which stands between columns
    spaces.close_spaces,
    numerals.repair,
    spaces.trim_margins,
)
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class CleanText:
    """`segments` map `text` to the source; `apart` is what was set apart or is known of a part of the text."""

    text: str
    segments: tuple[Segment, ...]
    repairs: tuple[Repair, ...] = ()
    apart: tuple[Note, ...] = ()


def clean(source: str | SourceText) -> CleanText:
    """The repaired text of a file; what is not named as Markdown counts as such if it looks like it."""
    buffer = Buffer.of(source if isinstance(source, str) else source.text)
    if not isinstance(source, str):
        buffer = blocks.set_apart(buffer, source.blocks)  # first: blocks count in the source
    named = not isinstance(source, str) and source.file.media_type == "text/markdown"
    if named:
        buffer = markdown.repair(characters.repair_line_ends(buffer))
    for _ in range(_ROUNDS):
        before = buffer.text
        if not named and markdown.is_markdown(before):
            buffer = markdown.repair(characters.repair_line_ends(buffer))
        for step in STEPS:
            buffer = step(buffer)
        if buffer.text == before:
            break
    return CleanText(buffer.text, buffer.segments(), buffer.repairs(), buffer.notes)


def to_map(cleaned: CleanText) -> dict[str, Any]:
    """The cleaned text with its offset map and repairs, as JSON values."""
    return {
        "text": cleaned.text,
        "segments": [{"clean": [*s.clean], "source": [*s.source], "repair": s.repair} for s in cleaned.segments],
        "repairs": [
            {"name": r.name, "clean": [*r.clean], "source": [*r.source], "before": r.before, "after": r.after}
            for r in cleaned.repairs
        ],
    }
