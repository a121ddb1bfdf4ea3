"""What an index keeps of a document besides its words: a line of JSON each, in documents.jsonl."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.model import Clause, Document, Entity, Extraction
from kg.names import local_name, name_key
from kg.regions import gazetteer
from kg.text.analysis import index_words
from kg.text.folding import fold
from kg.text.passages import Passage, passages

# Entities that people look up by name; a date or a person's role is no name to complete.
NAMED_TYPES = ("Region", "Organization", "OrganizationKind", "Mechanism", "Event", "PolicyDocument", "Person")


class Row(NamedTuple):
    """A passage with what it is filtered by; `words` is how many the index holds of it.

    `regions` are the codes of its places and of all places above them; a place without a code is "<code>/<name>".
    """

    clause: int
    start: int
    end: int
    words: int
    region: str | None
    regions: tuple[str, ...]
    dimensions: tuple[str, ...]


class Name(NamedTuple):
    """An entity's name in this document; `mentions` is how often it is named."""

    type: str
    name: str
    aliases: tuple[str, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of an index. `lead` is the title where the text does not have it, else empty."""

    id: str
    title: str
    issued: str | None
    genre: str
    lead: str
    length: int
    rows: tuple[Row, ...]
    names: tuple[Name, ...]

    @property
    def year(self) -> str | None:
        return self.issued[:4] if self.issued else None

    @property
    def block_lead(self) -> str:
        """What stands before the text in the exact tier."""
        return f"{self.lead}\n" if self.lead else ""

    def place(self, row: Row) -> tuple[int, int]:
        """Where a row stands in the lead and text taken together."""
        shift = len(self.block_lead)
        return (0, shift) if row.start == row.end else (row.start + shift, row.end + shift)

    def to_line(self) -> str:
        values = [getattr(self, name) for name in self.__slots__]
        return json.dumps(dict(zip(self.__slots__, values, strict=True)), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_line(cls, line: str) -> Entry:
        values: dict[str, Any] = json.loads(line)
        values["rows"] = tuple(
            Row(clause, start, end, words, region, tuple(regions), tuple(dimensions))
            for clause, start, end, words, region, regions, dimensions in values["rows"]
        )
        values["names"] = tuple(Name(kind, name, tuple(others), n) for kind, name, others, n in values["names"])
        return cls(**values)


def _closure(code: str) -> tuple[str, ...]:
    return (code, *(place.code for place in gazetteer().ancestors(code)))


def _region_codes(extraction: Extraction) -> Callable[[Iterable[str]], tuple[str, ...]]:
    """A function from full names of regions to their codes and those above; an ambiguous name gives none."""
    known: dict[str, tuple[str, ...]] = {}
    for entity in extraction.entities:
        if entity.type == "Region" and entity.code is not None:
            known.setdefault(name_key(entity.name), _closure(entity.code))
        elif entity.type == "Region" and entity.within is not None:
            # As in its IRI, so that a place without a code can be asked for too.
            own = f"{entity.within}/{local_name(entity.name)}"
            known.setdefault(name_key(entity.name), (own, *_closure(entity.within)))

    def codes_of(name: str) -> tuple[str, ...]:
        if (found := known.get(name_key(name))) is not None:
            return found
        places = gazetteer().find(name)
        return _closure(places[0].code) if len(places) == 1 else ()

    return lambda names: tuple(sorted({code for name in names for code in codes_of(name)}))


def _clause_of(document: Document) -> Callable[[Passage], Clause | None]:
    """A passage's clause; for a heading the first clause below it, whose region it has."""
    by_number = {clause.number: clause for clause in document.clauses}
    below: dict[int, Clause] = {}
    for clause in document.clauses:
        for heading in clause.headings:
            below.setdefault(document.headings[heading].start, clause)

    def clause_of(passage: Passage) -> Clause | None:
        return by_number.get(passage.clause) or below.get(passage.start)

    return clause_of


def _dimensions(entities: Iterable[Entity], length: int) -> Callable[[Passage], tuple[str, ...]]:
    """A function from a passage to the dimensions of the mechanisms mentioned in it."""
    mentions = sorted(
        (evidence.start, evidence.end, entity.dimension)
        for entity in entities
        if entity.type == "Mechanism" and entity.dimension is not None
        for evidence in entity.evidence
    )

    def dimensions(passage: Passage) -> tuple[str, ...]:
        return tuple(sorted({name for start, end, name in mentions if start < passage.end and end > passage.start}))

    return dimensions


def _names(entities: Iterable[Entity]) -> tuple[Name, ...]:
    return tuple(
        Name(entity.type, entity.name, entity.aliases, len(entity.evidence))
        for entity in entities
        if entity.type in NAMED_TYPES
    )


def make_entry(extraction: Extraction) -> tuple[Entry, list[list[str]]]:
    """The entry of a document and the words of each of its rows.

    A row's region is that of its clause, else the document's: under 北京's heading of a text about three provinces
    nothing is about the other two.
    """
    document = extraction.document
    title = document.title or ""
    lead = "" if fold(title) in fold(document.text) else title
    codes, clause_of = _region_codes(extraction), _clause_of(document)
    dimensions = _dimensions(extraction.entities, len(document.text))
    of_document = codes(document.regions)
    cache: dict[str, tuple[str, ...]] = {}
    rows, words = [], []
    if lead:
        words.append(index_words(lead))
        rows.append(Row(0, 0, 0, len(words[0]), None, of_document, ()))
    for passage in passages(document):
        clause = clause_of(passage)
        region = clause.region if clause is not None else None
        regions = of_document
        if region is not None:
            regions = cache[region] if region in cache else cache.setdefault(region, codes([region]))
        found = index_words(document.text[passage.start : passage.end])
        rows.append(Row(*_place(passage), len(found), region, regions, dimensions(passage)))
        words.append(found)
    fields: Mapping[str, Any] = {"issued": document.issued, "genre": document.genre, "lead": lead}
    entry = Entry(
        id=document.id,
        title=title or document.id,
        length=len(document.text),
        rows=tuple(rows),
        names=_names(extraction.entities),
        **fields,
    )
    return entry, words


def _place(passage: Passage) -> tuple[int, int, int]:
    return passage.clause, passage.start, passage.end
