"""PDF: the text layer in reading order, what runs over the pages apart, broken lines told."""

from __future__ import annotations

import zlib
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.readers import SourceText, child
from ingest.readers import pdf as reader
from ingest.readers import read as read_any
from ingest.readers.bounds import Bounds
from ingest.readers.formats import FORMATS
from ingest.readers.limits import Limits
from ingest.readers.parsed import Parsed, Unreadable
from kg.errors import InputError
from kg.model import SourceFile
from tests.ingest.readers.pdfs import LEFT, PITCH, TOP, Page, Rule, Text, lines, pdf

FILE = SourceFile("甲.pdf", "0" * 64, 1, "application/pdf", "")
PROSE = (
    "丙县把服务送到楼栋门口，办事窗口前移到村，干部每周下沉两天，议事会按月召开，居民提出的事项逐件登记、逐件回复，"
    "办结情况在公开栏里张榜，满意度由第三方电话回访，结果计入年度考核。"
)
WIDTH = 24  # characters of a line


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """The lines of a paragraph, the first indented by two characters."""
    first = width - 2
    return ["\u3000\u3000" + text[:first], *(text[i : i + width] for i in range(first, len(text), width))]


def read(pages: list[Page], **options: object) -> Parsed:
    return reader.read(pdf(pages, **options), "甲.pdf")  # type: ignore[arg-type]


def cleaned(parsed: Parsed) -> str:
    return clean(SourceText(parsed.text, FILE, parsed.blocks)).text


def roles(parsed: Parsed) -> list[tuple[str, str]]:
    return [(block.role, parsed.text[block.start : block.end]) for block in parsed.blocks]


# --- lines and paragraphs --------------------------------------------------------------------------------------------


def test_each_printed_line_is_a_line_and_what_goes_on_is_told() -> None:
    shown = wrapped(PROSE)
    parsed = read([lines(shown)])
    assert parsed.text == "".join(f"{line.strip()}\n" for line in shown)
    assert roles(parsed) == [("wrapped", "".join(f"{line}\n" for line in shown[1:]))]
    assert cleaned(parsed) == f"{PROSE}\n"


def test_paragraphs_stay_apart() -> None:
    parsed = read([lines([*wrapped(PROSE), *wrapped(PROSE[:40] + "。"), *wrapped(PROSE)])])
    assert cleaned(parsed).splitlines() == [PROSE, PROSE[:40] + "。", PROSE]


def test_numbered_paragraph_without_indent_begins_anew() -> None:
    full = PROSE[: WIDTH * 2 - 1] + "。"
    shown = [full[:WIDTH], full[WIDTH:], "（二）" + PROSE[: WIDTH - 3], PROSE[WIDTH - 3 : 2 * WIDTH - 3]]
    assert cleaned(read([lines([*shown, *shown])])).splitlines()[1].startswith("（二）")


def test_lines_of_a_table_of_contents_stay() -> None:
    shown = [f"第{n}部分{PROSE[:9]}{'.' * 20}{n}" for n in range(1, 9)]
    assert cleaned(read([lines(shown)])).splitlines() == shown


def test_heading_in_larger_type_is_not_joined() -> None:
    page = [Text(LEFT, TOP, PROSE[:18], 22), *lines(wrapped(PROSE), top=TOP - 40)]
    assert cleaned(read([page])).splitlines() == [PROSE[:18], PROSE]


def test_order_is_that_of_the_page_and_not_of_the_file() -> None:
    assert read([list(reversed(lines(["甲村", "乙村", "丙村"])))]).text == "甲村\n乙村\n丙村\n"


def test_sentence_broken_by_a_page_is_joined() -> None:
    shown = wrapped(PROSE * 3)
    pages: list[Page] = [
        [Text(200, 800, "丙县年报", 10), *lines(shown[i : i + 5]), Text(280, 40, f"— {i // 5 + 1} —", 10)]
        for i in range(0, len(shown), 5)
    ]
    parsed = read(pages)
    assert cleaned(parsed) == f"{PROSE * 3}\n"
    assert [place.label for place in parsed.places] == [str(n + 1) for n in range(len(pages))]
    second = parsed.places[1]
    assert parsed.text[second.start : second.end].startswith("丙县年报\n" + shown[5])


@pytest.mark.parametrize("by_rows", [True, False])
def test_columns_are_read_one_after_another_and_joined(by_rows: bool) -> None:
    shown = wrapped(PROSE * 2, 14)
    half = (len(shown) + 1) // 2
    left, right = lines(shown[:half], x=60, pitch=20), lines(shown[half:], x=320, pitch=20)
    both = [*left, *right]
    page = sorted(both, key=lambda t: -t.y) if by_rows else both  # type: ignore[union-attr]
    title = Text(150, 800, "关于两栏排版的一份说明", 22)
    assert cleaned(read([[title, *page]])).splitlines() == [title.text, PROSE * 2]


def test_word_parted_by_a_hyphen_is_joined() -> None:
    shown = [
        "Every request is kept in one register, and its set-",
        "tlement is told to those who made it in ten days on",
    ]
    page = lines([*shown, "paper. Nothing else is asked of them by the board or", "by its staff."], size=12)
    text = cleaned(read([page]))
    assert "its settlement is told" in text
    assert "on paper." in text


# --- tables ----------------------------------------------------------------------------------------------------------


def test_cells_in_line_are_parted_by_tabs() -> None:
    page = [
        Text(x, TOP - PITCH * i, f"{c}{i}") for i in range(3) for c, x in (("单位", 80), ("任务", 240), ("时限", 400))
    ]
    parsed = read([page])
    assert parsed.text == "单位0\t任务0\t时限0\n单位1\t任务1\t时限1\n单位2\t任务2\t时限2\n"
    assert roles(parsed) == [("table", parsed.text)]


def test_cells_between_rules_keep_their_lines_together() -> None:
    rules = [Rule(70, y, 520, y) for y in (720, 660, 600)] + [Rule(x, 600, x, 720) for x in (70, 200, 400, 520)]
    cells = [
        Text(74, 700, "责任单"), Text(74, 675, "位"), Text(204, 700, "健全回访制度，"), Text(204, 675, "按月通报。"),
        Text(404, 700, "六月底前"), Text(74, 640, "民政局"), Text(204, 640, "村务公开"), Text(404, 640, "年底"),
    ]  # fmt: skip
    page = [*rules, *cells, Text(80, 560, "表后的文字。"), Text(80, 780, "表前的文字。")]
    parsed = read([page])
    rows = "责任单位\t健全回访制度，按月通报。\t六月底前\n民政局\t村务公开\t年底\n"
    assert parsed.text == f"表前的文字。\n{rows}表后的文字。\n"
    assert cleaned(parsed).splitlines()[1:3] == [row.replace("\t", " ") for row in rows.splitlines()]


def test_rows_of_a_table_are_not_joined_by_cleaning() -> None:
    rules = [Rule(70, 720 - 30 * n, 520, 720 - 30 * n) for n in range(4)] + [
        Rule(x, 630, x, 720) for x in (70, 350, 520)
    ]
    cells = [
        Text(x, 700 - 30 * n, t) for n in range(3) for x, t in ((74, "按月回访。结果通报"), (354, "民政局、各乡镇"))
    ]
    assert cleaned(read([[*rules, *cells]])).splitlines() == ["按月回访。结果通报 民政局、各乡镇"] * 3


def test_one_wide_gap_is_a_space() -> None:
    assert (
        read([[Text(80, 700, "主任"), Text(300, 700, "丁某某"), Text(80, 650, "正文。")]]).text
        == "主任 丁某某\n正文。\n"
    )


# --- what runs over the pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "role"),
    [
        (["— 1 —", "— 2 —", "— 3 —"], "page-number"),
        (["第1页 共3页", "第2页 共3页", "第3页 共3页"], "page-number"),
        (["7", "8", "9"], "page-number"),
        (["iv", "v", "vi"], "page-number"),
        (["1/3", "2/3", "3/3"], "page-number"),
        (["丙县年报 第1页", "丙县年报 第2页", "丙县年报 第3页"], "footer"),
        (["丙县人民政府办公室"] * 3, "footer"),
        (["按月通报，结果公开。"] * 3, None),
        (["甲村", "乙村", "丙村"], None),
        (["12", "7", "30"], None),
    ],
)
def test_what_stands_at_the_foot_of_each_page(texts: list[str], role: str | None) -> None:
    parsed = read([[*lines(wrapped(PROSE)[: 2 + n]), Text(280, 40, text, 10)] for n, text in enumerate(texts)])
    found = [text.strip() for name, text in roles(parsed) if name == role]
    assert found == (texts if role else [])


def test_header_of_every_page_is_one() -> None:
    parsed = read([[Text(200, 800, "丙县年报", 10), *lines(wrapped(PROSE)[:n])] for n in (2, 3, 4)])
    assert [text for role, text in roles(parsed) if role == "header"] == ["丙县年报\n"] * 3
    assert "丙县年报" not in cleaned(parsed)


def test_text_of_a_single_page_is_no_header() -> None:
    assert roles(read([[Text(200, 800, "丙县年报"), Text(80, 700, "正文。"), Text(280, 40, "2020")]])) == []


# --- characters ------------------------------------------------------------------------------------------------------


def test_invisible_text_of_a_scan_is_read() -> None:
    assert read([[Text(80, 700, "识别出的文字", mode=3)]]).text == "识别出的文字\n"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ([Text(80, 700, "效ﬁ率")], "效fi率\n"),
        ([Text(80, 700, "甲𠮷村"), Text(80, 660, "乙村")], "甲𠮷村\n乙村\n"),
        ([Text(80, 700, "甲𠮷\0村"), Text(80, 660, "乙 2 村")], "甲𠮷村\n乙 2 村\n"),
        ([Text(80, 700, "通知", spread=40)], "通知\n"),
        ([Text(80, 700, "甲"), Text(99, 700, "乙")], "甲乙\n"),
        ([Text(300, 700, "竖排一", vertical=True), Text(270, 700, "竖排二", vertical=True)], "竖排一\n竖排二\n"),
        ([Text(100, 100, "横放一", is_rising=True), Text(130, 100, "横放二", is_rising=True)], "横放一\n横放二\n"),
    ],
)  # fmt: skip
def test_characters_are_kept(page: Page, text: str) -> None:
    assert read([page], glyphs={"ﬁ": "fi"}).text == text


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_page_is_read_upright(rotate: int) -> None:
    assert read([lines(["甲村第一行", "乙村第二行"])], rotate=rotate).text == "甲村第一行\n乙村第二行\n"


def test_font_that_tells_no_characters_is_noted_or_refused() -> None:
    glyphs = {c: chr(0xE100 + n) for n, c in enumerate("甲乙丙丁")}
    with pytest.raises(Unreadable, match="OCR"):
        read([lines(["甲乙丙丁"])], glyphs=glyphs)
    assert "乱码" in read([lines([PROSE[:40], "甲乙"])], glyphs=glyphs).notes[0]


# --- what is no text -------------------------------------------------------------------------------------------------

_IMAGE = b"q 500 0 0 700 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"


def test_scan_is_refused_with_advice() -> None:
    with pytest.raises(Unreadable, match="没有文字层，像是扫描件；请先做文字识别（OCR）"):
        reader.read(pdf([], raw=_IMAGE), "甲.pdf")


def test_scanned_pages_among_others_are_named() -> None:
    parsed = reader.read(pdf([lines(["正文。"]), []], raw=_IMAGE), "甲.pdf")
    assert parsed.notes == ("第 3 页没有文字层，像是扫描的图片，没有读；请先做文字识别（OCR）再试",)


def test_page_that_is_mostly_a_picture_is_named_and_other_pictures_are_counted() -> None:
    image = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    image += b"\nstream\n\x80\nendstream"
    used = b"/Resources<</XObject<</I 15 0 R>>/Font<</F1 3 0 R>>>>"
    drawn = b"q 500 0 0 700 40 40 cm /I Do Q q 50 0 0 50 0 0 cm /I Do Q BT /F1 16 Tf 80 700 Td <7532> Tj ET"
    data = pdf([lines(["甲村的正文。"]), lines(["甲"])], raw=drawn, others=[image], annotations=used)
    assert reader.read(data, "甲.pdf").notes == (
        "第 3 页大半是图片，像是扫描件，只读出页上少量的字；请先做文字识别（OCR）再试",
        "图片 1 幅，图中的文字没有读",
    )


def utf16(text: str) -> bytes:
    return f"<feff{text.encode('utf-16-be').hex()}>".encode()


def test_comments_and_fields_are_read_in_their_place_and_attachments_are_told() -> None:
    note = b"<</Type/Annot/Subtype/Text/Rect[400 700 420 720]/Contents" + utf16("数字待核") + b">>"
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[150 700 300 716]/V" + utf16("青泽县") + b">>"
    names = b"/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a)/UF" + utf16("名册.xlsx") + b">>]>>>>"
    data = pdf(
        [[Text(80, 703, "县名："), Text(80, 660, "第二行。")]],
        annotations=b"/Annots[11 0 R 12 0 R]",
        catalogue=b"/AcroForm<</Fields[12 0 R]>>" + names,
        others=[note, field],
    )
    parsed = reader.read(data, "甲.pdf")
    assert parsed.text.split() == ["县名：", "青泽县", "第二行。", "数字待核"]
    assert [(parsed.text[b.start : b.end], b.role) for b in parsed.blocks] == [("数字待核\n", "comment")]
    told = "\n".join(parsed.notes)
    assert all(words in told for words in ("批注 1 条", "填写的内容 1 处", "附件 1 个没有读：名册.xlsx"))


def test_raised_mark_of_a_note_is_no_digit_of_the_number_before_it() -> None:
    line = [Text(80, 760, "建成网格98", 16), Text(160, 766, "1", 8), Text(164, 760, "个，见第1页。", 16)]
    parsed = read([[*line, *lines([PROSE[:24], PROSE[24:48]], top=730), *lines(["1含在建的网格。"], top=120, size=10)]])
    assert parsed.text.startswith("建成网格981个，见第1页。\n")
    assert next((parsed.text[b.start : b.end], b.role) for b in parsed.blocks) == ("1", "hidden")
    assert cleaned(parsed).startswith("建成网格98个，见第1页。")


NOTED = [
    *lines([PROSE[:24], PROSE[24:48], PROSE[48:60]]),
    *lines(["①见附表。", "②由镇里汇总后"], top=120, size=10, pitch=16),
]


def test_footnotes_stand_behind_the_text_and_break_no_sentence() -> None:
    first = [*NOTED, *lines(["报县委。"], top=88, size=10)]
    parsed = read([first, lines([PROSE[60:]])])
    assert parsed.text.endswith("①见附表。\n②由镇里汇总后\n报县委。\n")
    notes = [(p.label, parsed.text[p.start : p.end]) for p in parsed.places if p.kind == "note"]
    assert notes == [("脚注 1", "①见附表。\n"), ("脚注 2", "②由镇里汇总后\n报县委。\n")]
    assert PROSE in cleaned(parsed).replace("\n", "")
    assert [b.role for b in parsed.blocks if parsed.text[b.start] in "①②"] == ["footnote"]


@pytest.mark.parametrize(
    "texts", [["1. 组织领导", "2. 经费保障"], ["1年为期", "2年为期"], ["3见附表。"], ["注：见附表。"]]
)
def test_small_lines_that_are_no_footnotes_stay(texts: list[str]) -> None:
    page = [*lines([PROSE[:24], PROSE[24:48]]), *lines(texts, top=120, size=10, pitch=16)]
    assert not any(place.kind == "note" for place in read([page]).places)


def test_reason_is_that_of_the_file_and_not_of_one_before() -> None:
    sealed = pdf([lines(["甲村。"])], password="x")
    for data, reason in ((pdf([]), "一页也没有"), (sealed, "要密码"), (pdf([]), "一页也没有"), (b"%PDF-1.7", "打不开")):
        with pytest.raises(Unreadable, match=reason):
            reader.read(data, "甲.pdf")


def test_blank_pages_alone_are_refused() -> None:
    with pytest.raises(Unreadable, match="空白"):
        read([[]])


def test_password_is_asked_for_and_an_empty_one_opens() -> None:
    assert read([lines(["甲村"])], password="").text == "甲村\n"
    with pytest.raises(Unreadable, match="已加密"):
        read([lines(["甲村"])], password="secret")


# --- properties ------------------------------------------------------------------------------------------------------

_HEAD = "丙县关于健全回访制度的意见"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        (_HEAD, {"title": _HEAD}),
        (" 丙县关于健全 回访制度的意见", {"title": "丙县关于健全 回访制度的意见"}),
        ("Microsoft Word - 文档1", {}),
        ("甲", {}),
        ("丁县去年的总结模板", {}),
        ("", {}),
    ],
)
def test_title_is_told_where_the_text_has_it(title: str, told: dict[str, str]) -> None:
    page = lines([_HEAD[:6], _HEAD[6:], "正文。"])
    info = {"Title": title, "Author": "Administrator", "CreationDate": "D:20200305"}
    assert dict(read([page], info=info).told) == told


# --- damage ----------------------------------------------------------------------------------------------------------

WHOLE = pdf([[Text(200, 800, "丙县年报", 10), *lines(wrapped(PROSE))]] * 3, packed=True, info={"Title": _HEAD})


def test_broken_table_of_objects_is_no_obstacle() -> None:
    at = WHOLE.rindex(b"startxref")
    assert "丙县年报" in reader.read(WHOLE[:at] + b"startxref\n7\n%%EOF\n", "甲.pdf").text


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", WHOLE[:200]])
def test_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="已损坏"):
        reader.read(data, "甲.pdf")


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "bounds", lambda: Bounds(members=2))
    with pytest.raises(Unreadable, match="3 页，上限 2 页"):
        reader.read(WHOLE, "甲.pdf")


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "bounds", lambda: Bounds(characters=150))
    with pytest.raises(Unreadable, match="文本太长：超过 150 字"):
        reader.read(WHOLE, "甲.pdf")


def test_bomb_stops_at_the_limits_of_the_child() -> None:
    bomb = zlib.compress(b"BT /F1 9 Tf 9 9 Td <4e00> Tj ET\n" * 6_000_000, 9)
    data = pdf([lines(["正文。"])], raw=b"@@").replace(
        b"<</Length 2>>", b"<</Length %d/Filter/FlateDecode>>" % len(bomb)
    )
    with pytest.raises(Unreadable):
        child.read(FORMATS["pdf"], data.replace(b"@@", bomb), "甲.pdf", Limits(seconds=3, memory_mb=300))


def mutated(data: bytes, cut: int, flips: list[tuple[int, int]]) -> bytes:
    copy = bytearray(data[: len(data) - cut % len(data)])
    for at, bit in flips:
        copy[at % len(copy)] ^= 1 << bit
    return b"%PDF-1.7" + bytes(copy[8:])


FLIPS = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 7)), max_size=12)
CUTS = st.one_of(st.just(0), st.integers(0, 1 << 20))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(CUTS, FLIPS)
def test_whatever_happens_to_a_file_it_is_read_or_refused(cut: int, flips: list[tuple[int, int]]) -> None:
    with suppress(InputError):
        assert read_any(mutated(WHOLE, cut, flips), name="甲.pdf").text.strip()
