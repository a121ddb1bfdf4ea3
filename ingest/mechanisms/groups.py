"""Places that stand together before or behind a mechanism: those a list joins, of each chain (市 + 县) the last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.mechanisms.statements import Facts, Mention, within

LISTED_RE = re.compile(
    r"^(?:等?[0-9一二三四五六七八九十]*个?[省市县区州旗镇乡村]?)?(?:、|和|与|及|以及)(?:[0-9]{4}年)?$"
)


def free(facts: Facts, places: Sequence[Mention]) -> list[Mention]:
    """The places that are no part of a body's or a mechanism's name."""
    if not places:
        return []
    first, last = places[0][0] - 40, places[-1][1] + 40
    taken = within(facts.bodies, first, last) + within(facts.mechanisms, first, last)
    for start, end, _ in taken:
        places = [place for place in places if not start <= place[0] < end]
    return [*places]


def joined(text: str, places: Sequence[Mention]) -> int:
    """Where the list ends that the first of `places` opens."""
    end = places[0].end
    for place in places[1:]:
        if not LISTED_RE.match(text[end : place.start]):
            break
        end = place.end
    return end


def first_of(text: str, near: Sequence[Mention]) -> Mention:
    """The place that the chain of the last one begins with (长清区|归德街道: the district)."""
    first = near[-1]
    for place in reversed(near[:-1]):
        if text[place.end : first.start] not in ("", "、", "和", "与"):
            break
        first = place
    return first


def last_group(text: str, places: Sequence[Mention]) -> list[Mention]:
    """The last places that 、 or 和 joins; of each chain (市 + 县) only the last."""
    group: list[Mention] = []
    head = 0
    for place in reversed(places):
        between = text[place.end : head] if group else ""
        if not group or LISTED_RE.match(between):
            group.append(place)
        elif between:
            break
        head = place.start
    return group[::-1]
