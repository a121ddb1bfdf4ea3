"""The things that pages are about: their names and properties, and the address that stands for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.errors import NotFound
from kg.graph.store import GraphStore
from kg.names import name_key
from kg.releases import Release
from kg.vocab import SKOS, ZT
from web.release import current_release, memo


@dataclass(frozen=True, slots=True)
class Thing:
    """What the graph says of an entity itself: its names and plain properties, by the property's IRI."""

    iri: str
    label: str
    aliases: tuple[str, ...]
    values: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    def value(self, property: str) -> Any:
        """The first value of a zt: property; None if it has none."""
        return next(iter(self.values.get(ZT + property, ())), None)


def find_thing(iri: str, kind: str, name: str) -> Thing:
    """An entity of the release. NotFound, with the names that begin alike, if it has none."""
    rows = current_release().store.select("entity_properties", entity=iri)
    values: dict[str, tuple[Any, ...]] = {}
    for row in rows:
        key = str(row["property"])
        values[key] = (*values.get(key, ()), row["value"])
    if not values:
        raise NotFound(kind, name, _similar(name))
    label = next(iter(values.get(f"{SKOS}prefLabel", ())), name)
    aliases = tuple(sorted({str(alias) for alias in values.get(f"{SKOS}altLabel", ())} - {label}))
    return Thing(iri, str(label), aliases, values)


def _make_aliases(release: Release) -> dict[tuple[str, str], set[str]]:
    """(type, key of another name) -> the IRIs of what bears it."""
    result: dict[tuple[str, str], set[str]] = {}
    for row in release.store.select("entity_aliases"):
        kind = str(row["class"]).removeprefix(ZT)
        result.setdefault((kind, name_key(str(row["alias"]))), set()).add(str(row["entity"]))
    return result


def alias_iri(kind: str, name: str) -> str | None:
    """The IRI of the one entity of a type that has `name` as another name; None if there is none, or several."""
    found = memo("aliases", _make_aliases).get((kind, name_key(name)), set())
    return next(iter(found)) if len(found) == 1 else None


def elsewhere(kind: str, iri: str, name: str) -> str | None:
    """Where an entity's page is if not at `iri`: under its canonical IRI, or under the name whose alias this is."""
    store = current_release().store
    canonical = canonical_iri(store, iri)
    if canonical != iri:
        return canonical
    if not store.select("entity_properties", entity=iri):
        return alias_iri(kind, name)
    return None


def _similar(name: str) -> list[str]:
    """Names of the release like `name`."""
    completer = current_release().index.completer
    for length in (len(name), max(2, len(name) // 2)):
        found = [completion.text for completion in completer.complete(name[:length], limit=5)]
        if found:
            return found
    return []


def canonical_iri(store: GraphStore, iri: str) -> str:
    """The IRI that stands for the same thing in all documents."""
    rows = store.select("entity_replaced", entity=iri)
    return str(rows[0]["canonical"]) if rows else iri


def _make_canonical(release: Release) -> dict[str, str]:
    """Every IRI that another one stands for, and that one."""
    return {str(row["entity"]): str(row["canonical"]) for row in release.store.select("replaced_entities")}


def members_of(store: GraphStore, iri: str) -> list[str]:
    """`iri` and the IRIs that it replaces."""
    return [iri, *sorted(str(row["variant"]) for row in store.select("entity_variants", entity=iri))]


def canonical_iris() -> Mapping[str, str]:
    """Every IRI of this release that another one stands for, and that one."""
    return memo("canonical", _make_canonical)
