"""One page of a PDF: its characters, by pdfium, as lines in reading order.

pdfium gives the characters of a page in lines of its own; where a line stands is asked of its first and last
character, and of what stands beside a space. That is enough for columns, tables and whatever runs over the pages, at
half the time that every character would take. Rules are looked at only where a page has something side by side.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.layout import Fragment, Grid, Rule, Sheet, is_plain, lines_of
from ingest.readers.layout.fragments import NO_GAP_HAN, SPLIT, is_wide, natural_width

_HYPHENS = "\ufffe\x02"  # a hyphen at the end of a line, as pdfium tells it
_LINE_RE = re.compile(f"[^\n{_HYPHENS}]+[{_HYPHENS}]?")
_GAP_RE = re.compile(r"(?<=\S) +(?=\S)")
_BLANK = " \r\t\u3000\xa0"
_SPACE = 0.4  # of a character's height: what typesetters put between Chinese and Latin
_OBJECTS = 20_000  # that a page may have for its rules to be looked at
_PICTURES = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
_PATHS = 50  # so many of them are letters drawn as curves, or a map

Box = tuple[float, float, float, float]  # left, right, top, bottom


class Cut(NamedTuple):
    """A gap from `low` to `high`, between what ends at x `before` and begins at `after`; unless it `parts` them, it is
    no character of the file."""

    low: int
    high: int
    before: float
    after: float
    parts: bool


def sheet_of(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> Sheet:
    """The lines of a page in reading order; `text_page` is its text."""
    text = text_page.get_text_range(errors="surrogatepass") if text_page.count_chars() > 0 else ""
    view = _View(page, text_page, text)
    fragments = view.fragments()
    if view.is_turned(fragments):
        fragments = view.fragments()
    grid = None if is_plain(fragments) else view.grid
    return Sheet(tuple(lines_of(fragments, grid if grid is not None and grid.is_drawn else None)), view.height)


def is_drawn(page: pypdfium2.PdfPage) -> bool:
    """Whether there is a picture on a page."""
    count = min(pdfium.FPDFPage_CountObjects(page.raw), _OBJECTS)
    kinds = [pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, i)) for i in range(count)]
    return any(kind in _PICTURES for kind in kinds) or kinds.count(pdfium.FPDF_PAGEOBJ_PATH) > _PATHS


class _View:
    """The characters of a page as it is looked at: turned upright, measured from the upper left corner."""

    def __init__(self, page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, text: str) -> None:
        self._page, self._text, self._raw = page, text, text_page.raw
        self._grid: Grid | None = None
        self._turn = page.get_rotation() // 90
        self._index = _index(text_page, text)
        self._rect = pdfium.FS_RECTF()
        self._pointer = ctypes.byref(self._rect)
        outline = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(outline))
        self._corner = outline.left, outline.top
        self._outline = (outline.left, outline.right, outline.top, outline.bottom)

    @property
    def height(self) -> float:
        left, right, top, bottom = self._outline
        return (top - bottom if self._turn % 2 == 0 else right - left) or 1.0

    def box(self, at: int) -> Box:
        """The outline of the character at an offset of the text."""
        pdfium.FPDFText_GetLooseCharBox(self._raw, at if self._index is None else self._index[at], self._pointer)
        rect = self._rect
        if self._turn:
            return self.seen(rect.left, rect.right, rect.top, rect.bottom)
        left, top = self._corner
        return rect.left - left, rect.right - left, top - rect.top, top - rect.bottom

    def seen(self, x0: float, x1: float, y1: float, y0: float) -> Box:
        """A box of the page's own coordinates, whose y runs upwards, as it is seen."""
        left, right, top, bottom = self._outline
        if self._turn == 0:
            return x0 - left, x1 - left, top - y1, top - y0
        if self._turn == 1:
            return y0 - bottom, y1 - bottom, x0 - left, x1 - left
        if self._turn == 2:
            return right - x1, right - x0, y0 - bottom, y1 - bottom
        return top - y1, top - y0, right - x1, right - x0

    def is_turned(self, fragments: Sequence[Fragment]) -> bool:
        """Whether most lines are printed across the page or upside down; it is looked at from that side from now on."""
        if not fragments or (self._turn != 2 and sum(f.is_vertical for f in fragments) <= len(fragments) / 2):
            return False
        at = len(self._text) - len(self._text.lstrip())
        angle = pdfium.FPDFText_GetCharAngle(self._raw, at if self._index is None else self._index[at])
        quarters: int = -round(angle / (math.pi / 2)) % 4 if math.isfinite(angle) else 0
        before, self._turn, self._grid = self._turn, quarters, None
        return bool(quarters != before)

    @property
    def grid(self) -> Grid:
        """The rules of the page."""
        if self._grid is None:
            self._grid = Grid(list(_rules(self._page, self)))
        return self._grid

    def fragments(self) -> list[Fragment]:
        """The lines of the page, cut where a wide gap parts them; from the first such gap on, where a rule does too."""
        found: list[Fragment] = []
        for match in _LINE_RE.finditer(self._text):
            line = match[0]
            start, end = match.start(), match.start() + len(line.rstrip(_BLANK))
            first = match.end() - len(line.lstrip(_BLANK))
            if first >= end:
                continue
            box, last = self.box(first), self.box(end - 1)
            x0, top, bottom = box[0], box[2], box[3]
            if last[3] - last[2] > bottom - top:  # a Latin letter is lower than what it stands beside
                top, bottom = last[2], last[3]
            if end - first > 1 and abs(last[3] - box[3]) > 0.9 * (bottom - top):
                found.append(self._tall(start, end, box, last))
                continue
            text = self._text[start:end]
            if " " in text and (cuts := self._cuts(first, end, box, last)):
                found += self._cut(start, end, box, last, cuts)
            else:
                found.append(Fragment(_told(text), x0, max(last[1], box[1]), top, bottom))
        return found

    def _tall(self, start: int, end: int, box: Box, last: Box) -> Fragment:
        """A line whose end is not at the height of its beginning: printed downwards or askew."""
        x0, x1 = min(box[0], last[0]), max(box[1], last[1])
        top, bottom = min(box[2], last[2]), max(box[3], last[3])
        text = _told(self._text[start:end])
        return Fragment(text, x0, x1, top, bottom, is_vertical=bottom - top > 1.5 * (x1 - x0))

    def _cuts(self, start: int, end: int, box: Box, last: Box) -> list[Cut]:
        """The gaps of a line that are no mere space: wide ones and those at a rule, and what pdfium takes for a space
        between Chinese characters. Most lines are no wider than their characters, and then nothing more is asked."""
        text = self._text[start:end]
        widths = (b[1] - b[0] for b, c in ((box, text[0]), (last, text[-1])) if is_wide(c))
        size = max(box[3] - box[2], last[3] - last[2], *widths, 1.0)
        middle = (box[2] + box[3]) / 2
        grid = self._grid if self._grid is not None and self._grid.reaches(middle) else None
        spare = last[1] - box[0] - natural_width(text, size)
        is_spread = grid is not None or spare > size * (SPLIT + _SPACE * (text.count(" ") - 1))
        cuts = []
        for match in _GAP_RE.finditer(self._text, start, end):
            low, high = match.span()
            beside_wide = is_wide(self._text[low - 1]) or is_wide(self._text[high])
            if is_spread:
                before, after = self.box(low - 1), self.box(high)
                gap = after[0] - before[1]
                if gap >= SPLIT * size or (grid is not None and grid.parts(before[1], after[0], middle)):
                    if self._grid is None and self.grid.reaches(middle):
                        return self._cuts(start, end, box, last)
                    cuts.append(Cut(low, high, before[1], after[0], True))
                    continue
                beside_wide = beside_wide and gap < NO_GAP_HAN * size
            if beside_wide and self._is_generated(low):
                cuts.append(Cut(low, high, 0.0, 0.0, False))
        return cuts

    def _is_generated(self, at: int) -> bool:
        """Whether a space is pdfium's and not the file's."""
        return bool(pdfium.FPDFText_IsGenerated(self._raw, at if self._index is None else self._index[at]) == 1)

    def _cut(self, start: int, end: int, box: Box, last: Box, cuts: Sequence[Cut]) -> Iterator[Fragment]:
        text, x0 = "", box[0]
        top, bottom = box[2:] if box[3] - box[2] >= last[3] - last[2] else last[2:]
        for low, high, before, after, parts in [*cuts, Cut(end, end, last[1], 0.0, True)]:
            text += self._text[start:low]
            start = high
            if parts:
                yield Fragment(_told(text), x0, before, top, bottom)
                text, x0 = "", after


def _told(text: str) -> str:
    """A line's text with the hyphen that pdfium marks at its end."""
    return f"{text[:-1]}-" if text[-1] in _HYPHENS else text


def _index(text_page: pypdfium2.PdfTextPage, text: str) -> list[int] | None:
    """The number that pdfium gives each character of the text; None where that is its offset.

    It counts halves of surrogate pairs, and characters that the text leaves out.
    """
    if text_page.count_chars() == len(text):
        return None
    units = accumulate((1 + (ord(c) > 0xFFFF) for c in text[:-1]), initial=0)
    return [max(pdfium.FPDFText_GetCharIndexFromTextIndex(text_page.raw, unit), 0) for unit in units]


def _rules(page: pypdfium2.PdfPage, view: _View) -> Iterator[Rule]:
    """The drawn lines of a page; of a drawn rectangle its sides."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    edges = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(edge) for edge in edges]
    for number in range(count if count <= _OBJECTS else 0):
        drawn = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, *pointers):
            continue
        x0, y0, x1, y1 = (edge.value for edge in edges)
        left, right, top, bottom = view.seen(x0, x1, y1, y0)
        if min(right - left, bottom - top) <= 3 or pdfium.FPDFPath_CountSegments(drawn) > 6:
            yield Rule(left, right, top, bottom)
            continue
        yield from (Rule(left, right, y, y) for y in (top, bottom))
        yield from (Rule(x, x, top, bottom) for x in (left, right))
