"""Statements of one measure -> what they are to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from kg.claims.model import AGREEING, CONFLICTING, ROUNDING, SERIES, Finding, Statement
from kg.claims.subjects import is_of_all, is_specific, subject_key
from kg.claims.times import are_at_one_time, order, told
from kg.claims.values import Reading, agreement, is_distinctive, numeral_of, reading, shown
from kg.values import format_metric_value

BEFORE, AFTER, NOW, CHANGE = "before", "after", "now", "change"
_PHASES = {"before": BEFORE, "after": AFTER, "change": CHANGE}
# figures of these phases can be held against each other; what was before is not what came after
_COMPARABLE = {(BEFORE,), (AFTER,), (NOW,), (CHANGE,), (BEFORE, NOW), (AFTER, NOW)}
_DOWN, _UP = frozenset("减降缩压撤并少退"), frozenset("增升扩添新涨多")
_MOST = 12  # different values of a measure that are compared two by two; of more each with the next only

Values = list[Statement]  # statements of one value, one phase, one time


def phase(statement: Statement) -> str:
    return _PHASES.get(statement.role, NOW)


def findings(statements: Sequence[Statement]) -> list[Finding]:
    """Every finding about statements of one measure, in a fixed order."""
    groups, unclear = _by_value(statements), _unclear(statements)
    found = [
        *(finding for group in groups if (finding := _repeated(group)) is not None),
        *_between(groups, unclear),
        *_derived(statements),
    ]
    series = _series([s for s in statements if s.iri not in unclear])
    return _once([*found, *([series] if series else [])])


def _once(found: Iterable[Finding]) -> list[Finding]:
    """Findings that say the same of other statements as one."""
    statements: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for f in found:
        statements[(f.agreement, f.rule, f.reason)].update(f.statements)
    return [Finding(*key, tuple(sorted(own))) for key, own in sorted(statements.items())]


def _unclear(statements: Iterable[Statement]) -> frozenset[str]:
    """Statements of places that give a subject several numbers of one phase: what tells them apart is not known."""
    own: dict[tuple[object, ...], Values] = defaultdict(list)
    for s in statements:
        own[(s.place, phase(s), s.time)].append(s)
    return frozenset(s.iri for group in own.values() if len({x.value for x in group}) > 1 for s in group)


def tells_all(statement: Statement) -> bool:
    """Is another number for a statement's subject another count of the same?"""
    if statement.role in ("before", "after") or is_specific(subject_key(statement.subject)):
        return True
    place = numeral_of(statement)
    return place is not None and is_of_all(statement.subject, statement.wording, place)


def _by_value(statements: Iterable[Statement]) -> list[Values]:
    groups: dict[tuple[object, ...], Values] = defaultdict(list)
    for s in statements:
        groups[(order(s), s.value, s.value_max or 0, s.approx or "", phase(s), s.time or "")].append(s)
    return [groups[key] for key in sorted(groups)]


def _finding(agreed: str, rule: str, reason: str, statements: Iterable[Statement]) -> Finding:
    return Finding(agreed, rule, reason, tuple(sorted({s.iri for s in statements})))


def _places(statements: Iterable[Statement]) -> int:
    return len({s.place for s in statements})


def _sources(statements: Iterable[Statement]) -> str:
    """How many documents, or places of one document, state something."""
    found = list(statements)
    documents = len({s.document for s in found})
    return f"{documents} 份文档" if documents > 1 else f"同一文档 {_places(found)} 处"


def may_agree(first: Statement, second: Statement) -> bool:
    """May two statements with one value be held for one measure? A bare subject needs a particular number."""
    if tells_all(first) and tells_all(second) and not _are_of_two_mechanisms(first, second):
        return True
    return is_distinctive(reading(first)) and is_distinctive(reading(second))


def _are_of_two_mechanisms(first: Statement, second: Statement) -> bool:
    return None not in (first.mechanism, second.mechanism) and first.mechanism != second.mechanism


def _repeated(group: Values) -> Finding | None:
    """The same value in several places."""
    kept = [s for s in group if any(s.place != o.place and may_agree(s, o) for o in group)]
    if _places(kept) < 2:
        return None
    return _finding(AGREEING, "same-value", f"{_sources(kept)}都是{shown(kept[0])}", kept)


def _between(groups: Sequence[Values], unclear: frozenset[str]) -> Iterator[Finding]:
    """Findings about two values; what agrees with a level before a change is not held against the one after it."""
    pairs = combinations(groups, 2) if len(groups) <= _MOST else pairwise(groups)
    for one, other in pairs:
        pair = next(((a, b) for a in one for b in other if a.place != b.place), None)
        if pair is None or tuple(sorted(set(map(phase, pair)))) not in _COMPARABLE:
            continue
        agreed = agreement(reading(pair[0]), reading(pair[1]))
        if agreed in (AGREEING, ROUNDING):
            yield from _agreeing(agreed, one, other)
        elif agreed == CONFLICTING:
            clear, other_clear = ([s for s in group if s.iri not in unclear] for group in (one, other))
            yield from _conflicting(clear, other_clear, groups)


def _agreeing(agreed: str, one: Values, other: Values) -> Iterator[Finding]:
    pair = next(((a, b) for a in one for b in other if a.place != b.place and may_agree(a, b)), None)
    if pair is None:
        return
    first, second = pair
    if first.time is not None and second.time is not None and first.time != second.time:
        return  # a value that has not changed: told with the series
    if agreed == AGREEING:
        reason = f"{_sources([*one, *other])}都是{shown(first)}"
        yield _finding(AGREEING, "same-value", reason, [*one, *other])
    else:
        reason = f"{shown(first)}与{shown(second)}不矛盾，一处是约数或界限"
        if first.approx is None and second.approx is None:
            reason = f"{shown(first)}与{shown(second)}相符，一处按位数取整"
        yield _finding(ROUNDING, "within-wording", reason, [*one, *other])


def _conflicting(one: Values, other: Values, groups: Sequence[Values]) -> Iterator[Finding]:
    for first in one:
        for second in other:
            if _is_conflict(first, second) and not _is_explained(first, second, groups):
                when = f"（{told(first)}）" if told(first) == told(second) else f"（{told(first)}、{told(second)}）"
                reason = f"{shown(first)}与{shown(second)}不一致{when}"
                yield _finding(CONFLICTING, "different-value", reason, [*one, *other])
                return


def _is_conflict(first: Statement, second: Statement) -> bool:
    return (
        first.place != second.place
        and {phase(first), phase(second)} != {NOW, BEFORE}
        and tells_all(first)
        and tells_all(second)
        and not _are_of_two_mechanisms(first, second)
        and are_at_one_time(first, second)
        and (phase(first) != CHANGE or _direction(first) == _direction(second))
    )


def _is_explained(first: Statement, second: Statement, groups: Sequence[Values]) -> bool:
    """Does a figure of now agree with what was before the change that the other is the end of?"""
    if {phase(first), phase(second)} != {NOW, AFTER}:
        return False
    now, after = (first, second) if phase(first) == NOW else (second, first)
    starts = (s for group in groups for s in group if s.place == after.place and phase(s) == BEFORE)
    return any(agreement(reading(now), reading(s)) in (AGREEING, ROUNDING) for s in starts)


def _direction(statement: Statement) -> int:
    """1 for more, -1 for less, as the words before the number say; 0 if they do not."""
    place = numeral_of(statement)
    before = statement.wording[: place[0]] if place else statement.wording
    for letter in reversed(before):
        if letter in _DOWN:
            return -1
        if letter in _UP:
            return 1
    return 0


def _derived(statements: Sequence[Statement]) -> Iterator[Finding]:
    """A change that one place states, against the two levels that another gives."""
    changes = [s for s in statements if phase(s) == CHANGE]
    for start, end in courses(statements):
        difference = end.value - start.value
        worked = _difference(start, end)
        for change in changes:
            if change.place == start.place or _direction(change) * difference < 0:
                continue
            agreed = agreement(worked, reading(change))
            told_ = f"{shown(start)}变为{shown(end)}，相差{shown_difference(start, end)}"
            if agreed in (AGREEING, ROUNDING):
                reason = f"{told_}，与所述{shown(change)}{'一致' if agreed == AGREEING else '相符'}"
                yield _finding(agreed, "derived-change", reason, (start, end, change))
            elif agreed == CONFLICTING and tells_all(change) and are_at_one_time(end, change):
                reason = f"{told_}，与所述{shown(change)}不一致"
                yield _finding(CONFLICTING, "derived-change", reason, (start, end, change))


def courses(statements: Iterable[Statement]) -> list[tuple[Statement, Statement]]:
    """What was before and what came after, where a place gives one of each."""
    places: dict[tuple[str, str], dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for s in statements:
        places[s.place][phase(s)].append(s)
    return [
        (own[BEFORE][0], own[AFTER][0])
        for _, own in sorted(places.items())
        if len(own[BEFORE]) == 1 and len(own[AFTER]) == 1
    ]


def _difference(start: Statement, end: Statement) -> Reading:
    first, second = reading(start), reading(end)
    value = round(abs(second.value - first.value), 6)
    approx = "about" if first.approx or second.approx else None
    return Reading(value, value, approx, max(first.step, second.step))


def shown_difference(start: Statement, end: Statement) -> str:
    """The difference of two levels with its unit."""
    value = round(abs(end.value - start.value), 6)
    return format_metric_value(value, None, end.unit, "about" if start.approx or end.approx else None)


def _series(statements: Sequence[Statement]) -> Finding | None:
    """Figures of different times: no two of them need agree."""
    kept = sorted(
        (s for s in statements if phase(s) in (NOW, AFTER) and tells_all(s)), key=lambda s: (order(s), s.value, s.iri)
    )
    times = {told(s): s for s in kept}
    if _places(kept) < 2 or len(times) < 2 or not any(_is_later(a, b) for a, b in combinations(kept, 2)):
        return None
    parts = "、".join(f"{when} {shown(s)}" for when, s in times.items())
    return _finding(SERIES, "other-time", f"时间不同：{parts}", kept)


def _is_later(first: Statement, second: Statement) -> bool:
    return (
        first.place != second.place
        and not are_at_one_time(first, second)
        and not _are_of_two_mechanisms(first, second)
        and (first.value, first.value_max) != (second.value, second.value_max)
    )
