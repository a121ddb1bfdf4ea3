"""Metrics: every number that the text states about something, as doc._.metrics.

Requires regions and dates; mechanisms where they are known. Source: annotation guidelines, "Metrics".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.components.regions import region_of
from ingest.links import mechanism_of, mechanisms_of
from ingest.measures import Judged, alternatives, find_measures, judge_quantities
from ingest.nlp import evidence, text_of
from ingest.readings import ONLY_TO_RE, Reading, is_ratio, own_start, read_passage
from ingest.subjects import Passage
from ingest.words import words
from kg.dates import find_dates
from kg.model import Document, Evidence, Metric
from kg.values import FoundQuantity

MAX_EVIDENCE = 60
_END = attrgetter("end")
_SENTENCE_RE = re.compile(r"[^。！!？?\n]+")


@Language.component("metrics", requires=["doc._.document", "doc.spans"], assigns=["doc._.metrics"])
def metrics(doc: Doc) -> Doc:
    found = list(_metrics(doc))
    doc._.metrics = [*doc._.metrics, *(metric for _, metric in found)]
    doc.user_data["stated"] = found
    return doc


def stated(doc: Doc) -> list[tuple[FoundQuantity, Metric]]:
    """The metrics of a document, each with the quantity it was read from."""
    found: list[tuple[FoundQuantity, Metric]] = doc.user_data.get("stated", [])
    return found


def judged(doc: Doc) -> list[Judged]:
    """Every quantity of a document with what speaks against its being a metric."""
    return judge_quantities(text_of(doc), words(text_of(doc)), _places(doc, "Date"))


def _metrics(doc: Doc) -> Iterator[tuple[FoundQuantity, Metric]]:
    dates = {s.start: str(s._.attributes["value"]) for s in _spans(doc, "Date")}
    mechanisms = mechanisms_of(doc)
    for passage in passages(doc):
        for reading in read_passage(passage):
            mechanism = mechanism_of(mechanisms, passage, reading)
            metric = replace(_metric(doc, passage, reading), time=_time(dates, passage, reading), mechanism=mechanism)
            yield reading.found, metric


def _spans(doc: Doc, kind: str) -> list[Span]:
    return list(doc.spans[kind]) if kind in doc.spans else []


def _places(doc: Doc, kind: str) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in _spans(doc, kind)]


def passages(doc: Doc) -> Iterator[Passage]:
    """The sentences of the clauses that hold a quantity, in order."""
    document: Document = doc._.document
    text = document.text
    known = words(text)
    dates = _places(doc, "Date")
    regions = _places(doc, "Region")
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
    """A share of those for whom something is planned is a target: 到2030年九成的村将建成…."""
    if reading.role is None:
        return role_of(document, passage, reading)
    if reading.role == "share":
        left, right = passage.segment(reading.found.numeral[0])
        lead = passage.text[left : reading.found.start]
        planned = re.match(r"[^,，]{0,12}(?<!即)将", passage.text[reading.found.end : right])
        if planned or _is_target(document, passage, reading.found, lead):
            return "target"
    return reading.role


# 改革前, 机构17个
_FORMERLY_RE = re.compile(
    r"^[\s,，。；“\"]*(?:改革前|整合前|调整前|此前|(?<!年)以前|原先)"
    r"|(?:改革前|整合前|调整前|此前|(?<!年)以前|原先)[,，][^,，]*$"
)


def role_of(document: Document, passage: Passage, reading: Reading) -> str:
    """The part a number plays, by the words around it; a rule in a policy is a target, a ratio a share."""
    found = reading.found
    left, _ = passage.segment(found.numeral[0])
    lead = passage.text[left : found.start]
    own = passage.text[own_start(passage, found) : found.start]
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
    if ONLY_TO_RE.search(passage.text[left : found.start]):
        return "after"
    if _FORMERLY_RE.search(passage.text[max(passage.start, left - 5) : found.start]) and not is_ratio(found):
        return "before"
    if planned:
        return "target"
    if is_ratio(found):
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
    planned = (
        _TARGET_RE.search(near)
        or _BOUND_WORD_RE.search(lead)
        or _NEXT_RE.match(sentence)
        or _is_ahead(document, sentence)
        or _is_in_plan(document, passage.start)
    )
    if _NORM_RE.search(passage.text[passage.start : found.numeral[0]]):
        return True
    if planned and not _DONE_RE.search(near):
        return True
    return document.genre == "policy" and not _DONE_RE.search(sentence)


_NEXT_RE = re.compile(r"\s*(?:下一?步|下一?阶段|明年|来年|今后)")
_PLAN_HEADING_RE = re.compile(
    r"下一?步|下一?阶段|明年|来年|工作(?:计划|打算|安排|思路)|(?:主要|工作|总体|发展|预期)目标|目标任务"
)


def _is_in_plan(document: Document, offset: int) -> bool:
    """Does the number stand under a heading of plans (三、明年工作打算), or below one?"""
    level = None
    for index in range(bisect_right(document.headings, offset, key=_END) - 1, -1, -1):
        heading = document.headings[index]
        if level is None or heading.level < level:
            level = heading.level
            if _PLAN_HEADING_RE.search(heading.text):
                return True
            if level <= 0:
                return False
    return False


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
    if reading.role != "before":  # 由2018年的50起降至10起, 降幅达80%: the first date is the first number's alone
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
