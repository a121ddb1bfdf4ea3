"""The cases of tests/data/clean_cases.json: our own sentences, each with the damage of one step, negatives too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.clean import clean

CASES = json.loads((Path(__file__).parents[2] / "data" / "clean_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['step']}: {case['label']}")
def test_clean_gives_the_expected_text(case: dict[str, str]) -> None:
    assert clean(case["original"]).text == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['step']}: {case['label']}")
def test_clean_names_the_repair(case: dict[str, str]) -> None:
    repairs = clean(case["original"]).repairs
    if case["original"] == case["expected"]:
        assert repairs == ()
    else:
        assert case["step"] in {repair.name for repair in repairs}
