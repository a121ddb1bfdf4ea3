"""What stands around a title, on invented heads: it is no title, and tells publisher and date."""

from __future__ import annotations

import pytest

from ingest.clean import clean
from ingest.extract import Metadata
from ingest.structure import structure
from ingest.structure.front import bodies_in
from ingest.structure.imprint import Imprint, parts_of
from kg.model import Document, SourceFile

BODY = (
    "近日，社区的议事长廊坐满了人，居民你一言我一语，商量着停车棚到底搭在哪里。"
    "社区书记说，过去是干部拍板，如今大家商量着办，办成了都高兴。"
)
TEXT = f"{BODY}\n{BODY}\n"
NAME = "长廊里议出和气"
ITEMS = f"为提升社区服务水平，制定本方案。\n\n一、总体要求\n（一）建强网格。{BODY}\n（二）畅通诉求。{BODY}\n"
SIGNED = "\n\n乙市民政局\n2022年3月8日\n"


def document(text: str) -> Document:
    cleaned = clean(text)
    file = SourceFile("甲.txt", "text/plain", "0" * 64, len(text), "utf-8")
    return structure(cleaned, file, Metadata(id="d"))


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("中共乙市委组织部　乙市民政局", ["中共乙市委组织部", "乙市民政局"]),
        ("中共丙县委社会工作部编    2024年6月3日", ["中共丙县委社会工作部"]),
        ("（丙县民政局、丙县财政局 2024年6月）", ["丙县民政局", "丙县财政局"]),
        ("丁区司法局  国家统计局丁区调查队", ["丁区司法局", "国家统计局丁区调查队"]),
        ("各区民政局", []),
        ("丁区打造治理指挥中心", []),
        ("图为丁区综治中心", []),
        ("丁区让居民走进议事委员会", []),
        ("乙市民政局 张三", []),
    ],
)
def test_bodies_in_a_line_that_names_no_more(text: str, bodies: list[str]) -> None:
    assert bodies_in(text) == bodies


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("某某社区评论 2023年第2期 ·比较·", Imprint("某某社区评论", "2023年")),
        ("《某某纪事》2024年第3期　口述整理：安某", Imprint("某某纪事", "2024年")),
        ("《某某邻里》2025年第3期  2025年3月21日  采写：本刊记者 陆某", Imprint("某某邻里", "2025年3月21日")),
        ("《某江论丛》电子版 2022年5月9日", Imprint("某江论丛", "2022年5月9日")),
        ("某江报 2023-11-20 03版 要闻", Imprint("某江报", "2023-11-20")),
        ("某某发布 2024年5月6日 18:00 广东", Imprint("某某发布", "2024年5月6日")),
        ("A03 民生", Imprint("", "")),
        ("第12期（总第86期）", Imprint("", "")),
        ("第12卷 第3期", Imprint("", "")),
        ("2024-03-05 17:30 发表于江苏", Imprint("", "2024-03-05")),
        ("乙市治理简讯（2024年第31期）", None),
        ("乙市2024年第1期培训", None),
        ("2024年工作总结", None),
        ("刊于《某江观察》2023年第9期，有删节", Imprint("某江观察", "2023年")),
        ("某某社区报记者 李某 通讯员 王某", Imprint("某某社区报", "")),
        ("织就邻里一张网", None),
        ("丙县社区工作情况通报 2024年5月6日", None),
    ],
)
def test_parts_of_an_imprint(text: str, parts: Imprint | None) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("text", "title", "publisher", "issued", "genre"),
    [
        (  # the gazette in which a text appears
            f"乙市人民政府公报\n\n乙市民政局\n关于建强邻里网格的意见\n\n{ITEMS}{SIGNED}",
            "乙市民政局关于建强邻里网格的意见", "乙市民政局", "2022-03-08", "policy",
        ),
        (  # a column, a headline of two lines and its author, then the journal's page on the web
            f"前沿视野\n在长廊与楼道之间\n——丙县邻里商议的三个层次\n陆明远\n《某江论丛》网络版  2022年5月9日\n\n{TEXT}",
            "在长廊与楼道之间——丙县邻里商议的三个层次", "某江论丛", "2022-05-09", "report",
        ),
        (  # a form to be filled in, and the headline of what it brings
            "2023年全县治理案例征集材料\n推荐单位:丙县民政局  申报单位:丙县桥头镇党委  填报时间:2023年4月5日\n\n"
            f"长廊里议出和气\n——丙县桥头镇邻里商议的做法\n\n{TEXT}",
            "长廊里议出和气——丙县桥头镇邻里商议的做法", "丙县桥头镇党委", "2023-04-05", "report",
        ),
        (  # what was printed on the last day wins over what a meeting passed
            f"丙县2024年治理工作要点\n（2024年3月8日县治理工作会议审议通过）\n\n{ITEMS}\n丙县民政局\n2024年3月12日印发\n",
            "丙县2024年治理工作要点", "丙县民政局", "2024-03-12", "policy",
        ),
        (  # where an essay was printed, in a note that says more
            f"{NAME}\n\n{TEXT}\n（本文系某项目的成果，原载《某江论丛》2023年第2期，有删节。）\n",
            NAME, "某江论丛", "2023", "report",
        ),
        (  # the day before the name of the paper
            f"{NAME}\n\n{TEXT}\n（原载2023年11月10日《乙市日报》第1版）\n",
            NAME, "乙市日报", "2023-11-10", "report",
        ),
        (  # body and day on one line, above who edited it, far below the title
            f"{NAME}\n\n" + f"{TEXT}\n" * 16 + "丙县融媒体中心 2023年9月25日\n本期编辑:甲乙  校对:丙丁\n",
            NAME, "丙县融媒体中心", "2023-09-25", "report",
        ),
        (  # a way of working is no law
            f"{NAME}\n——丙县推行“长廊商议”工作法\n\n一、建强网格\n{BODY}\n",
            f"{NAME}——丙县推行“长廊商议”工作法", None, None, "report",
        ),
        (  # joint bodies above a title of its own
            f"中共乙市委组织部　乙市民政局\n乙市财政局\n\n乙市社区“邻里”三年行动方案\n（2024年4月11日印发）\n\n{ITEMS}",
            "乙市社区“邻里”三年行动方案", "中共乙市委组织部、乙市民政局、乙市财政局", "2024-04-11", "policy",
        ),
        (  # and above one that runs on from them
            f"乙市民政局\n乙市财政局\n关于做好社区工作的通知\n\n各区民政局：\n{ITEMS}{SIGNED}",
            "乙市民政局 乙市财政局关于做好社区工作的通知", "乙市民政局、乙市财政局", "2022-03-08", "policy",
        ),
        (
            f"乙市民政局\n乙市财政局\n文件\n\n关于印发《乙市社区办法》的通知\n\n各区民政局：\n{ITEMS}",
            "关于印发《乙市社区办法》的通知", "乙市民政局、乙市财政局", None, "policy",
        ),
        (
            f"乙市民政局\n2023年工作总结和2024年工作安排\n\n{ITEMS}{SIGNED}",
            "乙市民政局2023年工作总结和2024年工作安排", "乙市民政局", "2022-03-08", "report",
        ),
        (
            f"乙市民政局\n\n乙市民政局2023年工作总结\n\n{TEXT}",
            "乙市民政局2023年工作总结", "乙市民政局", None, "report",
        ),
        (  # bodies below
            f"2023年乙市社区统计报告\n乙市民政局　国家统计局乙市调查队\n2024年3月20日\n\n{TEXT}",
            "2023年乙市社区统计报告", "乙市民政局、国家统计局乙市调查队", "2024-03-20", "report",
        ),
        (
            f"{NAME}\n丙县民政局 2023年10月\n\n{TEXT}", NAME, "丙县民政局", "2023-10", "report",
        ),
        (
            f"关于社区协商的意见\n（2023年5月8日　中共丙县委办公室、丙县人民政府办公室印发）\n\n{ITEMS}",
            "关于社区协商的意见", "中共丙县委办公室、丙县人民政府办公室", "2023-05-08", "policy",
        ),
        (  # a bulletin, an account, a journal, a page of a newspaper
            f"治理工作简报\n\n第12期（总第86期）\n\n中共丙县委社会工作部编    2024年6月3日\n\n{NAME}\n\n{TEXT}",
            NAME, "中共丙县委社会工作部", "2024-06-03", "report",
        ),
        (
            f"点击蓝字关注我们\n\n{NAME}\n\n原创 丙县宣传 丙县发布\n2024-03-05 17:30 发表于江苏\n\n{TEXT}",
            NAME, None, "2024-03-05", "report",
        ),
        (
            f"丙县发布\n2024-03-02 10:12·丙县融媒体中心官方账号\n\n{NAME}\n\n{TEXT}",
            NAME, "丙县发布", "2024-03-02", "report",
        ),
        (
            f"第12卷 第3期\n2022年6月\n某某社会学刊\nVol.12 No.3\n\n{NAME}\n\n{TEXT}",
            NAME, "某某社会学刊", "2022-06", "report",
        ),
        (
            f"A03 民生\n2024年5月6日 星期一 责任编辑 李某\n\n{NAME}\n\n{TEXT}",
            NAME, None, "2024-05-06", "report",
        ),
        (
            "秘密★1年\n\n中共丙县委文件\n\n丙发〔2021〕6号\n\n中共丙县委　丙县人民政府\n关于社区协商的意见\n\n"
            f"各镇党委：\n{ITEMS}",
            "中共丙县委 丙县人民政府关于社区协商的意见", "中共丙县委、丙县人民政府", None, "policy",
        ),
        (
            f"丙县人民政府\n丙政函〔2023〕21号\n\n丙县人民政府关于设立社区的批复\n\n甲镇人民政府：\n{ITEMS}",
            "丙县人民政府关于设立社区的批复", "丙县人民政府", None, "policy",
        ),
        (
            f"治理工作简报（第3期）\n\n丙县政协办公室    2023年7月20日\n\n{NAME}\n\n{TEXT}",
            NAME, "丙县政协办公室", "2023-07-20", "report",
        ),
        (
            f"某某新闻网　2023-06-15 10:00　来源：某江民声报\n\n{NAME}\n\n{TEXT}",
            NAME, "某江民声报", "2023-06-15", "report",
        ),
        (
            "关于社区办法的解读\n\n发布机构：丙县民政局 | 发布时间：2022年10月11日 | 来源：本站 | 点击数：65\n\n"
            f"{TEXT}",
            "关于社区办法的解读", "丙县民政局", "2022-10-11", "report",
        ),
        (
            f"丙县社区办法\n（2022年6月1日丙县人民政府第12次常务会议审议通过　2022年6月15日起施行）\n\n{ITEMS}",
            "丙县社区办法", "丙县人民政府", "2022-06-01", "policy",
        ),
        (
            f"编者按：各地探索社区协商，本报今起推出专栏。\n\n{NAME}\n——丙县见闻\n\n{TEXT}",
            f"{NAME}——丙县见闻", None, None, "report",
        ),
        (f"附件1\n\n丙县社区议事规则（试行）\n\n{ITEMS}", "丙县社区议事规则（试行）", None, None, "policy"),
        (f"【基层案例】\n{NAME}\n\n{TEXT}", NAME, None, None, "report"),
        (f"{NAME}\n\n{TEXT}{BODY}(某某基层杂志 2023年第8期 李某 文)\n", NAME, "某某基层杂志", "2023", "report"),
        (f"长廊里的和气\n本报评论员\n\n{TEXT}", "长廊里的和气", None, None, "review"),
        (  # of items of news the collection is the title
            f"治理简讯（2024年第31期）\n\n【丙县】长廊议事\n{BODY}\n【丁县】楼道议事\n{BODY}\n",
            "治理简讯（2024年第31期）", None, None, "report",
        ),
    ],
)  # fmt: skip
def test_structure_knows_what_stands_around_the_title(
    text: str, title: str, publisher: str | None, issued: str | None, genre: str
) -> None:
    found = document(text)
    assert (found.title, found.publisher, found.issued, found.genre) == (title, publisher, issued, genre)
