"""Named persons and their roles."""

from __future__ import annotations

import pytest

from tests.ingest.components.annotated import annotate_text, names

CASES = [
    ("杭州市", "市委书记张建国多次作出批示,市长李晓明现场调研。", {"张建国": "杭州市委书记", "李晓明": "市长"}),
    ("遵义市", "汇川区高坪街道大桥社区党支部书记赵丽介绍,社区有网格员9名。", {"赵丽": "大桥社区党支部书记"}),
    ("宁波市", "宁波市民政局局长陈伟指出,要用好热线。", {"陈伟": "宁波市民政局局长"}),
    (
        "福建省",
        "省委书记、省人大常委会主任周卫国,省长赵龙出席会议。",
        {"周卫国": "福建省人大常委会主任", "赵龙": "省长"},
    ),
    ("北京市", "清华大学公共管理学院教授王名认为,社会组织大有可为。", {"王名": "清华大学公共管理学院教授"}),
    ("拉萨市", "八廓街道党工委书记次仁央宗表示,联户长作用明显。", {"次仁央宗": "八廓街道党工委书记"}),
    ("贵阳市", "花果园社区居委会主任陈琴说,机制很管用。", {"陈琴": None}),
    ("凯里市", "凯里市委政法委书记杨光在会上作交流。", {"杨光": "凯里市委政法委书记"}),
    ("重庆市", "居民王小明告诉我们,停车难解决了。", {"王小明": "居民"}),
    # a verb that no list has ends the name
    ("咸宁市", "村民龙大海扳着指头算账,党员柳青山掏出手机。", {"龙大海": "村民", "柳青山": "党员"}),
    (
        "咸宁市",
        "负责人欧阳雪梅介绍,网格员王芳和赵敏挨家走访。",
        {"欧阳雪梅": "负责人", "王芳": "网格员", "赵敏": "网格员"},
    ),
    (
        "正蓝旗",
        "旗委书记额尔敦布拉格调研,牧民巴特尔说,嘎查达那顺乌力吉负责,村民斯琴高娃算了一笔账。",
        {"额尔敦布拉格": "正蓝旗委书记", "巴特尔": "牧民", "那顺乌力吉": "嘎查达", "斯琴高娃": "村民"},
    ),
    ("和田市", "社区书记阿依古丽·买买提介绍情况,居民扎西顿珠感慨地说。", {"阿依古丽·买买提": None, "扎西顿珠": "居民"}),
    ("咸宁市", "家住三单元的张桂兰说。今年63岁的刘秀英老人竖起大拇指。", {"张桂兰": None, "刘秀英": None}),
    # the segmenter reads 任何 into it
    ("咸宁市", "中山大学城市治理研究中心主任何立群曾指出,社区是单元。", {"何立群": None}),
    ("咸宁市", "网格党支部书记杨明远负责。", {"杨明远": "网格党支部书记"}),
    ("重庆市", "习近平总书记强调,要加强基层治理。", {"习近平": "总书记"}),
]

NEWS_CASES = [
    ("家住城东花苑的刘桂兰对记者说,独居老人吴玉珍按下呼叫器。", {"刘桂兰", "吴玉珍"}),
    ("楼长薛红梅是位热心人,队长叫崔建国。", {"薛红梅", "崔建国"}),
    ("清早,张志强就到了活动室。他是和平社区网格党支部书记,片区大小事都管。", {"张志强"}),
    ("村里派来张志强等3名党员,同村民张伟一家结对。", {"张志强", "张伟"}),
    ("居民郭丽娟日前说起变化。", {"郭丽娟"}),
    ("党员当楼栋长、单元长。华亭市委员会调研。", set()),
]


@pytest.mark.parametrize(("text", "expected"), NEWS_CASES)
def test_persons_in_news(text: str, expected: set[str]) -> None:
    assert {span._.name for span in annotate_text(text, "平凉市").spans["Person"]} == expected


NEGATIVES = [
    "习近平新时代中国特色社会主义思想是根本遵循。",
    "记者 王强 通讯员 李明 摄",
    "编辑:赵敏 责任编辑/钱进 摄影:孙立",
    "居民李大爷高兴地说,网格员小王每天都来。",
    "书记项目化管理,主任工作例会制度,党员示范岗。",
    "王阿姨、李师傅都说好,社区书记老陈忙前忙后。",
    "群众满意度达到98%,居民高度认可,业主方面提出意见,党员平均年龄40岁。",
    "办公室主任由县长兼任,主任则负责,书记应带头。",
    "居民常见纠纷,代表和平时一样,居民向心力增强,书记严格要求,群众常态化参与。",
    "市委社会工作部部长在接受采访时表示满意。",
]


@pytest.mark.parametrize(("region", "text", "expected"), CASES)
def test_persons_finds_names_with_roles(region: str, text: str, expected: dict[str, str | None]) -> None:
    found = {s._.name: s._.attributes.get("role") for s in annotate_text(text, region).spans["Person"]}
    assert set(found) == set(expected)
    assert all(role is None or found[name] == role for name, role in expected.items())


@pytest.mark.parametrize("text", NEGATIVES)
def test_persons_leaves_credits_and_forms_of_address(text: str) -> None:
    assert list(annotate_text(text, "重庆市").spans["Person"]) == []


def test_persons_speaker_named_after_the_words() -> None:
    doc = annotate_text("“路灯终于亮了。”说这话的孙建国,住在三号楼。", "上海市")
    assert names(doc, "Person") == {"孙建国"}
