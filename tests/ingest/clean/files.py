"""Small files of the formats whose places go through the repairs."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx


def docx_of(paragraphs: Sequence[str]) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
