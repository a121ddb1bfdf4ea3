"""Bodies and kinds of body under several names: full and short forms, the place written differently, 中共 or not.

A name that says no place (市民政局, 省委) is left alone: each document means its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from kg.names import name_key
from kg.regions import Place, gazetteer
from kg.resolution.mechanisms import alias_links, is_contextual, one_each
from kg.resolution.model import Link, Mention
from kg.resolution.words import forms, replace_forms, rows

_PARTY_RE = re.compile(r"^(?:中国共产党|中共)(?=.)")
_LONGEST_PLACE, _SHORTEST_PLACE = 12, 2
_SHORTEST_ALIAS = 5
# 委员会 alone after a place is that of the Party (四川省委员会) only where the Party is named
_COMMITTEE = "委"


@dataclass(frozen=True, slots=True)
class BodyKey:
    """`place` is the code of the place that a body belongs to, "" for a central body; `rest` what it is there."""

    place: str
    rest: str


@dataclass(frozen=True, slots=True)
class _Read:
    """A name's key and what was done to it to get there."""

    key: BodyKey
    steps: frozenset[str]


def body_key(name: str) -> BodyKey | None:
    """What a body is called under whichever form of its name; None if the name says no place.

    >>> body_key("中国共产党四川省委员会") == body_key("中共四川省委") == body_key("四川省委")
    True
    >>> body_key("市民政局") is None
    True
    """
    read = _read(name)
    return None if read is None else read.key


@cache
def _central() -> dict[str, str]:
    table = {name_key(row[0]): row[0] for row in rows("central")}
    return table | {name_key(other): form for other, form in forms("central")}


def _read(name: str) -> _Read | None:
    key = name_key(name)
    if key in _central():
        form = _central()[key]
        return _Read(BodyKey("", form), frozenset([f"通称“{form}”"]))
    plain = _PARTY_RE.sub("", key)
    place, rest = _split_place(plain)
    if place is None or not rest:
        return None
    steps = set() if plain == key else {"名称前的“中共”可省略"}
    if not plain.startswith(place.name) and rest != plain:
        steps.add(f"所在地都是{gazetteer().full_name(place.code)}")
    short = replace_forms("body", rest)
    if short != rest:
        steps.add(f"“{rest}”简作“{short}”")
    return _Read(BodyKey(place.code, short), frozenset(steps))


def _split_place(text: str) -> tuple[Place | None, str]:
    """The place that opens a name, the lowest of several, and what follows; (None, text) if that is not certain."""
    place: Place | None = None
    while True:
        found = _longest_place(text, place)
        if found is None:
            return place, text
        place, length = found
        text = text[length:]


def _longest_place(text: str, above: Place | None) -> tuple[Place, int] | None:
    """The one place that the longest prefix of `text` names, and the prefix's length."""
    places = gazetteer()
    for length in range(min(len(text) - 1, _LONGEST_PLACE), _SHORTEST_PLACE - 1, -1):
        found = places.find(text[:length])
        if above is not None:
            found = [p for p in found if p != above and places.is_within(p.code, above.code)]
        exact = [p for p in found if p.name == text[:length]]
        if len(exact or found) == 1:
            return (exact or found)[0], length
    return None


def body_links(mentions: Sequence[Mention]) -> Iterator[list[Link]]:
    """Tiers of links between bodies."""
    read = {m.iri: found for m in mentions if (found := _read(m.name)) is not None}
    names = {m.iri: m.name for m in mentions}
    groups: dict[BodyKey, list[str]] = defaultdict(list)
    for iri in sorted(read):
        groups[read[iri].key].append(iri)
    yield [
        Link(a, b, "body-form", _reason(names[a], names[b], read[a].steps ^ read[b].steps or read[a].steps))
        for iris in groups.values()
        for a, b in combinations(iris, 2)
    ]
    yield [link for link in _qualified_aliases(mentions, read) if read.get(link.first) != read.get(link.second)]


def _reason(first: str, second: str, steps: Iterable[str]) -> str:
    return f"“{first}”与“{second}”是同一机构：{'；'.join(sorted(steps))}"


def _qualified_aliases(mentions: Sequence[Mention], read: dict[str, _Read]) -> list[Link]:
    """Links by other names that say their place, or are long enough to be told without one."""

    def key(name: str) -> str:
        found = _read(name)
        return name_key(name) if found is None else f"{found.key.place} {found.key.rest}"

    def is_telling(found: str) -> bool:
        return " " in found or (len(found) >= _SHORTEST_ALIAS and not _UNPLACED_RE.match(found))

    return alias_links(mentions, key, is_telling)


_UNPLACED_RE = re.compile(r"[省市县区州镇乡村街](?:[委政人民府党工直级办纪]|道)|[本我该各]")


def is_unplaced(name: str) -> bool:
    """Does a body's name leave out which province, city or county it belongs to?

    >>> is_unplaced("市民政局"), is_unplaced("成都市民政局")
    (True, False)
    """
    return _read(name) is None and re.match(r"[省市县区州](?!域)", name_key(name)) is not None


def kind_key(name: str) -> str:
    """A kind of body under its full name.

    >>> kind_key("业委会")
    '业主委员会'
    """
    key = name_key(name)
    return dict(forms("kind")).get(key, key)


def kind_links(mentions: Sequence[Mention]) -> Iterator[list[Link]]:
    """Tiers of links between kinds of body."""
    names = {m.iri: m.name for m in mentions}
    groups: dict[str, list[str]] = defaultdict(list)
    for iri, name in sorted(names.items()):
        groups[kind_key(name)].append(iri)
    yield [
        Link(a, b, "kind-form", f"“{names[a]}”与“{names[b]}”是同一类组织：通称“{key}”")
        for key, iris in groups.items()
        for a, b in combinations(iris, 2)
    ]
    yield one_each(
        link
        for link in alias_links(mentions, kind_key, lambda key: len(key) >= _SHORTEST_ALIAS)
        if not is_contextual(names[link.first], names[link.second])
    )
