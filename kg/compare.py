"""Regions x dimensions: who does what, with which figures, and where no text says.

A cell says *stated* (practices are listed), *not found* (documents of the region are held, none states a practice of
this dimension) or *no document* (no document is held for the region). A region includes every place within it; each
practice and figure shows its own place. Every entry points to numbered sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from kg.errors import NotFound, UsageError
from kg.iris import document_iri, region_iri
from kg.model import ROLES
from kg.regions import lookup
from kg.releases import Release
from kg.values import format_metric_value
from kg.vocab import BASE, DIMENSIONS, ZT

STATED, NOT_FOUND, NO_DOCUMENT = "stated", "not_found", "no_document"
STATUS_LABELS = {STATED: "有记载", NOT_FOUND: "所藏文献未见", NO_DOCUMENT: "未收藏该地文献"}

MAX_REGIONS = 12


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is stated; `number` counts from 1 in the order of first use within a comparison."""

    number: int
    document: str
    title: str
    publisher: str | None
    issued: str | None
    clause: int
    start: int
    end: int
    quote: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric as a comparison shows it: `shown` is its value with qualifier and unit."""

    iri: str
    subject: str
    shown: str
    value: int | float
    value_max: int | float | None
    unit: str | None
    approx: str | None
    role: str
    time: str | None
    place: str
    place_iri: str
    wording: str
    source: int


@dataclass(frozen=True, slots=True)
class PracticeEntry:
    """A mechanism as one place does it."""

    iri: str
    mechanism: str
    mechanism_iri: str
    place: str
    place_iri: str
    led_by: tuple[str, ...]
    started_on: tuple[str, ...]
    evolved_from: tuple[str, ...]
    based_on: tuple[str, ...]
    figures: tuple[Figure, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    status: str
    practices: tuple[PracticeEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedRegion:
    """`documents` are the ids of the documents held for it; `figures` those that measure no mechanism."""

    iri: str
    name: str
    documents: tuple[str, ...]
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """`cells` is keyed by (region IRI, dimension id)."""

    release: int
    regions: tuple[ComparedRegion, ...]
    dimensions: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]
    sources: tuple[Source, ...]

    def cell(self, region: ComparedRegion, dimension: str) -> Cell:
        return self.cells[region.iri, dimension]


def find_dimension(text: str) -> str:
    """The id of a dimension given by id or Chinese label; NotFound names the nearest."""
    wanted = text.strip()
    for dimension, (zh, _) in DIMENSIONS.items():
        if wanted in (dimension, zh):
            return dimension
    from rapidfuzz import process

    labels = {**{d: d for d in DIMENSIONS}, **{zh: d for d, (zh, _) in DIMENSIONS.items()}}
    nearest = [match[0] for match in process.extract(wanted, list(labels), limit=3, score_cutoff=30)]
    raise NotFound("维度", text, nearest or list(DIMENSIONS))


def find_region(release: Release, text: str) -> tuple[str, str]:
    """(IRI, full name) of a region given by name, short form or code, or of an uncoded place that the release names."""
    try:
        place = lookup(text)
    except NotFound:
        rows = _select(release, "region_named", name=text.strip())
        if len(rows) > 1:
            found = "、".join(sorted(str(row["region"]).removeprefix(f"{BASE}region/") for row in rows))
            raise UsageError(f"地区名 {text!r} 不止一处：{found}；请写明上级或代码") from None
        if not rows:
            raise
        return str(rows[0]["region"]), str(rows[0]["label"])
    iri = region_iri(place.name, place.code, None)
    assert iri is not None  # every place of the gazetteer has a code
    return iri, place.name


def compare(release: Release, regions: Sequence[str], dimensions: Sequence[str] = ()) -> Comparison:
    """The comparison of `regions` (names, short forms or codes) on `dimensions` (ids or labels; none: all 18)."""
    if not regions:
        raise UsageError("至少要给一个地区")
    chosen = list(dict.fromkeys(find_region(release, text) for text in regions))
    if len(chosen) > MAX_REGIONS:
        raise UsageError(f"一次最多比较 {MAX_REGIONS} 个地区，给了 {len(chosen)} 个")
    axes = tuple(dict.fromkeys(find_dimension(text) for text in dimensions)) or tuple(DIMENSIONS)
    sources = _Sources(release)
    compared, cells = [], {}
    for iri, name in chosen:
        documents = _documents(release, iri)
        practices, loose = _practices(release, iri, sources, axes)
        compared.append(ComparedRegion(iri, name, documents, loose if not dimensions else ()))
        for axis in axes:
            entries = tuple(practices.get(axis, ()))
            status = STATED if entries else NOT_FOUND if documents else NO_DOCUMENT
            cells[iri, axis] = Cell(status, entries)
    return Comparison(release.number, tuple(compared), axes, cells, sources.used())


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where something is stated; ordered by place in its document."""

    document: str
    start: int
    end: int
    exact: str
    clause: int

    @classmethod
    def of(cls, row: dict[str, Any]) -> _Place:
        clause = 0 if row["clause"] is None else int(row["clause"].rpartition("/")[2])
        return cls(row["document"], row["start"], row["end"], row["exact"], clause)


class _Sources:
    """Numbers the places that a comparison cites, in the order of first use."""

    def __init__(self, release: Release) -> None:
        self._rows = {document_iri(row["id"]): row for row in release.documents}
        self._cited: dict[_Place, Source] = {}

    def cite(self, place: _Place) -> int:
        if place not in self._cited:
            row = self._rows[place.document]
            self._cited[place] = Source(
                number=len(self._cited) + 1,
                document=row["id"],
                title=row["title"] or row["id"],
                publisher=row["publisher"],
                issued=row["issued"],
                clause=place.clause,
                start=place.start,
                end=place.end,
                quote=place.exact,
                sha256=row["sha256"],
            )
        return self._cited[place].number

    def used(self) -> tuple[Source, ...]:
        return tuple(self._cited.values())


def _select(release: Release, query: str, **bindings: str) -> list[dict[str, Any]]:
    """Rows of one of our own queries: which columns hold what is known from its text."""
    return list(release.store.select(query, **bindings))


def _documents(release: Release, region: str) -> tuple[str, ...]:
    held = {row["document"] for row in _select(release, "compare_documents", region=region)}
    return tuple(row["id"] for row in release.documents if document_iri(row["id"]) in held)


def _practices(
    release: Release, region: str, sources: _Sources, axes: Iterable[str]
) -> tuple[dict[str, list[PracticeEntry]], tuple[Figure, ...]]:
    """Entries by dimension for a region and all within it, and the figures that measure none of its mechanisms."""
    select = partial(_select, release)
    links: dict[tuple[str, str], list[str]] = {}
    for row in select("compare_links", within=region):
        links.setdefault((row["practice"], row["property"]), []).append(row["label"])
    evidence: dict[str, list[_Place]] = {}
    for row in select("compare_evidence", within=region):
        evidence.setdefault(row["practice"], []).append(_Place.of(row))
    metrics: dict[tuple[str, str | None], list[dict[str, Any]]] = {}
    for row in sorted(select("compare_metrics", within=region), key=_order):
        metrics.setdefault((row["region"], row["mechanism"]), []).append(row)
    wanted = set(axes)
    result: dict[str, list[PracticeEntry]] = {}
    measured = set()
    rows = sorted(select("compare_practices", within=region), key=lambda r: (min(evidence[r["practice"]]), r["name"]))
    for row in rows:
        measured.add((row["region"], row["mechanism"]))
        dimension = row["dimension"].removeprefix(f"{BASE}dimension/")
        if dimension not in wanted:
            continue
        related = {
            name: tuple(sorted(set(links.get((row["practice"], ZT + name), ()))))
            for name in ("ledBy", "startedOn", "evolvedFrom", "basedOn")
        }
        cited = _fullest_in_each_document(evidence[row["practice"]])
        entry = PracticeEntry(
            iri=row["practice"],
            mechanism=row["name"],
            mechanism_iri=row["mechanism"],
            place=row["place"],
            place_iri=row["region"],
            led_by=related["ledBy"],
            started_on=related["startedOn"],
            evolved_from=related["evolvedFrom"],
            based_on=related["basedOn"],
            figures=tuple(_figure(m, sources) for m in metrics.get((row["region"], row["mechanism"]), ())),
            sources=tuple(sources.cite(place) for place in cited),
        )
        result.setdefault(dimension, []).append(entry)
    loose = [m for key, group in metrics.items() if key not in measured for m in group]
    return result, tuple(_figure(m, sources) for m in loose)


def _fullest_in_each_document(places: Iterable[_Place]) -> list[_Place]:
    """Of the places that state a practice, the one with the most words in each document (the first of equals)."""
    fullest: dict[str, _Place] = {}
    for place in sorted(places):
        known = fullest.get(place.document)
        if known is None or len(place.exact) > len(known.exact):
            fullest[place.document] = place
    return list(fullest.values())


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    """By place in the text; of one place, what was before, then what came after."""
    return (row["document"], row["start"], ROLES.index(row["role"]), row["metric"])


def _figure(row: dict[str, Any], sources: _Sources) -> Figure:
    return Figure(
        iri=row["metric"],
        subject=row["subject"],
        shown=format_metric_value(row["value"], row["value_max"], row["unit"], row["approx"]),
        value=row["value"],
        value_max=row["value_max"],
        unit=row["unit"],
        approx=row["approx"],
        role=row["role"],
        time=row["time"],
        place=row["place"],
        place_iri=row["region"],
        wording=row["exact"],
        source=sources.cite(_Place.of(row)),
    )
