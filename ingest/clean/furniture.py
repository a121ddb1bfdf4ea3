"""What surrounds a text is set apart: navigation, credits, sources, licences; and noted with what it says.

The day of issue stays where a line above the text tells it. Captions and bylines that name a body stay in the text
and are noted, for the structure to know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.clean.lines import NUMERAL, Row, rows_of
from ingest.clean.offsets import Buffer, Edit, Note
from ingest.clean.page import (
    BODY,
    BYLINE_RE,
    CAPTION_RE,
    CREDITS_RE,
    DAY_RE,
    EDGES,
    FIELD_RE,
    FIELDS,
    HEAD,
    LINES,
    ORIGINAL_RE,
    OWNER_RE,
    PERIODICAL_RE,
    PICTURE_RE,
    REST_RE,
    TAIL,
)

_BODY_LENGTH = 40
_CAPTION_LENGTH = 80
_CREDITS_LENGTH = 160
_CREDIT_RE = re.compile("[（(摄图]")  # no credit is without one of these
_LONGEST = 400
_KEPT = 1 << 12  # lines: a text is cleaned in rounds, between which most of them stay as they are
_SITE_RE = re.compile(r".{0,12}(?:网|报|刊|台|社|在线|频道|新闻|客户端|头条|资讯)|.*[|｜/／].*")
_STOP_RE = re.compile(r"[，,。；;]")
# the patterns by the zones of a line, and those of lines that may be as long as a paragraph
_PATTERNS = {zones: tuple(p for p in LINES if zones & p.zones) for zones in (HEAD, BODY, TAIL, EDGES)}
_AROUND = tuple(p for p in LINES if p.kind in ("footer", "licence", "author", "dateline"))
_CHINESE_DAY_RE = re.compile(r"[^-/.:：]*年[^-/.:：]*月[^-/.:：]*")
_NUMBERED_RE = re.compile(rf"(?:第{NUMERAL}[编章节条]|[(（]{NUMERAL}[)）]|{NUMERAL}[、.．])\s*[^\W\d]")


def set_apart(buffer: Buffer) -> Buffer:
    """The text without what surrounds it."""
    while True:  # a line without its credit may be another's
        before = buffer.text
        for step in (_whole_lines, _credits, _bylines, _captions):
            buffer = step(buffer)
        if buffer.text == before:
            return buffer


def _note(buffer: Buffer, kind: str, row: Row, value: str | None = None) -> Note:
    return Note(kind, buffer.source_span(row.start, row.end), row.text, value)


# --- whole lines -----------------------------------------------------------------------------------------------------


def _whole_lines(buffer: Buffer) -> Buffer:
    rows = rows_of(buffer.text)
    zones = _zones(rows)
    kinds = [_kind(row.text, zone) for row, zone in zip(rows, zones, strict=True)]
    _mark_rest(rows, zones, kinds)
    _mark_list(zones, kinds)
    _mark_masthead(rows, zones, kinds)
    edits: list[Edit] = []
    notes: list[Note] = []
    dated = _dated(rows, zones, kinds)
    for index, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
        if kind is None:
            continue
        end = rows[index + 1].start if index + 1 < len(rows) else len(buffer.text)
        notes += _notes(buffer, row, kind)
        day = _day(row, kind) if index == dated else None
        if day is None:
            edits.append(Edit(row.start, end, repair=kind))
            continue
        edits += [Edit(row.start, day.start, repair=kind), Edit(day.end, row.end, repair=kind)]
        notes.append(_note(buffer, "date", day))
    notes += [_note(buffer, "caption", rows[index]) for index in _after_jump(rows, zones, kinds)]
    return buffer.note(notes).edit("footer", edits)


def _zones(rows: Sequence[Row]) -> list[frozenset[str]]:
    """For each line the zones it is in: head above the first paragraph, tail below the last; both if there is none."""
    first = next((index for index, row in enumerate(rows) if _is_body(row.text)), None)
    if first is None:
        return [EDGES] * len(rows)
    last = next(index for index in range(len(rows) - 1, -1, -1) if _is_body(rows[index].text))
    return [*[HEAD] * first, *[BODY] * (last + 1 - first), *[TAIL] * (len(rows) - last - 1)]


@lru_cache(maxsize=_KEPT)
def _is_body(text: str) -> bool:
    """Whether a line is a paragraph of the text and not of its surroundings."""
    if len(text) < _BODY_LENGTH or not _STOP_RE.search(text):
        return False
    return not any(p.regex.fullmatch(text) for p in _AROUND)


@lru_cache(maxsize=_KEPT)
def _kind(text: str, zones: frozenset[str]) -> str | None:
    if len(text) > _LONGEST or _NUMBERED_RE.match(text):
        return None
    if "head" in zones and _fields(text):
        return "field"
    for pattern in _PATTERNS[zones]:
        if (match := pattern.regex.fullmatch(text)) is not None:
            if pattern.kind == "dateline" and not _is_dateline(match):
                continue
            return pattern.kind
    return None


def _dated(rows: Sequence[Row], zones: Sequence[frozenset[str]], kinds: Sequence[str | None]) -> int | None:
    """Which line above the text tells the day of issue, else that of publication: that day stays in the text."""
    told = [i for i, kind in enumerate(kinds) if kind and "head" in zones[i] and _day(rows[i], kind) is not None]
    issued = [i for i in told if any(FIELDS[key] == "issued" for key, _ in _fields(rows[i].text))]
    return next(iter([*issued, *told]), None)


def _day(row: Row, kind: str) -> Row | None:
    """The day that a line tells which is set apart: its own words for it."""
    if kind == "field":
        spans = [m.span("value") for m in FIELD_RE.finditer(row.text) if FIELDS[m["key"]] in ("issued", "dateline")]
    else:
        found = (m for p in LINES if p.kind == kind and (m := p.regex.fullmatch(row.text)) is not None)
        groups = ((m, "date" if kind == "source" else "value") for m in found if kind in ("dateline", "source"))
        spans = [m.span(name) for m, name in groups if name in m.groupdict() and m[name]]
    match = next((m for start, end in spans if (m := DAY_RE.search(row.text, start, end)) is not None), None)
    return Row(row.start + match.start(), row.start + match.end(), match[0]) if match is not None else None


def _is_dateline(match: re.Match[str]) -> bool:
    """Whether a line with a date is a page's; a date alone, in Chinese, is the text's own."""
    return any(match[name] for name in ("told", "clock", "source", "more")) or not _CHINESE_DAY_RE.fullmatch(
        match["value"]
    )


def _fields(text: str) -> list[tuple[str, str]]:
    """Key and value of the header fields that make up a whole line; empty if it is none."""
    found: list[tuple[str, str]] = []
    at = 0
    while (match := FIELD_RE.match(text, at)) is not None and (found or match["key"] != "来源"):
        found.append((match["key"], match["value"].strip("| ")))
        at = match.end()
        while at < len(text) and (text[at].isspace() or text[at] in "|｜丨"):
            at += 1
    return found if text[at:].strip("| ") == "" else []


def _mark_rest(rows: Sequence[Row], zones: Sequence[frozenset[str]], kinds: list[str | None]) -> None:
    """From a line such as 相关推荐 below the text on, everything is another page's."""
    start = next((i for i, row in enumerate(rows) if "tail" in zones[i] and REST_RE.fullmatch(row.text)), len(rows))
    for index in range(start, len(rows)):
        kinds[index] = kinds[index] or "navigation"


def _mark_list(zones: Sequence[frozenset[str]], kinds: list[str | None]) -> None:
    """Several datelines below the text are those of a list of other pages."""
    below = [i for i, kind in enumerate(kinds) if kind == "dateline" and zones[i] == TAIL]
    for index in below if len(below) > 1 else ():
        kinds[index] = "navigation"


def _mark_masthead(rows: Sequence[Row], zones: Sequence[frozenset[str]], kinds: list[str | None]) -> None:
    """Above a title that a dateline or a source follows stands the site's own name, and whatever is above its menu."""
    told = next((i for i, kind in enumerate(kinds) if kind in ("dateline", "source") and "head" in zones[i]), None)
    if told is None:
        return
    title = next((i for i in range(told - 1, -1, -1) if kinds[i] is None), None)
    if title is None:
        return
    menu = max((i for i in range(title) if kinds[i] == "navigation"), default=0)
    for index in range(title):
        if kinds[index] is None and (index < menu or _SITE_RE.fullmatch(rows[index].text)):
            kinds[index] = "navigation"


def _after_jump(rows: Sequence[Row], zones: Sequence[frozenset[str]], kinds: Sequence[str | None]) -> Iterator[int]:
    """Short lines below the line that sends the reader to another page: captions of its pictures."""
    jump = next((i for i, kind in enumerate(kinds) if kind == "jump" and "tail" in zones[i]), len(rows))
    for index in range(jump + 1, len(rows)):
        if kinds[index] is None and len(rows[index].text) <= _CAPTION_LENGTH:
            yield index


def _notes(buffer: Buffer, row: Row, kind: str) -> Iterator[Note]:
    """What a line that is set apart says, a note for each thing."""
    if kind == "field":
        for key, value in _fields(row.text):
            yield _note(buffer, FIELDS[key], row, value or None)
        return
    groups = next((m.groupdict() for p in LINES if p.kind == kind and (m := p.regex.fullmatch(row.text))), {})
    yield _note(buffer, kind, row, (groups.get("value") or "").strip() or None)
    for name, other in (("source", "source"), ("date", "dateline"), ("site", "masthead")):
        if groups.get(name):
            yield _note(buffer, other, row, groups[name].strip())
    if kind == "licence" and (match := OWNER_RE.search(row.text)) is not None:
        yield _note(buffer, "masthead", row, match["name"] or match["owner"])
    if kind in ("footer", "licence") and (match := PERIODICAL_RE.search(row.text)) is not None:
        name = match["name"] + (match["kind"] or "").removeprefix("杂志")
        yield _note(buffer, "original" if ORIGINAL_RE.search(row.text) else "masthead", row, name)


# --- parts of lines --------------------------------------------------------------------------------------------------


def _credits(buffer: Buffer) -> Buffer:
    edits, notes = [], []
    for row in rows_of(buffer.text):
        at = _credit(row.text)
        if at <= 0:
            continue
        edits.append(Edit(row.start + at, row.end))
        credit = Row(row.start + at, row.end, row.text[at:].strip())
        notes.append(_note(buffer, "credit", credit))
        if at <= _CAPTION_LENGTH and PICTURE_RE.search(credit.text):
            notes.append(_note(buffer, "caption", Row(row.start, credit.start, row.text[:at])))
    return buffer.note(notes).edit("credit", edits)


@lru_cache(maxsize=_KEPT)
def _credit(text: str) -> int:
    """Where the credit begins with which a line ends; -1 if it has none."""
    near = max(len(text) - _CREDITS_LENGTH, 0)
    match = CREDITS_RE.search(text, near) if _CREDIT_RE.search(text, near) else None
    return match.start() if match is not None else -1


def _bylines(buffer: Buffer) -> Buffer:
    edits, notes = [], []
    rows = rows_of(buffer.text)
    head = next((index for index, row in enumerate(rows) if _is_body(row.text)), len(rows))
    for row in rows[:head]:
        if (match := BYLINE_RE.fullmatch(row.text)) is not None:
            edits.append(Edit(row.start, row.start + match.end("mark")))
            notes.append(
                _note(buffer, "byline", Row(row.start + match.end("mark"), row.end, row.text[match.end("mark") :]))
            )
    return buffer.note(notes).edit("byline", edits)


def _captions(buffer: Buffer) -> Buffer:
    rows = rows_of(buffer.text)
    return buffer.note(_note(buffer, "caption", row) for row in rows if CAPTION_RE.fullmatch(row.text))
