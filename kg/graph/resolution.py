"""Mechanisms that documents name alike: which IRI stands for all of them.

A document mints IRIs from its own names, so 六议两公开 and 六议两公开工作法 of two documents are two mechanisms. They
are one if they differ in the closing kind word only. Recomputed from all documents at every publish, so that the result
depends on the documents held and not on the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from kg.graph.terms import dcterms, owl
from kg.names import name_key

# words that close a mechanism's name and say what kind of thing it is; source: annotation guidelines, "Mechanism"
KIND_WORDS = (
    "工作机制", "工作制度", "工作模式", "工作体系", "工作法", "长效机制", "机制", "制度", "体系", "体制", "模式",
    "改革", "行动", "工程", "计划", "活动", "试点", "方法",
)  # fmt: skip
# what is left must say something by itself: 考核机制 and 考核制度 of two places are not one
_SHORTEST = 4


def stem(name: str) -> str:
    """The key of a mechanism's name without its closing kind word, where enough is left.

    >>> stem("“六议两公开”工作法"), stem("考核机制")
    ('六议两公开', '考核机制')
    """
    key = name_key(name)
    for word in KIND_WORDS:
        if key.endswith(word) and len(key) - len(word) >= _SHORTEST:
            return key.removesuffix(word)
    return key


def resolve(mentions: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """IRI -> the canonical IRI, for those that have another; `mentions` are (document, IRI, name).

    The canonical one is named by most documents, then the shortest, then the smallest. Names that one document
    keeps apart stay apart.
    """
    documents: dict[str, set[str]] = defaultdict(set)
    groups: dict[str, set[str]] = defaultdict(set)
    for document, iri, name in mentions:
        documents[iri].add(document)
        groups[stem(name)].add(iri)
    result: dict[str, str] = {}
    for members in groups.values():
        if len(members) < 2 or sum(len(documents[m]) for m in members) > len(
            set().union(*(documents[m] for m in members))
        ):
            continue
        canonical = min(members, key=lambda iri: (-len(documents[iri]), len(iri), iri))
        result |= {iri: canonical for iri in members if iri != canonical}
    return result


def resolution_triples(canonical: Mapping[str, str]) -> Iterator[Triple]:
    for iri, other in sorted(canonical.items()):
        yield Triple(NamedNode(iri), dcterms.isReplacedBy, NamedNode(other))
        yield Triple(NamedNode(iri), owl.sameAs, NamedNode(other))
