"""Titles: what every 《…》 of a text names, and why it is no policy document."""

from __future__ import annotations

from ingest.audit.findings import Findings, innermost
from ingest.audit.mentions import shown
from ingest.audit.pairs import Pair
from ingest.audit.row import Row
from ingest.components.policy_documents import against_title
from ingest.fates import Fate
from kg.names import display_name, name_key


def audit_titles(findings: Findings) -> tuple[Row, ...]:
    """A row for each title and for each mark without its partner, in order."""
    return tuple(_row(findings, pair) for pair in findings.titles)


def _row(findings: Findings, pair: Pair) -> Row:
    if pair.is_stray:
        return Row(pair.start, pair.end, Fate.UNPAIRED)
    title = findings.text[slice(*pair.content)]
    outer = innermost(findings.titles, pair.start, pair.end)
    for _, _, entity in findings.mentions.covering(pair.start, pair.end):
        if entity.type == "PolicyDocument" and outer is None:
            told = "" if name_key(entity.name) == name_key(title) else f"即《{entity.name}》"
            return Row(pair.start, pair.end, Fate.DOCUMENT, told, (), entity)
        return Row(pair.start, pair.end, Fate.NESTED, shown(entity), (), entity)
    if outer is not None:
        return Row(pair.start, pair.end, Fate.NESTED)
    against = against_title(findings.text, pair.start, pair.end, display_name(title))
    return Row(pair.start, pair.end, against or Fate.SHORT_TITLE)
