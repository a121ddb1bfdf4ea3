"""Hostile and broken archives and lists."""

from __future__ import annotations

from functools import cache

from tests.ingest.readers.damage import (
    LISTED,
    PACKED,
    Entry,
    archive,
    blanked,
    cell,
    cut,
    fetching,
    flipped,
    laughs,
    many,
    noise,
    overlapping,
    sheet,
    xlsx,
    zipped,
)
from tests.ingest.readers.verdicts import EITHER, NONE, reads, refused, table

INSIDE = PACKED.encode()
MB = 1 << 20
OUTSIDE = refused("路径指向压缩包之外")
BOMB, DAMAGED, LARGE = refused("压缩炸弹"), refused("已损坏"), refused("解压后超过")
HEADINGS = "标题,正文,路径\n"


@cache
def sound() -> bytes:
    return zipped({"甲.txt": INSIDE, "乙.txt": noise(1, 400).hex().encode()})


def bomb(size: int = 30 * MB) -> bytes:
    return zipped({"弹.txt": bytes(size), "甲.txt": INSIDE})


def nested(depth: int, inner: bytes = INSIDE, name: str = "甲.txt") -> bytes:
    data = zipped({name: inner})
    for _ in range(depth):
        data = zipped({"里.zip": data})
    return data


def many_bombs() -> bytes:
    """Archives in an archive, each within the limits, all of them together not."""
    inner = zipped({f"{n}.txt": bytes(9 * MB) for n in range(6)})
    return zipped({f"{n}.zip": inner for n in range(3)})


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
    ("个数不实.zip", archive([Entry("甲.txt", INSIDE)], count=60_000), EITHER),
    ("目录在外.zip", archive([Entry("甲.txt", INSIDE)], start=1 << 31), {"甲.txt": DAMAGED}),
    (
        "成员在外.zip",
        archive([Entry("甲.txt", INSIDE, at=1 << 30), Entry("乙.txt", INSIDE)]),
        {"甲.txt": DAMAGED, "乙.txt": reads(PACKED)},
    ),
    (
        "校验不符.zip",
        archive([Entry("甲.txt", INSIDE, crc=1), Entry("乙.txt", INSIDE)]),
        {"甲.txt": DAMAGED, "乙.txt": reads(PACKED)},
    ),
    (
        "两个名字.zip",
        archive([Entry("甲.txt", INSIDE, local=b"../../x"), Entry("乙.txt", INSIDE)]),
        {"甲.txt": DAMAGED, "乙.txt": reads(PACKED)},
    ),
    (
        "自称四吉.zip",
        archive([Entry("甲.txt", INSIDE, size=(1 << 32) - 2), Entry("乙.txt", INSIDE)]),
        {"甲.txt": LARGE, "乙.txt": reads(PACKED)},
    ),
    (
        "自称很小.zip",
        archive([Entry("弹.txt", bytes(30 * MB), size=10), Entry("乙.txt", INSIDE)]),
        {"弹.txt": DAMAGED, "乙.txt": reads(PACKED)},
    ),
    (
        "假六十四位.zip",
        archive([Entry("甲.txt", INSIDE, size=(1 << 32) - 1, extra=b"\1\0\x08\0" + b"\xff" * 8)]),
        EITHER,
    ),
    ("附加项不全.zip", archive([Entry("甲.txt", INSIDE, extra=b"\x75\x70\xff\xff\1")]), EITHER),
    (
        "怪方法.zip",
        archive([Entry("甲.txt", INSIDE, method=97), Entry("乙.txt", INSIDE)]),
        {"甲.txt": refused("压缩方法 97 不支持"), "乙.txt": reads(PACKED)},
    ),
    (
        "坏数据.zip",
        archive([Entry("甲.txt", INSIDE, method=0)]).replace(b"\0\0\0\0\x21\0", b"\x08\0\0\0\x21\0"),
        {"甲.txt": DAMAGED},
    ),
    (
        "加密.zip",
        archive([Entry("甲.txt", INSIDE, flags=0x801), Entry("乙.txt", INSIDE)]),
        {"甲.txt": refused("已加密"), "乙.txt": reads(PACKED)},
    ),
    ("强加密.zip", archive([Entry("甲.txt", INSIDE, flags=0x841)]), {"甲.txt": refused("已加密")}),
    ("炸弹.zip", lambda: bomb(), {"弹.txt": BOMB, "甲.txt": reads(PACKED)}),
    ("大炸弹.zip", lambda: bomb(200 * MB), {"弹.txt": refused("解压后超过 100 MB"), "甲.txt": reads(PACKED)}),
    (
        "许多小弹.zip",
        lambda: zipped({f"{n:02}.txt": bytes(9 * MB) for n in range(14)}),
        {f"{n:02}.txt": refused("空字节") if n < 11 else LARGE for n in range(14)},
    ),
    (
        "重叠.zip",
        lambda: overlapping(30, 5 * MB),
        {"0.txt": refused("空字节"), **{f"0~{n}.txt": refused("空文件") for n in range(2, 32)}},
    ),
    ("套一层.zip", nested(1), {"里.zip/甲.txt": reads(PACKED)}),
    ("套三层.zip", nested(3), {"里.zip/里.zip": refused("只打开一层")}),
    ("套百层.zip", lambda: nested(100), {"里.zip/里.zip": refused("只打开一层")}),
    ("套炸弹.zip", lambda: zipped({"里.zip": bomb()}), {"里.zip/弹.txt": BOMB, "里.zip/甲.txt": reads(PACKED)}),
    (
        "各自不大.zip",
        many_bombs,
        {
            **{f"0.zip/{n}.txt": refused("空字节") for n in range(6)},
            "1.zip": refused("合计，解压后超过 100 MB"),
            "2.zip": refused("合计"),
        },
    ),
    (
        "套坏包.zip",
        zipped({"里.zip": cut(zipped({"甲.txt": INSIDE}), 0.6), "乙.txt": INSIDE}),
        {"里.zip": DAMAGED, "乙.txt": reads(PACKED)},
    ),
    (
        "一万零一个.zip",
        lambda: archive(Entry(f"{n}.txt") for n in range(10_001)),
        refused("里有 10001 个文件，上限 10000 个"),
    ),
    (
        "上级.zip",
        zipped({"../../../逃.txt": INSIDE, "a/../../逃.txt": INSIDE, "乙.txt": INSIDE}),
        {"../../../逃.txt": OUTSIDE, "a/../../逃.txt": OUTSIDE, "乙.txt": reads(PACKED)},
    ),
    (
        "反斜上级.zip",
        zipped({"..\\..\\逃.txt": INSIDE, "C:\\逃.txt": INSIDE, "\\\\机\\盘\\逃.txt": INSIDE}),
        {"../../逃.txt": OUTSIDE, "C:/逃.txt": OUTSIDE, "//机/盘/逃.txt": OUTSIDE},
    ),
    (
        "绝对.zip",
        zipped({"/tmp/zhitu-逃.txt": INSIDE, "/etc/cron.d/逃": INSIDE}),
        {"/tmp/zhitu-逃.txt": OUTSIDE, "/etc/cron.d/逃": OUTSIDE},
    ),
    (
        "链接.zip",
        archive([Entry("链.txt", b"/etc/passwd", mode=0o120777), Entry("乙.txt", INSIDE)]),
        {"链.txt": refused("是符号链接"), "乙.txt": reads(PACKED)},
    ),
    (
        "经链接.zip",
        archive([Entry("链", b"/tmp", mode=0o120777), Entry("链/乙.txt", INSIDE)]),
        {"链": refused("是符号链接"), "链/乙.txt": reads(PACKED)},
    ),
    (
        "设备.zip",
        archive([Entry("盘.txt", b"", mode=0o060666), Entry("管.txt", b"", mode=0o010666)]),
        {"盘.txt": refused("空文件"), "管.txt": refused("空文件")},
    ),
    ("国标名.zip", archive([Entry("网格员.txt".encode("gbk"), INSIDE)]), {"网格员.txt": reads(PACKED)}),
    ("大五码名.zip", archive([Entry("網格.txt".encode("big5"), INSIDE)]), EITHER),
    ("假标记名.zip", archive([Entry(b"\xff\xfe.txt", INSIDE, flags=0x800)]), DAMAGED),
    ("零在名中.zip", archive([Entry(b"a\0b.txt", INSIDE)]), {"a\\x00b.txt": reads(PACKED)}),
    ("换行在名中.zip", archive([Entry("甲\n\x1b[2J.txt", INSIDE)]), {"甲\\x0a\\x1b[2J.txt": reads(PACKED)}),
    ("长名.zip", archive([Entry("长" * 10_000 + ".txt", INSIDE)]), {"长" * 10_000 + ".txt": reads(PACKED)}),
    (
        "无名.zip",
        archive([Entry("", INSIDE), Entry(".", INSIDE), Entry("..", INSIDE), Entry("乙.txt", INSIDE)]),
        {"（无名）": OUTSIDE, ".": OUTSIDE, "..": OUTSIDE, "乙.txt": reads(PACKED)},
    ),
    (
        "同名.zip",
        archive([Entry("甲.txt", INSIDE), Entry("甲.txt", b"x" + INSIDE), Entry("甲~2.txt", b"y" + INSIDE)]),
        {"甲.txt": reads(PACKED), "甲~2.txt": reads("x"), "甲~2~2.txt": reads("y")},
    ),
    (
        "名是目录.zip",
        archive([Entry("甲", INSIDE), Entry("甲/乙.txt", INSIDE)]),
        {"甲": reads(PACKED), "甲/乙.txt": reads(PACKED)},
    ),
    ("倒序名.zip", zipped({"a\u202etxt.exe": INSIDE}), {"a\\x202etxt.exe": refused("扩展名 .exe")}),
    ("深目录.zip", zipped({"目/" * 5000 + "甲.txt": INSIDE}), {"目/" * 5000 + "甲.txt": reads(PACKED)}),
    (
        "系统文件.zip",
        zipped({"__MACOSX/._甲.txt": INSIDE, ".git/x.txt": INSIDE, "甲.txt": INSIDE}),
        {"__MACOSX/._甲.txt": NONE, ".git/x.txt": NONE, "甲.txt": reads(PACKED)},
    ),
    ("清单指外.zip", zipped({"manifest.csv": b"file\n../../etc/passwd\n", "甲.txt": INSIDE}), refused("不在清单所在")),
    ("前有杂物.zip", lambda: b"junk" * 99 + sound(), refused("不是文本")),
    ("后有杂物.zip", lambda: zipped({"甲.txt": INSIDE}) + b"junk" * 99, {"甲.txt": reads(PACKED)}),
    ("长注.zip", archive([Entry("甲.txt", INSIDE)], note=b"n" * 65_535), {"甲.txt": reads(PACKED)}),
    *((f"乱{n}.zip", lambda n=n: flipped(sound(), n), EITHER) for n in range(4)),
)


def listed(*targets: str) -> bytes:
    """A list whose rows name these files."""
    return (HEADINGS + "".join(f"文{n},,{target}\n" for n, target in enumerate(targets))).encode()


def wide(cells: int) -> bytes:
    return b"," * cells + LISTED.encode()


TABLES = table(
    "xlsx",
    ("断.xlsx", lambda: cut(xlsx(sheet("")), 0.6), refused("已损坏")),
    ("缺表.xlsx", xlsx(b""), refused("Excel 表格")),
    ("表非XML.xlsx", xlsx(noise(11, 300)), refused("Excel 表格")),
    ("半张表.xlsx", xlsx(sheet("<row>" + cell("A1", LISTED) * 99)[:900]), refused("Excel 表格")),
    (
        "实体.xlsx",
        xlsx(laughs("worksheet", "<worksheet><sheetData>&z;</sheetData></worksheet>")),
        refused("Excel 表格"),
    ),
    ("外部实体.xlsx", xlsx(fetching("worksheet", "<worksheet>&z;</worksheet>")), refused("Excel 表格")),
    ("表炸弹.xlsx", lambda: xlsx(sheet("<row/>" * (5 * MB))), refused("压缩炸弹")),
    ("远格.xlsx", xlsx(sheet(f'<row r="1048576">{cell("XFD1048576", LISTED)}</row>')), reads(LISTED)),
    (
        "行号不实.xlsx",
        xlsx(sheet(f'<row r="99999999999999">{cell("A99999999999999", LISTED)}</row>')),
        refused("行号超过 1048576"),
    ),
    ("列号不实.xlsx", xlsx(sheet(f'<row r="1">{cell("ZZZZZZ1", LISTED)}</row>')), refused("Excel 表格")),
    (
        "大小不实.xlsx",
        xlsx(sheet(f"<row>{cell('A1', LISTED)}</row>", '<dimension ref="A1:XFD1048576"/>')),
        reads(LISTED),
    ),
    ("共享串在外.xlsx", xlsx(sheet('<row><c r="A1" t="s"><v>99</v></c></row>')), refused("Excel 表格")),
    (
        "怪值.xlsx",
        xlsx(sheet('<row><c r="A1"><v>1e999</v></c><c r="B1" t="d"><v>x</v></c></row>')),
        refused("Excel 表格"),
    ),
    ("缺工作簿.xlsx", lambda: zipped({"xl/workbook.xml": b"", "[Content_Types].xml": b""}), refused("Excel 表格")),
    *((f"乱{n}.xlsx", lambda n=n: flipped(xlsx(sheet("<row/>")), n), refused("已损坏")) for n in range(2)),
) + table(
    "csv",
    ("引号.csv", HEADINGS.encode() + '文,"没有合上,\n'.encode() * 50, refused("不是合法的 CSV")),
    ("零.csv", HEADINGS.encode() + b"\0,\0\n", refused("空字节")),
    ("太多行.csv", (HEADINGS + "文,甲。,\n" * 10_001).encode(), refused("清单超过 10000 行")),
    ("长格.csv", lambda: ("标题,正文\n文," + many("辛社区", 300)).encode(), {"文": reads("第299组")}),
    ("宽行.csv", lambda: wide(30_000), reads(LISTED)),
    ("逗号.csv", b"," * 100_000, refused("CSV 表格里没有文字")),
    (
        "指外.csv",
        listed("../逃.txt", "/etc/passwd", "..\\逃.txt", "C:\\逃.txt", "无.txt", "目录/", "长" * 5000),
        {
            "文0": refused("不在清单所在"),
            "文1": refused("不在清单所在"),
            "文2": refused("不在清单所在"),
            "文3": refused("没有文件"),
            "文4": refused("没有文件"),
            "文5": refused("没有文件"),
            "文6": refused("没有文件"),
        },
    ),
    ("无正文.csv", (HEADINGS + "文,,\n").encode(), {"文": refused("第 2 行既没有正文")}),
    ("同题.csv", (HEADINGS + f"文,甲{LISTED},\n文,乙{LISTED},\n").encode(), {"文": reads("甲"), "文~2": reads("乙")}),
    ("题作路径.csv", (HEADINGS + f"../../逃,{LISTED},\n").encode(), {"..／..／逃": reads(LISTED)}),
)
