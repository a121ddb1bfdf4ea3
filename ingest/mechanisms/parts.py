"""What a mechanism is part of: by its sentence, the lead of its clause, its heading, the topic of its section."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise

from ingest.mechanisms import leads, lexicon
from ingest.mechanisms.statements import Facts, Mention, Range, region_at, sentences, statement, within, wording
from ingest.mechanisms.subjects import turns
from kg.model import Clause, Relation
from kg.names import name_key

_FOOTHOLD = lexicon.words("foothold")
_FOOTHOLD_RE = re.compile(rf"^[”」]?[^,。;“”]{{0,4}}(?:为|作为)[^,。;]{{0,8}}{_FOOTHOLD}")
_MAIN_MEANS_RE = re.compile(
    r"^[”」]?的?[^,。;“”]{0,8}(?:抓手|载体|举措|途径|内容|环节|做法|核心|内核|关键|精髓|要义|第一步|基础|底座|支点|亮点|重点)"
    r"(?:就?是|为|包括|有|在于)[“「]?$"
)
_SERVES_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}(?:作为|是|成为)[“「]?$")
_SERVES_BEHIND_RE = re.compile(
    rf"^[”」]?的?(?:一个|一项)?(?:重要|主要|关键|核心|有力|具体|有效)*(?:{_FOOTHOLD}|组成部分|组成|一环|环节|举措|延伸|子项目|支撑|补充|一部分|[前后第]?[一二三]?步|起点|底座|基石|支点|末端|细胞|配套|版块|板块|模块)"
)
_WITH_RE = re.compile(r"^[”」]?[^,。;“”]{0,8},?以[“「]?$")
_WITH_BEHIND_RE = re.compile(rf"^[”」]?[^,。;“”]{{0,4}}为[^,。;]{{0,6}}{_FOOTHOLD}")
_PART_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,6}(?:(?:包括|包含|分为|涵盖|下设|囊括|细分为|集成|整合)了?[^,。;“”]{0,10}|即|[中里下]的|"
    r"框架下,?[^,。;“”]{0,6})[“「:(]*$"
)
_THIS_RE = re.compile(
    r"^\s*(?:该|这一|这个|这套|这项|此|其)(?:模式|机制|制度|工作法|平台|体系|工程|行动|做法|改革|计划)?"
)
_ITEM_RE = re.compile(r"(?<!^)[“「][^“”「」]{1,24}[”」](?:制度|机制|平台|行动)?[、和与及]*")
_MADE_OF_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}由[“「]?$")
_MAKE_UP_RE = re.compile(r"^[”」]?[^,。;“”]{0,6},?(?:共同)?(?:构成|组成|搭成|支撑起|撑起)了?[^,。;“”]{0,8}[“「]?$")
_ATTENDS_RE = re.compile(
    r"^[”」]?[^。;“”]{0,24},(?:同步|同时|并)?(?:配套|相配套|与之配套|为此)"
    r"(?:的是|制定|建立|推行|出台|实施|实行|设立)?[^,。;“”]{0,6}[“「]?$"
)
_LISTED_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}(?:、|和|与|及|以及)[“「]?$|^[”」]?[“「]?$")
_BY_PRINCIPLE_RE = re.compile(r"(?:^|,)[^,。;“”]{0,6}(?:坚持|秉持|遵循|按照|奉行)[“「]?$")
_HENCE_RE = re.compile(r"^\s*为此,?")
_PHASE_RE = re.compile(r"[“”]?(?:前半篇|后半篇|上半篇|下半篇|第[一二三四五]阶段|一期|二期|三期)[“”]?(?:文章)?$")


def parts(facts: Facts, apart: Container[tuple[str, str]] = ()) -> Iterator[Relation]:
    """Every mechanism under the nearest one above it; none of the pairs `apart` (one grew out of the other)."""
    numbered: Mention | None = None
    topic: Mention | None = None
    headings: tuple[int, ...] = ()
    phases = dict(_phases(facts))
    for clause in facts.document.clauses:
        here = within(facts.mechanisms, clause.start, clause.end)
        own, lead_end = leads.lead(facts, clause)
        if clause.label is not None or clause.headings != headings:
            numbered = own if clause.label is not None else None
        if clause.headings != headings:
            topic = None
        headings = clause.headings
        topic = leads.topic(facts, here) or topic
        above = leads.heading(facts, clause) or topic
        outer = above if numbered in (own, None) else numbered
        for where, mechanism, whole, stated in _of_clause(
            facts, clause, here, (own, outer, lead_end), phases, apart, topic
        ):
            if _key(mechanism, whole) not in apart:
                yield _part(facts, where, mechanism, whole, 0.7 if stated else 0.6)


def _of_clause(
    facts: Facts,
    clause: Clause,
    here: list[Mention],
    lead: tuple[Mention | None, Mention | None, int],
    phases: dict[str, Mention],
    apart: Container[tuple[str, str]],
    topic: Mention | None,
) -> Iterator[tuple[Range, Mention, Mention, bool]]:
    """(sentence, part, whole, whether the sentence says so), what is stated first."""
    own, outer, lead_end = lead
    places = sentences(facts.text, clause.start, clause.end) if here else []
    stated = [found for found in _stated(facts, places, here) if _key(*found[1:]) not in apart]
    yield from ((where, part, whole, True) for where, part, whole in stated)
    told = {part for _, part, _ in stated}
    reach = topic is None  # what a report says of its topic belongs to it
    tells = own is not None and next(turns(facts, places[0]), None) is not None
    lost = False  # after a lead that tells of someone's doing, another has begun to act: it reaches no further
    for where in places:
        for mechanism in within(here, *where):
            phase = phases.get(mechanism.name)
            if phase is None and reach and (lost or _of_another(facts, clause, where, mechanism, own)):
                continue
            whole = phase or ((own or outer) if own is None or mechanism.start >= lead_end else None)
            if whole is None and mechanism == own:
                whole = outer
            if whole is not None and whole.name != mechanism.name and mechanism not in told:
                yield where, mechanism, whole, phase is not None
        lost = lost or (tells and where[0] >= lead_end and _of_another(facts, clause, where, None, own))


def _of_another(facts: Facts, clause: Clause, where: Range, mechanism: Mention | None, own: Mention | None) -> bool:
    """Whether a report tells here, before `mechanism`, of another body's or place's doing than its lead does.

    What a policy puts under a lead belongs to it, whoever does it.
    """
    if facts.document.genre == "policy":
        return False
    same = {None, clause.region, region_at(facts.doc, own.start) if own is not None else None}
    said = [turn for turn in turns(facts, where) if mechanism is None or turn.end <= mechanism.start]
    return any(turn.bodies or turn.place not in same for turn in said)


def _stated(facts: Facts, places: list[Range], here: list[Mention]) -> Iterator[tuple[Range, Mention, Mention]]:
    """What the sentences of a clause say themselves, once for each part."""
    previous: list[Mention] = []
    seen: set[Mention] = set()
    for where in places:
        said = within(here, *where)
        for part, whole in _nested(facts, where, said, previous):
            if part not in seen and part.name != whole.name:
                seen.add(part)
                yield where, part, whole
        previous = said or previous


def _key(part: Mention, whole: Mention) -> tuple[str, str]:
    return name_key(part.name), name_key(whole.name)


def _part(facts: Facts, where: Range, mechanism: Mention, whole: Mention, confidence: float) -> Relation:
    inside = where[0] <= whole.start and whole.end <= where[1]
    ends = (whole.range, mechanism.range) if inside else (mechanism.range,)
    words = wording(facts.text, where, *ends)
    return statement(facts.doc, "partOf", mechanism.name, whole.name, words, at=mechanism.start, confidence=confidence)


def _phases(facts: Facts) -> Iterator[tuple[str, Mention]]:
    """A“后半篇”文章 is a phase of A, where the document names A."""
    named = {name_key(m.name).removesuffix("改革"): m for m in reversed(facts.mechanisms)}
    for mechanism in {m.name: m for m in facts.mechanisms}.values():
        key = name_key(mechanism.name)
        phase = _PHASE_RE.search(key)
        if phase is None:
            continue
        inside = [
            form
            for form in named
            if len(form) >= 4 and form in key[: phase.start()] and named[form].name != mechanism.name
        ]
        whole = named.get(max(inside, key=len, default=""))
        if whole is not None:
            yield mechanism.name, whole


def _grown(text: str, here: list[Mention], start: Mention) -> Mention:
    """What `start` is said to grow into in its sentence (推动“A”向“B”升级: B), else itself."""
    for earlier, later in pairwise(here[here.index(start) :]):
        if leads.TOWARDS_RE.match(text[earlier.end : later.start]):
            return later
    return start


def _nested(
    facts: Facts, where: Range, here: list[Mention], previous: list[Mention]
) -> Iterator[tuple[Mention, Mention]]:
    """(part, whole) pairs that a sentence states itself."""
    text = facts.text
    if here and previous:
        opening = text[where[0] : here[0].start]
        this = _THIS_RE.match(opening)
        if _HENCE_RE.match(opening):
            yield here[0], previous[-1]
        elif this is not None and _PART_RE.match(_bare(opening[this.end() :])):
            yield from ((part, previous[-1]) for part in _listed(text, here))
    for i, (earlier, later) in enumerate(pairwise(here)):
        between, behind = text[earlier.end : later.start], text[later.end : min(where[1], later.end + 16)]
        if _SERVES_RE.match(between) and _SERVES_BEHIND_RE.match(behind):
            yield earlier, later
            yield from _by_means(text, where, here[i:])
        elif _FOOTHOLD_RE.match(between):
            yield from _foothold(text, where, here, earlier, later)
        elif _MAIN_MEANS_RE.match(between) or (_WITH_RE.match(between) and _WITH_BEHIND_RE.match(behind)):
            yield later, earlier
        elif _MAKE_UP_RE.match(between):
            yield from ((part, later) for part in _listed_before(text, here[: i + 1]))
        elif _ATTENDS_RE.match(between):
            yield later, earlier
        elif _lists(text, where, here, i):
            yield from ((part, earlier) for part in _listed(text, here[i + 1 :]))
        elif _BY_PRINCIPLE_RE.search(between) and earlier.start - where[0] <= 16:
            yield later, earlier


def _foothold(
    text: str, where: Range, here: list[Mention], earlier: Mention, later: Mention
) -> Iterator[tuple[Mention, Mention]]:
    """以A为抓手,开展B: A is part of B; 把A作为抓手,开展B: B is part of A."""
    if re.search(r"(?:把|将)[^,。;]{0,6}[“「]?$", text[where[0] : earlier.start]):
        yield later, earlier
    else:
        yield earlier, _grown(text, here, later)


def _by_means(text: str, where: Range, here: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """把A作为B的抓手,开展C: C is part of A."""
    if re.search(r"(?:把|将)[^,。;]{0,6}[“「]?$", text[where[0] : here[0].start]):
        yield from ((part, here[0]) for part in here[2:])


def _bare(between: str) -> str:
    """What stands between, without listed items in quotation marks that are no mechanisms."""
    return _ITEM_RE.sub("", between)


def _lists(text: str, where: Range, here: list[Mention], i: int) -> bool:
    """Whether a mechanism is said to consist of those behind it."""
    between = _bare(text[here[i].end : here[i + 1].start])
    if _MADE_OF_RE.match(between):
        last = _listed(text, here[i + 1 :])[-1]
        return re.match(r"^[”」]?[^,。;“”]{0,8}(?:组成|构成)", _bare(text[last.end : where[1]])) is not None
    return _PART_RE.match(between) is not None


def _listed(text: str, here: list[Mention]) -> list[Mention]:
    """The first of `here` with those that 、 or 和 joins to it."""
    found = here[:1]
    for one in here[1:]:
        if not _LISTED_RE.match(text[found[-1].end : one.start]):
            break
        found.append(one)
    return found


def _listed_before(text: str, here: list[Mention]) -> list[Mention]:
    """The last of `here` with those that 、 or 和 joins to it."""
    found = here[-1:]
    for one in reversed(here[:-1]):
        if not _LISTED_RE.match(text[one.end : found[-1].start]):
            break
        found.append(one)
    return found
