"""Every named body of a document, and which of them set up another."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from ingest.bodies.body import Body
from ingest.bodies.founding import first_of_their_kind, objects, set_up, setups
from ingest.bodies.named import at_large, central, companies, zones
from ingest.bodies.territorial import congress, coordinated, territorial, youth_leagues
from ingest.bodies.territory import territory_of
from ingest.bodies.titles import issuers, visible
from ingest.components.terms import text_of


def find_bodies(doc: Doc) -> list[Body]:
    """Every named body in the text, in order; the longest where they overlap. Computed once a document."""
    if "bodies" not in doc.user_data:
        territory = territory_of(doc)
        found = [*central(doc), *territorial(doc, territory), *congress(doc, territory), *at_large(doc, territory)]
        found += [*youth_leagues(doc, territory), *companies(doc), *zones(doc), *first_of_their_kind(doc)]
        kept = longest_bodies([*visible(doc, found), *issuers(doc)])
        kept = longest_bodies([*kept, *coordinated(doc, territory, kept)])
        doc.user_data["bodies"] = longest_bodies([*kept, *set_up(doc, territory, kept)])
    bodies: list[Body] = doc.user_data["bodies"]
    return bodies


def founded(doc: Doc) -> list[tuple[list[Body], int, int]]:
    """(the bodies that set up another, where the words for it begin and end), in order; places found nothing here."""
    bodies = find_bodies(doc)
    result = []
    for founders, start, end in setups(doc, territory_of(doc), bodies):
        named = [f for f in founders if f.post]
        for first, last in objects(text_of(doc), start, end, shortest=3):
            if named:
                result.append((named, first + (text_of(doc)[first] in '“"'), last))
                result.append((named, first, last))
    return result


def longest_bodies(found: Iterable[Body]) -> list[Body]:
    """Those that no longer one overlaps, in order."""
    kept: list[Body] = []
    taken: set[int] = set()
    for body in sorted(found, key=lambda b: (b.start - b.end, b.start)):
        if not any(i in taken for i in range(body.start, body.end)):
            kept.append(body)
            taken.update(range(body.start, body.end))
    return sorted(kept, key=lambda b: b.start)
