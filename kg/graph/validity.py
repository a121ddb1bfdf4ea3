"""What documents do to one another and whether they are in force, as triples, out of the manifest's rows.

Terms of the European Legislation Identifier where it has the word; `replaces` is a repeal by a text of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import NamedNode, Triple

from kg.graph.terms import date, dcterms, eli
from kg.iris import act_iri, document_iri
from kg.vocab import ELI

# of an act on a document held: the predicates there and back
_PREDICATES: dict[str, tuple[tuple[NamedNode, NamedNode], ...]] = {
    "implements": ((eli.based_on, eli.basis_for),),
    "amends": ((eli.amends, eli.amended_by),),
    "repeals": ((eli.repeals, eli.repealed_by),),
    "replaces": ((eli.repeals, eli.repealed_by), (dcterms.replaces, dcterms.isReplacedBy)),
}
IN_FORCE, NOT_IN_FORCE = NamedNode(f"{ELI}InForce-inForce"), NamedNode(f"{ELI}InForce-notInForce")
_OVER = frozenset({"repealed", "replaced"})


def validity_triples(documents: Iterable[dict[str, Any]]) -> Iterator[Triple]:
    """The documents that others implement, amend, repeal or replace; of what is no longer in force, that it is not.

    What depends on the day of asking (a term that has run out) is no triple: its dates are.
    """
    for row in documents:
        node = NamedNode(document_iri(row["id"]))
        for index, target in row["acts_on"]:
            other = NamedNode(document_iri(target))
            act = NamedNode(act_iri(row["id"], index))
            yield Triple(act, dcterms.relation, other)
            for there, back in _PREDICATES[row["acts"][index]["kind"]]:
                yield Triple(node, there, other)
                yield Triple(other, back, node)
        yield from _force(node, row)


def _force(node: NamedNode, row: dict[str, Any]) -> Iterator[Triple]:
    reasons = row["validity_reasons"]
    over = [reason for reason in reasons if reason["state"] in _OVER or _told_expired(reason)]
    if over:
        yield Triple(node, eli.in_force, NOT_IN_FORCE)
    elif any(reason["state"] == "in-force" for reason in reasons):
        yield Triple(node, eli.in_force, IN_FORCE)
    days = [reason["day"] for reason in over if reason["rule"] == "act" and reason["day"] and len(reason["day"]) == 10]
    if days and not row.get("expires"):
        yield Triple(node, eli.date_no_longer_in_force, date(min(days)))


def _told_expired(reason: dict[str, Any]) -> bool:
    return bool(reason["rule"] == "page" and reason["state"] == "expired")
