"""Web pages: the text of the page in its order, what is text and what stands around it, and what it tells of itself.

`tree` has the elements, `body` chooses those of the text by the tables of `selectors` or by weight, `lines` has the
lines as a browser shows them, `fields` and `titles` what the page says of its document, `roles` what each line is.
"""

from __future__ import annotations

from ingest.readers.html.page import read_page
from ingest.readers.parsed import Parsed

__all__ = ["read", "read_page"]


def read(data: bytes, name: str) -> Parsed:
    """All text of a page, with its furniture set apart by role; Unreadable if it has none."""
    return read_page(data)
