"""Hostile and broken files: what no reader should trust, each with what must become of it.

Plain texts, wrong suffixes and what stands in a folder are here, the others in the modules named `hostile_`.
"""

from __future__ import annotations

import gzip
import os
import stat
from collections.abc import Callable
from pathlib import Path

from tests.ingest.readers.damage import (
    SENTENCE,
    WORD,
    docx,
    many,
    noise,
    zipped,
)
from tests.ingest.readers.hostile_archives import ARCHIVES, TABLES, sound
from tests.ingest.readers.hostile_documents import DOCUMENTS
from tests.ingest.readers.hostile_pages import PAGES
from tests.ingest.readers.verdicts import NONE, Row, reads, refused, table

TEXT = SENTENCE.encode()
MB = 1 << 20

TEXTS = table(
    "text",
    ("空.txt", b"", refused("空文件：0 字节")),
    ("空白.txt", " \n\u3000\t\r\n".encode(), refused("只有空白字符")),
    ("只有标记.txt", b"\xef\xbb\xbf", refused("空文件")),
    ("全是零.txt", bytes(4096), refused("空字节")),
    ("一个零.txt", TEXT + b"\0" + TEXT, refused("空字节")),
    ("零作结尾.txt", TEXT + bytes(8192), refused("空字节")),
    ("半个代理对.txt", b"\xff\xfe" + "甲\ud800乙".encode("utf-16-le", "surrogatepass"), refused("UTF-16-LE")),
    ("代理对作三字节.txt", TEXT + b"\xed\xa0\x80\xed\xb0\x80", refused("编码无法识别")),
    ("奇数字节.txt", b"\xfe\xff" + SENTENCE.encode("utf-16-be") + b"\x4e", refused("UTF-16-BE")),
    ("四字节越界.txt", b"\xff\xfe\0\0" + b"\0\0\x20\0", refused("UTF-32-LE")),
    ("四字节.txt", b"\xff\xfe\0\0" + SENTENCE.encode("utf-32-le"), reads(SENTENCE)),
    ("无标记宽字符.txt", (SENTENCE * 3).encode("utf-16-be"), reads(SENTENCE)),
    ("断在字中.txt", TEXT[:-4], refused("编码无法识别")),
    ("断在国标字中.txt", SENTENCE.encode("gb18030")[:-1], refused("编码无法识别")),
    ("两种编码.txt", TEXT * 3 + b"\n" + SENTENCE.encode("gbk") * 3, refused("编码无法识别")),
    ("拉丁文.txt", "Une réforme très générale à étudier. ".encode("latin-1") * 20, refused("编码无法识别")),
    ("日文.txt", "地域の自治会と住民が協力する。".encode("euc-jp") * 9, refused("编码无法识别")),
    ("噪声.txt", lambda: noise(2, 9000), refused("二进制文件")),
    ("控制字符.txt", (TEXT + b"\x01\x02\x03\x04") * 9, refused("控制字符")),
    ("终端命令.txt", TEXT + b"\x1b[2J\x1b]0;x\x07" + TEXT * 30, reads(SENTENCE)),
    ("方向与零宽.txt", "甲县\u202e建立\u202c网\u200b格\u2066\ufeff120个。".encode(), reads("甲县")),
    ("非字符.txt", (SENTENCE * 20 + "\U0010ffff\ufffe\ue000").encode(), reads(SENTENCE)),
    ("附加符号.txt", ("甲e" + "\u0301" * 20_000 + SENTENCE).encode(), reads(SENTENCE)),
    ("引号.md", (">" * 20_000 + SENTENCE).encode(), reads(SENTENCE)),
    ("星号.md", ("*" * 20_000 + "_" * 20_000 + "[" * 20_000 + SENTENCE).encode(), reads(SENTENCE)),
    ("括号.txt", ("（" * 20_000 + "《" * 20_000 + "“" * 20_000 + SENTENCE).encode(), reads(SENTENCE)),
    ("数字.txt", ("1" * 5000 + "，" + "〇" * 5000 + "，" + "万" * 5000 + SENTENCE).encode(), reads(SENTENCE)),
    ("空格.txt", (" " * 50_000 + SENTENCE + "\u3000" * 50_000 + "完").encode(), reads(SENTENCE)),
    ("换行.txt", ("\r\n\n\r" * 30_000 + SENTENCE).encode(), reads(SENTENCE)),
    ("一行.txt", lambda: many("庚社区", 300).encode(), reads("第299组")),
    ("无标点.txt", lambda: ("治理网格化服务管理" * 500).encode(), reads("治理")),
    ("十七兆字一行.txt", lambda: "治".encode() * (49 * MB // 3), refused("文本太长：17126741 字，上限 8000000 字")),
    ("两百兆一行.txt", lambda: "治理网格".encode() * (200 * MB // 12), refused("文件太大：200.0 MB，上限 50 MB")),
)
SUFFIXES = table(
    "suffix",
    ("图片.txt", b"\x89PNG\r\n\x1a\n" + noise(3, 500), refused("PNG 图片")),
    ("照片.docx", b"\xff\xd8\xff\xe0" + noise(4, 500), refused("JPEG 图片")),
    ("压缩.txt", gzip.compress(TEXT, mtime=0), refused("gzip 压缩文件，请先解压")),
    ("七.zip", b"7z\xbc\xaf\x27\x1c" + noise(5, 500), refused("7z 压缩文件，请先解压")),
    ("饶.zip", b"Rar!\x1a\x07\x01\0" + noise(6, 500), refused("RAR 压缩文件，请先解压")),
    ("程序.pdf", b"\x7fELF" + noise(7, 500), refused("可执行文件")),
    ("数据库.csv", b"SQLite format 3\0" + noise(8, 500), refused("SQLite 数据库")),
    ("知网.pdf", b"CAJ\0" + noise(9, 500), refused("CAJ")),
    ("文本.docx", TEXT, reads(SENTENCE)),
    ("文本.pdf", TEXT, reads(SENTENCE)),
    ("文本.zip", TEXT, reads(SENTENCE)),
    ("文本.eml", TEXT, reads(SENTENCE)),
    ("文本.html", TEXT, reads(SENTENCE)),
    ("文本.xlsx", TEXT, reads(SENTENCE)),
    ("文档.txt", docx(), reads(WORD)),
    ("文档.zip", docx(), reads(WORD)),
    ("包.docx", lambda: sound(), refused("没有正文")),
    ("包.txt", lambda: zipped({"甲.txt": TEXT}), {"甲.txt": reads(SENTENCE)}),
    ("演示.pptx", zipped({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), refused("PowerPoint")),
    ("演示.docx", zipped({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), refused("PowerPoint")),
)


# --- what stands in a folder -----------------------------------------------------------------------------------------


def _linked(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _node(kind: int) -> Callable[[Path], None]:
    return lambda path: os.mknod(path, kind | 0o600)


def _sparse(size: int) -> Callable[[Path], None]:
    def made(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return made


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "内.txt").write_bytes(TEXT)


def _sealed(path: Path) -> None:
    path.write_bytes(TEXT)
    path.chmod(0)


CHANGING, SEALED = "变化.txt", "不许读.txt"
BYTES = b"\xff\xfe\x80.txt"  # in no encoding
FILES = (
    Row("file", "断链.txt", _linked("无此文件"), refused("符号链接指向的文件不存在")),
    Row("file", "链环.txt", _linked("链环.txt"), refused("符号链接指向的文件不存在")),
    Row("file", "链到内存.txt", _linked("/proc/self/mem"), refused("读不到文件")),
    Row("file", "链到设备.txt", _linked("/dev/zero"), refused("不是普通文件")),
    Row("file", "链到目录", _linked("/proc"), NONE),
    Row("file", "管道.txt", _node(stat.S_IFIFO), refused("不是普通文件")),
    Row("file", "套接字.pdf", _node(stat.S_IFSOCK), refused("不是普通文件")),
    Row("file", "目录.docx", _folder, {"内.txt": reads(SENTENCE)}),
    Row("file", "十吉.txt", _sparse(10 << 30), refused("文件太大：10240.0 MB")),
    Row("file", "十吉.zip", _sparse(10 << 30), refused("文件太大：10240.0 MB")),
    Row("file", os.fsdecode("网格员名.txt".encode("gbk")), lambda _: TEXT, reads(SENTENCE)),
    Row("file", os.fsdecode(BYTES), lambda _: TEXT, reads(SENTENCE)),
    Row("file", "换行\n\x1b[31m.txt", lambda _: TEXT, reads(SENTENCE)),
    Row("file", "长" * 83 + ".txt", lambda _: TEXT, reads(SENTENCE)),
    Row("file", "-rf --home.txt", lambda _: TEXT, reads(SENTENCE)),
    Row("file", "😀\u200d.txt", lambda _: TEXT, reads(SENTENCE)),
    Row("file", "照片.jpg", lambda _: b"\xff\xd8\xff" + noise(12, 99), refused("JPEG 图片")),
    Row("file", "脚本.py", lambda _: b"print(1)", refused("扩展名 .py")),
    Row("file", SEALED, _sealed, refused("读不到文件：Permission denied")),
    Row("file", CHANGING, lambda _: TEXT, refused("读取时文件一直在变化")),
)
ROWS: tuple[Row, ...] = (*TEXTS, *SUFFIXES, *ARCHIVES, *TABLES, *DOCUMENTS, *PAGES, *FILES)
