"""Limits and lengths of time: what has to be done within them, what lasts."""

from __future__ import annotations

import re

from ingest.figures.lengths import length_of, subject_of_length
from ingest.figures.limits import timed_act
from ingest.figures.noun_phrases import subject_after
from ingest.figures.reading import Reading
from ingest.figures.subjects import Passage, strip_phrase, tidy
from kg.values import FoundQuantity

_MODAL_RE = re.compile(
    r"(?:必须|应当|应|须|需要|需|要|可以|可|不得|能|原则上|一般|均|都|在|于|自|按照|按|确保|保证|做到|实现|力争)+"
)
_MODAL_END_RE = re.compile(r"(?:应当|必须|应|须|要|可|均|都)*[在于]?$")
_SIZED_RE = re.compile(r"的(服务半径|车程|路程)|的?(时间)")
_ORDERED_RE = re.compile(r"([一-鿿]{2})(?=[,，。;；]|$)")
_WORDS_RE = re.compile(r"[一-鿿]{2,}")
_DIGIT_RE = re.compile(r"[0-9]")
_WENT_ON_RE = re.compile(
    r"(?:(?P<act>[一-鿿])[了过](?:整整|足足|快)?|一(?P<kept>[一-鿿])就是(?:整整)?|已经?有?(?:整整)?)$"
)
_HELD_RE = re.compile(r"[当做教种养]")  # 当过三十年民办教师
_NOUN_RE = re.compile(r"的([一-鿿]{2,12})")


def read_limit(passage: Passage, found: FoundQuantity, left: int) -> Reading | None:
    """必须在30分钟之内报到 is the limit of reporting; 办理时限缩短3天 has its noun before it."""
    text = passage.text
    segment, right = passage.segment(found.numeral[0])
    if LASTING_RE.search(text, segment, found.start):
        return _lasting(passage, found, left)
    length = length_of(text, found)
    measured = subject_of_length(passage, found, left, length) if length is not None else ""
    if length is not None and measured:
        return Reading(found, measured, "target" if length.form in ("late", "due") else None)
    sized = _SIZED_RE.match(text, found.end)
    if sized is not None:
        return Reading(found, sized[1] or sized[2])
    ordered = _ORDERED_RE.match(text, found.end, right)
    if ordered is not None and text[max(0, found.start - 2) : found.start] in ("限期", "限时"):  # 限期1个月整改
        return Reading(found, f"{ordered[1]}期限")
    act = timed_act(text, found)
    if act is not None:
        who = _MODAL_END_RE.sub("", strip_phrase(passage, left, found.start))
        return Reading(found, f"{tidy(who)}{act}时限")
    verb = _WORDS_RE.match(text, found.end, right)
    within = found.quantity.approx == "less" or text[found.numeral[1] : found.end].endswith(("内", "中"))
    lead = text[segment : found.start]
    head = _MODAL_RE.split(lead, maxsplit=1)[0] if within else lead
    subject = tidy(_drop_each(strip_phrase(passage, segment, segment + len(head)))) if head.strip() else ""
    if _DIGIT_RE.search(subject):  # 14个镇、86个村在半年内建成
        subject = ""
    if within and verb is not None:
        end = max(
            at
            for at in range(verb.start() + 1, min(verb.end(), verb.start() + 14) + 1)
            if at in passage.words.boundaries or at == verb.end()
        )
        return Reading(
            found, tidy(f"{subject}{text[verb.start() : end]}时限"), "target" if _MODAL_RE.search(lead) else None
        )
    went_on = _WENT_ON_RE.search(text, left, found.start)
    if went_on is not None:  # 住了整整9天
        held = subject_after(passage, found)[0] if _HELD_RE.match(went_on["act"] or "") else ""
        if held:
            return Reading(found, f"{went_on['act']}{tidy(held).split('的')[0]}时间")
        acted = went_on.end("act") if went_on["act"] else went_on.start()
        return Reading(found, f"{tidy(strip_phrase(passage, left, acted))}{went_on['kept'] or ''}时间")
    before = strip_phrase(passage, left, found.start)
    return Reading(found, tidy(before)) if before else None


LASTING_RE = re.compile(r"(?:参加|开展|实施|进行)?(?:为期|历时)了?$")


def _lasting(passage: Passage, found: FoundQuantity, left: int) -> Reading | None:
    """为期三个月的整治 lasts, and so does 整治历时三个月."""
    noun = _NOUN_RE.match(passage.text, found.end, passage.segment(found.numeral[0])[1])
    after = noun[1] if noun is not None else subject_after(passage, found)[0]
    what = after or LASTING_RE.sub("", strip_phrase(passage, left, found.start))
    return Reading(found, f"{tidy(what)}时长") if what else None


_EACH_RE = re.compile(r"^(?:各|每个?|所有)?(?:相关|有关)?")


def _drop_each(text: str) -> str:
    return _EACH_RE.sub("", text)
