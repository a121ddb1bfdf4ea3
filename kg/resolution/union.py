"""Links -> groups of things that are one. Order plays no part, and no chain joins what one document keeps apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.resolution.model import Link, Merge

Groups = dict[str, frozenset[str]]


def unite(tiers: Iterable[Sequence[Link]], documents: Mapping[str, Collection[str]]) -> tuple[Groups, list[Merge]]:
    """Group of each linked IRI, and the links that were followed.

    `tiers` have the surest links first; `documents` tells in which documents an IRI is a thing of its own. Within a
    tier a link between two things that a document keeps apart is dropped; so are all links of a thing that leads to
    two such things, and those of a group that would still hold two.
    """
    groups: Groups = {iri: frozenset([iri]) for iri in documents}
    followed: list[Merge] = []
    for links in tiers:
        kept = _unambiguous(links, groups, documents)
        for members in _components(kept, groups):
            if _are_apart(members, documents):
                continue
            groups |= dict.fromkeys(members, members)
            followed += [
                Merge(link.first, link.second, link.rule, link.reason, link.documents)
                for link in kept
                if link.first in members
            ]
    return groups, sorted(set(followed), key=lambda link: (link.first, link.second, link.rule))


def _are_apart(members: Iterable[str], documents: Mapping[str, Collection[str]]) -> bool:
    """Does a document name two of `members` as two things?"""
    seen: set[str] = set()
    for iri in members:
        if not seen.isdisjoint(documents[iri]):
            return True
        seen.update(documents[iri])
    return False


def _unambiguous(links: Sequence[Link], groups: Groups, documents: Mapping[str, Collection[str]]) -> list[Link]:
    """The links of a tier between groups that may be one, less those of groups that lead to two that may not."""
    possible = [
        link
        for link in links
        if groups[link.first] != groups[link.second]
        and not _are_apart(groups[link.first] | groups[link.second], documents)
    ]
    beside: dict[frozenset[str], set[frozenset[str]]] = defaultdict(set)
    for link in possible:
        beside[groups[link.first]].add(groups[link.second])
        beside[groups[link.second]].add(groups[link.first])
    torn = {group for group, others in beside.items() if _are_apart([iri for o in others for iri in o], documents)}
    return [link for link in possible if groups[link.first] not in torn and groups[link.second] not in torn]


def _components(links: Sequence[Link], groups: Groups) -> list[frozenset[str]]:
    """The groups that links join, as sets of IRIs."""
    above: dict[frozenset[str], frozenset[str]] = {}

    def top(group: frozenset[str]) -> frozenset[str]:
        while above.setdefault(group, group) != group:
            above[group] = above[above[group]]
            group = above[group]
        return group

    for link in links:
        first, second = top(groups[link.first]), top(groups[link.second])
        if first != second:
            above[max(first, second, key=sorted)] = min(first, second, key=sorted)
    joined: dict[frozenset[str], set[str]] = defaultdict(set)
    for group in above:
        joined[top(group)] |= group
    return [frozenset(members) for members in joined.values()]
