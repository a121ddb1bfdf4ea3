"""What the pipeline produces and the knowledge base keeps: frozen dataclasses, no behaviour beyond lookups.

Offsets are half-open, in characters. `start` and `end` count in the cleaned text unless a name says `source`.
The fields of facts carry the names of the annotation guidelines, as JSON and the ontology do.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter

ENTITY_TYPES = (
    "Region", "Organization", "OrganizationKind", "Mechanism", "Event", "PolicyDocument", "Date", "Person",
)  # fmt: skip
RELATION_TYPES = (
    "implementedIn", "ledBy", "startedOn", "evolvedFrom", "partOf", "basedOn", "issuedBy", "subordinateTo",
)  # fmt: skip
GENRES = ("policy", "report", "review")
LEVELS = ("province", "prefecture", "county", "township", "village")
APPROX = ("about", "more", "less")
ROLES = ("level", "before", "after", "change", "target", "share")
DOC = "@doc"  # the source of a relation that holds of the document itself
ACTS = ("implements", "amends", "repeals", "replaces")  # what a document says it does to another
AUTHORITIES = ("state", *LEVELS)  # the level of the bodies that issue documents
STATES = ("in-force", "amended", "repealed", "expired")  # what a page says of the validity of its document
PLACES = ("page", "paragraph", "cell", "element", "sheet", "row", "part", "note", "number")
_END = attrgetter("end")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes a document was read from; `name` is its path as given, `encoding` the one that decoded it."""

    name: str
    sha256: str
    size: int
    media_type: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of the offset map. Without a repair both sides are equal text; with one they map as a whole.

    Segments are contiguous in the cleaned text; what was set apart (navigation, credits) has an empty clean side.
    Every character of the source lies in exactly one segment.
    """

    clean: tuple[int, int]
    source: tuple[int, int]
    repair: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """One change that cleaning made: what stood in the source, what stands in the cleaned text."""

    name: str
    clean: tuple[int, int]
    source: tuple[int, int]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where characters `start` to `end` of the source text stand in the file's own layout.

    `kind` is one of PLACES, `label` its number or name there: "3" of a page, "B7" of a cell, "#zoom/p[4]" on the web.
    Places may lie within one another.
    """

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that titles what follows; `level` 1 is the highest below the document's title."""

    start: int
    end: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph or 条/款 of the cleaned text, numbered from 1; headings are none.

    `label` is its own number in the text ("(四)", "第三条") or None; `headings` are indexes into
    Document.headings, outermost first; `region` is the full name of the region whose section it stands in
    (else of the whole document, else None).
    """

    number: int
    start: int
    end: int
    label: str | None = None
    headings: tuple[int, ...] = ()
    region: str | None = None
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that state a fact: a substring of one clause (`clause` 0: of a heading or the title)."""

    clause: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Act:
    """What a document says it does to another: `kind` is one of ACTS.

    The other is known by its `title`, its `number` (文号) or both. `evidence` is None where only the metadata says it.
    """

    kind: str
    title: str | None = None
    number: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One of our texts, cleaned and cut, with the way back to its file.

    `issued` is an ISO date as precise as the text gives it; `regions` are full names, in order; `source` is
    where the publisher has it (an address or a citation). `places` count in the source text, outer ones first.

    Of an official text: `numbers` are its 文号 (several of a joint one), normalised, `issuers` the bodies, `level` one
    of AUTHORITIES. ISO dates: `adopted` first, `revised` last, `published`; in force from `effective` until `expires`.
    `validity` is one of STATES, as the page says; `topics` are its subject headings. `notes` are what the reader tells
    of the file, in Chinese: a suffix that says something else, pages without a text layer.
    """

    id: str
    title: str | None
    publisher: str | None
    issued: str | None
    regions: tuple[str, ...]
    genre: str
    source: str | None
    file: SourceFile
    text: str
    segments: tuple[Segment, ...]
    repairs: tuple[Repair, ...] = ()
    headings: tuple[Heading, ...] = ()
    clauses: tuple[Clause, ...] = ()
    places: tuple[Place, ...] = ()
    numbers: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    level: str | None = None
    topics: tuple[str, ...] = ()
    adopted: str | None = None
    revised: str | None = None
    published: str | None = None
    effective: str | None = None
    expires: str | None = None
    validity: str | None = None
    acts: tuple[Act, ...] = ()
    notes: tuple[str, ...] = ()

    def clause_at(self, offset: int) -> Clause | None:
        """The clause that holds the character at `offset`; None in a heading or between clauses."""
        index = bisect_right(self.clauses, offset, key=_END)
        if index < len(self.clauses) and self.clauses[index].start <= offset:
            return self.clauses[index]
        return None


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of one document, however often it is named; `evidence` are its mentions, in order.

    Region: `level`, and `code` (GB/T 2260, six digits; nine for a township) or, where there is none, `within`,
    the code of the nearest coded ancestor; neither, if the place is ambiguous.
    Date: `value`. Mechanism: `dimension`, and how sure that is, in [0, 1]. Person: `role`.
    """

    type: str
    name: str
    aliases: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    value: str | None = None
    dimension: str | None = None
    dimension_confidence: float | None = None
    level: str | None = None
    code: str | None = None
    within: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """A number that the text states about something. `time` is a Date value; `region`, `mechanism` are names."""

    subject: str
    value: int | float
    unit: str | None
    evidence: Evidence
    value_max: int | float | None = None
    approx: str | None = None
    role: str = "level"
    region: str | None = None
    time: str | None = None
    mechanism: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` and `target` by name (a Date by value, the document itself as "@doc").

    `region` is the region whose practice the statement describes: that of the clause it stands in.
    """

    type: str
    source: str
    target: str
    evidence: Evidence
    region: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """One document and its facts: the whole result of the pipeline for it.

    `pipeline` names the version of rules and lexicons that made it; `issues` what was left out and why.
    """

    document: Document
    entities: tuple[Entity, ...] = ()
    metrics: tuple[Metric, ...] = ()
    relations: tuple[Relation, ...] = ()
    pipeline: str = ""
    issues: tuple[str, ...] = field(default=())
