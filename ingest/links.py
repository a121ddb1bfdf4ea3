"""Links: the mechanism that a figure measures, if any.

A figure is tied to a mechanism that its own stretch names, that its sentence is about, that its subject names, or that
the lead of its clause names; never to one that is merely near.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ingest.nlp import details
from ingest.readings import Reading, own_start
from ingest.subjects import Passage, tidy
from kg.model import Document
from kg.values import FoundQuantity

Named = tuple[int, int, str]  # start, end and name of a mechanism in the text


@dataclass(frozen=True, slots=True)
class Mechanisms:
    """Those of a document: `places` in order; `cores` the names without their kind word, which no body bears, each
    with its rank in the text and the name."""

    document: Document
    places: Sequence[Named]
    cores: Mapping[str, tuple[int, str]]


def mechanisms_of(doc: Doc) -> Mechanisms:
    """What figures can be tied to in a document."""
    places = sorted((s.start, s.end, str(details(s).name)) for s in doc.spans.get("Mechanism", ()))
    known = (details(s) for kind in ("OrganizationKind", "Organization") for s in doc.spans.get(kind, ()))
    bodies = {name for one in known for name in (one.name, *one.aliases)}
    cores: dict[str, tuple[int, str]] = {}
    for rank, name in enumerate(dict.fromkeys(name for _, _, name in places)):
        core = tidy(_KIND_END_RE.sub("", name))
        if len(core) >= _MIN_NAME and core not in bodies:
            cores.setdefault(core, (rank, name))
    return Mechanisms(doc._.document, places, cores)


def mechanism_of(known: Mechanisms, passage: Passage, reading: Reading) -> str | None:
    """The mechanism that the number measures: that of its stretch, its sentence, its subject or its lead."""
    at = reading.found.numeral[0]
    inside = _within(known.places, passage.start, passage.end)
    return (
        _beside(passage, inside, reading.found)
        or _governing(passage, inside, at)
        or _in_subject(known.cores, reading.subject)
        or (None if any(end <= at for _, end, _ in inside) else _above(known.document, known.places, passage))
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
    low = own_start(passage, found)
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


def _in_subject(cores: Mapping[str, tuple[int, str]], subject: str) -> str | None:
    """The first of those whose name stands in the subject (幸福食堂)."""
    ends = range(_MIN_NAME, len(subject) + 1)
    found = (cores.get(subject[start:end]) for end in ends for start in range(end - _MIN_NAME + 1))
    return min((one for one in found if one is not None), default=(0, None))[1]


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
