"""Claims as triples: the metrics of all documents, read for kg.claims, and its result written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Triple

from kg.claims import Claim, Finding, Statement
from kg.claims.group import meeting_place
from kg.graph.terms import number, plain, rdf, skos, zh, zt
from kg.iris import agreement_iri, claim_iri, finding_iri
from kg.resolution import Resolved

Term = Literal | NamedNode

_METRIC, _GRAPH = "/metric/", DefaultGraph()


def statements(store: Store, resolved: Resolved) -> Iterator[Statement]:
    """The metrics that may be of one measure with another; region and mechanism under the IRIs that stand for them."""
    subjects = _values(store, zt.subject)
    regions = {iri: resolved.of(place.value) for iri, place in _values(store, zt.region, subjects).items()}
    met = {iri: meeting_place(region, subjects[iri].value) for iri, region in regions.items()}
    counted = Counter(met.values())
    columns = {name: _values(store, getattr(zt, name)) for name in _COLUMNS}
    for iri, region in sorted(regions.items()):
        if counted[met[iri]] > 1:
            yield _statement(iri, region, _clause(store, iri), columns, resolved)


# properties of a metric; zt:value is that of its date too
_COLUMNS = ("subject", "value", "value_max", "unit", "approx", "role", "time", "mechanism", "wording", "issued")


def _statement(
    iri: str, region: str, clause: str, columns: dict[str, dict[str, Term]], resolved: Resolved
) -> Statement:
    def text(name: str, of: str = iri) -> str | None:
        term = columns[name].get(of)
        return None if term is None else term.value

    def value(name: str) -> int | float | None:
        term = columns[name].get(iri)
        return number(term) if isinstance(term, Literal) else None

    document = iri.partition(_METRIC)[0]
    time, mechanism = text("time"), text("mechanism")
    return Statement(
        iri=iri,
        document=document,
        clause=clause,
        subject=text("subject") or "",
        value=value("value") or 0,
        region=region,
        value_max=value("value_max"),
        unit=text("unit"),
        approx=text("approx"),
        role=text("role") or "level",
        time=None if time is None else text("value", time),
        mechanism=None if mechanism is None else resolved.of(mechanism),
        wording=text("wording") or "",
        issued=text("issued", document),
    )


def _values(store: Store, predicate: NamedNode, of: dict[str, Term] | None = None) -> dict[str, Term]:
    """The value of a property that has at most one, by subject; a scan, for asking one by one takes longer."""
    return {
        quad.subject.value: quad.object  # type: ignore[union-attr, misc]
        for quad in store.quads_for_pattern(None, predicate, None, _GRAPH)
        if of is None or quad.subject.value in of  # type: ignore[union-attr]
    }


def _clause(store: Store, metric: str) -> str:
    """The clause whose words state a metric; the words' own IRI where they stand in a heading."""
    for quad in store.quads_for_pattern(NamedNode(metric), zt.evidence, None, _GRAPH):
        evidence = quad.object
        assert isinstance(evidence, NamedNode)
        for found in store.quads_for_pattern(evidence, zt.inClause, None, _GRAPH):
            return str(found.object.value)  # type: ignore[union-attr]
        return evidence.value
    return ""


def claim_triples(claims: Iterable[Claim]) -> Iterator[Triple]:
    """Each claim with its statements and what was found about them."""
    for claim in claims:
        node = NamedNode(claim_iri(claim.region, claim.key))
        yield Triple(node, rdf.type, zt.Claim)
        yield Triple(node, skos.prefLabel, zh(claim.subject))
        yield Triple(node, zt.region, NamedNode(claim.region))
        yield Triple(node, zt.agreement, NamedNode(agreement_iri(claim.agreement)))
        for metric in claim.statements:
            yield Triple(node, zt.statement, NamedNode(metric))
        for finding in claim.findings:
            found = NamedNode(finding_iri(node.value, finding.rule, finding.reason))
            yield Triple(node, zt.finding, found)
            yield from _finding(found, finding)


def _finding(node: NamedNode, finding: Finding) -> Iterator[Triple]:
    yield Triple(node, rdf.type, zt.Finding)
    yield Triple(node, zt.agreement, NamedNode(agreement_iri(finding.agreement)))
    yield Triple(node, zt.rule, plain(finding.rule))
    yield Triple(node, zt.reason, zh(finding.reason))
    for metric in finding.statements:
        yield Triple(node, zt.statement, NamedNode(metric))
