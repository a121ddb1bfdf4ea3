"""Paragraphs that were broken across columns or lines: rejoined; a box that stood in the break is moved out.

A paragraph is broken if it is running text and ends without a stop, or within a number (2021年 | 3月, 97 | .3%).
Where a word runs across to the line after a complete paragraph (…资源统 | … | 筹起来…), what stands between is a box:
it goes before the heading of the section that it interrupts and is noted as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.clean.cuts import LONGEST
from ingest.clean.likelihood import seam_gain
from ingest.clean.lines import Row, in_tables, rows_of
from ingest.clean.offsets import Buffer, Edit, Note
from ingest.hanzi import HAN, HAN_RE

_LONG, _SHORT = 60, 10
_WORD_GAIN = 3.0
_REACH = 3  # paragraphs that a box may have
_HISTORY_RE = re.compile(r"[（(]?(?:[0-9]{4}\s*年|根据)[^。]*(?:通过|批准|公布|修正|修订|施行|发布|印发|废止)[)）]?$")


def rejoin(buffer: Buffer) -> Buffer:
    """The buffer with every break mended."""
    while True:
        rows = rows_of(buffer.text)
        broken = [i for i, (row, below) in enumerate(pairwise(rows)) if _is_broken(row) or _lacks_its_rest(row, below)]
        if (move := _find_box(rows, broken)) is not None:
            buffer = _move_box(buffer, *move)
        elif breaks := _breaks(buffer, [(rows[i], rows[i + 1]) for i in broken]):
            edits = [Edit(row.end, below.start, _glue(row, below)) for row, below in breaks]
            buffer = buffer.edit("rejoined", edits)
        else:
            return buffer


def _breaks(buffer: Buffer, pairs: Sequence[tuple[Row, Row]]) -> list[tuple[Row, Row]]:
    """Those of the pairs that are one paragraph.

    A stop that is missing may have been forgotten: only where another line is broken for certain is it a break too.
    """
    tables = in_tables(buffer, [row for pair in pairs for row in pair])
    breaks = [pair for pair in pairs if not tables & {row.start for row in pair} and _goes_on(*pair)]
    is_certain = any(
        below.goes_on or row.last in "，,、" or _parts_number(row, below) or _gain(row, below) > _WORD_GAIN
        for row, below in breaks
    )
    return breaks if is_certain else []


_PAUSE_RE = re.compile("[，,；;]")


def _is_broken(row: Row) -> bool:
    """Whether a line is running text that stops in the middle of a sentence."""
    if row.is_complete or row.text[0] in "|#" or _HISTORY_RE.match(row.text):
        return False
    if row.last in "，,、":
        return len(row.text) >= _SHORT
    return "。" in row.text or (len(row.text) >= _LONG and _PAUSE_RE.search(row.text) is not None)


def _lacks_its_rest(row: Row, below: Row) -> bool:
    """Whether a line of any length is broken before a comma or the like."""
    return (below.goes_on or _parts_number(row, below)) and not row.is_complete and row.text[0] not in "|#"


_STOP_RE = re.compile("[，,、；;。]")
_DIGIT_RE = re.compile(r"[0-9]\.?$")
_MARKED_RE = re.compile(r"(?:附[件表录]|[表图栏第号：:。！？；”)）-])\s*[0-9]+$")  # a number of its own at the end
_DATE_RE = re.compile(r"(?:19|20)[0-9]{2}年?$|年[0-9]{0,2}$|月[0-9]?$")
_DATE_REST_RE = re.compile("年[0-9]{1,2}月|[0-9]{0,2}[月日]")
_FRACTION_RE = re.compile(r"\.[0-9]|[0-9]*[%‰]")
_NUMBER_REST_RE = re.compile(rf"(?!(?:19|20)[0-9]{{2}}年)[0-9]{{0,4}}(?:\.[0-9]+)?[{HAN}—～~]")


def _parts_number(row: Row, below: Row) -> bool:
    """Whether a number, or a date, begins at the end of a line and ends in the one below."""
    text, rest = row.text, below.text
    if not ("0" <= text[-1] <= "9" or text[-1] in ".年月") or (_STOP_RE.search(text) is None and len(text) >= _LONG):
        return False
    if _DATE_RE.search(text) is not None and _DATE_REST_RE.match(rest) is not None:
        return True
    if _DIGIT_RE.search(text) is None or _MARKED_RE.search(text) is not None:
        return False
    if _FRACTION_RE.match(rest) is not None:
        return True
    return _STOP_RE.search(text) is not None and _NUMBER_REST_RE.match(rest) is not None


def _goes_on(row: Row, below: Row) -> bool:
    """Whether the line below may be the rest of a broken one."""
    if below.begins_anew or len(below.text) < 2 or _would_be_cut(row, below):
        return False
    if below.goes_on or below.is_complete or _is_broken(below) or _parts_number(row, below):
        return True
    return _gain(row, below) > _WORD_GAIN


def _would_be_cut(row: Row, below: Row) -> bool:
    """Whether the two make a sentence without an end, which the last step would part again."""
    return any(
        len(row.text) + len(below.text) > longest
        and sum(len(match[0]) for text in (row.text[::-1], below.text) if (match := stretch.match(text))) > longest
        for stretch, longest in LONGEST
    )


def _gain(row: Row, below: Row) -> float:
    if row.text[-1] in "，,、" or not HAN_RE.match(row.text[-1]) or not HAN_RE.match(below.text[0]):
        return 0.0
    return seam_gain(row.text, below.text)


_LATIN_RE = re.compile("[A-Za-z]{2}")


def _glue(row: Row, below: Row) -> str:
    """What stands between the two: a space where both are Latin."""
    return " " if _LATIN_RE.fullmatch(row.text[-1] + below.text[0]) else ""


def _find_box(rows: Sequence[Row], broken: Sequence[int]) -> tuple[Row, Row, Row] | None:
    """The first and last line of a box and the line that it goes before; None if there is no box."""
    for index in broken:
        row = rows[index]
        if index + 2 >= len(rows) or rows[index + 1].goes_on or _gain(row, rows[index + 1]) > _WORD_GAIN:
            continue
        for rest in range(index + 2, min(index + 2 + _REACH, len(rows))):
            if not all(r.is_complete and not r.begins_anew for r in rows[index + 1 : rest]):
                break
            if not rows[rest].begins_anew and _gain(row, rows[rest]) > _WORD_GAIN:
                return rows[index + 1], rows[rest - 1], _section(rows, index)
    return None


def _section(rows: Sequence[Row], index: int) -> Row:
    """The heading of the section that line `index` stands in; the line itself where there is none."""
    for row in reversed(rows[:index]):
        if not row.is_complete and not row.is_prose:
            return row
    return rows[index]


def _move_box(buffer: Buffer, first: Row, last: Row, before: Row) -> Buffer:
    """The box with the line ends after it put before another line."""
    end = last.end + len(buffer.text[last.end :]) - len(buffer.text[last.end :].lstrip("\n"))
    note = Note("box", buffer.source_span(first.start, last.end), buffer.text[first.start : last.end])
    return buffer.note([note]).move(first.start, end, before.start)
