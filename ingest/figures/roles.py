"""The part that a number plays: a state, a side of a change, a change, a target, a share.

By the words around it and by what it stands in: a rule of a policy is a target. Source: annotation guidelines,
"Metrics".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ingest.figures.baselines import is_baseline
from ingest.figures.changes import ONLY_TO_RE
from ingest.figures.measure_words import alternatives
from ingest.figures.reading import Reading, is_ratio, own_start
from ingest.figures.rules import tells_rule
from ingest.figures.settings import Setting
from ingest.figures.sides import is_now, side_of
from ingest.figures.subjects import Passage
from ingest.years import is_of_plans
from kg.model import Heading
from kg.values import FoundQuantity

Dates = Mapping[int, str]  # where a date begins -> its value
_NORM_RE = re.compile(r"标准(?:则?[是为])?(?:控制在|不超过?|不高于|每[一-鿿]{1,3})$|不得(?:超过|低于|少于|多于)$")
_NORM_LENGTH = 12  # characters that it may have, and more
_BOUND_WORD_RE = re.compile(r"不少于|不低于|不小于|不超过?|不多于|不大于|至少|不得|最多(?=[配设不可只奖补聘])")
_MULTIPLE_RE = re.compile(r"(?:年|月|同期|上届|此前|之前|成立时|年?初)[一-鿿]{0,6}的$|增长?|扩大|[上增]?涨|提高|提升")
_HAN_RE = re.compile(r"[一-鿿]")
_SHORT_TIMES = frozenset(("小时", "分钟", "天", "日", "个工作日", "工作日"))
_TARGET_RE = re.compile(
    r"必须|应当|不得|力争|打算|(?<!为)(?<!为了)确保|计划(?=[到在于用新建投完培每年将把明今下])|拟(?=[到在于用新建投完培每将把])|目标[是为]|争取(?=[,，]?(?:到20|在|于|实现|达到|今年|明年|年|全年|用|建|完成))|原则上|须|将于|即将|预计|规划到|处以|罚款|推动到|"
    r"(?:^|[,，])\s*(?:要|应)|将(?:再|陆续|全部|分批|逐步)*(?:达|新建|完成|建成|新增|新设|增设|建设|建$)|(?:明年|下半年|下个?月|下一?步)起|封顶$"
    # 今年年底前建成3个
    r"|(?:年底|年末|月底|月份?)前(?=[^,，。;；0-9]{0,10}(?:建成|建好|完成|实现|达到?|建立|覆盖|开通|投用|启用|配备|配齐)(?!了))"
)
_WISH_RE = re.compile(r"将|力争|争取|要|确保|实现|达到?|建成|完成|计划|目标|左右|以上")
_DONE_RE = re.compile(
    r"已|目前|截至|现有|尚有|仍有|现存|累计|共(?:有|划分|建成|设有|建有|组建)|达到?了|完成了|建成了|成立了|公布|在列"
)
_CERTAIN_RE = re.compile(r"已|目前|截至|现有|尚有|仍有|共建成|共有|了$")
_CHANGE_BEFORE_RE = re.compile(rf"(?:{alternatives('increase', 'decrease')})(?:了|近|约|超过?|达)?[ ]?$")
_LEAD_CHANGE_RE = re.compile(
    rf"^[^一-鿿]*(?:{alternatives('lead')})*(?:同比|环比|平均|[较比与][一-鿿]{{1,6}}?)?"
    rf"(?:{alternatives('increase', 'decrease')})(?![到至为的幅率])"
)
# what is new is more than there was: 新建站点5处, 5个站点是新建的
_NEW_RE = re.compile(r"新(?:建|组建|成立|设立?|开设|开发|投用|吸纳|发展|纳入)[^,，。;；]{0,14}$")
_SAVED_RE = re.compile(r"(?:少花|省下|省了|砍掉|摘了|摘掉|取下|撤下|拿掉)(?:了|约|近)?[一-鿿]{0,6}$")  # 户均省下4000元
_NEW_AFTER_RE = re.compile(r"[^,，。;；]{0,12}是新(?:建|组建|成立|设立?|开设|增)的")
# 改革前, 机构17个
_FORMERLY_RE = re.compile(
    r"^[\s,，。；“\"]*(?:改革前|整合前|调整前|此前|(?<!年)以前|原先|过去(?!的?[一二两三四五六七八九十几0-9]+[个年月天]))"
    r"|[,，。；;：:“]过去(?!的?[一二两三四五六七八九十几0-9]+[个年月天])|过去一年(?:只|仅|不到|才)"
    r"|(?:改革前|整合前|调整前|此前|(?<!年)以前|原先)[,，][^,，]*$|一度(?:多?达|高达|有|为|超过?|占)?$|最多(?:的时候|时)[,，]?(?:有|达)?$"
)
_ADDED_RE = re.compile(r"^[^一-鿿]*(?:[一-鿿]{0,4}行动|[一-鿿]{0,2}年)?[,，]?新增")
# 笔试、面试成绩各占50%, 财政承担40%: what something is made up of, with no bound to reach
_COMPOSED_RE = re.compile(r"(?:各占|占比[为是]?|分别占|(?<!应)(?<!须)占|承担|负担|贴息|分担)$")
# how many there are at all, or what is there to be used: 全县360个行政村, 用好20处阵地
_WHOLE_RE = re.compile(
    r"(?:全|我|本)(?:省|市|州|县|区|旗|镇|乡|街道|村|域)(?:现有|共有|有|的)?$|(?:辖区|尚|仍|现)有?$|对[^,，]{2,12}的$|(?<=[一-鿿])对$"
)
_DOING_RE = re.compile(r"[^,，、]{0,14}?(?:全部|均|都|完成|建成|建立|配备)")
_IN_USE_RE = re.compile(r"(?:用好|依托|发挥|利用)[^,，。;；]{0,24}$")


_PLANNED_RE = re.compile(r"[^,，]{0,12}(?<!即)将")


def role_of(setting: Setting, passage: Passage, reading: Reading) -> str:
    """One of kg.model.ROLES."""
    found = reading.found
    left, right = passage.segment(found.numeral[0])
    lead = passage.text[left : found.start]
    if reading.role == "share":  # 到2030年九成的村将建成…: of those for whom something is planned
        planned = _PLANNED_RE.match(passage.text[found.end : right])
        return "target" if planned or _is_target(setting, passage, reading, lead) else "share"
    if reading.role == "after":
        return "target" if _is_planned_side(setting, passage, found) else "after"
    return reading.role or _by_wording(setting, passage, reading, lead)


def _is_planned_side(setting: Setting, passage: Passage, found: FoundQuantity) -> bool:
    """拟到2027年底将组建率由四成提高到85%: the second side is still to come."""
    if setting.document.genre == "policy" and _is_ahead(setting, passage, found):
        return True
    text, before = passage.text, passage.text[passage.start : found.start]
    left, _ = passage.segment(found.numeral[0])
    bound = text.endswith(("以内", "以上", "以下"), found.numeral[1], found.end) or text.startswith(("将", "把"), left)
    rule = setting.document.genre == "policy" and bound
    planned = rule or _TARGET_RE.search(before[-40:]) or _is_under(setting, passage.start, _is_of_goals)
    return bool(planned) and not _DONE_RE.search(before) and not _is_past(setting, passage, found)


def _by_wording(setting: Setting, passage: Passage, reading: Reading, lead: str) -> str:
    """The part by the words around the number; a rule in a policy is a target, a ratio a share."""
    found, text = reading.found, passage.text
    left, _ = passage.segment(found.numeral[0])
    if found.quantity.unit == "倍" and (text.startswith("翻", found.numeral[0]) or _MULTIPLE_RE.search(lead)):
        return "change"  # 翻了一番, 是上年的2.1倍
    if (
        found.quantity.unit in _SHORT_TIMES
        and text.endswith("内", found.numeral[1], found.end)
        and _HAN_RE.match(text, found.end)
    ):
        return "target"  # 48小时内转给社区
    side = side_of(passage, found) or ("after" if is_now(passage, found) else None)
    if side is not None:
        return side
    if tells_rule(passage, found):
        return "target"
    if setting.document.genre == "policy" and _is_composed(found, lead):
        return "share"
    planned = _is_target(setting, passage, reading, lead)
    if (
        planned
        and (setting.document.genre == "policy" or _WISHED_RE.search(lead) or _is_new(passage, found, lead))
        and not _is_past(setting, passage, found)
    ):
        return "target"
    if _is_change(passage, found, lead, left):
        return "change"
    if ONLY_TO_RE.search(lead):
        return "target" if _is_planned_side(setting, passage, found) else "after"
    if _FORMERLY_RE.search(text[max(passage.start, left - 5) : found.start]) and not is_ratio(found):
        return "before"
    if planned and setting.document.genre != "policy":
        return "target"
    return "share" if is_ratio(found) else "level"


_WISHED_RE = re.compile("争取|力争|(?<!为)确保")


def _is_new(passage: Passage, found: FoundQuantity, lead: str) -> bool:
    own = own_start(passage, found)
    return bool(_ADDED_RE.search(lead) or _NEW_RE.search(passage.text, own, found.start))


def _is_composed(found: FoundQuantity, lead: str) -> bool:
    return is_ratio(found) and found.quantity.approx is None and bool(_COMPOSED_RE.search(lead))


_RISE_RE = re.compile(r"(?:减|增|降|涨)幅|增[收产](?:了|约|近|超)?$")


def _is_change(passage: Passage, found: FoundQuantity, lead: str, left: int) -> bool:
    own = passage.text[own_start(passage, found) : found.start]
    return bool(
        _CHANGE_BEFORE_RE.search(lead)
        or _LEAD_CHANGE_RE.match(own)
        or _RISE_RE.search(lead)
        or (found.quantity.unit != "元" and _NEW_RE.search(own))
        or _SAVED_RE.search(own)
        or _NEW_AFTER_RE.match(passage.text, found.end)
        or _in_changing_list(passage, found, left)
    )


_JOINT_RE = re.compile(r"[、和与及]")
_BUILT_RE = re.compile(r"[一-鿿]{2}(?:建|设|立|成)")


def _in_changing_list(passage: Passage, found: FoundQuantity, left: int) -> bool:
    """减少台账报表37.7%、信息平台21.5%: the verb at the head of the list governs both."""
    lead = passage.text[left : found.start]
    return (
        _JOINT_RE.search(lead) is not None
        and found.quantity.unit is not None
        and bool(_LEAD_CHANGE_RE.match(lead))
        and not _BUILT_RE.search(lead)
    )


def _is_target(setting: Setting, passage: Passage, reading: Reading, lead: str) -> bool:
    found = reading.found
    sentence = passage.text[passage.start : found.start]
    near = sentence[-40:]
    lead += passage.text[found.start : found.numeral[0]]  # 不少于 is the quantity's own word
    if _is_there(setting, passage, reading, lead):
        return False
    if _NORM_RE.search(passage.text, max(passage.start, found.numeral[0] - _NORM_LENGTH), found.numeral[0]):
        return True
    if _is_ahead(setting, passage, found) and not _CERTAIN_RE.search(near):
        return True
    planned = (
        _TARGET_RE.search(near)
        or _BOUND_WORD_RE.search(lead)
        or _NEXT_RE.match(sentence)
        or _is_under(setting, passage.start, _is_of_goals)
    )
    if planned and not _DONE_RE.search(near):
        return True
    return (
        setting.document.genre == "policy" and not _DONE_RE.search(sentence) and not _is_so_far(setting, passage.start)
    )


_LISTED_RE = re.compile(r"^.*[0-9][一-鿿]{1,12}、")


def _is_there(setting: Setting, passage: Passage, reading: Reading, lead: str) -> bool:
    """Does a policy say how many there are: 全县360个行政村, and not what they shall do?"""
    if setting.document.genre != "policy" or _BOUND_WORD_RE.search(lead):
        return False
    listed = _LISTED_RE.sub("全县", lead) if _WHOLE_RE.search(lead.split("、")[0]) else lead
    bare = not is_ratio(reading.found) and not _DOING_RE.match(passage.text, reading.found.end)
    first = next((f for f in passage.found if passage.segment(f.start) == passage.segment(reading.found.start)), None)
    start = passage.text[passage.segment(reading.found.start)[0] : first.start] if first is not None else lead
    counted = reading.found is first or lead.endswith("、")
    return bare and ((counted and bool(_WHOLE_RE.search(start))) or bool(_IN_USE_RE.search(listed)))


_NEXT_RE = re.compile(r"\s*(?:下一?步|下一?阶段|明年|来年|今后)")
_GOAL_HEADING_RE = re.compile(r"(?:主要|工作|总体|发展|预期)目标|目标任务")
_TOLD_HEADING_RE = re.compile(
    r"总结|回顾|完成情况|开展情况|成效"
)  # 某年工作总结及下一年思路: not all below it is planned
_STATE_HEADING_RE = re.compile(r"(?:发展|工作)基础|基本(?:情况|现状)|现状|成效|成绩|进展|背景|形势|回顾")


def _is_of_goals(heading: Heading) -> bool:
    return is_of_plans(heading) or _GOAL_HEADING_RE.search(heading.text) is not None


def _is_of_states(heading: Heading) -> bool:
    return _STATE_HEADING_RE.search(heading.text) is not None


def _is_so_far(setting: Setting, offset: int) -> bool:
    """Does a policy tell how things are there, before it says what is to be done?"""
    return _is_under(setting, offset, _is_of_states)


def _is_under(setting: Setting, offset: int, says: Callable[[Heading], bool]) -> bool:
    """Does the number stand under a heading that says so (三、明年工作打算), or below one?"""
    asked = setting.heading_before(offset), says
    known = setting.told_above.get(asked)
    if known is None:
        known = setting.told_above[asked] = _is_told_above(setting, offset, says)
    return known


def _is_told_above(setting: Setting, offset: int, says: Callable[[Heading], bool]) -> bool:
    for heading in setting.headings_above(offset):
        if says(heading) and not (heading.level <= 0 and _TOLD_HEADING_RE.search(heading.text)):
            return True
        if heading.level <= 0:
            return False
    return False


_GOAL_YEAR_RE = re.compile(r"到(20\d\d)年")


def _is_ahead(setting: Setting, passage: Passage, found: FoundQuantity) -> bool:
    """到2025年 is a goal, 到2016年 in a later text is not; without a date only where something is wished for."""
    sentence = passage.text[passage.start : found.start]
    if setting.document.issued is None:
        _, right = passage.segment(found.numeral[0])
        wished = _WISH_RE.search(passage.text, passage.segment(found.numeral[0])[0], right)
        return bool(_GOAL_YEAR_RE.search(sentence)) and bool(wished)
    years = [int(match[1]) for match in _GOAL_YEAR_RE.finditer(sentence)]
    if setting.document.genre == "policy":
        years += [int(value.removeprefix("../")[:4]) - 1 for value in _named(setting.dates, passage, found)]
    return bool(years) and max(years) >= int(setting.document.issued[:4])


def _named(dates: Dates, passage: Passage, found: FoundQuantity) -> list[str]:
    """The dates before the number in its part of the sentence, without those of a comparison; else in the sentence."""
    text = passage.text
    part = max(text.rfind("；", passage.start, found.start), text.rfind(";", passage.start, found.start)) + 1
    before = [
        (start, dates[start])
        for start, end in passage.dates
        if end <= found.start and not _is_measured_against(text, start, end)
    ]
    return [value for start, value in before if start >= part] or [value for _, value in before]


def _is_measured_against(text: str, start: int, end: int) -> bool:
    """较2020年, 由2020年的71%: the other side of a change."""
    return is_baseline(text, start, end) or text[max(0, start - 1) : start] in ("由", "从")


_PART_OF_DATE_RE = re.compile(r"[;/]")


def _is_past(setting: Setting, passage: Passage, found: FoundQuantity) -> bool:
    """Does the sentence name a time before the document's own last before the number?"""
    if setting.document.issued is None:
        return False
    named = _named(setting.dates, passage, found)
    if not named:
        return False
    day = _PART_OF_DATE_RE.split(named[-1])[0]
    return day < setting.document.issued[: len(day)]
