"""The comparison of facts: tables of cases, properties, and agreement with the scorer of the annotation guidelines."""

from __future__ import annotations

import importlib.util
import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.scoring import METRIC, QUANTITY, RELAXED, likeness, pair_up, score

SHARED = Path(__file__).resolve().parents[3] / "shared" / "annotation"
OWN = Path(__file__).resolve().parents[1] / "data" / "gold"


def facts(**parts: Any) -> dict[str, Any]:
    return {"doc": "a", "document": {}, "entities": [], "metrics": [], "relations": []} | parts


def mechanism(name: str, *aliases: str, dimension: str = "grid_digital") -> dict[str, Any]:
    return {"type": "Mechanism", "name": name, "aliases": list(aliases), "dimension": dimension}


def metric(subject: str, value: float, unit: str | None, **fields: Any) -> dict[str, Any]:
    return {"subject": subject, "value": value, "unit": unit} | fields


@pytest.mark.parametrize(
    ("gold", "found", "strict", "relaxed"),
    [
        ("民情茶馆", "民情茶馆", 1, 1),
        ("“民情茶馆”", "民情 茶馆", 1, 1),
        ("民情茶馆工作法", "民情茶馆", 0, 1),
        ("五级联动网格体系", "联动网格", 0, 1),
        ("网格", "五级联动网格体系", 0, 0),
        ("民情茶馆", "院坝说事", 0, 0),
    ],
)
def test_entity_is_matched_by_name_then_by_most_of_a_name(gold: str, found: str, strict: int, relaxed: int) -> None:
    report = score([(facts(entities=[mechanism(gold)]), facts(entities=[mechanism(found)]))])
    assert (report.rows["Mechanism"].hit, report.rows["Mechanism" + RELAXED].hit) == (strict, relaxed)


def test_entity_under_an_alias_is_the_same_one_and_counts_once() -> None:
    gold = facts(entities=[mechanism("民情茶馆工作法", "民情茶馆")])
    found = facts(entities=[mechanism("民情茶馆"), mechanism("民情茶馆工作法", "民情茶馆")])
    row = score([(gold, found)]).rows["Mechanism"]
    assert (row.gold, row.predicted, row.hit, row.f1) == (1, 1, 1, 1.0)


def test_dates_are_compared_by_value() -> None:
    dates = [{"type": "Date", "name": "去年底", "value": "2021;end"}]
    other = [{"type": "Date", "name": "2021年", "value": "2021"}]
    report = score([(facts(entities=dates), facts(entities=other))])
    assert (report.rows["Date"].hit, report.rows["Date" + RELAXED].hit) == (0, 1)


@pytest.mark.parametrize(
    ("gold", "found", "strict", "loose"),
    [
        (metric("专职网格员", 320, "名"), metric("网格员", 320, "名"), 1, 1),
        (metric("专职网格员", 320, "名"), metric("议事会", 320, "名"), 0, 1),
        (metric("占比", 33.33, "%"), metric("占比", 0.3333, None), 1, 1),
        (metric("网格", 300, "户", value_max=500), metric("网格", 300, "户"), 0, 1),
        (metric("网格", 300, "户"), metric("网格", 300, "个"), 0, 0),
        (metric("网格", 300, "户"), metric("网格", 301, "户"), 0, 0),
    ],
)
def test_metric_is_matched_by_quantity_then_with_its_subject(
    gold: dict[str, Any], found: dict[str, Any], strict: int, loose: int
) -> None:
    report = score([(facts(metrics=[gold]), facts(metrics=[found]))])
    assert (report.rows[METRIC].hit, report.rows[QUANTITY].hit) == (strict, loose)


def test_attributes_are_judged_on_matched_facts_only() -> None:
    gold = facts(metrics=[metric("议事会", 3, "个", role="after"), metric("网格", 5, "个", role="level")])
    found = facts(metrics=[metric("议事会", 3, "个", role="level")])
    assert score([(gold, found)]).accuracies["metric role"] == (0, 1)


def test_relation_ends_may_be_given_by_any_name_of_the_entity() -> None:
    gold = facts(
        entities=[mechanism("民情茶馆工作法", "民情茶馆"), {"type": "Region", "name": "广元市", "aliases": ["广元"]}],
        relations=[{"type": "implementedIn", "source": "民情茶馆工作法", "target": "广元市"}],
    )
    found = facts(relations=[{"type": "implementedIn", "source": "民情茶馆", "target": "广元"}])
    report = score([(gold, found)])
    assert report.rows["Relation implementedIn"].hit == 1
    assert report.macro == (1.0, 1.0, 1.0)


def test_misses_name_document_verdict_and_fact() -> None:
    report = score([(facts(metrics=[metric("网格", 5, "个")]), facts(entities=[mechanism("院坝说事")]))])
    told = [(miss.document, miss.verdict, miss.kind, miss.fact) for miss in report.misses]
    assert told == [("a", "wrong", "Mechanism", "院坝说事"), ("a", "missed", "metric", "网格 5 个")]


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_symmetric_and_between_none_and_all(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_pairs_use_each_item_once_and_as_many_as_can_be(gold: list[int], found: list[int]) -> None:
    pairs = pair_up([{"n": n} for n in gold], [{"n": n} for n in found], lambda a, b: a["n"] == b["n"])
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(gold[i] == found[j] for i, j in pairs)
    assert len(pairs) == sum(min(gold.count(n), found.count(n)) for n in set(gold))


def golds() -> list[Path]:
    return [*sorted(OWN.glob("*.json")), *sorted((SHARED / "gold").glob("*.json"))]


@pytest.mark.parametrize("path", golds(), ids=lambda path: path.stem)
def test_gold_against_itself_is_perfect(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    report = score([(gold, gold)])
    assert report.misses == []
    assert all(row.f1 == 1 for row in report.rows.values())


@pytest.mark.parametrize("path", golds(), ids=lambda path: path.stem)
def test_report_agrees_with_the_scorer_of_the_guidelines(path: Path) -> None:
    if not (SHARED / "score.py").exists():
        pytest.skip("no ../shared/annotation here")
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    gold = json.loads(path.read_text(encoding="utf-8"))
    pair = (gold, _damaged(gold))
    table, misses = theirs.score([pair])
    report = score([pair])
    assert len(report.misses) == len(misses)
    macro = table.pop("Relation (macro)", None)
    assert (macro is None) == (report.macro is None)
    if macro is not None and report.macro is not None:
        assert macro["f1"] == round(report.macro[2], 3)
    attributes = table.pop("attributes")
    assert {name: (a["n"], a["accuracy"]) for name, a in attributes.items()} == {
        name: (of, round(right / of, 3)) for name, (right, of) in report.accuracies.items()
    }
    assert {name: (r["gold"], r["predicted"], r["hit"], r["f1"]) for name, r in table.items()} == {
        name: (r.gold, r.predicted, r.hit, round(r.f1, 3)) for name, r in report.rows.items()
    }


def _damaged(gold: dict[str, Any]) -> dict[str, Any]:
    """What a faulty extraction might give: facts left out, doubled, renamed, with other values."""
    facts = deepcopy(gold)
    for kind in ("entities", "metrics", "relations"):
        items = facts[kind]
        facts[kind] = [item for i, item in enumerate(items) if i % 5] + items[3:6]
    for entity in facts["entities"][::3]:
        entity["name"], entity["aliases"] = f"{entity['name']}机制", []
    for metric in facts["metrics"][::4]:
        metric["subject"], metric["role"], metric["time"] = "别的事", "target", None
    for relation in facts["relations"][::6]:
        relation["target"] = "无"
    return facts
