"""Practices as pages show them: who leads, since when, out of what, with which figures, each with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from kg.graph.store import GraphStore
from kg.values import format_date, format_metric_value
from kg.vocab import BASE, DIMENSIONS, ZT
from web.cites import Cite, cite, cites

Row = Mapping[str, Any]
_QUOTES = 50  # that are looked at for those that say most


@dataclass(frozen=True, slots=True)
class Link:
    """What a statement links to: `property` is the name of a relation."""

    property: str
    iri: str
    label: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric as a row of a table."""

    iri: str
    subject: str
    shown: str
    role: str
    region: str | None
    place: str | None
    time: str | None
    mechanism: str | None
    name: str | None
    practice: str | None
    at: Cite


@dataclass(frozen=True, slots=True)
class Practice:
    """A mechanism as one region does it. `dimension` is None where no text tells it; `dimension_confidence` is that of
    the surest document."""

    iri: str
    mechanism: str
    name: str
    dimension: str | None
    region: str
    place: str
    links: tuple[Link, ...]
    cites: tuple[Cite, ...]
    figures: tuple[Figure, ...]
    dimension_confidence: float | None = None

    def linked(self, property: str) -> list[Link]:
        return [link for link in self.links if link.property == property]

    def quotes(self, count: int) -> list[Cite]:
        """The `count` places that say most, a place within another's words left out while there are others."""
        longest = list({at.exact: at for at in sorted(self.cites, key=lambda at: at.start - at.end)}.values())[:_QUOTES]
        own = [at for at in longest if not any(holds(other, at) for other in longest)]
        return [*own, *(at for at in longest if at not in own)][: max(1, min(count, len(own)))]


def holds(outer: Cite, inner: Cite) -> bool:
    """Whether the words of one place are part of those of another."""
    return outer != inner and outer.document == inner.document and outer.start <= inner.start and inner.end <= outer.end


def region_practices(store: GraphStore, regions: Iterable[str]) -> tuple[list[Practice], list[Figure]]:
    """Practices of regions, and the metrics that belong to none of them."""
    found = [_gather(store, "region", region=region) for region in regions]
    return [p for practices, _rest in found for p in practices], [f for _practices, rest in found for f in rest]


def mechanism_practices(store: GraphStore, mechanism: str) -> tuple[list[Practice], list[Figure]]:
    """Practices of a mechanism by region, and its metrics without a region."""
    return _gather(store, "mechanism", mechanism=mechanism)


def _gather(store: GraphStore, kind: str, **bound: str) -> tuple[list[Practice], list[Figure]]:
    links = _grouped(store.select(f"{kind}_links", **bound), "mechanism", "region")
    evidence = _grouped(store.select(f"{kind}_evidence", **bound), "practice")
    figures = figures_of(store.select(f"{kind}_metrics", **bound))
    of_practice: defaultdict[str | None, list[Figure]] = defaultdict(list)
    for figure in figures:
        of_practice[figure.practice].append(figure)
    practices = [
        _practice(
            row, links[row["mechanism"], row["region"]], evidence[(row["practice"],)], of_practice[str(row["practice"])]
        )
        for row in _surest(store.select(f"{kind}_practices", **bound))
    ]
    known = {practice.iri for practice in practices}
    return sorted(practices, key=_order), [figure for figure in figures if figure.practice not in known]


def _surest(rows: Iterable[Row]) -> list[Row]:
    """A row a practice: where documents put it in several dimensions, that of the surest."""
    found: dict[Any, Row] = {}
    for row in rows:
        known = found.get(row["practice"])
        if known is None or (row["confidence"] or 0) > (known["confidence"] or 0):
            found[row["practice"]] = row
    return list(found.values())


def _order(practice: Practice) -> tuple[str, int, str]:
    """By region, those of which most is said first."""
    return practice.region, -len(practice.links) - len(practice.figures), practice.name


def _grouped(rows: Iterable[Row], *names: str) -> defaultdict[tuple[Any, ...], list[Row]]:
    """Rows by their values of some variables."""
    groups: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[name] for name in names)].append(row)
    return groups


def _practice(row: Row, links: list[Row], evidence: list[Row], figures: list[Figure]) -> Practice:
    return Practice(
        iri=row["practice"],
        mechanism=row["mechanism"],
        name=row["name"],
        dimension=dimension_of(row["dimension"]),
        region=row["region"],
        place=row["place"],
        links=_links(links),
        cites=cites(evidence),
        figures=tuple(figures),
        dimension_confidence=row["confidence"],
    )


def dimensions_of(store: GraphStore, mechanisms: Iterable[str]) -> list[tuple[str, float | None]]:
    """(id, confidence) of the dimensions that documents put a mechanism under all its names in, the surest first."""
    found: dict[str, float | None] = {}
    for row in (row for iri in mechanisms for row in store.select("mechanism_dimensions", mechanism=iri)):
        name = str(row["dimension"]).removeprefix(f"{BASE}dimension/")
        known, sure = found.get(name), row["confidence"]
        found[name] = max((float(c) for c in (known, sure) if c is not None), default=None)
    return sorted(found.items(), key=lambda item: (-1 if item[1] is None else -item[1], item[0]))


def dimension_of(iri: str | None) -> str | None:
    """The id of a dimension's IRI."""
    return None if iri is None else iri.removeprefix(f"{BASE}dimension/")


def _links(rows: list[Row]) -> tuple[Link, ...]:
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row["property"].removeprefix(ZT), row["object"]), []).append(row)
    found = [Link(name, iri, label_of(group[0]), cites(group)) for (name, iri), group in grouped.items()]
    return tuple(sorted(found, key=lambda link: (link.property, link.cites[0].document, link.cites[0].start)))


def label_of(row: Row, key: str = "object") -> str:
    """How the thing of a row is called: a date as a date, else by its label, else by the end of its IRI."""
    if row["value"] is not None:
        return format_date(str(row["value"]))
    return str(row["label"] or row[key].rpartition("/")[2])


def label_of_iri(iri: str) -> str:
    """The name that an entity's IRI is made of."""
    return unquote(iri.rpartition("/")[2])


def figures_of(rows: Iterable[Row]) -> list[Figure]:
    """The metrics of rows, each once, by place in the documents."""
    found = {figure.iri: figure for figure in map(_figure, rows)}
    return sorted(found.values(), key=lambda figure: (figure.at.document, figure.at.start, figure.subject))


def _figure(row: Row) -> Figure:
    return Figure(
        iri=row["metric"],
        subject=row["subject"],
        shown=format_metric_value(row["value"], row["value_max"], row["unit"], row["approx"]),
        role=row["role"],
        region=row["region"],
        place=row["place"],
        time=row["time"],
        mechanism=row["mechanism"],
        name=row["name"],
        practice=row["practice"],
        at=cite(row),
    )


def united(practices: Iterable[Practice], canonical: Mapping[str, str]) -> list[Practice]:
    """Practices of one place and one mechanism under several names as one, under the mechanism's IRI for all."""
    groups: dict[tuple[str, str], list[Practice]] = {}
    for practice in practices:
        stands = canonical.get(practice.mechanism, practice.mechanism)
        place = canonical.get(practice.region, practice.region)
        groups.setdefault((place, stands), []).append(replace(practice, region=place))
    return [_one(iri, group) for (_, iri), group in groups.items()]


def _one(mechanism: str, group: list[Practice]) -> Practice:
    if len(group) == 1:
        return group[0]
    first = next((practice for practice in group if practice.mechanism == mechanism), group[0])
    judged = max(group, key=lambda practice: practice.dimension_confidence or 0)
    links: dict[tuple[str, str], Link] = {}
    for link in (link for practice in group for link in practice.links):
        links.setdefault((link.property, link.iri), link)
    return replace(
        first,
        mechanism=mechanism,
        name=label_of_iri(mechanism),
        dimension=judged.dimension or first.dimension,
        dimension_confidence=judged.dimension_confidence,
        links=tuple(links.values()),
        cites=tuple(dict.fromkeys(at for practice in group for at in practice.cites)),
        figures=tuple(figure for practice in group for figure in practice.figures),
    )


def by_dimension(practices: Iterable[Practice]) -> list[tuple[str | None, list[Practice]]]:
    """Practices grouped by dimension, in the order of the dimensions; those without one last."""
    groups: dict[str | None, list[Practice]] = {}
    for practice in practices:
        groups.setdefault(practice.dimension, []).append(practice)
    order: list[str | None] = [*DIMENSIONS, None]
    return [(dimension, groups[dimension]) for dimension in order if dimension in groups]


def by_region(practices: Iterable[Practice]) -> list[tuple[str, str, list[Practice]]]:
    """(IRI, name, practices) of each region, in the order of the regions' codes."""
    groups: dict[tuple[str, str], list[Practice]] = {}
    for practice in practices:
        groups.setdefault((practice.region, practice.place), []).append(practice)
    return [(iri, place, group) for (iri, place), group in sorted(groups.items())]
