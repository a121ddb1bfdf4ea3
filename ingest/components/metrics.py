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
from kg.dates import find_dates
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
            mechanism = _mechanism(doc, mechanisms, passage, reading)
            yield replace(_metric(doc, passage, reading), time=_time(dates, passage, reading), mechanism=mechanism)


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
_FROM_WORD_RE = re.compile(r"(?:从|由|自)?(?:原来|原有|原先|最初|过去)的?|从|由|自")
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
    if unit in _SELF_COUNTED and _is_norm(passage, found, left):
        return Reading(found, _SELF_COUNTED[unit])
    after, end = subject_after(passage, found)
    if _COMPARED_RE.fullmatch(before):
        return _distributed(passage, found, left, done)
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
        return Reading(found, _SELF_COUNTED[unit])
    return _inherited(passage, found, done)


def _is_norm(passage: Passage, found: FoundQuantity, left: int) -> bool:
    """按300户的标准划分, 按300户划分: the size by which things are made up."""
    after = re.match(r"的(?:标准|规模)|左右?的?标准|(?:重新)?(?:划分|设置|设立|划定)", passage.text[found.end :][:6])
    return after is not None and re.search(r"(?:按照?|以|每)$", passage.text[left : found.start]) is not None


def _goes_on(passage: Passage, found: FoundQuantity, done: Sequence[Reading]) -> bool:
    """分别为3.1万人、3.4万人: the same things in the same unit."""
    return bool(
        done
        and done[-1].found.quantity.unit == found.quantity.unit
        and re.fullmatch(r"[、和及与]", passage.text[done[-1].found.end : found.start])
    )


def _done_with(passage: Passage, found: FoundQuantity, left: int, done: Sequence[Reading]) -> str:
    """排查纠纷94件、办结91件: a verb alone goes on about the things counted before, in the same unit."""
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
    predicate = tidy(predicate_after(passage, end))
    return f"{predicate}的{noun}" if predicate else noun


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
    text = passage.text
    ratio = _is_ratio(found)
    if ratio and text[found.end : found.end + 1] == "的":
        if _RATIO_NAMED_RE.search(before):  # 面积占比三分之二以上的业主
            return Reading(found, tidy(before), "share")
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
    if before in _AVERAGES and done:
        return Reading(found, f"{before}{done[-1].subject}")
    if before and (_OWNED_RE.match(before) or before in _CHANGE_NOUNS):
        subject = _subject_of_previous(passage, passage.segment(found.numeral[0])[0], done) + before
    if _COMPARED_RE.fullmatch(before):
        return _inherited(passage, found, done)
    part_of = _PART_RE.search(text[left : found.start]) if ratio and done and not _is_ratio(done[-1].found) else None
    if part_of is not None:
        return Reading(found, tidy(f"{part_of[1]}的{done[-1].subject}占比"))
    if not subject:
        after, end = subject_after(passage, found)
        if ratio and after and not _is_complement(after):
            return Reading(found, _counted(passage, found, left, tidy(after), end), "share")
        subject = after if after and not _is_complement(after) else ""
    verb = _GIVING_RE.search(text[left : found.start])
    if not subject and found.quantity.unit == "元" and verb and verb[1] not in part("increase") | part("decrease"):
        subject = _fund_before(passage, found) or f"{verb[1]}资金"  # 投入3.6亿元改造…
    if not subject:
        return _inherited(passage, found, done)
    start = passage.segment(found.numeral[0])[0]
    subject = tidy(_unchanged(_carried(passage, start, subject)))
    return Reading(found, subject) if subject else _inherited(passage, found, done)


_FUND_RE = re.compile(r"([一-鿿“”()（）]{2,20}?(?:资金|基金|经费|专款|贷款))$")


def _fund_before(passage: Passage, found: FoundQuantity) -> str:
    """The fund that the stretch before ends with: 设立专项资金, 每年安排500万元."""
    start, _ = passage.segment(found.numeral[0])
    if start <= passage.start:
        return ""
    before, _ = passage.segment(start - 2)
    match = _FUND_RE.search(passage.text[before : start - 1].rstrip())
    return tidy(strip_phrase(passage, before + match.start(1), before + match.end(1))) if match else ""


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
        approx=quantity.approx or _bound_of_verb(passage, reading.found),
        role=_role(doc._.document, passage, reading),
        region=region_of(doc, at),
        evidence=_evidence(doc._.document, passage, reading.found),
        confidence=0.9 if reading.role is None else 1.0,
    )


_NORM_RE = re.compile(r"标准(?:控制在|不超过?|不高于)$|不得(?:超过|低于|少于|多于)$")
_BOUND_WORD_RE = re.compile(r"不少于|不低于|不超过?|不多于|至少|不得")
_TARGET_RE = re.compile(
    r"必须|应当|不得|力争|(?<!为)(?<!为了)确保|计划(?=[到在于用新建投完培每年将])|拟(?=[到在于用新建投完培每])|目标[是为]|争取(?=[,，]?(?:到20|在|于|实现|达到|今年|明年|年|用|建|完成))|原则上|须|将于|即将|预计|规划到|处以|罚款|推动到|"
    r"(?:^|[,，])\s*(?:要|应)|将(?:达|新建|完成|建成|新增)"
)
_DONE_RE = re.compile(r"已|目前|截至|现有|累计|共有|达到?了|完成了|建成了|成立了")
_CHANGE_BEFORE_RE = re.compile(rf"(?:{alternatives('increase', 'decrease')})(?:了|近|约|超过?|达)?[ ]?$")
_LEAD_CHANGE_RE = re.compile(
    rf"^[^一-鿿]*(?:{alternatives('lead')})*(?:同比|环比|平均|[较比与][一-鿿]{{1,6}}?)?"
    rf"(?:{alternatives('increase', 'decrease')})(?![到至为的幅率])"
)


_BOUND_RE = re.compile(r"(?:(?P<more>至少|最少|起码|不少于)|(?P<less>至多|最多|不超过?))[一-鿿]{1,3}$")


def _bound_of_verb(passage: Passage, found: FoundQuantity) -> str | None:
    """至少建成1个: a bound that stands before the verb."""
    left, _ = passage.segment(found.numeral[0])
    match = _BOUND_RE.search(passage.text[left : found.start])
    return match.lastgroup if match is not None else None


def _role(document: Document, passage: Passage, reading: Reading) -> str:
    """A share of those for whom something is planned is a target: 到2025年80%的村将建成…."""
    if reading.role is None:
        return role_of(document, passage, reading)
    if reading.role == "share":
        left, right = passage.segment(reading.found.numeral[0])
        lead = passage.text[left : reading.found.start]
        planned = re.match(r"[^,，]{0,12}(?<!即)将", passage.text[reading.found.end : right])
        if planned or _is_target(document, passage, reading.found, lead):
            return "target"
    return reading.role


def role_of(document: Document, passage: Passage, reading: Reading) -> str:
    """The part a number plays, by the words around it; a rule in a policy is a target, a ratio a share."""
    found = reading.found
    left, _ = passage.segment(found.numeral[0])
    lead = passage.text[left : found.start]
    own = passage.text[_left(passage, found) : found.start]
    if found.quantity.unit == "倍" and passage.text[found.numeral[0] : found.end].startswith("翻"):
        return "change"
    planned = _is_target(document, passage, found, lead)
    if planned and document.genre == "policy" and not _is_past(document, passage, found):
        return "target"
    if (
        _CHANGE_BEFORE_RE.search(lead)
        or _LEAD_CHANGE_RE.match(own)
        or re.search(r"(?:减|增|降|涨)幅", lead)
        or _in_changing_list(passage, found, left)
    ):
        return "change"
    if _ONLY_TO_RE.search(passage.text[left : found.start]):
        return "after"
    if planned:
        return "target"
    if _is_ratio(found):
        return "share"
    return "level"


def _in_changing_list(passage: Passage, found: FoundQuantity, left: int) -> bool:
    """减少台账报表37.7%、信息平台21.5%: the verb at the head of the list governs both."""
    lead = passage.text[left : found.start]
    return (
        re.search(r"[、和与及]", lead) is not None
        and found.quantity.unit is not None
        and bool(_LEAD_CHANGE_RE.match(lead))
        and not re.search(r"[一-鿿]{2}(?:建|设|立|成)", lead)
    )


def _is_target(document: Document, passage: Passage, found: FoundQuantity, lead: str) -> bool:
    sentence = passage.text[passage.start : found.start]
    near = sentence[-40:]
    planned = _TARGET_RE.search(near) or _BOUND_WORD_RE.search(lead) or _is_ahead(document, sentence)
    if _NORM_RE.search(passage.text[passage.start : found.numeral[0]]):
        return True
    if planned and not _DONE_RE.search(near):
        return True
    return document.genre == "policy" and not _DONE_RE.search(sentence)


_GOAL_YEAR_RE = re.compile(r"到(20\d\d)年")


def _is_ahead(document: Document, sentence: str) -> bool:
    """到2025年 is a goal, 到2016年 in a later text is not."""
    years = [int(match[1]) for match in _GOAL_YEAR_RE.finditer(sentence)]
    return bool(years) and (document.issued is None or max(years) >= int(document.issued[:4]))


def _is_past(document: Document, passage: Passage, found: FoundQuantity) -> bool:
    """Does the part of the sentence before the number name a time before the document's own?"""
    if document.issued is None:
        return False
    sentence = re.split(r"[;；]", passage.text[passage.start : found.start])[-1]
    named = [d.value for d in find_dates(sentence, context=document.issued)]
    return bool(named) and re.split(r"[;/]", named[-1])[0][:7] < document.issued[: min(7, len(named[-1]))]


def _time(dates: Mapping[int, str], passage: Passage, reading: Reading) -> str | None:
    """The date named last before the number in its sentence; the later side of a change has none of its own."""
    at = reading.found.numeral[0]
    text = passage.text
    before = [start for start, end in passage.dates if end <= at and not _is_baseline(text, start, end)]
    if reading.role != "before":  # 由2017年的43起降至6起, 降幅达86%: the first date is the first number's alone
        before = [start for start in before if "/.." in dates[start] or not _is_opening(text, start)]
    if not before or _NOW_RE.search(text, before[-1], at):
        return None
    return dates[before[-1]]


_NOW_RE = re.compile(r"(?<!截至)(?:如今|目前|现在|现已|而今)")


def _is_opening(text: str, start: int) -> bool:
    return text[start] in "从由" or text[max(0, start - 1) : start] in ("从", "由")


def _is_baseline(text: str, start: int, end: int) -> bool:
    """较上年, 比2015年, 与去年同期相比: what a change is measured against."""
    return text[max(0, start - 2) : start].endswith(("较", "比", "于", "对比", "相比")) or bool(
        re.match(r"(?:的?同期|底|末)?(?:水平)?相比", text[end : end + 8])
    )


Named = tuple[int, int, str]  # start, end and name of a mechanism in the text


def _mechanism(doc: Doc, mechanisms: Sequence[Named], passage: Passage, reading: Reading) -> str | None:
    """The mechanism that the number measures: that of its stretch, its sentence, its subject or its lead."""
    at = reading.found.numeral[0]
    inside = _within(mechanisms, passage.start, passage.end)
    return (
        _beside(passage, inside, reading.found)
        or _governing(passage, inside, at)
        or _in_subject(doc, mechanisms, reading.subject)
        or (None if any(end <= at for _, end, _ in inside) else _above(doc._.document, mechanisms, passage))
    )


def _within(mechanisms: Sequence[Named], start: int, end: int) -> Sequence[Named]:
    return mechanisms[bisect_left(mechanisms, (start, 0, "")) : bisect_left(mechanisms, (end, 0, ""))]


def _beside(passage: Passage, inside: Sequence[Named], found: FoundQuantity) -> str | None:
    """The one named in the stretch of the number: between it and its neighbours, else anywhere before it."""
    at = found.numeral[0]
    left, right = passage.segment(at)
    own = [m for m in inside if left <= m[0] < right]
    if any(_is_summed(passage.text, end, at) for _, end, _ in own):
        return None
    low = _left(passage, found)
    high = min((f.start for f in passage.found if at < f.start < right), default=right)
    before = [name for start, end, name in own if low <= start and end <= at]
    after = [name for start, _, name in own if at < start < high]
    earlier = [name for _, end, name in own if end <= at]
    later = [name for start, _, name in own if start > at]
    return next(iter([*before[-1:], *after[:1], *earlier[-1:], *later[:1]]), None)


def _is_summed(text: str, end: int, at: int) -> bool:
    """完善甲制度等14项举措: the number counts the list that the mechanism closes."""
    return end <= at and re.fullmatch(r"[”\"]?[^,，。;；、]{0,4}等[^,，。;；]{0,4}", text[end:at]) is not None


# 覆盖九成村庄, 累计减少…: what came of it, not a second thing done
_EFFECT_RE = re.compile(
    r"(?:已|也|并|共|累计|有效|带来|直接|先后|从而|切实)*"
    r"(?:覆盖|惠及|带动|服务|辐射|累计|共|减少|节约|节省|化解|解决|受理|办理|办结|吸引|吸纳|为|让|使|实现|占|推动)"
)


def _governing(passage: Passage, inside: Sequence[Named], at: int) -> str | None:
    """The one that an earlier stretch of the sentence is about; where it is itself part of a figure it governs none."""
    left, _ = passage.segment(at)
    for start, end, name in reversed([m for m in inside if m[1] <= left]):
        low, high = passage.segment(start)
        counted = any(low <= f.start < high for f in passage.found)
        if (counted and not _EFFECT_RE.match(passage.text, left)) or _is_summed(passage.text, end, high):
            return None
        return name
    return None


_KIND_END_RE = re.compile(r"(?:治理)?(?:工作法|机制|制度|模式|体系|行动|工程|做法|平台)$")
_MIN_NAME = 3


def _in_subject(doc: Doc, mechanisms: Sequence[Named], subject: str) -> str | None:
    """The one whose name stands in the subject (合约食堂), unless that is the name of a body (社区党组织体系)."""
    for name in dict.fromkeys(name for _, _, name in mechanisms):
        core = tidy(_KIND_END_RE.sub("", name))
        if len(core) >= _MIN_NAME and core in subject and not _is_body(doc, core):
            return name
    return None


def _is_body(doc: Doc, name: str) -> bool:
    return any(
        name in (s._.name, *s._.aliases) for kind in ("OrganizationKind", "Organization") for s in _spans(doc, kind)
    )


def _above(document: Document, mechanisms: Sequence[Named], passage: Passage) -> str | None:
    """That of the lead; else the one that the sentence before is about, where this one tells its result."""
    return _in_lead(document, mechanisms, passage) or _in_sentence_before(document, mechanisms, passage)


_RESULT_RE = re.compile(
    r"\s*(?:截[至止]|目前|如今|至今|现已|累计|据[^,，。]{2,20}统计|(?:运行|实施|推行|开展|启动|上线|成立|推开|试行|施行|活动开展)[^,，。]{0,4}(?:以来|后)"
    r"|(?:该|这一|这项)(?:机制|制度|模式|做法|办法|平台|项目|行动|活动|工程|改革))"
)


def _in_sentence_before(document: Document, mechanisms: Sequence[Named], passage: Passage) -> str | None:
    clause = document.clause_at(passage.start)
    if clause is None or not _RESULT_RE.match(passage.text, passage.start, passage.end):
        return None
    stop = passage.start - 1
    start = 1 + max(passage.text.rfind(mark, clause.start, stop) for mark in "。！!？?\n")
    start = max(start, clause.start)
    named = {name for _, _, name in _within(mechanisms, start, stop)}
    return named.pop() if len(named) == 1 else None


_LEAD_SENTENCE_RE = re.compile(r"[^。！!？?\n]{2,36}[。：:](?=[^\n])")


def _in_lead(document: Document, mechanisms: Sequence[Named], passage: Passage) -> str | None:
    """The one named in the short sentence with which the clause opens ((二)完善网格制度。…)."""
    clause = document.clause_at(passage.start)
    lead = _LEAD_SENTENCE_RE.match(document.text, clause.start, clause.end) if clause is not None else None
    if lead is None or lead.end() > passage.start + 1:
        return None
    return next((name for _, _, name in _within(mechanisms, lead.start(), lead.end())), None)


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
