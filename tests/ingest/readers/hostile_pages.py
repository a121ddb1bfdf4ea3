"""Hostile and broken web pages and mails."""

from __future__ import annotations

import gzip

from tests.ingest.readers.damage import (
    LETTER,
    MAIL,
    PAGE,
    PLAIN,
    attached,
    cut,
    docx,
    fetching,
    laughs,
    mail,
    many,
    multipart,
    zipped,
)
from tests.ingest.readers.verdicts import EITHER, reads, refused, table

TEXT = LETTER.encode()
MB = 1 << 20

# --- web pages -------------------------------------------------------------------------------------------------------


def html(inside: str, head: str = '<meta charset="utf-8">') -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{inside}<p>{PAGE}</p></body></html>".encode()


HTML = table(
    "html",
    ("嵌套十万.html", lambda: html("<div>" * 30_000 + "深处。"), reads("深处。")),
    ("表嵌套.html", lambda: html("<table><tr><td>" * 5000 + "深处。"), reads("深处。")),
    ("样式嵌套.html", lambda: html("<b><i><font>" * 10_000 + "深处。"), reads("深处。")),
    ("列表嵌套.html", lambda: html("<ul><li>" * 10_000), reads(PAGE)),
    ("链接不合.html", lambda: html("<a href=x>" * 50_000), reads(PAGE)),
    ("标签很多.html", lambda: html("<p>甲" * 10_000), reads(PAGE)),
    ("属性很多.html", lambda: html("<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">甲</p>"), reads(PAGE)),
    ("属性很长.html", lambda: html(f'<p title="{"长" * MB}">甲</p>'), reads(PAGE)),
    ("类很多.html", lambda: html(f'<div class="{"c " * 200_000}">甲</div>'), reads(PAGE)),
    ("注释不合.html", html("<p>甲县。</p><!-- " + "x" * 9000), reads("甲县。")),
    ("脚本不合.html", html("<p>甲县。</p><script>" + "x" * 9000), reads("甲县。")),
    ("纯文不合.html", html("<plaintext>甲县。"), reads("甲县。")),
    ("实体很多.html", lambda: html("&amp;&#x4e00;" * 20_000), reads(PAGE)),
    ("实体不实.html", html("&#xD800;&#x110000;&#0;&#99999999999;&nosuch;"), reads(PAGE)),
    ("实体炸弹.html", laughs("html", f"<html><body><p>&z;</p><p>{PAGE}</p></body></html>").encode(), reads(PAGE)),
    ("外部实体.html", fetching("html", f"<html><body><p>&z;</p><p>{PAGE}</p></body></html>").encode(), reads(PAGE)),
    ("零字节.html", html("甲\0乙"), refused("空字节")),
    ("断在标签.html", html("<p>甲县。</p>" * 50)[:-9].rpartition(b"<p>")[0] + b"<p cl", reads("甲县。")),
    ("断在字中.html", html("<p>甲县。</p>")[:-17], EITHER),
    ("编码不实.html", html("", '<meta charset="utf-16">'), reads(PAGE)),
    ("怪编码.html", html("", '<meta charset="no-such">'), reads(PAGE)),
    ("国标自称.html", html("", '<meta charset="utf-8">').decode().encode("gb18030"), reads(PAGE)),
    ("宽字符.html", html("").decode().encode("utf-16"), reads(PAGE)),
    ("框架.html", b"<html><frameset><frame src='file:///etc/passwd'></frameset></html>", refused("框架页")),
    ("只有脚本.html", b"<html><script>document.write('x')</script></html>", refused("没有文字")),
    ("只有图.html", b"<html><body><img src=x></body></html>", refused("没有文字")),
    ("内嵌图.html", lambda: html(f'<img src="data:image/png;base64,{"A" * (5 * MB)}">'), reads(PAGE)),
    ("表格天大.html", html("<table><tr><td colspan=999999999 rowspan=999999999>甲</td></tr></table>"), reads(PAGE)),
    ("一行很长.html", lambda: html("<p>" + many("癸社区", 300)), reads("第299组")),
    ("字太多.html", lambda: html("<p>" + "治理网格" * 3_000_000), refused("太")),
    ("同名很多.html", lambda: html('<div id="a">甲</div>' * 10_000), reads(PAGE)),
    ("压缩.html", gzip.compress(html(""), mtime=0), refused("gzip")),
    ("文档.docx", html(""), reads(PAGE)),
)

# --- mails and pages saved as mails ------------------------------------------------------------------------------------


def nested_mail(depth: int) -> bytes:
    data = mail(b"Subject: x", TEXT)
    for _ in range(depth):
        data = mail(b"Subject: x\r\nContent-Type: message/rfc822", data)
    return data


def nested_parts(depth: int) -> bytes:
    part = PLAIN
    for number in range(depth):
        part = multipart(part, mark=b"b%d" % number)
    return MAIL + part


def page(inside: bytes, more: bytes = b"") -> bytes:
    kind = b"Content-Type: text/html; charset=utf-8\r\n" + more
    return b"MIME-Version: 1.0\r\nSnapshot-Content-Location: http://example.org/\r\n" + multipart(
        kind + b"\r\n" + inside, kind=b"related"
    )


ENCODED = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
EML = table(
    "eml",
    ("只有头.eml", MAIL, refused("没有文字")),
    ("断在头.eml", mail(b"Subject: x", TEXT)[:100], EITHER),
    (
        "断在附件.eml",
        cut(MAIL + multipart(PLAIN, attached(b"a.txt", TEXT * 99)), 0.5)[:-3],
        {"": reads(LETTER), "a.txt": EITHER},
    ),
    ("没有界.eml", MAIL + b"Content-Type: multipart/mixed\r\n\r\n" + TEXT, {"附件": reads(LETTER)}),
    ("界不见.eml", MAIL + b'Content-Type: multipart/mixed; boundary="zz"\r\n\r\n' + TEXT, {"附件": reads(LETTER)}),
    ("空界.eml", MAIL + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n' + PLAIN, EITHER),
    ("部分千层.eml", lambda: nested_parts(2000), refused("嵌套太深")),
    ("邮件十层.eml", lambda: nested_mail(10), {"x.eml/x.eml/x.eml/x.eml": refused("没有文字")}),
    ("邮件千层.eml", lambda: nested_mail(1000), refused("嵌套太深")),
    ("部分太多.eml", lambda: MAIL + multipart(*[PLAIN] * 10_001), refused("超过 10000 个部分")),
    (
        "附件太多.eml",
        lambda: MAIL + multipart(PLAIN, *[attached(b"a.txt", b"")] * 10_001),
        refused("超过 10000 个部分"),
    ),
    ("坏编码.eml", MAIL + ENCODED + b"=#!" * 99, refused("没有文字")),
    ("编码断.eml", MAIL + ENCODED + b"55Sy5Y6/5bu656uL572R5qC8MTIw5Liq4", reads("甲县建立网格120个")),
    ("长标题.eml", lambda: mail(b"Subject: " + b"x" * MB, TEXT), reads(LETTER)),
    ("标题很多.eml", lambda: mail(b"\r\n".join([b"X-A: 1"] * 50_000), TEXT), reads(LETTER)),
    ("标题代理对.eml", mail(b"Subject: =?utf-8?Q?a?= \\ud800\\udc00", TEXT), reads(LETTER)),
    ("标题零.eml", mail(b"Subject: a\0b", TEXT), reads(LETTER)),
    ("标题字节.eml", mail(b"Subject: " + "网格\xff".encode("gbk", "replace") + b"\xff\xfe", TEXT), reads(LETTER)),
    ("标题怪字集.eml", mail(b"Subject: =?no-such?B?zfg=?= =?utf-8?B?!!?= =?utf-8?Q?=ff?=", TEXT), reads(LETTER)),
    ("正文怪字集.eml", mail(b"Subject: x\r\nContent-Type: text/plain; charset=no-such", TEXT), reads(LETTER)),
    ("正文零.eml", mail(b"Subject: x", TEXT + b"\0" + TEXT), reads(LETTER)),
    (
        "日期荒唐.eml",
        b"From: a@b.cn\r\nDate: Mon, 99 Foo 99999 99:99:99 +9999\r\n" + MAIL + b"\r\n" + TEXT,
        reads(LETTER),
    ),
    (
        "附件指外.eml",
        MAIL + multipart(PLAIN, attached(b"../../../x.txt", TEXT)),
        {"": reads(LETTER), "x.txt": reads(LETTER)},
    ),
    (
        "附件炸弹.eml",
        lambda: MAIL + multipart(PLAIN, attached(b"a.zip", zipped({"x.txt": bytes(30 * MB)}))),
        {"": reads(LETTER), "a.zip/x.txt": refused("压缩炸弹")},
    ),
    (
        "附件断.eml",
        lambda: MAIL + multipart(PLAIN, attached(b"a.docx", cut(docx(), 0.5))),
        {"": reads(LETTER), "a.docx": refused("已损坏")},
    ),
    (
        "附件空.eml",
        MAIL + multipart(PLAIN, attached(b"a.txt", b"")),
        {"": reads(LETTER), "a.txt": refused("附件是空的")},
    ),
    (
        "附件名代理对.eml",
        MAIL + multipart(PLAIN, attached(b"=?utf-8?Q?_?= \\\\ud800.txt", TEXT)),
        {"": reads(LETTER), "\\xd800.txt": reads(LETTER)},
    ),
    (
        "附件同名.eml",
        MAIL + multipart(PLAIN, attached(b"a.txt", TEXT), attached(b"a.txt", b"x" + TEXT)),
        {"": reads(LETTER), "a.txt": reads(LETTER), "a~2.txt": reads("x")},
    ),
    ("封装.eml", mail(b"Content-Type: application/pkcs7-mime; name=smime.p7m", b"AAAA"), refused("S/MIME")),
    (
        "信封.eml",
        MAIL + multipart(PLAIN, attached(b"winmail.dat", b"x", b"application/ms-tnef")),
        {"": reads(LETTER), "winmail.dat": refused("Outlook")},
    ),
) + table(
    "mht",
    ("断.mht", page(html("<p>甲县。</p>" * 20)).rpartition(b"<p>")[0] + b"<p", reads("甲县。")),
    (
        "没有网页.mht",
        b"MIME-Version: 1.0\r\n" + multipart(b"Content-Type: image/png\r\n\r\nx", kind=b"related"),
        refused("没有网页"),
    ),
    ("空网页.mht", page(b""), refused("没有")),
    ("坏编码.mht", page(b"=#!", b"Content-Transfer-Encoding: base64\r\n"), refused("没有")),
    (
        "部分千层.mht",
        lambda: b"MIME-Version: 1.0\r\n" + nested_parts(2000)[len(MAIL) :].replace(b"mixed", b"related"),
        refused("嵌套太深"),
    ),
    ("网页嵌套.mht", lambda: page(html("<div>" * 50_000)), reads(PAGE)),
    (
        "网页很多.mht",
        lambda: (
            b"MIME-Version: 1.0\r\n"
            + multipart(*[b"Content-Type: text/html; charset=utf-8\r\n\r\n" + html("")] * 300, kind=b"related")
        ),
        reads(PAGE),
    ),
    (
        "地址指本机.mht",
        page(html("<img src=file:///etc/passwd>")).replace(b"http://example.org/", b"file:///etc/passwd"),
        reads(PAGE),
    ),
)
PAGES = (*HTML, *EML)
