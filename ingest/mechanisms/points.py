"""Points told in one paragraph (M,其要点有三:一是甲;二是乙): what they are points of, what stands under one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.mechanisms.statements import Facts, Mention, Range, piece_of, within
from ingest.mechanisms.subjects import carries

_POINT_RE = re.compile(
    r"\s*(?:其[一二三四五六]|[一二三四五六七八九]是要?|第[一二三四五六七八九](?=[,是])|首先|其次|再次|最后)"
)
_FIRST_RE = re.compile(r"[:,](?:一是|其一|首先|第一,)")
# M,其要点有三; 具体做法是; 分三步走
_ANNOUNCES_RE = re.compile(
    r"(?:要点|做法|内容|内核|要义|举措|措施|环节|方面|抓手|步骤|办法|路径|设计|安排|载体|制度|机制)"
    r"(?:主要)?(?:就?是|有|包括|为|体现在|分为?|如下|概括为)?[一二三四五六七两]?[个条点项方面]{0,3}[:,]?$"
)
_OF_IT_RE = re.compile(
    r"(?:^|[,;:])[^,。;“”]{0,4}(?:其|具体|主要|核心|它的)[^,。;“”]{0,6}$|(?:包括|包含|分为|要求|明确)[^,。;“”]{0,10}$"
)
_WITHIN_RE = re.compile(
    r"^\s*(?:在|依托|围绕|按照|根据)(?:此|这一|这个|该|上述)(?:框架|制度|机制|模式|体系|思路|平台|基础)"
)
_LEAD = 30  # characters of a point that is no more than its own title
_TAKEN_RE = re.compile(r"[把将][^,。;]{0,4}[“「]?$")
_SPREADS_RE = re.compile(r"[”」]?[^,。;“”]{0,4}(?:推广|扩大|覆盖|延伸|纳入|拓展)")


class Point(NamedTuple):
    """A sentence of a point: `own` is what the point is about, `above` what the points are those of."""

    own: Mention | None
    above: Mention | None


def points(facts: Facts, places: Sequence[Range], before: Mention | None) -> dict[Range, Point]:
    """The sentences of a clause that tell points; `before` is the last mechanism of the clause before."""
    if len(places) < 2 or not any(_POINT_RE.match(facts.text, *where) for where in places[1:]):
        return {}
    return dict(_points(facts, places, before))


def _points(facts: Facts, places: Sequence[Range], before: Mention | None) -> Iterator[tuple[Range, Point]]:
    own = above = None
    told = False
    for i, where in enumerate(places):
        if _POINT_RE.match(facts.text, *where) is not None:
            if not told and i:
                above = _announced(facts, places[i - 1], before)
            told, own = True, _own(facts, where)
            yield where, Point(None, above)
        elif told:
            yield where, Point(own, above)
        else:
            first = _FIRST_RE.search(facts.text, *where)
            if first is not None:
                above, told = _announced(facts, (where[0], first.start()), before), True
                yield where, Point(None, above)


def _own(facts: Facts, where: Range) -> Mention | None:
    """三是实施M: the mechanism that a point begins with as its title."""
    here = facts.mechanisms.inside(where)
    if len(here) != 1 or where[1] - where[0] > _LEAD:
        return None
    return here[0] if carries(facts.text[where[0] : here[0].start]) else None


def _announced(facts: Facts, where: Range, before: Mention | None) -> Mention | None:
    """What a sentence says the points that follow are those of."""
    words = facts.text[where[0] : where[1]]
    if _ANNOUNCES_RE.search(words) is None:
        return None
    here = within(facts.mechanisms, *where)
    if here:
        return here[-1] if _OF_IT_RE.search(facts.text[here[-1].end : where[1]]) else None
    return before if _WITHIN_RE.match(words) else None


def whole_by_point(facts: Facts, where: Range, point: Point, part: Mention) -> Mention | None:
    """The whole of a mechanism that a sentence of a point names."""
    if point.own is None:
        return point.above if point.above is not None and part.start >= point.above.end else None
    first = next(m for m in facts.mechanisms if m.name == part.name)
    start = piece_of(facts.text, where, part.start)[0]
    taken = _TAKEN_RE.search(facts.text[start : part.start])
    known = first.start < point.own.start or (taken and _SPREADS_RE.match(facts.text, part.end))
    return None if known else point.own
