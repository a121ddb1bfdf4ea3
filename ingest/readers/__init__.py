"""Bytes -> text, one format a row of FORMATS; what is not read is refused by name.

Offsets count the characters of the decoded text, line ends as they are (\\r\\n is two) and without a byte order mark:
whatever changes a character, line ends and Markdown included, is a repair of `ingest.clean` with its place in the
offset map.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from ingest.readers.encoding import Undecodable, decode
from kg.errors import InputError
from kg.model import SourceFile

FORMATS: dict[str, str] = {".txt": "text/plain", ".md": "text/markdown"}
MAX_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceText:
    """A decoded file: its text, and what is known of the file."""

    text: str
    file: SourceFile


def read(data: bytes, *, name: str) -> SourceText:
    """The text of a file; InputError names the file, what is wrong with it and the way out."""
    media_type = media_type_of(name)
    if media_type is None:
        raise InputError(name, unread_suffix(name))
    if len(data) > MAX_BYTES:
        size, most = len(data) / 1024 / 1024, MAX_BYTES // 1024 // 1024
        raise InputError(name, f"文件太大：{size:.1f} MB，上限 {most} MB；请拆成几个文件")
    if not data:
        raise InputError(name, "空文件：0 字节")
    try:
        text, encoding = decode(data)
    except Undecodable as error:
        raise InputError(name, str(error)) from None
    if not text.strip("\ufeff\u200b \t\r\n\u3000\x0b\x0c\x1a"):
        raise InputError(name, "空文件：只有空白字符")
    return SourceText(text, SourceFile(name, hashlib.sha256(data).hexdigest(), len(data), media_type, encoding))


def media_type_of(name: str) -> str | None:
    """The media type of a file by its suffix; None if this release does not read it.

    >>> media_type_of("意见.MD"), media_type_of("意见.pdf")
    ('text/markdown', None)
    """
    return FORMATS.get(PurePath(name).suffix.lower())


def unread_suffix(name: str) -> str:
    """Why a file of this name is not read."""
    suffix = PurePath(name).suffix
    told = f"扩展名 {suffix} 的文件本版本不读" if suffix else "文件没有扩展名"
    return f"{told}，只读 {' 和 '.join(FORMATS)}；请另存为 UTF-8 文本后再试"
