"""Pages saved in one file (MIME, RFC 2557): the page itself is read as a page, other pages in its frames follow it.

Browsers and Word save so. The parts that are no pages (pictures, styles) hold no text.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import Message
from itertools import islice

from ingest.readers.bounds import bounds
from ingest.readers.html import read_page
from ingest.readers.mail_bytes import decoded_payload, payload_of
from ingest.readers.parsed import APART, Block, Parsed, Place, Unreadable

_PAGES = ("text/html", "application/xhtml+xml")
_BROKEN = "单文件网页里没有网页，文件多半没有下载完整；请在浏览器里打开原网页，另存后再试"
_DEEP = "单文件网页的结构嵌套太深，文件多半损坏；请在浏览器里打开后另存再试"


def read(data: bytes, name: str) -> Parsed:
    """All text of the page; that of its frames below it, set apart as navigation. Unreadable if it has none."""
    try:
        whole = email.message_from_bytes(data)
        pages = [part for part in _walk(whole) if part.get_content_type() in _PAGES]
    except RecursionError:
        raise Unreadable(_DEEP) from None
    if not pages:
        raise Unreadable(_BROKEN)
    read_ones, reasons = _read_all(whole, pages)
    if not read_ones:
        raise Unreadable(reasons[0])
    main = max(range(len(read_ones)), key=lambda index: _own(read_ones[index]) * (2 if index == 0 else 1))
    return _together(
        read_ones[main], [page for index, page in enumerate(read_ones) if index != main], _unread(whole, reasons)
    )


def _unread(whole: Message, reasons: Sequence[str]) -> list[str]:
    """What of the file is neither read nor a picture or style of its pages."""
    notes = [f"其中一个网页没有读：{reason}" for reason in dict.fromkeys(reasons) if reason != _BROKEN]
    plain = sum(part.get_content_type() == "text/plain" and bool(payload_of(part).strip()) for part in _walk(whole))
    return [*notes, f"网页之外还有 {plain} 个纯文本部分，没有读"] if plain else notes


def _walk(whole: Message) -> Iterator[Message]:
    """The parts of a message, outermost first, as many as an archive may have."""
    return islice(whole.walk(), bounds().members)


def _read_all(whole: Message, pages: list[Message]) -> tuple[list[Parsed], list[str]]:
    """The pages that can be read, the root first, and why the others can't."""
    start = _bare(whole.get_param("start"))
    pages = sorted(pages, key=lambda part: start is None or _bare(part.get("Content-ID")) != start)
    found, reasons = [], []
    for number, part in enumerate(pages):
        content, lost = decoded_payload(part)
        charset = part.get_content_charset()
        address = _address(whole, "Snapshot-Content-Location") if number == 0 else None
        try:
            if not content.strip():
                raise Unreadable(_BROKEN)
            page = read_page(content, charset=charset, address=address or _address(part, "Content-Location"))
        except Unreadable as error:
            reasons.append(str(error))
            continue
        found.append(replace(page, notes=(*page.notes, f"网页的 {lost}")) if lost else page)
    return found, reasons


def _bare(value: object) -> str | None:
    """An identifier without its angle brackets."""
    return str(value).strip().strip("<>") if value is not None else None


def _address(part: Message, header: str) -> str | None:
    value = re.sub(r"\s+", "", str(part.get(header, "")))
    return value if re.match(r"https?://", value) else None


def _own(page: Parsed) -> int:
    """How many characters of a page are its text."""
    return len(page.text) - sum(block.end - block.start for block in page.blocks if block.role in APART)


def _together(main: Parsed, others: list[Parsed], notes: Sequence[str]) -> Parsed:
    """The page with the texts of the other ones below it."""
    text, blocks, places = main.text, list(main.blocks), list(main.places)
    for other in others:
        start = len(text)
        text += other.text
        blocks.append(Block(start, len(text), "navigation"))
        places += [Place(place.start + start, place.end + start, place.kind, place.label) for place in other.places]
    return Parsed(text, tuple(blocks), tuple(places), main.told, (*main.notes, *notes), main.encoding)
