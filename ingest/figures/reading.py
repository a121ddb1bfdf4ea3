"""A quantity with what its sentence makes of it."""

from __future__ import annotations

from typing import NamedTuple

from ingest.figures.subjects import Passage
from kg.values import FoundQuantity


class Reading(NamedTuple):
    """A quantity with what the sentence makes of it."""

    found: FoundQuantity
    subject: str
    role: str | None = None  # None: as the wording around the number has it


def is_ratio(found: FoundQuantity) -> bool:
    """A percentage, or a bare fraction; 17.8万贫困群众 has no unit either, but counts."""
    return found.quantity.unit in ("%", "‰") or (found.quantity.unit is None and found.quantity.value <= 1)


def own_start(passage: Passage, found: FoundQuantity) -> int:
    """Where the words that belong to the number begin: after a comma, an enumeration or the number before it."""
    known = passage.own_starts.get(found.start)
    if known is None:
        known = passage.own_starts[found.start] = _own_start(passage, found)
    return known


def _own_start(passage: Passage, found: FoundQuantity) -> int:
    left, _ = passage.segment(found.numeral[0])
    last = left
    for other in passage.found:
        if last < other.end <= found.start:
            last = other.end
    if last == left:
        return left
    # 1292个村、每村补助100万元 begins anew after the mark; 1747个社区的3500余名 goes on
    cut = max([passage.text.rfind(mark, last, found.start) for mark in "、和及并"])
    return cut + 1 if cut >= 0 else last
