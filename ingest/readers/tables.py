"""Tables: XLSX and CSV. A list of documents, one a row, is a part a row; any other table is a document of its own."""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ingest.readers.bounds import bounds
from ingest.readers.detect import detect
from ingest.readers.encoding import decode
from ingest.readers.parsed import Draft, Parsed, Part, Unreadable
from ingest.readers.rows import Cell, meaning_of, pack, told_of
from ingest.readers.workbook import add_beside
from ingest.readers.zips import Zip

_HEADER_WITHIN = 8  # rows in which a list has its headings
_NAME_LENGTH = 60
_PERCENT_RE = re.compile(r"[0#](?:\.([0#]+))?%")  # of a number's format; Source: ECMA-376 part 1, 18.8.30
_SAMPLE, _LINES = 65_536, 50
_MOST_ROWS = 1_048_576  # of a sheet. Source: Excel's specifications and limits
# what openpyxl raises where a workbook is damaged; errors in XML are SyntaxErrors
_FAULTS = (zipfile.BadZipFile, SyntaxError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` hold a value a cell, "" where there is none; `name` is None for a CSV."""

    name: str | None
    rows: Sequence[tuple[int, Sequence[str]]]
    is_hidden: bool = False


def read(data: bytes, name: str) -> Parsed:
    """Every cell in reading order: a row a line, cells parted by tabs."""
    sheets, encoding = _sheets(data, name)
    draft = Draft()
    if not any(sheet.rows for sheet in sheets) and encoding is not None:
        raise Unreadable("CSV 表格里没有内容")
    for sheet in sheets:
        with draft.place("sheet", sheet.name or "1"), draft.block("hidden" if sheet.is_hidden else "table"):
            for number, cells in sheet.rows:
                _add_row(draft, number, cells)
    notes = add_beside(draft, Zip(data)) if encoding is None else []
    return draft.parsed(notes=tuple(notes), encoding=encoding)


def parts(data: bytes, name: str) -> list[Part]:
    """A part for each row of each sheet that is a list of documents; the table itself if none is."""
    sheets, _ = _sheets(data, name)
    result: list[Part] = []
    names: dict[str, int] = {}
    lists = [(sheet, _heading_at(sheet.rows)) for sheet in sheets]
    if all(at is None for _, at in lists):
        return [Part("", data)]
    for sheet, at in lists:
        if at is None:
            result += _other(sheet, names)
            continue
        headings, above = sheet.rows[at][1], _above(sheet.rows[:at])
        for number, values in sheet.rows[at + 1 :]:
            cells = _cells(headings, values)
            if cells:
                result.append(_part(sheet, number, [*above, *cells], names))
            if len(result) > bounds().members:
                raise Unreadable(f"清单超过 {bounds().members} 行（设置 archive_members）；请拆成几个")
    if detect(data, name) == "xlsx":
        result += [Part("（公式）", refused=note) for note in add_beside(Draft(), Zip(data)) if "公式" in note]
    return result or [Part("", data)]


def _above(rows: Sequence[tuple[int, Sequence[str]]]) -> list[Cell]:
    """What stands above the headings of a list, as a cell of each of its rows: what the list is, as a rule."""
    text = " ".join(" ".join(value.split()) for _, values in rows for value in values if value.strip())
    return [("A", "清单说明", text)] if text else []


def _other(sheet: Sheet, names: dict[str, int]) -> Iterator[Part]:
    """A sheet beside a list of documents, as a document; none if it is empty."""
    lines = ["\t".join(" ".join(value.split()) for value in values).rstrip() for _, values in sheet.rows]
    text = "\n".join(line for line in lines if line)
    if text:
        title = sheet.name or "表格"
        yield Part(_name(title, 1, names), pack(sheet.name, 1, [("A", "正文", text)]), "row", {"title": title})


def _part(sheet: Sheet, number: int, cells: Sequence[Cell], names: dict[str, int]) -> Part:
    told = told_of(cells)
    target = told.pop("target", None)
    name = _name(told.get("title"), number, names)
    if any(meaning_of(heading) == "text" for _, heading, _ in cells):
        return Part(name, pack(sheet.name, number, cells), "row", told)
    if target is None:
        return Part(name, told=told, refused=f"第 {number} 行既没有正文，也没有文件路径")
    return Part(name, told=told, target=target)


def _name(title: str | None, number: int, names: dict[str, int]) -> str:
    """A row's name: its title, which stays when rows are put in before it; else its number."""
    name = (title or f"第{number}行").replace("/", "／")[:_NAME_LENGTH]
    unique = name
    while unique in names:
        names[name] += 1
        unique = f"{name}~{names[name]}"
    names[unique] = 1
    return unique


def _heading_at(rows: Sequence[tuple[int, Sequence[str]]]) -> int | None:
    """The index of the row of headings of a list of documents: a text or a path, and a title or two more."""
    for index, (_, values) in enumerate(rows[:_HEADER_WITHIN]):
        found = {meaning_of(value) for value in values} - {None}
        if found & {"text", "target"} and ("title" in found or len(found) > 2):
            return index
    return None


def _cells(headings: Sequence[str], values: Sequence[str]) -> list[Cell]:
    return [
        (column_name(index), headings[index] if index < len(headings) else "", value)
        for index, value in enumerate(values)
        if value.strip()
    ]


def _add_row(draft: Draft, number: int, cells: Sequence[str]) -> None:
    width = max((index + 1 for index, cell in enumerate(cells) if cell.strip()), default=0)
    for index, cell in enumerate(cells[:width]):
        if index:
            draft.add("\t")
        with draft.place("cell", f"{column_name(index)}{number}"):
            draft.add(" ".join(cell.split()))
    if width:
        draft.add("\n")


def column_name(index: int) -> str:
    """The letters of a column, from 0.

    >>> column_name(0), column_name(26), column_name(701)
    ('A', 'AA', 'ZZ')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _sheets(data: bytes, name: str) -> tuple[list[Sheet], str | None]:
    if detect(data, name) == "xlsx":
        return list(_of_xlsx(data)), None
    text, encoding = decode(data)
    return [_of_csv(text)], encoding


def _of_csv(text: str) -> Sheet:
    csv.field_size_limit(sys.maxsize)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(enumerate(reader, 1))
    except csv.Error as error:
        raise Unreadable(f"第 {reader.line_num} 行不是合法的 CSV（{error}）；请检查引号，或另存为 xlsx 再试") from None
    return Sheet(None, rows)


def _delimiter(text: str) -> str:
    """What parts the cells: the mark that most of the first lines have in the same number; a comma if there is none."""
    lines = [line for line in text[:_SAMPLE].splitlines()[:_LINES] if line.strip()]

    def weight(mark: str) -> tuple[int, int]:
        counts = Counter(count for line in lines if (count := line.count(mark)))
        return (counts.most_common(1)[0][1], sum(counts.values())) if counts else (0, 0)

    return max(",\t;|", key=weight)


def _of_xlsx(data: bytes) -> Iterator[Sheet]:
    from openpyxl import load_workbook

    Zip(data).read_all()  # within the limits, before the library unpacks it
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says of its size need not be true
            yield Sheet(sheet.title, list(_rows(sheet)), sheet.sheet_state != "visible")
    except Unreadable:
        raise
    except _FAULTS as error:
        told = " ".join(str(error).split())[:120]
        raise Unreadable(f"Excel 表格已损坏（{type(error).__name__}：{told}）；请打开后另存为 xlsx 再试") from None


def _rows(sheet: object) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(sheet.iter_rows(), 1):  # type: ignore[attr-defined]
        if number > _MOST_ROWS:
            raise Unreadable(f"Excel 表格已损坏（行号超过 {_MOST_ROWS}）；请打开后另存为 xlsx 再试")
        values = [_of_cell(cell) for cell in cells]
        if any(values):
            yield number, values


def _of_cell(cell: Any) -> str:
    """A cell's value as text; a share as it is shown, in percent."""
    value = cell.value
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and (match := _PERCENT_RE.search(cell.number_format))
    ):
        return f"{value:.{len(match[1] or '')}%}"
    return _shown(value)


def _shown(value: object) -> str:
    """A cell's value as text; a date as ISO, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
