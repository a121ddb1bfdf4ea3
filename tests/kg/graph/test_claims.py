"""Claims in the graph of a release."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Quad

from kg.graph.validate import shape_violations
from kg.iris import graph_iri
from kg.releases import Release, publish
from kg.vocab import AGREEMENTS
from tests.kg import told_twice


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return told_twice.home(tmp_path_factory.mktemp("home"))


def agreements(release: Release) -> dict[str, str]:
    return {
        str(r["subject"]): str(r["agreement"]).rpartition("/")[2]
        for r in release.store.select("claim_list")
        if r["claim"]
    }


def test_figures_of_two_documents_are_claims(release: Release) -> None:
    assert agreements(release) == {
        "网格": "rounding",
        "证明事项": "agreeing",
        "居民满意率": "conflicting",
        "微网格员": "rounding",
    }


def test_every_statement_of_a_claim_leads_to_its_words(release: Release) -> None:
    for claim in release.store.select("claim_list"):
        rows = release.store.select("claim_metrics", claim=str(claim["claim"]))
        assert len(rows) == claim["statements"]
        assert all(row["exact"] and row["document"] for row in rows)


def test_findings_have_reasons_and_known_agreements(release: Release) -> None:
    rows = release.store.select("findings")
    assert {str(row["agreement"]).rpartition("/")[2] for row in rows} <= set(AGREEMENTS)
    assert all(row["reason"] for row in rows)
    assert any("298" in str(row["reason"]) for row in rows)


def test_a_claim_goes_with_its_second_document(tmp_path: Path) -> None:
    told_twice.home(tmp_path).close()
    left = publish(tmp_path, add=[], remove=["nanchang/news"])
    assert left is not None
    assert agreements(left) == {}
    assert list(left.store.graph(graph_iri("claims"))) == []


@pytest.mark.parametrize("property", ["statement", "agreement", "reason", "rule", "finding"])
def test_shapes_reject_a_claim_without(release: Release, property: str) -> None:
    quads: list[Quad] = list(release.store.graph(graph_iri("claims")))
    assert shape_violations(quads) == []
    assert shape_violations(q for q in quads if not q.predicate.value.endswith(f"#{property}")) != []
