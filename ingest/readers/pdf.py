"""PDF: the text layer of every page, by pdfium, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.bounds import bounds
from ingest.readers.layout import Sheet, parsed_of
from ingest.readers.layout.properties import plausible
from ingest.readers.parsed import Parsed, Unreadable
from ingest.readers.pdf_page import is_drawn, sheet_of

_OCR = "请先做文字识别（OCR）再试"
_UNMAPPED_RE = re.compile("[\0-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_UNMAPPED_SHARE, _UNMAPPED_FEW = 0.3, 0.01
_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: "PDF 已加密，要密码才能打开；请用密码打开后另存为不加密的 PDF 再试",
    pdfium.FPDF_ERR_SECURITY: "PDF 的加密方式读不了；请用原来的软件打开后另存为不加密的 PDF 再试",
}
_DAMAGED = "PDF 已损坏，打不开；请重新下载，或用原来的软件打开后另存再试"


def read(data: bytes, name: str) -> Parsed:
    """The text of a PDF. Unreadable if it needs a password, is damaged, or has no text layer."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_ERRORS.get(_code(error), _DAMAGED)) from None
    try:
        return _read(document, name)
    finally:
        document.close()


def _code(error: pypdfium2.PdfiumError) -> int:
    return int(getattr(error, "err_code", None) or pdfium.FPDF_GetLastError())


def _read(document: pypdfium2.PdfDocument, name: str) -> Parsed:
    count = len(document)
    if count > bounds().members:
        raise Unreadable(f"PDF 有 {count} 页，上限 {bounds().members} 页（设置 archive_members）；请拆成几个文件")
    sheets: list[Sheet] = []
    images: list[int] = []
    broken: list[int] = []
    left = bounds().characters
    for number in range(count):
        try:
            sheet, is_image, length = _sheet(document, number, left)
        except pypdfium2.PdfiumError:
            sheet, is_image, length = Sheet((), 1.0), False, 0
            broken.append(number + 1)
        left -= length
        sheets.append(sheet)
        if is_image:
            images.append(number + 1)
    if not any(sheet.lines for sheet in sheets):
        raise Unreadable(_without_text(count, images, broken))
    told = plausible(
        {"title": document.get_metadata_value("Title"), "author": document.get_metadata_value("Author")}, name, sheets
    )
    return parsed_of(sheets, told=told, notes=[*_notes(images, broken), *_unmapped(sheets)])


def _without_text(count: int, images: Sequence[int], broken: Sequence[int]) -> str:
    if not count or len(broken) == count:
        return _DAMAGED
    if images:
        return f"PDF 没有文字层，像是扫描件；{_OCR}"
    return f"PDF 没有文字层（{count} 页都是空白）；若看得见字，{_OCR}"


def _notes(images: Sequence[int], broken: Sequence[int]) -> Iterator[str]:
    if images:
        yield f"第 {_numbers(images)} 页没有文字层，像是扫描的图片，没有读；{_OCR}"
    if broken:
        yield f"第 {_numbers(broken)} 页已损坏，没有读"


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


def _sheet(document: pypdfium2.PdfDocument, number: int, most: int) -> tuple[Sheet, bool, int]:
    """A page, whether there is only an image on it, and how many characters."""
    page = document[number]
    try:
        text_page = page.get_textpage()
        try:
            length = text_page.count_chars()
            if length > most:
                limit = bounds().characters
                raise Unreadable(f"文本太长：超过 {limit} 字的上限（设置 read_characters）；请拆成几个文件")
            sheet = sheet_of(page, text_page)
            return sheet, not sheet.lines and is_drawn(page), length
        finally:
            text_page.close()
    finally:
        page.close()
