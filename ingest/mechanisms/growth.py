"""What a mechanism grew out of: 由A升级为B, 在A基础上形成B, 推动A向B转变, 这一做法被称为B."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence

from ingest.mechanisms.changes import grows, roots, stems, succeeds, takes_up, turns_it
from ingest.mechanisms.statements import Facts, Mention, Range, sentences, statement, within, wording
from kg.model import Clause, Relation

_FROM_RE = re.compile(r"[从由][^,。;“”]{0,14}[“「]?$")
_TO_RE = re.compile(r"^[”」]?[^,。;“”]{0,6},?(?:再)?到[^,。;“”]{0,6}[“「]?$|^[”」]?\s*(?:→|—+>|-+>|⇒)\s*[“「]?$")
_ARROW_RE = re.compile(r"^[”」]?\s*(?:→|—+>|-+>|⇒)\s*[“「]?$")
_ARROWS = ("→", "⇒", "->", "—>")
_CHANGE_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,6}(?:的[^,。;]{0,6}(?:转变|升级|跨越|迭代|演进|蝶变|飞跃|跃升|蜕变|嬗变|演变|转型|进阶|发展)"
    r"|,[^,。;]{0,10}(?:走[了过]|用了|历时|历经|跨越|一路))"
)
_HENCE_RE = re.compile(
    r"^\s*(?:从而|由此|进而|最终|在此基础上|逐步|据此|经过)[^。;]{0,6}?(?:形成|总结|提炼|探索|发展|创新)"
)
_TRIED_RE = re.compile(r"^[”」]?[^,。;“”]{0,6}(?:时|过程中|实践中|的基础上|基础上)(?:,|$)")
_TRIED = 16  # characters that hold what _TRIED_RE takes
_APART = 5  # sentences between the practice that was tried and what came of it
# 改革前身是A: the one mechanism of that kind
_WAS_RE = re.compile(
    r"(?:^|[,。;])[^,。;]{0,4}?(改革|试点|行动|工程|平台|机制|制度|模式)的?前身[是为叫][^,。;]{0,12}[“「]?$"
)
# 这几个做法被归纳为M: of all those told before
_THESE_RE = re.compile(
    r"(?:^|[,;])\s*[这上](?:几|些|两|三|四|述)[个种项条]?(?:探索|做法|办法|经验|实践|尝试|创新|举措)"
    r"[^,。;“”]{0,8}(?:归纳|总结|提炼|概括|整合|统称|合称|命名|固化|升华)[^,。;“”]{0,6}[为成][^,。;“”]{0,6}[“「]?$"
)
_LISTED_RE = re.compile(r"^[”」]?(?:、|和|与|及|以及)?[“「]?$")
# held high everywhere: nothing grows out of them by their name alone
_MOTTOES = ("枫桥经验", "浦江经验", "千万工程")
_EDITION_RE = re.compile(r"(?:[2-9]\.0版?|升级版|加强版|plus|\+)$")
_QUOTES = (("‘", "“"), ("’", "”"), ("「", "“"), ("」", "”"), ("『", "“"), ("』", "”"))
_BEFORE, _BEHIND, _OPENING = 20, 24, 16  # characters that rules look at


def growth(facts: Facts) -> Iterator[Relation]:
    """Every evolvedFrom that the document states, each in the words of one sentence."""
    text = _plain(facts.text)
    last: Sequence[Mention] = ()
    for clause in facts.document.clauses:
        if within(facts.mechanisms, clause.start, clause.end):
            taken_up = last and takes_up(text[clause.start : clause.start + _OPENING])
            last = yield from _of_clause(facts, text, clause, last if taken_up else ())
    yield from _editions(facts)


def _plain(text: str) -> str:
    """The text with “ and ” for every mark of quotation, so that rules know but these."""
    for sign, plain in _QUOTES:
        if sign in text:
            text = text.replace(sign, plain)
    return text


def _of_clause(
    facts: Facts, text: str, clause: Clause, previous: Sequence[Mention]
) -> Generator[Relation, None, Sequence[Mention]]:
    """Gives back the mechanisms of the last sentence that names any; `previous` are those that it goes on about."""
    told: list[Mention] = []
    tried: tuple[Mention, int] | None = None
    for number, where in enumerate(sentences(facts.text, clause.start, clause.end)):
        here = facts.mechanisms.inside(where)
        if not here:
            continue
        pairs = [*_pairs(text, here, where, previous), *_formerly(facts, here, where)]
        if told and _THESE_RE.search(text, where[0], here[0].start):
            pairs += [(here[0], one) for one in told if one.name != here[0].name]
        if not pairs and tried is not None and number - tried[1] <= _APART:
            pairs = [(here[-1], tried[0])] if _HENCE_RE.match(text[where[0] : here[0].start]) else []
        for later, earlier in pairs:
            if earlier.name.endswith(_MOTTOES):
                continue
            words = wording(facts.text, where, earlier.range, later.range)
            yield statement(facts.doc, "evolvedFrom", later.name, earlier.name, words, at=later.start, confidence=0.7)
        first = next((m for m in here if _TRIED_RE.match(text[m.end : min(where[1], m.end + _TRIED)])), None)
        tried = (first, number) if first is not None else tried
        previous = here
        told += here
    return previous


def _editions(facts: Facts) -> Iterator[Relation]:
    """甲2.0版 of 甲, where the document names both."""
    for key, later in facts.by_key.items():
        edition = _EDITION_RE.search(key)
        earlier = facts.by_key.get(key[: edition.start()]) if edition is not None else None
        if earlier is not None and earlier.name != later.name:
            yield statement(facts.doc, "evolvedFrom", later.name, earlier.name, later.range, confidence=0.6)


def _pairs(
    text: str, here: Sequence[Mention], where: Range, previous: Sequence[Mention]
) -> Iterator[tuple[Mention, Mention]]:
    """(later, earlier) mechanisms of one sentence, `previous` being those of the one before."""
    if previous:
        yield from _told_before(text[where[0] : here[0].start], here[0], previous)
    if len(here) == 1:
        return
    chain = _chain(text, here, where)
    yield from zip(chain[1:], chain, strict=False)
    for i, later in enumerate(here[1:], 1):
        if later in chain[1:]:
            continue
        earlier = here[i - 1]
        joined = _joined(text, here[:i])
        before = text[max(where[0], joined[-1].start - _BEFORE) : joined[-1].start]
        between = text[earlier.end : later.start]
        behind = text[later.end : min(where[1], later.end + _BEHIND)]
        if grows(before, between, behind):
            yield from ((one, old) for old in joined for one in _listed(text, here[i:]))
            continue
        listed = _listed(text, here[i:])
        end = listed[-1].end
        if stems(between, behind if len(listed) == 1 else text[end : min(where[1], end + _BEHIND)]):
            yield from ((earlier, old) for old in listed)


def _formerly(facts: Facts, here: Sequence[Mention], where: Range) -> Iterator[tuple[Mention, Mention]]:
    """改革前身是A: of the only reform that the document names beside A."""
    if facts.text.find("前身", where[0], here[0].start) < 0:
        return
    was = _WAS_RE.search(facts.text[where[0] : here[0].start])
    of_kind = {m.name: m for m in facts.mechanisms if was is not None and m.name.endswith(was[1])}
    of_kind.pop(here[0].name, None)
    if len(of_kind) == 1:
        yield next(iter(of_kind.values())), here[0]


def _told_before(opening: str, first: Mention, previous: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """这一做法被称为B, 其前身是A, 后来升级为B: what a sentence says of the mechanism of the one before."""
    if previous[-1].name == first.name:
        return
    if roots(opening):
        yield previous[-1], first
    elif turns_it(opening):
        yield first, previous[0]
    elif succeeds(opening):
        yield first, previous[-1]


def _chain(text: str, here: Sequence[Mention], where: Range) -> list[Mention]:
    """从A到B,再到C; A→B: the mechanisms of such a series, two of them only where it is said to be a change."""
    begun = max(text.find("从", *where), text.find("由", *where))
    if (begun < 0 or text.find("到", *where) < 0) and not any(text.find(sign, *where) >= 0 for sign in _ARROWS):
        return []
    for i, first in enumerate(here):
        chain = [first]
        for one in here[i + 1 :]:
            if not _TO_RE.match(text[chain[-1].end : one.start]):
                break
            chain.append(one)
        if len(chain) > 1 and _is_series(text, chain, where):
            return chain
    return []


def _is_series(text: str, chain: Sequence[Mention], where: Range) -> bool:
    if _ARROW_RE.match(text[chain[0].end : chain[1].start]):
        return True
    if not _FROM_RE.search(text[where[0] : chain[0].start]):
        return False
    return len(chain) > 2 or _CHANGE_RE.match(text[chain[-1].end : where[1]]) is not None


def _listed(text: str, here: Sequence[Mention]) -> list[Mention]:
    """The first of `here` with those that 、 or 和 joins to it."""
    found = [here[0]]
    for one in here[1:]:
        if not _LISTED_RE.match(text[found[-1].end : one.start]):
            break
        found.append(one)
    return found


def _joined(text: str, before: Sequence[Mention]) -> list[Mention]:
    """The last of `before` with those that stand right beside it (“A”“B”)."""
    group = [before[-1]]
    for one in reversed(before[:-1]):
        if text[one.end : group[-1].start].strip("”“、和与及") == "":
            group.append(one)
        else:
            break
    return group
