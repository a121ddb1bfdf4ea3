"""Plain text and Markdown: the decoded characters as they are."""

from __future__ import annotations

from ingest.readers.encoding import decode
from ingest.readers.parsed import Parsed


def read(data: bytes, name: str) -> Parsed:
    """The text without a byte order mark; line ends and Markdown are left to cleaning."""
    text, encoding = decode(data)
    return Parsed(text, encoding=encoding)
