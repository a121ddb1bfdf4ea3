"""OFD: text objects in reading order, templates, tags; the layout's rules are those of PDF and tested there."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.readers import SourceText
from ingest.readers import ofd as reader
from ingest.readers import read as read_any
from ingest.readers.bounds import Bounds
from ingest.readers.parsed import Parsed, Unreadable
from kg.errors import InputError
from kg.model import SourceFile
from tests.ingest.readers.ofds import SIZE, Page, Path, Text, drawn, lines, ofd, packed

FILE = SourceFile("甲.ofd", "0" * 64, 1, "application/ofd", "")
PROSE = (
    "丙县把服务送到楼栋门口，办事窗口前移到村，干部每周下沉两天，议事会按月召开，居民提出的事项逐件登记、逐件回复，"
    "办结情况在公开栏里张榜，满意度由第三方电话回访，结果计入年度考核。"
)
HEAD, FOOT = '<a xmlns:ofd="http://www.ofdspec.org/2016"><Content><Layer>', "</Layer></Content></a>"
FIRST_PAGE = "Doc_0/Pages/Page_0/Content.xml"
SHOWN = ["\u3000\u3000" + PROSE[:22], *(PROSE[i : i + 24] for i in range(22, len(PROSE), 24))]


def read(data: bytes) -> Parsed:
    return reader.read(data, "甲.ofd")


def cleaned(parsed: Parsed) -> str:
    return clean(SourceText(parsed.text, FILE, parsed.blocks)).text


def test_lines_in_order_of_the_page_are_joined() -> None:
    parsed = read(ofd([list(reversed(lines(SHOWN)))]))
    assert parsed.text == "".join(f"{line.strip()}\n" for line in SHOWN)
    assert cleaned(parsed) == f"{PROSE}\n"


def test_template_is_a_running_header_and_page_numbers_go() -> None:
    pages: list[Page] = [[*lines(SHOWN[n : n + 3]), Text(100, 280, f"— {n} —", 3)] for n in range(3)]
    parsed = read(ofd(pages, template=[Text(80, 12, "丙县年报", 3)]))
    found = [(block.role, parsed.text[block.start : block.end]) for block in parsed.blocks if block.role != "wrapped"]
    assert found == [row for n in range(3) for row in (("header", "丙县年报\n"), ("page-number", f"— {n} —\n"))]
    assert [(place.kind, place.label) for place in parsed.places] == [("page", "1"), ("page", "2"), ("page", "3")]


def test_template_of_a_single_page_is_its_text() -> None:
    assert read(ofd([lines(["正文。"])], template=[Text(80, 12, "丙县文件")])).text == "丙县文件\n正文。\n"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ([Text(30, 40, "甲村乙", delta="5.6 60"), Text(30, 50, "丙村丁", delta="5.6 60")], "甲村\t乙\n丙村\t丁\n"),
        ([Text(30, 40, "甲乙丙丁", delta="g 3 5.6")], "甲乙丙丁\n"),
        ([Text(30, 40, "通知", delta="30")], "通知\n"),
        ([Text(30, 40, "甲村", delta="x")], "甲村\n"),
        ([Text(150, 40, "竖排一", down="g 2 5.6"), Text(140, 40, "竖排二", down="g 2 5.6")], "竖排一\n竖排二\n"),
        ([Text(30, 40, "下", ctm="1 0 0 1 0 60"), Text(30, 60, "上")], "上\n下\n"),
        ([Text(30, 40, "a<b&c")], "a<b&c\n"),
        ([Text(30, 40, ""), Text(30, 60, "上")], "上\n"),
    ],
)  # fmt: skip
def test_characters_stand_where_their_steps_put_them(page: Page, text: str) -> None:
    assert read(ofd([page])).text == text


def test_cells_between_rules() -> None:
    rules = [Path(25, y, 160, 0.2) for y in (40, 60, 80)] + [Path(x, 40, 0.2, 40) for x in (25, 70, 140, 185)]
    cells = [
        Text(27, 44, "责任单"), Text(27, 52, "位"), Text(72, 44, "健全回访制度，"), Text(72, 52, "按月通报。"),
        Text(142, 44, "六月"), Text(27, 65, "民政局"), Text(72, 65, "村务公开"), Text(142, 65, "年底"),
    ]  # fmt: skip
    parsed = read(ofd([[*rules, *cells]]))
    assert parsed.text == "责任单位\t健全回访制度，按月通报。\t六月\n民政局\t村务公开\t年底\n"
    assert [block.role for block in parsed.blocks] == ["table"]


def test_composite_objects_are_read_where_they_are_used() -> None:
    inside = drawn([Text(0, 0, "套用的字")])
    inner = f'<ofd:CompositeGraphicUnit ID="40"><ofd:Content>{inside}</ofd:Content></ofd:CompositeGraphicUnit>'
    used = '<ofd:CompositeObject ID="41" ResourceID="40" Boundary="30 90 60 10"/>'
    page = f"{HEAD}{used}{drawn([Text(30, 50, '上文')])}{FOOT}"
    others = {FIRST_PAGE: page.encode()}
    assert read(ofd([[]], units=inner, others=others)).text == "上文\n套用的字\n"


def test_file_says_what_it_is() -> None:
    info = (
        "<ofd:Title>丙县关于健全回访制度的意见</ofd:Title><ofd:Author>admin</ofd:Author><ofd:CustomDatas>"
        '<ofd:CustomData Name="成文日期">2020年3月5日</ofd:CustomData><ofd:CustomData Name="密级">无</ofd:CustomData>'
        '<ofd:CustomData Name="施行日期">择期</ofd:CustomData></ofd:CustomDatas>'
    )
    tags = '<ofd:发文字号><ofd:ObjectRef PageRef="10">22</ofd:ObjectRef></ofd:发文字号>'
    page = [Text(40, 40, "丙县关于健全回访制度的意见"), Text(60, 52, "丙政发〔2020〕3号", id="22")]
    told = {"title": "丙县关于健全回访制度的意见", "issued": "2020-03-05", "number": "丙政发〔2020〕3号"}
    assert dict(read(ofd([page], info=info, tags=tags)).told) == told


@pytest.mark.parametrize("title", ["新建文档", "Microsoft Word - 甲", "甲"])
def test_title_that_the_text_has_not_is_none(title: str) -> None:
    assert not read(ofd([lines(["甲村的正文。"])], info=f"<ofd:Title>{title}</ofd:Title>")).told


IMAGE = f'{HEAD}<ofd:ImageObject ID="3" Boundary="0 0 210 297"/>{FOOT}'.encode()
BOMB = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>'


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ({}, "没有文字；"),
        ({FIRST_PAGE: IMAGE}, "像是扫描件；请先做文字识别（OCR）"),
        ({"Encryptions.xml": b"<a/>"}, "已加密"),
        ({"OFD.xml": BOMB}, "声明了实体"),
        ({"OFD.xml": b"<ofd"}, "OFD 已损坏（OFD.xml："),
        ({"OFD.xml": b""}, "OFD 已损坏（OFD.xml："),
        ({"Doc_0/Document.xml": b"<a>"}, "OFD 已损坏（Doc_0/Document.xml："),
        ({"Doc_0/Document.xml": b"<a/>"}, "没有文字；"),
        ({"OFD.xml": b"<a><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></a>"}, "缺少 etc/passwd"),
    ],
)
def test_file_without_text_is_refused(others: Mapping[str, bytes], reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(ofd([[]], others=others))
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_zip_without_ofd_xml_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"缺少 OFD\.xml"):
        read(packed({"a.txt": b"a"}))


def test_damaged_page_costs_itself_alone() -> None:
    parsed = read(ofd([lines(["甲村。"]), [], lines(["乙村。"])], others={"Doc_0/Pages/Page_1/Content.xml": b"<a"}))
    assert (parsed.text, parsed.notes) == ("甲村。\n乙村。\n", ("第 2 页已损坏，没有读",))


def test_scanned_pages_are_named() -> None:
    parsed = read(ofd([lines(["甲村。"]), []], others={"Doc_0/Pages/Page_1/Content.xml": IMAGE}))
    assert parsed.notes == ("第 2 页没有文字，像是扫描的图片，没有读；请先做文字识别（OCR）再试",)


def test_limits_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    data = ofd([lines(["甲村的正文。"])] * 3)
    monkeypatch.setattr(reader, "bounds", lambda: Bounds(members=2))
    with pytest.raises(Unreadable, match="上限 2 页"):
        read(data)
    monkeypatch.setattr(reader, "bounds", lambda: Bounds(characters=10))
    with pytest.raises(Unreadable, match="文本太长"):
        read(data)


def test_no_block_is_too_deep() -> None:
    inner = drawn([Text(20, 20, "深处的字。")])
    page = f"{HEAD}{'<PageBlock>' * 120}{inner}{'</PageBlock>' * 120}{FOOT}"
    assert read(ofd([[]], others={FIRST_PAGE: page.encode()})).text == "深处的字。\n"


def test_what_stands_beside_the_pages_is_read_apart_or_told() -> None:
    remark = f"<Annot><Remark>请核对数字</Remark><Appearance>{drawn([Text(9, 9, '密件')])}</Appearance></Annot>"
    whole = "Annotations.xml</Annotations><Attachments>Attachments.xml</Attachments>"
    document = f'<a><Pages><Page ID="1" BaseLoc="p.xml"/></Pages><Annotations>{whole}</a>'
    image = '<ImageObject ID="3"/><CompositeObject ID="4" ResourceID="99"/>'
    parts = {
        "Doc_0/Document.xml": document,
        "Doc_0/p.xml": f"{HEAD}{drawn([Text(20, 20, '正文。')])}{image}{FOOT}",
        "Doc_0/Annotations.xml": '<a><Page PageID="1"><FileLoc>Annot.xml</FileLoc></Page></a>',
        "Doc_0/Annot.xml": f'<a xmlns:ofd="http://www.ofdspec.org/2016">{remark}</a>',
        "Doc_0/Attachments.xml": '<a><Attachment ID="1" Name="名册.xlsx"/></a>',
        "Doc_0/Signs/Seal.esl": "x",
    }
    found = read(ofd([[]], others={name: inner.encode() for name, inner in parts.items()}))
    assert found.text == "正文。\n请核对数字\n密件\n"
    assert [(found.text[b.start : b.end], b.role) for b in found.blocks] == [("请核对数字\n密件\n", "comment")]
    told = "\n".join(found.notes)
    assert all(words in told for words in ("名册.xlsx", "图片 1 幅", "注释 2 条", "印章 1 枚", "1 处引用的图形"))


def test_units_that_use_themselves_come_to_an_end() -> None:
    used = '<ofd:CompositeObject ID="41" ResourceID="40" Boundary="0 0 60 10"/>'
    inner = f'<ofd:CompositeGraphicUnit ID="40"><ofd:Content>{used}</ofd:Content></ofd:CompositeGraphicUnit>'
    page = f"{HEAD}{used}{drawn([Text(9, 9, '字')])}{FOOT}"
    assert read(ofd([[]], units=inner, others={FIRST_PAGE: page.encode()})).text == "字\n"


WHOLE = ofd([[*lines(SHOWN), Text(100, 280, "— 1 —", 3)]] * 2, template=[Text(80, 12, "丙县年报", SIZE)], tags="<a/>")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.just(0), st.integers(0, 1 << 16)),
    st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 7)), max_size=8),
)
def test_whatever_happens_to_a_file_it_is_read_or_refused(cut: int, flips: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE[: len(WHOLE) - cut % len(WHOLE)])
    for at, bit in flips:
        data[at % len(data)] ^= 1 << bit
    with suppress(InputError):
        assert read_any(bytes(data), name="甲.ofd", kind="ofd").text.strip()


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 1 << 16), st.sampled_from('<>/"= 019.-g&;字\0')), min_size=1, max_size=6))
def test_whatever_is_written_into_a_page_it_is_read_or_refused(changes: list[tuple[int, str]]) -> None:
    page = HEAD + drawn(lines(SHOWN)) + FOOT
    for at, character in changes:
        page = page[: at % len(page)] + character + page[at % len(page) + 1 :]
    with suppress(Unreadable):
        read(ofd([[], lines(["正文。"])], others={FIRST_PAGE: page.encode()}))
