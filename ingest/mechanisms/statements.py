"""What the relations of mechanisms stand on: mentions under one name each, the sentence and clause they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from spacy.tokens import Doc

from ingest.components.regions import region_of
from ingest.mechanisms.marks import narrow
from ingest.nlp import details, document_of, spans_of
from kg.model import Clause, Document, Evidence, Relation
from kg.names import display_name, name_key

Range = tuple[int, int]
EVIDENCE = 120  # characters; longer words are cut to the piece that names the mechanism
_OPENING, _CLOSING = frozenset("“‘(《「"), frozenset("”’)》」")
_SIGN_RE = re.compile("[“‘(《「”’)》」。;!?\n]")
_COMMA_RE = re.compile("[“‘(《「”’)》」,:;]")
_START = attrgetter("start")
BOUNDS = attrgetter("start", "end")
_POINT_RE = re.compile(r"[二三四五六七八九十]是")


class Mention(NamedTuple):
    """A mention under the name that its entity will have."""

    start: int
    end: int
    name: str

    @property
    def range(self) -> Range:
        return self[:2]


class Mentions(list[Mention]):
    """Mentions in order; those of the sentences of clauses, for which nearly every rule asks, are told apart once."""

    def __init__(self, items: Iterable[Mention], ranges: Sequence[Range]) -> None:
        super().__init__(items)
        self.starts = [item[0] for item in self]
        self._inside: dict[Range, Sequence[Mention]] = dict.fromkeys(ranges, ())
        starts = [start for start, _ in ranges]
        found: dict[Range, list[Mention]] = {}
        for item in self:
            index = bisect_right(starts, item[0]) - 1
            if index >= 0 and item[1] <= ranges[index][1]:
                found.setdefault(ranges[index], []).append(item)
        self._inside.update(found)

    def inside(self, where: Range) -> Sequence[Mention]:
        """Those that lie in a stretch."""
        found = self._inside.get(where)
        return found if found is not None else within(self, *where)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the components before have found in a document, each kind in order; `text` has ASCII signs."""

    doc: Doc
    document: Document
    text: str
    mechanisms: Mentions
    bodies: Mentions
    places: Mentions
    titles: Mentions
    events: Mentions
    dates: Mentions
    ranges: list[Range]  # the sentences of all clauses
    place_names: frozenset[str]
    organizations: frozenset[str]  # those of the bodies that are no mere kind
    by_key: dict[str, Mention]  # the first mention of every mechanism under the key of its name


def facts(doc: Doc) -> Facts:
    """The mentions that relations are made of; a date's name is its value, a body is an organization or a kind.

    Computed once a document: all of them are known before the first relation is looked for.
    """
    if "facts" not in doc.user_data:
        doc.user_data["facts"] = _facts(doc)
    known: Facts = doc.user_data["facts"]
    return known


def _facts(doc: Doc) -> Facts:
    organizations = mentions(doc, "Organization")
    bodies = [*organizations, *mentions(doc, "OrganizationKind")]
    dates = [
        Mention(s.start, s.end, value)
        for s in spans_of(doc, "Date")
        if (value := details(s).attributes["value"]) is not None
    ]
    mechanisms, places = mentions(doc, "Mechanism"), mentions(doc, "Region")
    document, text = document_of(doc), text_of(doc)
    ranges = [where for clause in document.clauses for where in sentences(text, clause.start, clause.end)]
    return Facts(
        doc,
        document,
        text,
        Mentions(mechanisms, ranges),
        Mentions(_outermost(sorted(bodies, key=lambda body: (body.start, -body.end))), ranges),
        Mentions(places, ranges),
        Mentions(mentions(doc, "PolicyDocument"), ranges),
        Mentions(mentions(doc, "Event"), ranges),
        Mentions(sorted(dates, key=_START), ranges),
        ranges,
        frozenset(place.name for place in places),
        frozenset(body.name for body in organizations),
        {name_key(m.name): m for m in reversed(mechanisms)},
    )


def _outermost(ordered: list[Mention]) -> list[Mention]:
    """Those that do not lie inside the one before."""
    found: list[Mention] = []
    for one in ordered:
        if not found or one.end > found[-1].end:
            found.append(one)
    return found


def mentions(doc: Doc, kind: str) -> list[Mention]:
    """The mentions of one type in order; those that share a name or an alias carry the first one's name."""
    names: dict[str, str] = {}
    found = []
    for span in sorted(spans_of(doc, kind), key=BOUNDS):
        known = details(span)
        keys = [name_key(name) for name in (str(known.name), *known.aliases)]
        name = next((names[key] for key in keys if key in names), display_name(str(known.name)))
        for key in keys:
            names.setdefault(key, name)
        found.append(Mention(span.start, span.end, name))
    return found


def text_of(doc: Doc) -> str:
    """The document's text with ASCII signs; kept, since spaCy puts `doc.text` together anew at every call."""
    if "narrow text" not in doc.user_data:
        doc.user_data["narrow text"] = narrow(document_of(doc).text)
    text: str = doc.user_data["narrow text"]
    return text


def within(items: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Those of the sorted `items` that lie in [start, end)."""
    if isinstance(items, Mentions):  # numbers are compared faster than tuples
        at = bisect_left(items.starts, start)
        last = bisect_left(items.starts, end, at)
    else:
        at = bisect_left(items, (start, 0, ""))
        last = bisect_left(items, (end, 0, ""), at)
    return [item for item in items[at:last] if item[1] <= end] if at < last else []


@lru_cache(maxsize=4096)  # every rule asks for those of the same clauses
def sentences(text: str, start: int, end: int) -> tuple[Range, ...]:
    """The sentences of text[start:end], without their stops; none inside quotation marks or brackets."""
    found, depth, begin = [], 0, start
    for match in _SIGN_RE.finditer(text, start, end):
        i, sign = match.start(), match[0]
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(0, depth - 1)
        elif sign == "\n" or depth == 0:
            if i > begin:
                found.append((begin, i))
            begin, depth = i + 1, 0
    if end > begin:
        found.append((begin, end))
    return tuple(found)


@lru_cache(maxsize=4096)
def pieces(text: str, where: Range) -> tuple[Range, ...]:
    """The stretches of a sentence between its commas; those within quotation marks or brackets do not part it."""
    found, depth, begin = [], 0, where[0]
    for match in _COMMA_RE.finditer(text, *where):
        i, sign = match.start(), match[0]
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0:
            if i > begin:
                found.append((begin, i))
            begin = i + 1
    if where[1] > begin:
        found.append((begin, where[1]))
    return tuple(found)


def piece_of(text: str, where: Range, offset: int) -> Range:
    """The piece of the sentence `where` that holds `offset`."""
    for piece in pieces(text, where):
        if offset < piece[1]:
            return piece
    return where


def wording(text: str, sentence: Range, *ends: Range) -> Range:
    """The words that state a fact about `ends`: from the first to the last of them, with the rest of the last one's
    piece where that stays short; if they lie too far apart, the piece of the last one given."""
    start, end = ends[0]
    for first, last in ends[1:]:
        start, end = min(start, first), max(end, last)
    if end - start > EVIDENCE:
        start, end = ends[-1]
        piece = piece_of(text, sentence, start)
        return (start, end) if piece[1] - piece[0] > EVIDENCE else (min(piece[0], start), max(piece[1], end))
    if sentence[0] <= start and end <= sentence[1]:
        first, last = piece_of(text, sentence, start)[0], piece_of(text, sentence, end - 1)[1]
        if last - first <= EVIDENCE:
            return min(first, start), max(last, end)
    return start, end


def add_relations(doc: Doc, found: Iterable[Relation]) -> None:
    """Append to doc._.relations what is not there yet: by type, source and target, and by the region of the section
    where a practice of two regions has its own leader or start."""
    seen = {_key(doc, relation) for relation in doc._.relations}
    fresh = []
    for relation in found:
        key = _key(doc, relation)
        if key not in seen and key[1] != key[2]:
            seen.add(key)
            fresh.append(relation)
    doc._.relations = [*doc._.relations, *fresh]


def _key(doc: Doc, relation: Relation) -> tuple[str, str, str, str | None]:
    section = None
    if relation.type in ("ledBy", "startedOn"):
        clause = document_of(doc).clause_at(relation.evidence.start)
        section = clause.region if clause is not None else relation.region
    return relation.type, name_key(relation.source), name_key(relation.target), section


def statement(
    doc: Doc, kind: str, source: str, target: str, where: Range, *, at: int | None = None, confidence: float = 0.7
) -> Relation:
    """A relation with the words that state it and the region that is spoken of at `at`, else where they begin."""
    document: Document = document_of(doc)
    start, end = where
    while start < end and document.text[start].isspace():
        start += 1
    clause = document.clause_at(start)
    at = start if at is None else at
    if clause is not None and clause.start <= at < clause.end:
        region = _region_in(doc, clause, at)
    else:
        region = region_at(doc, at)
    words = Evidence(clause.number if clause is not None else 0, start, end, document.text[start:end])
    return Relation(kind, source, target, words, region, confidence)


def led(facts: Facts, mechanism: Mention, body: Mention, where: Range, confidence: float) -> Relation:
    """ledBy with the words of the sentence `where`, whether both stand in it or one is carried over."""
    inside = where[0] <= mechanism.start < where[1]
    words = wording(facts.text, where, body.range, *((mechanism.range,) if inside else ()))
    if not where[0] <= body.start < where[1]:
        words = wording(facts.text, where, mechanism.range)  # carried over: the words of this sentence
    return statement(facts.doc, "ledBy", mechanism.name, body.name, words, at=mechanism.start, confidence=confidence)


def region_at(doc: Doc, offset: int) -> str | None:
    """The full name of the region that a statement at `offset` is about, None if the document leaves it open.

    A heading speaks of what the clauses below it speak of; 二是… of what 一是… does.
    """
    document: Document = document_of(doc)
    clause = document.clause_at(offset)
    if clause is None:
        below = bisect_left(document.clauses, offset, key=_START)
        return document.clauses[below].region if below < len(document.clauses) else region_of(doc, offset)
    return _region_in(doc, clause, offset)


def _region_in(doc: Doc, clause: Clause, offset: int) -> str | None:
    first = _first_point(text_of(doc), clause.start, offset)
    return region_of(doc, offset if first is None else first)


def _first_point(text: str, start: int, offset: int) -> int | None:
    """Where an enumeration (一是…。二是…。) begins if the sentence at `offset` is a further point of it."""
    if text.find("一是", start, offset) < 0:
        return None
    begin = max(text.rfind("。", start, offset), text.rfind(";", start, offset)) + 1
    if begin <= start or not _POINT_RE.match(text, begin, offset):
        return None
    first = text.rfind("一是", start, begin)
    return first if first >= 0 else None
