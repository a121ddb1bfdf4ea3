"""Facts against gold, as the annotation guidelines compare them: per document, as sets, paired one to one.

Both sides are facts in the gold files' form (kg.records.to_facts). Two names are equal by kg.names.name_key; two
entities are the same if they share a name; relaxed also if one name holds most of the other. A metric is the same by
value and unit, and with its subject if the subjects are alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.model import ENTITY_TYPES, RELATION_TYPES
from kg.names import name_key

Facts = Mapping[str, Any]  # one document's
Fact = Mapping[str, Any]
Same = Callable[[Fact, Fact], bool]

RELAXED, METRIC, QUANTITY = " (relaxed)", "Metric", "Metric (value and unit)"
RELATION, MACRO = "Relation ", "Relation (macro)"
SUBJECT_LIKENESS = 0.4  # of the bigrams of two subjects; guidelines' scorer
NAME_SHARE = 0.5  # of the longer name that the shorter one fills; guidelines' scorer
TOLERANCE = 1e-3  # of a value: 0.3333 is one third
DOCUMENT_FIELDS = ("title", "publisher", "issued", "genre")
# what may close a mechanism's name without telling it from another
_KIND_RE = re.compile(
    "(?:工作法|工作机制|机制|制度|模式|体系|行动|工程|计划|活动|改革|平台|组织架构|架构|体制|格局|做法|工作|服务|项目|治理)$"
)


@dataclass(slots=True)
class Row:
    """How many facts the gold has, how many were found, how many of these are right; ratios from 0 to 1."""

    gold: int = 0
    predicted: int = 0
    hit: int = 0

    def add(self, gold: int, predicted: int, hit: int) -> None:
        self.gold, self.predicted, self.hit = self.gold + gold, self.predicted + predicted, self.hit + hit

    @property
    def precision(self) -> float:
        return self.hit / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A fact of the gold that was not found (`missed`), or one found that the gold has not (`wrong`)."""

    document: str
    verdict: str
    kind: str
    fact: str


@dataclass(slots=True)
class Report:
    """The table: rows by name, accuracies as (right, of how many), what was wrong; every found fact with its verdict.

    `judged` are (entity type, "Metric" or relation type, confidence of the fact, whether the gold has it).
    """

    rows: dict[str, Row] = field(default_factory=lambda: defaultdict(Row))
    accuracies: dict[str, tuple[int, int]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    judged: list[tuple[str, float, bool]] = field(default_factory=list)

    def judge(self, name: str, right: bool) -> None:
        hits, of = self.accuracies.get(name, (0, 0))
        self.accuracies[name] = (hits + right, of + 1)

    @property
    def relations(self) -> list[Row]:
        """The relation types that the gold has."""
        return [row for name, row in self.rows.items() if name.startswith(RELATION) and row.gold]

    @property
    def macro(self) -> tuple[float, float, float] | None:
        """Precision, recall and F1 of relations, each the mean over their types; None without any."""
        rows = self.relations
        if not rows:
            return None
        sums = (sum(r.precision for r in rows), sum(r.recall for r in rows), sum(r.f1 for r in rows))
        return sums[0] / len(rows), sums[1] / len(rows), sums[2] / len(rows)


def score(pairs: Iterable[tuple[Facts, Facts]]) -> Report:
    """The report over (gold, predicted) pairs, a pair a document."""
    report = Report()
    for gold, predicted in pairs:
        known = _Names(gold["entities"])
        for kind in ENTITY_TYPES:
            _entities(report, kind, gold, predicted, known)
        _metrics(report, gold, predicted)
        _relations(report, gold, predicted, known)
        for name in DOCUMENT_FIELDS:
            if wanted := gold["document"].get(name):
                found = (predicted.get("document") or {}).get(name)
                report.judge(f"document {name}", name_key(wanted) == name_key(found or ""))
    report.rows = {name: row for name, row in report.rows.items() if row.gold or row.predicted}
    return report


class _Names:
    """Every name of an entity -> all its names, those under which it was found included."""

    def __init__(self, entities: Iterable[Fact]) -> None:
        self._all: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            self.learn(entity, entity)

    def learn(self, named: Fact, entity: Fact) -> None:
        for key in _keys(named):
            self._all[key] |= _keys(entity)

    def of(self, name: str) -> set[str]:
        key = name_key(name)
        return self._all.get(key, set()) | {key}


def _keys(entity: Fact) -> set[str]:
    names = [entity.get("name"), *(entity.get("aliases") or ())]
    if entity.get("type") == "Date":
        names.append(entity.get("value"))
    return {key for name in names if name and (key := name_key(str(name)))}


def _identity(entity: Fact) -> set[str]:
    """The keys that make two entities one: a date's value, else any name."""
    if entity.get("type") == "Date":
        return {name_key(str(entity["value"]))} if entity.get("value") else set()
    return _keys(entity)


def distinct(facts: Facts, kind: str) -> list[Fact]:
    """The entities of a kind, each once: a later one that shares a name is the same."""
    seen: set[str] = set()
    result = []
    for entity in facts.get("entities", ()):
        keys = _identity(entity) if entity.get("type") == kind else set()
        if keys and not keys & seen:
            seen |= keys
            result.append(entity)
    return result


def pair_up(gold: Sequence[Fact], predicted: Sequence[Fact], same: Same) -> list[tuple[int, int]]:
    """Indexes of what belongs together; each is used once, in the order of the gold."""
    free = list(range(len(predicted)))
    pairs = []
    for i, wanted in enumerate(gold):
        found = next((j for j in free if same(wanted, predicted[j])), None)
        if found is not None:
            free.remove(found)
            pairs.append((i, found))
    return pairs


def same_entity(gold: Fact, predicted: Fact) -> bool:
    return bool(_identity(gold) & _identity(predicted))


def alike_entity(gold: Fact, predicted: Fact) -> bool:
    if same_entity(gold, predicted):
        return True
    if gold["type"] == "Date":
        return _day(gold) == _day(predicted)
    return any(_alike(a, b) for a in _keys(gold) for b in _keys(predicted))


def _day(date: Fact) -> str:
    """A date's value without its modifier."""
    return str(date.get("value")).partition(";")[0]


def _core(key: str) -> str:
    shorter = _KIND_RE.sub("", key)
    return shorter if len(shorter) > 1 else key


def _alike(a: str, b: str) -> bool:
    a, b = sorted((_core(a), _core(b)), key=len)
    return a == b or (len(a) > 2 and a in b and len(a) / len(b) >= NAME_SHARE)


def _entities(report: Report, kind: str, gold: Facts, predicted: Facts, known: _Names) -> None:
    wanted, found = distinct(gold, kind), distinct(predicted, kind)
    strict = pair_up(wanted, found, same_entity)
    report.rows[kind].add(len(wanted), len(found), len(strict))
    relaxed = pair_up(wanted, found, alike_entity)
    report.rows[kind + RELAXED].add(len(wanted), len(found), len(relaxed))
    for i, j in relaxed:
        known.learn({**found[j], "type": None}, wanted[i])
        if kind == "Mechanism":
            report.judge("mechanism dimension", wanted[i].get("dimension") == found[j].get("dimension"))
    _note(report, gold, kind, wanted, found, strict, _told_entity)


def _metrics(report: Report, gold: Facts, predicted: Facts) -> None:
    wanted, found = gold["metrics"], predicted.get("metrics", ())
    strict = pair_up(wanted, found, _same_metric)
    report.rows[METRIC].add(len(wanted), len(found), len(strict))
    report.rows[QUANTITY].add(len(wanted), len(found), len(pair_up(wanted, found, _same_quantity)))
    for i, j in strict:
        for name in ("approx", "role"):
            report.judge(f"metric {name}", (wanted[i].get(name) or None) == (found[j].get(name) or None))
        for name in ("region", "time"):
            report.judge(f"metric {name}", name_key(wanted[i].get(name) or "") == name_key(found[j].get(name) or ""))
    _note(report, gold, "metric", wanted, found, strict, _told_metric)


def _number(value: object) -> float | None:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= TOLERANCE * max(1.0, abs(a), abs(b))


def _quantity(metric: Fact) -> tuple[float | None, str]:
    """Value and unit; a percentage and a bare fraction are both a ratio."""
    value, unit = _number(metric.get("value")), name_key(metric.get("unit") or "")
    if value is not None and unit == "%":
        return value / 100, "ratio"
    if value is not None and not unit and 0 < value <= 1:
        return value, "ratio"
    return value, unit


def _same_quantity(gold: Fact, predicted: Fact) -> bool:
    (a, unit), (b, other) = _quantity(gold), _quantity(predicted)
    return unit == other and _close(a, b)


def _same_metric(gold: Fact, predicted: Fact) -> bool:
    upper = (_number(gold.get("value_max")), _number(predicted.get("value_max")))
    subjects = (name_key(gold.get("subject") or ""), name_key(predicted.get("subject") or ""))
    return _same_quantity(gold, predicted) and _close(*upper) and likeness(*subjects) >= SUBJECT_LIKENESS


def likeness(a: str, b: str) -> float:
    """How alike two subjects are, from 0 to 1: 1 if one holds the other, else the share of common bigrams (Dice)."""
    if not a or not b:
        return 0.0
    if a in b or b in a:
        return 1.0
    x, y = ({text[i : i + 2] for i in range(len(text) - 1)} or {text} for text in (a, b))
    return 2 * len(x & y) / (len(x) + len(y))


def _relations(report: Report, gold: Facts, predicted: Facts, known: _Names) -> None:
    def same(a: Fact, b: Fact) -> bool:
        ends = ((a[end], str(b.get(end) or "")) for end in ("source", "target"))
        return a["type"] == b.get("type") and all(known.of(x) & known.of(y) for x, y in ends)

    wanted, found = gold["relations"], predicted.get("relations", ())
    pairs = pair_up(wanted, found, same)
    for kind in RELATION_TYPES:
        report.rows[RELATION + kind].add(
            sum(r["type"] == kind for r in wanted),
            sum(r.get("type") == kind for r in found),
            sum(wanted[i]["type"] == kind for i, _ in pairs),
        )
    _note(report, gold, "relation", wanted, found, pairs, _told_relation)


def _note(
    report: Report,
    gold: Facts,
    kind: str,
    wanted: Sequence[Fact],
    found: Sequence[Fact],
    pairs: Sequence[tuple[int, int]],
    told: Callable[[Fact], str],
) -> None:
    hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
    doc = str(gold["doc"])
    report.misses += [Miss(doc, "missed", kind, told(fact)) for i, fact in enumerate(wanted) if i not in hit]
    report.misses += [Miss(doc, "wrong", kind, told(fact)) for j, fact in enumerate(found) if j not in used]
    for j, fact in enumerate(found):
        name = METRIC if "subject" in fact else str(fact.get("type"))
        report.judged.append((name, float(fact.get("confidence", 1.0)), j in used))


def _told_entity(entity: Fact) -> str:
    return " ".join(str(entity[name]) for name in ("name", "value") if entity.get(name))


def _told_metric(metric: Fact) -> str:
    top = metric.get("value_max")
    value = f"{metric.get('value')}" + (f"–{top}" if top is not None else "")
    return f"{metric.get('subject')} {value} {metric.get('unit') or ''}".rstrip()


def _told_relation(relation: Fact) -> str:
    return f"{relation.get('type')} {relation.get('source')} → {relation.get('target')}"
