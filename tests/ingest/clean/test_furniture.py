from __future__ import annotations

import pytest

from ingest.clean import clean
from ingest.extract import Metadata
from ingest.structure import structure
from kg.model import SourceFile

PAGE = """首页 > 政务 > 动态
登录 | 注册
乙市新闻网
“小院落”里的大文章
2022-08-03 09:12:33 来源：乙市日报 作者：李四 浏览：123次

近年来，乙市推进网格化治理，把全市划分为1200个网格，配备专职网格员2300名，服务群众。

网格员入户走访。张三 摄

目前，全市已建成社区服务站300个，服务群众20万人次，群众满意度明显提升。（通讯员：王五）
责任编辑：王五
上一篇：丙区召开会议
(12)
相关阅读
丁县推进移风易俗
版权声明：本文内容由网友提供，如有侵权请联系删除。
蜀ICP备00000000号 版权所有
"""


def test_furniture_leaves_the_text() -> None:
    assert clean(PAGE).text == (
        "“小院落”里的大文章\n2022-08-03\n\n"
        "近年来，乙市推进网格化治理，把全市划分为1200个网格，配备专职网格员2300名，服务群众。\n\n"
        "网格员入户走访。\n\n"
        "目前，全市已建成社区服务站300个，服务群众20万人次，群众满意度明显提升。\n"
    )


def test_furniture_is_noted_with_what_it_says() -> None:
    notes = {(note.kind, note.value) for note in clean(PAGE).apart}
    assert {("source", "乙市日报"), ("dateline", "2022-08-03")} <= notes
    kinds = {note.kind for note in clean(PAGE).apart}
    assert kinds == {"navigation", "dateline", "date", "source", "credit", "caption", "footer", "licence"}


def test_furniture_notes_stand_where_they_stood() -> None:
    for note in clean(PAGE).apart:
        start, end = note.source
        assert note.text.strip() in PAGE[start:end] or note.kind == "caption"


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("来源：《某某日报》", "source", "《某某日报》"),
        ("上一版　下一版", "navigation", None),
        ("点击蓝字关注我们", "navigation", None),
        ("扫描全能王 创建", "navigation", None),
        ("稿源: 某省民政厅", "source", "某省民政厅"),
        ("发布时间：2023年5月12日", "dateline", "2023年5月12日"),
        ("2023/5/12 14:05", "dateline", "2023/5/12"),
        ("责编：张三 校对：李四", "credit", None),
        ("（图片由陌南镇人民政府提供）", "credit", None),
        ("友情链接：某某网 | 某某市人民政府", "navigation", None),
        ("（作者系某大学教授）", "author", None),
        ("（下转第3版）", "jump", None),
        ("下一篇：某文", "navigation", None),
        ("【打印本页】【关闭窗口】", "navigation", None),
        ("扫一扫在手机打开当前页", "navigation", None),
        ("免责声明：本站转载仅为传播信息", "footer", None),
        ("主办：某省人民政府办公厅", "licence", None),
        ("京公网安备11000000000000号", "licence", None),
    ],
)
def test_furniture_knows_a_line_below_the_text(line: str, kind: str, value: str | None) -> None:
    body = "近年来，乙市推进网格化治理，把全市划分为1200个网格，配备专职网格员，服务群众成效明显。"
    cleaned = clean(f"{body}\n{line}\n")
    assert cleaned.text == f"{body}\n"
    assert (kind, value) in {(note.kind, note.value) for note in cleaned.apart}


@pytest.mark.parametrize(
    ("line", "notes"),
    [
        ("网站首页 > 政务公开 > 政策文件", {("navigation", None)}),
        ("点击上方“某某发布”关注我们", {("navigation", None), ("masthead", "某某发布")}),
        ("• 某某网手机版", {("navigation", None)}),
        ("乙市人民政府门户网站", {("navigation", None)}),
        ("首页 走进乙市 政务公开 办事服务 互动交流", {("navigation", None)}),
        ("无障碍浏览 | 长者模式 | 繁體版", {("navigation", None)}),
        ("分享到：[微信] [微博] | 字体：[大 中 小] | [打印]", {("navigation", None)}),
        ("索引号：1 | 来源：某省日报 | 点击数：65", {("field", "1"), ("field", "65"), ("source", "某省日报")}),
    ],
)
def test_furniture_knows_a_line_above_the_text(line: str, notes: set[tuple[str, str | None]]) -> None:
    body = "近年来，乙市推进网格化治理，把全市划分为1200个网格，群众办事更加方便。"
    cleaned = clean(f"{line}\n\n长廊里的和气\n\n{body}\n")
    assert cleaned.text.lstrip() == f"长廊里的和气\n\n{body}\n"
    assert {(note.kind, note.value) for note in cleaned.apart} == notes


@pytest.mark.parametrize(
    "line",
    [
        "2023年5月12日",
        "乙市人民政府办公室",
        "（一）核发经营许可证的单位；",
        "（三）转载请求的受理。",
        "附件：任务分工表",
        "本条例自公布之日起施行。",
        "第三条 编辑：按照规定办理。",
    ],
)
def test_furniture_leaves_lines_of_the_text(line: str) -> None:
    body = "近年来，乙市推进网格化治理，把全市划分为1200个网格，群众办事更加方便。"
    assert clean(f"{body}\n{line}\n").text == f"{body}\n{line}\n"


def test_furniture_reads_the_fields_above_an_official_text() -> None:
    fields = "索引号：1/2023-1 主题分类：民政\n发文机关：某省民政厅 成文日期：2023年5月10日\n标题：某通知\n"
    body = "各市民政局，省直有关单位，各直属机构，各社会组织，现将有关事项通知如下，请认真遵照执行。"
    cleaned = clean(f"{fields}\n某通知\n{body}")
    assert cleaned.text == f"2023年5月10日\n某通知\n{body}"
    assert [(note.kind, note.value) for note in cleaned.apart] == [
        ("field", "1/2023-1"),
        ("field", "民政"),
        ("issuer", "某省民政厅"),
        ("issued", "2023年5月10日"),
        ("date", None),
        ("title", "某通知"),
    ]


def test_furniture_keeps_a_byline_that_names_a_body() -> None:
    cleaned = clean(
        "治理之路\n■乙市民政局\n近年来，乙市推进网格化治理，把全市划分为1200个网格，服务群众，成效明显提升。"
    )
    assert cleaned.text.split("\n")[1] == "乙市民政局"
    assert "byline" in {note.kind for note in cleaned.apart}


def test_furniture_sets_a_personal_byline_apart() -> None:
    cleaned = clean("治理之路\n■王小明\n近年来，乙市推进网格化治理，把全市划分为1200个网格，服务群众，成效明显提升。")
    assert "王小明" not in cleaned.text


def test_furniture_takes_a_periodical_with_its_day_from_below_the_title() -> None:
    page = "某县的实践\n\n某组宣　《某某党建》杂志　2022年3月1日\n\n某县推行院坝会制度，村里的事由大家商量着办。\n"
    noted = [(note.kind, note.value) for note in clean(page).apart]
    assert ("source", "某某党建") in noted
    assert clean(page).text.split("\n")[2] == "2022年3月1日"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("2021-03-04 08:15", "2021-03-04"),
        ("发布时间:2021-03-04 来源:某某日报 浏览:12次", "2021-03-04"),
        ("文章来源:某某客户端 发布时间:2021-03-04 作者:李四", "2021-03-04"),
        ("来源:某某日报 2021年03月04日 07:09", "2021年03月04日"),
        ("发布日期:2021-03-04 发布机构:某县民政局", "2021-03-04"),
        ("发文机关:某省民政厅 成文日期:2021年3月1日 发布日期:2021年3月4日", "2021年3月1日"),
        ("来源:某某日报", None),
    ],
)
def test_furniture_leaves_the_day_of_issue_above_the_text(line: str, kept: str | None) -> None:
    body = "近年来,乙市推进网格化治理,把全市划分为1200个网格,配备专职网格员2300名,服务群众,成效明显提升。"
    cleaned = clean(f"网格里的一天\n{line}\n\n{body}\n")
    assert cleaned.text.split() == ["网格里的一天", *([kept] if kept else []), body]
    assert clean(cleaned.text).text == cleaned.text


@pytest.mark.parametrize(
    "line",
    [
        "——广告——",
        "【广告】",
        "扫一扫，手机看本文",
        "点击展开全文",
        "分享到：微信 微博",
        "（责任编辑：王五）",
        "相关阅读：丁县办起食堂",
    ],
)
def test_what_stands_between_paragraphs_leaves_the_text(line: str) -> None:
    first = "近年来，乙市推进网格化治理，把全市划分为1200个网格，配备专职网格员2300名，服务群众。"
    second = "目前，全市已建成社区服务站300个，服务群众20万人次，群众满意度明显提升，成效显著。"
    assert clean(f"{first}\n{line}\n{second}").text == f"{first}\n{second}"


@pytest.mark.parametrize("line", ["网友评论（3） 文明上网，理性发言", "友情链接：甲网 | 乙网", "地址：乙市人民路1号"])
def test_the_foot_of_a_site_leaves_the_text(line: str) -> None:
    first = "近年来，乙市推进网格化治理，把全市划分为1200个网格，配备专职网格员2300名，服务群众。"
    assert clean(f"{first}\n{line}").text.strip() == first


@pytest.mark.parametrize(
    "line",
    [
        "乙市人民政府门户网站",
        "丙县党建网",
        "首页　走进乙市　政务公开　互动交流",
        "首页 │ 要闻 │ 三农 │ 图库",
        "长者助手 | 无障碍阅读 | RSS订阅 | 智能问答",
        "加入最爱   列印   转寄好友   A- A A+",
    ],
)
def test_furniture_knows_a_line_above_the_title(line: str) -> None:
    text = "乙市民政局关于开展邻里节的通知\n近年来，乙市推进网格化治理，把全市划分为1200个网格，群众办事更加方便。\n"
    assert clean(f"{line}\n{text}").text == text


def test_furniture_leaves_a_headline_that_speaks_of_a_net() -> None:
    text = "乙市织密社区治理一张网\n近年来，乙市推进网格化治理，把全市划分为1200个网格，群众办事更加方便。\n"
    assert clean(text).text == text


def test_publisher_is_the_body_in_full_where_a_site_leaves_out_its_place() -> None:
    body = "各县人民政府，市直有关单位，各直属机构，各社会组织，现将有关事项通知如下，请认真遵照执行。"
    text = f"发布机构：市政府办公室 成文日期：2023年5月10日\n乙市人民政府办公室关于开展邻里节的通知\n{body}"
    file = SourceFile("甲", "0" * 64, 1, "text/plain", "")
    assert structure(clean(text), file, Metadata("甲")).publisher == "乙市人民政府办公室"
