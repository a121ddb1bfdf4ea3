"""What a mechanism grew out of and what it is part of: texts written for these tests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.nlp import annotate
from tests.ingest.components.documents import make_document, relations

EVOLVED = [
    ("推动“一号快办”向“未办先知”升级。", {("未办先知", "一号快办")}),
    ("推动“一号快办”“首接负责”向“未办先知”转型升级。", {("未办先知", "一号快办"), ("未办先知", "首接负责")}),
    ("在推行“一号快办”机制的基础上,探索形成“未办先知”工作法。", {("未办先知工作法", "一号快办机制")}),
    ("由“一号快办”改革发展为“一网快办”改革。", {("一网快办改革", "一号快办改革")}),
    ("将“三步议事”工作法总结提升为“六步议事”工作法。", {("六步议事工作法", "三步议事工作法")}),
    ("启动“敲门问需”行动。这一做法被群众称为“暖心敲门”工作法。", {("暖心敲门工作法", "敲门问需行动")}),
    ("建立“一号快办”机制,推行“首接负责”制度。", set()),
    ("以“一号快办”机制为基础,升级建设“一网快办”平台。", {("一网快办平台", "一号快办机制")}),
    ("推行“一网快办”改革。“一网快办”改革脱胎于“一号快办”改革。", {("一网快办改革", "一号快办改革")}),
    (
        "推行“村里吹号、乡里响应”机制。这套办法脱胎于外地的“一号快办”机制。",
        {("村里吹号、乡里响应机制", "一号快办机制")},
    ),
    ("“一网快办”改革由“一号快办”改革发展而来。", {("一网快办改革", "一号快办改革")}),
    ("“一网快办”改革是“一号快办”改革的升级版。", {("一网快办改革", "一号快办改革")}),
    ("推行“一号快办”机制。从“一号快办”机制到“一网快办”机制的转变,赢得了口碑。", {("一网快办机制", "一号快办机制")}),
    (
        "该村在推行“一号快办”机制时,增加了环节。流程更细。从而形成了“一网快办”机制。",
        {("一网快办机制", "一号快办")},
    ),
    (
        "建立“一号快办”机制、“一网快办”机制、“一码快办”机制。从“一号快办”机制,到2016年的“一网快办”机制,再到“一码快办”机制。",
        {("一网快办机制", "一号快办机制"), ("一码快办机制", "一网快办机制")},
    ),
    ("推出“一号快办”改革;随后在此基础上探索“一网快办”改革。", {("一网快办改革", "一号快办改革")}),
    ("2013年推开“一号快办”改革,2016年又在此基础上形成“一网快办”改革。", {("一网快办改革", "一号快办改革")}),
    (
        "推行“一号快办”工作法。2016年,这套办法被区里看中,升级为“一网快办”工作法。",
        {("一网快办工作法", "一号快办工作法")},
    ),
    ("推行“一号快办”改革。“一号快办”改革催生了“一网快办”改革。", {("一网快办改革", "一号快办改革")}),
    (
        "推行“一网快办”改革、“一号快办”改革。“一网快办”改革是在“一号快办”改革基础上发展起来的。",
        {("一网快办改革", "一号快办改革")},
    ),
    ("将原“三步议事”工作法调整为“六步议事”工作法。", {("六步议事工作法", "三步议事工作法")}),
    ("推行“一网快办”改革。改革前身是2012年启动的“一号快办”试点。", {("一网快办改革", "一号快办试点")}),
    ("推行“一网快办”改革、“一码快办”改革。改革前身是2012年启动的“一号快办”试点。", set()),
    ("改革就是变“三步议事”为“六步议事”工作法。", {("六步议事工作法", "三步议事")}),
    ("推行由“三步议事”工作法延伸而来的“六步议事”工作法。", {("六步议事工作法", "三步议事工作法")}),
    (
        "“一号快办”机制也在换代。2016年以来,该市在它的基础上增设窗口,逐步发展成“一网快办”机制。",
        {("一网快办机制", "一号快办机制")},
    ),
    (
        "2022年,“三步议事”工作法由此改造为有章程、有名册、有台账的“六步议事”工作法。",
        {("六步议事工作法", "三步议事工作法")},
    ),
    ("“六步议事”工作法是从“三步议事”工作法脱胎来的。", {("六步议事工作法", "三步议事工作法")}),
    ("脱胎于“三步议事”工作法的“六步议事”工作法正式上线。", {("六步议事工作法", "三步议事工作法")}),
    ("“六步议事”工作法最早叫“三步议事”工作法。", {("六步议事工作法", "三步议事工作法")}),
    ("“三步议事”工作法正是“六步议事”工作法的前身。", {("六步议事工作法", "三步议事工作法")}),
    ("2020年“三步议事”工作法改称“六步议事”工作法。", {("六步议事工作法", "三步议事工作法")}),
    ("“三步议事”工作法不断完善,由此催生了“六步议事”工作法。", {("六步议事工作法", "三步议事工作法")}),
    ("受“三步议事”工作法启发,村里琢磨出“六步议事”工作法。", {("六步议事工作法", "三步议事工作法")}),
    ("“六步议事”工作法作为“三步议事”工作法的升级版,覆盖全县。", {("六步议事工作法", "三步议事工作法")}),
    ("推行“三步议事”工作法。2016年,在此基础上又成型了“六步议事”工作法。", {("六步议事工作法", "三步议事工作法")}),
    ("推行“三步议事”工作法。2019年,正式升级为“六步议事”工作法。", {("六步议事工作法", "三步议事工作法")}),
    ("推行“三步议事”工作法。\n在此基础上,该县又总结提炼出“六步议事”工作法。", {("六步议事工作法", "三步议事工作法")}),
    (
        "“三步议事”工作法衍生出“六步议事”工作法、“九步议事”工作法。",
        {("六步议事工作法", "三步议事工作法"), ("九步议事工作法", "三步议事工作法")},
    ),
    ("推行“三步议事”工作法。镇里在此基础上增设“六步议事”工作法。", set()),
    ("按照“三步议事”工作法建立“六步议事”工作法。", set()),
]


@pytest.mark.parametrize(("text", "expected"), EVOLVED)
def test_lineage_evolved_from(text: str, expected: set[tuple[str, str]]) -> None:
    assert relations(text, "evolvedFrom") == expected


PARTS = [
    # what the words around two names make of them
    ("构建以“轮值站长”制度为核心的“村社联治”机制。", {("轮值站长制度", "村社联治机制")}),
    (
        "创设“轮值站长”制度和“工分银行”双轨并行的“村社联治”机制。",
        {("轮值站长制度", "村社联治机制"), ("工分银行", "村社联治机制")},
    ),
    (
        "“村社联治”机制的三个环节“轮值站长”制度、“工分银行”、“晒谷场”工作法环环相扣。",
        {("轮值站长制度", "村社联治机制"), ("工分银行", "村社联治机制"), ("晒谷场工作法", "村社联治机制")},
    ),
    ("作为“村社联治”机制的一部分,“轮值站长”制度覆盖全县。", {("轮值站长制度", "村社联治机制")}),
    ("在“村社联治”机制中设置“轮值站长”制度。", {("轮值站长制度", "村社联治机制")}),
    (
        "“村社联治”机制(“轮值站长”制度、“工分银行”)全面推开。",
        {("轮值站长制度", "村社联治机制"), ("工分银行", "村社联治机制")},
    ),
    # points that a sentence announces
    (
        "推行“村社联治”机制,其要点有三:一是推行“轮值站长”制度;二是设立“晒谷场”工作法;三是试行“工分银行”。",
        {("轮值站长制度", "村社联治机制"), ("晒谷场工作法", "村社联治机制"), ("工分银行", "村社联治机制")},
    ),
    (
        "推行“村社联治”机制。\n在此框架下,各村有了具体做法。其一是“轮值站长”制度。其二是“工分银行”制度。",
        {("轮值站长制度", "村社联治机制"), ("工分银行制度", "村社联治机制")},
    ),
    # what stands under a point
    (
        "实施“三项行动”。一是实施强村行动。建成“轮值站长”驿站20个。二是实施富民行动。",
        {("强村行动", "三项行动"), ("轮值站长驿站", "强村行动"), ("富民行动", "三项行动")},
    ),
    # what relies on it, is added to it, is brought by it, is how it is done
    ("依托“村社通”平台建立“一事三办”机制。", {("一事三办机制", "村社通平台")}),
    ("推行“村社联治”机制。洛溪镇在此基础上加了一道“晒谷场”工作法。", {("晒谷场工作法", "村社联治机制")}),
    ("“村社通”平台上线。平台每月自动生成一张“红黑榜”。", {("红黑榜", "村社通平台")}),
    ("“村社通”平台2022年起步于洛溪镇,纠纷一律“当日受理、田头办结”。", {("当日受理、田头办结", "村社通平台")}),
    ("实施“村社联治”机制,按季开展“红黑榜”评选。", {("红黑榜", "村社联治机制")}),
    ("建立“村社联治”机制,完善“一事三办”制度。", set()),
    # what a campaign's plan sets up
    ("按照《洛溪区村社联治三年行动方案》,年底前建成“晒谷场”平台。", {("晒谷场平台", "村社联治三年行动")}),
    ("区里正在起草《洛溪区村社联治三年行动方案》,拟建立“一事三办”制度。", {("一事三办制度", "村社联治三年行动")}),
    ("《洛溪区村社联治三年行动方案》公布后,“一事三办”制度也在运行。", set()),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_lineage_part_of_what_the_words_around_it_tell_of(text: str, expected: set[tuple[str, str]]) -> None:
    assert relations(text, "partOf") == expected


def test_lineage_part_of_the_run_in_lead() -> None:
    text = "(一)建立社区养老服务长效机制。推行“时间存折”制度,开展“敬老月”活动。\n(二)强化保障。落实经费包干制度。"
    assert relations(text, "partOf") == {
        ("时间存折制度", "社区养老服务长效机制"),
        ("敬老月活动", "社区养老服务长效机制"),
    }


def test_lineage_second_paragraph_of_a_numbered_clause() -> None:
    text = "(一)建立社区养老服务长效机制。推行“时间存折”制度。\n加大投入,建立“银龄互助”基金。"
    assert ("银龄互助基金", "社区养老服务长效机制") in relations(text, "partOf")


def test_lineage_nearest_above_and_no_level_skipped() -> None:
    text = "# 一、建立特殊群体关爱服务机制\n(一)健全困境儿童保障制度。推行“儿童主任”工作法。"
    assert relations(text, "partOf") == {
        ("困境儿童保障制度", "特殊群体关爱服务机制"),
        ("儿童主任工作法", "困境儿童保障制度"),
    }


def test_lineage_foothold_in_the_sentence() -> None:
    assert ("每周一访", "暖心敲门行动") in relations("以“每周一访”为抓手,开展“暖心敲门”行动。", "partOf")


def test_lineage_short_form_is_what_the_section_is_about() -> None:
    text = "推行城乡环境提升改革(以下简称一项改革)。\n建立“日扫周清”机制,完善保洁员管理制度。"
    parts = relations(text, "partOf")
    assert {target for _, target in parts} == {"城乡环境提升改革"}


PARTS = [
    (
        "推行“暖心敲门”行动。“暖心敲门”行动包括“每周一访”制度、“双月调度”制度。",
        {("每周一访制度", "暖心敲门行动"), ("双月调度制度", "暖心敲门行动")},
    ),
    ("把“每周一访”制度作为“暖心敲门”行动的重要抓手。", {("每周一访制度", "暖心敲门行动")}),
    ("“每周一访”制度是“暖心敲门”行动的重要组成部分。", {("每周一访制度", "暖心敲门行动")}),
    ("“暖心敲门”行动以“每周一访”制度为抓手。", {("每周一访制度", "暖心敲门行动")}),
    ("“每周一访”制度、“双月调度”制度共同构成了“暖心敲门”行动。", None),
    ("推行“暖心敲门”行动。该行动包括“每周一访”制度。", {("每周一访制度", "暖心敲门行动")}),
    ("推行“暖心敲门”行动,同步配套建立“每周一访”制度。", {("每周一访制度", "暖心敲门行动")}),
    ("推行“每周一访”制度。这一制度是“暖心敲门”行动的重要组成部分。", {("每周一访制度", "暖心敲门行动")}),
    ("提出“暖心敲门”行动。为此,建立“每周一访”制度。", {("每周一访制度", "暖心敲门行动")}),
    ("以“暖心敲门”行动为抓手,建立“每周一访”制度。", {("每周一访制度", "暖心敲门行动")}),
    ("开展“暖心敲门”行动,完善“每周一访”制度。", {("每周一访制度", "暖心敲门行动")}),
    ("建立“暖心敲门”体系,实行“每周一访”制度。", {("每周一访制度", "暖心敲门体系")}),
    ("在三个镇试点“暖心敲门”机制,实行“每周一访”制度。", {("每周一访制度", "暖心敲门机制")}),
    ("建立“一号快办”机制,推行“首接负责”制度。", set()),
    ("深化“一号快办”机制,在三个镇试点“首接负责”制度。", set()),
    ("建立“一号快办”机制,但“首接负责”制度还不多见。", set()),
    ("建立“一号快办”机制,执行《“首接负责”制度规定》。", set()),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_lineage_part_of_in_the_sentence(text: str, expected: set[tuple[str, str]] | None) -> None:
    if expected is None:
        expected = {("每周一访制度", "暖心敲门行动"), ("双月调度制度", "暖心敲门行动")}
        text = f"推行“暖心敲门”行动,推行“每周一访”制度。{text}"
    assert relations(text, "partOf") == expected


def test_lineage_a_statement_is_no_lead() -> None:
    text = "今年以来,荣成市建成网格320个,推行“时间存折”制度。各村开展“敬老月”活动。"
    assert not relations(text, "partOf", regions=("威海市",))


def test_lineage_what_a_name_counts_is_spelt_out() -> None:
    wholes = dict(relations("推行“一访双调”工作法。“双调”即“双月调度”制度。", "partOf"))
    assert wholes["双月调度制度"] in {"一访双调工作法", "双调"}  # whether or not 双调 is taken for a name of its own


def test_lineage_a_count_is_spelt_out_without_marks() -> None:
    text = "推行“一约两会”工作法:一约,是村规民约;两会,是“每周一访”制度、“双月调度”制度。"
    assert {("村规民约", "一约两会工作法"), ("每周一访制度", "一约两会工作法")} <= relations(text, "partOf")


def test_lineage_a_share_is_no_part_of_the_lead() -> None:
    text = "(一)建立“头雁领航”机制。“一肩挑”比例保持在九成。"
    assert not relations(text, "partOf")


def test_lineage_a_heading_that_tells_of_a_person_is_none_above() -> None:
    text = "# 受访人:于海,“暖心敲门”行动发起人\n## 人物\n推行“每周一访”制度。"
    assert not relations(text, "partOf")


def test_lineage_an_answer_is_about_what_its_question_opens_with() -> None:
    text = "问:“暖心敲门”行动有什么不同?\n答:我们定了“每周一访”制度。\n问:钱从哪来?\n答:设立了“海草房”基金。"
    parts = {(part, whole.removesuffix("行动")) for part, whole in _parts_in_report(text)}
    assert parts == {("每周一访制度", "暖心敲门")}


def test_lineage_how_it_began_in_a_part_is_not_what_a_report_is_about() -> None:
    text = "2012年,荣成市委最早推行“暖心敲门”工作法。\n全市完善“每周一访”制度。"
    assert not _parts_in_report(text)


def test_lineage_the_second_point_is_not_about_the_first() -> None:
    text = "其一,落实“时间存折”制度。开展“敬老月”活动。其二,完善“每周一访”制度。"
    assert _parts_in_report(text, "review") == {("敬老月活动", "时间存折制度")}


def test_lineage_a_mere_field_of_the_work_is_no_whole() -> None:
    text = "# 一、健全城乡社区治理体系\n推行“每周一访”制度。"
    assert not relations(text, "partOf")


def test_lineage_a_heading_that_only_tells_of_a_mechanism_is_none_above() -> None:
    text = "# 难题交给“同心议事”平台\n推行“移风易俗”积分制度。"
    assert not relations(text, "partOf")


def test_lineage_nothing_is_part_of_what_grew_out_of_it() -> None:
    text = (
        "(一)建立“未办先知”机制。起初开展“敲门问需”行动。由“敲门问需”行动发展为“一号快办”机制。"
        "再由“一号快办”机制升级为“未办先知”机制。"
    )
    assert not relations(text, "partOf")


def test_lineage_a_phase_is_part_of_its_whole() -> None:
    text = "推进乡镇行政区划调整改革。做好乡镇行政区划调整改革“后半篇”文章。"
    assert all(target == "乡镇行政区划调整改革" for _, target in relations(text, "partOf"))


def test_lineage_a_paragraph_that_has_come_to_a_phase_goes_on_about_it() -> None:
    text = (
        "# 一、推进乡镇行政区划调整改革\n推进乡镇行政区划调整改革,有序推进。\n"
        "乡镇行政区划调整改革“后半篇”文章重在提升。完善“每周一访”制度。"
    )
    parts = relations(text, "partOf")
    assert {whole for part, whole in parts if part == "每周一访制度"} == {"乡镇行政区划调整改革后半篇文章"}


def _parts_in_report(text: str, genre: str = "report", title: str | None = None) -> set[tuple[str, str]]:
    document = replace(make_document(text, regions=("威海市",)), genre=genre, title=title)
    return {(r.source, r.target) for r in annotate(document)._.relations if r.type == "partOf"}


FRAMED = [
    "近年来,威海市探索“暖心敲门”工作法,群众满意。\n村里搭起“海草房”议事厅,完善“每周一访”制度。",
    "威海市以“暖心敲门”行动为抓手,破解难题。\n村里搭起“海草房”议事厅,完善“每周一访”制度。",
    "群众的事不好办。从2021年起,该市推行“暖心敲门”工作法。\n村里搭起“海草房”议事厅,完善“每周一访”制度。",
    "威海市把力量拢在一起,走“暖心敲门”工作法的路子。\n村里搭起“海草房”议事厅,完善“每周一访”制度。",
    "敲门难,门难敲,威海市的答案是“暖心敲门”工作法。\n村里搭起“海草房”议事厅,完善“每周一访”制度。",
    "# 威海“暖心敲门”工作法:敲开了门\n敲门的人走村入户,威海市有数。\n村里搭起“海草房”议事厅,完善“每周一访”制度。",
    "# 威海市:“暖心敲门”工作法,敲开了门\n敲门的人走村入户。\n村里搭起“海草房”议事厅,完善“每周一访”制度。",
]


@pytest.mark.parametrize("text", FRAMED)
def test_lineage_what_a_report_is_about_has_the_rest_as_parts(text: str) -> None:
    parts = _parts_in_report(text)
    assert "每周一访制度" in {part for part, _ in parts}
    assert {whole.removesuffix("工作法").removesuffix("行动") for _, whole in parts} == {"暖心敲门"}


def test_lineage_an_instrument_is_a_frame_if_the_title_names_it() -> None:
    text = "威海市推行“暖心敲门”清单制度。\n村里完善“每周一访”制度。"
    assert _parts_in_report(text, title="“暖心敲门”敲开了门") == {("每周一访制度", "暖心敲门清单制度")}
    assert not _parts_in_report(text, title="敲开了门")


NOT_FRAMED = [
    ("review", "近年来,威海市探索“暖心敲门”工作法。\n村里完善“每周一访”制度。"),
    ("report", "威海市推行清单制度,减轻负担。\n村里完善“每周一访”制度。"),
    ("report", "“暖心敲门”工作法受到欢迎。\n村里完善“每周一访”制度。"),
    ("report", "威海市把“暖心敲门”工作法摆在前面。\n村里完善“每周一访”制度。"),
    ("report", "威海市探索“暖心敲门”工作法。\n荣成市完善“每周一访”制度。"),
    ("report", "威海市创建“乐业”示范社区。\n村里完善“每周一访”制度。"),
    ("report", "威海市用“暖心敲门”工作法推开家门。\n村里完善“每周一访”制度。"),
    ("report", "推行“每月一谈”制度、“双月调度”制度。\n威海市探索“暖心敲门”工作法。\n村里完善“每周一访”制度。"),
    ("report", "(一)党建有力。威海市推行“暖心敲门”工作法。\n(二)村务有序。村里完善“每周一访”制度。"),
    ("report", "威海市探索“暖心敲门”工作法。\n村里的难事同“每周一访”制度对接。"),
]


@pytest.mark.parametrize(("genre", "text"), NOT_FRAMED)
def test_lineage_without_a_frame_a_paragraph_stands_alone(genre: str, text: str) -> None:
    assert not _parts_in_report(text, genre)


TITLES = [
    ("关于全面推行“暖心敲门”工作法的实施意见", True),
    ("关于在村(社区)推行“暖心敲门”工作法的通知", True),
    ("关于开展乡镇(街道)“暖心敲门”工作法试点的通知", True),
    ("威海市“暖心敲门”工作法三年行动方案(2022—2024年)", True),
    ("关于印发《威海市推进“暖心敲门”工作法助力乡村善治实施方案》的通知", True),
    ("关于深化“暖心敲门”工作法加强和完善社会救助的意见", False),
    ("关于加强社会救助的意见", False),
    ("关于深化“暖心敲门”工作法推动渔村增收群众致富的实施意见", True),
    ("威海市落实《山东省“暖心敲门”工作法规划》实施方案", False),
]


@pytest.mark.parametrize(("title", "framed"), TITLES)
def test_lineage_the_sole_object_of_a_policys_title(title: str, framed: bool) -> None:
    text = "推行“暖心敲门”工作法。\n完善“每周一访”制度。"
    parts = {("每周一访制度", "暖心敲门工作法")} if framed else set()
    assert _parts_in_report(text, "policy", title) == parts


def test_lineage_in_a_statute_only_what_is_named_with_its_theme() -> None:
    text = (
        "第一条 规范家庭寄养制度。\n第二条 各级人民政府应当支持家庭寄养工作,建立年度评估制度。\n"
        "第三条 推行护理员登记制度。"
    )
    assert _parts_in_report(text, "policy", "威海市家庭寄养条例") == {("年度评估制度", "家庭寄养制度")}


NESTED = [
    ("“暖心敲门”工作法业已成型,“海草房”议事厅设在村口。", False),
    ("推行“暖心敲门”工作法,据此列出“海草房”清单。", True),
    ("建成“暖心敲门”平台,实现“一屏通看”机制。", True),
    ("推行“暖心敲门”工作法,完善“海草房”清单。", False),
    ("推行“暖心敲门”工作法,结果纳入“海草房”清单。", False),
    ("“暖心敲门”工作法叫得响,“海草房”清单同步建立。", False),
]


@pytest.mark.parametrize(("text", "nested"), NESTED)
def test_lineage_what_works_inside_another_of_the_sentence(text: str, nested: bool) -> None:
    assert bool(_parts_in_report(text, "review")) is nested


def test_lineage_items_under_a_line_that_names_their_whole() -> None:
    text = (
        "实施“暖心敲门”工程,建设“海草房”驿站。\n——办好“每周一访”制度。每户每周一次,风雨无阻。\n"
        "——办好“双月调度”制度。每两月一次,当场交办。"
    )
    assert {("每周一访制度", "暖心敲门工程"), ("双月调度制度", "暖心敲门工程")} <= _parts_in_report(text)


def test_lineage_a_focus_is_the_lead_of_its_paragraph() -> None:
    text = "先看弱势与优势,着眼点是打造“暖心敲门”机制。完善“每周一访”制度,家家走到。"
    assert _parts_in_report(text, "review") == {("每周一访制度", "暖心敲门机制")}


@pytest.mark.parametrize(("slogan", "led"), [("“敲门”打底", True), ("“乐业”打底", False)])
def test_lineage_a_slogan_that_quotes_a_name_leads_to_it(slogan: str, led: bool) -> None:
    text = f"{slogan}。“暖心敲门”机制在各村推开。完善“每周一访”制度,家家走到。"
    assert _parts_in_report(text, "review") == ({("每周一访制度", "暖心敲门机制")} if led else set())


def test_lineage_a_name_inside_a_longer_one() -> None:
    text = "推行接诉即办机制。完善接诉即办结果运用机制。"
    assert ("接诉即办结果运用机制", "接诉即办机制") in relations(text, "partOf")


def test_lineage_what_comes_of_several_has_them_as_parts() -> None:
    text = "健全“每周一访”制度,完善“双月调度”制度,由此形成“暖心敲门”工作体系。"
    expected = {("每周一访制度", "暖心敲门工作体系"), ("双月调度制度", "暖心敲门工作体系")}
    assert _parts_in_report(text, "review") == expected


def test_lineage_each_has_one_whole_the_nearest() -> None:
    text = "近年来,威海市探索“暖心敲门”工作法。\n(一)推行“海上议事”工程。完善“每周一访”制度。"
    assert ("每周一访制度", "海上议事工程") in _parts_in_report(text)
    assert ("每周一访制度", "暖心敲门工作法") not in _parts_in_report(text)


def test_lineage_a_report_that_opens_with_a_start_goes_on_about_it() -> None:
    text = "2021年,荣成市启动“暖心敲门”行动。建立“每周一访”制度,配齐力量。"
    assert _parts_in_report(text) == {("每周一访制度", "暖心敲门行动")}


def test_lineage_in_a_report_the_doing_of_another_is_no_part() -> None:
    text = "(一)推行“暖心敲门”行动。文登区委组织部开展“银发先锋”活动,乳山市试点“海上议事”工作法。"
    assert _parts_in_report(text) == set()


TOLD_APART = [
    (
        "evolvedFrom",
        "甲镇率先试点“暖灯”行动,培育“提灯小队”。去年,县里将其升格为“邻里互助”工程。",
        {("邻里互助工程", "暖灯行动")},
    ),
    (
        "evolvedFrom",
        "甲镇设立“诉求小站”,乙镇推行“巷长先看”。去年的会上,这几个做法被归纳为“巷里吹号、部门应号”机制。",
        {("巷里吹号、部门应号机制", "诉求小站"), ("巷里吹号、部门应号机制", "巷长先看")},
    ),
    (
        "evolvedFrom",
        "推行“村里吹号、乡里响应”机制。从源头看,它借鉴了外地的“一号快办”机制。",
        {("村里吹号、乡里响应机制", "一号快办机制")},
    ),
    (
        "partOf",
        "设立为民服务专项资金。专项资金实行“居民点单、社区列单”制度。",
        {("居民点单、社区列单制度", "为民服务专项资金")},
    ),
    ("partOf", "推行“三本账”:来的记“问题账”,去的记“责任账”。", {("问题账", "三本账"), ("责任账", "三本账")}),
]


@pytest.mark.parametrize(("kind", "text", "expected"), TOLD_APART)
def test_lineage_told_in_sentences_of_their_own(kind: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert relations(text, kind, regions=("威海市",)) == expected
