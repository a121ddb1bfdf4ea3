from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from ingest.readers.detect import detect, may_hold_parts
from ingest.readers.formats import FORMATS, SUFFIXES
from ingest.readers.parsed import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MAIL = "From: a@b.cn\r\nMIME-Version: 1.0\r\nContent-Type: {}\r\n\r\n正文"
PAGE = "<!DOCTYPE html>\n<html><body><p>正文。</p></body></html>"


def zipped(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


DOCX = zipped({"[Content_Types].xml": b"", "word/document.xml": b""})


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.4", "a.txt", "pdf"),
        (b"\r\n\r\n%PDF-1.4", "a.doc", "pdf"),
        (DOCX, "a.doc", "docx"),
        (DOCX, "a.zip", "docx"),
        (DOCX[:60], "a.docx", "docx"),
        (b"PK", "a.docx", "docx"),
        (zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "a.xls", "xlsx"),
        (zipped({"OFD.xml": b"", "Doc_0/Document.xml": b""}), "a", "ofd"),
        (zipped({"甲.docx": DOCX}), "a.zip", "zip"),
        (zipped({"甲.txt": b"a"}), "a.txt", "zip"),
        (zipped({}), "a.zip", "zip"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.wps", "doc"),
        (b"{\\rtf1 a}", "a.doc", "rtf"),
        (PAGE.encode(), "a.doc", "html"),
        (PAGE.encode("utf-16"), "a.txt", "html"),
        (b"\xef\xbb\xbf  <!-- saved -->\n<html>", "a", "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='a'>", "a.xml", "html"),
        ("<div>正文</div>".encode("gbk"), "a.htm", "html"),
        ("<div>正文</div>".encode(), "a.txt", "text"),
        ("正文。".encode(), "a.html", "text"),
        (MAIL.format("text/plain").encode(), "a.eml", "eml"),
        (MAIL.format("multipart/related").encode(), "a.mht", "mht"),
        (MAIL.format("multipart/related").encode(), "a.doc", "mht"),
        ("Date: 一个词\n正文。".encode(), "a.txt", "text"),
        (b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?>", "a.xml", "doc"),
        ("# 标题".encode(), "a.md", "markdown"),
        ("标题,正文".encode(), "a.CSV", "csv"),
        ("标题,正文".encode(), "a.txt", "text"),
        ("正文。".encode(), "关于2.5版", "text"),
        ("正文。".encode(), "意见", "text"),
        ("正文。".encode(), "意见.pdf", "text"),
    ],
)
def test_detect_goes_by_content(data: bytes, name: str, kind: str) -> None:
    assert detect(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n", "a.txt", "PNG 图片"),
        (b"\x1f\x8b\x08", "a.tar.gz", "请先解压"),
        (OLE + "Workbook".encode("utf-16-le"), "a.doc", "旧版 Excel"),
        (OLE, "a.doc", "没有 Word 文档"),
        (zipped({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "a.pptx", "PowerPoint"),
        (zipped({"a.class": b""}), "a.jar", "扩展名 .jar 的压缩包不读"),
        (b"print(1)", "a.py", "扩展名 .py 的文件不读"),
    ],
)
def test_detect_refuses_with_a_reason(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        detect(data, name)


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.csv", "a"])
@pytest.mark.parametrize("kind", [row.kind for row in FORMATS.values() if row.holds_parts])
def test_what_holds_parts_is_seen_by_its_head(kind: str, name: str) -> None:
    data = {
        "zip": zipped({"a": b""}),
        "xlsx": zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}),
        "eml": MAIL.format("text/plain").encode(),
        "csv": "标题,正文".encode(),
    }[kind]
    assert may_hold_parts(data[:4096], "a.csv" if kind == "csv" else name)


def test_suffixes_belong_to_one_format() -> None:
    assert len(SUFFIXES) == sum(len(row.suffixes) for row in FORMATS.values())
