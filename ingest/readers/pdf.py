"""PDF: the text layer of every page, by pdfium, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.bounds import bounds
from ingest.readers.layout import Sheet, parsed_of
from ingest.readers.layout.properties import plausible
from ingest.readers.parsed import Parsed, Unreadable
from ingest.readers.pdf_beside import attached, beside, pictures
from ingest.readers.pdf_page import is_drawn, sheet_of

_OCR = "请先做文字识别（OCR）再试"
_UNMAPPED_RE = re.compile("[\0-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_UNMAPPED_SHARE, _UNMAPPED_FEW = 0.3, 0.01
_SCAN, _SCAN_LENGTH = 0.5, 100  # share of the page that a picture of it covers; characters that are hardly a text
_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: "PDF 已加密，要密码才能打开；请用密码打开后另存为不加密的 PDF 再试",
    pdfium.FPDF_ERR_SECURITY: "PDF 的加密方式读不了；请用原来的软件打开后另存为不加密的 PDF 再试",
}
_NO_PAGES = "PDF 里一页也没有，多半没有保存完或已损坏；请重新下载，或用原来的软件打开后另存再试"
_DAMAGED = "PDF 已损坏，打不开；请重新下载，或用原来的软件打开后另存再试"


@dataclass(slots=True)
class _Book:
    """The pages read so far: `images` without text, `scans` with hardly any, `broken` ones, by their numbers; how many
    pictures and filled-in fields; how many characters there may still be."""

    has_images: bool
    left: int
    sheets: list[Sheet] = field(default_factory=list)
    images: list[int] = field(default_factory=list)
    scans: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    pictures: int = 0
    fields: int = 0


def read(data: bytes, name: str) -> Parsed:
    """The text of a PDF. Unreadable if it needs a password, is damaged, or has no text layer."""
    document = pypdfium2.PdfDocument(_opened(data))
    try:
        if not len(document):
            raise Unreadable(_NO_PAGES)
        document.init_forms()
        return _read(document, name, b"/Image" in data)
    finally:
        document.close()


def _opened(data: bytes) -> object:
    """The document; `data` must live as long. pypdfium2 takes a file without pages for one that did not open, and its
    reason from whichever file did not open last."""
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        raise Unreadable(_ERRORS.get(pdfium.FPDF_GetLastError(), _DAMAGED))
    return handle


def _read(document: pypdfium2.PdfDocument, name: str, has_images: bool) -> Parsed:
    count = len(document)
    if count > bounds().members:
        raise Unreadable(f"PDF 有 {count} 页，上限 {bounds().members} 页（设置 archive_members）；请拆成几个文件")
    book = _Book(has_images, bounds().characters)
    for number in range(count):
        try:
            sheet = _sheet(document, number, book)
        except pypdfium2.PdfiumError:
            sheet = Sheet((), 1.0)
            book.broken.append(number + 1)
        book.sheets.append(sheet)
    sheets = book.sheets
    if not any(sheet.lines for sheet in sheets):
        raise Unreadable(_without_text(count, book.images, book.broken))
    told = plausible(
        {"title": document.get_metadata_value("Title"), "author": document.get_metadata_value("Author")}, name, sheets
    )
    return parsed_of(sheets, told=told, notes=[*_notes(book), *_unmapped(sheets), *attached(document)])


def _without_text(count: int, images: Sequence[int], broken: Sequence[int]) -> str:
    if not count or len(broken) == count:
        return _DAMAGED
    if images:
        return f"PDF 没有文字层，像是扫描件；{_OCR}"
    return f"PDF 没有文字层（{count} 页都是空白）；若看得见字，{_OCR}"


def _notes(book: _Book) -> Iterator[str]:
    if book.images:
        yield f"第 {_numbers(book.images)} 页没有文字层，像是扫描的图片，没有读；{_OCR}"
    if book.scans:
        yield f"第 {_numbers(book.scans)} 页大半是图片，像是扫描件，只读出页上少量的字；{_OCR}"
    if book.pictures:
        yield f"图片 {book.pictures} 幅，图中的文字没有读"
    if book.broken:
        yield f"第 {_numbers(book.broken)} 页已损坏，没有读"
    if comments := sum(len(sheet.comments) for sheet in book.sheets):
        yield f"批注 {comments} 条，另置"
    if book.fields:
        yield f"表单里填写的内容 {book.fields} 处，按所在位置读入"


def _numbers(pages: Sequence[int]) -> str:
    """Numbers of pages, runs of them as from–to.

    >>> _numbers([1, 2, 3, 7, 9, 10])
    '1–3、7、9–10'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    return "、".join("–".join(map(str, run)) for run in runs)


def _unmapped(sheets: Sequence[Sheet]) -> Iterator[str]:
    """The note that a font does not say what its glyphs are; Unreadable if that is so for much of the text."""
    total = bad = 0
    for sheet in sheets:
        text = "".join(line.text for line in sheet.lines)
        total += len(text)
        bad += len(_UNMAPPED_RE.findall(text))
    if bad > _UNMAPPED_SHARE * total:
        raise Unreadable(f"PDF 的字体没有说明字形对应哪些字，读出的是乱码；{_OCR}")
    if bad > _UNMAPPED_FEW * total:
        yield f"有 {bad} 个字的字体没有说明是什么字，读出的可能是乱码；请对照原件"


# --- a page ----------------------------------------------------------------------------------------------------------


def _sheet(document: pypdfium2.PdfDocument, number: int, book: _Book) -> Sheet:
    """A page; what there is to tell of it goes into the book."""
    page = document[number]
    try:
        text_page = page.get_textpage()
        try:
            length = text_page.count_chars()
            if length > book.left:
                limit = bounds().characters
                raise Unreadable(f"文本太长：超过 {limit} 字的上限（设置 read_characters）；请拆成几个文件")
            book.left -= length
            found = beside(document, page)
            sheet = sheet_of(page, text_page, found)
        finally:
            text_page.close()
        book.fields += len(found.fields)
        _look_at_pictures(page, sheet, number, book)
        return sheet
    finally:
        page.close()


def _look_at_pictures(page: pypdfium2.PdfPage, sheet: Sheet, number: int, book: _Book) -> None:
    """Count the pictures of a page; a picture of the page itself is none if the page has its text."""
    if not sheet.lines:
        if is_drawn(page):
            book.images.append(number + 1)
    elif book.has_images and (shares := pictures(page)):
        is_scan = max(shares) > _SCAN
        if is_scan and sum(len(line.text) for line in sheet.lines) < _SCAN_LENGTH:
            book.scans.append(number + 1)
        book.pictures += sum(share <= _SCAN for share in shares)
