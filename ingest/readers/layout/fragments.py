"""Stretches of text where a page has them; distances in points from its left and upper edges, whatever the format."""

from __future__ import annotations

import re
from typing import NamedTuple

_WIDE_RE = re.compile(  # runs of them
    "[\u1100-\u11ff\u2018-\u201d\u2026\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]+"
)
SPLIT = 1.2  # a gap of so many characters' widths may be one between columns
MARK_START, MARK_END = "\ufdd0", "\ufdd1"  # around the mark of a note in a line: no characters of any text
RULE = 2.0  # points by which text may stand over a rule beside it
NO_GAP, NO_GAP_HAN = 0.12, 0.8  # a smaller one is the printer's; the latter beside Chinese


class Fragment(NamedTuple):
    """Text that stands together on one printed line, or the rows of a ruled table (`is_table`), with its outline."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    is_table: bool = False
    is_vertical: bool = False


class Line(NamedTuple):
    """A printed line or a row of a table; `flow` numbers the columns of a page, of which each is read to its end."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    flow: int
    is_table: bool = False

    @property
    def size(self) -> float:
        """The height of its characters."""
        return self.bottom - self.top


class Rule(NamedTuple):
    """A drawn line, thin in one direction."""

    x0: float
    x1: float
    top: float
    bottom: float


class Sheet(NamedTuple):
    """A page's lines in reading order, its height, and what was written on it beside its text."""

    lines: tuple[Line, ...]
    height: float
    comments: tuple[str, ...] = ()


def is_wide(character: str) -> bool:
    """Whether a character is as wide as it is high, as Chinese is.

    >>> is_wide("治"), is_wide("，"), is_wide("a")
    (True, True, False)
    """
    if "\u2e80" <= character < "\ua4d0":  # most of them, at once
        return True
    return character > "\u10ff" and _WIDE_RE.match(character) is not None


def natural_width(text: str, size: float) -> float:
    """How wide a text is about, without its spaces: half as wide as high where it is not Chinese.

    >>> natural_width("治理 2 年", 10)
    35.0
    """
    wide = len("".join(_WIDE_RE.findall(text)))
    return size * (wide + (len(text) - wide - text.count(" ")) / 2)


def glue(left: str, right: str, gap: float, size: float) -> str:
    """What stands between two stretches of a line that are `gap` apart: a space or nothing.

    >>> glue("治理", "重心", 2, 16), glue("the", "county", 4, 12)
    ('', ' ')
    """
    if not left or not right:
        return ""
    wide = is_wide(left[-1]) or is_wide(right[0])
    return " " if gap > (NO_GAP_HAN if wide else NO_GAP) * size else ""


def seam(left: str, right: str) -> str:
    """What stands between two lines of one cell that were one.

    >>> seam("民政", "局"), seam("public", "order")
    ('', ' ')
    """
    return "" if not left or not right or is_wide(left[-1]) or is_wide(right[0]) else " "
