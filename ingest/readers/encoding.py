"""Bytes -> text: UTF-8 or GB18030, or the reason why neither.

GB18030 decodes almost any bytes, so what it gives must look like Chinese: no control, private or unassigned
characters, and mostly characters that newspapers use.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from itertools import islice

from ingest.hanzi import is_common, simplified

# What a file begins with that is not text. Source: the formats' own specifications.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF 文件"),
    (b"PK\x03\x04", "ZIP 容器（如 docx、xlsx、pptx、ofd）"),
    (b"PK\x05\x06", "ZIP 容器"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件（doc、xls、ppt、wps）"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"BM\x00", "BMP 图片"),
    (b"\x1f\x8b", "gzip 压缩文件"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩文件"),
    (b"Rar!", "RAR 压缩文件"),
    (b"\xfd7zXZ", "xz 压缩文件"),
    (b"SQLite format 3", "SQLite 数据库"),
    (b"\x7fELF", "可执行文件"),
)
_WIDE_MARKS = (  # the longer ones first: UTF-32 little-endian begins like UTF-16
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_CONTROL_RE = re.compile(
    r"[\x00-\x08\x0e-\x19\x1b\x1f\x7f-\x84\x86-\x9f]"
)  # white space and end-of-file marks are none
_SAMPLE = 20_000
_COMMON_LEAST = 0.8  # of the Han characters; newspaper text has 0.97 and more
_CONTROLS_MOST = 0.01


class Undecodable(ValueError):
    """The bytes are no text in UTF-8 or GB18030; the message says what they are and what to do."""


def decode(data: bytes) -> tuple[str, str]:
    """The text without a byte order mark, and its encoding: "utf-8" or "gb18030"."""
    _refuse_binary(data)
    try:
        return _plausible(data.decode("utf-8-sig")), "utf-8"
    except UnicodeDecodeError as error:
        broken = error.start
    line = data.count(b"\n", 0, broken) + 1
    where = f"按 UTF-8 解码在第 {line} 行（第 {broken + 1} 字节）出错"
    way_out = "请用编辑器另存为 UTF-8 后再试"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Undecodable(
            f"编码无法识别：{where}，按 GB18030 解码在第 {line} 行（第 {error.start + 1} 字节）出错；{way_out}"
        ) from None
    if (junk := _junk(text)) is not None:
        raise Undecodable(f"编码无法识别：{where}，按 GB18030 读出的不像中文（{junk}）；{way_out}")
    return text, "gb18030"


def _refuse_binary(data: bytes) -> None:
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            raise Undecodable(f"编码是 {name}；请另存为 UTF-8 后再试")
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            raise Undecodable(f"这是{name}，不是文本；本版本只读 .txt 和 .md 文本，请另存为文本后再试")
    if b"\x00" in data:
        even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
        if len(data) >= 20 and max(even, odd) > 4 * min(even, odd) + len(data[:2000]) // 40:
            raise Undecodable("像是没有标记的 UTF-16；请另存为 UTF-8 后再试")
        raise Undecodable("含有空字节，是二进制文件，不是文本；本版本只读 .txt 和 .md 文本")


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
    if len(han) * 2 < len(wide):
        return f"汉字只占 {len(han) / len(wide):.0%}"
    return None
