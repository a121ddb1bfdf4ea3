"""The release at a glance: which regions it holds, and how many practices of each dimension they have."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.graph.store import GraphStore
from kg.releases import Release
from kg.vocab import ZT
from web.links import region_key
from web.practices import dimension_of

MATRIX_REGIONS = 12
_HEAT = 5


@dataclass(frozen=True, slots=True)
class RegionNode:
    """A region that the release knows something of; `ancestors` are IRIs."""

    iri: str
    name: str
    level: str | None
    parent: str | None
    ancestors: frozenset[str]


@dataclass(frozen=True, slots=True)
class RegionCard:
    """What is held of a region and every place within it."""

    iri: str
    name: str
    level: str | None
    documents: int
    practices: int
    metrics: int

    @property
    def key(self) -> str:
        return region_key(self.iri)


@dataclass(frozen=True, slots=True)
class Overview:
    """`nodes` and `cards` by IRI; `held` have documents, practices or metrics; `tops` are the topmost of documents."""

    nodes: dict[str, RegionNode]
    cards: dict[str, RegionCard]
    held: frozenset[str]
    tops: tuple[str, ...]
    cells: dict[tuple[str, str], int]
    fullest: int
    classes: dict[str, int]
    examples: tuple[str, ...]

    @property
    def regions(self) -> list[RegionCard]:
        return [self.cards[iri] for iri in self.tops[:MATRIX_REGIONS]]

    @property
    def more_regions(self) -> int:
        return max(0, len(self.tops) - MATRIX_REGIONS)

    def count(self, region: str, dimension: str) -> int:
        return self.cells.get((region, dimension), 0)

    def heat(self, count: int) -> int:
        """A step from 1 to 5 by the share of the fullest cell shown."""
        return heat(count, self.fullest)

    @property
    def roots(self) -> list[RegionCard]:
        """The regions with nothing held of any region above them, by code."""
        found = [iri for iri in self.held if not (self.nodes[iri].ancestors & self.held)]
        return [self.cards[iri] for iri in sorted(found)]

    def within(self, iri: str) -> list[str]:
        """`iri` and the regions below it that the release knows something of, by code."""
        return [iri, *sorted(key for key, node in self.nodes.items() if iri in node.ancestors)]

    def children(self, iri: str) -> list[RegionCard]:
        """The regions below `iri` of which something is held, nearest level only where there is one."""
        below = {key for key in self.held if iri in self.nodes[key].ancestors}
        nearest = [key for key in below if not (self.nodes[key].ancestors & below)]
        return sorted((self.cards[key] for key in nearest), key=lambda card: card.iri)


def heat(count: int, most: int) -> int:
    """A step from 1 to 5 for a cell of `count` where the fullest has `most`.

    >>> heat(1, 44), heat(22, 44), heat(44, 44)
    (1, 3, 5)
    """
    return max(1, min(_HEAT, -(-count * _HEAT // max(most, 1))))


def make_overview(release: Release) -> Overview:
    """Counts of a release, each region with everything below it."""
    store = release.store
    nodes = _nodes(store)
    above = {iri: node.ancestors | {iri} for iri, node in nodes.items()}
    cells: Counter[tuple[str, str]] = Counter()
    practices: Counter[str] = Counter()
    for row in store.select("home_practices"):
        dimension = dimension_of(str(row["dimension"])) or ""
        for iri in above.get(str(row["region"]), ()):
            cells[iri, dimension] += int(row["practices"] or 0)
            practices[iri] += int(row["practices"] or 0)
    metrics: Counter[str] = Counter()
    for row in store.select("home_metrics"):
        for iri in above.get(str(row["region"]), ()):
            metrics[iri] += int(row["metrics"] or 0)
    documents: defaultdict[str, set[str]] = defaultdict(set)
    own: Counter[str] = Counter()
    for row in store.select("home_documents"):
        own[str(row["region"])] += 1
        for iri in above.get(str(row["region"]), ()):
            documents[iri].add(str(row["document"]))
    cards = {
        iri: RegionCard(iri, node.name, node.level, len(documents[iri]), practices[iri], metrics[iri])
        for iri, node in nodes.items()
    }
    tops = sorted(
        (iri for iri in own if iri in nodes and not (nodes[iri].ancestors & own.keys())),
        key=lambda iri: (-cards[iri].documents, iri),
    )
    shown = set(tops[:MATRIX_REGIONS])
    return Overview(
        nodes=nodes,
        cards=cards,
        held=frozenset(iri for iri, card in cards.items() if card.documents or card.practices or card.metrics),
        tops=tuple(tops),
        cells=dict(cells),
        fullest=max((count for (iri, _), count in cells.items() if iri in shown), default=1),
        classes=_classes(store),
        examples=_examples(store),
    )


def _nodes(store: GraphStore) -> dict[str, RegionNode]:
    ancestors: defaultdict[str, set[str]] = defaultdict(set)
    seen: dict[str, tuple[str, str | None, str | None]] = {}
    for row in store.select("home_regions"):
        iri = str(row["region"])
        seen.setdefault(iri, (str(row["name"]), _text(row["level"]), _text(row["parent"])))
        if row["ancestor"] is not None:
            ancestors[iri].add(str(row["ancestor"]))
    return {iri: RegionNode(iri, *fields, frozenset(ancestors[iri])) for iri, fields in seen.items()}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _classes(store: GraphStore) -> dict[str, int]:
    rows = store.select("home_totals")
    return {str(row["class"]).removeprefix(ZT): int(row["things"] or 0) for row in rows}


def _examples(store: GraphStore) -> tuple[str, ...]:
    """Mechanisms that most regions practise: worth a first search."""
    return tuple(str(row["name"]) for row in store.select("home_examples"))
