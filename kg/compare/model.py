"""A comparison: regions, dimensions, what stands in each cell, and the sources of all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

STATED, NOT_FOUND, NO_DOCUMENT = "stated", "not_found", "no_document"
STATUS_LABELS = {STATED: "有记载", NOT_FOUND: "所藏文献未见", NO_DOCUMENT: "未收藏该地文献"}


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
class Finding:
    """What several statements of one measure are to each other (an id of vocab.AGREEMENTS), and where they stand."""

    claim: str
    agreement: str
    reason: str
    documents: int
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric as a comparison shows it: `shown` is its value with qualifier and unit.

    `findings` hold it against other statements of the same measure, a conflict first.
    """

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
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PracticeEntry:
    """A mechanism as one place does it; `canonical` is the IRI that stands for the mechanism under all its names.

    `dimension_confidence` is how sure its dimension is, as the surest document has it; None if nobody judged it.
    """

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
    canonical: str = ""
    dimension_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    status: str
    practices: tuple[PracticeEntry, ...] = ()


SAME, VARIANT = "same", "variant"


@dataclass(frozen=True, slots=True)
class Row:
    """Practices side by side, one tuple a region: of one mechanism (SAME), of variants of it, or (None) of neither."""

    entries: tuple[tuple[PracticeEntry, ...], ...]
    relation: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedRegion:
    """`documents` are the ids of the documents held for it; `figures` those that measure no mechanism."""

    iri: str
    name: str
    documents: tuple[str, ...]
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """`cells` is keyed by (region IRI, dimension id); `rows`, by dimension, align the same entries where related."""

    release: int
    regions: tuple[ComparedRegion, ...]
    dimensions: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]
    sources: tuple[Source, ...]
    rows: dict[str, tuple[Row, ...]] = field(default_factory=dict)

    def cell(self, region: ComparedRegion, dimension: str) -> Cell:
        return self.cells[region.iri, dimension]


def distinct(figures: Iterable[Figure]) -> list[Figure]:
    """Figures as a reader wants them: of several with one value, which say so, the first only; it cites all sources."""
    seen: set[tuple[str, str, str, str | None]] = set()
    result = []
    for figure in figures:
        agreeing = [f for f in figure.findings if f.agreement == "agreeing"]
        keys = {(f.claim, figure.shown, figure.role, figure.time) for f in agreeing}
        if not keys & seen:
            result.append(figure)
        seen |= keys
    return result
