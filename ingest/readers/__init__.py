"""Bytes -> text. Minimal for now: UTF-8."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kg.model import SourceFile


@dataclass(frozen=True, slots=True)
class SourceText:
    """A decoded file: its text, and what is known of the file."""

    text: str
    file: SourceFile


def read(data: bytes, *, name: str) -> SourceText:
    text = data.decode("utf-8").replace("\r\n", "\n")
    return SourceText(text, SourceFile(name, hashlib.sha256(data).hexdigest(), len(data), "text/plain", "utf-8"))
