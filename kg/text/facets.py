"""What passages are filtered and counted by: a table of facets, their sets and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg.text.entries import Entry, Row

Values = tuple[str, ...]
Facets = Mapping[str, tuple[tuple[str, int], ...]]


def _one(value: str | None) -> Values:
    return (value,) if value else ()


# A document without a date has no year, a place without a code no region: they are in no count of that facet.
FACETS: Mapping[str, Callable[[Entry, Row], Values]] = {
    "region": lambda entry, row: row.regions,
    "year": lambda entry, row: _one(entry.year),
    "genre": lambda entry, row: _one(entry.genre),
    "dimension": lambda entry, row: row.dimensions,
    "document": lambda entry, row: (entry.id,),
}


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of every passage, the passages of every value; what is `uncounted` is only filtered by."""

    values: tuple[Values, ...]
    passages: Mapping[str, frozenset[int]]
    uncounted: frozenset[str] = frozenset()

    def count(self, passages: Iterable[int]) -> tuple[tuple[str, int], ...]:
        """(value, number of passages), the most frequent first."""
        # Passages share few combinations of values: count those, then take them apart.
        counts: Counter[str] = Counter()
        for values, number in Counter(map(self.values.__getitem__, passages)).items():
            for value in values:
                counts[value] += number
        shown = ((value, number) for value, number in counts.items() if value not in self.uncounted)
        return tuple(sorted(shown, key=lambda item: (-item[1], item[0])))


def make_facets(entries: Iterable[Entry]) -> dict[str, Facet]:
    """One Facet for each row of FACETS over all passages in order."""
    rows = [(entry, row) for entry in entries for row in entry.rows]
    facets = {}
    for name, values_of in FACETS.items():
        shared: dict[Values, Values] = {}
        values = tuple(shared.setdefault(found, found) for found in (values_of(entry, row) for entry, row in rows))
        members: dict[str, list[int]] = {}
        for passage, found in enumerate(values):
            for value in found:
                members.setdefault(value, []).append(passage)
        # A place without a code goes by "<code above>/<name>": too many, and too small, to be offered.
        uncounted = frozenset(value for value in members if name == "region" and "/" in value)
        facets[name] = Facet(values, {value: frozenset(numbers) for value, numbers in members.items()}, uncounted)
    return facets
