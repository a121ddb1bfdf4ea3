"""Where, by whom, since when, on the strength of what: sentences written for these tests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.mechanisms.subjects import carries
from ingest.nlp import annotate
from tests.ingest.components.documents import make_document, relations

IMPLEMENTED = [
    ("浙江省推行“三上三下”议事机制。", (), {("三上三下议事机制", "浙江省")}),
    # how far it reaches, by a level that the document names; 其 stands for it
    (
        "2021年,荣成市推行“海上议事”工作法。市委政法委将其推广到全市87个村。",
        ("威海市",),
        {("海上议事工作法", "荣成市"), ("海上议事工作法", "威海市")},
    ),
    (
        "荣成市推行“海上议事”工作法,威海市把它铺到全市61个乡镇。",
        ("威海市",),
        {("海上议事工作法", "荣成市"), ("海上议事工作法", "威海市")},
    ),
    # who honours is not where it works
    # the scene of a trial
    (
        "2020年春,威海市在荣成市、文登区先行试点,把网格划进渔港,探索“海上议事”工作法。",
        ("威海市",),
        {("海上议事工作法", "威海市"), ("海上议事工作法", "荣成市"), ("海上议事工作法", "文登区")},
    ),
    ("全市推行“红黄蓝”预警管理机制。", ("威海市",), {("红黄蓝预警管理机制", "威海市")}),
    (
        "在贵州省遵义市、安顺市推行“双月调度”制度。",
        (),
        {("双月调度制度", "遵义市"), ("双月调度制度", "安顺市")},
    ),
    (
        "推行“一窗通办”机制,2021年3月在荣成市率先试点。",
        ("威海市",),
        {("一窗通办机制", "威海市"), ("一窗通办机制", "荣成市")},
    ),
    # what is tried there is another; what the title of a document says is no statement
    (
        "深化“红黄蓝”预警管理机制,在荣成市推行“双月调度”制度。",
        ("威海市",),
        {("红黄蓝预警管理机制", "威海市"), ("双月调度制度", "荣成市")},
    ),
    (
        "根据《山东省“双月调度”制度办法》,全市推行“双月调度”制度。",
        ("威海市",),
        {("双月调度制度", "威海市")},
    ),
    (
        "在荣成市,推行“海上议事”工作法。文登区推行“双月调度”制度。",
        ("威海市",),
        {("海上议事工作法", "荣成市"), ("双月调度制度", "文登区")},
    ),
    (
        "推行“海上议事”工作法,荣成市、文登区先行一步。",
        ("威海市",),
        {("海上议事工作法", "威海市"), ("海上议事工作法", "荣成市"), ("海上议事工作法", "文登区")},
    ),
    ("荣成市走在前列。推行“海上议事”工作法。", ("威海市",), {("海上议事工作法", "威海市")}),
    ("支持荣成市发挥渔村优势,总结“海上议事”工作法。", ("威海市",), {("海上议事工作法", "荣成市")}),
    (
        "全市推广荣成市“海上议事”工作法。",
        ("威海市",),
        {("海上议事工作法", "威海市"), ("海上议事工作法", "荣成市")},
    ),
    (
        "一是夯实基础。荣成市走在前列。二是推行“海上议事”工作法。",
        ("威海市",),
        {("海上议事工作法", "威海市")},
    ),
    (
        "文登区试点“海上议事”工作法,今年在全市推开。",
        ("威海市",),
        {("海上议事工作法", "文登区"), ("海上议事工作法", "威海市")},
    ),
    ("荣成市推行“海上议事”工作法。威海市借鉴“海上议事”工作法。", (), {("海上议事工作法", "荣成市")}),
    ("全市推行“一窗通办”机制。荣成市在“一窗通办”机制的基础上完善流程。", ("威海市",), {("一窗通办机制", "威海市")}),
    (
        "山东省全力以赴。威海市在山东省率先推行“海上议事”工作法。",
        (),
        {("海上议事工作法", "威海市"), ("海上议事工作法", "山东省")},
    ),
    # who is paid or praised elsewhere does not work there
    (
        "全市推行“海上议事”工作法。荣成市给“海上议事”工作法批了3万元。文登区把“海上议事”工作法当作样板。",
        ("威海市",),
        {("海上议事工作法", "威海市")},
    ),
    (
        "推行“海上议事”工作法,起初只在荣成市、文登区试行。",
        ("威海市",),
        {("海上议事工作法", "威海市"), ("海上议事工作法", "荣成市"), ("海上议事工作法", "文登区")},
    ),
    # where it is extended to, and the whole that a city within it spreads it over
    (
        "年内把“海上议事”工作法扩大到荣成市、文登区。",
        ("威海市",),
        {("海上议事工作法", "威海市"), ("海上议事工作法", "荣成市"), ("海上议事工作法", "文登区")},
    ),
    (
        "荣成市首创的“海上议事”工作法受到好评,年内在全市推开。",
        ("威海市",),
        {("海上议事工作法", "荣成市"), ("海上议事工作法", "威海市")},
    ),
    # a title tells where its issuer carries something out
    (
        "荣成市委印发《关于推行“双月调度”制度的意见》。文登区试行“双月调度”制度。",
        ("威海市",),
        {("双月调度制度", "荣成市"), ("双月调度制度", "文登区")},
    ),
]


@pytest.mark.parametrize(("text", "regions", "expected"), IMPLEMENTED)
def test_practices_implemented_in(text: str, regions: tuple[str, ...], expected: set[tuple[str, str]]) -> None:
    assert relations(text, "implementedIn", regions=regions) == expected


STARTED = [
    ("2019年3月,威海市启动“暖心敲门”行动。", {("暖心敲门行动", "2019-03")}),
    ("到2025年,全面建立“一码通行”机制。", set()),
    ("2020年,全市印发《关于加强网格工作的通知》,建立“一码通行”机制。", set()),
    ("2018年底,威海市启动“暖心敲门”行动。", {("暖心敲门行动", "2018;end")}),
    ("力争到2018年底,推行“暖心敲门”行动。", set()),
    ("2020年5月,“暖心敲门”行动在全市展开。", {("暖心敲门行动", "2020-05")}),
    ("2020年5月1日,“暖心敲门”行动正式启动。", {("暖心敲门行动", "2020-05-01")}),
    ("推行“暖心敲门”行动。“暖心敲门”行动始于2016年。", {("暖心敲门行动", "2016")}),
    ("推行“一窗通办”机制,2021年3月在荣成市先行试点。", {("一窗通办机制", "2021-03")}),
    ("推行“暖心敲门”行动。“暖心敲门”行动于2016年5月启动。", {("暖心敲门行动", "2016-05")}),
    ("2019年以来,威海市推行“暖心敲门”行动。", {("暖心敲门行动", "2019/..")}),
    ("以2019年推出的“暖心敲门”行动为基础,建立“一码通行”机制。", {("暖心敲门行动", "2019")}),
    (
        "2017年3月,威海市印发《关于全面推行“暖心敲门”行动的意见》。各村开展“暖心敲门”行动。",
        {("暖心敲门行动", "2017-03")},
    ),
    ("2015年,荣成市被列为全国社会救助改革试点。", {("全国社会救助改革试点", "2015")}),
    ("2015年,荣成市被列为全国社会救助改革试点,随后推行“暖心敲门”行动。", {("全国社会救助改革试点", "2015")}),
    ("本报9月25日讯“暖心敲门”行动启动。", set()),
    ("紧扣“2025年底全覆盖”的部署,推行“暖心敲门”行动。", set()),
    ("2019年,威海市推开“暖心敲门”行动。", {("暖心敲门行动", "2019")}),
    ("2018年初,威海市成立工作专班,推行“敲门问需”。这一做法被称为“暖心敲门”工作法。", None),
    ("2018年,威海市印发《关于加强网格工作的通知》,推行“一码通行”机制。", {("一码通行机制", "2018")}),
    ("2016年以来,我市以“暖心敲门”行动为突破口,走村入户。", {("暖心敲门行动", "2016/..")}),
    ("2016年,我们琢磨出一套“暖心敲门”工作法。", {("暖心敲门工作法", "2016")}),
    ("2020年9月,威海市民政局发了个《关于开展“暖心敲门”行动的通知》。", {("暖心敲门行动", "2020-09")}),
    ("2021年3月,威海市民政局印发《威海市“海草房”修缮行动计划(2021—2023年)》。", {("海草房修缮行动计划", "2021-03")}),
    ("2021年,我们搞了“邻里存折”制度。", {("邻里存折制度", "2021")}),
    ("推行“暖心敲门”。2017年,威海市成立“暖心敲门”志愿服务中心。", set()),
    # the year of a title is the document's
    (
        "2022年4月,威海市民政局将2018年上线的“海草房”平台升级为“渔家通”平台。",
        {("海草房平台", "2018"), ("渔家通平台", "2022-04")},
    ),
    ("在2018年开展的“暖心敲门”活动基础上推行“一码通行”机制。", {("暖心敲门", "2018")}),
    # it begins once, and the date told most exactly is its own
    ("2016年,威海市推行“暖心敲门”行动。2019年4月,荣成市推行“暖心敲门”行动。", {("暖心敲门行动", "2016")}),
    ("2016年,威海市推行“暖心敲门”行动。2016年4月,荣成市启动“暖心敲门”行动。", {("暖心敲门行动", "2016-04")}),
    ("# 2020年,威海市委部署建设“渔家通”平台,全市一\n盘棋。", {("渔家通平台", "2020")}),
    ("印发《海上治理计划(2023—2025年)》,建立“一码通行”机制。", set()),
    # the document of the day brings it in, whatever verb says so
    ("2021年3月,市委印发《海上治理办法》,在全市启动“渔家灯”工程。", {("渔家灯工程", "2021-03")}),
    ("2021年3月,市委印发《海上治理办法》,把“一码通行”机制扩展为“渔家灯”工程。", {("渔家灯工程", "2021-03")}),
    ("2021年3月,市委印发《关于构建“渔家灯”工程的意见》。", {("渔家灯工程", "2021-03")}),
    ("2021年3月,荣成市在两个镇试点“渔家灯”工程。", {("渔家灯工程", "2021-03")}),
    ("作为试点,2021年3月以来“渔家灯”工程覆盖10个村。", set()),
    # a verb behind the date
    ("“渔家灯”平台2022年初起步于石岛镇。", {("渔家灯平台", "2022;early")}),
    ("市大数据局开发的“渔家灯”平台2022年5月1日正式启用。", {("渔家灯平台", "2022-05-01")}),
    # the mark that closes the quotation before belongs to that
    ("“从前吵,现在静。”店主说起2021年2月成立的“渔家灯”平台。", {("渔家灯平台", "2021-02")}),
    # all that follows, not a day of coming into force
    ("自2021年起实施“渔家灯”工程。", {("渔家灯工程", "2021/..")}),
    # a name that is given to what the sentence before dates
    ("2017年4月,支书找来五户人家轮流看网。乡亲们管它叫“渔家灯”工作法。", {("渔家灯工作法", "2017-04")}),
    ("2017年4月,支书找来五户人家轮流看网。大家给它取名“渔家灯”工作法。", {("渔家灯工作法", "2017-04")}),
    ("2017年4月,支书找来五户人家轮流看网。经过三年探索,报纸称之为“渔家灯”工作法。", set()),
]


@pytest.mark.parametrize(("text", "expected"), STARTED)
def test_practices_started_on(text: str, expected: set[tuple[str, str]] | None) -> None:
    found = relations(text, "startedOn", regions=("威海市",))
    if expected is None:
        assert ("暖心敲门工作法", "2018;early") in found
    else:
        assert found == expected


LED = [
    # whoever does what is then given its name
    ("荣成市人民法院每周派法官到村里坐班,群众管这叫“板凳说理”工作法。", ("板凳说理工作法", "荣成市人民法院")),
    ("荣成市委办公室印发实施方案,正式定名“海上议事”工作法。", ("海上议事工作法", "荣成市委办公室")),
    # who gives an honour
    ("他们被荣成市委宣传部等五部门评为“渔家先锋”活动标兵。", ("渔家先锋", "荣成市委宣传部")),
    # what a place sets up leads what comes next
    ("村里成立股份经济合作社,推行“党支部+农户”模式。", ("党支部+农户模式", "股份经济合作社")),
    ("当晚荣成市委组织部想出“海上议事”工作法。", ("海上议事工作法", "荣成市委组织部")),
    ("威海市委组织部推行“暖心敲门”行动。", ("暖心敲门行动", "威海市委组织部")),
    ("由威海市民政局牵头,建立“一老一小”关爱机制。", ("一老一小关爱机制", "威海市民政局")),
    ("建立“一老一小”关爱机制,由威海市民政局负责落实。", ("一老一小关爱机制", "威海市民政局")),
    ("建立“一老一小”关爱机制,威海市民政局牵头抓总。", ("一老一小关爱机制", "威海市民政局")),
    ("威海市民政局着力补短板。全面推行“一老一小”关爱机制。", ("一老一小关爱机制", "威海市民政局")),
    ("(一)建立“一老一小”关爱机制。推行探访制度。(责任单位:威海市民政局)", ("一老一小关爱机制", "威海市民政局")),
    ("(一)建立“一老一小”关爱机制。推行探访制度。\n责任单位:威海市民政局", ("一老一小关爱机制", "威海市民政局")),
    ("(一)建立“一老一小”关爱机制。推行探访制度。\n# (责任单位:威海市民政局)", ("一老一小关爱机制", "威海市民政局")),
    ("(一)建立“一老一小”关爱机制。推行探访制度。\n# 牵头单位:威海市民政局", ("一老一小关爱机制", "威海市民政局")),
    (
        "(一)建立“一老一小”关爱机制。推行探访制度。(威海市民政局牵头,威海市财政局配合)",
        ("一老一小关爱机制", "威海市民政局"),
    ),
    ("启动“暖心敲门”行动,成立领导小组。", ("暖心敲门行动", "领导小组")),
    ("第九条 县级政府应当落实经费,建立“暖心敲门”行动机制。", ("暖心敲门行动机制", "县级政府")),
    ("威海市民政局履行下列职责:\n(一)制定标准;\n(二)推行“暖心敲门”行动。", ("暖心敲门行动", "威海市民政局")),
    ("威海市民政局走访了各村。该局推行“暖心敲门”行动。", ("暖心敲门行动", "威海市民政局")),
    ("推行“暖心敲门”行动。威海市民政局对“暖心敲门”行动一体推进。", ("暖心敲门行动", "威海市民政局")),
    ("威海市委以“暖心敲门”行动为抓手,走村入户。", ("暖心敲门行动", "威海市委")),
    ("威海市委把“暖心敲门”行动作为重要抓手。", ("暖心敲门行动", "威海市委")),
    ("威海市民政局的“暖心敲门”行动受到欢迎。", ("暖心敲门行动", "威海市民政局")),
    ("启动“暖心敲门”行动。事情多、人手少。成立工作专班。", ("暖心敲门行动", "工作专班")),
    ("市委组织部领导下,“暖心敲门”行动搭了起来。", ("暖心敲门行动", "威海市委组织部")),
    ("推行“村党支部领办合作社”。村党支部带头。", ("村党支部领办合作社", "村党支部")),
    ("开展“暖心敲门”行动,未经威海市民政局审核的事项不得下派。", ("暖心敲门行动", "威海市民政局")),
    (
        "威海市委组织部印发《关于推行“暖心敲门”行动的通知》。各村开展“暖心敲门”行动。",
        ("暖心敲门行动", "威海市委组织部"),
    ),
    ("(一)建立“一老一小”关爱机制。由威海市民政局组织12家单位结对。", ("一老一小关爱机制", "威海市民政局")),
    ("(一)建立“一老一小”关爱机制。未经威海市民政局审核,不得下派任务。", ("一老一小关爱机制", "威海市民政局")),
    ("(一)建立“一老一小”关爱机制。名单由县(市)区民政部门每年统一组织核对。", ("一老一小关爱机制", "民政部门")),
    ("每年11月由威海市民政局组织“海上比武”活动,前三名授予“渔家标兵”称号。", ("海上比武活动", "威海市民政局")),
    ("次年,威海市民政局依据名册推出“暖心敲门”行动。", ("暖心敲门行动", "威海市民政局")),
    (
        "(一)建立“一老一小”关爱机制。由威海市民政局组织12家单位结对,在冷链环节对接“海草房”平台。",
        ("一老一小关爱机制", "威海市民政局"),
    ),
    ("当时的威海市民政局推行“暖心敲门”行动。", ("暖心敲门行动", "威海市民政局")),
    ("村里建立“一核三环”机制:村党支部(党总支)为核心,各成一环。", ("一核三环机制", "村党支部")),
    # what a sentence opens with before its subject
    ("3.威海市民政局会同市财政局建立“暖心敲门”机制。", ("暖心敲门机制", "威海市财政局")),
    ("文登区走在前列。该区民政局推行“暖心敲门”行动。", ("暖心敲门行动", "文登区民政局")),
    ("所以威海市民政局前年推出“暖心敲门”行动。", ("暖心敲门行动", "威海市民政局")),
    ("威海市民政局把荣成的探索列为2021年度“暖心敲门”行动。", ("暖心敲门行动", "威海市民政局")),
    ("威海市民政局表示,明年将把“暖心敲门”行动推广到全市。", ("暖心敲门行动", "威海市民政局")),
    ("威海市民政局印发《老人探访规程》,明确“问、看、记”三步工作法。", ("问、看、记三步工作法", "威海市民政局")),
    # whoever made it, and whom it is carried out with
    ("由威海市大数据局自主研发的“海草房”平台上线。", ("海草房平台", "威海市大数据局")),
    ("会同威海市委组织部开展“暖心敲门”行动。", ("暖心敲门行动", "威海市委组织部")),
    ("与威海市民政局合作,推出“暖心敲门”行动。", ("暖心敲门行动", "威海市民政局")),
    ("推行“三方协同”治理。市里成立市三方协同治理办公室。", ("三方协同治理", "威海市三方协同治理办公室")),
    (
        "威海市政府办公室印发《关于推行“暖心敲门”行动的通知》。各村开展“暖心敲门”行动。",
        ("暖心敲门行动", "威海市政府办公室"),
    ),
    # a note behind the further paragraph of an item
    ("(一)建立“一老一小”关爱机制。\n每村设一名联络员。(责任单位:威海市民政局)", ("一老一小关爱机制", "威海市民政局")),
]


@pytest.mark.parametrize(("text", "expected"), LED)
def test_practices_led_by(text: str, expected: tuple[str, str]) -> None:
    assert expected in relations(text, "ledBy", regions=("威海市",))


def test_practices_not_led_by_a_body_that_is_only_followed() -> None:
    assert not relations("按照威海市委组织部的要求,各村自行选择。推行“暖心敲门”行动。", "ledBy", regions=("威海市",))


NOT_LED = [
    "荣成大学教授李明提出“海上议事”工作法。",
    "建立“海上议事”工作法,由市民政局、市财政局等9个单位组成。",
    "市委组织部把“海上议事”工作法和村里的老办法并到一处。",
    "市民政局、市财政局等9个部门为成员单位,建立“海上议事”工作法。",
    "村民委员会协助开展“暖心敲门”行动。",
    "未开展“暖心敲门”行动的,由县级人民政府责令改正。",
    "制定“暖心敲门”行动计划,报县级人民政府批准。",
    "县级人民政府将“暖心敲门”行动经费列入预算。",
    "建立村民委员会领导干部“暖心敲门”清单。",
    "推行“暖心敲门”行动。组建8个工作专班。",
    "推行“暖心敲门”行动,由村民委员会提供场地。",
    "推行“暖心敲门”行动,由县委主要负责人共同出任组长。",
    "县委副书记任组长,推行“暖心敲门”行动。",
    "推行“暖心敲门”行动,逾期的由县纪委约谈。",
    "县民政局召开现场会,副县长于海介绍,推行了“暖心敲门”行动。",
    "推行“暖心敲门”行动。县民政局牵头设立服务中心。",
    "设立村党支部领办合作社扶持资金。",
    "县民政局印发通知,提出到2030年建立“一码通行”机制。",
    "推行“暖心敲门”行动,事项由村民议事会票决。",
    "威海市民政局把荣成市的探索列为试点,召开网格化管理工作现场推进会。各村推行网格化管理。",
    "威海市民政局推行试点。与之配套的是“暖心敲门”行动。",
    "由副市长任组长,威海市民政局承担日常工作。建立“暖心敲门”机制。",
    "村民委员会成立前,由村民推举代表。推行“暖心敲门”行动。",
    "县民政局牵头制定的《网格化服务条例》也已列入立法计划。推行网格化服务。",
    "社会组织702个,其中社会团体92个。开展“暖心敲门”行动。",
    "推行“暖心敲门”行动,敲不开的由县民政局选派干部走访。",
    "一是县民政局走访了300户;二是推行“暖心敲门”行动。",
]


@pytest.mark.parametrize("text", NOT_LED)
def test_practices_not_led_by_who_helps_approves_or_punishes(text: str) -> None:
    assert not relations(text, "ledBy", regions=("威海市",))


def test_practices_not_led_what_a_later_one_grew_out_of_or_is_joined_to() -> None:
    text = "威海市民政局将“海草房”平台升级为“渔家通”平台,并推进“渔家通”平台同“一窗通办”平台打通。"
    assert relations(text, "ledBy", regions=("威海市",)) == {("渔家通平台", "威海市民政局")}


def test_practices_a_title_says_who_leads_what_it_sets_up_not_what_that_furthers() -> None:
    text = "威海市民政局印发《关于推行“暖心敲门”行动深化网格化管理的通知》。各村开展“暖心敲门”行动,做实网格化管理。"
    assert relations(text, "ledBy", regions=("威海市",)) == {("暖心敲门行动", "威海市民政局")}


def test_practices_a_statute_is_led_by_who_answers_for_its_theme() -> None:
    text = (
        "# 威海市家庭寄养条例\n第一条 推行家庭寄养制度。\n第二条 市民政部门负责全市家庭寄养的监督管理工作。\n"
        "第三条 村民委员会应当加强家庭寄养制度的宣传。"
    )
    document = replace(make_document(text, regions=("威海市",)), title="威海市家庭寄养条例")
    found = {(r.source, r.target) for r in annotate(document)._.relations if r.type == "ledBy"}
    assert {target for _, target in found} == {"威海市民政部门"}


def _of_policy(text: str, title: str, kind: str, publisher: str | None = None) -> set[tuple[str, str]]:
    document = replace(make_document(text, regions=("威海市",)), title=title, genre="policy", publisher=publisher)
    return {(r.source, r.target) for r in annotate(document)._.relations if r.type == kind}


STATUTES = [
    ("县、乡镇人民政府,负责家庭寄养工作。", "乡镇政府"),
    ("县级人民政府应当将家庭寄养工作所需经费列入预算。", None),
    ("市民政部门统筹推进家庭寄养工作。", "威海市民政部门"),
]


@pytest.mark.parametrize(("text", "expected"), STATUTES)
def test_practices_who_answers_for_the_theme_of_a_statute(text: str, expected: str | None) -> None:
    found = _of_policy(f"第一条 推行家庭寄养制度。\n第二条 {text}", "威海市家庭寄养条例", "ledBy")
    assert found == ({("家庭寄养制度", expected)} if expected is not None else set())


def test_practices_of_several_levels_the_documents_own_is_named() -> None:
    text = "市人民政府要带头。市和区县(市)人民政府应当建立“暖心敲门”机制。"
    found = relations(text, "ledBy", regions=("威海市",))
    assert found == {("暖心敲门机制", "威海市人民政府"), ("暖心敲门机制", "区县(市)人民政府")}


def test_practices_joint_publishers_lead_what_the_policy_is_about() -> None:
    text = "威海市民政局 威海市财政局\n推行“暖心敲门”工作法。"
    found = _of_policy(text, "关于推行“暖心敲门”工作法的意见", "ledBy", "威海市民政局 威海市财政局")
    assert found == {("暖心敲门工作法", "威海市民政局"), ("暖心敲门工作法", "威海市财政局")}


SINGLED_OUT = [
    ("今年新增8个,其中荣成市5个,文登区、乳山市各1个。", {"荣成市", "文登区", "乳山市"}),
    ("荣成市、文登区作为示范区,比全市平均高3个百分点。", {"荣成市", "文登区"}),
    ("优先保障荣成市、文登区。", {"荣成市", "文登区"}),
    ("荣成市以东的海域另行规定。", set()),
    ("荣成市的渔民除外。", set()),
]


@pytest.mark.parametrize(("text", "expected"), SINGLED_OUT)
def test_practices_a_policy_is_implemented_where_it_asks_something(text: str, expected: set[str]) -> None:
    title = "关于推行“暖心敲门”工作法的意见"
    found = _of_policy(f"推行“暖心敲门”工作法。\n{text}", title, "implementedIn")
    assert found == {("暖心敲门工作法", place) for place in ("威海市", *expected)}


REFERRED = [
    ("implementedIn", "这一做法在荣成市、文登区推广。", {"荣成市", "文登区"}),
    ("implementedIn", "该平台在荣成市推广。", set()),
    ("startedOn", "该行动始于2019年。", {"2019"}),
    ("ledBy", "市民政局将这一经验在全市推广。", {"威海市民政局"}),
    ("basedOn", "该机制根据《威海市物业管理条例》建立。", set()),
]


@pytest.mark.parametrize(("kind", "text", "expected"), REFERRED)
def test_practices_words_that_take_up_a_practice_stand_for_it(kind: str, text: str, expected: set[str]) -> None:
    found = relations(f"推行“暖心敲门”行动。{text}", kind, regions=("威海市",))
    assert {target for _, target in found} - {"威海市"} == expected


def test_practices_within_a_year_is_no_start() -> None:
    document = replace(make_document("2022年内,推行“暖心敲门”行动。", regions=("威海市",)))
    assert not [r for r in annotate(document)._.relations if r.type == "startedOn"]


YEARS = [
    ("# 三、2025年工作安排\n一是实施“渔家灯”工程。二是建立“一码通行”机制。", {("渔家灯工程", "2025")}),
    ("# 三、2025年工作打算\n推进“渔家灯”三年倍增计划。", {("渔家灯三年倍增计划", "2025")}),
    (
        "# 一、2024年工作成效\n启动“渔家灯”工程。实施“一码通行”工程。\n# 二、2025年重点任务\n抓落实。",
        {("渔家灯工程", "2024")},
    ),
    ("# 一、2024年工作成效\n实施“渔家灯”工程。\n# 二、2025年重点任务\n实施“渔家灯”工程。", set()),
    ("# 三、2025年工作安排\n2025年9月,启动“渔家灯”工程。", {("渔家灯工程", "2025-09")}),
]


@pytest.mark.parametrize(("text", "expected"), YEARS)
def test_practices_start_in_the_year_that_plans_them(text: str, expected: set[tuple[str, str]]) -> None:
    assert relations(text, "startedOn", regions=("威海市",)) == expected


STARTED_BY_ISSUE = [
    ("2024年4月11日印发。", {("“渔家灯”三年行动", "2024-04-11")}),
    ("2024年4月11日印发。\n从2023年起实施“渔家灯”三年行动。", {("“渔家灯”三年行动", "2023/..")}),
]


@pytest.mark.parametrize(("text", "expected"), STARTED_BY_ISSUE)
def test_practices_a_campaign_starts_with_its_policy(text: str, expected: set[tuple[str, str]]) -> None:
    document = make_document(f"威海市“渔家灯”三年行动实施方案\n{text}", regions=("威海市",), issued="2024-04-11")
    found = annotate(replace(document, title="威海市“渔家灯”三年行动实施方案"))._.relations
    assert {(r.source, r.target) for r in found if r.type == "startedOn"} == {
        (name.replace("“", "").replace("”", ""), date) for name, date in expected
    }


def test_practices_what_a_policy_is_about_starts_when_its_course_does() -> None:
    text = "推行“暖心敲门”工作法。\n试点为期两年,2022年3月启动,2024年2月结束。"
    document = replace(make_document(text, regions=("威海市",)), title="关于推行“暖心敲门”工作法的实施意见")
    found = {(r.source, r.target) for r in annotate(document)._.relations if r.type == "startedOn"}
    assert found == {("暖心敲门工作法", "2022-03")}


def test_practices_a_report_on_a_body_tells_of_its_doing() -> None:
    text = "威海市民政局今年走访了300户。\n“暖心敲门”行动在全市展开。\n荣成市推行“海上议事”工作法。"
    document = replace(make_document(text, regions=("威海市",)), genre="report")
    found = {(r.source, r.target) for r in annotate(document)._.relations if r.type == "ledBy"}
    assert found == {("暖心敲门行动", "威海市民政局")}


def test_practices_helpers_lead_nothing() -> None:
    text = "(一)建立“一老一小”关爱机制。推行探访制度。(牵头单位:威海市民政局;配合单位:威海市财政局)"
    found = relations(text, "ledBy", regions=("威海市",))
    assert {leader for _, leader in found} == {"威海市民政局"}


def test_practices_all_of_a_passage_have_the_leaders_of_its_note() -> None:
    text = "(一)建立“一老一小”关爱机制。推行“时间存折”制度。（责任单位：市民政局）"
    found = relations(text, "ledBy", regions=("威海市",))
    assert found == {("一老一小关爱机制", "威海市民政局"), ("时间存折制度", "威海市民政局")}


def test_practices_a_note_speaks_not_of_what_another_has_come_of() -> None:
    text = "(一)健全“一老一小”关爱机制。推行由“三步议事”制度延伸而来的“六步议事”制度。(责任单位:市民政局)"
    found = {mechanism for mechanism, _ in relations(text, "ledBy", regions=("威海市",))}
    assert found == {"一老一小关爱机制", "六步议事制度"}
    parts = {part for part, _ in relations(text, "partOf", regions=("威海市",))}
    assert parts == {"六步议事制度"}


def test_practices_a_note_speaks_not_of_what_its_passage_only_uses() -> None:
    text = "(一)依托“海草房”平台,建立“一老一小”关爱机制。每村一名联络员。(责任单位:市民政局)"
    assert relations(text, "ledBy", regions=("威海市",)) == {("一老一小关爱机制", "威海市民政局")}


DRAWN_ON = [
    "整合“海草房”热线、网格上报等渠道。",
    "按照“问、看、记”三步法推进。",
    "鼓励各镇在荣成市“海草房”议事会做法的基础上探索。",
    "总结推广荣成市“海草房”议事会的经验。",
]


@pytest.mark.parametrize("text", DRAWN_ON)
def test_practices_a_note_speaks_not_of_what_its_passage_draws_on(text: str) -> None:
    found = relations(f"(一)建立“一老一小”关爱机制。{text}(责任单位:威海市民政局)", "ledBy", regions=("威海市",))
    assert found == {("一老一小关爱机制", "威海市民政局")}


def _of_account(text: str, title: str, publisher: str) -> set[tuple[str, str]]:
    document = make_document(text, regions=("威海市",))
    document = replace(document, title=title, publisher=publisher, genre="report")
    return {(r.source, r.target) for r in annotate(document)._.relations if r.type == "ledBy"}


ACCOUNTS = [
    ("开展“暖心敲门”行动。", {"暖心敲门行动"}),
    ("以“暖心敲门”行动为载体,走访了300户。", {"暖心敲门行动"}),
    ("荣成市推行“海上议事”工作法。", set()),  # another's
    ("建成“海草房”驿站12个。", set()),  # what came of it
    ("实现“小事不出村”。", set()),
]


@pytest.mark.parametrize(("text", "expected"), ACCOUNTS)
def test_practices_a_body_leads_what_it_accounts_for(text: str, expected: set[str]) -> None:
    lines = f"2023年,全市民政系统较好完成了任务。\n{text}\n中共威海市荣成市委社会工作部"
    found = _of_account(lines, "荣成市委社会工作部2023年工作总结", "中共威海市荣成市委社会工作部")
    assert found == {(name, "荣成市委社会工作部") for name in expected}


def test_practices_what_a_government_reports_is_its_territorys() -> None:
    text = "威海市民政局 威海市统计局\n2023年,全市推行“暖心敲门”行动。"
    assert _of_account(text, "威海市养老服务统计报告", "威海市民政局") == set()


def test_practices_subject_ends_where_another_begins() -> None:
    text = "威海市民政局着力补短板。荣成市委推行“暖心敲门”行动。"
    assert relations(text, "ledBy", regions=("威海市",)) == {("暖心敲门行动", "荣成市委")}


BASED = [
    ("印发《关于推行“暖心敲门”行动的通知》。开展“暖心敲门”行动。", ("暖心敲门行动", "关于推行暖心敲门行动的通知")),
    ("根据《威海市物业管理条例》,建立“红黄蓝”预警管理机制。", ("红黄蓝预警管理机制", "威海市物业管理条例")),
    ("出台《威海市物业管理条例》,建立“红黄蓝”预警管理机制。", ("红黄蓝预警管理机制", "威海市物业管理条例")),
    ("建立“红黄蓝”预警管理机制,出台《威海市物业管理条例》。", ("红黄蓝预警管理机制", "威海市物业管理条例")),
]


@pytest.mark.parametrize(("text", "expected"), BASED)
def test_practices_based_on(text: str, expected: tuple[str, str]) -> None:
    assert expected in relations(text, "basedOn", regions=("威海市",))


@pytest.mark.parametrize(
    ("between", "expected"),
    [("推行“", True), ("牵头建立", True), ("的", False), ("推行新办法,按照", False), ("围绕优化“", False)],
)
def test_practices_carries_needs_a_verb_that_governs(between: str, expected: bool) -> None:
    assert carries(between) is expected


def _practices(text: str, kind: str, genre: str, title: str) -> set[tuple[str, str]]:
    document = replace(make_document(text, regions=("威海市",)), genre=genre, title=title)
    return {(r.source, r.target) for r in annotate(document)._.relations if r.type == kind}


REPORTED = "威海市民政局日前出台《威海市网格员管理办法》。\n选人更严。建立“红黄蓝”预警管理机制。\n推行“双月调度”制度。"


@pytest.mark.parametrize(
    ("title", "text", "based"),
    [
        ("我市出台网格员管理办法", REPORTED, True),
        ("网格员有了新模样", REPORTED, False),
        ("我市出台网格员管理办法", f"{REPORTED}\n执行《养老服务条例》。", False),
    ],
)
def test_practices_all_that_a_report_on_one_document_tells_is_based_on_it(title: str, text: str, based: bool) -> None:
    found = _practices(text, "basedOn", "report", title)
    names = {"红黄蓝预警管理机制", "双月调度制度"} if based else set()
    assert found == {(name, "威海市网格员管理办法") for name in names}
    # nor does the issuer lead what others are to do
    assert not based or not _practices(text, "ledBy", "report", title)


def test_practices_in_a_policy_the_whole_carries_out_a_meeting() -> None:
    text = "推行“暖心敲门”行动。\n深入贯彻党的二十大精神,实施“暖心敲门”行动。"
    found = _practices(text, "basedOn", "policy", "威海市养老服务实施方案")
    assert found == {("@doc", "党的二十大")}


def test_practices_not_based_on_what_is_repealed() -> None:
    text = "推行“暖心敲门”行动。《威海市“暖心敲门”行动管理办法》同时废止。"
    assert not relations(text, "basedOn", regions=("威海市",))


def test_practices_evidence_is_short_and_names_the_fact() -> None:
    text = "威海市委组织部聚焦群众关切," + "深入走访了解," * 20 + "推行“暖心敲门”行动,受到欢迎。"
    doc = annotate(make_document(text, regions=("威海市",)))
    found = [r.evidence.text for r in doc._.relations if r.source == "暖心敲门行动"]
    assert found
    assert all(len(words) <= 120 and "暖心敲门" in words for words in found)


@pytest.mark.parametrize("wide", [False, True])
def test_practices_full_width_signs_read_as_ascii(wide: bool) -> None:
    text = "市财政安排专项经费,2022年投入300万元;建立“以奖代补”机制,推动共建。"
    if wide:
        text = text.replace(",", "\uff0c").replace(";", "\uff1b")
    assert relations(text, "startedOn", regions=("威海市",)) == set()


LAID_DOWN = [
    (
        "2021年5月1日,《威海市物业管理条例》施行,全文五章,首次以法规形式规定了“首问包办制”和“不服复核制度”。",
        {("首问包办制", "2021-05-01"), ("不服复核制度", "2021-05-01")},
    ),
    ("2022年10月出台的《威海市物业考核办法》增设了“码上评”制度。", {("码上评制度", "2022-10")}),
    ("2023年4月,市住建局部署“每季一清”行动。", {("每季一清行动", "2023-04")}),
]


@pytest.mark.parametrize(("text", "expected"), LAID_DOWN)
def test_practices_start_with_what_lays_them_down(text: str, expected: set[tuple[str, str]]) -> None:
    assert relations(text, "startedOn", regions=("威海市",)) == expected


def test_practices_led_by_who_issues_a_title_with_a_short_name() -> None:
    text = "村里有“渔灯会”。2021年6月,市委组织部印发《关于推广“渔灯会”深化议事的意见》。村民常来“渔灯会”。"
    assert ("渔灯会", "威海市委组织部") in relations(text, "ledBy", regions=("威海市",))


def test_practices_led_by_who_leads_the_work_of_the_item() -> None:
    text = "(七)落实牌子定期清理制度。需要协助的,按照“费随事转”原则拨付经费。此项工作由市民政局牵头。"
    assert relations(text, "ledBy", regions=("威海市",)) == {("牌子定期清理制度", "威海市民政局")}


def _told(text: str, kind: str, genre: str) -> set[tuple[str, str]]:
    doc = annotate(replace(make_document(text, regions=("磐安县",)), genre=genre))
    return {(r.source, r.target) for r in doc._.relations if r.type == kind}


TRIED = [
    ("浙江省磐安县推行“双月调度”制度。次年年初,试点扩大到尚湖镇、玉山镇。", {"磐安县", "尚湖镇", "玉山镇"}),
    ("浙江省磐安县推行“双月调度”制度。尚湖镇、玉山镇随后效仿。", {"磐安县", "尚湖镇", "玉山镇"}),
    ("浙江省磐安县推行“双月调度”制度。该做法已在尚湖镇、玉山镇等6个镇复制。", {"磐安县", "尚湖镇", "玉山镇"}),
    ("浙江省磐安县推行“双月调度”制度。尚湖镇、玉山镇作为试点单位受到表扬。", {"磐安县"}),
    ("浙江省磐安县推行“双月调度”制度。组建巡查队伍,尚湖镇、玉山镇先行试点。", {"磐安县"}),
]


@pytest.mark.parametrize(("text", "expected"), TRIED)
def test_practices_are_where_a_later_sentence_says_they_are_tried(text: str, expected: set[str]) -> None:
    assert {place for name, place in _told(text, "implementedIn", "report") if name == "双月调度制度"} == expected


GOES_ON = [
    ("成立工作专班,县民政局、县司法局各负其责。推行“双月调度”制度。", set()),
    ("为破解难题,县民政局制定清单。推行“双月调度”制度。", {"磐安县民政局"}),
    ("新建小区党支部18个,小区党支部覆盖率达到93%,推行“双月调度”制度。", set()),
]


@pytest.mark.parametrize(("text", "expected"), GOES_ON)
def test_practices_go_on_with_the_subject_that_opens_a_sentence(text: str, expected: set[str]) -> None:
    assert {body for _, body in _told(text, "ledBy", "policy")} == expected


NOTES = [
    ("(牵头单位:县民政局;责任单位:县司法局)", {"磐安县民政局"}),
    ("(责任单位:县民政局、县司法局)", {"磐安县民政局", "磐安县司法局"}),
    ("(责任单位:县民政局、县", {"磐安县民政局"}),
]


@pytest.mark.parametrize(("note", "expected"), NOTES)
def test_practices_a_note_names_who_takes_the_lead(note: str, expected: set[str]) -> None:
    assert {body for _, body in _told(f"推行“双月调度”制度,每两月一次。{note}", "ledBy", "policy")} == expected


def test_practices_what_a_committee_reports_is_its_territorys() -> None:
    text = "磐安县委成立领导小组,统筹各方力量。\n建立“双月调度”制度。"
    assert not _told(text, "ledBy", "report")


def test_practices_are_in_the_place_of_the_body_that_carries_them_out() -> None:
    text = "浙江省磐安县多山。去年,省司法厅派人总结经验。县人民法院把“双月调度”制度搬进村部。"
    assert _told(text, "implementedIn", "report") == {("双月调度制度", "磐安县")}
