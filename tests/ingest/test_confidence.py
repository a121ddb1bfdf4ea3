"""Calibrated confidences: the table, what it is made from, and its properties."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.calibrate import calibration_table
from ingest.confidence import TUNED, confidence, count, isotonic, steps
from kg.model import ENTITY_TYPES, RELATION_TYPES

numbers = st.floats(0, 1, allow_nan=False)
judged = st.lists(st.tuples(st.sampled_from(["Region", "Metric"]), st.sampled_from([0.5, 0.7, 0.9]), st.booleans()))


def test_table_is_well_formed() -> None:
    assert set(steps()) <= {*ENTITY_TYPES, *RELATION_TYPES, "Metric"}
    for kind, found in steps().items():
        assert [n for n, _ in found] == sorted({n for n, _ in found}), kind
        assert [c for _, c in found] == sorted(c for _, c in found), kind
        assert all(0 < c <= 1 for _, c in found), kind


@given(numbers, numbers)
def test_confidence_lies_between_none_and_all_and_grows_with_the_rules_number(a: float, b: float) -> None:
    for kind in (*ENTITY_TYPES, *RELATION_TYPES, "Metric"):
        low, high = confidence(kind, min(a, b)), confidence(kind, max(a, b))
        assert 0 <= low <= high <= 1


def test_kind_that_was_never_counted_keeps_the_rules_number() -> None:
    assert confidence("unheard of", 0.37) == 0.37


def test_count_is_drawn_to_the_precision_of_the_kind() -> None:
    rows = count([("Region", 0.9, True)] * 96 + [("Region", 0.9, False)] * 4 + [("Region", 0.5, True)])
    assert [(kind, rule, right, of) for kind, rule, _, right, of in rows] == [
        ("Region", 0.5, 1, 1),
        ("Region", 0.9, 96, 100),
    ]
    assert all(0.93 < worth < 0.98 for _, _, worth, _, _ in rows)  # one right fact is no proof of a rule without fault


def test_texts_that_rules_were_tuned_on_say_less() -> None:
    held, tuned = [("Region", 0.9, False)] * 20, [("Region", 0.9, True)] * 20
    (_, _, worth, right, of), *_ = count(held, tuned)
    assert (right, of) == (20, 40)
    assert worth == pytest.approx(20 * TUNED / (20 + 20 * TUNED), abs=0.05)


@given(judged)
def test_counts_are_those_of_the_facts(facts: list[tuple[str, float, bool]]) -> None:
    rows = count(facts)
    assert sum(of for *_, of in rows) == len(facts)
    assert sum(right for *_, right, _ in rows) == sum(right for *_, right in facts)
    assert all(0 < worth < 1 for _, _, worth, _, _ in rows)


@given(st.lists(st.tuples(numbers, st.floats(0.1, 10)), min_size=1))
def test_isotonic_values_do_not_fall_and_keep_the_mean(points: list[tuple[float, float]]) -> None:
    values, weights = zip(*points, strict=True)
    found = isotonic(values, weights)
    assert all(a <= b + 1e-9 for a, b in pairwise(found))
    total = sum(v * w for v, w in points)
    assert sum(v * w for v, w in zip(found, weights, strict=True)) == pytest.approx(total)


def test_calibration_counts_annotated_texts(tmp_path: Path) -> None:
    text = "四川省广元市推行灯塔议事会制度，由村党组织牵头，共建立议事会320个。\n"
    gold = {
        "doc": "a.txt",
        "document": {},
        "entities": [{"type": "Region", "name": "广元市"}],
        "metrics": [],
        "relations": [],
    }
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(gold), encoding="utf-8")
    lines = calibration_table([tmp_path]).splitlines()
    assert "1 annotated texts" in lines[0]
    rows = [line.split("\t") for line in lines[3:]]
    assert sum(int(row[3]) for row in rows if row[0] == "Region") == 1
    assert sum(int(row[4]) for row in rows if row[0] == "Region") == 2
    assert any(row[0] == "Metric" and row[3:] == ["0", "1"] for row in rows)
