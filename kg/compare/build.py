"""The comparison of regions on dimensions, read from a release."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from kg.compare.find import find_dimension, find_region
from kg.compare.findings import Findings
from kg.compare.model import NO_DOCUMENT, NOT_FOUND, STATED, Cell, ComparedRegion, Comparison, Figure, PracticeEntry
from kg.compare.rows import Related, align
from kg.compare.sources import Place, Sources, fullest_in_each_document, select
from kg.errors import UsageError
from kg.iris import document_iri
from kg.model import ROLES
from kg.releases import Release
from kg.values import format_metric_value
from kg.vocab import BASE, DIMENSIONS, ZT

MAX_REGIONS = 12
T = TypeVar("T")


def compare(release: Release, regions: Sequence[str], dimensions: Sequence[str] = ()) -> Comparison:
    """The comparison of `regions` (names, short forms or codes) on `dimensions` (ids or labels; none: all 18)."""
    if not regions:
        raise UsageError("至少要给一个地区")
    chosen = list(dict.fromkeys(find_region(release, text) for text in regions))
    if len(chosen) > MAX_REGIONS:
        raise UsageError(f"一次最多比较 {MAX_REGIONS} 个地区，给了 {len(chosen)} 个")
    axes = tuple(dict.fromkeys(find_dimension(text) for text in dimensions)) or tuple(DIMENSIONS)
    sources = Sources(release)
    related = Related(release)
    compared, cells = [], {}
    for iri, name in chosen:
        documents = _documents(release, iri)
        practices, loose = _practices(release, iri, sources, axes, related)
        figures = tuple(make() for make in loose) if not dimensions else ()
        compared.append(ComparedRegion(iri, name, documents, figures))
        for axis in axes:
            entries = tuple(practices.get(axis, ()))
            status = STATED if entries else NOT_FOUND if documents else NO_DOCUMENT
            cells[iri, axis] = Cell(status, entries)
    rows = {axis: align([cells[iri, axis].practices for iri, _ in chosen], related.reason) for axis in axes}
    return Comparison(release.number, tuple(compared), axes, cells, sources.used(), rows)


def _documents(release: Release, region: str) -> tuple[str, ...]:
    held = {row["document"] for row in select(release, "compare_documents", region=region)}
    return tuple(row["id"] for row in release.documents if document_iri(row["id"]) in held)


def _practices(
    release: Release, region: str, sources: Sources, axes: Iterable[str], related: Related
) -> tuple[dict[str, list[PracticeEntry]], list[Callable[[], Figure]]]:
    """Entries by dimension for a region and all within it, and the figures that measure none of its mechanisms.

    Those are made by a call each, so that what is not shown cites nothing.
    """
    of_release = partial(select, release)
    links: dict[tuple[str, str], list[str]] = {}
    for row in of_release("compare_links", within=region):
        links.setdefault((row["practice"], row["property"]), []).append(row["label"])
    evidence: dict[str, list[Place]] = {}
    for row in of_release("compare_evidence", within=region):
        evidence.setdefault(row["practice"], []).append(Place.of(row))
    measured_rows = sorted(of_release("compare_metrics", within=region), key=_order)
    findings = Findings(release, region, measured_rows, sources)
    metrics: dict[tuple[str, str | None], list[dict[str, Any]]] = {}
    for row in measured_rows:
        metrics.setdefault((row["region"], row["mechanism"]), []).append(row)
    wanted = set(axes)
    result: dict[str, list[PracticeEntry]] = {}
    measured = set()
    practices = of_release("compare_practices", within=region)
    for row in sorted(practices, key=lambda r: (min(evidence[r["practice"]]), r["name"])):
        measured.add((row["region"], row["mechanism"]))
        dimension = row["dimension"].removeprefix(f"{BASE}dimension/")
        if dimension in wanted:
            cited = tuple(sources.cite(place) for place in fullest_in_each_document(evidence[row["practice"]]))
            figures = tuple(_figure(m, sources, findings) for m in metrics.get((row["region"], row["mechanism"]), ()))
            entry = _entry(row, links, figures, cited, related)
            _put(result.setdefault(dimension, []), entry)
    loose = [m for key, group in metrics.items() if key not in measured for m in group]
    return result, [partial(_figure, m, sources, findings) for m in loose]


def _put(entries: list[PracticeEntry], entry: PracticeEntry) -> None:
    """Add an entry; to the one of the same place that has the same mechanism under another name, if there is one."""
    for number, known in enumerate(entries):
        if (known.canonical, known.place_iri) == (entry.canonical, entry.place_iri):
            entries[number] = replace(
                known,
                led_by=_both(known.led_by, entry.led_by),
                started_on=_both(known.started_on, entry.started_on),
                evolved_from=_both(known.evolved_from, entry.evolved_from),
                based_on=_both(known.based_on, entry.based_on),
                figures=(*known.figures, *entry.figures),
                sources=_both(known.sources, entry.sources),
                dimension_confidence=_surer(known.dimension_confidence, entry.dimension_confidence),
            )
            return
    entries.append(entry)


def _both(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _surer(first: float | None, second: float | None) -> float | None:
    """The higher of two confidences; one that is known if only one is."""
    return max((value for value in (first, second) if value is not None), default=None)


def _entry(
    row: dict[str, Any],
    links: dict[tuple[str, str], list[str]],
    figures: tuple[Figure, ...],
    cited: tuple[int, ...],
    related: Related,
) -> PracticeEntry:
    told = {
        name: tuple(sorted(set(links.get((row["practice"], ZT + name), ()))))
        for name in ("ledBy", "startedOn", "evolvedFrom", "basedOn")
    }
    return PracticeEntry(
        iri=row["practice"],
        mechanism=row["name"],
        mechanism_iri=row["mechanism"],
        place=row["place"],
        place_iri=related.of(row["region"]),
        led_by=told["ledBy"],
        started_on=told["startedOn"],
        evolved_from=told["evolvedFrom"],
        based_on=told["basedOn"],
        figures=figures,
        sources=cited,
        canonical=related.of(row["mechanism"]),
        dimension_confidence=row["confidence"],
    )


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    """By place in the text; of one place, what was before, then what came after."""
    return (row["document"], row["start"], ROLES.index(row["role"]), row["metric"])


def _figure(row: dict[str, Any], sources: Sources, findings: Findings) -> Figure:
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
        source=sources.cite(Place.of(row)),
        findings=findings.of(row["metric"]),
    )
