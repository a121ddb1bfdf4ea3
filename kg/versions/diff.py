"""What differs between two texts, clause by clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.text.folding import fold
from kg.versions.align import Pair, align
from kg.versions.units import Unit
from kg.versions.words import Edit, edits

# same: nothing; renumbered: its own number only; moved: elsewhere, its words may have changed too
KINDS = ("same", "renumbered", "changed", "moved", "added", "removed")
DIFFERENT = KINDS[1:]


@dataclass(frozen=True, slots=True)
class Change:
    """A clause before and after; `edits` lead from the one body to the other where the words differ."""

    kind: str
    before: Unit | None
    after: Unit | None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Every clause of both texts once, in the order of the second; what was removed stands where it had stood."""

    changes: tuple[Change, ...]

    @property
    def is_same(self) -> bool:
        return all(change.kind == "same" for change in self.changes)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many there are of each of KINDS."""
        counted = Counter(change.kind for change in self.changes)
        return {kind: counted[kind] for kind in KINDS}


def diff(before: Sequence[Unit], after: Sequence[Unit]) -> Difference:
    """From one text to the other.

    >>> from kg.versions.units import unit
    >>> old = [unit("clause", 1, "一、每村设议事会。"), unit("clause", 2, "二、每月议事一次。")]
    >>> [change.kind for change in diff(old, old[1:]).changes]
    ['removed', 'same']
    """
    pairs = align([unit.key for unit in before], [unit.key for unit in after])
    return Difference(tuple(_changes(before, after, pairs)))


def _changes(before: Sequence[Unit], after: Sequence[Unit], pairs: Sequence[Pair]) -> Iterator[Change]:
    paired = {pair.first for pair in pairs}
    partner = {pair.second: pair for pair in pairs}
    told = 0
    for j, unit in enumerate(after):
        pair = partner.get(j)
        if pair is not None and not pair.is_moved:
            yield from _removed(before, range(told, pair.first), paired)
            told = pair.first + 1
        yield Change("added", None, unit) if pair is None else _change(before[pair.first], unit, pair.is_moved)
    yield from _removed(before, range(told, len(before)), paired)


def _removed(before: Sequence[Unit], where: range, paired: set[int]) -> Iterator[Change]:
    yield from (Change("removed", before[i], None) for i in where if i not in paired)


def _change(old: Unit, new: Unit, is_moved: bool) -> Change:
    told = () if old.key == new.key else edits(old.body, new.body)
    if is_moved:
        return Change("moved", old, new, told)
    if told:
        return Change("changed", old, new, told)
    return Change("same" if fold(old.label).strip() == fold(new.label).strip() else "renumbered", old, new)
