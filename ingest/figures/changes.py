"""The two sides of a change: 从4610个减为3101个."""

from __future__ import annotations

import re

from ingest.figures.carried import subject_of_previous, with_owner, without_change
from ingest.figures.measure_words import alternatives, part
from ingest.figures.noun_phrases import subject_after
from ingest.figures.reading import Reading
from ingest.figures.subjects import Passage, strip_phrase, tidy
from kg.values import FoundQuantity

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
_BARE_TO_RE = re.compile(_TO)
_TO_END_RE = re.compile(r"^[一-鿿]{1,2}[为到至成]$")  # 由41个调为63个
# 低保标准提到每人每月900元
_EACH = "(?:提|涨)[到至](?:每[人户月年村天]){1,3}"
_TAKING_RE = re.compile(r"[一-鿿]{0,8}?用了?[0-9一二两三四五六七八九十半]+(?:年半?|个月)(?:左右)?的?时间[,，]?[把将]?")
ONLY_TO_RE = re.compile(rf"(?:{_ONLY_TO}|{_EACH})[ ]?$")


# 办理时长缩短近一半,由48小时降至26小时
_MOVED_END_RE = re.compile(
    rf"(?<=[一-鿿]{{2}})(?:{alternatives('increase', 'decrease')})了?(?:近|约|超过?|逾)?(?:[0-9.]+(?:%|倍|个百分点)"
    r"|一半|[一二三四五六七八九]成|[一二三四]倍)(?:多|以上|左右)?$"
)
_STOP_RE = re.compile(r"[。;；]")


def read_change(passage: Passage, found: FoundQuantity, following: FoundQuantity | None) -> list[Reading] | None:
    """从4610个减为3101个: two readings of one subject; None if the two numbers are no change."""
    if following is None:
        return None
    if following.quantity.unit in part("time") and found.quantity.unit not in part("time"):
        return None  # 选派27名干部到村任职,用两年…
    text = passage.text
    left, _ = passage.segment(found.numeral[0])
    lead = text[left : found.start]
    opener = None
    for match in _FROM_WORD_RE.finditer(lead):
        opener = match
    if opener is None or len(lead) - opener.end() > 14 or following.start - found.end > 14:
        return None
    between = text[found.end : following.start]
    if not _TO_RE.match(between) or _STOP_RE.search(between):
        return None
    taking = _TAKING_RE.match(lead)  # 用一年半时间把站点从12个扩到89个
    begin = left + taking.end() if taking is not None and taking.end() < opener.start() else left
    subject = without_change(with_owner(passage, left, strip_phrase(passage, begin, left + opener.start())))
    if not subject:  # 从877人增至1458人 after a subject of its own stretch
        previous = _MOVED_END_RE.sub("", subject_of_previous(passage, left))
        noun = "" if _BARE_TO_RE.match(between) else _TO_END_RE.sub("", tidy(subject_after(passage, found)[0]))
        subject = noun or previous
    if not subject:
        return None
    unit = found.quantity.unit or following.quantity.unit
    first = found._replace(quantity=found.quantity._replace(unit=unit))
    return [Reading(first, tidy(subject), "before"), Reading(following, tidy(subject), "after")]
