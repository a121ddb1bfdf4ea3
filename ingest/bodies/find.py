"""Every named body of a document, and which of them set up another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from spacy.tokens import Doc

from ingest.bodies.authorities import adopting, departments_by_field, listed_departments
from ingest.bodies.body import Body
from ingest.bodies.founding import first_of_their_kind, led_groups, levelled, objects, set_up, setups
from ingest.bodies.groups import groups
from ingest.bodies.named import (
    at_large,
    bare_zones,
    branches,
    central,
    companies,
    cooperatives,
    firms,
    schools,
    stationed,
    zones,
)
from ingest.bodies.own import own
from ingest.bodies.prefectures import prefectural
from ingest.bodies.responsible import responsible
from ingest.bodies.teams import teams
from ingest.bodies.territorial import (
    congress,
    consultative,
    coordinated,
    stations,
    territorial,
    unsettled,
    youth_leagues,
)
from ingest.bodies.territory import Territory, territory_of
from ingest.bodies.titles import issuers, visible
from ingest.nlp import text_of

# each rule with how sure it is
_RULES: tuple[tuple[Callable[[Doc, Territory], Iterable[Body]], float], ...] = (
    (lambda doc, _: central(doc), 1.0),
    (territorial, 1.0),
    (own, 0.85),
    (congress, 1.0),
    (prefectural, 1.0),
    (youth_leagues, 1.0),
    (adopting, 1.0),
    (consultative, 1.0),
    (lambda doc, _: zones(doc), 0.95),
    (lambda doc, _: bare_zones(doc), 0.85),
    (at_large, 0.9),
    (branches, 0.9),
    (lambda doc, _: companies(doc), 0.9),
    (lambda doc, _: firms(doc), 0.8),
    (lambda doc, _: cooperatives(doc), 0.8),
    (lambda doc, _: stationed(doc), 0.9),
    (departments_by_field, 0.85),
    (listed_departments, 0.8),
    (responsible, 0.9),
    (stations, 0.8),
    (schools, 0.8),
    (lambda doc, _: first_of_their_kind(doc), 0.8),
    (lambda doc, _: led_groups(doc), 0.8),
    (lambda doc, _: levelled(doc), 0.8),
    (lambda doc, _: teams(doc), 0.8),
    (unsettled, 0.6),
)


def find_bodies(doc: Doc) -> list[Body]:
    """Every named body in the text, in order; the longest where they overlap. Computed once a document."""
    if "bodies" not in doc.user_data:
        territory = territory_of(doc)
        found = [replace(body, confidence=strength) for rule, strength in _RULES for body in rule(doc, territory)]
        kept = longest_bodies([*visible(doc, found), *issuers(doc)])
        kept = longest_bodies([*kept, *coordinated(doc, territory, kept)])
        new = [replace(body, confidence=0.8) for body in set_up(doc, territory, kept)]
        kept = longest_bodies([*kept, *new])
        again = [replace(body, confidence=0.8) for body in groups(doc, kept)]
        doc.user_data["bodies"] = longest_bodies([*kept, *again]) if again else kept
    bodies: list[Body] = doc.user_data["bodies"]
    return bodies


def founded(doc: Doc) -> list[tuple[list[Body], int, int]]:
    """(the bodies that set up another, where the words for it begin and end), in order; places found nothing here."""
    bodies = find_bodies(doc)
    result = []
    for founders, start, end in setups(doc, territory_of(doc), bodies):
        named = [f for f in founders if f.post]
        for first, last in objects(text_of(doc), start, end, shortest=3, parts=True):
            if named:
                result.append((named, first + (text_of(doc)[first] in '“"'), last))
                result.append((named, first, last))
    return result


def longest_bodies(found: Iterable[Body]) -> list[Body]:
    """Those that no longer one overlaps, in order."""
    kept: list[Body] = []
    taken: set[int] = set()
    for body in sorted(found, key=lambda b: (b.start - b.end, b.start)):
        if taken.isdisjoint(range(body.start, body.end)):
            kept.append(body)
            taken.update(range(body.start, body.end))
    return sorted(kept, key=lambda b: b.start)
