"""Web pages in the layouts that government, Party and news sites use; the pages are our own (pages/README.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import html
from ingest.readers.parsed import APART, Parsed, Unreadable

PAGES = Path(__file__).with_name("pages")
PROSE = "各乡镇要按照要求建立网格，抓好落实，确保取得实效。"
TOLD: dict[str, dict[str, str]] = {
    "state_council": {
        "title": "青禾省人民政府办公厅关于推进乡镇议事协商工作的指导意见",
        "publisher": "青禾省人民政府办公厅",
        "issued": "2021-06-10", "published": "2021-06-18", "number": "青政办发〔2021〕17号",
        "index": "QH0010-2021-00042", "topics": "民政、社会工作\\基层政权", "validity": "有效",
        "source": "http://www.qinghe.example.cn/zfwj/t20210618_1.html",
    },
    "disclosure_dl": {
        "title": "柳溪县民政局关于做好高龄津贴发放工作的通知", "publisher": "柳溪县民政局", "issued": "2020-03-05",
        "published": "2020-03-06", "number": "柳民〔2020〕8号", "index": "11990000-2020-003",
        "topics": "高龄津贴；养老", "validity": "有效", "source": "柳溪县民政局",
    },
    "list_fields": {
        "title": "关于开展网格员培训的通知", "publisher": "松原镇人民政府", "issued": "2022-04-11",
        "published": "2022-04-12", "index": "sy-2022-11", "source": "松原镇党政办",
    },
    "columns_table": {
        "title": "云岭市人民政府关于印发城市管理综合执法办法的通知", "publisher": "云岭市人民政府",
        "issued": "2013-05-20", "published": "2013-05-22", "number": "云政发[2013]7号", "index": "000-2013-7",
    },
    "people_news": {
        "title": "清河县：“板凳会”开到家门口", "published": "2021-03-05", "publisher": "人民在线－清河日报",
        "source": "人民在线－清河日报",
    },
    "xinhua_news": {
        "title": "山南州推行“一门办” 群众少跑腿", "published": "2023-05-16", "publisher": "新华在线",
        "source": "新华在线",
    },
    "wechat": {
        "title": "桥头街道：“红色物业”暖人心", "published": "2022-07-01", "publisher": "桥头发布",
        "source": "http://mp.example.com/s?__biz=1",
    },
    "party_site": {
        "title": "湖滨区：党建引领促共治", "published": "2019-11-08", "publisher": "湖滨组工", "source": "湖滨组工",
    },
    "provincial_news": {
        "title": "平安建设一线见闻丨“石榴籽调解室”里话家常", "published": "2022-10-09", "publisher": "草原在线",
    },
    "paged": {
        "title": "村规民约怎样活起来", "published": "2018-09-10", "author": "陈思", "publisher": "乡村周刊",
        "source": "乡村周刊",
    },
    "forum": {"title": "转：南坪区关于老旧小区改造的实施方案", "published": "2017-05-04"},
    "campus": {"title": "海棠市委社会工作部负责人答记者问", "published": "2024-02-20"},
    "preformatted": {"title": "东湾乡人民政府2009年工作总结"},
    "notice": {"title": "停水通知", "published": "2023-08-02", "author": "白石社区"},
}  # fmt: skip


def page(body: str, head: str = "") -> Parsed:
    return html.read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def own(parsed: Parsed) -> str:
    """The text without what is set apart."""
    return "".join(c for i, c in enumerate(parsed.text) if not any(b.start <= i < b.end for b in apart(parsed)))


def apart(parsed: Parsed) -> list[object]:
    return [block for block in parsed.blocks if block.role in APART]


def role_of(parsed: Parsed, words: str) -> str:
    at = parsed.text.index(words)
    return next((block.role for block in parsed.blocks if block.start <= at < block.end), "body")


@pytest.mark.parametrize("name", sorted(TOLD))
def test_page_gives_its_text_and_nothing_of_its_site(name: str) -> None:
    parsed = html.read((PAGES / f"{name}.html").read_bytes(), name)
    assert own(parsed) == (PAGES / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(TOLD))
def test_page_tells_what_its_document_is(name: str) -> None:
    assert dict(html.read((PAGES / f"{name}.html").read_bytes(), name).told) == TOLD[name]


def test_every_page_has_its_expectations() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == set(TOLD) == {path.stem for path in PAGES.glob("*.txt")}


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("当前位置", "navigation"),
        ("索\xa0引\xa0号", "metadata"),
        ("分享到", "navigation"),
        ("责任编辑：王小明", "credit"),
        ("相关阅读", "related"),
        ("一图读懂", "related"),
        ("主办单位", "footer"),
        ("年度\t", "table"),
        ("经省人民政府同意", "body"),
    ],
)
def test_nothing_is_lost_and_each_stretch_has_its_role(words: str, role: str) -> None:
    parsed = html.read((PAGES / "state_council.html").read_bytes(), "a.html")
    assert role_of(parsed, words) == role
    assert "脚本里的字" not in parsed.text


@pytest.mark.parametrize(
    ("name", "words", "kind", "label"),
    [
        ("state_council", "各市、县人民政府", "element", "#UCAP-CONTENT/p[3]"),
        ("state_council", "省民政厅 各县", "cell", "表 2 第 2 行第 3 列"),
        ("columns_table", "第二条", "element", "/html/body/table[1]/tr[2]/td[2]/table[2]/tr[3]/td[1]"),
        ("wechat", "近日，", "element", "#js_content/section[2]/section[1]/p[1]"),
    ],
)
def test_place_leads_to_the_element(name: str, words: str, kind: str, label: str) -> None:
    parsed = html.read((PAGES / f"{name}.html").read_bytes(), name)
    at = parsed.text.index(words)
    inner = [place for place in parsed.places if place.start <= at < place.end][-1]
    assert (inner.kind, inner.label) == (kind, label)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<div id=zoom><p>{PROSE}<span hidden>甲</span>乙</p></div>", f"{PROSE}乙\n"),
        (f"<div id=zoom><p aria-hidden=true>甲</p><p>{PROSE}</p></div>", f"{PROSE}\n"),
        (f"<div id=zoom style='display: none'><p>{PROSE}</p></div>", f"{PROSE}\n"),
        (f"<div id=zoom><noscript>请启用脚本</noscript><template>模板</template>{PROSE}</div>", f"{PROSE}\n"),
        (f"<div id=zoom><p>网\n格 员</p><p>grid\nmember</p><p>{PROSE}</p></div>", f"网格 员\ngrid member\n{PROSE}\n"),
        (f"<div id=zoom>{PROSE}<p>联合<ruby>治<rt>zhì</rt></ruby>理</p></div>", f"{PROSE}\n联合治理\n"),
        (f"<div id=zoom>{PROSE}<div class=share-box>分享到</div></div>", f"{PROSE}\n"),
        (f"<div id=zoom>{PROSE}<p>【责任编辑：某某】</p></div>", f"{PROSE}\n"),
        (f"<div id=zoom>{PROSE}</div><p>某县人民政府</p><p>2020年5月6日</p><p>首页</p>",
         f"{PROSE}\n某县人民政府\n2020年5月6日\n"),
        (f"<div id=zoom>{PROSE}</div><ul><li><a href=a.pdf>附表一</a></li></ul>", f"{PROSE}\n附表一\n"),
        (f"<div class=TRS_Editor>{PROSE}</div><p>广告</p><div class=TRS_Editor>{PROSE}</div>", f"{PROSE}\n{PROSE}\n"),
        (f"<a href=a>首页</a> | <a href=b>新闻</a><p>{PROSE}</p><p>{PROSE}</p><a href=c>县情</a>",
         f"{PROSE}\n{PROSE}\n"),
        ("<ul><li><a href=a>关于网格的通知</a></li></ul>", "关于网格的通知\n"),
        (f"<p>点击收藏</p><p><!--enpcontent-->{PROSE}</p>", f"{PROSE}\n"),
    ],
)  # fmt: skip
def test_text_of_a_page(body: str, text: str) -> None:
    assert own(page(body)) == text


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("<table><tr><th>索引号</th><td>A-1</td><th>发文机关</th><td>某县人民政府</td></tr></table>",
         {"index": "A-1", "publisher": "某县人民政府"}),
        ("<p>【索 引 号】 A-1　【发布机构】 某县民政局</p>", {"index": "A-1", "publisher": "某县民政局"}),
        ("<p>索 引 号：A-1　发布机构：某县民政局</p>", {"index": "A-1", "publisher": "某县民政局"}),
        ("<div><span>文号：</span><span>某政〔2020〕3号</span></div><div><span>有效性：</span><span>废止</span></div>",
         {"number": "某政〔2020〕3号", "validity": "废止"}),
        ("<div>发布日期：</div><div>2020年3月</div>", {"published": "2020-03"}),
        ("<p>发文机关：无</p><p>主题词：</p><p>施行日期：2021-1-1</p>", {"effective": "2021-01-01"}),
        ("<p>来源：某报 编辑：甲 2020-01-02</p>", {"publisher": "某报", "source": "某报", "published": "2020-01-02"}),
        ("<p>发文机关：甲局 乙局</p>", {"publisher": "甲局；乙局"}),
    ],
)  # fmt: skip
def test_table_of_a_page_tells(table: str, told: dict[str, str]) -> None:
    parsed = page(f"{table}<div id=zoom>{PROSE}</div>")
    assert dict(parsed.told) == told
    assert not told or own(parsed) == f"{PROSE}\n"


def test_words_of_the_text_are_no_fields() -> None:
    body = f"<p>时间：5月3日上午</p><p>名称</p><p>{PROSE}</p>"
    parsed = page(f"<div id=zoom>{body}</div>")
    assert own(parsed) == f"时间：5月3日上午\n名称\n{PROSE}\n"
    assert "published" not in parsed.told


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>关于建立网格的通知_通知公告_某县人民政府</title>", "关于建立网格的通知"),
        ("<title>某县人民政府 关于建立网格的通知</title>", "关于建立网格的通知"),
        ("<title>某县人民政府</title>", "关于建立网格的通知"),
        ("<title>正文</title><meta name=ArticleTitle content='关于建立网格的…'>", "关于建立网格的通知"),
        ("", "关于建立网格的通知"),
    ],
)
def test_title_is_that_of_the_page_that_it_shows(head: str, title: str) -> None:
    parsed = page(f"<h1>某县人民政府网</h1><h2>关于建立<br>网格的通知</h2><div id=zoom>{PROSE}</div>", head)
    assert parsed.told["title"] == title
    assert own(parsed).startswith("关于建立\n网格的通知\n")


def test_title_that_the_text_repeats_stays_once() -> None:
    name = "关于建立网格的通知"
    parsed = page(f"<h1>{name}</h1><div id=zoom><p>{name}</p><p>{PROSE}</p></div>")
    assert own(parsed) == f"{name}\n{PROSE}\n"


@pytest.mark.parametrize("charset", ["gb2312", "utf-8", "big5", "nonsense"])
def test_charset_that_the_page_claims_wrongly_is_overruled(charset: str) -> None:
    data = f"<meta charset={charset}><div id=zoom>{PROSE}".encode("gb18030")
    parsed = html.read(data, "a.html")
    assert (PROSE in parsed.text, parsed.encoding) == (True, "gb18030")
    assert bool(parsed.notes) is (charset != "gb2312")


ROWS = (
    "<tr><td rowspan=2>受理</td><td>村</td><td>当日</td></tr><tr><td colspan=2>镇</td></tr>"
    "<tr><td>办理</td><td>县</td></tr>"
)


def test_cell_that_reaches_down_keeps_the_columns_of_the_rows_below() -> None:
    parsed = html.read(f"<div id=zoom><p>{PROSE}</p><table>{ROWS}</table></div>".encode(), "a.html")
    assert parsed.text.endswith("受理\t村\t当日\n\t镇\n办理\t县\n")
    cells = {parsed.text[p.start : p.end]: p.label for p in parsed.places if p.kind == "cell"}
    assert cells["镇"] == "表 1 第 2 行第 2 列"


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ('<a class=sdfootnoteanc href="#sdfootnote1sym"><sup>1</sup></a>', '<div id=sdfootnote1><p>{}</p></div>'),
        ('<a href="#_ftn1"><span>[1]</span></a>', '<div id=ftn1><p class=MsoFootnoteText>{}</p></div>'),
        ('<sup id=fnref:1><a href="#fn:1">1</a></sup>', '<ol><li id="fn:1"><p>{}</p></li></ol>'),
    ],
)  # fmt: skip
def test_mark_of_a_note_is_no_digit_of_the_number_before_it(mark: str, note: str) -> None:
    page = f"<div id=zoom><p>{PROSE}</p><p>建成98{mark}个。</p>{note.format('含在建的。')}</div>"
    parsed = html.read(page.encode(), "a.html")
    assert "建成98个。" in own(parsed)
    assert [parsed.text[b.start : b.end] for b in parsed.blocks if b.role == "footnote"] == ["含在建的。\n"]


def test_what_the_text_shows_without_words_is_told() -> None:
    shown = '<img src="a.png"><iframe src="/files/意见.pdf?x=1"></iframe>'
    notes = html.read(f"<div id=zoom><p>{PROSE}</p>{shown}</div>".encode(), "a.html").notes
    assert any("图片 1 幅" in note for note in notes)
    assert any("意见.pdf" in note for note in notes)


def test_heading_of_a_section_is_not_the_title() -> None:
    page = f"<body><p>关于网格的意见</p><h1>一、总体要求</h1><p>{PROSE}</p></body>"
    assert html.read(page.encode(), "a.html").told.get("title") != "一、总体要求"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "没有文字"),
        (b"<html><script>a</script><div id=app></div></html>", "由脚本载入"),
        (b"<frameset><frame src=a.htm></frameset>", "框架页"),
    ],
)
def test_page_without_text_is_refused_with_a_way_out(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        html.read(data, "a.html")


@pytest.mark.parametrize("tag", ["div", "font", "x", "table><tr><td", "div class=zoom", "b", "ul><li", "select", "a"])
def test_no_depth_is_too_great(tag: str) -> None:
    parsed = html.read(f"<{tag}>甲，".encode() * 3000, "a.html")
    assert parsed.text.count("甲") == 3000
