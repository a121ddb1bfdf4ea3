"""What a file is: by its bytes first; its suffix decides only between kinds of text."""

from __future__ import annotations

import codecs
import re

from ingest.readers.archive_names import zip_names
from ingest.readers.formats import FORMATS, SUFFIXES, suffix_of
from ingest.readers.parsed import Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
# What a file begins with that no reader takes. Source: the formats' own specifications.
_UNREAD: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF87a", "GIF 图片"),
    (b"GIF89a", "GIF 图片"),
    (b"BM\x00", "BMP 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"\x1f\x8b", "gzip 压缩文件"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩文件"),
    (b"Rar!", "RAR 压缩文件"),
    (b"\xfd7zXZ", "xz 压缩文件"),
    (b"BZh9", "bzip2 压缩文件"),
    (b"SQLite format 3", "SQLite 数据库"),
    (b"\x7fELF", "可执行文件"),
    (b"MZ\x90\x00", "可执行文件"),
    (b"ID3", "MP3 音频"),
    (b"\x1aE\xdf\xa3", "视频"),
    (b"CAJ\x00", "CAJ 文献"),
    (b"HN\x00\x00", "CAJ 文献"),
    (b"%!PS-Adobe", "PostScript 文件"),
)
_ARCHIVES = ("gzip 压缩文件", "7z 压缩文件", "RAR 压缩文件", "xz 压缩文件", "bzip2 压缩文件")
# a member's name in a ZIP -> what the ZIP is. Source: ECMA-376 (OPC), GB/T 33190 (OFD), OpenDocument 1.2
_MEMBERS: tuple[tuple[str, str], ...] = (
    ("word/document", "docx"),
    ("word/", "docx"),
    ("OFD.xml", "ofd"),
    ("xl/workbook", "xlsx"),
    ("xl/", "xlsx"),
)
_UNREAD_MEMBERS: tuple[tuple[str, str], ...] = (
    ("ppt/", "PowerPoint 演示文稿"),
    ("content.xml", "OpenDocument 文件"),
    ("META-INF/container.xml", "EPUB 电子书"),
    ("META-INF/MANIFEST.MF", "Java 程序包"),
    ("AndroidManifest.xml", "安卓程序包"),
)
_SEALED = "Office 文件加了密码（已加密），打不开；请用密码打开，另存为不带密码的文件再试"
_WORD_HEAD, _WORD_SEALED = b"\xec\xa5", 0x0100  # MS-DOC 2.5.2: wIdent, fEncrypted
_STREAMS: tuple[tuple[str, str], ...] = (  # names in the directory of an OLE file
    ("EncryptedPackage", _SEALED),
    ("WordDocument", "doc"),
    ("Workbook", "旧版 Excel 表格（xls）"),
    ("Book", "旧版 Excel 表格（xls）"),
    ("PowerPoint Document", "旧版演示文稿（ppt）"),
    ("__substg1.0_", "Outlook 邮件（msg）"),
)
_HTML_RE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S
)
_TAG_RE = re.compile(rb"<(?:p|div|table|span|br|a|td|h[1-6]|meta|title|body)\b[^<>]{0,500}>", re.I)
_WORD_XML_RE = re.compile(r"<\?mso-application\s+progid=\"Word\.Document\"|<w:wordDocument\b|<pkg:package\b")
_FIELD_RE = re.compile(
    r"(From|To|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Content-Type|Content-Transfer-Encoding"
    r"|X-[\w-]+|Snapshot-Content-Location|Content-Location|Sender|Reply-To|Cc|Delivered-To|DKIM-Signature):",
    re.I,
)
# what a page saved as a mail has not; a mail with pictures is put together as it is
_SENT = frozenset({"to", "received", "delivered-to", "return-path"})
_ZIPS = frozenset({"docx", "xlsx", "ofd", "zip"})
_HOLDERS = frozenset(row.kind for row in FORMATS.values() if row.holds_parts)
_TEXT_KINDS = frozenset({"text", "markdown", "csv"})


def detect(data: bytes, name: str) -> str:
    """The kind of FORMATS that `data` are; Unreadable says what they are instead and what to do.

    >>> detect(b"%PDF-1.7", "a.txt"), detect("正文。".encode(), "a.md"), detect(b"<html><p>a</html>", "a.doc")
    ('pdf', 'markdown', 'html')
    """
    found = _by_signature(data, name) or _by_markup(data, name)
    if found is not None:
        return found
    suffix = suffix_of(name)
    kind = SUFFIXES.get(suffix)
    if kind is None and suffix and not _is_sentence(suffix):
        raise Unreadable(unread_suffix(suffix))
    return kind if kind in _TEXT_KINDS else "text"


def is_candidate(name: str) -> bool:
    """Whether a file of this name may hold a document; one of another name may still by its bytes.

    >>> is_candidate("意见.PDF"), is_candidate("意见"), is_candidate("意见.py")
    (True, True, False)
    """
    suffix = suffix_of(name)
    return suffix in SUFFIXES or not suffix or _is_sentence(suffix)


def may_hold_parts(head: bytes, name: str) -> bool:
    """Whether a file with these first bytes may hold several documents; its reader knows.

    >>> may_hold_parts(b"PK\\x03\\x04", "a.txt"), may_hold_parts(b"a,b", "a.csv"), may_hold_parts(b"a,b", "a.txt")
    (True, True, False)
    """
    kind = SUFFIXES.get(suffix_of(name))
    return head.startswith(b"PK") or kind in _HOLDERS or _FIELD_RE.match(_opening(head)) is not None


def unread_suffix(suffix: str) -> str:
    """Why a text with this suffix is not read."""
    return f"扩展名 {suffix} 的文件不读；若是文本，请改名为 .txt 再试"


def _is_sentence(suffix: str) -> bool:
    """Whether what follows the last stop of a name is a piece of its title ("3.5版") and no suffix."""
    return not suffix[1:].isascii() or suffix[1:].isdigit()


def _by_signature(data: bytes, name: str) -> str | None:
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    is_cut_off = head.startswith(b"PK") and SUFFIXES.get(suffix_of(name)) in _ZIPS
    if is_cut_off or head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(data, name)
    if head.startswith(_OLE):
        return _ole_kind(data)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return "rtf"
    for signature, told in _UNREAD:
        if head.startswith(signature):
            way_out = "请先解压，或改用 zip" if told in _ARCHIVES else "不是文本"
            raise Unreadable(f"这是{told}，{way_out}；可读的格式见 zhitu build --help")
    return None


def _zip_kind(data: bytes, name: str) -> str:
    names = zip_names(data)
    for prefix, kind in _MEMBERS:
        if any(member.startswith(prefix) for member in names) and ("[Content_Types].xml" in names or kind == "ofd"):
            return kind
    for prefix, told in _UNREAD_MEMBERS:
        if any(member.startswith(prefix) for member in names) and suffix_of(name) != ".zip":
            raise Unreadable(f"这是{told}，本版本不读；请另存为 docx 或 PDF 再试")
    wanted = SUFFIXES.get(suffix_of(name), "zip")
    if wanted in _ZIPS - {"zip"}:
        return wanted  # a damaged one: its reader says what is missing
    if not is_candidate(name):
        raise Unreadable(f"扩展名 {suffix_of(name)} 的压缩包不读；若是文件的压缩包，请改名为 .zip 再试")
    return "zip"


def _ole_kind(data: bytes) -> str:
    for stream, kind in _STREAMS:
        if stream.encode("utf-16-le") in data:
            if kind == _SEALED or (kind == "doc" and _is_sealed_word(data)):
                raise Unreadable(_SEALED)
            if kind == "doc":
                return kind
            raise Unreadable(f"这是{kind}，本版本不读；请另存为 docx、xlsx 或 PDF 再试")
    raise Unreadable("这是旧版 Office 容器，但里面没有 Word 文档；请另存为 docx 再试")


def _is_sealed_word(data: bytes) -> bool:
    """Whether an older Word file, whose text stream usually is the first one in it, is encrypted."""
    return data[512:514] == _WORD_HEAD and bool(int.from_bytes(data[522:524], "little") & _WORD_SEALED)


def _by_markup(data: bytes, name: str) -> str | None:
    head = _opening(data)
    if _HTML_RE.match(head):
        return "html"
    if _WORD_XML_RE.search(head):
        return "doc"
    fields = {match[1].lower() for line in head.splitlines()[:40] if (match := _FIELD_RE.match(line))}
    if head[:1].isalpha() and _FIELD_RE.match(head) and _is_mail(fields):
        is_page = "multipart/related" in head.lower() or "snapshot-content-location" in fields
        is_sent = bool(fields & _SENT) and "snapshot-content-location" not in fields
        return "mht" if (is_page and not is_sent) or suffix_of(name) in (".mht", ".mhtml") else "eml"
    if SUFFIXES.get(suffix_of(name)) == "html" and _TAG_RE.search(data):
        return "html"
    return None


def _is_mail(fields: set[str]) -> bool:
    return bool(fields & {"mime-version", "received", "message-id", "content-type"}) or (
        "from" in fields and len(fields & {"date", "subject", "to"}) >= 2
    )


def _opening(data: bytes) -> str:
    """The first characters, whatever their encoding: the marks that are looked for are ASCII."""
    head = data[:_HEAD]
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore")
    if head[1:8:2] == b"\0" * 4:
        return head.decode("utf-16-le", "ignore")
    if head[:8:2] == b"\0" * 4:
        return head.decode("utf-16-be", "ignore")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
