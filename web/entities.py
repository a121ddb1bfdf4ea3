"""The pages of entities: each under the path of its IRI."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from kg.errors import NotFound
from kg.graph.store import GraphStore
from kg.names import local_name
from kg.regions import gazetteer, lookup
from kg.resolution.bodies import is_unplaced
from kg.resolution.names import is_generic
from kg.values import format_date
from kg.vocab import BASE, DIMENSIONS
from web.cites import Cite, document_rows
from web.claims import claims_of
from web.documents import by_date
from web.labels import KINDS
from web.links import entity_iri_of, iri_path, region_key
from web.negotiate import negotiate
from web.overview import Overview, make_overview
from web.practices import (
    Figure,
    Practice,
    by_dimension,
    by_region,
    dimensions_of,
    holds,
    mechanism_practices,
    region_practices,
    united,
)
from web.related import merges, variants
from web.release import current_release, memo
from web.statements import HEADINGS, LIMIT, statements_of
from web.things import Thing, canonical_iri, canonical_iris, elsewhere, find_thing, members_of

blueprint = Blueprint("entities", __name__)

Answer = str | Response
_QUOTES = 200  # among which one that holds another is looked for

# first part of the path -> type of entity that the generic page shows
SEGMENTS = {
    "organization": "Organization",
    "organization-kind": "OrganizationKind",
    "event": "Event",
    "policy-document": "PolicyDocument",
    "person": "Person",
    "date": "Date",
}


def overview() -> Overview:
    return memo("overview", make_overview)


@blueprint.get("/region/")
def regions() -> str:
    """Every region of which something is held, as a tree."""
    return render_template("regions.html", overview=overview())


@blueprint.get("/region/<path:place>")
def region(place: str) -> Answer:
    """A region: what is done there by dimension, its figures, the places within it, its documents."""
    within, _slash, name = place.partition("/")
    iri = f"{BASE}region/{local_name(within)}" + (f"/{local_name(name)}" if name else "")
    answer = negotiate(iri)
    if answer is not None:
        return answer
    if not within.isdigit():
        found = lookup(place)  # a name in place of a code: lead to the address that stays
        return redirect(iri_path(f"{BASE}region/{found.code}"), 303)
    store = current_release().store
    canonical = canonical_iri(store, iri)
    if canonical != iri:
        return redirect(iri_path(canonical), 303)
    thing = find_thing(iri, _("地区"), place)
    members = members_of(store, iri)
    below = list(dict.fromkeys(key for own in members for key in overview().within(own)))
    named, figures = region_practices(store, below)
    practices = united(named, canonical_iris())
    return render_template(
        "region.html",
        thing=thing,
        key=region_key(iri),
        card=overview().cards.get(iri),
        children=overview().children(iri),
        ancestors=_ancestors(within, inclusive=bool(name)),
        groups=by_dimension(practices),
        practices=practices,
        figures=figures,
        documents=_documents_about(store, iri),
        claims=claims_of(set(below)),
        reasons=merges(store, members),
    )


def _ancestors(code: str, *, inclusive: bool) -> list[tuple[str, str]]:
    """(name, path) of the places above a code, the highest first."""
    places = gazetteer()
    found = places.by_code(code)
    result: list[tuple[str, str]] = []
    if found is not None and not inclusive:
        found = None if found.parent is None else places.by_code(found.parent)
    while found is not None:
        result.insert(0, (found.name, iri_path(f"{BASE}region/{found.code}")))
        found = None if found.parent is None else places.by_code(found.parent)
    return result


def _documents_about(store: GraphStore, region: str) -> list[dict[str, Any]]:
    """Manifest rows of the documents about a region or a place within it, newest first."""
    rows = document_rows()
    return by_date(rows[str(row["document"])] for row in store.select("region_documents", within=region))


@blueprint.get("/mechanism/<path:name>")
def mechanism(name: str) -> Answer:
    """A mechanism: what it is called, who practises it how, what it grew out of, its figures."""
    iri = entity_iri_of("mechanism", name)
    answer = negotiate(iri)
    if answer is not None:
        return answer
    other = elsewhere("Mechanism", iri, name)
    if other is not None:
        return redirect(iri_path(other), 303)
    store = current_release().store
    thing = find_thing(iri, str(KINDS["Mechanism"]), name)
    members = members_of(store, iri)
    gathered = [mechanism_practices(store, member) for member in members]
    practices = [practice for found, _rest in gathered for practice in found]
    statements = [statements_of(store, member) for member in members]
    return render_template(
        "mechanism.html",
        thing=thing,
        others=[find_thing(member, name, name) for member in members[1:]],
        dimensions=dimensions_of(store, members),
        regions=by_region(practices),
        practices=practices,
        quotes=_quotes(practices),
        figures=_figures(gathered),
        statements=_merged([groups for groups, _more in statements]),
        documents=_mentions(store, members),
        related=variants(store, members, canonical_iris()),
        reasons=merges(store, members),
        is_generic=is_generic(thing.label) and len({practice.region for practice in practices}) > 1,
    )


def _quotes(practices: list[Practice]) -> list[Cite]:
    """What the documents say of practices, the same words once, those that say most first."""
    words = {at.exact: at for practice in practices for at in practice.cites}
    longest = sorted(words.values(), key=lambda at: -len(at.exact))
    return [at for place, at in enumerate(longest) if not any(holds(other, at) for other in longest[:place][:_QUOTES])]


def _figures(gathered: list[tuple[list[Practice], list[Figure]]]) -> list[Figure]:
    """All metrics of a mechanism, those of its practices first."""
    ours = [figure for practices, _rest in gathered for practice in practices for figure in practice.figures]
    return ours + [figure for _practices, rest in gathered for figure in rest]


def _merged(parts: list[dict[tuple[str, str], list[Any]]]) -> dict[tuple[str, str], list[Any]]:
    """Groups of several entities that are one."""
    result: dict[tuple[str, str], list[Any]] = {}
    for part in parts:
        for key, group in part.items():
            result.setdefault(key, []).extend(group)
    return result


def _mentions(store: GraphStore, iris: list[str]) -> list[tuple[dict[str, Any], int, int]]:
    """(row of the manifest, mentions, start of the first) of the documents that name an entity, most mentions first."""
    rows = document_rows()
    found = [
        (rows[str(row["document"])], int(row["mentions"] or 0), int(row["first"] or 0))
        for iri in iris
        for row in store.select("entity_documents", entity=iri)
        if row["document"] is not None
    ]
    return sorted(found, key=lambda item: (-item[1], item[0]["id"]))


@blueprint.get("/practice/<path:rest>")
def practice(rest: str) -> Answer:
    """A practice's IRI: its mechanism's page, at its region."""
    for iri in _practice_iris(rest):
        answer = negotiate(iri)
        if answer is not None:
            return answer
        rows = current_release().store.select("practice_mechanism", practice=iri)
        if rows:
            mechanism = canonical_iri(current_release().store, str(rows[0]["mechanism"]))
            anchor = local_name(region_key(str(rows[0]["region"])))
            return redirect(f"{iri_path(mechanism)}#r{anchor}", 303)
    raise NotFound(_("做法"), rest)


def _practice_iris(rest: str) -> list[str]:
    """The IRIs that `<region>/<mechanism>` may mean: a region without a code has a slash of its own."""
    place, _slash, tail = rest.partition("/")
    code = local_name(place)
    head, _slash, last = tail.partition("/")
    found = [f"{BASE}practice/{code}/{local_name(tail)}"]
    return [f"{BASE}practice/{code}/{local_name(head)}/{local_name(last)}", *found] if last else found


@blueprint.get("/dimension/")
def dimensions() -> str:
    """The 18 dimensions."""
    return render_template("dimensions.html", overview=overview())


@blueprint.get("/dimension/<name>")
def dimension(name: str) -> Answer:
    """The mechanisms of a dimension and where they are practised."""
    iri = f"{BASE}dimension/{local_name(name)}"
    answer = negotiate(iri)
    if answer is not None:
        return answer
    if name not in DIMENSIONS:
        raise NotFound(_("维度"), name, [zh for zh, _en in DIMENSIONS.values()][:3])
    canonical = canonical_iris()
    places: dict[str, dict[tuple[str, str], None]] = {}
    names: dict[str, str] = {}
    sure: dict[str, float | None] = {}
    for row in current_release().store.select("dimension_mechanisms", dimension=iri):
        stands = canonical.get(str(row["mechanism"]), str(row["mechanism"]))
        names[stands] = str(row["name"]) if stands == row["mechanism"] else names.get(stands, str(row["name"]))
        sure[stands] = max((float(c) for c in (sure.get(stands), row["confidence"]) if c is not None), default=None)
        group = places.setdefault(stands, {})
        if row["region"] is not None:
            group[(str(row["region"]), str(row["place"]))] = None
    found = [((key, names[key]), list(group)) for key, group in places.items()]
    rows = sorted(found, key=lambda item: (-len(item[1]), item[0][1]))
    return render_template("dimension.html", name=name, rows=rows, sure=sure, overview=overview())


@blueprint.get("/genre/<name>")
def genre(name: str) -> Answer:
    """A genre's IRI: the documents of that genre."""
    answer = negotiate(f"{BASE}genre/{local_name(name)}")
    return answer if answer is not None else redirect(f"{request.script_root}/document/", 303)


def _show(segment: str, name: str) -> Answer:
    """The page of an entity that is no region and no mechanism."""
    iri = entity_iri_of(segment, name)
    answer = negotiate(iri)
    if answer is not None:
        return answer
    kind = SEGMENTS[segment]
    other = elsewhere(kind, iri, name)
    if other is not None:
        return redirect(iri_path(other), 303)
    store = current_release().store
    thing = find_thing(iri, str(KINDS[kind]), name)
    members = members_of(store, iri)
    statements = [statements_of(store, member) for member in members]
    return render_template(
        "entity.html",
        kind=kind,
        thing=thing,
        title=_title(kind, thing),
        HEADINGS=HEADINGS,
        LIMIT=LIMIT,
        statements=_merged([groups for groups, _more in statements]),
        more=any(more for _groups, more in statements),
        documents=_mentions(store, members),
        others=[find_thing(member, name, name) for member in members[1:]],
        reasons=merges(store, members),
        is_unplaced=kind == "Organization" and is_unplaced(thing.label),
    )


def _title(kind: str, thing: Thing) -> str:
    """A policy in its marks, a date as a date, else the name."""
    if kind == "PolicyDocument":
        return f"《{thing.label}》"
    return format_date(str(thing.value("value"))) if kind == "Date" else thing.label


def _add_routes() -> None:
    """One route a segment, each with an endpoint of its own: /organization/… is `entities.organization`."""
    for segment in SEGMENTS:

        def view(name: str, segment: str = segment) -> Answer:
            return _show(segment, name)

        blueprint.add_url_rule(f"/{segment}/<path:name>", segment.replace("-", "_"), view)


_add_routes()
