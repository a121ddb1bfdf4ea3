"""The facts of one document as the reader shows them: what, in which words, with which details."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from kg.doubt import doubt_note
from kg.iris import entity_index, entity_iri, metric_iris
from kg.model import DOC, Entity, Evidence, Extraction, Metric, Relation
from kg.values import format_date, format_metric_value
from web.claims import Note
from web.labels import KINDS, LEVELS, RELATIONS, ROLES, dimension_label


@dataclass(frozen=True, slots=True)
class Detail:
    """One line of a fact: a label, a value, and the IRI of the thing that the value names."""

    label: str
    value: str
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """`kind` is a type of entity, "Metric" or "Relation"; `evidence` its words, in order of the text."""

    kind: str
    name: str
    iri: str | None
    details: tuple[Detail, ...]
    evidence: tuple[Evidence, ...]
    confidence: float
    type: str | None = None

    def states(self, start: int, end: int) -> Evidence | None:
        """Its first evidence that shares a character with `[start, end)`."""
        return next((e for e in self.evidence if e.start < end and start < e.end), None)


def facts_of(extraction: Extraction, said: Mapping[str, tuple[Note, ...]] | None = None) -> list[Fact]:
    """Every fact of a document: entities, then metrics, then relations, each in the order of the extraction.

    `said` is what was found about metrics (by IRI) that other places state too.
    """
    things = entity_index(extraction.entities)

    def iri_of(kind: str, name: str | None) -> str | None:
        entity = things(kind, name) if name is not None else None
        return None if entity is None else entity_iri(entity)

    iris = metric_iris(extraction.document, extraction.metrics)
    return [
        *(_entity(entity) for entity in extraction.entities),
        *(
            _metric(metric, iri, iri_of, (said or {}).get(iri, ()))
            for metric, iri in zip(extraction.metrics, iris, strict=True)
        ),
        *(_relation(relation, extraction, iri_of) for relation in extraction.relations),
    ]


def facts_at(facts: Iterable[Fact], start: int, end: int) -> list[tuple[Fact, Evidence]]:
    """The facts stated by words that share a character with `[start, end)`, closest fit first."""
    found = [(fact, evidence) for fact in facts if (evidence := fact.states(start, end)) is not None]
    return sorted(found, key=lambda pair: abs(pair[1].start - start) + abs(pair[1].end - end))


def _details(*rows: tuple[str, str | None] | tuple[str, str | None, str | None]) -> tuple[Detail, ...]:
    return tuple(Detail(row[0], row[1], *row[2:]) for row in rows if row[1])


def _label(table: dict[str, Any], key: str | None) -> str | None:
    return None if key is None else str(table[key])


def _entity(entity: Entity) -> Fact:
    return Fact(
        kind=entity.type,
        name=entity.name,
        iri=entity_iri(entity),
        details=_details(
            (_("别称"), "、".join(entity.aliases)),
            (_("归一值"), format_date(entity.value) if entity.value else None),
            (_("维度"), _dimension(entity)),
            (_("层级"), _label(LEVELS, entity.level)),
            (_("区划代码"), entity.code),
            (_("定位"), _("所在地不明确，未归入任何地区") if _is_unplaced(entity) else None),
            (_("身份"), entity.role),
        ),
        evidence=entity.evidence,
        confidence=entity.confidence,
    )


def _dimension(entity: Entity) -> str | None:
    """What its dimension is called, and how sure that is: 协商议事与自治（置信度 93%）."""
    if entity.dimension is None:
        return None
    label, sure = dimension_label(entity.dimension), entity.dimension_confidence
    return label if sure is None else f"{label}{doubt_note(sure) or f'（置信度 {sure:.0%}）'}"


def _is_unplaced(entity: Entity) -> bool:
    return entity.type == "Region" and entity.code is None and entity.within is None


def _metric(metric: Metric, iri: str, iri_of: Any, said: tuple[Note, ...]) -> Fact:
    return Fact(
        kind="Metric",
        name=metric.subject,
        iri=iri,
        details=_details(
            (_("数值"), metric_value(metric)),
            (_("性质"), str(ROLES[metric.role])),
            (_("地区"), metric.region, iri_of("Region", metric.region)),
            (_("时间"), format_date(metric.time) if metric.time else None, iri_of("Date", metric.time)),
            (_("机制"), metric.mechanism, iri_of("Mechanism", metric.mechanism)),
            *((_("各处说法"), note.text, note.claim) for note in said[:1]),
        ),
        evidence=(metric.evidence,),
        confidence=metric.confidence,
        type=metric.role,
    )


def metric_value(metric: Metric) -> str:
    """Its value with qualifier and unit: 约3.5万件."""
    return format_metric_value(metric.value, metric.value_max, metric.unit, metric.approx)


# which types of entity stand at the ends of a relation, the likelier first
_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "implementedIn": (("Mechanism",), ("Region",)),
    "ledBy": (("Mechanism",), ("Organization", "OrganizationKind")),
    "startedOn": (("Mechanism",), ("Date",)),
    "evolvedFrom": (("Mechanism",), ("Mechanism",)),
    "partOf": (("Mechanism",), ("Mechanism",)),
    "basedOn": (("Mechanism",), ("PolicyDocument", "Event")),
    "issuedBy": (("PolicyDocument",), ("Organization",)),
    "subordinateTo": (("Organization", "OrganizationKind"), ("Organization", "OrganizationKind")),
}


def _relation(relation: Relation, extraction: Extraction, iri_of: Any) -> Fact:
    sources, targets = _ENDS[relation.type]
    source = _("本文") if relation.source == DOC else relation.source
    target = format_date(relation.target) if relation.type == "startedOn" else relation.target
    label = str(RELATIONS[relation.type])
    return Fact(
        kind="Relation",
        name=f"{source} — {label} → {target}",
        iri=None,
        details=_details(
            (_("主体"), source, _first(iri_of, sources, relation.source)),
            (label, target, _first(iri_of, targets, relation.target)),
            (_("所述地区"), relation.region, iri_of("Region", relation.region)),
        ),
        evidence=(relation.evidence,),
        confidence=relation.confidence,
        type=relation.type,
    )


def _first(iri_of: Any, kinds: tuple[str, ...], name: str) -> str | None:
    return next((iri for kind in kinds if (iri := iri_of(kind, name)) is not None), None)


def counts_by_kind(facts: Iterable[Fact]) -> dict[str, int]:
    """How many facts of each kind, in the order in which kinds are shown; kinds without any are left out."""
    found = [fact.kind for fact in facts]
    return {kind: count for kind in KINDS if (count := found.count(kind))}
