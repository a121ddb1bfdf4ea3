"""Hostile and broken documents with a layout: Word, older Word, PDF, OFD."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cache

from tests.ingest.readers import ofds, pdfs
from tests.ingest.readers.damage import (
    SENTENCE,
    WORD,
    blanked,
    cut,
    docx,
    fetching,
    flipped,
    laughs,
    many,
    noise,
    ole,
    page_of,
    paragraph,
    pdf_of,
    relation,
    word_xml,
    zipped,
)
from tests.ingest.readers.verdicts import EITHER, reads, refused, table

MB = 1 << 20
DAMAGED = refused("已损坏")

# --- Word ------------------------------------------------------------------------------------------------------------


def body(inside: str, end: str = paragraph(WORD)) -> bytes:
    return docx(word_xml(inside + end))


def tables(depth: int) -> bytes:
    cell = "<w:tbl><w:tr><w:tc>"
    return body(cell * depth + paragraph("深处。") + "</w:tc></w:tr></w:tbl>" * depth)


def styles(*rows: str) -> dict[str, str | bytes]:
    uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return {"word/styles.xml": f'<w:styles xmlns:w="{uri}">{"".join(rows)}</w:styles>'}


def sealed_word() -> bytes:
    """An older Word file whose text stream says that it is encrypted (MS-DOC 2.5.2)."""
    data = bytearray(ole("WordDocument"))
    data[512:512] = b"\xec\xa5" + bytes(8) + (0x0100).to_bytes(2, "little") + bytes(500)
    return bytes(data)


STYLED = '<w:pPr><w:pStyle w:val="a"/></w:pPr>'
DOCX = table(
    "docx",
    ("断一成.docx", cut(docx(), 0.1), refused("已损坏")),
    ("断一半.docx", cut(docx(), 0.5), refused("已损坏")),
    ("断在目录.docx", cut(docx(), 0.95), refused("已损坏")),
    ("正文清零.docx", blanked(docx(), 0.4, 0.6), EITHER),
    ("缺正文.docx", zipped({"[Content_Types].xml": b"<a/>", "word/styles.xml": b"<a/>"}), refused("没有正文")),
    ("空正文.docx", docx(b""), refused("XML 有错误")),
    ("没有文字.docx", docx(word_xml("")), refused("Word 文档里没有文字")),
    ("正文非XML.docx", docx(noise(21, 300)), refused("XML 有错误")),
    ("根不对.docx", docx("<w:p/>"), refused("XML 有错误")),
    ("别的根.docx", docx("<html><body>甲</body></html>"), refused("没有正文")),
    ("正文半截.docx", docx(word_xml(paragraph(WORD) * 9)[:400]), refused("XML 有错误")),
    ("实体炸弹.docx", docx(laughs("w:document", word_xml(paragraph("甲") + "<w:p>&z;</w:p>"))), refused("正文")),
    (
        "平方实体.docx",
        docx('<!DOCTYPE d [<!ENTITY z "' + "甲" * 50_000 + '">]>' + word_xml("&z;" * 50_000)),
        refused("正文"),
    ),
    (
        "外部实体.docx",
        docx(fetching("w:document", word_xml("<w:p><w:r><w:t>&z;</w:t></w:r></w:p>"))),
        refused("DOCTYPE"),
    ),
    (
        "参数实体.docx",
        docx('<!DOCTYPE d [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>' + word_xml("")),
        refused("正文"),
    ),
    ("嵌套十万.docx", body("<w:p>" * 100_000, ""), refused("XML 有错误")),
    ("表中表.docx", tables(60), reads(WORD)),
    ("表中表过深.docx", tables(200), refused("XML 有错误")),
    ("正文炸弹.docx", lambda: docx(word_xml("<w:p/>" * (5 * MB))), refused("压缩炸弹")),
    (
        "大正文.docx",
        lambda: docx(word_xml("".join(paragraph(text) for text in many("壬社区", 300).split("。")))),
        EITHER,
    ),
    (
        "关系指外.docx",
        docx(links=relation("a", "header", "../../../../etc/passwd") + relation("b", "footer", "/etc/passwd")),
        reads(WORD),
    ),
    (
        "关系指网.docx",
        docx(links=relation("a", "header", "http://127.0.0.1:9/x", 'TargetMode="External"')),
        reads(WORD),
    ),
    (
        "关系指己.docx",
        docx(links=relation("a", "header", "document.xml") + relation("b", "footer", "document.xml")),
        EITHER,
    ),
    ("关系损坏.docx", docx(others={"word/_rels/document.xml.rels": b"<"}), reads(WORD)),
    ("样式损坏.docx", docx(others={"word/styles.xml": b"\0\0"}), reads(WORD)),
    (
        "样式成环.docx",
        docx(
            word_xml(paragraph(WORD, STYLED)),
            styles(
                '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
            ),
        ),
        reads(WORD),
    ),
    (
        "天大编号.docx",
        body(paragraph("甲", '<w:pPr><w:numPr><w:ilvl w:val="-9"/><w:numId w:val="99999999999"/></w:numPr></w:pPr>')),
        reads(WORD),
    ),
    (
        "天大跨列.docx",
        body(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
            + paragraph("甲")
            + "</w:tc></w:tr></w:tbl>"
        ),
        reads(WORD),
    ),
    (
        "嵌自己.docx",
        docx(
            word_xml('<w:altChunk r:id="a"/>' + paragraph(WORD)),
            {"word/a.docx": docx()},
            relation("a", "aFChunk", "a.docx"),
        ),
        reads(WORD),
    ),
    ("零字符.docx", docx(word_xml(paragraph("甲\0乙"))), refused("XML 有错误")),
    ("半个代理对.docx", docx(word_xml("<w:p><w:r><w:t>&#xD800;</w:t></w:r></w:p>")), refused("XML 有错误")),
    ("编码不实.docx", docx('<?xml version="1.0" encoding="gb2312"?>' + word_xml(paragraph(WORD))), EITHER),
    (
        "宽字符.docx",
        docx(('<?xml version="1.0" encoding="UTF-16"?>' + word_xml(paragraph(WORD))).encode("utf-16")),
        reads(WORD),
    ),
    ("怪编码.docx", docx('<?xml version="1.0" encoding="x-no"?>' + word_xml(paragraph(WORD))), refused("XML 有错误")),
    *((f"乱{n}.docx", lambda n=n: flipped(docx(), n), EITHER) for n in range(4)),
) + table(
    "doc",
    ("旧头.doc", ole()[:600], refused("没有 Word 文档")),
    ("旧表.doc", ole("Workbook"), refused("旧版 Excel")),
    ("旧演示.wps", ole("PowerPoint Document"), refused("旧版演示")),
    ("旧邮件.eml", ole("__substg1.0_"), refused("Outlook 邮件")),
    ("加密.docx", ole("EncryptedPackage", "EncryptionInfo"), refused("加了密码")),
    ("加密.xlsx", ole("DataSpaces", "EncryptionInfo", "EncryptedPackage"), refused("另存为不带密码的文件")),
    ("加密.doc", sealed_word(), refused("加了密码")),
    ("旧文.doc", ole("WordDocument"), refused("LibreOffice")),
    ("旧文.txt", ole("WordDocument"), refused("LibreOffice")),
    ("嵌套.rtf", b"{\\rtf1" + b"{" * 100_000, refused("LibreOffice")),
)

# --- PDF -------------------------------------------------------------------------------------------------------------


@cache
def pdf() -> bytes:
    return pdfs.pdf([pdfs.lines([SENTENCE, "第二行也在这里。"]), pdfs.lines([SENTENCE])])


def packed(content: bytes) -> bytes:
    return page_of(zlib.compress(content, 9), b"/Filter/FlateDecode")


DRAW = b"BT /F1 12 Tf 80 700 Td (grid workers) Tj ET"
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
FORM = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>\nstream\n/X Do\nendstream"
)
PDF = table(
    "pdf",
    ("只有头.pdf", b"%PDF-1.7\n", DAMAGED),
    ("头和噪声.pdf", b"%PDF-1.7\n" + noise(31, 20_000), DAMAGED),
    ("断一成.pdf", lambda: cut(pdf(), 0.1), DAMAGED),
    ("断一半.pdf", lambda: cut(pdf(), 0.5), EITHER),
    ("断在表.pdf", lambda: pdf()[: pdf().rindex(b"trailer")], EITHER),
    ("中间清零.pdf", lambda: blanked(pdf(), 0.3, 0.7), EITHER),
    ("前有杂物.pdf", lambda: b"junk\n" * 100 + pdf(), reads(SENTENCE)),
    ("后有杂物.pdf", lambda: pdf() + b"\0" * 5000, reads(SENTENCE)),
    ("表错位.pdf", lambda: pdf().replace(b"startxref\n", b"startxref\n9"), reads(SENTENCE)),
    ("页环.pdf", pdf_of([CATALOGUE, b"<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>"]), DAMAGED),
    ("页数不实.pdf", pdf_of([CATALOGUE, b"<</Type/Pages/Count 1000000000/Kids[]>>"]), refused("PDF")),
    ("负页数.pdf", pdf_of([CATALOGUE, b"<</Type/Pages/Count -5/Kids[]>>"]), DAMAGED),
    ("没有页.pdf", pdf_of([CATALOGUE, b"<</Type/Pages/Count 0/Kids[]>>"]), refused("一页也没有")),
    ("没有目录.pdf", pdf_of([b"<</Type/Other>>"]), DAMAGED),
    ("空页.pdf", page_of(b""), refused("没有文字层")),
    ("流炸弹.pdf", lambda: packed(b" " * (100 * MB) + DRAW), EITHER),
    ("字炸弹.pdf", lambda: packed((b"BT /F1 9 Tf 9 9 Td (" + b"a" * 1000 + b") Tj ET\n") * 4000), EITHER),
    ("流半截.pdf", lambda: page_of(zlib.compress(DRAW * 99)[:30], b"/Filter/FlateDecode"), refused("没有文字层")),
    ("流长不实.pdf", page_of(DRAW, length=10**9), EITHER),
    ("怪过滤.pdf", page_of(DRAW, b"/Filter/NoSuch"), reads("grid workers")),
    ("滤多层.pdf", lambda: page_of(DRAW, b"/Filter[" + b"/FlateDecode" * 5000 + b"]"), EITHER),
    ("数组深.pdf", lambda: pdf_of([b"[" * 200_000, CATALOGUE]), DAMAGED),
    ("内容深.pdf", lambda: page_of(b"[" * 500_000 + b"q " * 500_000 + DRAW), EITHER),
    ("图形成环.pdf", page_of(b"/X Do " + DRAW, others=[FORM]), reads("grid workers")),
    (
        "图形成倍.pdf",
        page_of(
            b"/X Do " * 50 + DRAW,
            others=[FORM.replace(b"/Length 5", b"/Length 17").replace(b"/X Do", b"/X Do /X Do /X Do")],
        ),
        EITHER,
    ),
    ("无穷位置.pdf", page_of(b"BT /F1 1e38 Tf 1e38 1e38 Td 1e38 0 0 1e38 9 9 cm (grid) Tj ET " + DRAW), EITHER),
    ("密码.pdf", lambda: pdfs.pdf([pdfs.lines([SENTENCE])], password="x"), refused("加密")),
    ("怪加密.pdf", pdf_of([CATALOGUE], b"/Encrypt<</Filter/Nobody/V 9>>"), refused("PDF")),
    ("半个代理对.pdf", lambda: pdfs.pdf([pdfs.lines([SENTENCE * 2])], glyphs={"甲": "\ud800"}), reads("县建立网格")),
    (
        "乱码字形.pdf",
        lambda: pdfs.pdf(
            [pdfs.lines(["甲乙丙丁"])], glyphs=dict(zip("甲乙丙丁", "\ue000\ue001\ue002\ue003", strict=True))
        ),
        refused("乱码"),
    ),
    ("怪标题.pdf", lambda: pdfs.pdf([pdfs.lines([SENTENCE])], info={"Title": "甲\n\x00\x1b[2J"}), reads(SENTENCE)),
    (
        "启动程序.pdf",
        pdf_of(
            [b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>>>", b"<</Type/Pages/Count 0/Kids[]>>"]
        ),
        refused("PDF"),
    ),
    *((f"乱{n}.pdf", lambda n=n: flipped(pdf(), n, 60), EITHER) for n in range(6)),
)

# --- OFD -------------------------------------------------------------------------------------------------------------


@cache
def ofd() -> bytes:
    return ofds.ofd([ofds.lines([SENTENCE, "第二行也在这里。"])])


def unpacked(**changes: str | bytes | None) -> bytes:
    """The OFD with members changed or, if None, without them; `_` stands for the folder of the page."""
    names = {"page": "Doc_0/Pages/Page_0/Content.xml", "document": "Doc_0/Document.xml", "root": "OFD.xml"}
    with zipfile.ZipFile(io.BytesIO(ofd())) as file:
        members = {name: file.read(name) for name in file.namelist()}
    for key, value in changes.items():
        del members[names[key]]
        if value is not None:
            members[names[key]] = value.encode() if isinstance(value, str) else value
    return zipped(members)


def drawn(inside: str) -> bytes:
    uri = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return unpacked(
        page=f'<ofd:Page {uri}><ofd:Content><ofd:Layer ID="6">{inside}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def lettered(text: str, delta: str) -> bytes:
    return drawn(
        f'<ofd:TextObject ID="9" Boundary="9 9 99 9" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="{delta}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def composite(references: int) -> bytes:
    """A unit that draws itself so many times."""
    used = '<ofd:CompositeObject ID="8" ResourceID="7" Boundary="0 0 9 9"/>' * references
    unit = f'<ofd:CompositeGraphicUnit ID="7" Width="9" Height="9"><ofd:Content>{used}</ofd:Content></ofd:CompositeGraphicUnit>'
    page = ofds.lines([SENTENCE])
    data = ofds.ofd([page], units=unit)
    return data


OFD = table(
    "ofd",
    ("断一成.ofd", lambda: cut(ofd(), 0.1), DAMAGED),
    ("断一半.ofd", lambda: cut(ofd(), 0.5), DAMAGED),
    ("断在目录.ofd", lambda: cut(ofd(), 0.95), DAMAGED),
    ("空.ofd", zipped({}), refused("缺少 OFD.xml")),
    ("缺入口.ofd", lambda: unpacked(root=None), refused("缺少 OFD.xml")),
    ("缺文档.ofd", lambda: unpacked(document=None), DAMAGED),
    ("缺页.ofd", lambda: unpacked(page=None), DAMAGED),
    ("页非XML.ofd", lambda: unpacked(page=noise(41, 99)), refused("OFD")),
    (
        "入口指外.ofd",
        lambda: unpacked(root="<OFD><DocBody><DocRoot>../../../etc/passwd</DocRoot></DocBody></OFD>"),
        DAMAGED,
    ),
    (
        "入口指己.ofd",
        lambda: unpacked(root="<OFD><DocBody><DocRoot>OFD.xml</DocRoot></DocBody></OFD>"),
        refused("没有文字"),
    ),
    ("实体炸弹.ofd", lambda: unpacked(page=laughs("Page", "<Page>&z;</Page>")), refused("OFD")),
    ("外部实体.ofd", lambda: unpacked(root=fetching("OFD", "<OFD>&z;</OFD>")), refused("实体")),
    (
        "块套百层.ofd",
        lambda: drawn("<ofd:PageBlock>" * 100 + ofds.drawn(ofds.lines([SENTENCE])) + "</ofd:PageBlock>" * 100),
        reads(SENTENCE),
    ),
    ("块嵌套.ofd", lambda: drawn("<ofd:PageBlock>" * 10_000), refused("OFD")),
    ("增量炸弹.ofd", lambda: lettered(SENTENCE, "g 999999999 5"), reads(SENTENCE)),
    ("增量无数.ofd", lambda: lettered(SENTENCE, "g 1000 5 " * 50_000), reads(SENTENCE)),
    ("位置无穷.ofd", lambda: lettered(SENTENCE, "inf nan 1e999 -1e308 x"), reads(SENTENCE)),
    (
        "页数太多.ofd",
        lambda: unpacked(document="<Document><Pages>" + '<Page BaseLoc="x"/>' * 10_001 + "</Pages></Document>"),
        refused("上限 10000 页"),
    ),
    ("字太多.ofd", lambda: lettered("治" * 8_000_001, "5"), refused("OFD")),
    ("没有字.ofd", lambda: drawn('<ofd:ImageObject ID="3"/>'), refused("扫描件")),
    ("加密.ofd", lambda: zipped({"OFD.xml": b"<OFD/>", "Encryptions.xml": b"<a/>"}), refused("OFD 已加密")),
    *((f"乱{n}.ofd", lambda n=n: flipped(ofd(), n), EITHER) for n in range(3)),
)
DOCUMENTS = (*DOCX, *PDF, *OFD)
