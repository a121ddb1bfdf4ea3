"""Floors on the annotated texts, each and together, by ingest.scoring.

The annotations and texts are no part of the project: without them beside the checkout the tests are skipped. The whole
table: `zhitu evaluate GOLD TEXT…`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.evaluate import extracted
from ingest.scoring import score

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD, CORPUS = SHARED / "annotation" / "gold", SHARED / "corpus"
DOCS = ("002", "003_part1", "004")
# a row of the table -> the F1 that it may not fall below
FLOORS = {
    "Region": 0.94,
    "Date": 0.94,
    "PolicyDocument": 0.90,
    "Organization": 0.92,
    "OrganizationKind": 0.85,
    "Metric (value and unit)": 0.98,
    "Metric": 0.90,
    "Mechanism": 0.75,
    "Mechanism (relaxed)": 0.85,
}

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="no ../shared/annotation here")


@cache
def pair(doc: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The gold of a document and what is extracted from its text without a word from outside."""
    gold, own = GOLD / f"{doc}.json", GOLD / f"{doc}.txt"
    if not gold.exists():
        pytest.skip(f"no {gold.name} here")
    text = own if own.exists() else next(CORPUS.glob(f"{doc}_*.txt"))
    return next(extracted([(gold, text)]))


def f1(docs: tuple[str, ...], row: str) -> tuple[float, str]:
    report = score([pair(doc) for doc in docs])
    kind = row.partition(" ")[0].lower()
    told = [f"{miss.document} {miss.verdict} {miss.fact}" for miss in report.misses if miss.kind.lower() == kind]
    # no gold of a kind and nothing found of it either: the table has no such row, and nothing is wrong
    return (report.rows[row].f1 if row in report.rows else 1.0), "\n".join(told)


@pytest.mark.parametrize("row", FLOORS)
def test_score_of_all_texts_keeps_its_floor(row: str) -> None:
    found, told = f1(DOCS, row)
    assert found >= FLOORS[row], told
