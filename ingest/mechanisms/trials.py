"""Where a mechanism is tried or spread by a sentence that tells it of the one spoken of (次年试点扩大到甲乡、乙镇)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mechanisms.frames import frame, is_beside
from ingest.mechanisms.groups import free, last_group
from ingest.mechanisms.responsible import is_drawn_on
from ingest.mechanisms.statements import Facts, Mention, Range, pieces, sentences, statement, within, wording
from ingest.mechanisms.subjects import carries
from kg.model import Clause, Relation

_SURE = 0.6
_SPREADS_RE = re.compile("试|推开|推广|铺开|复制|效仿|跟进|扩大|扩展|延伸|启动|落地")
_COUNT = r"[0-9一二三四五六七八九十两多几余]*"
_MORE = rf"(?:等地?(?:的|{_COUNT}个[一-鿿()]{{0,9}})?)?"  # 甲镇、乙镇等6个镇街
# 在甲县各选2个乡镇开展试点, 甲村先行先试, 已在甲镇复制
_DONE_RE = re.compile(
    rf"{_MORE}(?:也|又|都|便|就)?(?:各?(?:选[择取定]?|确定)[^,。;]{{1,14}})?"
    r"(?:先后|率先|首先|首批|先行|最早|随后|同步|陆续|全面|相继|分别)*"
    r"(?:先试|试水|试运行|试行|试点|复制|推开|推广|铺开|效仿|跟进|落地|启动(?!仪式)"
    r"|(?:开展|进行|启动)了?(?:为期[^,。;]{1,5}的|首[批轮次]|第一[批轮]|先行|先期|局部|小范围|的)*(?:试点|试验|先行先试))"
    r"(?!的|经验|单位|成效|基础)"
)
_WHERE_RE = re.compile(r"(?:在|于|由|从|选[择取定]|确定|选在)$")
_REACHES_RE = re.compile(r"(?:推广|扩大|扩展|拓展|延伸|复制|铺开|推开|推行|扩面|扩围)(?:应用)?[到至]了?$")
_THIS_RE = re.compile(r"(?:该|这一|这个|这套|此)(?:做法|模式|经验|办法|机制|制度|路子|改革|工作)")


def trials(facts: Facts) -> Iterator[Relation]:
    """The places in which a piece of a sentence that names no mechanism says that it is tried, or that it reaches."""
    last: Mention | None = None
    about = frame(facts)
    whole = about.mechanism if about is not None and about.theme is None else None
    for clause in facts.document.clauses:
        yield from _of_clause(facts, clause, whole, last)
        last = next(iter(within(facts.mechanisms, clause.start, clause.end)[-1:]), last)


def _of_clause(facts: Facts, clause: Clause, whole: Mention | None, last: Mention | None) -> Iterator[Relation]:
    above = whole if facts.document.genre == "policy" else whole or last
    every = sentences(facts.text, clause.start, clause.end)
    for index, where in enumerate(every):
        if not facts.places.inside(where) or _SPREADS_RE.search(facts.text, *where) is None:
            continue
        own = facts.mechanisms.inside(where)
        for piece, places in _tried(facts, where):
            told = above if own else _told(facts, every[:index], above)
            about = _meant(facts, where, piece, own, whole, told)
            if about is not None and not within(own, *piece):
                yield from _relations(facts, about, piece, places)


def _told(facts: Facts, before: Sequence[Range], above: Mention | None) -> Mention | None:
    """What the sentences before are about, else what is spoken of above; an item of a plan leaves open which of its
    own is tried."""
    for where in reversed(before):
        for one in reversed(facts.mechanisms.inside(where)):
            if not is_beside(facts, where, one) and not is_drawn_on(facts, one):
                return None if facts.document.genre == "policy" else one
    return above


def _meant(
    facts: Facts, where: Range, piece: Range, own: Sequence[Mention], whole: Mention | None, told: Mention | None
) -> Mention | None:
    """What a piece of a sentence tells the trial of: what the sentence names, nearest before it, or what is spoken of.

    Of something that the sentence itself does and does not name, no mechanism.
    """
    if whole is not None and _THIS_RE.search(facts.text, where[0], piece[1]):
        return whole
    if own:
        return next((m for m in reversed(own) if m.end <= piece[0]), own[0])
    done = any(carries(facts.text[start:end]) for start, end in pieces(facts.text, where) if end < piece[0] + 1)
    return None if done else told


def _relations(facts: Facts, told: Mention, where: Range, places: Sequence[Mention]) -> Iterator[Relation]:
    words = wording(facts.text, where, places[0].range, places[-1].range)
    for place in places:
        yield statement(facts.doc, "implementedIn", told.name, place.name, words, confidence=_SURE)


def _tried(facts: Facts, where: Range) -> Iterator[tuple[Range, list[Mention]]]:
    """The pieces of a sentence that tell of a trial, or of how far something reaches, with the places they name."""
    places = free(facts, facts.places.inside(where))
    for piece in pieces(facts.text, where) if places else ():
        here = [place for place in places if piece[0] <= place.start < piece[1]]
        if not here or _SPREADS_RE.search(facts.text, *piece) is None:
            continue
        group = last_group(facts.text, here)
        head = _head(facts.text, here, group[0])
        before = facts.text[piece[0] : head]
        done = _DONE_RE.match(facts.text, group[-1].end, piece[1]) is not None
        if _REACHES_RE.search(before) or (done and (not before.strip() or _WHERE_RE.search(before))):
            yield piece, group


def _head(text: str, places: Sequence[Mention], first: Mention) -> int:
    """Where the names begin that lead to a place (甲区|乙街道: the district's)."""
    start = first.start
    for place in reversed(places):
        if place.end == start:
            start = place.start
    return start
