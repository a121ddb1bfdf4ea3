"""Statements -> claims: which statements are of one measure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kg.claims.findings import findings, may_agree, phase
from kg.claims.model import AGREEING, AGREEMENTS, Claim, Statement
from kg.claims.subjects import subject_key, unit_key
from kg.claims.values import agreement, is_distinctive, reading
from kg.names import name_key

Bucket = tuple[str, str, str]  # region, unit, what kind of figure: "target" or "actual"
Groups = dict[str, list[Statement]]  # key of a subject -> its statements

_HEAD = 2  # characters that two subjects end with if one may be the other with more words before it
_MOST = 200  # statements whose subjects end alike: more say something that every text says


def meeting_place(region: str, subject: str) -> tuple[str, str]:
    """What statements of one measure have in common at least: who is alone there is in no claim."""
    return region, subject_key(subject)[-_HEAD:]


def claims(statements: Iterable[Statement]) -> list[Claim]:
    """Every measure that several places state, by region and subject; the order of `statements` plays no part."""
    buckets: dict[Bucket, Groups] = defaultdict(lambda: defaultdict(list))
    for s in sorted(statements, key=lambda s: s.iri):
        unit = "%" if s.unit is None and 0 < s.value <= 1 else unit_key(s.unit)
        bucket = (s.region, unit, "target" if s.role == "target" else "actual")
        buckets[bucket][subject_key(s.subject)].append(s)
    return [claim for bucket, groups in sorted(buckets.items()) for claim in _claims(bucket, groups)]


def _claims(bucket: Bucket, groups: Groups) -> Iterator[Claim]:
    region, unit, kind = bucket
    for keys in _measures(groups, unit):
        own = [s for key in keys for s in groups[key]]
        if len({s.place for s in own}) < 2:
            continue
        found = tuple(findings(own))
        stated = {iri for finding in found for iri in finding.statements}
        if stated:
            yield Claim(
                key="|".join((min(keys), unit, kind)),
                region=region,
                subject=_subject(s for s in own if s.iri in stated),
                unit=_most(s.unit for s in own if s.iri in stated),
                agreement=min((f.agreement for f in found), key=AGREEMENTS.index),
                statements=tuple(sorted(stated)),
                findings=found,
            )


def _subject(statements: Iterable[Statement]) -> str:
    """The wording that most statements have, then the longest."""
    counted = Counter(s.subject for s in statements)
    return min(counted, key=lambda subject: (-counted[subject], -len(subject), subject))


def _most(units: Iterable[str | None]) -> str | None:
    counted = Counter(units)
    return min(counted, key=lambda unit: (-counted[unit], unit or ""))


def _measures(groups: Groups, unit: str) -> list[tuple[str, ...]]:
    """Keys that are one measure: each alone, or several of which each is the other with more words before it."""
    beside: dict[str, set[str]] = {key: set() for key in groups}
    for first, second in _alike(groups):
        if _are_one(groups[first], groups[second], unit):
            beside[first].add(second)
            beside[second].add(first)
    measures: list[tuple[str, ...]] = []
    left = set(groups)
    for key in sorted(groups):
        if key in left:
            members = _reached(key, beside)
            left -= members
            # 兼职委员 leads to 街道兼职委员 and to 社区兼职委员, which are two: none of them is joined
            is_clique = all(members - {member} == beside[member] for member in members)
            measures += [tuple(sorted(members))] if is_clique else [(member,) for member in sorted(members)]
    return measures


def _reached(key: str, beside: dict[str, set[str]]) -> set[str]:
    found, todo = {key}, [key]
    while todo:
        new = beside[todo.pop()] - found
        found |= new
        todo += new
    return found


def _alike(groups: Groups) -> Iterator[tuple[str, str]]:
    """Every two keys of which one ends with the other."""
    tails: dict[str, list[str]] = defaultdict(list)
    for key in sorted(groups):
        if len(key) > _HEAD:
            tails[key[-_HEAD:]].append(key)
    for keys in tails.values():
        if len(keys) <= _MOST:
            yield from ((a, b) for a, b in combinations(keys, 2) if a.endswith(b) or b.endswith(a))


def _are_one(first: Sequence[Statement], second: Sequence[Statement], unit: str) -> bool:
    """Do two subjects, one with more words, have one proportion of one mechanism, or one particular number?"""
    if unit == "%":
        shared = {s.mechanism for s in first} & {s.mechanism for s in second} - {None}
        if shared and _is_named(first, second, shared):
            return True
    return any(_is_one_number(a, b) for a in first for b in second)


def _is_named(first: Sequence[Statement], second: Sequence[Statement], mechanisms: set[str | None]) -> bool:
    """Is the shorter subject the mechanism's own name (一肩挑, of 村党组织书记、主任一肩挑)?"""
    short = min((subject_key(s.subject) for s in (*first, *second)), key=len)
    return any(name_key((m or "").rpartition("/")[2]).startswith(short) for m in mechanisms)


def _is_one_number(first: Statement, second: Statement) -> bool:
    a, b = reading(first), reading(second)
    return (
        first.place != second.place
        and phase(first) == phase(second)
        and is_distinctive(a)
        and is_distinctive(b)
        and agreement(a, b) == AGREEING
        and may_agree(first, second)
    )
