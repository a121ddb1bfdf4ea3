"""docx: one table a dimension across the regions, on landscape A4, and the sources as a numbered list."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime

import docx as python_docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.run import Run

from kg.compare import Cell, ComparedRegion, Comparison, PracticeEntry
from kg.export import wording
from kg.export.xlsx import fixed_times

FONT, WESTERN = "Noto Sans CJK SC", "Calibri"
GREY = RGBColor(0x6B, 0x77, 0x85)
EPOCH = datetime(1980, 1, 1)
ILLEGAL_RE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # characters that XML 1.0 cannot hold


def write(comparison: Comparison) -> bytes:
    document = python_docx.Document()
    _page(document)
    document.add_heading(wording.title(comparison), 0)
    document.add_paragraph(wording.note(comparison))
    for dimension in comparison.dimensions:
        document.add_heading(wording.dimension_label(dimension), 1)
        _table(document, comparison, dimension)
    if any(region.figures for region in comparison.regions):
        document.add_heading(wording.LOOSE, 1)
        bullet = _style(document, "List Bullet")
        for region in comparison.regions:
            for line in wording.figure_lines(region.figures, region):
                _add(document, f"{region.name}　{line}", bullet)
    document.add_heading("来源", 1)
    numbered = _style(document, "List Number")
    for source in comparison.sources:
        _add(document, wording.source_line(source), numbered)
    properties = document.core_properties
    properties.title, properties.author = wording.title(comparison), "治图"
    properties.created = properties.modified = EPOCH
    properties.language = "zh-CN"
    out = io.BytesIO()
    document.save(out)
    return fixed_times(out.getvalue())


def _page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for style in document.styles:
        if isinstance(style, ParagraphStyle):
            style.font.name = WESTERN
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), FONT)
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
    _style(document, "Normal").font.size = Pt(10)


def _table(document: Document, comparison: Comparison, dimension: str) -> None:
    """The regions side by side; what they share in rows of its own, each under a line that says so."""
    bullet = _style(document, "List Bullet")
    table = document.add_table(rows=1, cols=len(comparison.regions), style="Table Grid")
    _repeat_header(table.rows[0]._tr)
    for column, region in enumerate(comparison.regions):
        table.cell(0, column).paragraphs[0].add_run(region.name).bold = True
    for row in comparison.rows[dimension]:
        if row.relation is not None:
            line = table.add_row().cells
            line[0].merge(line[-1]).paragraphs[0].add_run(_xml(wording.row_note(row))).font.color.rgb = GREY
        cells = table.add_row().cells
        for cell, region, entries in zip(cells, comparison.regions, row.entries, strict=True):
            _fill(cell, region, comparison.cell(region, dimension), entries, bullet)


def _repeat_header(row: object) -> None:
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:tblHeader"))


def _style(document: Document, name: str) -> ParagraphStyle:
    """A paragraph style of the template; looked up once, since a look-up goes through all of them."""
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # as in every template of python-docx
    return style


def _add(target: Document | _Cell, text: str, style: ParagraphStyle) -> None:
    """A paragraph in a style. Setting it by name or object makes python-docx go through all styles each time."""
    target.add_paragraph(_xml(text))._p.style = style.style_id


def _fill(
    target: _Cell, region: ComparedRegion, cell: Cell, entries: Sequence[PracticeEntry], bullet: ParagraphStyle
) -> None:
    paragraph = target.paragraphs[0]
    if not cell.practices:
        paragraph.add_run(wording.status_label(cell)).font.color.rgb = GREY
        return
    for position, entry in enumerate(entries):
        if position:
            paragraph = target.add_paragraph()
        paragraph.add_run(_xml(entry.mechanism)).bold = True
        told = wording.facts_line(entry)
        paragraph.add_run(_xml(wording.heading_note(entry, region) + (f"：{told}" if told else "")))
        _superscript(paragraph.add_run(wording.marks(entry.sources)))
        for line in wording.figure_lines(entry.figures, region):
            _add(target, line, bullet)


def _superscript(run: Run) -> None:
    run.font.superscript = True


def _xml(text: str) -> str:
    return ILLEGAL_RE.sub("\ufffd", text)
