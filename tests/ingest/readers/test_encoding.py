from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers import MAX_BYTES, read
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
    ],
)
def test_read_knows_the_encoding(data: bytes, encoding: str) -> None:
    source = read(data, name="甲.txt")
    assert source.file.encoding == encoding
    assert source.text.lstrip("\ufeff") in (TEXT, "plain ASCII, 12345")


def test_read_takes_traditional_text_in_gb18030() -> None:
    assert read(TRADITIONAL.encode("gb18030"), name="甲.txt").text == TRADITIONAL


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
        (TEXT.encode("utf-16"), "UTF-16；请另存为 UTF-8"),
        (TEXT.encode("utf-16-le"), "UTF-16；请另存为 UTF-8"),
        (TEXT.encode("utf-32"), "UTF-32；请另存为 UTF-8"),
        (b"%PDF-1.7\n%...", "PDF 文件，不是文本"),
        (b"PK\x03\x04\x14\x00", "ZIP 容器"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "旧版 Office"),
        (b"abc\x00def", "含有空字节，是二进制文件"),
        (bytes(range(1, 32)) * 10, "控制字符，是二进制文件"),
        (TEXT.encode()[:-2], "编码无法识别"),
        (TEXT.encode()[:40] + TEXT.encode("gb18030"), "编码无法识别"),
        (TRADITIONAL.encode("big5"), "编码无法识别"),
        ("今日は天気がいいです。日本語の文章。".encode("shift-jis"), "编码无法识别"),
        (b"a" * (MAX_BYTES + 1), "文件太大"),
    ],
)
def test_read_refuses_what_is_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, name="folder/甲.txt")
    assert str(caught.value).startswith("folder/甲.txt: ")
    assert reason in caught.value.reason
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["甲.pdf", "甲.docx", "甲", "甲.txt.gz"])
def test_read_refuses_a_suffix_it_does_not_read(name: str) -> None:
    with pytest.raises(InputError, match=r"只读 \.txt 和 \.md"):
        read(TEXT.encode(), name=name)


@given(st.binary(max_size=200))
def test_read_gives_text_or_an_input_error(data: bytes) -> None:
    try:
        source = read(data, name="甲.txt")
    except InputError:
        return  # refused with a reason, as it should be
    assert source.text.encode(source.file.encoding) in (data, data.removeprefix(b"\xef\xbb\xbf"))
