from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.extract import Metadata
from ingest.readers import read
from ingest.structure import lead_of, structure
from ingest.structure.header import iso_date
from kg.model import Document

BODY = "近年来，乙市推进网格化治理，把全市划分为1200个网格，配备专职网格员，服务群众成效明显。"


def document(text: str, name: str = "甲.txt", **metadata: object) -> Document:
    source = read(text.encode(), name=name)
    return structure(clean(source), source.file, Metadata("甲", **metadata))  # type: ignore[arg-type]


NOTICE = """某省人民政府办公厅
关于印发《某省城乡社区服务体系建设实施方案》的通知
某府办发〔2023〕15号

各市（州）人民政府，省政府各部门、各直属机构：
《某省城乡社区服务体系建设实施方案》已经省政府同意，现印发给你们，请认真组织实施。

某省人民政府办公厅
2023年5月10日

某省城乡社区服务体系建设实施方案

为加快推进城乡社区服务体系建设，制定本方案。
一、总体要求
（一）指导思想。坚持以人民为中心，健全服务体系，提升服务能力，满足群众需要。
（二）主要目标。到2025年，基本建成服务体系，群众满意度明显提高。
二、重点任务
1.建设服务设施
按照每百户不少于30平方米的标准配建服务设施，改造老旧设施，盘活闲置资源。
"""
LAW = """# 某市文明行为促进条例

2019年4月29日 某市第六届人民代表大会常务委员会第二十二次会议通过

2021年5月28日 某省第十三届人民代表大会常务委员会第二十四次会议批准

2021年7月1日 施行

<!-- INFO END -->

## 第一章  总则

第一条 为了引导和促进公民文明行为养成，制定本条例。

第二条 本市行政区域内文明行为促进及其相关工作适用本条例。

本条例所称文明行为，是指遵守宪法和法律的行为。

## 第二章  附则

第三条 有下列情形之一的，予以表彰：

（一）见义勇为的；

（二）热心公益的。

第四条 本条例自公布之日起施行。
"""
REPORT = f"""三地推进治理 群众得到实惠

{BODY}

北京

凝聚各方力量

{BODY}

湖北

补齐治理短板

{BODY}

来源：《某某报》
"""
SPEECH = f"""政府工作报告
——2023年1月13日在某省第十四届人民代表大会第一次会议上
某省省长 王小明

各位代表：
现在，我代表省人民政府，向大会报告政府工作，请予审议。
一、过去五年工作回顾
{BODY}
"""


@pytest.mark.parametrize(
    ("text", "name", "title", "publisher", "issued", "genre"),
    [
        (
            NOTICE, "甲.txt", "某省人民政府办公厅关于印发《某省城乡社区服务体系建设实施方案》的通知",
            "某省人民政府办公厅", "2023-05-10", "policy",
        ),
        (LAW, "甲.md", "某市文明行为促进条例", "某市人民代表大会常务委员会", "2021-05-28", "policy"),
        (LAW, "甲(2021-06-07).md", "某市文明行为促进条例", "某市人民代表大会常务委员会", "2021-06-07", "policy"),
        (REPORT, "甲.txt", "三地推进治理 群众得到实惠", "某某报", None, "report"),
        (SPEECH, "甲.txt", "政府工作报告", "某省人民政府", "2023-01-13", "policy"),
        (f"{BODY}\n治理的经验\n{BODY}\n（作者系某大学教授）", "甲.txt", None, None, None, "review"),
        (f"“小院落”做大文章\n——乙市见闻\n2022-08-03 09:12 来源：乙市日报\n{BODY}", "甲.txt",
         "“小院落”做大文章——乙市见闻", "乙市日报", "2022-08-03", "report"),
        (f"治理之路\n■乙市民政局\n{BODY}", "甲.txt", "治理之路", "乙市民政局", None, "report"),
        (f"乙市出台《社区工作者管理办法》\n{BODY}", "甲.txt", "乙市出台《社区工作者管理办法》", None, None, "report"),
    ],
)  # fmt: skip
def test_structure_reads_the_header(
    text: str, name: str, title: str | None, publisher: str | None, issued: str | None, genre: str
) -> None:
    found = document(text, name)
    assert (found.title, found.publisher, found.issued, found.genre) == (title, publisher, issued, genre)


def test_structure_metadata_wins() -> None:
    found = document(NOTICE, title="题", publisher="某报", issued="2020", regions=("四川省",), source="某处")
    assert (found.title, found.publisher, found.issued, found.regions, found.source) == (
        "题", "某报", "2020", ("四川省",), "某处",
    )  # fmt: skip


def outline_of(found: Document) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in found.headings]


def test_structure_ranks_numbered_headings() -> None:
    assert outline_of(document(NOTICE))[2:] == [
        (1, "某省城乡社区服务体系建设实施方案"),
        (2, "一、总体要求"),
        (2, "二、重点任务"),
        (3, "1.建设服务设施"),
    ]


def test_structure_puts_a_region_above_the_lines_below_it() -> None:
    assert outline_of(document(REPORT)) == [
        (0, "三地推进治理 群众得到实惠"),
        (1, "北京"),
        (2, "凝聚各方力量"),
        (1, "湖北"),
        (2, "补齐治理短板"),
    ]


def test_structure_gives_clauses_their_headings() -> None:
    found = document(REPORT)
    assert [[found.headings[i].text for i in clause.headings] for clause in found.clauses] == [
        [],
        ["北京", "凝聚各方力量"],
        ["湖北", "补齐治理短板"],
    ]


def test_structure_makes_articles_and_paragraphs_clauses() -> None:
    found = document(LAW, "甲.md")
    rows = [(clause.kind, clause.label) for clause in found.clauses]
    assert rows == [
        ("header", None), ("header", None), ("header", None),
        ("article", "第一条"), ("article", "第二条"), ("paragraph", None),
        ("article", "第三条"), ("paragraph", "（一）"), ("paragraph", "（二）"), ("article", "第四条"),
    ]  # fmt: skip
    assert [clause.number for clause in found.clauses] == list(range(1, 11))


def test_structure_marks_the_signature() -> None:
    found = document(NOTICE)
    signature = [found.text[c.start : c.end] for c in found.clauses if c.kind == "signature"]
    assert signature == ["某省人民政府办公厅", "2023年5月10日"]


def test_structure_takes_a_line_without_anything_below_for_no_heading() -> None:
    found = document(f"题目\n{BODY}\n乙市民政局\n")
    assert outline_of(found) == [(0, "题目")]
    assert found.text[found.clauses[-1].start : found.clauses[-1].end] == "乙市民政局"


def test_structure_sets_a_caption_as_one() -> None:
    found = document(f"题目\n{BODY}\n网格员入户走访。张三 摄\n{BODY}")
    assert [clause.kind for clause in found.clauses] == ["paragraph", "caption", "paragraph"]


def test_structure_of_a_file_without_text() -> None:
    found = document("---\nbookCollapseSection: true\n---\n", "甲.md")
    assert (found.text, found.title, found.clauses) == ("", None, ())


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("(四)发挥核心作用。把加强党建作为主线，健全工作机制，推动各项任务落地见效，群众满意。", "发挥核心作用"),
        ("完善政策，健全体系。制定指导意见，出台配套办法，明确职责分工，推动工作落地见效。", "完善政策，健全体系"),
        ("近年来，乙市推进网格化治理，把全市划分为网格，配备专职网格员，服务群众，成效明显，群众称赞。", None),
    ],
)
def test_lead_of_is_the_run_in_heading(text: str, lead: str | None) -> None:
    found = document(text)
    span = lead_of(found, found.clauses[0])
    assert (found.text[slice(*span)] if span is not None else None) == lead


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023年5月10日", "2023-05-10"),
        ("二〇二三年十二月三十一日", "2023-12-31"),
        ("2021-6-10 15:28", "2021-06-10"),
        ("2023年13月1日", None),
        ("近年来", None),
    ],
)
def test_iso_date_reads_the_usual_forms(text: str, date: str | None) -> None:
    assert iso_date(text) == date


LINES = st.lists(
    st.sampled_from(
        [
            BODY,
            "北京",
            "一、总体要求",
            "（一）加强领导。健全机制，落实责任。",
            "第一条 制定本办法。",
            "重点任务",
            "2023年5月10日",
            "某市人民政府",
            "# 题",
            "| 甲 |",
            "",
            "来源：某报",
            "附件：清单",
            "1.甲",
        ]
    ),
    max_size=14,
)


@given(LINES)
def test_structure_covers_every_line_once(lines: list[str]) -> None:
    text = "\n".join(lines) or "甲"
    if not text.strip():
        return
    found = document(text)
    spans = sorted([(h.start, h.end) for h in found.headings] + [(c.start, c.end) for c in found.clauses])
    assert "".join(found.text[a:b] for a, b in spans) == found.text.replace("\n", "")
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for clause in found.clauses:
        assert all(found.headings[index].start < clause.start for index in clause.headings)
        assert clause.label is None or found.text[clause.start : clause.end].startswith(clause.label)


MASTHEAD = f"某省日报 2021年3月5日 第4版：要闻\n小网格里的大文章\n本报记者 张三\n{BODY}\n"
BREADCRUMB = f"某某网>>某频道>>专题\n小网格里的大文章\n2022年06月06日16:22\n{BODY}\n"
SENT = f"小网格里的大文章\n某某在线4月7日讯（通讯员 张三）{BODY}{BODY}\n"
LETTERHEAD = f"某市民政局文件\n某民〔2021〕5号\n关于做好网格工作的通知\n\n各区民政局：\n{BODY}\n"
KICKER = f"某市某区：\n小网格里的大文章\n{BODY}\n"
# above and below a text: the line, the paper that it names, its day
ABOVE = [
    ("来源：某某网　作者：张三", "某某网", None),
    ("作者：张三　来源：某某网", "某某网", None),
    ("来源：《某某日报》2021年3月5日", "某某日报", "2021-03-05"),
    ("某某民生报 2021年3月5日 记者 张三", "某某民生报", "2021-03-05"),
    ("某某日报记者 张三 2021年3月5日", "某某日报", "2021-03-05"),
    ("2021年3月5日 某某日报 记者 张三", "某某日报", "2021-03-05"),
    ("某某日报 | 2021-03-05 | 张三", "某某日报", "2021-03-05"),
    ("《某某日报》（2021年3月5日 第02版）", "某某日报", "2021-03-05"),
    ("采访时间：2021年3月5日\n采访人：《某某民政》记者 张三", "某某民政", "2021-03-05"),
]
BELOW = [
    ("（原载《某某日报》2021年3月5日2版）", "某某日报", "2021-03-05"),
    ("（来源：《某某日报》2021年3月5日第2版）", "某某日报", "2021-03-05"),
    ("（本文刊于《某某论坛》2021年第3期）", "某某论坛", "2021"),
    ("（作者系某大学教授。本文载《某某论坛》2021年第3期）", "某某论坛", "2021"),
    ("（作者：张三，某大学教授；原刊《某某论坛》2021年第3期）", "某某论坛", "2021"),
]
HEADLINES = (
    f"大数据跑在前面\n小网格里的大文章\n\n本报乙市3月5日电（记者 张三）{BODY}\n\n{BODY}\n"
    "（原载《某某新闻》2021年3月5日1版）\n"
)
ISSUED = (
    "乙市社区工作者管理办法\n（乙市民政局、乙市财政局2021年3月5日印发，乙民规〔2021〕2号）\n第一章 总则\n"
    "第一条 为了建强队伍，制定本办法。\n第二条 在社区工作的人员适用本办法。\n第三条 本办法由市民政局解释。\n"
)
SIGNED = f"乙市民政局等两部门关于加强网格工作的意见\n\n各区民政局：\n{BODY}\n\n乙市民政局　　乙市财政局\n2021年3月5日\n"
OWNER = f"小网格里的大文章\n{BODY}\n2023-10-25 18:49\n2023-10-24 10:14\n某某新闻网 版权所有 2006-2023\n"


@pytest.mark.parametrize(
    ("text", "title", "publisher", "issued"),
    [
        (MASTHEAD, "小网格里的大文章", "某省日报", "2021-03-05"),
        (BREADCRUMB, "小网格里的大文章", "某某网", "2022-06-06"),
        (SENT, "小网格里的大文章", "某某在线", None),
        (LETTERHEAD, "关于做好网格工作的通知", "某市民政局", None),
        (KICKER, "小网格里的大文章", None, None),
        (OWNER, "小网格里的大文章", "某某新闻网", None),
        *((f"小网格里的大文章\n{line}\n{BODY}\n", "小网格里的大文章", name, day) for line, name, day in ABOVE),
        *((f"小网格里的大文章\n{BODY}\n{line}\n", "小网格里的大文章", name, day) for line, name, day in BELOW),
        (HEADLINES, "大数据跑在前面 小网格里的大文章", "某某新闻", "2021-03-05"),
        (ISSUED, "乙市社区工作者管理办法", "乙市民政局、乙市财政局", "2021-03-05"),
        (SIGNED, "乙市民政局等两部门关于加强网格工作的意见", "乙市民政局、乙市财政局", "2021-03-05"),
        (f"# 某市条例\n\n{BODY}\n", "某市条例", None, None),
    ],
)
def test_structure_reads_what_stands_around_a_text(
    text: str, title: str, publisher: str | None, issued: str | None
) -> None:
    found = document(text)
    assert (found.title, found.publisher, found.issued) == (title, publisher, issued)


@pytest.mark.parametrize(
    ("title", "text", "genre"),
    [
        ("网格治理的实践与未来发力点", "治理重心要下移，资源要跟上，机制要理顺。", "review"),
        ("网格治理观察", "笔者以乙市为研究对象，先后走访四个社区，分析其做法与不足。", "review"),
        ("网格治理的温度", "有同志怕麻烦，这种看法是片面的。协商的本质在于尊重。", "review"),
        ("乙市2023年国民经济统计公报", "一、综合情况向好，各项事业平稳发展。", "report"),
        ("网格治理研究", "本报讯（记者 张三）乙市推进网格化治理，成效明显。", "report"),
        ("小网格里的大文章", BODY, "report"),
    ],
)
def test_structure_tells_a_review_by_how_it_argues(title: str, text: str, genre: str) -> None:
    assert document(f"{title}\n{text}{text}\n").genre == genre


TABLE = f"""乙市网格员报酬办法

{BODY}
职务\t月报酬
网格长\t3000元
一、经费保障\t市财政局
{BODY}
"""


def test_rows_of_a_table_title_nothing() -> None:
    found = document(TABLE)
    assert [heading.text for heading in found.headings] == ["乙市网格员报酬办法", "一、经费保障 市财政局"]
    rows = [found.text[clause.start : clause.end] for clause in found.clauses if clause.kind == "table"]
    assert rows == ["职务 月报酬", "网格长 3000元"]


@pytest.mark.parametrize("note", ["（此件公开发布）", "(此件主动公开)", "此件不公开", "（此件删减后公开）"])
def test_note_on_publicity_titles_nothing(note: str) -> None:
    found = document(f"乙市网格员报酬办法\n\n{BODY}\n{note}\n{BODY}\n")
    assert [heading.text for heading in found.headings] == ["乙市网格员报酬办法"]
    assert [clause.kind for clause in found.clauses] == ["paragraph", "header", "paragraph"]


PART = (
    "四、强化保障\n(十)健全机制。县里牵头，乡镇各自落实到人。\n(十一)完善制度。村里议定，张榜公布。\n"
    "(十二)加强督导。按季通报，按年算账。\n(十三)做好宣传。办好专栏，讲清道理。\n"
)


@pytest.mark.parametrize(
    ("text", "genre"),
    [(PART, "policy"), (PART.replace("县里牵头", "县里建成了中心"), "report"), (PART.split("(十二)")[0], "report")],
)
def test_structure_tells_a_part_of_a_plan_without_its_title(text: str, genre: str) -> None:
    assert document(text).genre == genre
