"""Mechanisms whose names follow one pattern: the same way of working at another level, with one number changed, …

Variants stay two things. The words that they share must tell something by themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from kg.resolution.model import Mention, Variant
from kg.resolution.names import is_generic, joined, numbers, prefix, slots, stem, tells, without_marks

Names = Mapping[str, frozenset[str]]  # canonical IRI -> the names it has in any document
_COUNTED_RE = re.compile(r"#[个项类条大级张份支套步方年月日次届]|第#")  # 四个一批, 三级联动: a way of speaking
_FEWEST = 3  # characters that two names with different numbers must share
_AT_MOST = 40  # things of one pattern: what more share is a way of speaking


def variants(names: Names) -> list[Variant]:
    """Every two things whose names are variants of one pattern, each pair once, by the first rule that says so."""
    found: dict[tuple[str, str], Variant] = {}
    for rule in (_slots, _numbers, _prefixes, _short_forms):
        for variant in rule(names):
            found.setdefault((variant.first, variant.second), variant)
    return sorted(found.values(), key=lambda v: (v.first, v.second))


def names_of(mentions: Iterable[Mention], canonical: Callable[[str], str]) -> dict[str, frozenset[str]]:
    """The names and other names of each thing, under the IRI that stands for it."""
    gathered: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        gathered[canonical(mention.iri)] |= {mention.name, *mention.aliases}
    return {iri: frozenset(found) for iri, found in gathered.items()}


Told = tuple[str, str]  # IRI, name


def _pairs(groups: Iterable[list[Told]]) -> Iterator[tuple[Told, Told]]:
    """Every two different things of a group, the smaller IRI first."""
    for group in groups:
        if len({iri for iri, _ in group}) <= _AT_MOST:
            for first, second in combinations(sorted(group), 2):
                if first[0] != second[0]:
                    yield first, second


def _by_pattern(names: Names, pattern: Callable[[str], str | None]) -> list[list[Told]]:
    groups: dict[str, list[Told]] = defaultdict(list)
    for iri, own in sorted(names.items()):
        for name in sorted(own):
            if key := pattern(name):
                groups[key].append((iri, name))
    return list(groups.values())


def _slot_pattern(name: str) -> str | None:
    pattern, found = slots(name)
    rest = without_marks(pattern)
    return pattern if found and len(rest) >= 4 and not is_generic(rest) else None


def _slots(names: Names) -> Iterator[Variant]:
    for (first, a), (second, b) in _pairs(_by_pattern(names, _slot_pattern)):
        differing = [(x, y) for x, y in zip(slots(a)[1], slots(b)[1], strict=True) if x != y]
        if differing:
            told = "、".join(f"“{x}”与“{y}”" for x, y in differing)
            yield Variant(first, second, "slot", f"“{a}”与“{b}”写法相同，只差{told}")


def _number_pattern(name: str) -> str | None:
    pattern, found = numbers(name)
    rest = re.sub(r"[#+,\-a-z()]", "", pattern)
    if not found or _COUNTED_RE.search(pattern) or len(rest) < _FEWEST or is_generic(rest):
        return None
    return pattern


def _numbers(names: Names) -> Iterator[Variant]:
    for (first, a), (second, b) in _pairs(_by_pattern(names, _number_pattern)):
        differing = [(x, y) for x, y in zip(numbers(a)[1], numbers(b)[1], strict=True) if x != y]
        if len(differing) == 1:
            x, y = differing[0]
            yield Variant(first, second, "number", f"“{a}”与“{b}”写法相同，只差数字“{x}”与“{y}”")


def _bare(names: Names) -> dict[str, list[Told]]:
    """Things by the stems of their names, where these tell enough."""
    found: dict[str, list[Told]] = defaultdict(list)
    for iri, own in sorted(names.items()):
        for name in sorted(own):
            if tells(stem(name)):
                found[stem(name)].append((iri, name))
    return found


def _prefixes(names: Names) -> Iterator[Variant]:
    bare = _bare(names)
    for iri, own in sorted(names.items()):
        for name in sorted(own):
            opening, rest = prefix(name)
            for other, plain in bare.get(rest, ()) if opening else ():
                if other != iri:
                    first, second = sorted((iri, other))
                    yield Variant(first, second, "prefix", f"“{name}”比“{plain}”只多出“{opening}”")


def _short_forms(names: Names) -> Iterator[Variant]:
    bare = {joined(key): told for key, told in _bare(names).items()}
    for iri, own in sorted(names.items()):
        for name in sorted(own):
            pattern, found = slots(name)
            short = without_marks(pattern)
            for other, plain in bare.get(short, ()) if len(found) > 1 else ():
                if other != iri:
                    first, second = sorted((iri, other))
                    reason = f"“{name}”去掉{'、'.join(f'“{word}”' for word in found)}即“{plain}”"
                    yield Variant(first, second, "short-form", reason)
