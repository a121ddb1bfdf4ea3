"""Readings: what a sentence says each of its quantities is about, and the two sides of a change.

The subject is a noun phrase of the text, as the annotation guidelines ("Metrics") want it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.figures.amounts import read_amount
from ingest.figures.carried import COMPARED_RE, done_with, goes_on, in_order, taken_over, with_owner, without_change
from ingest.figures.changes import read_change
from ingest.figures.counted import SELF_COUNTED, counted_thing, end_of_list, is_complement, is_norm, named_by_form
from ingest.figures.durations import read_limit
from ingest.figures.measure_words import CHANGES, part
from ingest.figures.noun_phrases import counted_noun, subject_after
from ingest.figures.reading import Reading, is_ratio, own_start
from ingest.figures.referred import among, compared
from ingest.figures.subjects import Passage, after_verb, predicate_after, skip_names, strip_phrase, tidy
from ingest.figures.topics import alone, completed, per_household
from ingest.figures.units import with_direct_unit
from ingest.figures.wordings import per_each, worded
from kg.values import FoundQuantity


def read_passage(passage: Passage) -> list[Reading]:
    """One reading for each quantity that has a subject, in order."""
    readings: list[Reading] = []
    index = 0
    while index < len(passage.found):
        found = passage.found[index]
        following = passage.found[index + 1] if index + 1 < len(passage.found) else None
        change = read_change(passage, found, following)
        if change is not None:
            last = readings[-1] if readings else None
            readings += [side._replace(subject=per_household(side.subject, last)) for side in change]
            index += 2
            continue
        reading = _read(passage, found, readings)
        if reading is not None and reading.subject:
            last = readings[-1] if readings else None
            if _FORMER_RE.match(reading.subject) is not None and reading.role is None:
                reading = Reading(found, _FORMER_RE.sub("", reading.subject), "before")
            subject = completed(passage, found, reading.subject, last)
            subject = worded(passage, found, subject, last.subject if last is not None else "")
            readings.append(reading._replace(subject=per_each(passage, found, subject or reading.subject)))
        index += 1
    return readings


_FORMER_RE = re.compile(r"(?:过去|以前|从前|原先|早先)[,，]?(?=[一-鿿]{2})(?!的)(?:一[件个次项起](?=[一-鿿]{3}))?")


def _label(passage: Passage, left: int) -> str:
    """党员：1560名: what stands before the colon."""
    if passage.text[left - 1 : left] not in (":", "：") or left - 1 <= passage.start:
        return ""
    return tidy(strip_phrase(passage, passage.segment(left - 2)[0], left - 1))


_SO_RE = re.compile(
    r"((?:[0-9]+(?:岁|周岁|年|元|分))?[一-鿿“”]{2,24})的(?:已经?|共|约|还|就)*(?:有|达到?|超过?|近|为|只有)?$"
)


# 其中来自某市的就有6200余条
_OF_SAME_RE = re.compile(r"其中[,，]?(?P<what>[一-鿿“”]{2,14}?)的(?:已|就|仅|只|也)*有?")
_NEAR = 40  # characters


def _said_so(passage: Passage, found: FoundQuantity, left: int, done: Sequence[Reading]) -> str:
    """受帮扶再就业的已超1000人: those of whom it is said; 占74%,为16.8万人: the ones before."""
    lead = passage.text[left : found.start].rstrip("近约超过达")
    part_of = _OF_SAME_RE.fullmatch(lead) if "的" in lead else None
    alike = [r for r in done if r.found.quantity.unit == found.quantity.unit] if part_of is not None else []
    if part_of is not None and alike and found.start - alike[-1].found.end <= _NEAR:
        return f"{tidy(part_of['what'])}的{alike[-1].subject.rpartition('的')[2]}"
    noun = {"人": "人", "名": "人", "户": "户"}.get(found.quantity.unit or "")
    so = _SO_RE.search(lead) if noun else None
    if so is not None and not subject_after(passage, found)[0]:
        return f"{tidy(so[1])}的{noun}"
    return done[-1].subject if noun and lead == "为" and done and found.start - done[-1].found.end <= 4 else ""


def _read(passage: Passage, found: FoundQuantity, done: list[Reading]) -> Reading | None:
    counted = counted_noun(passage, found)
    if counted is not None:
        return Reading(with_direct_unit(found), tidy(counted[0]))
    left = own_start(passage, found)
    if done and (change := compared(passage, found, done[-1])) is not None:
        return change
    of_them = among(passage, found, left, done)
    if of_them:
        return Reading(found, of_them)
    before = strip_phrase(passage, left, found.start)
    if before in _INSIDE:  # 42户里有39户
        before = ""
    unit = found.quantity.unit
    label = ("" if before else _label(passage, left)) or _said_so(passage, found, left, done)
    named = alone(passage, found, done) or named_by_form(passage, found, left)
    if named:
        return Reading(found, named)
    if found.quantity.unit in part("time"):
        if (
            done
            and done[-1].found.quantity.unit in part("time")
            and _NOW_RE.fullmatch(passage.text[left : found.start])
        ):
            return Reading(found, done[-1].subject, "after")
        if done and _SHORTER_RE.fullmatch(passage.text[left : found.start].strip()):  # 比上年缩短了3小时
            return taken_over(passage, found, done)
        return read_limit(passage, found, left)
    if unit in part("measure") or is_ratio(found):
        return read_amount(passage, found, left, before, done)
    if unit in SELF_COUNTED and is_norm(passage, found, left):
        return Reading(found, SELF_COUNTED[unit])
    after, end = subject_after(passage, found)
    if not after and (shared := _shared_noun(passage, found)):
        return Reading(found, shared)
    if COMPARED_RE.fullmatch(before):
        return in_order(passage, found, left, done)
    if before in CHANGES and not after and done:  # 改革后精简为8个
        return taken_over(passage, found, done)
    if before and _GOAL_RE.match(passage.text, found.end):  # 达到100个的目标: the goal is not what is counted
        return Reading(found, tidy(without_change(before)), "target")
    if after and not is_complement(after):
        return Reading(found, counted_thing(passage, found, left, tidy(after), end))
    if label:
        return Reading(found, label)
    again = done_with(passage, found, left, done)
    if again:
        return Reading(found, again)
    segment, _ = passage.segment(found.numeral[0])
    order = passage.text.find("分别", segment, found.start)
    if order > segment and not done and (shared := tidy(strip_phrase(passage, segment, order))):
        return Reading(found, shared.removesuffix("年内"))  # 甲市、乙市座席分别扩至450席、400席
    if before:
        own = strip_phrase(passage, after_verb(passage, left, found.start), found.start)
        before = before if not own or own in CHANGES else own  # 村级挂牌减到5块
        return Reading(found, tidy(without_change(with_owner(passage, passage.segment(found.numeral[0])[0], before))))
    if "分别" in passage.text[passage.segment(found.numeral[0])[0] : found.start]:
        return in_order(passage, found, left, done)
    if unit in SELF_COUNTED and not goes_on(passage, found, done):
        visited = _VISITED_RE.search(passage.text[left : found.start])
        if visited is not None:
            return Reading(found, f"{visited['often'] or ''}{visited['act']}{SELF_COUNTED[unit]}")
        acted = tidy(predicate_after(passage, end_of_list(passage, found)))
        whole = _ALL_OF_RE.search(passage.text[left : found.start])
        alone_named = f"{whole[0] if whole is not None else ''}{SELF_COUNTED[unit]}"
        return Reading(found, f"{acted}的{unit}" if acted else alone_named)  # 有180户参加积分兑换
    state = _STATE_RE.match(passage.text, found.end) if unit in ("件", "项") else None
    if state is not None:
        return Reading(found, f"{state[0]}的事")  # 两百来件挂着账
    return taken_over(passage, found, done) or _act_alone(passage, found, left)


def _act_alone(passage: Passage, found: FoundQuantity, left: int) -> Reading | None:
    """2024年建成35个 at the head of a sentence: the act says what it can."""
    act = tidy(passage.text[skip_names(passage, left, found.start) : found.start])
    return Reading(found, act) if act in part("verb") else None


# 过去平均要拖41天,眼下不到12天
_NOW_RE = re.compile(
    r"[,，]?(?:眼下|如今|现在|目前|而今|现如今|改革后|今年)(?:已|平均|最快|最多|只|仅|需要?|要|用|缩短|为|到|不)*"
)
_STATE_RE = re.compile(r"[一-鿿]着[一-鿿]{0,2}(?=[,，。;；])")
_INSIDE = ("里", "中", "里有", "中有", "当中")
_ALL_OF_RE = re.compile(r"全(?:村|镇|乡|社区|小区|街道|组|寨)$")
_SHORTER_RE = re.compile(r"(?:同比|环比|[较比][一-鿿0-9]{1,8}?)(?:平均)?(?:缩短|减少|压缩|压减|延长|增加|下降|提前)了?")
# 每月走访不少于60户
_VISITED_RE = re.compile(
    r"(?P<often>每个?[月周天季年]度?|一个月|每人)?(?P<act>走访|入户|联系|包联|服务|巡查|结对|帮扶|联)(?:不少于|不低于|至少|约|近|了)*$"
)
_NEXT_OF_LIST_RE = re.compile(r"[、和](?P<whose>[一-鿿]{1,6})")
_OWNER_RE = re.compile(r"(?:省|市|州|县|区|镇|乡|街道|村|社区|部|国家|中央|地方|本|民)(?:里|级)?")


def _shared_noun(passage: Passage, found: FoundQuantity) -> str:
    """市级97项、县级41项便民事项: the noun stands with the last of the list."""
    following = next((f for f in passage.found if f.start > found.start), None)
    if following is None or following.quantity.unit != found.quantity.unit:
        return ""
    between = _NEXT_OF_LIST_RE.fullmatch(passage.text, found.end, following.start)
    if between is None or _OWNER_RE.fullmatch(between["whose"]) is None:
        return ""
    return tidy(subject_after(passage, following)[0])


_GOAL_RE = re.compile(r"的(?:[“\"][^“”\"]{1,12}[”\"])?(?:目标|任务|要求|标准)(?:任务)?(?=[,，。;；、]|$)")
