"""Subjects that a number takes over: of the stretch before, of the numbers before, of a list in its order (分别)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.figures.measure_words import alternatives, part
from ingest.figures.reading import Reading
from ingest.figures.subjects import Passage, strip_phrase, tidy
from kg.values import FoundQuantity


def subject_of_previous(passage: Passage, left: int, done: Sequence[Reading] = ()) -> str:
    """The subject of the stretch before, where this one has no noun of its own."""
    if left <= passage.start:
        return ""
    if done and left - 16 <= done[-1].found.end <= left:
        return done[-1].subject
    before, _ = passage.segment(max(passage.start, left - 2))
    subject = strip_phrase(passage, before, left - 1)
    subject = (_COUNTED_IN_RE.split(subject)[0] if len(subject) > _LONGEST else subject)[-_LONGEST:]
    return "" if subject[:1].isdigit() else subject


_LONGEST = 20  # characters of a subject that is taken over
_COUNTED_IN_RE = re.compile(r"纳入|列入|计入")  # 工作成效纳入年度考核,占比不低于15%
_PER_RE = re.compile(r"^(?:平均|人均|户均|其中|村均|社区均)")


_OWNER_RE = re.compile(r"([一-鿿()（） ]{2,16}?)(?:平均|人均|户均)")


def with_owner(passage: Passage, left: int, subject: str) -> str:
    """平均户籍人口 takes the owner of the 平均面积 that stands before it in the sentence."""
    if not _PER_RE.match(subject) or left <= passage.start:
        return subject
    at = left - 1
    while at > passage.start:
        before, _ = passage.segment(at - 1)
        match = _OWNER_RE.search(passage.text[before:at])
        if match is not None:
            owner = strip_phrase(passage, before + match.start(1), before + match.end(1))
            return owner + subject
        if before >= at:
            break
        at = before
    return subject


_JOINT_RE = re.compile(r"[、和及与]")


def goes_on(passage: Passage, found: FoundQuantity, done: Sequence[Reading]) -> bool:
    """分别为3.1万人、3.4万人: the same things in the same unit."""
    return bool(
        done
        and done[-1].found.quantity.unit == found.quantity.unit
        and _JOINT_RE.fullmatch(passage.text[done[-1].found.end : found.start])
    )


_VERBS = part("verb") | part("predicate") | {"办成", "议成", "谈成"}


_LEAD_RE = re.compile(rf"^(?:{alternatives('lead')}|[,，、 ])+")
_VERB_END_RE = re.compile(r"(?:了|约|近|超过?|完?成)$")


def done_with(passage: Passage, found: FoundQuantity, left: int, done: Sequence[Reading]) -> str:
    """议定事项80件、办结76件: a verb alone goes on about the things counted before, in the same unit."""
    lead = _LEAD_RE.sub("", passage.text[left : found.start])
    verb = _VERB_END_RE.sub("", lead)
    if not done or not 2 <= len(verb) <= 4 or verb[-1] in "为到至" or verb not in _VERBS:
        return ""
    last = done[-1]
    units = {last.found.quantity.unit, found.quantity.unit}
    if (len(units) > 1 and not units <= _MATTERS) or found.start - last.found.end > 12:
        return ""
    at = passage.text.rfind(last.subject, passage.start, last.found.start)
    word = passage.words.at(at) if at >= 0 else None
    if found.quantity.unit == "次" and _DONE_OFTEN_RE.fullmatch(passage.text[left : found.start].strip(",， ")):
        return verb  # 累计吹哨43次,办结41次
    acted = word is not None and word[1].startswith("v") and word[0] - at == 2 and len(last.subject) > 3
    noun = last.subject[2:] if acted else last.subject
    beside = len(units) == 1 and passage.text[last.found.end : left] in ("", "、", ",", "，")
    return (
        tidy(verb + noun)
        if noun != last.subject or (beside and not _CLAUSE_RE.search(noun) and verb not in noun)
        else ""
    )


_CLAUSE_RE = re.compile(r"[就已将对把向在的]")
_MATTERS = frozenset(("个", "件", "项", "条", "起", "宗", "例"))  # 协商议题370个,办成320件
_DONE_OFTEN_RE = re.compile(r"(?:其中|已)?(?:办结|解决|办成|回应|响应|化解|落实|成功)")
_CHANGE_TAIL_RE = re.compile(
    rf"(?<=[一-鿿)）]{{2}})(?:同比|环比|比上年|较上年)?(?:可|再|又|将|则|却|能|已|累计|平均)?"
    rf"(?:{alternatives('increase', 'decrease')})$"
)


_YEARLY_END_RE = re.compile(r"(?:年均|(?<=[一-鿿]{2})平均)$")


def without_change(subject: str) -> str:
    """建制村减少 without the verb; 减幅 and 增速 are nouns and stay."""
    return (
        subject if subject.endswith(("幅", "增速")) else _YEARLY_END_RE.sub("", _CHANGE_TAIL_RE.sub("", tidy(subject)))
    )


# 较上届下降5.6岁, 较去年同期提高2.3个百分点
COMPARED_RE = re.compile(
    r"(?:分别)?(?:(?:较|比|与)[一-鿿]{1,8}?(?:相比)?|的?同期(?:相比)?)"
    rf"(?:{alternatives('increase', 'decrease')})?"
)


_IN_ORDER_END_RE = re.compile(r"分别[^,，]{0,6}$")
_BETWEEN_RE = re.compile(r"[、和及与]|")


def is_distributed(passage: Passage, found: FoundQuantity, left: int, before: str, done: Sequence[Reading]) -> bool:
    text = passage.text
    start, _ = passage.segment(found.numeral[0])
    if "分别" in text[left - 1 : found.start] or _IN_ORDER_END_RE.search(text[start : found.start]):
        return True
    between = text[done[-1].found.end : found.start] if done and not before else None
    return between is not None and _BETWEEN_RE.fullmatch(between) is not None


_AGAINST_RE = re.compile(r"(?:[较比与]|同期?比|环比)[一-鿿]{0,8}")
_IN_ORDER_RE = re.compile(r"([一-鿿、()（）“”]{2,40})分别")
_NAMED_RE = re.compile(r"[一-鿿()（）“”]{2,20}")
_LIST_MARK_RE = re.compile(r"[、和与及]")


def in_order(passage: Passage, found: FoundQuantity, left: int, done: Sequence[Reading]) -> Reading | None:
    """减幅分别达32%、41.6%: the first goes with the first of the things named before, and so on."""
    segment, _ = passage.segment(found.numeral[0])
    label_match = _IN_ORDER_RE.search(passage.text[segment : found.start])
    label = strip_phrase(passage, segment + label_match.start(1), segment + label_match.end(1)) if label_match else ""
    if _AGAINST_RE.fullmatch(label):  # 较改革前分别提高6.3个和8.1个百分点
        label = ""
    siblings = [f for f in passage.found if segment <= f.start <= found.start]
    earlier = [r for r in done if r.found.end <= segment]
    right = passage.segment(found.numeral[0])[1]
    count = sum(segment <= f.start < right for f in passage.found)
    owners = earlier[-count:] if len(earlier) >= count else []
    named = _NAMED_RE.findall(label)
    position = len(siblings) - 1
    streak = earlier[-1] if earlier else None
    if label in _CHANGE_WORDS and streak is not None and _is_streak_of(streak, count):
        return Reading(found, tidy(_STREAK_RE.sub("", streak.subject) + label), "change")
    if owners and position < len(owners) and label in ("", *_CHANGE_WORDS):
        return Reading(found, tidy(owners[position].subject + label), "change" if label in _CHANGE_WORDS else None)
    listed = _LIST_MARK_RE.split(label)
    places = any(start >= segment and end <= found.start for start, end in passage.regions)
    if done and places and len(listed) > 1:  # 甲街道、乙街道分别建成邻里中心12个、9个
        return Reading(found, done[-1].subject)
    if len(listed) > 1 and position < len(listed) and min(map(len, listed)) > 1:
        return Reading(found, tidy(listed[position]))
    if named:
        kind = _SUM_RE.search(passage.text[segment + (label_match.end() if label_match else 0) : siblings[0].start])
        return Reading(found, tidy(label) + (kind[0] if kind is not None and kind[0] not in label else ""))
    return taken_over(passage, found, done)


_STREAK_RE = re.compile(r"连续[一-鿿]{2,6}$")


def _is_streak_of(last: Reading, count: int) -> bool:
    """案件连续三年下降,降幅分别为…、…和…: one figure a year."""
    told = _STREAK_RE.search(last.subject) is not None
    return told and last.found.quantity.unit == "年" and last.found.quantity.value == count


_SUM_RE = re.compile(
    r"(?:投资|产值|收入|资金|营收|产量|面积)(?=(?:约|近|达|超过?)?$)"
)  # 分别完成投资1516万元、1646万元
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


def taken_over(passage: Passage, found: FoundQuantity, done: Sequence[Reading]) -> Reading | None:
    """A number without a noun goes on about the subject before it (其中, 占, 、)."""
    if done and found.start - done[-1].found.end <= 12:
        said = [r.subject for r in done if r.subject not in _SUMS]
        return Reading(found, (said or [done[-1].subject])[-1])
    left, _ = passage.segment(found.numeral[0])
    subject = subject_of_previous(passage, left, done)
    if (
        not subject and done and found.start - done[-1].found.end <= _SAME_THING
    ):  # 2023年达到50%; 2024年底前, 力争达到80%
        subject = done[-1].subject if done[-1].found.quantity.unit == found.quantity.unit else ""
    return Reading(found, tidy(subject)) if subject else None


_SUMS = ("总数", "总量", "合计", "总计", "累计")  # 新增22个, 总数达到32个, 其中…
_SAME_THING = 30
