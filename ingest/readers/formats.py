"""Every format that is read, one row each: its media type, its suffixes, the module that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from types import ModuleType


@dataclass(frozen=True, slots=True)
class Format:
    """`is_isolated`: read in a child process under limits; `holds_parts`: its module has `parts`."""

    kind: str
    name: str
    media_type: str
    suffixes: tuple[str, ...]
    module: str
    is_isolated: bool = True
    holds_parts: bool = False

    def load(self) -> ModuleType:
        """The module with `read(data, name) -> Parsed` and, where it holds parts, `parts(data, name)`."""
        return import_module(self.module)


_HERE = "ingest.readers"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: dict[str, Format] = {
    row.kind: row
    for row in (
        Format("text", "文本", "text/plain", (".txt", ".text"), f"{_HERE}.text", is_isolated=False),
        Format("markdown", "Markdown 文本", "text/markdown", (".md", ".markdown"), f"{_HERE}.text", is_isolated=False),
        Format("html", "网页", "text/html", (".html", ".htm", ".xhtml", ".shtml"), f"{_HERE}.html"),
        Format("mht", "单文件网页", "multipart/related", (".mht", ".mhtml"), f"{_HERE}.mht"),
        Format("eml", "电子邮件", "message/rfc822", (".eml",), f"{_HERE}.eml", holds_parts=True),
        Format("docx", "Word 文档", _WORD, (".docx", ".docm", ".dotx"), f"{_HERE}.docx"),
        Format("pdf", "PDF", "application/pdf", (".pdf",), f"{_HERE}.pdf"),
        Format("ofd", "OFD 版式文件", "application/ofd", (".ofd",), f"{_HERE}.ofd"),
        Format("xlsx", "Excel 表格", _EXCEL, (".xlsx", ".xlsm"), f"{_HERE}.tables", holds_parts=True),
        Format("csv", "CSV 表格", "text/csv", (".csv",), f"{_HERE}.tables", holds_parts=True),
        Format("row", "清单中的一行", "application/x-zhitu-row+json", (), f"{_HERE}.rows"),
        Format("zip", "ZIP 压缩包", "application/zip", (".zip",), f"{_HERE}.archives", holds_parts=True),
        # converted by LibreOffice, outside the child process, which may start no program; then read as docx
        Format("doc", "旧版 Word 文档", "application/msword", (".doc", ".wps", ".dot", ".wpt"), f"{_HERE}.office"),
        Format("rtf", "RTF 文档", "application/rtf", (".rtf",), f"{_HERE}.office"),
    )
}
SUFFIXES: dict[str, str] = {suffix: row.kind for row in FORMATS.values() for suffix in row.suffixes}


def suffix_of(name: str) -> str:
    """The suffix of a file's name in lower case, without blanks behind it; "" if it has none.

    >>> suffix_of("目录/意见.PDF "), suffix_of("第一章"), suffix_of("包.zip/3.5版"), suffix_of(".txt")
    ('.pdf', '', '.5版', '')
    """
    return PurePosixPath(name.replace("\\", "/").strip()).suffix.lower()
