"""Hostile and broken files: what no reader should trust, each with what must become of it.

Plain texts, archives, tables and what stands in a folder here, documents with a layout in `hostile_documents`.
"""

from __future__ import annotations

import gzip
import os
import stat
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.ingest.readers.damage import (
    SENTENCE,
    Entry,
    archive,
    blanked,
    cell,
    cut,
    docx,
    fetching,
    flipped,
    laughs,
    noise,
    overlapping,
    sheet,
    xlsx,
    zipped,
)
from tests.ingest.readers.hostile_documents import DOCUMENTS
from tests.ingest.readers.verdicts import EITHER, NONE, Expected, Row, reads, refused, table

TEXT = SENTENCE.encode()
MB = 1 << 20
OUTSIDE = refused("路径指向压缩包之外")
BOMB, DAMAGED, LARGE = refused("压缩炸弹"), refused("已损坏"), refused("解压后超过")
HEADINGS = "标题,正文,路径\n"


@cache
def sound() -> bytes:
    return zipped({"甲.txt": TEXT, "乙.txt": noise(1, 400).hex().encode()})


def bomb(size: int = 30 * MB) -> bytes:
    return zipped({"弹.txt": bytes(size), "甲.txt": TEXT})


def nested(depth: int, inner: bytes = TEXT, name: str = "甲.txt") -> bytes:
    data = zipped({name: inner})
    for _ in range(depth):
        data = zipped({"里.zip": data})
    return data


def many_bombs() -> bytes:
    """Archives in an archive, each within the limits, all of them together not."""
    inner = zipped({f"{n}.txt": bytes(9 * MB) for n in range(10)})
    return zipped({f"{n}.zip": inner for n in range(4)})


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
    ("噪声.txt", lambda: noise(2, 9000), refused("编码无法识别")),
    ("控制字符.txt", (TEXT + b"\x01\x02\x03\x04") * 9, refused("控制字符")),
    ("终端命令.txt", TEXT + b"\x1b[2J\x1b]0;x\x07" + TEXT * 30, reads(SENTENCE)),
    ("方向与零宽.txt", "甲县\u202e建立\u202c网\u200b格\u2066\ufeff120个。".encode(), reads("甲县")),
    ("非字符.txt", (SENTENCE * 20 + "\U0010ffff\ufffe\ue000").encode(), reads(SENTENCE)),
    ("附加符号.txt", ("甲e" + "\u0301" * 20_000 + SENTENCE).encode(), reads(SENTENCE)),
    ("引号.md", (">" * 20_000 + SENTENCE).encode(), reads(SENTENCE)),
    ("星号.md", ("*" * 20_000 + "_" * 20_000 + "[" * 20_000 + SENTENCE).encode(), reads(SENTENCE)),
    ("括号.txt", ("（" * 20_000 + "《" * 20_000 + "“" * 20_000 + SENTENCE).encode(), reads(SENTENCE)),
    ("数字.txt", ("1" * 50_000 + "，" + "〇" * 50_000 + "，" + "万" * 20_000 + SENTENCE).encode(), reads(SENTENCE)),
    ("空格.txt", (" " * 50_000 + SENTENCE + "\u3000" * 50_000 + "完").encode(), reads(SENTENCE)),
    ("换行.txt", ("\r\n\n\r" * 30_000 + SENTENCE).encode(), reads(SENTENCE)),
    ("一行.txt", lambda: (SENTENCE * 2000).encode(), reads(SENTENCE)),
    ("无标点.txt", lambda: ("治理网格化服务管理" * 4000).encode(), reads("治理")),
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
    ("文档.txt", docx(), reads(SENTENCE)),
    ("文档.zip", docx(), reads(SENTENCE)),
    ("包.docx", lambda: sound(), refused("没有正文")),
    ("包.txt", lambda: zipped({"甲.txt": TEXT}), {"甲.txt": reads(SENTENCE)}),
    ("演示.pptx", zipped({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), refused("PowerPoint")),
    ("演示.docx", zipped({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), refused("PowerPoint")),
)
ARCHIVES = table(
    "zip",
    ("只有头.zip", b"PK\3\4", DAMAGED),
    ("两个字母.zip", b"PK", DAMAGED),
    ("断四分之一.zip", lambda: cut(sound(), 0.25), DAMAGED),
    ("断一半.zip", lambda: cut(sound(), 0.5), DAMAGED),
    ("断在目录.zip", lambda: cut(sound(), 0.9), DAMAGED),
    ("少一字节.zip", lambda: sound()[:-1], DAMAGED),
    ("空包.zip", archive([]), refused("压缩包是空的")),
    ("只有目录.zip", zipped({"目录/": b""}), refused("压缩包是空的")),
    ("目录清零.zip", lambda: blanked(sound(), 0.7, 0.9), DAMAGED),
    ("正文清零.zip", lambda: blanked(sound(), 0.15, 0.6), {"甲.txt": EITHER, "乙.txt": DAMAGED}),
    ("个数不实.zip", archive([Entry("甲.txt", TEXT)], count=60_000), EITHER),
    ("目录在外.zip", archive([Entry("甲.txt", TEXT)], start=1 << 31), DAMAGED),
    ("成员在外.zip", archive([Entry("甲.txt", TEXT, at=1 << 30), Entry("乙.txt", TEXT)]),
     {"甲.txt": DAMAGED, "乙.txt": reads(SENTENCE)}),
    ("校验不符.zip", archive([Entry("甲.txt", TEXT, crc=1), Entry("乙.txt", TEXT)]),
     {"甲.txt": DAMAGED, "乙.txt": reads(SENTENCE)}),
    ("两个名字.zip", archive([Entry("甲.txt", TEXT, local=b"../../x"), Entry("乙.txt", TEXT)]),
     {"甲.txt": DAMAGED, "乙.txt": reads(SENTENCE)}),
    ("自称四吉.zip", archive([Entry("甲.txt", TEXT, size=(1 << 32) - 2), Entry("乙.txt", TEXT)]),
     {"甲.txt": LARGE, "乙.txt": reads(SENTENCE)}),
    ("自称很小.zip", archive([Entry("弹.txt", bytes(30 * MB), size=10), Entry("乙.txt", TEXT)]),
     {"弹.txt": DAMAGED, "乙.txt": reads(SENTENCE)}),
    ("假六十四位.zip", archive([Entry("甲.txt", TEXT, size=(1 << 32) - 1, extra=b"\1\0\x08\0" + b"\xff" * 8)]), EITHER),
    ("附加项不全.zip", archive([Entry("甲.txt", TEXT, extra=b"\x75\x70\xff\xff\1")]), EITHER),
    ("怪方法.zip", archive([Entry("甲.txt", TEXT, method=97), Entry("乙.txt", TEXT)]),
     {"甲.txt": refused("压缩方法 97 不支持"), "乙.txt": reads(SENTENCE)}),
    ("坏数据.zip", archive([Entry("甲.txt", TEXT, method=0)]).replace(b"\0\0\0\0\x21\0", b"\x08\0\0\0\x21\0"),
     {"甲.txt": DAMAGED}),
    ("加密.zip", archive([Entry("甲.txt", TEXT, flags=0x801), Entry("乙.txt", TEXT)]),
     {"甲.txt": refused("已加密"), "乙.txt": reads(SENTENCE)}),
    ("强加密.zip", archive([Entry("甲.txt", TEXT, flags=0x841)]), {"甲.txt": refused("已加密")}),
    ("炸弹.zip", lambda: bomb(), {"弹.txt": BOMB, "甲.txt": reads(SENTENCE)}),
    ("大炸弹.zip", lambda: bomb(200 * MB), {"弹.txt": refused("解压后超过 100 MB"), "甲.txt": reads(SENTENCE)}),
    ("许多小弹.zip", lambda: zipped({f"{n:02}.txt": bytes(9 * MB) for n in range(14)}),
     {f"{n:02}.txt": refused("空字节") if n < 11 else LARGE for n in range(14)}),
    ("重叠.zip", lambda: overlapping(30, 5 * MB),
     {f"0{f'~{n}' if n > 1 else ''}.txt": EITHER for n in range(1, 32)}),
    ("套一层.zip", nested(1), {"里.zip/甲.txt": reads(SENTENCE)}),
    ("套三层.zip", nested(3), {"里.zip/里.zip": refused("只打开一层")}),
    ("套百层.zip", lambda: nested(100), {"里.zip/里.zip": refused("只打开一层")}),
    ("套炸弹.zip", lambda: zipped({"里.zip": bomb()}), {"里.zip/弹.txt": BOMB, "里.zip/甲.txt": reads(SENTENCE)}),
    ("各自不大.zip", many_bombs,
     {**{f"{a}.zip/{b}.txt": refused("空字节") for a in range(1) for b in range(10)},
      **{f"{a}.zip/{b}.txt": EITHER for a in range(1, 2) for b in range(10)}, "2.zip": LARGE, "3.zip": LARGE}),
    ("套坏包.zip", zipped({"里.zip": cut(zipped({"甲.txt": TEXT}), 0.6), "乙.txt": TEXT}),
     {"里.zip": DAMAGED, "乙.txt": reads(SENTENCE)}),
    ("一万零一个.zip", lambda: archive(Entry(f"{n}.txt") for n in range(10_001)),
     refused("里有 10001 个文件，上限 10000 个")),
    ("上级.zip", zipped({"../../../逃.txt": TEXT, "a/../../逃.txt": TEXT, "乙.txt": TEXT}),
     {"../../../逃.txt": OUTSIDE, "a/../../逃.txt": OUTSIDE, "乙.txt": reads(SENTENCE)}),
    ("反斜上级.zip", zipped({"..\\..\\逃.txt": TEXT, "C:\\逃.txt": TEXT, "\\\\机\\盘\\逃.txt": TEXT}),
     {"../../逃.txt": OUTSIDE, "C:/逃.txt": OUTSIDE, "//机/盘/逃.txt": OUTSIDE}),
    ("绝对.zip", zipped({"/tmp/zhitu-逃.txt": TEXT, "/etc/cron.d/逃": TEXT}),
     {"/tmp/zhitu-逃.txt": OUTSIDE, "/etc/cron.d/逃": OUTSIDE}),
    ("链接.zip", archive([Entry("链.txt", b"/etc/passwd", mode=0o120777), Entry("乙.txt", TEXT)]),
     {"链.txt": refused("是符号链接"), "乙.txt": reads(SENTENCE)}),
    ("经链接.zip", archive([Entry("链", b"/tmp", mode=0o120777), Entry("链/乙.txt", TEXT)]),
     {"链": refused("是符号链接"), "链/乙.txt": reads(SENTENCE)}),
    ("设备.zip", archive([Entry("盘.txt", b"", mode=0o060666), Entry("管.txt", b"", mode=0o010666)]),
     {"盘.txt": refused("空文件"), "管.txt": refused("空文件")}),
    ("国标名.zip", archive([Entry("网格员.txt".encode("gbk"), TEXT)]), {"网格员.txt": reads(SENTENCE)}),
    ("大五码名.zip", archive([Entry("網格.txt".encode("big5"), TEXT)]), EITHER),
    ("假标记名.zip", archive([Entry(b"\xff\xfe.txt", TEXT, flags=0x800)]), DAMAGED),
    ("零在名中.zip", archive([Entry(b"a\0b.txt", TEXT)]), EITHER),
    ("换行在名中.zip", archive([Entry("甲\n\x1b[2J.txt", TEXT)]), {"甲\\x0a\\x1b[2J.txt": reads(SENTENCE)}),
    ("长名.zip", archive([Entry("长" * 10_000 + ".txt", TEXT)]), {"长" * 10_000 + ".txt": reads(SENTENCE)}),
    ("无名.zip", archive([Entry("", TEXT), Entry(".", TEXT), Entry("..", TEXT)]), EITHER),
    ("同名.zip", archive([Entry("甲.txt", TEXT), Entry("甲.txt", b"x" + TEXT), Entry("甲~2.txt", b"y" + TEXT)]),
     {"甲.txt": reads(SENTENCE), "甲~2.txt": reads("x"), "甲~2~2.txt": reads("y")}),
    ("名是目录.zip", archive([Entry("甲", TEXT), Entry("甲/乙.txt", TEXT)]),
     {"甲": reads(SENTENCE), "甲/乙.txt": reads(SENTENCE)}),
    ("倒序名.zip", zipped({"a\u202etxt.exe": TEXT}), EITHER),
    ("深目录.zip", zipped({"目/" * 5000 + "甲.txt": TEXT}), {"目/" * 5000 + "甲.txt": reads(SENTENCE)}),
    ("系统文件.zip", zipped({"__MACOSX/._甲.txt": TEXT, ".git/x.txt": TEXT, "甲.txt": TEXT}),
     {"__MACOSX/._甲.txt": NONE, ".git/x.txt": NONE, "甲.txt": reads(SENTENCE)}),
    ("清单指外.zip", zipped({"manifest.csv": b"file\n../../etc/passwd\n", "甲.txt": TEXT}), refused("不在清单所在")),
    ("前有杂物.zip", lambda: b"junk" * 99 + sound(), refused("不是文本")),
    ("后有杂物.zip", lambda: zipped({"甲.txt": TEXT}) + b"junk" * 99, {"甲.txt": reads(SENTENCE)}),
    ("长注.zip", archive([Entry("甲.txt", TEXT)], note=b"n" * 65_535), {"甲.txt": reads(SENTENCE)}),
    *((f"乱{n}.zip", lambda n=n: flipped(sound(), n), EITHER) for n in range(4)),
)  # fmt: skip
