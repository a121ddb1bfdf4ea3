"""Quotations: what every quoted phrase of a text stands for, and why it is no mechanism."""

from __future__ import annotations

from ingest.audit.findings import Findings, innermost
from ingest.audit.mentions import shown
from ingest.audit.pairs import Pair
from ingest.audit.row import Row
from ingest.fates import Fate
from ingest.mechanisms.candidate import Candidate
from ingest.mechanisms.marks import mark
from ingest.mechanisms.quotations import quotations
from ingest.mechanisms.quotes import judge
from kg.model import Entity
from kg.names import name_key

_MAX_NAME = 45  # a longer quotation says something


def audit_quotations(findings: Findings) -> tuple[Row, ...]:
    """A row for each quotation and for each mark without its partner, in order."""
    marks = mark(findings.doc)
    verdicts = {quoted.content: judge(marks, quoted) for quoted in quotations(marks)}
    named = {
        name_key(name): entity
        for entity in reversed(findings.entities)
        if entity.type == "Mechanism"
        for name in (*entity.aliases, entity.name)
    }
    return tuple(_row(findings, pair, verdicts, named) for pair in findings.quotes)


def _row(
    findings: Findings, pair: Pair, verdicts: dict[tuple[int, int], Candidate | Fate], named: dict[str, Entity]
) -> Row:
    if pair.is_stray:
        return Row(pair.start, pair.end, Fate.UNPAIRED)
    key = name_key(findings.text[slice(*pair.content)])
    entity = _entity(findings, pair, key) or named.get(key)
    if entity is not None:
        fate = {"Mechanism": Fate.MECHANISM, "PolicyDocument": Fate.DOCUMENT, "Date": Fate.DATE}.get(entity.type)
        return Row(pair.start, pair.end, fate or Fate.ENTITY, _told(entity, key), (), entity)
    if innermost(findings.titles, pair.start, pair.end) is not None:
        return Row(pair.start, pair.end, Fate.TITLE)
    verdict = verdicts.get(pair.content)
    if isinstance(verdict, Candidate):
        merged = name_key(verdict.name) in named
        return Row(pair.start, pair.end, Fate.MERGED if merged else Fate.UNLIKELY, verdict.name)
    if verdict is not None:
        return Row(pair.start, pair.end, verdict)
    if innermost(findings.quotes, pair.start, pair.end) is not None:
        return Row(pair.start, pair.end, Fate.NESTED)
    return Row(pair.start, pair.end, Fate.SENTENCE if pair.end - pair.start > _MAX_NAME else Fate.UNREAD)


def _entity(findings: Findings, pair: Pair, key: str) -> Entity | None:
    """The entity that the quotation names or is part of; of several, one of its very name."""
    held = [entity for _, _, entity in findings.mentions.covering(*pair.content)]
    same = [entity for entity in held if key in {name_key(name) for name in (entity.name, *entity.aliases)}]
    ranked = sorted(same or held, key=lambda entity: entity.type != "Mechanism")
    return ranked[0] if ranked else None


def _told(entity: Entity, key: str) -> str:
    if key == name_key(entity.name):
        return shown(entity)
    alias = key in {name_key(alias) for alias in entity.aliases}
    return f"{shown(entity)}{'的别称' if alias else '的一部分'}"
