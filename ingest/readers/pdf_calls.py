"""Functions of pdfium that are called for every line or object of a page.

As pypdfium2 has them, most of their time goes to checking the types of their arguments. Those that are called most
check none: they take a ctypes.c_void_p where they want a pointer.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pypdfium2.raw as pdfium

_INT, _POINTER = ctypes.c_int, ctypes.c_void_p


def address(pointer: object) -> ctypes.c_void_p:
    """Where a pointer of pypdfium2 leads to."""
    return ctypes.cast(pointer, _POINTER)  # type: ignore[arg-type]


def _quick(name: str, result: type, *arguments: type) -> Callable[..., int]:
    where = address(getattr(pdfium, name)).value or 0
    function: Callable[..., int] = ctypes.PYFUNCTYPE(result, *arguments)(where)
    return function


loose_box = _quick("FPDFText_GetLooseCharBox", _INT)  # text page, character, Edges.at
origin_of = _quick("FPDFText_GetCharOrigin", _INT)  # text page, character, two numbers of double length
is_generated = _quick("FPDFText_IsGenerated", _INT)  # text page, character
page_box = _quick("FPDF_GetPageBoundingBox", _INT, _POINTER, _POINTER)
object_of = _quick("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
kind_of = _quick("FPDFPageObj_GetType", _INT, _POINTER)
bounds_of = _quick("FPDFPageObj_GetBounds", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
segments_of = _quick("FPDFPath_CountSegments", _INT, _POINTER)


class Edges:
    """Four numbers that pdfium writes and Python reads."""

    def __init__(self) -> None:
        held = (ctypes.c_float * 4)()
        self.at = ctypes.c_void_p(ctypes.addressof(held))
        self.each = tuple(ctypes.c_void_p(ctypes.addressof(held) + 4 * index) for index in range(4))
        # keeps what is held
        self.read: Callable[[], list[float]] = memoryview(held).cast("B").cast("f").tolist  # type: ignore[assignment]
