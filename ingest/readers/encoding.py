"""Bytes -> text: Unicode with or without a mark, GB18030, Big5, or the reason why none of them.

GB18030 decodes almost any bytes, so what it gives must look like Chinese: no control, private or unassigned
characters, and mostly characters that newspapers use. So with Big5 and with UTF-16 without a mark.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from itertools import islice

from ingest.hanzi import is_common, simplified
from ingest.readers.parsed import Unreadable

_MARKS = (  # the longer ones first: UTF-32 little-endian begins like UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# what a text without a mark may be in, tried in this order: Big5 as the standard, Microsoft and Hong Kong have it
_CHINESE = ("gb18030", "big5", "cp950", "big5hkscs")
_WIDE = ("utf-16-le", "utf-16-be")
_NAMES = {  # what pages and mails call them
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030",
    "hz-gb-2312": "gb18030", "cp936": "gb18030", "utf8": "utf-8", "utf-8": "utf-8", "unicode": "utf-16-le",
    "utf-16": "utf-16-le", "big5-hkscs": "big5", "big5hkscs": "big5", "cp950": "big5", "x-x-big5": "big5",
    "us-ascii": "utf-8", "ascii": "utf-8", "iso-8859-1": "utf-8", "latin1": "utf-8", "windows-1252": "utf-8",
}  # fmt: skip
# white space and end-of-file marks are none
_CONTROL_RE = re.compile(r"[\x00-\x08\x0e-\x19\x1b\x1f\x7f-\x84\x86-\x9f]")
_SAMPLE = 20_000
_HAN_LEAST = 4  # that an encoding other than UTF-8 and GB18030 must show
_WAY_OUT = "请用编辑器另存为 UTF-8 后再试"
_COMMON_LEAST = 0.8  # of the Han characters; newspaper text has 0.97 and more
_CONTROLS_MOST = 0.01


class Undecodable(Unreadable):
    """The bytes are no text in an encoding of Chinese; the message says what they are and what to do."""


def decode(data: bytes, told: str | None = None) -> tuple[str, str]:
    """The text without a byte order mark, and the encoding that its bytes show.

    `told` is what a page or a mail says of its encoding; it decides only where the bytes allow it.

    >>> decode("网格员".encode("gbk"), "utf-8"), decode("网格".encode("utf-16"))
    (('网格员', 'gb18030'), ('网格', 'utf-16-le'))
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding), encoding
    if b"\0" in data:
        return _without_mark(data)
    try:
        return _plausible(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        return _chinese(data, error, _NAMES.get((told or "").strip().lower(), told))


def is_overruled(told: str | None, encoding: str) -> bool:
    """Whether the bytes show another encoding than a page or a mail says; what says nothing is not overruled.

    >>> is_overruled("gb2312", "gb18030"), is_overruled("UTF-8", "gb18030"), is_overruled(None, "big5")
    (False, True, False)
    """
    name = (told or "").strip().lower()
    alias = {"cp950": "big5", "big5hkscs": "big5", "utf-16-be": "utf-16-le"}
    return bool(name) and _NAMES.get(name, name) != alias.get(encoding, encoding)


def _marked(data: bytes, encoding: str) -> str:
    try:
        return _plausible(data.decode(encoding))
    except UnicodeDecodeError as error:
        where = f"按 {encoding.upper()} 解码在第 {error.start + 1} 字节出错"
        raise Undecodable(f"编码标记是 {encoding.upper()}，但{where}；{_WAY_OUT}") from None


def _without_mark(data: bytes) -> tuple[str, str]:
    """UTF-16 that says so only by its zero bytes."""
    for encoding in _WIDE:
        text = _tried(data, encoding)
        if text is not None and "\0" not in text and _junk(text) is None:
            return text, encoding
    raise Undecodable("含有空字节，是二进制文件，不是文本；请用原来的软件另存为文本后再试")


def _chinese(data: bytes, failure: UnicodeDecodeError, told: str | None) -> tuple[str, str]:
    """A text in one of the older encodings, or the reason why it is in none."""
    line = data.count(b"\n", 0, failure.start) + 1
    where = f"按 UTF-8 解码在第 {line} 行（第 {failure.start + 1} 字节）出错"
    found = ""
    for encoding in sorted(_CHINESE, key=lambda name: name != told):
        text = _tried(data, encoding)
        junk = None if text is None else _junk(text)
        if text is not None and junk is None and (encoding == "gb18030" or _han(text) >= _HAN_LEAST):
            return text, encoding
        if encoding == "gb18030":
            found = f"按 GB18030 读出的不像中文（{junk}）" if text is not None else _broken(data)
    for encoding in _WIDE:
        text = _tried(data, encoding)
        if text is not None and _han(text) >= _HAN_LEAST and _junk(text) is None:
            return text, encoding
    raise Undecodable(f"编码无法识别：{where}，{found}；{_WAY_OUT}")


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _broken(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return f"按 GB18030 解码在第 {line} 行（第 {error.start + 1} 字节）出错"
    raise ValueError("the bytes are GB18030")


def _han(text: str) -> int:
    """How many characters of the beginning are Han."""
    return sum(unicodedata.category(c) == "Lo" for c in islice(text, _SAMPLE))


def _plausible(text: str) -> str:
    controls = len(_CONTROL_RE.findall(text, 0, _SAMPLE))
    if controls > _CONTROLS_MOST * min(len(text), _SAMPLE):
        raise Undecodable(f"前 {min(len(text), _SAMPLE)} 个字符中有 {controls} 个控制字符，是二进制文件，不是文本")
    return text


def _junk(text: str) -> str | None:
    """What shows that a text was not written in GB18030; None if nothing does."""
    wide = [c for c in islice(text, _SAMPLE) if not c.isascii()]
    kinds = Counter(map(unicodedata.category, wide))
    kinds["Cc"] = len(_CONTROL_RE.findall(text, 0, _SAMPLE))
    for category, name, most in (("Cc", "控制字符", 0.01), ("Co", "自造字区的字符", 0.01), ("Cn", "未定义的字符", 0.0)):
        if kinds[category] > most * len(wide):
            return f"有 {kinds[category]} 个{name}"
    han = [c for c in wide if unicodedata.category(c) == "Lo"]
    common = sum(is_common(c) or is_common(simplified(c)) for c in han)
    if common < _COMMON_LEAST * len(han):
        return f"常用字只占 {common / len(han):.0%}"
    if kinds["Cc"] > _CONTROLS_MOST * min(len(text), _SAMPLE):
        return f"有 {kinds['Cc']} 个控制字符"
    if len(han) * 2 < len(wide):
        return f"汉字只占 {len(han) / len(wide):.0%}"
    return None
