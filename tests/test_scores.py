"""Floors on the annotated texts, each and together, scored by the scorer of the annotation guidelines.

The annotations and texts are no part of the project: without them beside the checkout the tests are skipped. The whole
table: `python -m ingest.evaluate ANNOTATION`.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.evaluate import find_text
from ingest.extract import Metadata, extract, load_document
from kg.records import to_facts

SHARED = Path(__file__).resolve().parents[2] / "shared"
ANNOTATION, CORPUS = SHARED / "annotation", SHARED / "corpus"
DOCS = ("002", "003_part1", "004")
# a row of the scorer's table -> the F1 that it may not fall below
FLOORS = {
    "Region": 0.85,
    "Date": 0.85,
    "PolicyDocument": 0.85,
    "Organization": 0.7,
    "Metric (value and unit)": 0.85,
    "Mechanism (relaxed)": 0.55,
}

pytestmark = pytest.mark.skipif(not (ANNOTATION / "score.py").exists(), reason="no ../shared/annotation here")


@cache
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", ANNOTATION / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def pair(doc: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The gold of a document and what is extracted from its text without a word from outside."""
    gold = ANNOTATION / "gold" / f"{doc}.json"
    if not gold.exists():
        pytest.skip(f"no {gold.name} here")
    document, _ = load_document(find_text(ANNOTATION, CORPUS, doc), Metadata(id=doc))
    return json.loads(gold.read_text(encoding="utf-8")), to_facts(extract(document))


def f1(docs: tuple[str, ...], row: str) -> tuple[float, str]:
    table, misses = scorer().score([pair(doc) for doc in docs])
    kind = row.partition(" ")[0].lower()
    told = [miss for miss in misses if miss.split(":")[0].lower().endswith(kind)]
    # no gold of a kind and nothing found of it either: the table has no such row, and nothing is wrong
    return (table[row]["f1"] if row in table else 1.0), "\n".join(told)


@pytest.mark.parametrize("row", FLOORS)
@pytest.mark.parametrize("doc", DOCS)
def test_score_of_a_text_keeps_its_floor(doc: str, row: str) -> None:
    found, told = f1((doc,), row)
    assert found >= FLOORS[row], told


@pytest.mark.parametrize("row", FLOORS)
def test_score_of_all_texts_keeps_its_floor(row: str) -> None:
    found, told = f1(DOCS, row)
    assert found >= FLOORS[row], told
