"""Metrics: every number that the text states about something, as doc._.metrics.

Requires regions and dates; mechanisms where they are known. Source: annotation guidelines, "Metrics".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.components.regions import region_of
from ingest.measures import alternatives, find_measures, part, with_direct_unit
from ingest.nlp import evidence
from ingest.subjects import Passage, after_verb, counted_noun, predicate_after, strip_phrase, subject_after, tidy
from ingest.words import words
from kg.model import Document, Evidence, Metric
from kg.values import FoundQuantity

MAX_EVIDENCE = 60
_SENTENCE_RE = re.compile(r"[^。！!？?\n]+")


@Language.component("metrics", requires=["doc._.document", "doc.spans"], assigns=["doc._.metrics"])
def metrics(doc: Doc) -> Doc:
    doc._.metrics = [*doc._.metrics, *_metrics(doc)]
    return doc


def _metrics(doc: Doc) -> Iterator[Metric]:
    dates = {s.start: str(s._.attributes["value"]) for s in _spans(doc, "Date")}
    mechanisms = sorted((s.start, s.end, str(s._.name)) for s in _spans(doc, "Mechanism"))
    for passage in passages(doc):
        for reading in read_passage(passage):
            at = reading.found.numeral[0]
            metric = _metric(doc, passage, reading)
            yield replace(metric, time=_time(dates, passage, reading), mechanism=_mechanism(mechanisms, passage, at))


def _spans(doc: Doc, kind: str) -> list[Span]:
    return list(doc.spans[kind]) if kind in doc.spans else []


def passages(doc: Doc) -> Iterator[Passage]:
    """The sentences of the clauses that hold a quantity, in order."""
    document: Document = doc._.document
    text = document.text
    known = words(text)
    dates = [(s.start, s.end) for s in _spans(doc, "Date")]
    regions = [(s.start, s.end) for s in _spans(doc, "Region")]
    found = find_measures(text, known, dates)
    starts = [f.numeral[0] for f in found]
    for clause in document.clauses:
        if not found or bisect_left(starts, clause.start) == bisect_left(starts, clause.end):
            continue
        for match in _SENTENCE_RE.finditer(text, clause.start, clause.end):
            inside = found[bisect_left(starts, match.start()) : bisect_left(starts, match.end())]
            if inside:
                within = match.span()
                yield Passage(text, *within, known, tuple(inside), _between(regions, within), _between(dates, within))


def _between(spans: Sequence[tuple[int, int]], within: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    low = bisect_left(spans, (within[0], 0))
    high = bisect_left(spans, (within[1], 0))
    return tuple(spans[low:high])


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
_FROM_WORD_RE = re.compile(r"从|由|自|原来的?|原有的?")
_TO_RE = re.compile(rf"^[^,，、。;；]{{0,6}}?(?:{_TO})")
_ONLY_TO_RE = re.compile(rf"(?:{_ONLY_TO})[ ]?$")


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
            readings.append(reading)
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
    before, _ = passage.segment(left - 2)
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
    left = _left(passage, found)
    before = strip_phrase(passage, left, found.start)
    unit = found.quantity.unit
    if found.quantity.unit in part("time"):
        return _limit(passage, found, left)
    if unit in part("measure") or _is_ratio(found):
        return _measured(passage, found, left, before, done)
    after, end = subject_after(passage, found)
    if after and not _is_complement(after):
        return Reading(found, _counted(passage, found, left, tidy(after), end))
    if before:
        before = strip_phrase(passage, after_verb(passage, left, found.start), found.start)
        return Reading(found, tidy(_unchanged(_carried(passage, passage.segment(found.numeral[0])[0], before))))
    if unit in _SELF_COUNTED:
        return Reading(found, _SELF_COUNTED[unit])
    return _inherited(passage, found, done)


_SELF_COUNTED = {"户": "户数", "人": "人数"}  # 8个村民小组、1126户、4320人
_CHANGE_TAIL_RE = re.compile(
    rf"(?<=[一-鿿)）]{{2}})(?:同比|环比|比上年|较上年)?(?:{alternatives('increase', 'decrease')})$"
)


def _unchanged(subject: str) -> str:
    """建制村减少 without the verb; 减幅 and 增速 are nouns and stay."""
    return subject if subject.endswith(("幅", "增速")) else re.sub(r"年均$", "", _CHANGE_TAIL_RE.sub("", tidy(subject)))


def _is_ratio(found: FoundQuantity) -> bool:
    """A percentage, or a bare fraction; 17.8万贫困群众 has no unit either, but counts."""
    return found.quantity.unit in ("%", "‰") or (found.quantity.unit is None and found.quantity.value <= 1)


def _left(passage: Passage, found: FoundQuantity) -> int:
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
    return tidy(phrase) in ("", "上", "下", "内", "外", "间", "余", "次", "化", "制")


_MODIFIER_RE = re.compile(r"([一-鿿()（）“”]{2,14})的$")


def _counted(passage: Passage, found: FoundQuantity, left: int, noun: str, end: int) -> str:
    """The noun with what is said of it: 列入年度改造计划的老旧小区, 未摘帽的县."""
    noun = _ACTION_RE.sub("", noun)
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
    predicate = tidy(predicate_after(passage, end))
    return f"{predicate}的{noun}" if predicate else noun


_ACTION_RE = re.compile(r"(?<=[一-鿿]{2}[园区点站心台])(?:建设|打造|培育|创建)$")


_MONEY_RE = re.compile(
    r"的?[一-鿿]{0,8}?(?:奖励|奖金|补助金?|补贴|资金|经费|党费|贷款|补偿|津贴|专款|基金|救助金|奖补)(?!标准|[一-鿿]{0,2}额)"
)
_GIVING_RE = re.compile(rf"({alternatives('verb')})(?:了|近|约|超过)?$")
# 按每村每年不低于5万元的标准安排工作经费
_STANDARD_RE = re.compile(
    r"的?标准[^,，。;；]{0,4}?(?:安排|核定|落实|给予|配备|发放|拨付|列支|补助|支付|预算)([一-鿿]{2,12})"
)


def _measured(
    passage: Passage, found: FoundQuantity, left: int, before: str, done: Sequence[Reading]
) -> Reading | None:
    """Money, areas, shares: what stands before the number; for 70%的街道… the noun with what it does."""
    text = passage.text
    ratio = _is_ratio(found)
    if ratio and text[found.end : found.end + 1] == "的":
        after, end = subject_after(passage, found)
        if after:
            return Reading(found, _counted(passage, found, left, tidy(after), end), "share")
    if "分别" in text[left - 1 : found.start] or re.search(
        r"分别[^,，]{0,6}$", text[passage.segment(found.numeral[0])[0] : found.start]
    ):
        return _distributed(passage, found, left, done)
    if not before and done and re.fullmatch(r"[、和及与]|", text[done[-1].found.end : found.start]):
        return _distributed(passage, found, left, done)
    subject = before
    if (
        found.quantity.unit == "元"
        and re.search(r"处|处以|罚款$", text[left : found.start])
        and not re.sub(r"[处以并]", "", before)
    ):
        subject = ""  # 处五百元以上五千元以下罚款
    if found.quantity.unit == "元":
        standard = _STANDARD_RE.match(text, found.end)
        if standard is not None:
            per = re.sub(r"^.*按照?", "", text[left : found.start])
            return Reading(found, tidy(strip_phrase(passage, found.start - len(per), found.start) + standard[1]))
        named = _MONEY_RE.match(text, found.end)
        if named is not None and _GIVING_RE.search(text[left : found.start]):
            return Reading(found, tidy(named[0]))
    fined = re.search(r"对([^,，。;；]{2,24}?)并?处(?:以)?$", text[left : found.start])
    if found.quantity.unit == "元" and fined is not None:
        return Reading(found, tidy(fined[1] + subject_after(passage, found)[0]), "target")
    if before and re.match(r"(?:占|比重|占比|比例|高于|低于|快于|高出)", before):
        subject = _subject_of_previous(passage, passage.segment(found.numeral[0])[0], done) + before
    if not subject:
        after, end = subject_after(passage, found)
        if ratio and after and not _is_complement(after):
            return Reading(found, _counted(passage, found, left, tidy(after), end), "share")
        subject = after if after and not _is_complement(after) else ""
    if not subject and found.quantity.unit == "元" and (verb := _GIVING_RE.search(text[left : found.start])):
        subject = f"{verb[1]}资金"  # 投入3.6亿元改造…
    if not subject:
        return _inherited(passage, found, done)
    start = passage.segment(found.numeral[0])[0]
    subject = tidy(_unchanged(_carried(passage, start, subject)))
    return Reading(found, subject) if subject else _inherited(passage, found, done)


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
    if len(listed) > 1 and position < len(listed):
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
    return Reading(found, tidy(subject)) if subject else None


_MODAL_RE = re.compile(
    r"(?:必须|应当|应|须|需要|需|要|可以|可|不得|能|原则上|一般|均|都|在|于|自|按照|按|确保|保证|做到|实现|力争)+"
)


def _limit(passage: Passage, found: FoundQuantity, left: int) -> Reading | None:
    """必须在30分钟之内报到 is the limit of reporting; 办理时限缩短3天 has its noun before it."""
    text = passage.text
    segment, right = passage.segment(found.numeral[0])
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


def _drop_each(text: str) -> str:
    return re.sub(r"^(?:各|每个?|所有)?(?:相关|有关)?", "", text)


# --- from a reading to a metric -------------------------------------------------------------------------------------


def _metric(doc: Doc, passage: Passage, reading: Reading) -> Metric:
    quantity = reading.found.quantity
    at = reading.found.numeral[0]
    return Metric(
        subject=reading.subject,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        approx=quantity.approx,
        role=reading.role or role_of(doc._.document, passage, reading),
        region=region_of(doc, at),
        evidence=_evidence(doc._.document, passage, reading.found),
        confidence=0.9 if reading.role is None else 1.0,
    )


_TARGET_RE = re.compile(
    r"必须|应当|不得|不少于|不低于|不超过|不多于|至少|力争|(?<!为)(?<!为了)确保|计划(?=[到在于用新建投完培每年将])|拟(?=[到在于用新建投完培每])|目标[是为]|争取|到20\d\d年|原则上|须|将于|即将|预计|规划到|处以|罚款|推动到|"
    r"(?:^|[,，])\s*(?:要|应)|将(?:达|新建|完成|建成|新增)"
)
_DONE_RE = re.compile(r"已|目前|截至|现有|累计|共有|达到?了|完成了|建成了|成立了")
_CHANGE_BEFORE_RE = re.compile(rf"(?:{alternatives('increase', 'decrease')})(?:了|近|约|超过?|达)?[ ]?$")
_LEAD_CHANGE_RE = re.compile(
    rf"^[^一-鿿]*(?:{alternatives('lead')})*(?:同比|环比|平均|比上年|较上年)?"
    rf"(?:{alternatives('increase', 'decrease')})(?![到至为的幅率])"
)


def role_of(document: Document, passage: Passage, reading: Reading) -> str:
    """The part a number plays, by the words around it; a rule in a policy is a target, a ratio a share."""
    found = reading.found
    left, _ = passage.segment(found.numeral[0])
    lead = passage.text[left : found.start]
    own = passage.text[_left(passage, found) : found.start]
    if found.quantity.unit == "倍" and passage.text[found.numeral[0] : found.end].startswith("翻"):
        return "change"
    if (
        _CHANGE_BEFORE_RE.search(lead)
        or _LEAD_CHANGE_RE.match(own)
        or re.search(r"(?:减|增|降|涨)幅", lead)
        or _in_changing_list(passage, found, left)
    ):
        return "change"
    if _ONLY_TO_RE.search(passage.text[left : found.start]):
        return "after"
    if _is_target(document, passage, found, lead):
        return "target"
    if _is_ratio(found):
        return "share"
    return "level"


def _in_changing_list(passage: Passage, found: FoundQuantity, left: int) -> bool:
    """减少台账报表37.7%、信息平台21.5%: the verb at the head of the list governs both."""
    lead = passage.text[left : found.start]
    return (
        "、" in lead
        and found.quantity.unit is not None
        and bool(_LEAD_CHANGE_RE.match(lead))
        and not re.search(r"[一-鿿]{2}(?:建|设|立|成)", lead)
    )


def _is_target(document: Document, passage: Passage, found: FoundQuantity, lead: str) -> bool:
    sentence = passage.text[passage.start : found.start]
    near = sentence[-40:]
    if _TARGET_RE.search(near) and not _DONE_RE.search(near):
        return True
    return document.genre == "policy" and not _DONE_RE.search(sentence)


def _time(dates: Mapping[int, str], passage: Passage, reading: Reading) -> str | None:
    """The date named last before the number in its sentence; the later side of a change has none of its own."""
    at = reading.found.numeral[0]
    before = [start for start, end in passage.dates if end <= at and not _is_baseline(passage.text, start)]
    if not before:
        return None
    last = before[-1]
    own = passage.text[last] in "从由" or passage.text[max(0, last - 1) : last] in ("从", "由")
    if own and reading.role == "after":
        return dates[before[-2]] if len(before) > 1 else None
    return dates[last]


def _is_baseline(text: str, start: int) -> bool:
    """较上年, 比2015年: what a change is measured against."""
    return text[max(0, start - 2) : start].endswith(("较", "比", "于", "对比", "相比"))


def _mechanism(mechanisms: Sequence[tuple[int, int, str]], passage: Passage, at: int) -> str | None:
    """The mechanism that the sentence names last before the number; failing that one in the same stretch after it."""
    low = bisect_left(mechanisms, (passage.start, 0, ""))
    inside = mechanisms[low : bisect_left(mechanisms, (passage.end, 0, ""))]
    before = [name for _, end, name in inside if end <= at]
    if before:
        return before[-1]
    _, right = passage.segment(at)
    return next((name for start, _, name in inside if at < start < right), None)


def _evidence(document: Document, passage: Passage, found: FoundQuantity) -> Evidence:
    """The stretch between commas around the number, at most 60 characters."""
    left, right = passage.segment(found.numeral[0])
    left += len(document.text[left:right]) - len(document.text[left:right].lstrip())
    right -= len(document.text[left:right]) - len(document.text[left:right].rstrip())
    if right - left > MAX_EVIDENCE:
        left = max(left, min(found.start - MAX_EVIDENCE // 2, right - MAX_EVIDENCE))
        right = min(right, max(left + MAX_EVIDENCE, found.end))
        left = max(left, right - MAX_EVIDENCE)
    return evidence(document, left, right)
