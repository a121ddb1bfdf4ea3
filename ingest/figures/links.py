"""Links: the mechanism that a figure measures, if any.

A figure is tied to a mechanism that its own stretch names, that its sentence is about or that its subject names; else
to what its paragraph or its whole document is about. Annotators tie four figures of five to a mechanism, many of them
to one that only another sentence names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc

from ingest.figures.reading import Reading, own_start
from ingest.figures.subjects import Passage, tidy
from ingest.mechanisms import leads
from ingest.mechanisms.frames import frame
from ingest.mechanisms.statements import Facts, facts, sentences
from ingest.nlp import details, spans_of
from kg.model import Clause
from kg.values import FoundQuantity

Named = tuple[int, int, str]  # start, end and name of a mechanism in the text


@dataclass(frozen=True)
class Mechanisms:
    """Those of a document: `places` in order; `cores` the names without their kind word, each with its rank in the text
    and the name, under its first characters; `above` what is about a whole clause, by where that begins."""

    facts: Facts
    places: Sequence[Named]
    cores: Mapping[str, Sequence[tuple[int, str, str]]]
    above: dict[int, tuple[str | None, int, str | None]] = field(default_factory=dict)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """What the bodies of the document are called: no figure is tied to what bears the same name."""
        doc = self.facts.doc
        known = (details(s) for kind in ("OrganizationKind", "Organization") for s in spans_of(doc, kind))
        return frozenset(str(name) for one in known for name in (one.name, *one.aliases))


def mechanisms_of(doc: Doc) -> Mechanisms:
    """What figures can be tied to in a document."""
    places = sorted([(s.start, s.end, str(details(s).name)) for s in spans_of(doc, "Mechanism")])
    cores: dict[str, list[tuple[int, str, str]]] = {}
    for rank, name in enumerate(dict.fromkeys([name for _, _, name in places])):
        core = tidy(_KIND_END_RE.sub("", name))
        if len(core) >= _MIN_NAME:
            cores.setdefault(core[:_MIN_NAME], []).append((rank, core, name))
    return Mechanisms(facts(doc), places, cores)


def mechanism_of(known: Mechanisms, passage: Passage, reading: Reading) -> str | None:
    """The mechanism that the number measures: that of its stretch, its sentence, its subject or its lead."""
    at = reading.found.numeral[0]
    inside = _within(known.places, passage.start, passage.end)
    return (
        _beside(passage, inside, reading.found)
        or _governing(passage, inside, at)
        or _in_subject(known, reading.subject)
        or _above(known, passage)
    )


def _within(mechanisms: Sequence[Named], start: int, end: int) -> Sequence[Named]:
    return mechanisms[bisect_left(mechanisms, (start, 0, "")) : bisect_left(mechanisms, (end, 0, ""))]


def _beside(passage: Passage, inside: Sequence[Named], found: FoundQuantity) -> str | None:
    """The one named in the stretch of the number: between it and its neighbours, else anywhere before it."""
    at = found.numeral[0]
    left, right = passage.segment(at)
    own = [m for m in inside if left <= m[0] < right]
    if not own:
        return None
    if any(_is_summed(passage.text, end, at) for _, end, _ in own):
        return None
    low = own_start(passage, found)
    high = min((f.start for f in passage.found if at < f.start < right), default=right)
    before = [name for start, end, name in own if low <= start and end <= at]
    after = [name for start, _, name in own if at < start < high]
    earlier = [name for _, end, name in own if end <= at]
    later = [name for start, _, name in own if start > at]
    return next(iter([*before[-1:], *after[:1], *earlier[-1:], *later[:1]]), None)


_SUMMED_RE = re.compile(r"[”\"]?[^,，。;；、]{0,4}等[^,，。;；]{0,4}")


def _is_summed(text: str, end: int, at: int) -> bool:
    """完善甲制度等14项举措: the number counts the list that the mechanism closes."""
    return end <= at and _SUMMED_RE.fullmatch(text[end:at]) is not None


# 覆盖九成村庄, 累计减少…: what came of it, not a second thing done
_EFFECT_RE = re.compile(
    r"(?:已|也|并|共|累计|有效|带来|直接|先后|从而|切实)*"
    r"(?:覆盖|惠及|带动|服务|辐射|累计|共|减少|节约|节省|化解|解决|受理|办理|办结|吸引|吸纳|为|让|使|实现|占|推动)"
)


def _governing(passage: Passage, inside: Sequence[Named], at: int) -> str | None:
    """The one that an earlier stretch of the sentence is about; where it is itself part of a figure it governs none."""
    left, _ = passage.segment(at)
    for start, end, name in reversed(inside):
        if end > left:
            continue
        low, high = passage.segment(start)
        counted = any(low <= f.start < high for f in passage.found)
        if (counted and not _EFFECT_RE.match(passage.text, left)) or _is_summed(passage.text, end, high):
            return None
        return name
    return None


_KIND_END_RE = re.compile(r"(?:治理)?(?:工作法|机制|制度|模式|体系|行动|工程|做法|平台)$")
_MIN_NAME = 3


def _in_subject(known: Mechanisms, subject: str) -> str | None:
    """The first of those whose name stands in the subject (幸福食堂)."""
    found = [
        one
        for start in range(len(subject) - _MIN_NAME + 1)
        for one in known.cores.get(subject[start : start + _MIN_NAME], ())
        if subject.startswith(one[1], start)
    ]
    return min([(rank, name) for rank, core, name in found if core not in known.bodies], default=(0, None))[1]


def _above(known: Mechanisms, passage: Passage) -> str | None:
    """That of the lead, of the heading, of the whole document, else of what the paragraph told before."""
    clause = known.facts.document.clause_at(passage.start)
    if clause is None:
        return None
    if clause.start not in known.above:
        known.above[clause.start] = _above_clause(known.facts, clause)
    own, end, above = known.above[clause.start]
    if own is not None and end <= passage.start + 1:
        return own
    if above is not None:
        return above
    about = frame(known.facts)
    if about is not None and about.theme is None and about.start <= passage.start:
        return about.mechanism.name
    return _told_before(known, clause.start, passage.start)


def _above_clause(facts: Facts, clause: Clause) -> tuple[str | None, int, str | None]:
    """The mechanism of a clause's lead, where the lead ends, and the mechanism of its heading."""
    own, end = leads.lead(facts, clause)
    above = leads.heading(facts, clause)
    return own.name if own is not None else None, end, above.name if above is not None else None


def _told_before(known: Mechanisms, start: int, end: int) -> str | None:
    """The first one of the last sentence before that names any: what that sentence is about."""
    places = _within(known.places, start, end)
    if not places:
        return None
    where = next(w for w in sentences(known.facts.text, start, end) if places[-1][0] < w[1])
    return next(name for at, _, name in places if at >= where[0])
