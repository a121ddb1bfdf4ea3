"""Where a mechanism is implemented: the places its statement names for it, else the region that is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mechanisms.frames import frame
from ingest.mechanisms.groups import LISTED_RE, first_of, free, joined, last_group
from ingest.mechanisms.passing import is_passing
from ingest.mechanisms.references import spoken
from ingest.mechanisms.statements import (
    Facts,
    Mention,
    Range,
    piece_of,
    pieces,
    region_at,
    sentences,
    statement,
    within,
    wording,
)
from ingest.mechanisms.subjects import carries, turns, words_before
from ingest.nlp import spans_of
from ingest.places.document_regions import spot_of
from ingest.windows import starting
from kg.model import Relation

_NAMED, _SPOKEN_OF, _SINGLED = 0.85, 0.8, 0.6  # how sure a place of the sentence, of the passage, behind it is
_BEFORE_PLACE_RE = re.compile(
    r"(?:^|[《在于到、和与]|年|月|日|初|底|推动|支持|指导|选择|率先由|组织|目前|其中|比如|例如|例:|如|同时|此外|其下的?|下辖的?|所辖的?|尤其是|特别是)\s*$"
)
_OWNED_RE = re.compile(r"^(?:等?[0-9一二三四五六七八九十多]*个?[省市县区州旗镇乡村地]*)?的?[“「]?$")
_ADOPTS_RE = re.compile(r"(?:推广|推介|复制|移植|引进|引入|把|将)(?:了|应用)?$")
_HONOURS_RE = re.compile(r"(?:评为|获评|评定为|授予|命名为|认定为|荣获|入选|获得|跻身)了?[^,。;“]{0,4}$")
_AHEAD_RE = re.compile(r"(?:全[省市州县区])?(?:范围内)?(?:率先|首先|最早|首创|第一个|首个)")
_IN_RE = re.compile(r"(?:就|便|已|也)?在")
_SPREAD_RE = re.compile(
    r"全[省市县区旗州镇乡盟]?(?P<kind>[省市县区旗州镇乡盟])(?:范围内?|(?:所有|各|[0-9]+个)[^,。;、]{1,8}?)?(?:[分先后去今明年全逐有序面已]{0,4}(?:[0-9一二三两]批)?)"
    r"(?:推开|推广|铺开|推行|实施|覆盖|普及|照此推)"
    r"|(?:推广|推开|铺开|推行|铺|推|扩大|扩展|拓展|延伸|覆盖|普及|复制)(?:到|至|向)了?全(?P<reached>[省市县区旗州镇乡盟])"
)
_BACKED_RE = re.compile(r"^\s*(?:[^,。;]{0,6})?(?:支持|指导|推动|鼓励|引导|选择|确定|选定|指定)$")
_BEHIND_RE = re.compile(
    r"^(?:[”」]?[^。;“”]{0,20},)?(?:并|已|先后|率先|首先|先行|最早|最初|起初|彼时|当时|重点|首批|目前|先|只|仅|[0-9年月日初底起自从,])*(?:在|于)$"
)
_TRIED_RE = re.compile(
    r"^(?:[^,。;、]{0,8}?)(?:试点|试行|先行|启动|推行|推开|开展|实施|落地|上线|运行|推广|铺开|首创|诞生|探索)"
)
# M扩大到P, M经验推广至P
_REACHES_RE = re.compile(
    r"[”」]?[^,。;、“”]{0,6}(?:推广|扩大|扩展|拓展|延伸|复制|铺开|推开|推行|覆盖|移植)(?:应用)?(?:到|至|于)了?"
)
_SCENE_RE = re.compile(
    r"(?:等地?|[0-9一二三两]+个?[乡镇街道村社区县市旗]+|两[地镇村乡县区])?(?:率先|先行|首先|首批|先)?(?:试|探索|摸索|启动|尝试|起步|破题)"
)
_OPENS_RE = re.compile(
    r"\s*(?:其中:?|另外|此外|同时)?(?:由|另选|选[择取定]|支持|指导|确定|优先(?:保障|支持|安排)|重点支持)?"
)
_ASKED_RE = re.compile(r"(?!的|以[上下东西南北]|至|到|[省市县区州镇乡](?:委|政府))")
_TOWNSHIP_RE = re.compile(r"(?:镇|乡|街道)(?:党委|党工委|政府|人民政府|办事处)$")
_EXAMPLES = ("模式", "经验", "做法", "样板", "样本")
_HONOUR_RE = re.compile(r"示范(?:区|市|县|乡镇|镇|村|社区|小区|单位)(?:\([^()]*\))?$")
_UNITS = frozenset("省市区县州盟旗镇乡村道木庄场园")  # what the names of places end with
_HAS_RE = re.compile(r"[”」]?(?:已?有|包括)")
_ATTRIBUTE_RE = re.compile(r"的[“「]?$")


def sites(facts: Facts) -> Iterator[Relation]:
    """One for each mechanism and region that a statement names; a mention in passing or in a heading counts only
    where there is no other."""
    passing: dict[str, tuple[Mention, Range]] = {}
    placed: set[str] = set()
    seen: set[tuple[str, str | None]] = set()
    discusses = (
        facts.document.genre == "review" and len(facts.document.regions) == 1
    )  # what it has told of a place it weighs afterwards
    for mechanism, where, told in _with_sentences(facts):
        if not told or is_passing(facts, mechanism, where):
            passing.setdefault(mechanism.name, (mechanism, where))
            continue
        again = discusses and mechanism.name in placed
        placed.add(mechanism.name)
        yield from _of_mention(facts, mechanism, where, seen, again=again)
    for name, (mechanism, where) in passing.items():
        if name not in placed:
            yield from _of_mention(facts, mechanism, where, seen)
    yield from _singled_out(facts)


def _singled_out(facts: Facts) -> Iterator[Relation]:
    """其中甲区、乙区各8个: the parts of its territory that a policy asks something of, for what is spoken of there."""
    policy = facts.document.genre == "policy"
    about = frame(facts) if policy else None
    whole = about.mechanism if about is not None and about.theme is None else None
    parts = [place for place in facts.places if place.name not in facts.document.regions]
    if not parts:
        return
    for clause in facts.document.clauses:
        if not within(parts, clause.start, clause.end):
            continue
        told = whole
        for where in sentences(facts.text, clause.start, clause.end):
            own = facts.mechanisms.inside(where)
            told = own[-1] if own else told if policy else None
            if told is not None:
                yield from _parts_of(facts, where, told)


def _parts_of(facts: Facts, where: Range, told: Mention) -> Iterator[Relation]:
    """`told` in each place within the document's own that a piece of the sentence behind it opens with."""
    named = facts.places.inside(where)
    places = [p for p in free(facts, named) if p.name not in facts.document.regions] if named else []
    if not places:
        return
    for start, end in pieces(facts.text, where):
        group = [p for p in places if start <= p.start < end and p.start > told.start]
        if group and _OPENS_RE.fullmatch(facts.text, start, group[0].start):
            group = [p for p in group if p.end <= joined(facts.text, group)]
            if _ASKED_RE.match(facts.text, group[-1].end):
                words = wording(facts.text, where, group[0].range, group[-1].range)
                yield from (
                    statement(facts.doc, "implementedIn", told.name, p.name, words, confidence=_SINGLED) for p in group
                )


def _with_sentences(facts: Facts) -> Iterator[tuple[Mention, Range, bool]]:
    """Every mention of a mechanism with its sentence, and whether that is told in a clause, not in a heading."""
    document, named = facts.document, spoken(facts)
    parts = [(c.start, c.end, True) for c in document.clauses] + [(h.start, h.end, False) for h in document.headings]
    for start, end, told in sorted(parts):
        if within(named, start, end):
            for where in sentences(facts.text, start, end):
                for mechanism in named.inside(where):
                    yield mechanism, where, told or document.clause_at(mechanism.start) is not None


def _of_mention(
    facts: Facts, mechanism: Mention, where: Range, seen: set[tuple[str, str | None]], *, again: bool = False
) -> Iterator[Relation]:
    """What a mention says that none before it has said.

    Once a review has told where a mechanism works, its own region is no longer meant by what it says of it `again`.
    """
    for names, sure, place in _placed(facts, mechanism, where):
        if not names:
            continue
        if again and sure == _SPOKEN_OF and set(names) <= set(facts.document.regions):
            continue
        fresh = [name for name in names if (mechanism.name, name) not in seen and _is_known(facts, name)]
        if fresh:
            words = wording(facts.text, where, *((place.range,) if place is not None else ()), mechanism.range)
        for name in fresh:
            seen.add((mechanism.name, name))
            target = str(name)
            yield statement(
                facts.doc, "implementedIn", mechanism.name, target, words, at=mechanism.start, confidence=sure
            )


def _placed(
    facts: Facts, mechanism: Mention, where: Range
) -> Iterator[tuple[Sequence[str | None], float, Mention | None]]:
    """The places of a mention with how sure they are and the mention of a place that the statement reaches to."""
    if not facts.places.inside(where):  # nothing but what is spoken of
        yield _owner(facts, mechanism) or [_spoken_of(facts, mechanism, where)], _SPOKEN_OF, None
        if spread := _spread(facts, mechanism, where):
            yield spread, _NAMED, None
        if mechanism.name.endswith(_EXAMPLES):
            yield _in_name(facts, mechanism), _NAMED, None
        return
    start = max(where[0], *(facts.text.rfind(sign, where[0], mechanism.start) + 1 for sign in ",:"))
    near = free(facts, within(facts.places, start, mechanism.start))
    sure, last = _NAMED, near[-1] if near else None
    names: list[str | None] = list(_before(facts, start, near, mechanism))
    heads = (near[0].start, first_of(facts.text, near).start) if names else ()
    if names and _HONOURS_RE.search(facts.text, start, near[0].start):
        names = [_spoken_of(facts, mechanism, where)]  # the place only tells who honours
    if any(_ADOPTS_RE.search(facts.text[start:head]) for head in heads):
        names.append(region_at(facts.doc, where[0]))
    if not names:
        names += _owner(facts, mechanism)
    if not names:
        names = [*_backed(facts, where, mechanism)] or [_spoken_of(facts, mechanism, where)]
        sure = _SPOKEN_OF
    yield names, sure, last
    if staged := _staged(facts, where, mechanism):
        yield [place.name for place in staged], _NAMED, staged[-1]
    yield _spread(facts, mechanism, where), _NAMED, last
    tried = _behind(facts, mechanism, where)
    if tried:
        yield [t.name for t in tried], _NAMED, tried[-1]
    yield _in_name(facts, mechanism), _NAMED, last


def _spoken_of(facts: Facts, mechanism: Mention, where: Range) -> str | None:
    """The region whose body carries the mechanism out, else the one that is spoken of.

    A policy returns from a place that it names to its own with the next sentence.
    """
    clause = facts.document.clause_at(mechanism.start) if facts.document.genre == "policy" else None
    if clause is None or clause.region is None:
        return _carrying(facts, mechanism, where, region_at(facts.doc, mechanism.start))
    named = {place.name for place in facts.places.inside(where)}
    here = region_at(facts.doc, mechanism.start) if named else None
    return here if here in named else clause.region


def _carrying(facts: Facts, mechanism: Mention, where: Range, here: str | None) -> str | None:
    """The place whose body a sentence says to carry out the mechanism (县法院把M搬进村部); `here` if there is none.

    Also where a township's committee leads what the village that is spoken of does, or the sentence names the place.
    """
    if not facts.bodies.inside(where):
        return here
    turn = next((turn for turn in reversed(turns(facts, where)) if turn.end <= mechanism.start), None)
    body = turn.bodies[0].name if turn is not None and turn.bodies else ""
    if turn is None or body not in facts.organizations or _TOWNSHIP_RE.search(body):
        return here
    start = max(turn.end, piece_of(facts.text, where, mechanism.start)[0])
    if facts.text.find(",我", turn.end, start) >= 0:  # 区里推出甲,我们又上线乙
        return here
    if any(place.name == here and place.end > turn.end for place in facts.places.inside(where)):
        return here
    if not carries(words_before(facts.text, start, mechanism.start, facts.mechanisms)):
        return here
    return max((name for name in facts.place_names if body.startswith(name)), key=len, default=here)


def _is_known(facts: Facts, name: str | None) -> bool:
    """Whether the document names a place, not only a body by a short form that implies it (省委)."""
    return name in facts.place_names or name in facts.document.regions


def _before(facts: Facts, start: int, near: Sequence[Mention], mechanism: Mention) -> list[str]:
    """The names of the places before a mechanism that are its subject, adverbial or owner, not another thing's."""
    if not near:
        return []
    text = facts.text
    between = text[near[-1].end : mechanism.start]
    others = within(facts.mechanisms, near[-1].end, mechanism.start)
    owned = _OWNED_RE.match(between) is not None or (len(between) <= 8 and carries(between))
    leading = _BEFORE_PLACE_RE.search(text[start : near[0].start]) or _BEFORE_PLACE_RE.search(
        text[start : near[-1].start]
    )
    attribute = _ATTRIBUTE_RE.search(between) is not None and not owned
    if owned or (leading and not attribute and not (others and "的" in text[near[-1].end : others[0].start])):
        return [place.name for place in (*last_group(text, near), *_first_in(text, near))]
    return []


def _first_in(text: str, near: Sequence[Mention]) -> list[Mention]:
    """某市在某省率先推行M: the one that is the first in the other."""
    if len(near) < 2 or not _AHEAD_RE.match(text, near[-1].end):
        return []
    return [near[-2]] if _IN_RE.fullmatch(text, near[-2].end, near[-1].start) else []


def _owner(facts: Facts, mechanism: Mention) -> list[str]:
    """The place whose name stands right before a mechanism (清河村“三事分流”), where it was not taken as a mention."""
    before = facts.text[max(0, mechanism.start - 16) : mechanism.start].rstrip("“「的")
    if before[-1:] not in _UNITS:
        return []
    return next(([before[-n:]] for n in range(len(before), 2, -1) if before[-n:] in facts.place_names), [])


def _backed(facts: Facts, where: Range, mechanism: Mention) -> list[str]:
    """支持X…,总结M: the places that the sentence backs, if it opens with that."""
    first = piece_of(facts.text, where, where[0])
    places = free(facts, within(facts.places, *first))
    if not places or mechanism.start < first[1] or not _BACKED_RE.match(facts.text[where[0] : places[0].start]):
        return []
    later = within(facts.places, first[1], mechanism.start)
    return [] if later else [place.name for place in last_group(facts.text, places)]


def _staged(facts: Facts, where: Range, mechanism: Mention) -> list[Mention]:
    """在甲镇、乙镇先行试点,…,探索M: where a sentence sets its scene before it comes to what is tried there."""
    first = piece_of(facts.text, where, mechanism.start)[0]
    if facts.text.find("在", where[0], first) < 0:
        return []
    places = free(facts, within(facts.places, where[0], first))
    if not places or within(facts.places, places[-1].end, mechanism.start):
        return []
    group = last_group(facts.text, places)
    head = next((p.start for p in places if p.end >= group[0].start or p is group[0]), group[0].start)
    if facts.text[head - 1 : head] != "在" or within(facts.mechanisms, group[-1].end, first):
        return []
    return group if _SCENE_RE.match(facts.text, group[-1].end, mechanism.start) else []


def _spread(facts: Facts, mechanism: Mention, where: Range) -> list[str | None]:
    """M…,在全市推开: the territory that it is spread over, unless another mechanism comes between."""
    stretch = mechanism.end, min(where[1], mechanism.end + 80)
    spread = _SPREAD_RE.search(facts.text, *stretch) if facts.text.find("全", *stretch) >= 0 else None
    if spread is None or within(facts.mechanisms, mechanism.end, spread.start()):
        return []
    clause, kind = facts.document.clause_at(mechanism.start), spread["kind"] or spread["reached"]
    spoken_of = region_at(facts.doc, spread.end() - 1), region_at(facts.doc, mechanism.start)
    whole = clause.region if clause is not None else None
    for region in (whole, *spoken_of) if facts.document.genre == "policy" else (*spoken_of[::-1], whole):
        for name in _line(facts, region):
            if name.endswith(kind) and (kind != "区" or not name.endswith("社区")) and _is_known(facts, name):
                return [name]
    return [spoken_of[0]]


def _line(facts: Facts, name: str | None) -> tuple[str, ...]:
    """A place with those that it lies in, the nearest first."""
    if "places above" not in facts.doc.user_data:
        spots = map(spot_of, spans_of(facts.doc, "Region"))
        facts.doc.user_data["places above"] = {spot.name: spot.above for spot in spots}
    above: dict[str, tuple[str, ...]] = facts.doc.user_data["places above"]
    return (name, *above.get(name, ())) if name is not None else ()


def _behind(facts: Facts, mechanism: Mention, where: Range) -> list[Mention]:
    """M,…在X先行试点: the places behind a mechanism in which it is tried or begun."""
    places = free(facts, within(facts.places, mechanism.end, min(where[1], mechanism.end + 60)))
    if not places or within(facts.mechanisms, mechanism.end, places[0].start):
        return []
    chain = [places[0]]
    for place in places[1:]:
        between = facts.text[chain[-1].end : place.start]
        if between and not LISTED_RE.match(between):
            break
        chain.append(place)
    between = facts.text[mechanism.end : chain[0].start]
    if _HAS_RE.fullmatch(between) and _HONOUR_RE.search(mechanism.name):
        return last_group(facts.text, chain)
    end = chain[-1].end
    if _REACHES_RE.fullmatch(between):
        return last_group(facts.text, chain)
    tried = _TRIED_RE.match(facts.text[end : where[1]]) if _BEHIND_RE.match(between) else None
    # 深化甲,在某镇试点乙: what is tried there is the other
    if tried is None or starting(facts.mechanisms, end + tried.end(), end + tried.end() + 2):
        return []
    return last_group(facts.text, chain)


def _in_name(facts: Facts, mechanism: Mention) -> list[str | None]:
    """The place that an example bears the name of (清河模式: 清河村), by its short form."""
    if not mechanism.name.endswith(_EXAMPLES):
        return []
    for name in sorted(facts.place_names):
        short = name.removesuffix("社区") if name.endswith("社区") else name[:-1]
        if len(short) >= 2 and mechanism.name.startswith(short):
            return [name]
    return []
