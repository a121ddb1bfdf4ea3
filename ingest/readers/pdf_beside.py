"""What a PDF page holds beside its own text: comments, filled-in fields, pictures; and what the file has attached.

Source: ISO 32000-1, 12.5 (annotations), 12.7 (forms), 7.11.4 (embedded files).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf_calls import Edges, address, bounds_of, kind_of, object_of

Box = tuple[float, float, float, float]  # left, top, right, bottom, as pdfium has them: y runs upwards
_FIELDS = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
_SILENT = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)  # a popup shows what its parent says
_MOST_OBJECTS, _MOST_ANNOTATIONS, _MOST_NAMES = 20_000, 10_000, 5
_LONGEST = 100_000


class Beside(NamedTuple):
    """Comments on a page, and what is filled in on it with where it stands."""

    comments: tuple[str, ...]
    fields: tuple[tuple[str, Box], ...]


NOTHING = Beside((), ())


def beside(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Beside:
    """What annotations say on a page."""
    count = pdfium.FPDFPage_GetAnnotCount(page.raw)
    if count <= 0:
        return NOTHING
    comments, fields = [], []
    for number in range(min(count, _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind == pdfium.FPDF_ANNOT_WIDGET:
            if (value := _value(document, annotation)).strip():
                rect = pdfium.FS_RECTF()
                pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rect))
                fields.append((value, (rect.left, rect.top, rect.right, rect.bottom)))
        elif kind not in _SILENT and (said := _string(annotation).strip()):
            comments.append(said)
        pdfium.FPDFPage_CloseAnnot(annotation)
    return Beside(tuple(comments), tuple(fields))


def _string(annotation: Any) -> str:
    return _utf16(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size))


def _value(document: pypdfium2.PdfDocument, annotation: Any) -> str:
    """What is filled into a field of text; "" of any other."""
    form = document.formenv
    if form is None or pdfium.FPDFAnnot_GetFormFieldType(form.raw, annotation) not in _FIELDS:
        return ""
    return _utf16(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form.raw, annotation, buffer, size))


def _utf16(ask: Callable[[Any, int], int]) -> str:
    """A string that pdfium writes into a buffer; the size that it tells is in bytes, the end mark included."""
    size = ask(None, 0)
    if not 2 < size < _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    ask(buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "surrogatepass")


def pictures(page: pypdfium2.PdfPage) -> list[float]:
    """How much of the page each picture on it covers."""
    width, height = page.get_size()
    at, edges, found = address(page.raw), Edges(), []
    for number in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        drawn = object_of(at, number)
        if kind_of(drawn) == pdfium.FPDF_PAGEOBJ_IMAGE and bounds_of(drawn, *edges.each):
            left, bottom, right, top = edges.read()
            found.append(abs(right - left) * abs(top - bottom) / ((width * height) or 1.0))
    return found


def attached(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """The notes on what of the file is not read."""
    count = document.count_attachments()
    if count:
        names = [document.get_attachment(number).get_name() for number in range(min(count, _MOST_NAMES))]
        shown = "、".join(" ".join(name.split()) for name in names) + (" 等" if count > _MOST_NAMES else "")
        yield f"附件 {count} 个没有读：{shown}；请用 PDF 阅读器把附件另存出来再试"
    if document.get_formtype() in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND):
        yield "有 XFA 表单，填写的内容没有读；请用原来的软件打印成 PDF 再试"
