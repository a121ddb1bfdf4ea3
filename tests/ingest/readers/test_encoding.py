from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest.readers import Limits, read
from ingest.readers.encoding import decode
from kg.errors import InputError

TEXT = "乙县坚持党建引领，健全工作机制，全县建立网格1200个，服务群众20万人次。\n各乡镇（街道）协同推进，成效明显。\n"
TRADITIONAL = "乙縣堅持黨建引領，健全工作機制，服務群眾，各鄉鎮協同推進，成效明顯。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        ("\ufeff".encode("gb18030") + TEXT.encode("gb18030"), "gb18030"),
        (b"plain ASCII, 12345", "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.replace("\n", "").replace("1200", "").encode("utf-16-le"), "utf-16-le"),
        ("plain ASCII, 12345".encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-32"), "utf-32-le"),
    ],
)
def test_read_knows_the_encoding(data: bytes, encoding: str) -> None:
    source = read(data, name="甲.txt")
    assert source.file.encoding == encoding
    assert source.text.lstrip("\ufeff") in (TEXT, "plain ASCII, 12345", TEXT.replace("\n", "").replace("1200", ""))


def test_read_takes_traditional_text_in_gb18030() -> None:
    assert read(TRADITIONAL.encode("gb18030"), name="甲.txt").text == TRADITIONAL


def test_read_takes_traditional_text_in_big5() -> None:
    source = read(TRADITIONAL.encode("big5"), name="甲.txt")
    assert (source.text, source.file.encoding) == (TRADITIONAL, "big5")


@pytest.mark.parametrize("told", [None, "utf-8", "gb2312", "big5", "ISO-8859-1", "no such thing"])
@pytest.mark.parametrize(
    ("text", "encoding"), [(TEXT, "utf-8"), (TEXT, "gb18030"), (TRADITIONAL, "big5"), (TRADITIONAL, "gb18030")]
)
def test_bytes_overrule_what_is_said_of_them(text: str, encoding: str, told: str | None) -> None:
    assert decode(text.encode(encoding), told) == (text, encoding)


def test_read_keeps_line_ends_as_they_are() -> None:
    assert read("一\r\n二\r三".encode(), name="甲.txt").text == "一\r\n二\r三"


def test_read_says_what_the_file_is() -> None:
    file = read(b"abc", name="some/where.MD").file
    assert (file.name, file.size, file.media_type) == ("some/where.MD", 3, "text/markdown")
    assert file.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空文件：0 字节"),
        (b" \r\n\t\n", "空文件：只有空白字符"),
        ("\u3000\n".encode(), "空文件：只有空白字符"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "旧版 Office"),
        (TEXT.encode("utf-16")[:-1], "编码标记是 UTF-16-LE"),
        (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
        (b"Rar!\x1a\x07", "RAR 压缩文件，请先解压"),
        (b"abc\x00def", "含有空字节，是二进制文件"),
        (bytes(range(1, 32)) * 10, "控制字符，是二进制文件"),
        (TEXT.encode()[:-2], "编码无法识别"),
        (TEXT.encode()[:40] + TEXT.encode("gb18030"), "编码无法识别"),
        ("今日は天気がいいです。日本語の文章。".encode("shift-jis"), "编码无法识别"),
    ],
)
def test_read_refuses_what_is_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, name="folder/甲.txt")
    assert str(caught.value).startswith("folder/甲.txt: ")
    assert reason in caught.value.reason
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(file_mb=1), "文件太大：1.5 MB，上限 1 MB"),
        (Limits(characters=1000), "文本太长：1572864 字，上限 1000 字"),
    ],
)
def test_read_refuses_what_is_too_much(limits: Limits, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read(b"a" * (3 << 19), name="甲.txt", limits=limits)


@given(st.binary(max_size=200))
def test_read_gives_text_or_an_input_error(data: bytes) -> None:
    assume(not data.startswith(b"{\\rtf"))  # that would start LibreOffice
    try:
        source = read(data, name="甲.txt")
    except InputError:
        return  # refused with a reason, as it should be
    assert data.endswith(source.text.encode(source.file.encoding))
