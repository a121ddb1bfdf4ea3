"""Practices of several regions side by side: those of one mechanism, or of variants of it, in one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from kg.compare.model import SAME, VARIANT, PracticeEntry, Row
from kg.compare.sources import select
from kg.releases import Release

Reason = Callable[[str, str], str | None]


class Related:
    """What stands for a mechanism under all its names, and which mechanisms are variants."""

    def __init__(self, release: Release) -> None:
        self._canonical = {row["entity"]: row["canonical"] for row in select(release, "replaced_entities")}
        pairs = select(release, "variant_pairs")
        self._reasons = {(row["first"], row["second"]): row["reason"] for row in pairs}

    def of(self, iri: str) -> str:
        """The IRI that stands for `iri`."""
        return str(self._canonical.get(iri, iri))

    def reason(self, first: str, second: str) -> str | None:
        """Why two mechanisms are variants; None if they are not."""
        return self._reasons.get((first, second))


def align(cells: Sequence[Sequence[PracticeEntry]], reason: Reason) -> tuple[Row, ...]:
    """Rows over `cells`, one a region: what regions share first, what only one of them has in the last row.

    Every entry stands in exactly one row. `reason` tells why two mechanisms are variants.
    """
    groups = _groups({entry.canonical for cell in cells for entry in cell}, reason)
    shared = [group for group in groups if sum(any(e.canonical in group for e in cell) for cell in cells) > 1]
    rows = [_row(cells, group, reason) for group in shared]
    placed = set().union(*shared)
    rest = tuple(tuple(entry for entry in cell if entry.canonical not in placed) for cell in cells)
    rows.sort(key=lambda row: (-sum(map(bool, row.entries)), row.relation or "", _first_source(row)))
    return (*rows, Row(rest)) if any(rest) or not rows else tuple(rows)


def _first_source(row: Row) -> int:
    return min((n for entries in row.entries for entry in entries for n in entry.sources), default=0)


def _groups(mechanisms: Iterable[str], reason: Reason) -> list[frozenset[str]]:
    """The mechanisms that variants join, directly or through others that stand here too."""
    left = set(mechanisms)
    groups = []
    for mechanism in sorted(left):
        if mechanism not in left:
            continue
        found, todo = {mechanism}, [mechanism]
        while todo:
            at = todo.pop()
            new = {other for other in left - found if reason(at, other) is not None}
            found |= new
            todo += sorted(new)
        left -= found
        groups.append(frozenset(found))
    return groups


def _row(cells: Sequence[Sequence[PracticeEntry]], group: frozenset[str], reason: Reason) -> Row:
    entries = tuple(tuple(entry for entry in cell if entry.canonical in group) for cell in cells)
    present = sorted({entry.canonical for cell in entries for entry in cell})
    if len(present) == 1:
        return Row(entries, SAME)
    regions: dict[str, set[int]] = defaultdict(set)
    for number, cell in enumerate(entries):
        for entry in cell:
            regions[entry.canonical].add(number)
    told = [
        why
        for i, first in enumerate(present)
        for second in present[i + 1 :]
        if regions[first] != regions[second] and (why := reason(first, second)) is not None
    ]
    return Row(entries, VARIANT, tuple(told))
