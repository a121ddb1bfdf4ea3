"""Lines that an editor or a scan wrapped at a fixed width: joined to paragraphs.

A text is wrapped if most of its lines are of one length and many of these end in the middle of a sentence; a
paragraph then ends with a shorter line, and the next one begins indented, with a number or after a blank line.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.clean.lines import FINAL_STOPS, Row
from ingest.clean.offsets import Buffer, Edit

_LEAST_LINES = 6
_WIDEST = 60
_SLACK = 3
_FULL_SHARE, _OPEN_SHARE = 0.5, 0.4
_INDENT_RE = re.compile(r"[ \u3000]{2,}|\u3000")


def rejoin(buffer: Buffer) -> Buffer:
    lines = [(m.start(), m.end(), m[0].rstrip()) for m in re.finditer(r"[^\n]+", buffer.text) if m[0].strip()]
    width = _width([text for _, _, text in lines])
    if width is None:
        return buffer
    edits = []
    for (start, end, text), (below_start, _, below) in pairwise(lines):
        adjacent = below_start - end == 1
        anew = _INDENT_RE.match(below) or Row(0, len(below), below.strip()).begins_anew
        if adjacent and len(text) >= width - _SLACK and not anew:
            edits.append(Edit(start + len(text), below_start))
    return buffer.edit("unwrapped", edits)


def _width(lines: list[str]) -> int | None:
    """The length at which the lines were wrapped; None if they were not."""
    if len(lines) < _LEAST_LINES:
        return None
    width = sorted(len(line) for line in lines)[-max(len(lines) // 20, 1)]
    full = [line for line in lines if width - _SLACK <= len(line) <= width + _SLACK]
    is_open = [line for line in full if line[-1] not in FINAL_STOPS]
    if width > _WIDEST or width < 12 or len(full) < _FULL_SHARE * len(lines):
        return None
    return width if len(is_open) >= _OPEN_SHARE * len(full) else None
