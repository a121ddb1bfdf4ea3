"""One page of a PDF: its characters, by pdfium, as lines in reading order.

pdfium gives the characters of a page in lines of its own; where a line stands is asked of its first and last
character, and of what stands beside a space. That is enough for columns, tables and whatever runs over the pages, at
half the time that every character would take. Rules are looked at only where a page has something side by side.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.layout import Fragment, Grid, Rule, Sheet, is_plain, lines_of
from ingest.readers.layout.fragments import MARK_END, MARK_START, NO_GAP_HAN, RULE, SPLIT, is_wide, natural_width
from ingest.readers.layout.notes import marks_of
from ingest.readers.pdf_beside import NOTHING, Beside
from ingest.readers.pdf_calls import (
    Edges,
    address,
    bounds_of,
    is_generated,
    kind_of,
    loose_box,
    object_of,
    origin_of,
    page_box,
    segments_of,
)

_HYPHENS = "\ufffe\x02"  # a hyphen at the end of a line, as pdfium tells it
_LINE_RE = re.compile(f"[^\n{_HYPHENS}]+[{_HYPHENS}]?")
_GAP_RE = re.compile(r"(?<=\S) +(?=\S)")
_BLANK = " \r\t\u3000\xa0"
_RAISED = 0.12  # of a character's height above the line: a note's mark
_SPACE = 0.4  # of a character's height: what typesetters put between Chinese and Latin
_OBJECTS = 20_000  # that a page may have for its rules to be looked at
_PICTURES = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
_PATHS = 50  # so many of them are letters drawn as curves, or a map


_new = tuple.__new__  # of every line: a third of the time that Fragment() takes

Box = tuple[float, float, float, float]  # left, right, top, bottom


class Cut(NamedTuple):
    """A gap from `low` to `high`, between what ends at x `before` and begins at `after`; unless it `parts` them, it is
    no character of the file."""

    low: int
    high: int
    before: float
    after: float
    parts: bool


def sheet_of(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, beside: Beside = NOTHING) -> Sheet:
    """The lines of a page in reading order; `text_page` is its text, `beside` what is filled in and said on it."""
    text = text_page.get_text_range(errors="surrogatepass") if text_page.count_chars() > 0 else ""
    if MARK_START in text or MARK_END in text:
        text = text.replace(MARK_START, "\ufffd").replace(MARK_END, "\ufffd")
    view = _View(page, text_page, text, _index(text_page, text))
    if (marks := marks_of(text)) and (spans := list(view.raised(marks))):
        view = _View(page, text_page, *view.marked(spans))
    fragments = view.fragments()
    if view.is_turned(fragments):
        fragments = view.fragments()
    fragments += [piece for text, box in beside.fields for piece in view.filled_in(text, box)]
    grid = None if is_plain(fragments) else view.grid
    return Sheet(
        tuple(lines_of(fragments, grid if grid is not None and grid.is_drawn else None)), view.height, beside.comments
    )


def is_drawn(page: pypdfium2.PdfPage) -> bool:
    """Whether there is a picture on a page."""
    count = min(pdfium.FPDFPage_CountObjects(page.raw), _OBJECTS)
    kinds = [pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, i)) for i in range(count)]
    return any(kind in _PICTURES for kind in kinds) or kinds.count(pdfium.FPDF_PAGEOBJ_PATH) > _PATHS


class _View:
    """The characters of a page as it is looked at: turned upright, measured from the upper left corner."""

    def __init__(
        self, page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, text: str, index: list[int] | None
    ) -> None:
        self._page, self._text, self._raw = page, text, text_page.raw
        self._grid: Grid | None = None
        self._turn = page.get_rotation() // 90
        self._index = index  # the number that pdfium gives each character of the text; None where that is its offset
        self._address, self._edges = address(text_page.raw), Edges()
        page_box(address(page.raw), self._edges.at)
        left, top, right, bottom = self._edges.read()  # as FS_RECTF has them
        self._outline = (left, right, top, bottom)
        self.box = self._boxes()

    @property
    def height(self) -> float:
        left, right, top, bottom = self._outline
        return (top - bottom if self._turn % 2 == 0 else right - left) or 1.0

    def _boxes(self) -> Callable[[int], Box]:
        """What gives the outline of the character at an offset of the text, seen as the page is turned now."""
        text, at, read, index = self._address, self._edges.at, self._edges.read, self._index
        outline, turn = self._outline, self._turn
        x0, _, y0, _ = outline

        def upright(offset: int) -> Box:
            loose_box(text, offset, at)
            left, top, right, bottom = read()
            return left - x0, right - x0, y0 - top, y0 - bottom

        def any_way(offset: int) -> Box:
            loose_box(text, offset if index is None else index[offset], at)
            left, top, right, bottom = read()
            return _seen(outline, turn, left, right, top, bottom)

        return any_way if turn or index is not None else upright

    def seen(self, x0: float, x1: float, y1: float, y0: float) -> Box:
        """A box of the page's own coordinates, whose y runs upwards, as it is seen."""
        return _seen(self._outline, self._turn, x0, x1, y1, y0)

    def is_turned(self, fragments: Sequence[Fragment]) -> bool:
        """Whether most lines are printed across the page or upside down; it is looked at from that side from now on."""
        if not fragments or (self._turn != 2 and sum(f.is_vertical for f in fragments) <= len(fragments) / 2):
            return False
        at = len(self._text) - len(self._text.lstrip())
        angle = pdfium.FPDFText_GetCharAngle(self._raw, at if self._index is None else self._index[at])
        quarters: int = -round(angle / (math.pi / 2)) % 4 if math.isfinite(angle) else 0
        before, self._turn, self._grid = self._turn, quarters, None
        self.box = self._boxes()
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
                right = last[1] if last[1] > box[1] else box[1]
                found.append(_new(Fragment, (_told(text), x0, right, top, bottom, False, False)))
        return found

    def raised(self, marks: Collection[str]) -> Iterator[tuple[int, int]]:
        """Where in the text one of these marks of notes stands above its line."""
        among = "|".join(map(re.escape, sorted(marks, key=len, reverse=True)))
        for match in re.finditer(rf"(?<=\S)(?:{among})(?![0-9])", self._text):
            before, at = match.start() - 1, match.start()
            box = self.box(before)
            if self._turn == 0 and self._baseline(at) - self._baseline(before) > _RAISED * (box[3] - box[2]):
                yield match.span()

    def _baseline(self, at: int) -> float:
        """How far above the page's lower edge the line of a character is."""
        across, up = ctypes.c_double(), ctypes.c_double()
        origin_of(self._address, at if self._index is None else self._index[at], ctypes.byref(across), ctypes.byref(up))
        return up.value

    def marked(self, spans: Sequence[tuple[int, int]]) -> tuple[str, list[int]]:
        """The text with marks around these spans, and the number that pdfium gives each of its characters."""
        index = self._index if self._index is not None else list(range(len(self._text)))
        text, numbers, last = "", list[int](), 0
        for start, end in spans:
            text += f"{self._text[last:start]}{MARK_START}{self._text[start:end]}{MARK_END}"
            numbers += [*index[last:start], index[start], *index[start:end], index[end - 1]]
            last = end
        return text + self._text[last:], numbers + index[last:]

    def filled_in(self, text: str, box: Box) -> Iterator[Fragment]:
        """The lines of a field, in its outline as pdfium has it."""
        left, top, right, bottom = box
        x0, x1, y0, y1 = _seen(self._outline, self._turn, left, right, top, bottom)
        rows = [row for row in text.splitlines() if row.strip()]
        step = (y1 - y0) / max(len(rows), 1)
        for number, row in enumerate(rows):
            yield Fragment(" ".join(row.split()), x0, x1, y0 + number * step, y0 + (number + 1) * step)

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
        size = max(box[3] - box[2], last[3] - last[2], 1.0)
        for outer, character in ((box, text[0]), (last, text[-1])):
            if outer[1] - outer[0] > size and is_wide(character):
                size = outer[1] - outer[0]
        middle = (box[2] + box[3]) / 2
        sides = self._grid.sides(middle) if self._grid is not None else []
        is_spread = bool(sides) or (
            last[1] - box[0] - natural_width(text, size) > size * (SPLIT + _SPACE * (text.count(" ") - 1))
        )
        cuts = []
        column = bisect_right(sides, box[0] + RULE)
        for match in _GAP_RE.finditer(self._text, start, end):
            low, high = match.span()
            is_narrow = True
            if is_spread:
                after = self.box(high)[0]
                if column < len(sides) and sides[column] <= after + RULE:
                    before, column = sides[column], bisect_right(sides, after + RULE)
                    cuts.append(Cut(low, high, before, after, True))
                    continue
                before = self.box(low - 1)[1]
                if after - before >= SPLIT * size:
                    if self._grid is None and self.grid.sides(middle):
                        return self._cuts(start, end, box, last)
                    cuts.append(Cut(low, high, before, after, True))
                    continue
                is_narrow = after - before < NO_GAP_HAN * size
            if is_narrow and self._is_generated(low) and (is_wide(self._text[low - 1]) or is_wide(self._text[high])):
                cuts.append(Cut(low, high, 0.0, 0.0, False))
        return cuts

    def _is_generated(self, at: int) -> bool:
        """Whether a space is pdfium's and not the file's."""
        return bool(is_generated(self._address, at if self._index is None else self._index[at]) == 1)

    def _cut(self, start: int, end: int, box: Box, last: Box, cuts: Sequence[Cut]) -> Iterator[Fragment]:
        text, x0 = "", box[0]
        top, bottom = box[2:] if box[3] - box[2] >= last[3] - last[2] else last[2:]
        for low, high, before, after, parts in [*cuts, Cut(end, end, last[1], 0.0, True)]:
            text += self._text[start:low]
            start = high
            if parts:
                yield _new(Fragment, (_told(text), x0, before, top, bottom, False, False))
                text, x0 = "", after


def _seen(outline: Box, turn: int, x0: float, x1: float, y1: float, y0: float) -> Box:
    left, right, top, bottom = outline
    if turn == 0:
        return x0 - left, x1 - left, top - y1, top - y0
    if turn == 1:
        return y0 - bottom, y1 - bottom, x0 - left, x1 - left
    if turn == 2:
        return right - x1, right - x0, y0 - bottom, y1 - bottom
    return top - y1, top - y0, right - x1, right - x0


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
    edges, at = Edges(), address(page.raw)
    for number in range(count if count <= _OBJECTS else 0):
        drawn = object_of(at, number)
        if kind_of(drawn) != pdfium.FPDF_PAGEOBJ_PATH or not bounds_of(drawn, *edges.each):
            continue
        x0, y0, x1, y1 = edges.read()
        left, right, top, bottom = view.seen(x0, x1, y1, y0)
        if min(right - left, bottom - top) <= 3 or segments_of(drawn) > 6:
            yield Rule(left, right, top, bottom)
            continue
        yield from (Rule(left, right, y, y) for y in (top, bottom))
        yield from (Rule(x, x, top, bottom) for x in (left, right))
