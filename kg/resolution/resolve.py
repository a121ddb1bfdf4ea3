"""Mentions -> what is one, what is a variant, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kg.resolution import bodies, mechanisms, places, variants
from kg.resolution.model import Link, Mention, Merge, Resolved
from kg.resolution.union import unite

Linker = Callable[[Sequence[Mention]], Iterator[list[Link]]]

LINKERS: dict[str, Linker] = {
    "Mechanism": mechanisms.links,
    "Organization": bodies.body_links,
    "OrganizationKind": bodies.kind_links,
    "Region": places.place_links,
}


def resolve(mentions: Iterable[Mention]) -> Resolved:
    """What `mentions` say, by kind. Names that one document keeps apart stay apart."""
    by_kind: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_kind[mention.kind].append(mention)
    canonical: dict[str, str] = {}
    merges: list[Merge] = []
    for kind, linker in LINKERS.items():
        own = sorted(by_kind[kind], key=_order)
        documents = _documents(own)
        # a place has the same name at two levels of one document without being two
        apart = documents if kind != "Region" else dict.fromkeys(documents, frozenset[str]())
        groups, followed = unite(linker(own), apart)
        merges += followed
        canonical |= _canonical(groups, documents, kind)
    resolved = Resolved(canonical, tuple(merges))
    names = variants.names_of(by_kind["Mechanism"], resolved.of)
    return Resolved(canonical, tuple(merges), tuple(variants.variants(names)))


def _order(mention: Mention) -> tuple[object, ...]:
    return (mention.iri, mention.document, mention.name, mention.aliases)


def _documents(mentions: Iterable[Mention]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        found[mention.iri].add(mention.document)
    return {iri: frozenset(own) for iri, own in found.items()}


def _canonical(
    groups: Mapping[str, frozenset[str]], documents: Mapping[str, frozenset[str]], kind: str
) -> dict[str, str]:
    """IRI -> that of its group that stands for all."""

    def most_named(iri: str) -> tuple[object, ...]:
        """The one that most documents name, then the shortest, then the smallest."""
        return (-len(documents[iri]), len(iri), iri)

    order: Callable[[str], tuple[object, ...]] = places.lowest_first if kind == "Region" else most_named
    best = {members: min(members, key=order) for members in groups.values() if len(members) > 1}
    return {iri: best[members] for iri, members in groups.items() if members in best and best[members] != iri}
