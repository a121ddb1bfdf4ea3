"""Word documents: what their text is, in which order, what is apart, and where it stands."""

from __future__ import annotations

import io
import shutil

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.extract import Metadata, prepare
from ingest.readers import SourceText, read
from ingest.readers import docx as reader
from ingest.readers.limits import Limits
from ingest.readers.office import convert
from ingest.readers.parsed import APART, Parsed, Unreadable
from kg.errors import InputError
from kg.model import SourceFile
from kg.offsets import told_place
from tests.ingest.readers.words import (
    OFFICE,
    STRICT,
    cell,
    document,
    field,
    level,
    listed,
    lists,
    p,
    r,
    table,
    xml,
    zipped,
)

LEGAL = lists(
    level(0, "chineseCountingThousand", "第%1章"),
    level(1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>'),
    level(2, "chineseCounting", "（%3）", '<w:suff w:val="nothing"/>'),
    level(3, "decimal", "%3.%4.", '<w:isLgl/><w:suff w:val="nothing"/>'),
)
PROMPT = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
RESTART = '<w:vMerge w:val="restart"/>'
BOX = "<w:txbxContent>" + p("框内文字。") + "</w:txbxContent>"
DRAWN = (
    "<w:r>"
    f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def parsed(body: str, **parts: str) -> Parsed:
    return reader.read(document(body, **parts), "甲.docx")


def own(found: Parsed) -> str:
    """The text of the document itself."""
    characters = list(found.text)
    for block in found.blocks:
        if block.role in APART:
            characters[block.start : block.end] = [""] * (block.end - block.start)
    return "".join(characters)


def of_role(found: Parsed, role: str) -> str:
    return "".join(found.text[b.start : b.end] for b in found.blocks if b.role == role)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("甲村") + p("乙村"), "甲村\n乙村\n"),
        (p(r("甲") + r("乙", "<w:b/>")), "甲乙\n"),
        (p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"), "甲\t乙\n丙\n"),
        (p("<w:r><w:t>2019</w:t><w:noBreakHyphen/><w:t>2021</w:t></w:r>"), "2019-2021\n"),
        (p("<w:r><w:t>网</w:t><w:softHyphen/><w:t>格</w:t></w:r>"), "网\xad格\n"),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>已办</w:t></w:r>'), "☑已办\n"),
        (p('<w:hyperlink r:id="x">' + r("链接") + "</w:hyperlink>"), "链接\n"),
        (p("<w:smartTag>" + r("3月") + "</w:smartTag>" + r("起")), "3月起\n"),
        (p(field("HYPERLINK http://a.cn", "见附件")), "见附件\n"),
        (p('<w:fldSimple w:instr="DATE">' + r("2020年") + "</w:fldSimple>"), "2020年\n"),
        (p(field(r"EQ \o\ac(○,一)", None) + r("级")), "一级\n"),
        (p(field(r"EQ \* jc2 \o\ad(\s\up 9(yī),一)", None)), "一\n"),
        (p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "x=1\n"),
        (
            p(
                "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath>"
            ),
            "10^4\n",
        ),
        (
            p(
                "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
            ),
            "1/2\n",
        ),
        ("<w:sdt><w:sdtContent>" + p("控件里") + "</w:sdtContent></w:sdt>", "控件里\n"),
        (p("<w:sdt><w:sdtContent>" + r("行内") + "</w:sdtContent></w:sdt>"), "行内\n"),
        ("<w:customXml>" + p("标记里") + "</w:customXml>", "标记里\n"),
        (r("没有段落"), "没有段落\n"),
        (p(r("段落") + DRAWN), "段落\n框内文字。\n"),
        (p('<w:r><w:pict><v:shape><v:textpath string="甲县文件"/></v:shape></w:pict></w:r>'), "\n甲县文件\n"),
        (p("字", '<w:framePr w:dropCap="drop"/>'), "字"),
    ],
)
def test_text_of_a_paragraph(body: str, text: str) -> None:
    assert own(parsed(body)) == text
    assert own(reader.read(document(body, word=STRICT), "甲.docx")) == text


@pytest.mark.parametrize(
    ("body", "text", "apart"),
    [
        (p("<w:ins>" + r("新") + "</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"), "新\n", "旧"),
        (p("<w:moveFrom>" + r("原处") + "</w:moveFrom><w:moveTo>" + r("新处") + "</w:moveTo>"), "新处\n", "原处"),
        (p(r("看得见") + r("看不见", "<w:vanish/>")), "看得见\n", "看不见"),
        (p(r("看得见", '<w:vanish w:val="0"/>')), "看得见\n", ""),
        (p(r("看不见", '<w:rStyle w:val="h"/>') + r("字")), "字\n", "看不见"),
        (p(r("前"), "<w:rPr><w:del/></w:rPr>") + p("后"), "前后\n", "\n"),
        (p("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", "<w:rPr><w:del/></w:rPr>") + p("后"), "后\n", "删\n"),
        (
            p("<w:r><w:ruby><w:rt>" + r("wǎng") + "</w:rt><w:rubyBase>" + r("网") + "</w:rubyBase></w:ruby></w:r>"),
            "网\n",
            "wǎng",
        ),
        (
            p(f"<w:sdt>{PROMPT}<w:sdtContent>{r('单击输入')}</w:sdtContent></w:sdt>" + r("字")),
            "字\n",
            "单击输入",
        ),
        (p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("码")) + p("正文"), "正文\n", "码\n"),
        (
            p(r("如图") + '<w:r><w:drawing><wp:docPr descr="渡口的\n公开栏"/></w:drawing></w:r>'),
            "如图\n",
            "渡口的 公开栏",
        ),
    ],
)  # fmt: skip
def test_what_does_not_show_is_apart(body: str, text: str, apart: str) -> None:
    styles = '<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    found = parsed(body, styles=styles)
    assert own(found) == text
    assert of_role(found, "hidden") == apart


def form(data: str, result: str = "") -> str:
    """An old form field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}">{}</w:fldChar></w:r>'
    return mark.format("begin", f"<w:ffData>{data}</w:ffData>") + result + mark.format("end", "")


ENTRIES = '<w:listEntry w:val="甲类"/><w:listEntry w:val="乙类"/>'
SUB = "<m:oMath><m:sSub><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sub><m:r><m:t>1</m:t></m:r></m:sub></m:sSub></m:oMath>"
SET = "<m:oMath><m:d>{}<m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:d></m:oMath>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (form(f'<w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList>'), "乙类"),
        (form(f"<w:ddList>{ENTRIES}</w:ddList>"), "甲类"),
        (form('<w:ddList><w:result w:val="9"/></w:ddList>'), ""),
        (form("<w:checkBox><w:checked/></w:checkBox>"), "☑"),
        (form('<w:checkBox><w:default w:val="0"/></w:checkBox>'), "☐"),
        (SET.format(""), "(a+b)"),
        (SET.format('<m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>'), "[a+b]"),
        (SUB, "x_1"),
    ],
)  # fmt: skip
def test_what_word_shows_without_a_run_of_text(inner: str, text: str) -> None:
    assert own(parsed(p(r("见") + inner))) == f"见{text}\n"


def test_document_elsewhere_is_told() -> None:
    assert any("子文档 1 份" in note for note in parsed(p(r("见") + '<w:subDoc r:id="a"/>')).notes)


def test_pictures_with_descriptions_alone_are_no_text() -> None:
    with pytest.raises(Unreadable, match="只有图片"):
        parsed(p('<w:r><w:drawing><wp:docPr descr="图片"/><a:blip/></w:drawing></w:r>'))


def test_long_text_is_read_block_by_block() -> None:
    blocks = [p(f"第{n}段。") + table((f"{n}甲", f"{n}乙")) for n in range(3000)]
    stray = "<w:customXml>" + p("包着的。") + "</w:customXml>"  # no event of its own: read with the block behind it
    found = parsed("".join(blocks[:1500]) + stray + "".join(blocks[1500:]) + stray)
    assert found.text.count("段。\n") == 3000
    lines = found.text.split("\n")
    assert [at for at, line in enumerate(lines) if line == "包着的。"] == [3000, 6001]
    assert lines[3001] == "第1500段。"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (table(("名称", "数量"), ("网格", "120")), "名称\t数量\n网格\t120\n"),
        (table((cell(p("甲"), p("乙")), "丙")), "甲 乙\t丙\n"),
        (table((cell(p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>")), "丙")), "甲 乙\t丙\n"),
        (table(("甲", "乙", ""), ("", "丙", "")), "甲\t乙\n\t丙\n"),
        (
            table((cell(p("合"), properties=RESTART), "1"), (cell(properties="<w:vMerge/>"), "2")),
            "合\t1\n\t2\n",
        ),
        (table((cell(p("跨列"), properties='<w:gridSpan w:val="2"/>'), "3"), ("1", "2", "3")), "跨列\t3\n1\t2\t3\n"),
        (table((cell(table(("内一", "内二"))), "外")), "内一 内二\t外\n"),
        (table((cell(p("一、全文在框里。"), p("二、又一段。")),)), "一、全文在框里。\n二、又一段。\n"),
        (p("前") + table(("甲", "乙")) + p("后"), "前\n甲\t乙\n后\n"),
        (table((cell(p(r("甲") + DRAWN)), "乙")), "甲 框内文字。\t乙\n"),
    ],
)  # fmt: skip
def test_tables_in_reading_order(body: str, text: str) -> None:
    assert own(parsed(body)) == text


def test_cells_have_places_by_their_columns() -> None:
    found = parsed(table((cell(p("跨列"), properties='<w:gridSpan w:val="2"/>'), "3")))
    assert [(place.kind, place.label, found.text[place.start : place.end]) for place in found.places] == [
        ("cell", "表 1 第 1 行第 1 列", "跨列"),
        ("cell", "表 1 第 1 行第 3 列", "3"),
    ]


def test_cell_below_a_merged_one_that_holds_text_is_hidden() -> None:
    hidden = cell(p("遮住"), properties='<w:vMerge w:val="continue"/>')
    found = parsed(table((cell(p("合"), properties=RESTART), "1"), (hidden, "2")))
    assert of_role(found, "hidden") == "遮住"


def test_numbers_of_lists_are_written_out_as_word_counts_them() -> None:
    rows = (
        ("总则", 0),
        ("依据。", 1),
        ("范围。", 1),
        ("城区；", 2),
        ("乡村。", 2),
        ("社区。", 3),
        ("职责", 0),
        ("巡查。", 1),
        ("记录。", 2),
    )
    body = "".join(listed(text, at=at) for text, at in rows)
    found = parsed(body, numbering=LEGAL)
    assert found.text.splitlines() == [
        "第一章 总则", "第一条 依据。", "第二条 范围。", "（一）城区；", "（二）乡村。", "2.1.社区。",
        "第二章 职责", "第三条 巡查。", "（一）记录。",
    ]  # fmt: skip
    numbers = [place for place in found.places if place.kind == "number"]
    assert [found.text[place.start : place.end] for place in numbers][:2] == ["第一章 ", "第一条 "]
    assert "9 处自动编号按 Word 的规则写出" in found.notes[0]


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("decimal", "%1、", ["1、", "2、"]),
        ("chineseCounting", "%1、", ["一、", "二、"]),
        ("ideographTraditional", "%1.", ["甲.", "乙."]),
        ("decimalEnclosedCircleChinese", "%1", ["①", "②"]),
        ("upperRoman", "%1.", ["I.", "II."]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("decimalZero", "%1", ["01 ", "02 "]),
        ("bullet", "●", ["", ""]),
        ("none", "", ["", ""]),
        ("unheardOf", "%1.", ["1.", "2."]),
    ],
)
def test_formats_of_numbers(form: str, text: str, shown: list[str]) -> None:
    found = parsed(listed("某村") + listed("某组"), numbering=lists(level(0, form, text)))
    assert found.text == f"{shown[0]}某村\n{shown[1]}某组\n"


def test_list_that_begins_anew_and_paragraphs_that_count_for_nothing() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{again if n == 2 else ""}</w:num>' for n in (1, 2, 3)
    )
    gone = listed("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>")
    body = listed("甲") + gone + listed("乙", 3) + listed("丙", 2) + listed("丁", 2) + listed("戊", 0) + listed("己", 9)
    found = parsed(body, numbering=lists(level(0, "decimal", "%1."), nums=nums))
    assert own(found).splitlines() == ["1.甲", "2.乙", "1.丙", "2.丁", "戊", "己"]


def test_numbering_of_a_style_and_of_an_empty_cell() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="我的"/><w:basedOn w:val="2"/></w:style>'
    )
    numbering = lists(level(0, "decimal", "%1."), level(1, "chineseCounting", "%2、", '<w:pStyle w:val="2"/>'))
    found = parsed(
        p("标题", '<w:pStyle w:val="2"/>') + p("又", '<w:pStyle w:val="x"/>'), styles=styles, numbering=numbering
    )
    assert found.text.splitlines()[0] == "一、标题"
    assert of_role(found, "heading") == found.text
    empty = cell("<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:p>")
    assert parsed(table((empty, "甲"), (empty, "乙")), numbering=numbering).text == "1.\t甲\n2.\t乙\n"


@pytest.mark.parametrize(
    ("name", "more", "role"),
    [
        ("Title", "", "title"),
        ("标题", "", "title"),
        ("heading 1", "", "heading"),
        ("标题 3", "", "heading"),
        ("正文", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', "heading"),
        ("heading 1", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "body"),
        ("caption", "", "caption"),
        ("toc 1", "", "navigation"),
        ("Normal", "", "body"),
    ],
)
def test_roles_of_styles(name: str, more: str, role: str) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="s"><w:name w:val="{name}"/>{more}</w:style>'
    found = parsed(p("某县网格", '<w:pStyle w:val="s"/>'), styles=style)
    assert [block.role for block in found.blocks] == ([] if role == "body" else [role])
    long = parsed(p("某县网格" * 30, '<w:pStyle w:val="s"/>'), styles=style)
    assert not [block for block in long.blocks if block.role in ("title", "heading")]


def test_header_footer_and_page_numbers() -> None:
    found = parsed(
        p("正文。"),
        header1=p("某县文件"),
        footer1=p(r("— ") + field("PAGE", "1") + r(" —")) + p(r("联系处 第") + field("PAGE", "1") + r("页")),
    )
    assert found.text == "某县文件\n正文。\n— 1 —\n联系处 第1页\n"
    assert own(found) == "正文。\n"
    assert of_role(found, "header") == "某县文件\n"
    assert of_role(found, "page-number") == "— 1 —\n1"
    assert of_role(found, "footer") == "联系处 第页\n"
    assert [place.label for place in found.places] == ["页眉 1", "1", "页脚 1", "页脚 2"]


def test_notes_and_comments_stand_last() -> None:
    mark = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    note = '<w:{} w:id="{}">' + p("{}") + "</w:{}>"
    found = parsed(
        p(r("甲") + mark.format("footnote", 3)) + p(r("乙") + mark.format("footnote", 2) + mark.format("endnote", 1)),
        footnotes='<w:footnote w:type="separator" w:id="0">' + p("线") + "</w:footnote>"
        + note.format("footnote", 2, "二注", "footnote") + note.format("footnote", 3, "一注", "footnote"),
        endnotes=note.format("endnote", 1, "尾注", "endnote"),
        comments=note.format("comment", 0, "再核一下", "comment"),
    )  # fmt: skip
    assert found.text == "甲\n乙\n一注\n二注\n尾注\n再核一下\n"
    assert of_role(found, "footnote") == "一注\n二注\n尾注\n"
    assert of_role(found, "comment") == "再核一下\n"
    assert [place.label for place in found.places if place.kind == "note"] == ["脚注 1", "脚注 2", "尾注 1", "批注 1"]
    assert "再核一下" not in own(found)


def test_table_of_contents_is_navigation_and_never_swallows_the_text() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body = p(begin + r("总则") + "<w:r><w:tab/></w:r>" + r("3")) + p("职责 12") + p("各村每月巡查。")
    found = parsed(body)
    assert of_role(found, "navigation") == "总则\t3\n职责 12\n"
    assert own(found) == "各村每月巡查。\n"
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    found = parsed(f"<w:sdt>{gallery}<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>" + p("正文"))
    assert own(found) == "正文\n"


def test_text_box_has_paragraphs_of_its_own_and_a_diagram_its_text() -> None:
    found = parsed(p(r("段") + DRAWN))
    assert [place.label for place in found.places] == ["1", "文本框 1"]
    drawing = '<w:r><w:drawing><dgm:relIds r:dm="d1"/></w:drawing></w:r>'
    data = document(
        p(drawing),
        related={"d1": ("diagramData", "diagrams/data1.xml")},
        **{"word__diagrams__data1.xml": xml("dgm:dataModel", "<a:p><a:r><a:t>县—乡—村</a:t></a:r></a:p>")},
    )
    assert of_role(reader.read(data, "甲.docx"), "caption") == "县—乡—村\n"


@pytest.mark.parametrize(
    ("content", "text", "note"),
    [
        ("插入的文字。".encode(), "插入的文字。", None),
        ("<html><body><p>插入的网页。</p></body></html>".encode(), "插入的网页。", None),
        (document(p("插入的文档。")), "插入的文档。", None),
        (b"%PDF-1.7", "", "PDF不在正文中读"),
        (None, "", "不在文档里"),
    ],
)
def test_chunks_in_place_of_text(content: bytes | None, text: str, note: str | None) -> None:
    parts = {} if content is None else {"word__chunk": content}
    data = document(p("前") + '<w:altChunk r:id="c"/>' + p("后"), related={"c": ("aFChunk", "chunk")}, **parts)
    found = reader.read(data, "甲.docx")
    assert [line for line in own(found).splitlines() if line] == ["前", *([text] if text else []), "后"]
    assert note is None or any(note in line for line in found.notes)


_SPACES = f'xmlns:cp="{OFFICE}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
CORE = f"<cp:coreProperties {_SPACES}>"


@pytest.mark.parametrize(
    ("title", "author", "told"),
    [
        ("甲县网格管理办法", "李四", {"title": "甲县网格管理办法", "author": "李四"}),
        ("甲县网格", "Administrator", {}),
        ("乙县考核办法", "微软用户", {}),
        ("Microsoft Word - 文档1", "user", {}),
        ("", "甲县民政局", {"author": "甲县民政局"}),
    ],
)
def test_properties_count_where_they_can_be_trusted(title: str, author: str, told: dict[str, str]) -> None:
    core = f"{CORE}<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator></cp:coreProperties>".encode()
    found = reader.read(
        document(p("甲县网格") + p("管理办法") + p("正文。"), **{"docProps__core.xml": core}), "甲.docx"
    )
    assert found.told == told


def test_properties_of_office_systems() -> None:
    rows = (
        ("发文字号", "甲政发〔2020〕3号"),
        ("成文日期", "2020年3月5日"),
        ("KSOProductBuildVer", "2052-11"),
        ("备注", "无"),
    )
    kind = f"{OFFICE}/officeDocument/2006"
    inner = "".join(f'<property name="{n}"><vt:lpwstr>{v}</vt:lpwstr></property>' for n, v in rows)
    custom = (
        f'<Properties xmlns="{kind}/custom-properties" xmlns:vt="{kind}/docPropsVTypes">{inner}</Properties>'.encode()
    )
    found = reader.read(document(p("正文。"), **{"docProps__custom.xml": custom}), "甲.docx")
    assert found.told == {"number": "甲政发〔2020〕3号", "issued": "2020-03-05"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (zipped({"[Content_Types].xml": b"<Types/>", "word/styles.xml": b"<a/>"}), "没有正文（word/document.xml）"),
        (document(p("正文。"))[:-40], "Word 文档已损坏"),
        (zipped({"[Content_Types].xml": b"", "word/document.xml": b"<w:document"}), "读不出：XML 有错误"),
        (zipped({"[Content_Types].xml": b"", "word/document.xml": b"<a/>"}), "没有正文（w:body）"),
        (
            zipped({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "文档类型声明",
        ),
        (
            zipped({"word/document.xml": xml("w:document", "<w:body>" + "<w:p>" * 400 + "</w:p>" * 400 + "</w:body>")}),
            "XML 有错误",
        ),
        (document(p("<w:r><w:drawing><a:blip/></w:drawing></w:r>")), "只有图片"),
        (zipped({"word/document.xml": b" " * (20 << 20)}), "压缩炸弹"),
    ],
)  # fmt: skip
def test_damaged_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        reader.read(data, "甲.docx")


def test_entity_bomb_is_refused_by_the_product() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "字字字字">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    data = zipped({"[Content_Types].xml": b"", "word/document.xml": f"{bomb}]><w>&h;</w>".encode()})
    with pytest.raises(InputError, match=r"甲\.docx.*XML"):
        read(data, name="甲.docx")


def test_damage_beside_the_text_is_told_and_costs_no_text() -> None:
    data = document(p("正文。"), **{"word__styles.xml": b"<w:styles", "word___rels__document.xml.rels": b"<"})
    found = reader.read(data, "甲.docx")
    assert found.text == "正文。\n"
    assert [note.partition("：")[0] for note in found.notes] == [
        "样式表没有读", "部件之间的联系（word/_rels/document.xml.rels）读不出",
    ]  # fmt: skip


def test_text_is_found_where_the_package_says_or_where_it_usually_is() -> None:
    assert reader.read(document(p("另处"), main="word/document2.xml"), "a").text == "另处\n"
    body = xml("w:document", "<w:body>" + p("正文") + "</w:body>")
    assert reader.read(zipped({"word\\document.xml": body}), "a").text == "正文\n"
    row = '<Override PartName="/x/文.xml" ContentType="a/template.main+xml"/>'
    types = f'<Types xmlns="{OFFICE}/package/2006/content-types">{row}</Types>'
    assert reader.read(zipped({"[Content_Types].xml": types.encode(), "x/文.xml": body}), "a").text == "正文\n"


def _ordinary() -> bytes:
    file = python_docx.Document()
    file.core_properties.title = "青山县网格工作办法"
    file.add_heading("青山县网格工作办法", 0)
    file.add_heading("一、总则", 1)
    file.add_paragraph("每个网格配一名网格员，每月走访40户。")
    grid = file.add_table(2, 2)
    for row, texts in zip(grid.rows, (("乡镇", "网格"), ("河口镇", "36个")), strict=True):
        for place, text in zip(row.cells, texts, strict=True):
            place.text = text
    file.sections[0].header.paragraphs[0].text = "内部资料"
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


ORDINARY = _ordinary()


def test_document_of_python_docx_through_the_product() -> None:
    source = read(ORDINARY, name="甲.docx")
    made = prepare(source, Metadata("甲"))
    assert made.title == "青山县网格工作办法"
    assert made.text.startswith("青山县网格工作办法\n一、总则\n每个网格")
    assert "内部资料" not in made.text
    assert ("header", "内部资料\n") in [(repair.name, repair.before) for repair in made.repairs]
    assert told_place(made, made.text.index("40户")) == "第3段第16字"
    assert told_place(made, made.text.index("36个")) == "表 1 第 2 行第 2 列第1字"


def test_repairs_of_hidden_text_keep_the_map() -> None:
    found = parsed(p(r("全县建成") + "<w:del><w:r><w:delText>百个</w:delText></w:r></w:del>" + r("院坝。")))
    file = SourceFile("甲.docx", "0" * 64, 1, "application/x", "")
    cleaned = clean(SourceText(found.text, file, found.blocks, found.places))
    assert cleaned.text.strip() == "全县建成院坝。"
    assert [(repair.name, repair.before) for repair in cleaned.repairs if repair.before == "百个"] == [
        ("hidden", "百个")
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_older_file_converted_by_libreoffice_is_read() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg936 {\f0 \'bc\'d7\'cf\'d8\'bd\'a8\'c1\'a2\'cd\'f8\'b8\'f1\par \'d2\'d2\'cf\'d8\par}}"
    found = reader.read(convert(rtf, ".rtf", Limits()), "甲.rtf")
    assert [line for line in own(found).splitlines() if line] == ["甲县建立网格", "乙县"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damage_anywhere_gives_a_text_or_a_reason(data: st.DataObject) -> None:
    """Cut off, bits turned; what is left may be text or anything else."""
    damaged = bytearray(ORDINARY[: data.draw(st.integers(1, len(ORDINARY)))])
    for _ in range(data.draw(st.integers(0, 12))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        source = read(bytes(damaged), name="甲.docx")
    except InputError:
        return
    assert source.text


@settings(max_examples=150)
@given(st.data())
def test_any_wild_xml_gives_a_text_or_a_reason(data: st.DataObject) -> None:
    names = ["w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:del", "w:sdt", "w:sdtContent", "w:fldChar", "w:numPr",
             "w:instrText", "w:ruby", "w:rt", "w:pPr", "w:numId", "w:ilvl", "mc:AlternateContent", "mc:Choice",
             "w:txbxContent", "w:tcPr", "w:gridSpan", "w:vMerge", "w:altChunk", "w:pStyle"]  # fmt: skip
    values = st.sampled_from(["1", "0", "-1", "99999999999", "begin", "separate", "end", "x", "restart", ""])

    def element(name: str, value: str, inner: list[str]) -> str:
        return f'<{name} w:val="{value}" w:fldCharType="{value}" r:id="{value}">{"".join(inner)}</{name}>'

    inner = st.recursive(
        st.text("甲乙1 ", max_size=3),
        lambda deeper: st.builds(element, st.sampled_from(names), values, st.lists(deeper, max_size=4)),
        max_leaves=40,
    )
    body = data.draw(inner)
    found = reader.read(document(body if body.startswith("<") else p("字"), numbering=LEGAL), "甲.docx")
    assert all(0 <= place.start < place.end <= len(found.text) for place in found.places)
