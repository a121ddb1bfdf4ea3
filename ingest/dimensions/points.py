"""Points of all dimensions as one number, with a lane for each: to add such numbers is to add all points at once.

A lane counts hundredths. Lanes may be multiplied by whole numbers too; they are wide enough for every sum made here.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from kg.vocab import DIMENSIONS

NAMES = tuple(DIMENSIONS)
Scores = dict[str, float]  # dimension -> points
Points = int

STEPS = 100  # a lane counts in so many parts of a point
_WIDTH = 64
_LANE = {name: 1 << _WIDTH * lane for lane, name in enumerate(NAMES)}
_LANES = struct.Struct(f"<{len(NAMES)}Q")
_HALF = 1 << _WIDTH - 1  # a lane begins in the middle of what it can hold
_EMPTY = int.from_bytes(_LANES.pack(*[_HALF] * len(NAMES)), "little")


def pack(scores: Mapping[str, float]) -> Points:
    return sum([round(score * STEPS) * _LANE[name] for name, score in scores.items()])


def unpack(points: Points) -> Scores:
    """The points of each dimension.

    >>> unpack(pack({"response": 1.5}) + 2 * pack({"response": -2.0}))["response"]
    -2.5
    """
    return {name: lane / STEPS for name, lane in zip(NAMES, lanes(points), strict=True)}


def lanes(points: Points) -> list[int]:
    """The points of each dimension in hundredths, in the order of NAMES."""
    return [lane - _HALF for lane in raised(points)]


def raised(points: Points) -> tuple[int, ...]:
    """The same, each raised by one number: enough for those who compare."""
    return _LANES.unpack((points + _EMPTY).to_bytes(_LANES.size, "little"))
