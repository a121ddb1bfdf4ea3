"""Numbers: what became of every numeral of a text, as the components decided it."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.audit.findings import Findings, Range, holding, innermost
from ingest.audit.mentions import shown
from ingest.audit.numerals import find_numerals
from ingest.audit.row import Row
from ingest.fates import Fate
from ingest.figures.in_names import name_beside
from kg.date_values import format_date
from kg.model import Entity, Metric
from kg.values import format_metric_value

_ROLES = {"level": "现状", "before": "变化前", "after": "变化后", "change": "增减", "target": "目标", "share": "占比"}
# clauses that are no running text: what states nothing there is part of the page
_APART = {
    "table": Fate.FURNITURE,
    "header": Fate.FURNITURE,
    "order": Fate.FURNITURE,
    "box": Fate.FURNITURE,
    "byline": Fate.CREDIT,
    "caption": Fate.CREDIT,
    "signature": Fate.CREDIT,
}
_WHOLE = (
    Fate.METRIC,
    Fate.DATE,
    Fate.UNDATED,
    Fate.CLOCK,
    Fate.PHONE,
)  # shown with all the words that belong to the number


class Decision(NamedTuple):
    """A fate and the stretch of text it is about; numerals of one stretch are one row."""

    fate: Fate
    owner: Range
    told: str = ""
    metrics: tuple[Metric, ...] = ()
    entity: Entity | None = None


def audit_numbers(findings: Findings) -> tuple[Row, ...]:
    """A row for each number, in order; the numerals of one date, range or name are one row."""
    rows: list[Row] = []
    before: Decision | None = None
    for start, end in _numerals(findings):
        decision = next(found for way in _WAYS if (found := way(findings, start, end)) is not None)
        if decision.fate in _WHOLE:
            start, end = min(start, decision.owner[0]), max(end, decision.owner[1])
        if before is not None and before[:2] == decision[:2]:
            last = rows.pop()
            start, end = last.start, max(last.end, end)
        start = max(start, rows[-1].end) if rows else start
        rows.append(Row(start, end, *(decision.fate, *decision[2:])))
        before = decision
    return tuple(rows)


def _numerals(findings: Findings) -> list[Range]:
    """The numerals of the text and the numbers of the components, those that overlap as one."""
    numbers = (item.found.numeral for item in findings.judged)
    merged: list[Range] = []
    for start, end in sorted([*find_numerals(findings.text), *numbers]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


# --- the ways to decide, in their order -----------------------------------------------------------------------------


def _metric(findings: Findings, start: int, end: int) -> Decision | None:
    found = [item.found for item in findings.quantities(start, end) if item.found.numeral in findings.stated]
    if not found:
        return None
    metrics = tuple(metric for quantity in found for metric in findings.stated[quantity.numeral])
    told = "；".join(
        f"{m.subject}：{format_metric_value(m.value, m.value_max, m.unit, m.approx)}（{_ROLES[m.role]}）"
        for m in metrics
    )
    return Decision(Fate.METRIC, (found[0].start, found[-1].end), told, metrics)


def _date(findings: Findings, start: int, end: int) -> Decision | None:
    for low, high, entity in findings.mentions.covering(start, end, "Date"):
        return Decision(Fate.DATE, (low, high), format_date(entity.value or ""), (), entity)
    return None


def _title(findings: Findings, start: int, end: int) -> Decision | None:
    pair = innermost(findings.titles, start, end)
    if pair is None:
        return None
    documents = findings.mentions.covering(start, end, "PolicyDocument")
    entity = documents[0][2] if documents else None
    return Decision(Fate.TITLE, (pair.start, pair.end), shown(entity) if entity is not None else "", (), entity)


def _name(findings: Findings, start: int, end: int) -> Decision | None:
    for low, high, entity in findings.mentions.covering(start, end):
        return Decision(Fate.NAME, (low, high), shown(entity), (), entity)
    return None


def _label(findings: Findings, start: int, end: int) -> Decision | None:
    label = holding(findings.labels, start, end)
    if label is None:
        return None
    numbered = findings.text[label[0]] == "第"
    return Decision(Fate.CLAUSE_NUMBER if numbered else Fate.LIST_MARK, label)


def _moment(findings: Findings, start: int, end: int) -> Decision | None:
    moment = holding(findings.moments, start, end)
    return None if moment is None else Decision(Fate.UNDATED, moment)


def _form(findings: Findings, start: int, end: int) -> Decision | None:
    """By the form of the stretch it stands in: 一是 before an item, 19:30, a telephone number."""
    return next(
        (Decision(fate, place) for fate, places in findings.forms.items() if (place := holding(places, start, end))),
        None,
    )


def _judged(findings: Findings, start: int, end: int) -> Decision | None:
    """As the rules for metrics have it; what they let pass and nothing was said of is the page's, or unread."""
    item = next((item for item in findings.quantities(start, end) if item.fate is not Fate.UNREAD), None)
    if item is None:
        return None
    owner = (item.found.start, item.found.end)
    if item.fate is Fate.QUOTED:
        pair = innermost(findings.quotes, start, end)
        return Decision(Fate.QUOTED, (pair.start, pair.end) if pair is not None else owner)
    if item.fate is not None:
        return Decision(item.fate, owner)
    clause = findings.document.clause_at(start)
    if clause is None and findings.is_heading(start):
        return Decision(Fate.HEADING, owner)
    fate = _APART.get(clause.kind) if clause is not None else None
    return Decision(fate, owner) if fate is not None else Decision(Fate.UNREAD, owner, "没有找到所说的事物")


def _beside(findings: Findings, start: int, end: int) -> Decision | None:
    fate = name_beside(findings.text, start, end)
    return None if fate in (None, Fate.UNREAD) else Decision(fate, (start, end))


def _in_word(findings: Findings, start: int, end: int) -> Decision | None:
    """Part of a longer word, or no definite number: 几十, 若干."""
    if re.search("[几若]", findings.text[start:end]):
        return Decision(Fate.INDEFINITE, (start, end))
    inside = not findings.words.boundaries.issuperset((start, end)) and not findings.text[start].isdigit()
    return Decision(Fate.SET_PHRASE, (start, end)) if inside else None


def _unread(findings: Findings, start: int, end: int) -> Decision:
    return Decision(Fate.UNREAD, (start, end))


_WAYS = (_metric, _date, _title, _name, _label, _moment, _form, _judged, _beside, _in_word, _unread)
