"""Cleaning: the text of a file repaired, with an offset map and a list of what was done.

`STEPS` is every repair in its order. A step is a pure function `Buffer -> Buffer`; steps run until the text stays as
it is, so that cleaning twice is cleaning once. A clean text passes unchanged, in one segment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from typing import Any

from ingest.clean import (
    blocks,
    characters,
    columns,
    confusions,
    cuts,
    entities,
    footnotes,
    furniture,
    markdown,
    numerals,
    pinyin,
    punctuation,
    repeats,
    running,
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
    entities.repair,
    characters.repair_line_ends,
    characters.repair_surrogates,
    characters.remove_invisible,
    characters.repair_compatibility,
    shifted.repair,  # before the readings, whose brackets it needs, and before widths, which tell it the bytes
    characters.repair_width,
    pinyin.repair,
    footnotes.repair,
    traditional.repair,
    running.set_apart,  # before the lines are joined with it
    wrapping.rejoin,  # before the margins, which show where a paragraph begins
    spaces.trim_margins,
    furniture.set_apart,
    repeats.set_apart,
    columns.rejoin,  # after the furniture, which stands between columns
    spaces.close_spaces,
    numerals.repair,
    confusions.repair,
    punctuation.repair,  # last of all that read brackets and commas
    spaces.trim_margins,
    cuts.cut,  # at the very last: a broken paragraph has been rejoined
)
# formats whose lines an editor may have wrapped, in pages within an element (<br>, <pre>); in all others a line is a
# paragraph, or the reader has told `wrapped`
_TEXTS = frozenset({"text/plain", "text/markdown"})
_PAGES = frozenset({"text/html", "multipart/related"})
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
    if isinstance(source, str):
        buffer = _repaired(Buffer.of(source), (_unmarked, *STEPS))
    else:
        buffer = blocks.set_apart(Buffer.of(source.text), source.blocks)  # first: blocks count in the source
        if source.file.media_type == "text/markdown":
            buffer = _repaired(markdown.repair(characters.repair_line_ends(buffer)), STEPS)
        else:
            buffer = _repaired(buffer, (_unmarked, *_steps(source)))
    return CleanText(buffer.text, buffer.segments(), buffer.repairs(), buffer.notes)


def _unmarked(buffer: Buffer) -> Buffer:
    """The buffer without the marks of Markdown, if it looks like Markdown."""
    return markdown.repair(characters.repair_line_ends(buffer)) if markdown.is_markdown(buffer.text) else buffer


def _repaired(buffer: Buffer, steps: Sequence[Step]) -> Buffer:
    """The buffer after the steps, one after the other and again from the first, until none of them changes it."""
    quiet = 0  # steps that have seen the text as it is
    for step in islice(cycle(steps), _ROUNDS * len(steps)):
        after = step(buffer)
        quiet = quiet + 1 if after is buffer or after.text == buffer.text else 0
        buffer = after
        if quiet == len(steps):
            break
    return buffer


def _steps(source: SourceText) -> tuple[Step, ...]:
    """The steps for a format: what tells its paragraphs by itself is not asked for wrapped lines."""
    media_type = source.file.media_type
    if media_type in _TEXTS:
        return STEPS
    if media_type in _PAGES:
        within = partial(wrapping.rejoin, within=source.places)
        return tuple(within if step is wrapping.rejoin else step for step in STEPS)
    return tuple(step for step in STEPS if step is not wrapping.rejoin)


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
