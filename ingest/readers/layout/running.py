"""Running headers, footers and page numbers: what stands at the edge of page after page, in the same place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.readers.layout.fragments import Line, Sheet

_EDGE = 0.16  # of a page's height
_ROWS = 4  # that a header or footer may have
_STEP = 6.0  # points between two heights that are still the same
_DASH = r"[-—–－─―‐·•.~\s\u3000]"
_PAGE_RE = re.compile(
    rf"{_DASH}{{1,6}}[0-9０-９]{{1,4}}{_DASH}{{1,6}}|第\s*[0-9０-９一二三四五六七八九十百]{{1,5}}\s*页"
    r"(?:\s*[,，/／(（]?\s*共\s*[0-9０-９一二三四五六七八九十百]{1,5}\s*页\s*[)）]?)?"
    r"|(?:Page|page|PAGE|P\.?)\s*[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?"
)
_BARE_RE = re.compile(
    r"(?P<page>[0-9０-９]{1,4})(?:\s*[/／]\s*[0-9０-９]{1,4})?|(?P<roman>[ivxlcIVXLC]{1,7}|[Ⅰ-Ⅻⅰ-ⅻ]{1,3})"
)
_NUMBER_RE = re.compile(r"[0-9０-９]+|第[一二三四五六七八九十百]+页")
_SPACE_RE = re.compile(r"\s+")
_PROSE_RE = re.compile("[，。；]")
_LONGEST, _CELLS = 80, 3

Key = tuple[str, str]


def roles_of(sheets: Sequence[Sheet]) -> list[dict[int, str]]:
    """For each page the roles header, footer and page-number of its lines, by their index."""
    edges = [(_edge(sheet, upper=True), _edge(sheet, upper=False)) for sheet in sheets]
    series = _series(sheets, edges)
    seen: Counter[tuple[str, str, int]] = Counter()
    for sheet, (top, bottom) in zip(sheets, edges, strict=True):
        for side, indexes in (("header", top), ("footer", bottom)):
            seen.update({(side, *_key(sheet.lines[i])) for i in indexes})
    least = 2 if len(sheets) <= 6 else 3
    return [
        dict(
            found
            for side, indexes in (("header", top), ("footer", bottom))
            for found in _roles(sheet, number, side, indexes, seen, series, least)
        )
        for number, (sheet, (top, bottom)) in enumerate(zip(sheets, edges, strict=True))
    ]


def _edge(sheet: Sheet, *, upper: bool) -> list[int]:
    """The lines at an edge of the page, from the outermost inwards."""
    limit = sheet.height * (_EDGE if upper else 1 - _EDGE)
    if upper:
        found = [i for i, line in enumerate(sheet.lines) if line.bottom < limit]
        return sorted(found, key=lambda i: sheet.lines[i].top)[:_ROWS]
    found = [i for i, line in enumerate(sheet.lines) if line.top > limit]
    return sorted(found, key=lambda i: -sheet.lines[i].bottom)[:_ROWS]


def _key(line: Line) -> tuple[str, int]:
    return _SPACE_RE.sub("", _NUMBER_RE.sub("0", line.text)), round(line.top / _STEP)


def _roles(
    sheet: Sheet,
    number: int,
    side: str,
    indexes: Sequence[int],
    seen: Counter[tuple[str, str, int]],
    series: set[tuple[str, int]],
    least: int,
) -> Iterator[tuple[int, str]]:
    """From the edge inwards, up to the first line that is the page's own."""
    inside = None
    for index in indexes:
        line = sheet.lines[index]
        role = _page_number(line, side, number, series, index == indexes[0])
        if role is None and _repeats(line, side, seen, least):
            role = side
        if role is None and inside is not None and line.top < inside.bottom and inside.top < line.bottom:
            continue  # beside one that is
        if role is None:
            return
        inside = line
        yield index, role


def _page_number(line: Line, side: str, number: int, series: set[tuple[str, int]], outermost: bool) -> str | None:
    text = line.text.strip()
    if _PAGE_RE.fullmatch(text):
        return "page-number"
    value = _value(text)
    if value is not None and ((side, value - number) in series or (outermost and value == 1 == number + 1)):
        return "page-number"
    return None


def _repeats(line: Line, side: str, seen: Counter[tuple[str, str, int]], least: int) -> bool:
    text, height = _key(line)
    if len(text) > _LONGEST or not text or line.text.count("\t") >= _CELLS - 1 or _PROSE_RE.search(text):
        return False
    return max(seen[side, text, height + shift] for shift in (-1, 0, 1)) >= least


def _series(sheets: Sequence[Sheet], edges: Sequence[tuple[list[int], list[int]]]) -> set[tuple[str, int]]:
    """(side, first page's number) of bare numbers that count the pages."""
    found: Counter[tuple[str, int]] = Counter()
    for number, (sheet, sides) in enumerate(zip(sheets, edges, strict=True)):
        for side, indexes in zip(("header", "footer"), sides, strict=True):
            values = {_value(sheet.lines[i].text.strip()) for i in indexes}
            found.update((side, value - number) for value in values if value is not None)
    return {key for key, times in found.items() if times >= 2}


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def _value(text: str) -> int | None:
    """The number that a line consists of.

    >>> _value("12"), _value("3 / 10"), _value("iv"), _value("12人")
    (12, 3, 4, None)
    """
    match = _BARE_RE.fullmatch(text)
    if match is None:
        return None
    if match["page"]:
        return int(match["page"])
    if not match["roman"].isascii():
        code = ord(match["roman"][0])
        return code - (0x215F if code < 0x2170 else 0x216F)
    values = [_ROMAN[letter] for letter in match["roman"].lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
