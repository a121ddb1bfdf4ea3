"""Mails: header and body as a document, attachments as others, whatever mailers do to names and charsets."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers import eml, parts, read
from ingest.readers.detect import detect
from ingest.readers.files import find_files
from ingest.readers.parsed import APART, Parsed, Unreadable
from kg.errors import InputError
from tests.ingest.readers.words import document, p

TEXT = "各村每月开一次院坝会，网格员入户走访，记入台账。"
HEAD = b"From: a@b.cn\r\nTo: c@d.cn\r\nMIME-Version: 1.0\r\n"


def mail(body: str | bytes, kind: str = "text/plain; charset=utf-8", *headers: bytes) -> bytes:
    data = body if isinstance(body, bytes) else body.encode()
    return HEAD + b"".join(line + b"\r\n" for line in headers) + f"Content-Type: {kind}\r\n\r\n".encode() + data


def many(kind: str, *parts: tuple[str, bytes]) -> bytes:
    """A mail of several parts, each with its headers."""
    inner = b"".join(b"--X\r\n" + head.encode("gb18030") + b"\r\n\r\n" + data + b"\r\n" for head, data in parts)
    return mail(inner + b"--X--\r\n", f"multipart/{kind}; boundary=X")


def own(found: Parsed) -> str:
    characters = list(found.text)
    for block in found.blocks:
        if block.role in APART:
            characters[block.start : block.end] = [""] * (block.end - block.start)
    return "".join(characters)


def encoded(text: str, charset: str) -> bytes:
    return b"=?" + charset.encode() + b"?B?" + base64.b64encode(text.encode(charset)) + b"?="


PLAIN = ("Content-Type: text/plain; charset=utf-8", TEXT.encode())
PAGE = ("Content-Type: text/html; charset=utf-8", f"<html><body><p>{TEXT}</p></body></html>".encode())
STUB = ("Content-Type: text/plain", "请看网页。".encode())


@pytest.mark.parametrize(
    "data",
    [
        mail(TEXT),
        mail(TEXT.encode("gbk"), "text/plain; charset=gb2312"),
        mail(TEXT.encode("gbk"), "text/plain; charset=utf-8"),
        mail(TEXT.encode("gbk"), "text/plain; charset=iso-8859-1"),
        mail(TEXT.encode("gbk"), "text/plain"),
        mail(TEXT.encode(), "text/plain; charset=gb2312"),
        mail(TEXT.encode("hz"), "text/plain; charset=hz-gb-2312"),
        mail(TEXT, 'text/plain; charset="no-such"'),
        mail(TEXT.encode("gbk"), 'text/plain; charset="g\0b"'),
        mail(base64.b64encode(TEXT.encode("gbk")), "text/plain; charset=gbk", b"Content-Transfer-Encoding: base64"),
        many("alternative", PLAIN, PAGE),
        many("alternative", STUB, PAGE),
        many("alternative", PAGE),
        many("related", PAGE, ("Content-Type: image/png\r\nContent-ID: <1>", b"\x89PNG")),
        many("signed", PLAIN, ("Content-Type: application/pkcs7-signature; name=smime.p7s", b"x")),
        many("mixed", PLAIN, ("Content-Type: image/png", b"\x89PNG")),
        mail(f"<p>{TEXT}</p>", "text/html; charset=utf-8"),
        many("mixed", PLAIN).removesuffix(b"--X--\r\n"),
    ],
)
def test_body_in_any_wrapping(data: bytes) -> None:
    found = eml.read(data, "甲.eml")
    assert own(found).strip() == TEXT
    assert detect(data, "甲.eml") == "eml"


def test_body_in_big5() -> None:
    found = eml.read(mail("各里每月開一次會，登記入冊。".encode("big5"), "text/plain; charset=big5"), "甲.eml")
    assert own(found) == "各里每月開一次會，登記入冊。\n"
    assert not found.notes


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        (b"Subject: " + encoded("网格通知", "gbk"), "title", "网格通知"),
        (b"Subject: =?gb2312?B?zfg=?=\r\n =?gb2312?B?uPHNqNaq?=", "title", "网格通知"),
        (b"Subject: " + "关于网格的通知".encode("gbk"), "title", "关于网格的通知"),
        (b"Subject: " + "关于网格的通知".encode(), "title", "关于网格的通知"),
        (b"Subject: Re: " + encoded("转发：网格通知", "utf-8"), "title", "网格通知"),
        (b"Subject: =?utf-8?B?" + base64.b64encode("关于网格的通知".encode("gbk")) + b"?=", "title", "关于网格的通知"),
        (b"Subject: =?gb2312?B?!!!?=", "title", "=?gb2312?B?!!!?="),
        (b"Date: Tue, 3 Mar 2020 23:30:00 +0800", "published", "2020-03-03"),
        (b"Date: " + "昨天".encode(), "published", None),
        (b"Subject:", "title", None),
    ],
)
def test_what_headers_tell(line: bytes, key: str, value: str | None) -> None:
    assert eml.read(mail(TEXT, "text/plain; charset=utf-8", line), "甲.eml").told.get(key) == value


def test_sender_is_source_and_author() -> None:
    data = mail(TEXT).replace(b"From: a@b.cn", b"From: " + encoded("张三", "gb2312") + b" <a@b.cn>")
    found = eml.read(data, "甲.eml")
    assert (found.told["source"], found.told["author"]) == ("电子邮件，张三 <a@b.cn>", "张三")
    assert "From: 张三 <a@b.cn>\n" in found.text
    assert [(place.kind, place.label) for place in found.places] == [("part", "邮件头"), ("part", "正文")]


def test_flowed_lines_go_on() -> None:
    found = eml.read(
        mail("网格员每日 \r\n巡查。\r\n-- \r\n李四\r\n", "text/plain; charset=utf-8; format=flowed"), "甲.eml"
    )
    assert [found.text[b.start : b.end] for b in found.blocks if b.role == "wrapped"] == ["巡查。\n"]


DISPOSITION = "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; "


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (DISPOSITION + 'filename="意见.docx"', "意见.docx"),
        (DISPOSITION + f'filename="{encoded("意见.docx", "gb2312").decode()}"', "意见.docx"),
        (DISPOSITION + "filename*=gb2312''%D2%E2%BC%FB.docx", "意见.docx"),
        (DISPOSITION + "filename*0*=utf-8''%E6%84%8F; filename*1*=%E8%A7%81.docx", "意见.docx"),
        ('Content-Type: application/msword; name="意见.docx"', "意见.docx"),
        (DISPOSITION + 'filename="../../etc/意见.docx"', "意见.docx"),
        (DISPOSITION + 'filename="C:\\\\a\\\\意见.docx"', "意见.docx"),
        (DISPOSITION + 'filename=".."', "附件"),
        ("Content-Type: application/pdf\r\nContent-Disposition: attachment", "附件.pdf"),
        ("Content-Type: text/plain\r\nContent-Disposition: attachment", "附件.txt"),
    ],
)
def test_names_of_attachments(head: str, name: str) -> None:
    found = eml.parts(many("mixed", PLAIN, (head, b"x")), "甲.eml")
    assert [part.name for part in found] == ["", name]
    assert found[1].data == b"x"


def _refusals(*heads: tuple[str, bytes]) -> Sequence[str | None]:
    return [part.refused for part in eml.parts(many("mixed", PLAIN, *heads), "甲.eml")][1:]


def test_attachments_that_are_not_read_say_why() -> None:
    tnef, sealed, empty = _refusals(
        ("Content-Type: application/ms-tnef; name=winmail.dat", b"x"),
        ("Content-Type: application/pkcs7-mime; name=smime.p7m", b"x"),
        (DISPOSITION + "filename=a.txt", b""),
    )
    assert "winmail.dat" in str(tnef)
    assert "S/MIME" in str(sealed)
    assert empty == "附件是空的"


BASE64 = (b"Content-Transfer-Encoding: base64",)


def wrapped64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("raw", "text", "note"),
    [
        (wrapped64(TEXT.encode()), TEXT, None),
        (wrapped64(TEXT.encode()).replace(b"=", b""), TEXT, None),
        (b"".join(map(base64.b64encode, (TEXT.encode(), b"ABCD", TEXT.encode()))), f"{TEXT}ABCD{TEXT}", None),
        (base64.b64encode(TEXT.encode())[:33], TEXT[:8], "中途断了，末尾 1 个字符"),
        (base64.b64encode((TEXT * 9).encode())[:-31], TEXT * 7, "中途断了"),
        (wrapped64((TEXT * 9).encode()).replace(b"5", b"*", 2), TEXT * 5, "有 2 处损坏"),
        (wrapped64((TEXT * 9).encode())[1:], TEXT * 5, "有 1 处损坏"),  # the first line alone is lost
        (TEXT.encode(), TEXT, "按原样读"),
    ],
)
def test_base64_is_never_published(raw: bytes, text: str, note: str | None) -> None:
    found = eml.read(mail(raw, "text/plain; charset=utf-8", *BASE64), "甲.eml")
    body = own(found).strip()
    assert text in body
    assert base64.b64encode(TEXT.encode())[:12].decode() not in body
    assert [note in told for told in found.notes][:1] == ([True] if note else [])


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", "; charset=us-ascii"])
@pytest.mark.parametrize("junk", [b"\0", b"\xff", b"\xe7\xbd"])
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_damaged_byte_costs_itself_alone(charset: str, junk: bytes, kind: str) -> None:
    found = eml.read(mail(TEXT.encode() * 3 + junk + TEXT.encode(), f"text/{kind}{charset}"), "甲.eml")
    assert own(found).startswith(TEXT * 3)
    assert own(found).strip().endswith(TEXT)


def test_attachment_that_is_cut_off_is_refused() -> None:
    head = DISPOSITION + "filename=a.txt\r\nContent-Transfer-Encoding: base64"
    (cut,) = _refusals((head, base64.b64encode(TEXT.encode())[:-7]))
    assert "附件的 base64 编码在中途断了" in str(cut)


def test_what_is_not_read_is_told() -> None:
    longer = ("Content-Type: text/html; charset=utf-8", f"<p>{TEXT * 30}</p>".encode())
    long = ("Content-Type: text/plain; charset=utf-8", (TEXT * 20).encode())
    again = ("Content-Type: text/plain; charset=utf-8", "另一版本".encode())
    notes = eml.read(many("alternative", long, longer, again), "甲.eml").notes
    assert any("没有取网页格式的" in note for note in notes)
    assert any("还有 1 个版本" in note for note in notes)
    whole = many("mixed", PLAIN)
    assert any("没有下载完整" in note for note in eml.read(whole[:-7], "甲.eml").notes)
    assert any("之外还有文字" in note for note in eml.read(whole + "群发说明。".encode(), "甲.eml").notes)
    assert eml.read(whole, "甲.eml").notes == ()


def test_mail_in_a_mail_and_its_attachment_are_documents(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "a@b.cn", "c@d.cn", "内层"
    inner.set_content(TEXT)
    inner.add_attachment(document(p(TEXT)), maintype="application", subtype="octet-stream", filename="意见.docx")
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "e@f.cn", "c@d.cn", "外层"
    outer.set_content(TEXT)
    outer.add_attachment(inner)
    outer.add_attachment(TEXT, filename="甲.txt")
    outer.add_attachment(TEXT + "二", filename="甲.txt")
    (tmp_path / "转.eml").write_bytes(bytes(outer))
    listing = find_files([tmp_path])
    cut = len(str(tmp_path)) + 1
    assert [found.file[cut:] for found in listing.found] == [
        "转.eml", "转.eml/内层.eml", "转.eml/内层.eml/意见.docx", "转.eml/甲.txt", "转.eml/甲~2.txt",
    ]  # fmt: skip


def test_mail_without_a_text_is_its_attachments() -> None:
    data = many("mixed", ("Content-Type: text/plain", b""), (DISPOSITION + "filename=a.txt", TEXT.encode()))
    assert [part.name for part in parts(data, name="甲.eml")] == ["a.txt"]
    with pytest.raises(InputError, match="只有附件"):
        read(data, name="甲.eml")


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("application/pkcs7-mime; smime-type=enveloped-data", "S/MIME"),
        ("multipart/encrypted; boundary=X", "PGP"),
        ("text/plain", "没有文字"),
        ("image/png", "没有文字，只有附件|没有文字"),
    ],
)
def test_mails_that_are_not_read(kind: str, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        eml.read(mail(b"", kind), "甲.eml")


def test_endless_nesting_is_refused() -> None:
    data = mail(TEXT)
    for number in range(1500):
        data = mail(f"--{number}\r\n".encode() + data[len(HEAD) :], f"multipart/mixed; boundary={number}")
    with pytest.raises(InputError, match=r"甲\.eml"):
        read(data, name="甲.eml")


@settings(max_examples=200)
@given(st.binary(max_size=300), st.integers(0, 900), st.lists(st.tuples(st.integers(0, 900), st.integers(0, 255))))
def test_damage_anywhere_gives_a_text_or_a_reason(junk: bytes, cut: int, changes: list[tuple[int, int]]) -> None:
    whole = bytearray(many("mixed", PLAIN, PAGE, (DISPOSITION + 'filename="意见.docx"', b"x"))[: cut or None] + junk)
    for at, value in changes:
        whole[at % len(whole)] = value
    data = bytes(whole)
    try:
        found = eml.read(data, "甲.eml")
        eml.parts(data, "甲.eml")
    except Unreadable:
        return
    assert found.text.strip()
