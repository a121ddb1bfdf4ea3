"""Bytes -> text, one format a row of FORMATS, told by content; what is not read is refused by name.

Offsets count the characters of the text as the reader gives it: all of the file in reading order, line ends as they
are (\\r\\n is two) and without a byte order mark. Whatever changes a character, line ends, Markdown and page
furniture included, is a repair of `ingest.clean` with its place in the offset map. docs/readers.md says how to add a
format.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ingest.readers import child
from ingest.readers.detect import detect
from ingest.readers.formats import FORMATS, SUFFIXES, Format, suffix_of
from ingest.readers.limits import Limits, configured
from ingest.readers.office import convert
from ingest.readers.parsed import ROLES, TOLD, Block, Parsed, Part, Unreadable
from kg.errors import InputError
from kg.model import Place, SourceFile

__all__ = ["FORMATS", "Block", "Limits", "Parsed", "Part", "Place", "SourceText", "Unreadable", "parts", "read"]

_BLANK = "\ufeff\u200b \t\r\n\u3000\x0b\x0c\x1a"
_SURROGATE_RE = re.compile("[\ud800-\udfff]")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class SourceText:
    """All text of one document and what its file says of it; see `Parsed`. `notes` are lines for the report."""

    text: str
    file: SourceFile
    blocks: tuple[Block, ...] = ()
    places: tuple[Place, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read(data: bytes, *, name: str, kind: str | None = None, limits: Limits | None = None) -> SourceText:
    """The text of a file; InputError names the file, what is wrong with it and the way out.

    `kind` is its format where that is known already; else its bytes tell, and where its suffix says something else,
    a note does too.
    """
    bounds = limits or configured()
    row = _format(data, name, kind, bounds)
    parsed = _sound(_refusing(name, lambda: _read(row, data, name, bounds)))
    if len(parsed.text) > bounds.characters:
        told = f"文本太长：{len(parsed.text)} 字，上限 {bounds.characters} 字（设置 read_characters）；请拆成几个文件"
        raise InputError(name, told)
    if not parsed.text.strip(_BLANK):
        raise InputError(name, "空文件：只有空白字符" if not row.is_isolated else f"{row.name}里没有文字")
    digest = hashlib.sha256(data).hexdigest()
    file = SourceFile(name, digest, len(data), row.media_type, parsed.encoding or "")
    notes = (*_told_by_suffix(row, name, kind), *parsed.notes)
    return SourceText(parsed.text, file, parsed.blocks, parsed.places, parsed.told, notes)


def parts(data: bytes, *, name: str, kind: str | None = None, limits: Limits | None = None) -> Sequence[Part]:
    """The documents that a file holds; of a file that is one document, itself (a Part named "").

    InputError if the file can't be opened; a part that can't says so in `refused`.
    """
    bounds = limits or configured()
    row = _format(data, name, kind, bounds)
    if not row.holds_parts:
        return (Part("", data, row.kind),)
    return _refusing(name, lambda: child.parts(row, data, name, bounds))


def _format(data: bytes, name: str, kind: str | None, limits: Limits) -> Format:
    if not data:
        raise InputError(name, "空文件：0 字节")
    if len(data) > limits.file_mb << 20:
        size = len(data) / (1 << 20)
        told = f"文件太大：{size:.1f} MB，上限 {limits.file_mb} MB（设置 read_file_mb）；请拆成几个文件"
        raise InputError(name, told)
    return FORMATS[kind or _refusing(name, lambda: detect(data, name))]


def _read(row: Format, data: bytes, name: str, limits: Limits) -> Parsed:
    if row.kind in ("doc", "rtf"):
        converted = convert(data, row.suffixes[0], limits)
        parsed = child.read(FORMATS["docx"], converted, name, limits)
        return Parsed(parsed.text, parsed.blocks, parsed.places, parsed.told, ("经 LibreOffice 转换", *parsed.notes))
    if row.is_isolated:
        return child.read(row, data, name, limits)
    answer: Parsed = row.load().read(data, name)
    return answer


def _refusing(name: str, function: Callable[[], _Answer]) -> _Answer:
    """What `function` gives back; what it finds unreadable is an InputError with the file's name."""
    try:
        return function()
    except Unreadable as error:
        raise InputError(name, str(error)) from None


def _told_by_suffix(row: Format, name: str, kind: str | None) -> list[str]:
    """The note that a suffix is wrong."""
    meant = SUFFIXES.get(suffix_of(name))
    if kind is not None or meant is None or meant == row.kind:
        return []
    return [f"扩展名是 {suffix_of(name)}，内容是{row.name}，按内容读"]


def _sound(parsed: Parsed) -> Parsed:
    """What a reader gave back, checked: offsets in order and inside, known names, no half characters."""
    last = 0
    for block in parsed.blocks:
        if not last <= block.start <= block.end <= len(parsed.text) or block.role not in ROLES:
            raise ValueError(f"a reader gave a wrong block: {block}")
        last = block.end
    for place in parsed.places:
        if not 0 <= place.start <= place.end <= len(parsed.text):
            raise ValueError(f"a reader gave a wrong place: {place}")
    if unknown := set(parsed.told) - set(TOLD):
        raise ValueError(f"a reader told what nothing asks for: {unknown}")
    text, times = _SURROGATE_RE.subn("\ufffd", parsed.text)
    told = {key: _SURROGATE_RE.sub("\ufffd", value) for key, value in parsed.told.items()}
    notes = [_SURROGATE_RE.sub("\ufffd", note) for note in parsed.notes]
    if times:
        notes.append(f"有 {times} 个残缺的字符（半个代理对），以 \ufffd 代替")
    return Parsed(text, parsed.blocks, parsed.places, told, tuple(notes), parsed.encoding)
