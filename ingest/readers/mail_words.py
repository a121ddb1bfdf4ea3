"""Words in the headers of mails: raw bytes, encoded words (RFC 2047), parameters in pieces (RFC 2231)."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from ingest.readers.encoding import Undecodable, decode

_ASCII_RE = re.compile(r"iso-2022-|hz-|utf-7", re.I)  # encodings in seven bits, which look like ASCII
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030"}
_LATIN = ("iso-8859-1", "us-ascii", "latin1", "windows-1252", "unknown-8bit", "")
_NAME_RE = re.compile(r"[\w.:+-]{1,40}", re.ASCII)
_DAMAGE_MOST = 0.1  # of the characters beyond ASCII of a text in UTF-8
_FOLD_RE = re.compile(r"[\r\n]+[ \t]*")
_GAP_RE = re.compile(r"(\?=)\s+(?==\?)")


def text_of_bytes(data: bytes, told: str | None) -> tuple[str, str]:
    """The text and its encoding: what the bytes show, where they are too few what is told, where both fail with
    marks for what is lost. A byte or two that are out of place do not make UTF-8 another encoding.

    >>> text_of_bytes("网格".encode("gbk"), "iso-8859-1"), text_of_bytes(b"~{Mx8q~}", "HZ-GB-2312")
    (('网格', 'gb18030'), ('网格', 'hz-gb-2312'))
    """
    name = (told or "").strip().lower()
    name = name if _NAME_RE.fullmatch(name) else ""
    if _ASCII_RE.match(name) and data.isascii():
        try:
            return data.decode(name), name
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return decode(data, name)
    except Undecodable:
        text = data.decode("utf-8", "replace")
        if not data.isascii() and text.count("\ufffd") <= _DAMAGE_MOST * sum(not c.isascii() for c in text):
            return text, "utf-8"
        encoding = _CHINESE.get(name, "gb18030" if name in _LATIN else name)
        try:
            return data.decode(encoding, "replace"), encoding
        except LookupError:
            return data.decode("gb18030", "replace"), "gb18030"


def inner_of(part: Message) -> list[Message]:
    """The parts that a part is put together of. The library may not be asked for the payload of one that has none: it
    would decode it, in whatever charset that tells.
    """
    payload = part.get_payload() if part.is_multipart() else []
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def header_of(message: Message, name: str) -> str | None:
    """The first header of a name, decoded, in one line; None if there is none."""
    raw = _raw(message, name)
    return None if raw is None else decoded_words(raw)


def decoded_words(text: str) -> str:
    """Text with its encoded words decoded; a character whose bytes two words share is whole.

    >>> decoded_words("=?gb2312?B?zfg=?= =?gb2312?B?uPE=?= ABC")
    '网格 ABC'
    """
    text = _GAP_RE.sub(r"\1", text)
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        return " ".join(text.split())
    words = (
        piece if isinstance(piece, str) else text_of_bytes(piece, charset)[0] if charset else _raw_text(piece)
        for piece, charset in pieces
    )
    return " ".join(("".join(words) or text).split())


def charset_of(part: Message) -> str | None:
    """The charset that a part says it is in."""
    value = part.get_param("charset")
    text = value[2] if isinstance(value, tuple) else value
    name = text.strip("'\" ") if isinstance(text, str) else ""
    return name if _NAME_RE.fullmatch(name) else None


def file_name_of(part: Message) -> str | None:
    """The name that a part has as a file; None if it has none."""
    for header, parameter in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        raw = _raw(part, header)
        if raw is None:
            continue
        holder = Message()
        holder[header] = raw
        value = holder.get_param(parameter, header=header)
        if isinstance(value, tuple):  # RFC 2231: charset, language, bytes as characters
            return text_of_bytes(value[2].encode("raw-unicode-escape"), value[0])[0]
        if isinstance(value, str) and value:
            return decoded_words(value)
    return None


def _raw(message: Message, name: str) -> str | None:
    """A header as the file has it, its raw bytes decoded, in one line."""
    values = (value for key, value in message.raw_items() if key.lower() == name.lower())
    value = next(values, None)
    if value is None:
        return None
    data = _FOLD_RE.sub(" ", str(value)).encode("utf-8", "surrogateescape")
    return text_of_bytes(data, None)[0]


def _raw_text(data: bytes) -> str:
    """Text between encoded words, which decode_header gives back as raw-unicode-escape."""
    return data.decode("raw-unicode-escape", "replace")
