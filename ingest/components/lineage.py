"""Lineage: the mechanism that another grew out of, and the one that it is part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from ingest.mechanisms.growth import growth
from ingest.mechanisms.parts import parts
from ingest.mechanisms.statements import add_relations, facts
from kg.model import Relation
from kg.names import name_key


@Language.component("lineage")
def lineage(doc: Doc) -> Doc:
    """Appends evolvedFrom and partOf to doc._.relations; what one grew out of, however long ago, is no part of it."""
    if doc._.document is None:
        return doc
    known = facts(doc)
    if not known.mechanisms:
        return doc
    grown = list(growth(known))
    add_relations(doc, chain(grown, _whole(parts(known, _line(grown)))))
    return doc


def _line(grown: list[Relation]) -> set[tuple[str, str]]:
    """Every pair of which one grew out of the other, over any number of steps, both ways."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    for relation in grown:
        above[name_key(relation.source)].add(name_key(relation.target))
    pairs: set[tuple[str, str]] = set()
    for name in list(above):
        reached, todo = set(), [*above[name]]
        while todo:
            one = todo.pop()
            if one not in reached:
                reached.add(one)
                todo += above.get(one, ())
        pairs |= {(name, one) for one in reached} | {(one, name) for one in reached}
    return pairs


def _whole(found: Iterable[Relation]) -> Iterator[Relation]:
    """Without those that turn an earlier one round: nothing is part of its own part."""
    seen: set[tuple[str, str]] = set()
    for relation in found:
        ends = name_key(relation.source), name_key(relation.target)
        if ends[::-1] not in seen:
            seen.add(ends)
            yield relation
