"""Readings: what a sentence says each of its quantities is about, and the two sides of a change.

The subject is a noun phrase of the text, as the annotation guidelines ("Metrics") want it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.measures import alternatives, is_frequency, part, timed_act, with_direct_unit
from ingest.subjects import (
    Passage,
    after_verb,
    counted_noun,
    predicate_after,
    skip_names,
    strip_phrase,
    subject_after,
    tidy,
)
from ingest.wordings import worded
from kg.values import FoundQuantity


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity with what the sentence makes of it."""

    found: FoundQuantity
    subject: str
    role: str | None = None  # None: as the wording around the number has it


# --- reading a sentence ---------------------------------------------------------------------------------------------

_DOWN = ("减少", "减", "降", "降低", "下降", "缩减", "缩短", "缩小", "压缩", "压减", "精简")
_UP = ("增加", "增长", "增", "提高", "提升", "上升", "升", "扩大", "扩", "扩展", "拓展", "发展")
_INTO = (
    "调整为",
    "调整到",
    "整合为",
    "优化为",
    "合并为",
    "变为",
    "变成",
    "达到",
    "突破",
    "到",
    "至",
    "为",
    "—",
    "－",
    "→",
)
_TO = "|".join([word + to for word in (*_DOWN, *_UP) for to in "为到至"] + [*_INTO])
_ONLY_TO = "|".join([word + to for word in (*_DOWN, *_UP) for to in "为到至"] + ["调整为"])
_FROM_WORD_RE = re.compile(r"(?:从|由|自)?(?:原来|原有|原先|最初|过去)的?|从|由|自")
_TO_RE = re.compile(rf"^[^,，、。;；]{{0,6}}?(?:{_TO})")
ONLY_TO_RE = re.compile(rf"(?:{_ONLY_TO})[ ]?$")


def read_passage(passage: Passage) -> list[Reading]:
    """One reading for each quantity that has a subject, in order."""
    readings: list[Reading] = []
    index = 0
    while index < len(passage.found):
        found = passage.found[index]
        following = passage.found[index + 1] if index + 1 < len(passage.found) else None
        change = _change(passage, found, following)
        if change is not None:
            readings += change
            index += 2
            continue
        reading = _read(passage, found, readings)
        if reading is not None and reading.subject:
            last = readings[-1].subject if readings else ""
            readings.append(replace(reading, subject=worded(passage, found, reading.subject, last) or reading.subject))
        index += 1
    return readings


def _change(passage: Passage, found: FoundQuantity, following: FoundQuantity | None) -> list[Reading] | None:
    """从4610个减为3101个: two readings of one subject; None if the two numbers are no change."""
    if following is None:
        return None
    text = passage.text
    left, _ = passage.segment(found.numeral[0])
    lead = text[left : found.start]
    opener = None
    for match in _FROM_WORD_RE.finditer(lead):
        opener = match
    if opener is None or len(lead) - opener.end() > 14 or following.start - found.end > 14:
        return None
    between = text[found.end : following.start]
    if not _TO_RE.match(between) or re.search(r"[。;；]", between):
        return None
    subject = _unchanged(_carried(passage, left, strip_phrase(passage, left, left + opener.start())))
    if not subject:  # 从877人增至1458人 after a subject of its own stretch
        subject = tidy(subject_after(passage, found)[0]) or _subject_of_previous(passage, left)
    if not subject:
        return None
    unit = found.quantity.unit or following.quantity.unit
    first = replace(found, quantity=replace(found.quantity, unit=unit))
    return [Reading(first, tidy(subject), "before"), Reading(following, tidy(subject), "after")]


def _subject_of_previous(passage: Passage, left: int, done: Sequence[Reading] = ()) -> str:
    """The subject of the stretch before, where this one has no noun of its own."""
    if left <= passage.start:
        return ""
    if done and left - 16 <= done[-1].found.end <= left:
        return done[-1].subject
    before, _ = passage.segment(max(passage.start, left - 2))
    return strip_phrase(passage, before, left - 1)[-20:]


_PER_RE = re.compile(r"^(?:平均|人均|户均|其中|村均|社区均)")


def _carried(passage: Passage, left: int, subject: str) -> str:
    """平均户籍人口 takes the owner of the 平均面积 that stands before it in the sentence."""
    if not _PER_RE.match(subject) or left <= passage.start:
        return subject
    at = left - 1
    while at > passage.start:
        before, _ = passage.segment(at - 1)
        match = re.search(r"([一-鿿()（） ]{2,16}?)(?:平均|人均|户均)", passage.text[before:at])
        if match is not None:
            owner = strip_phrase(passage, before + match.start(1), before + match.end(1))
            return owner + subject
        if before >= at:
            break
        at = before
    return subject


def _read(passage: Passage, found: FoundQuantity, done: Sequence[Reading]) -> Reading | None:
    counted = counted_noun(passage, found)
    if counted is not None:
        return Reading(with_direct_unit(found), tidy(counted[0]))
    left = own_start(passage, found)
    before = strip_phrase(passage, left, found.start)
    unit = found.quantity.unit
    if not before and passage.text[left - 1 : left] in (":", "：") and left - 1 > passage.start:  # 党员：1560名
        before = strip_phrase(passage, passage.segment(left - 2)[0], left - 1)
    named = _named_by_form(passage, found, left)
    if named:
        return Reading(found, named)
    if found.quantity.unit in part("time"):
        return _limit(passage, found, left)
    if unit in part("measure") or is_ratio(found):
        return _measured(passage, found, left, before, done)
    if unit in _SELF_COUNTED and _is_norm(passage, found, left):
        return Reading(found, _SELF_COUNTED[unit])
    after, end = subject_after(passage, found)
    if _COMPARED_RE.fullmatch(before):
        return _distributed(passage, found, left, done)
    if before in part("increase") | part("decrease") and not after and done:  # 改革后精简为8个
        return _inherited(passage, found, done)
    if before and _GOAL_RE.match(passage.text, found.end):  # 达到100个的目标: the goal is not what is counted
        return Reading(found, tidy(_unchanged(before)), "target")
    if after and not _is_complement(after):
        return Reading(found, _counted(passage, found, left, tidy(after), end))
    again = _done_with(passage, found, left, done)
    if again:
        return Reading(found, again)
    if before:
        before = strip_phrase(passage, after_verb(passage, left, found.start), found.start)
        return Reading(found, tidy(_unchanged(_carried(passage, passage.segment(found.numeral[0])[0], before))))
    if "分别" in passage.text[passage.segment(found.numeral[0])[0] : found.start]:
        return _distributed(passage, found, left, done)
    if unit in _SELF_COUNTED and not _goes_on(passage, found, done):
        acted = tidy(predicate_after(passage, _end_of_list(passage, found)))
        return Reading(found, f"{acted}的{unit}" if acted else _SELF_COUNTED[unit])  # 有180户参加积分兑换
    return _inherited(passage, found, done)


_MEMBERS_RE = re.compile(r"组成了?([一-鿿“”]{2,12}?)(?=[,，。;；、]|$)")


_SIZED_RE = re.compile(r"的(大?(?:小区|社区|村庄?|镇|街道|乡|县|网格|院落|片区|楼栋))(?=[,，。;；]|[一-鿿])")
# 每50户划为1个网格
_EACH_RE = re.compile(r"(?:划|设|编|组|建|分)(?:分|立|置|成|为|建)*[0-9一]个([一-鿿]{2,6}?)(?=[,，。;；、]|$)")


def _named_by_form(passage: Passage, found: FoundQuantity, left: int) -> str:
    """A subject that a set form of words gives: 每季度召开一次, 全家6口, 8人组成顾问团; empty without one."""
    text, unit = passage.text, found.quantity.unit
    if found.quantity.value == 1 and is_frequency(text, found):
        done, _ = subject_after(passage, found)
        return tidy(text[skip_names(passage, left, found.start) : found.start] + (done if 3 <= len(done) <= 6 else ""))
    if unit == "口" and text[: found.start].endswith(("全家", "一家")):
        return "全家人口"
    if unit in _SELF_COUNTED:
        sized = _SIZED_RE.match(text, _end_of_list(passage, found))
        if sized is not None and not text[: found.start].endswith("每"):
            return sized[1] + _SELF_COUNTED[unit]
        each = _EACH_RE.match(text, found.end) if text[: found.start].endswith("每") else None
        if each is not None:
            return f"每个{each[1]}{_SELF_COUNTED[unit]}"
    members = _MEMBERS_RE.match(text, found.end) if unit in ("人", "名") else None
    return f"{tidy(members[1])}成员" if members is not None else ""


def _is_norm(passage: Passage, found: FoundQuantity, left: int) -> bool:
    """按300户的标准划分, 按300户划分: the size by which things are made up."""
    after = re.match(
        r"的(?:标准|规模)|左右?的?标准|(?:重新)?(?:划分|设置|设立|划定)|为单位", passage.text[found.end :][:6]
    )
    return after is not None and re.search(r"(?:按照?|以|每)$", passage.text[left : found.start]) is not None


def _end_of_list(passage: Passage, found: FoundQuantity) -> int:
    """2456户、5401人没有脱贫: what is said of the last is said of all."""
    index = passage.found.index(found)
    for following in passage.found[index + 1 :]:
        if following.quantity.unit not in _SELF_COUNTED or not re.fullmatch(
            r"[、和]", passage.text[found.end : following.start]
        ):
            break
        found = following
    return found.end


def _goes_on(passage: Passage, found: FoundQuantity, done: Sequence[Reading]) -> bool:
    """分别为3.1万人、3.4万人: the same things in the same unit."""
    return bool(
        done
        and done[-1].found.quantity.unit == found.quantity.unit
        and re.fullmatch(r"[、和及与]", passage.text[done[-1].found.end : found.start])
    )


def _done_with(passage: Passage, found: FoundQuantity, left: int, done: Sequence[Reading]) -> str:
    """议定事项80件、办结76件: a verb alone goes on about the things counted before, in the same unit."""
    lead = re.sub(rf"^(?:{alternatives('lead')}|[,，、 ])+", "", passage.text[left : found.start])
    verb = re.sub(r"(?:了|约|近|超过?|完?成)$", "", lead)
    if not done or not 2 <= len(verb) <= 4 or verb[-1] in "为到至" or verb not in part("verb") | part("predicate"):
        return ""
    last = done[-1]
    if last.found.quantity.unit != found.quantity.unit or found.start - last.found.end > 12:
        return ""
    at = passage.text.rfind(last.subject, passage.start, last.found.start)
    word = passage.words.at(at) if at >= 0 else None
    acted = word is not None and word[1].startswith("v") and word[0] - at == 2 and len(last.subject) > 3
    noun = last.subject[2:] if acted else last.subject
    return tidy(verb + noun) if noun != last.subject else ""


_SELF_COUNTED = {"户": "户数", "人": "人数"}  # 8个村民小组、1126户、4320人
_CHANGE_TAIL_RE = re.compile(
    rf"(?<=[一-鿿)）]{{2}})(?:同比|环比|比上年|较上年)?(?:{alternatives('increase', 'decrease')})$"
)


def _unchanged(subject: str) -> str:
    """建制村减少 without the verb; 减幅 and 增速 are nouns and stay."""
    return subject if subject.endswith(("幅", "增速")) else re.sub(r"年均$", "", _CHANGE_TAIL_RE.sub("", tidy(subject)))


def is_ratio(found: FoundQuantity) -> bool:
    """A percentage, or a bare fraction; 17.8万贫困群众 has no unit either, but counts."""
    return found.quantity.unit in ("%", "‰") or (found.quantity.unit is None and found.quantity.value <= 1)


def own_start(passage: Passage, found: FoundQuantity) -> int:
    """Where the words that belong to the number begin: after a comma, an enumeration or the number before it."""
    left, _ = passage.segment(found.numeral[0])
    before = [other.end for other in passage.found if left < other.end <= found.start]
    if not before:
        return left
    stretch = passage.text[before[-1] : found.start]
    # 1292个村、每村补助100万元 begins anew after the mark; 1747个社区的3500余名 goes on
    cut = max(stretch.rfind("、"), stretch.rfind("和"), stretch.rfind("及"), stretch.rfind("并"))
    return before[-1] + cut + 1 if cut >= 0 else before[-1]


def _is_complement(phrase: str) -> bool:
    """左右 and the like follow the unit but count nothing."""
    return re.fullmatch(r"\([^()]*\)", tidy(phrase)) is not None or tidy(phrase) in (
        "",
        "上",
        "下",
        "内",
        "外",
        "间",
        "余",
        "次",
        "化",
        "制",
    )


_MODIFIER_RE = re.compile(r"([一-鿿()（）“”]{2,14})的$")


def _counted(passage: Passage, found: FoundQuantity, left: int, noun: str, end: int) -> str:
    """The noun with what is said of it: 列入年度改造计划的老旧小区, 未摘帽的县."""
    noun = _PLACE_END_RE.sub("", _ACTION_RE.sub("", noun))
    lead = passage.text[left : found.start]
    modifier = _MODIFIER_RE.search(lead)
    if modifier is not None:
        owner = strip_phrase(passage, left + modifier.start(1), left + modifier.end(1))
        if 2 <= len(owner) <= 12:
            return f"{tidy(owner)}的{noun}"
    alone = not strip_phrase(passage, left, found.start)
    if not (
        alone or len(noun) == 1 or re.search(r"(?:将|把|有|为|让|使|带动|推动|促使|组织|指导|动员)$", lead.rstrip(" "))
    ):
        return noun
    if _IN_RE.search(passage.text[passage.segment(found.numeral[0])[0] : found.start]):
        return noun
    predicate = _LASTING_RE.sub("", tidy(predicate_after(passage, end)))
    return f"{predicate}的{noun}" if predicate else noun


_IN_RE = re.compile(r"在(?:[0-9.万余多]+[个家所处][一-鿿]{1,6}[、和])*$")  # 在121个村、166个社区落实
_PLACE_END_RE = re.compile(r"(?<=[一-鿿]{2})(?<![集之高初其])[里中]$")  # 议事厅里, 行政村中
_ACTION_RE = re.compile(r"(?<=[一-鿿]{2}[园区点站心台])(?:建设|打造|培育|创建)$")


_MONEY_RE = re.compile(
    r"的?[一-鿿]{0,8}?(?:(?:奖励|补助|补贴|补偿|奖补|救助|扶持|激励)?(?:资金|经费|专款|金)|奖励|补助|补贴|党费|贷款|补偿|津贴|基金|奖补)(?!标准|[一-鿿]{0,2}额)"
)
_GIVING_RE = re.compile(rf"({alternatives('verb')})(?:了|近|约|超过)?$")
# 按每村每年不低于5万元的标准安排工作经费
_STANDARD_RE = re.compile(
    r"的?标准[^,，。;；]{0,4}?(?:安排|核定|落实|给予|配备|发放|拨付|列支|补助|支付|预算)([一-鿿]{2,12})"
)


_RATIO_NAMED_RE = re.compile(r"[一-鿿]{2}(?:占比|比例|比重|率)$")
_OWNED_RE = re.compile(r"占|比重|占比|比例|高于|低于|快于|高出")
_MOVES = ("走进", "进入", "来到", "走访")  # 走进200平方米的议事厅
_AVERAGES = ("户均", "人均", "村均", "月均", "年均", "日均", "平均")
_CHANGE_NOUNS = ("减幅", "降幅", "增幅", "涨幅", "增速", "增长率", "下降率")
# 较上届下降5.6岁, 较去年同期提高2.3个百分点
_COMPARED_RE = re.compile(
    r"(?:分别)?(?:(?:较|比|与)[一-鿿]{1,8}?(?:相比)?|的?同期(?:相比)?)"
    rf"(?:{alternatives('increase', 'decrease')})?"
)
_PART_RE = re.compile(r"^(?:,|，)?其中(?:,|，)?([一-鿿“”\"()（）0-9]{2,16})的(?:已)?占(?:比|到|了)?(?:约|近|超过|超)?$")
_GOAL_RE = re.compile(r"的(?:[“\"][^“”\"]{1,12}[”\"])?(?:目标|任务|要求|标准)(?:任务)?(?=[,，。;；、]|$)")


def _measured(
    passage: Passage, found: FoundQuantity, left: int, before: str, done: Sequence[Reading]
) -> Reading | None:
    """Money, areas, shares: what stands before the number; for 70%的街道… the noun with what it does."""
    share = _share_of(passage, found, left, before) if is_ratio(found) else None
    if share is not None:
        return share
    if _is_distributed(passage, found, left, before, done):
        return _distributed(passage, found, left, done) or _measured_after(passage, found, left)
    thing = _thing_of_size(passage, found, before)
    if thing:
        return Reading(found, thing)
    money = _money(passage, found, left) if found.quantity.unit == "元" else None
    if money is not None:
        return money
    owned = _owned(passage, found, left, before, done)
    if owned is not None:
        return owned
    if _COMPARED_RE.fullmatch(before):
        return _inherited(passage, found, done)
    if before and not _is_fine(passage, found, left, before) and before not in _MOVES:
        subject = _subject(passage, found, before)
        return Reading(found, subject) if subject else _inherited(passage, found, done)
    return _measured_after(passage, found, left) or _inherited(passage, found, done)


def _share_of(passage: Passage, found: FoundQuantity, left: int, before: str) -> Reading | None:
    """70%的街道取消招商职能, 须有三分之二以上成员出席; None where the share belongs to what stands before it."""
    text = passage.text
    joined = text[found.end : found.end + 1] == "的"
    if not joined and not re.search(r"(?:有|经|由)$", text[left : found.start]):
        return None
    if joined and _RATIO_NAMED_RE.search(before):  # 面积占比三分之二以上的业主
        return Reading(found, tidy(before), "share")
    after, end = subject_after(passage, found)
    return Reading(found, _counted(passage, found, left, tidy(after), end), "share") if after else None


def _is_distributed(passage: Passage, found: FoundQuantity, left: int, before: str, done: Sequence[Reading]) -> bool:
    text = passage.text
    start, _ = passage.segment(found.numeral[0])
    if "分别" in text[left - 1 : found.start] or re.search(r"分别[^,，]{0,6}$", text[start : found.start]):
        return True
    between = text[done[-1].found.end : found.start] if done and not before else None
    return between is not None and re.fullmatch(r"[、和及与]|", between) is not None


_SIZES = ("平方米", "平方公里", "公里", "米", "亩", "吨", "公顷")
_SIZE_NAMED_RE = re.compile(r"(?:面积|长度?|里程|距离|产量|规模|高度?|宽度?|半径|[达约]|每[一-鿿]{1,4})$")


def _thing_of_size(passage: Passage, found: FoundQuantity, before: str) -> str:
    """住进150平方米的搬迁房: the house is measured, not who lives in it; empty where the measure is named before."""
    unit = found.quantity.unit or ""
    if unit not in _SIZES or passage.text[found.end : found.end + 1] != "的" or _SIZE_NAMED_RE.search(before):
        return ""
    after, _ = subject_after(passage, found)
    return _PLACE_END_RE.sub("", tidy(after)) if len(after) > 1 else ""


_USED_FOR_RE = re.compile(r",?，?(?:专项)?用于([一-鿿“”]{2,14})")


def _money(passage: Passage, found: FoundQuantity, left: int) -> Reading | None:
    """What a sum is for, where the words after it say so; 对…处…元 is a fine."""
    text = passage.text
    lead = text[left : found.start]
    standard = _STANDARD_RE.match(text, found.end)
    if standard is not None:
        per = re.sub(r"^.*按照?", "", lead)
        return Reading(found, tidy(strip_phrase(passage, found.start - len(per), found.start) + standard[1]))
    used = _USED_FOR_RE.match(text, found.end)
    if used is not None and not strip_phrase(passage, left, found.start):
        return Reading(found, f"{tidy(used[1])}经费")
    named = _MONEY_RE.match(text, found.end)
    if named is not None and _GIVING_RE.search(lead):
        return Reading(found, tidy(named[0]))
    fined = re.search(r"对([^,，。;；]{2,24}?)并?处(?:以)?$", lead)
    return Reading(found, tidy(fined[1] + subject_after(passage, found)[0]), "target") if fined is not None else None


def _is_fine(passage: Passage, found: FoundQuantity, left: int, before: str) -> bool:
    """处五百元以上五千元以下罚款: what is left before the number is no noun."""
    fined = found.quantity.unit == "元" and re.search(r"处|处以|罚款$", passage.text[left : found.start])
    return bool(fined) and not re.sub(r"[处以并]", "", before)


def _owned(passage: Passage, found: FoundQuantity, left: int, before: str, done: Sequence[Reading]) -> Reading | None:
    """户均, 降幅, 占…: a measure whose owner is the thing measured before."""
    if before in _AVERAGES and done:
        alike = [r for r in done if r.found.quantity.unit == found.quantity.unit]
        return Reading(found, f"{before}{(alike or done)[-1].subject}")
    if before and (_OWNED_RE.match(before) or before in _CHANGE_NOUNS):
        start, _ = passage.segment(found.numeral[0])
        owner = _subject_of_previous(passage, start, done)
        return Reading(found, tidy(_unchanged(_carried(passage, start, owner + before))))
    if not is_ratio(found) or not done or is_ratio(done[-1].found):
        return None
    group = _PART_RE.search(passage.text[left : found.start])
    return Reading(found, tidy(f"{group[1]}的{done[-1].subject}占比")) if group is not None else None


def _measured_after(passage: Passage, found: FoundQuantity, left: int) -> Reading | None:
    """The noun after the number, else what the money of the verb is: 投入3.6亿元改造…."""
    after, end = subject_after(passage, found)
    after = _PLACE_END_RE.sub("", after)
    if after and not _is_complement(after):
        ratio = is_ratio(found)
        noun = _counted(passage, found, left, tidy(after), end) if ratio else _subject(passage, found, after)
        return Reading(found, noun, "share" if ratio else None) if noun else None
    verb = _GIVING_RE.search(passage.text[left : found.start])
    if found.quantity.unit != "元" or verb is None or verb[1] in part("increase") | part("decrease"):
        return None
    fund = _fund_before(passage, found) or f"{verb[1]}资金"
    return Reading(found, _subject(passage, found, fund))


def _subject(passage: Passage, found: FoundQuantity, words: str) -> str:
    return tidy(_unchanged(_carried(passage, passage.segment(found.numeral[0])[0], words)))


_FUND_RE = re.compile(r"([一-鿿“”()（）]{2,20}?(?:资金|基金|经费|专款|贷款))$")


def _fund_before(passage: Passage, found: FoundQuantity) -> str:
    """The fund that the stretch before ends with: 设立专项资金, 每年安排500万元."""
    start, _ = passage.segment(found.numeral[0])
    if start <= passage.start:
        return ""
    before, _ = passage.segment(max(passage.start, start - 2))
    match = _FUND_RE.search(passage.text[before : start - 1].rstrip())
    if match is None:
        return ""
    verb = re.search(r".*(?:设立|建立|安排|筹集|整合)", match[1])
    return tidy(strip_phrase(passage, before + match.start(1) + (verb.end() if verb else 0), before + match.end(1)))


def _distributed(passage: Passage, found: FoundQuantity, left: int, done: Sequence[Reading]) -> Reading | None:
    """减幅分别达32%、41.6%: the first goes with the first of the things named before, and so on."""
    segment, _ = passage.segment(found.numeral[0])
    label_match = re.search(r"([一-鿿、()（）“”]{2,40})分别", passage.text[segment : found.start])
    label = strip_phrase(passage, segment + label_match.start(1), segment + label_match.end(1)) if label_match else ""
    siblings = [f for f in passage.found if segment <= f.start <= found.start]
    earlier = [r for r in done if r.found.end <= segment]
    right = passage.segment(found.numeral[0])[1]
    count = sum(segment <= f.start < right for f in passage.found)
    owners = earlier[-count:] if len(earlier) >= count else []
    named = re.findall(r"[一-鿿()（）“”]{2,20}", label)
    position = len(siblings) - 1
    if owners and position < len(owners) and label in ("", *_CHANGE_WORDS):
        return Reading(found, tidy(owners[position].subject + label), "change" if label in _CHANGE_WORDS else None)
    listed = re.split(r"[、和与及]", label)
    places = any(start >= segment and end <= found.start for start, end in passage.regions)
    if done and places and len(listed) > 1:  # 甲街道、乙街道分别建成邻里中心12个、9个
        return Reading(found, done[-1].subject)
    if len(listed) > 1 and position < len(listed) and min(map(len, listed)) > 1:
        return Reading(found, tidy(listed[position]))
    if named:
        return Reading(found, tidy(label))
    return _inherited(passage, found, done)


_CHANGE_WORDS = (
    "减幅",
    "降幅",
    "增幅",
    "涨幅",
    "增长",
    "下降",
    "减少",
    "增加",
    "同比增长",
    "同比下降",
    "提高",
    "降低",
    "提升",
    "上升",
)


def _inherited(passage: Passage, found: FoundQuantity, done: Sequence[Reading]) -> Reading | None:
    """A number without a noun goes on about the subject before it (其中, 占, 、)."""
    if done and found.start - done[-1].found.end <= 12:
        return Reading(found, done[-1].subject)
    left, _ = passage.segment(found.numeral[0])
    subject = _subject_of_previous(passage, left, done)
    if (
        not subject and done and found.start - done[-1].found.end <= _SAME_THING
    ):  # 2023年达到50%; 2024年底前, 力争达到80%
        subject = done[-1].subject if done[-1].found.quantity.unit == found.quantity.unit else ""
    return Reading(found, tidy(subject)) if subject else None


_SAME_THING = 30


_MODAL_RE = re.compile(
    r"(?:必须|应当|应|须|需要|需|要|可以|可|不得|能|原则上|一般|均|都|在|于|自|按照|按|确保|保证|做到|实现|力争)+"
)


def _limit(passage: Passage, found: FoundQuantity, left: int) -> Reading | None:
    """必须在30分钟之内报到 is the limit of reporting; 办理时限缩短3天 has its noun before it."""
    text = passage.text
    segment, right = passage.segment(found.numeral[0])
    if _LASTING_RE.search(text, segment, found.start):
        return _lasting(passage, found, left)
    sized = re.compile(r"的(服务半径|车程|路程)|的?(时间)").match(text, found.end)
    if sized is not None:
        return Reading(found, sized[1] or sized[2])
    act = timed_act(text, found)
    if act is not None:
        return Reading(found, f"{tidy(strip_phrase(passage, left, found.start))}{act}时限")
    verb = re.compile(r"[一-鿿]{2,}").match(text, found.end, right)
    within = found.quantity.approx == "less" or text[found.numeral[1] : found.end].endswith(("内", "中"))
    lead = text[segment : found.start]
    head = _MODAL_RE.split(lead, maxsplit=1)[0] if within else lead
    subject = tidy(_drop_each(strip_phrase(passage, segment, segment + len(head)))) if head.strip() else ""
    if within and verb is not None:
        end = max(
            at
            for at in range(verb.start() + 1, min(verb.end(), verb.start() + 14) + 1)
            if at in passage.words.boundaries or at == verb.end()
        )
        return Reading(
            found, tidy(f"{subject}{text[verb.start() : end]}时限"), "target" if _MODAL_RE.search(lead) else None
        )
    before = strip_phrase(passage, left, found.start)
    return Reading(found, tidy(before)) if before else None


_LASTING_RE = re.compile(r"(?:参加|开展|实施|进行)?(?:为期|历时)了?$")


def _lasting(passage: Passage, found: FoundQuantity, left: int) -> Reading | None:
    """为期三个月的整治 lasts, and so does 整治历时三个月."""
    noun = re.compile(r"的([一-鿿]{2,12})").match(passage.text, found.end, passage.segment(found.numeral[0])[1])
    after = noun[1] if noun is not None else subject_after(passage, found)[0]
    what = after or _LASTING_RE.sub("", strip_phrase(passage, left, found.start))
    return Reading(found, f"{tidy(what)}时长") if what else None


def _drop_each(text: str) -> str:
    return re.sub(r"^(?:各|每个?|所有)?(?:相关|有关)?", "", text)
