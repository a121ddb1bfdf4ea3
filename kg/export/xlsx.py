"""xlsx: the matrix, the facts one a row, the sources, and what the file is; a sheet each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from kg.compare import ComparedRegion, Comparison, PracticeEntry
from kg.export import wording
from kg.export.rows import HEADER, Value, rows

HEAD = PatternFill("solid", fgColor="DDE6F0")
WRAP = Alignment(wrap_text=True, vertical="top")
EPOCH = datetime(1980, 1, 1)  # the same comparison gives the same bytes: no time of writing inside
LINE_HEIGHT, MAX_ROW_HEIGHT = 16, 409  # points; the second is the most that a row may have
CELL_LIMIT = 32_767  # characters a cell may hold (Excel specifications and limits)


def write(comparison: Comparison) -> bytes:
    book = Workbook()
    matrix = book.active
    assert isinstance(matrix, Worksheet)  # a new workbook has one
    matrix.title = "对比"
    header = ("维度", *(region.name for region in comparison.regions), "对应")
    _fill(matrix, header, _matrix(comparison), (18, *(48,) * len(comparison.regions), 30))
    _fill(book.create_sheet("事实"), HEADER, rows(comparison), (16,) * len(HEADER))
    sources = (
        (s.number, s.title, s.publisher or "", s.issued or "", s.clause, s.start, s.end, s.quote, s.sha256)
        for s in comparison.sources
    )
    columns = ("编号", "文献", "发布者", "发布日期", "段", "起", "止", "原文", "sha256")
    _fill(book.create_sheet("来源"), columns, sources, (6, 40, 18, 12, 6, 8, 8, 60, 20))
    about = ((wording.title(comparison),), (wording.note(comparison),))
    _fill(book.create_sheet("说明"), ("说明",), about, (100,))
    book.properties.created = EPOCH
    book.properties.creator = "治图"
    book.properties.title = wording.title(comparison)
    out = io.BytesIO()
    book.save(out)
    book.properties.modified = EPOCH  # saving has set it to now
    return fixed_times(out.getvalue(), {"docProps/core.xml": tostring(book.properties.to_tree())})


def _matrix(comparison: Comparison) -> Iterable[tuple[Value, ...]]:
    """A row for what regions share, then one for the rest of a dimension; the last column says what is shared."""
    for dimension in comparison.dimensions:
        label = wording.dimension_label(dimension)
        for row in comparison.rows[dimension]:
            cells = zip(comparison.regions, row.entries, strict=True)
            texts = (_cell_text(comparison, region, dimension, entries) for region, entries in cells)
            yield (label, *texts, wording.row_note(row))
    if any(region.figures for region in comparison.regions):
        yield (wording.LOOSE, *("\n".join(wording.figure_lines(r.figures, r)) for r in comparison.regions), "")


def _cell_text(comparison: Comparison, region: ComparedRegion, dimension: str, entries: Sequence[PracticeEntry]) -> str:
    cell = comparison.cell(region, dimension)
    if not cell.practices:
        return wording.status_label(cell)
    lines = []
    for entry in entries:
        told = wording.facts_line(entry)
        note = wording.heading_note(entry, region)
        lines.append(f"{entry.mechanism}{note}{'：' + told if told else ''}{wording.marks(entry.sources)}")
        lines += [f"　{line}" for line in wording.figure_lines(entry.figures, region)]
    return "\n".join(lines)


def _fill(sheet: Worksheet, header: Sequence[str], body: Iterable[tuple[Value, ...]], widths: Sequence[int]) -> None:
    for column, (name, width) in enumerate(zip(header, widths, strict=True), 1):
        cell = sheet.cell(1, column, name)
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEAD, WRAP
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, values in enumerate(body, 2):
        for column, value in enumerate(values, 1):
            _put(sheet.cell(row, column), value)
        lines = max(_lines(str(value), width) for value, width in zip(values, widths, strict=True))
        sheet.row_dimensions[row].height = min(lines * LINE_HEIGHT, MAX_ROW_HEIGHT)
    sheet.freeze_panes = "B2" if len(header) > 1 else "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in a column: a Chinese character is two units of width wide."""
    return sum(max(1, -(-sum(2 if ord(c) > 0x2E7F else 1 for c in line) // width)) for line in text.split("\n"))


def _put(cell: SheetCell | MergedCell, value: Value) -> None:
    """Text stays text: nothing that a document says becomes a formula."""
    assert isinstance(cell, SheetCell)  # nothing is merged here
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)
        if len(text) > CELL_LIMIT:
            notice = "……（超出单元格上限，全文见“事实”表）"
            text = text[: CELL_LIMIT - len(notice)] + notice
        cell.value = text
        cell.data_type = "s"
    else:
        cell.value = value
    cell.alignment = WRAP


def fixed_times(data: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    """The same zip archive with every entry's time set to 1980-01-01, and the entries of `instead` in their place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = (instead or {}).get(name) or old.read(name)
            new.writestr(zipfile.ZipInfo(name, EPOCH.timetuple()[:6]), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()
