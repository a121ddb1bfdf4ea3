"""Resolution in the graph of a release: what stands for what, variants, and the reason of each."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from kg.checks import check
from kg.graph.validate import shape_violations
from kg.iris import graph_iri
from kg.releases import Release, open_release, publish
from kg.vocab import BASE
from tests.kg import told_twice
from tests.kg.factory import build


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return told_twice.home(tmp_path_factory.mktemp("home"))


def replaced(release: Release) -> dict[str, str]:
    rows = release.store.select("replaced_entities")
    return {unquote(str(r["entity"])).removeprefix(BASE): unquote(str(r["canonical"])).removeprefix(BASE) for r in rows}


def test_names_of_one_thing_lead_to_one_iri(release: Release) -> None:
    assert replaced(release) == {
        "mechanism/社区呼叫、部门到场工作机制": "mechanism/社区呼叫、部门到场",
        "organization/中共南昌市委": "organization/南昌市委",
        "region/360100/柳林村": "region/360111/柳林村",
    }


def test_each_merge_has_its_reason(release: Release) -> None:
    for iri in ("mechanism/社区呼叫、部门到场", "organization/南昌市委", "region/360111/柳林村"):
        rows = release.store.select("entity_reasons", entity=BASE + iri)
        assert any(str(row["kind"]).endswith("#Merge") and row["reason"] for row in rows), iri


def test_variants_are_linked_both_ways_with_a_reason(release: Release) -> None:
    rows = release.store.select("variant_pairs")
    pairs = {(unquote(str(r["first"])).rpartition("/")[2], unquote(str(r["second"])).rpartition("/")[2]) for r in rows}
    assert pairs == {("社区呼叫、部门到场", "街道呼叫、部门到场机制"), ("街道呼叫、部门到场机制", "社区呼叫、部门到场")}
    assert all("“社区”与“街道”" in str(row["reason"]) or "“街道”与“社区”" in str(row["reason"]) for row in rows)
    assert release.store.ask("ASK { ?a zt:variantOf ?b . ?b zt:variantOf ?a }")


def test_shared_graphs_fit_their_shapes(release: Release) -> None:
    assert check(release) == []
    quads = list(release.store.graph(graph_iri("resolution")))
    assert quads
    assert shape_violations(q for q in quads if not q.predicate.value.endswith("#reason")) != []


def test_resolution_does_not_depend_on_the_order_of_documents(release: Release, tmp_path: Path) -> None:
    graphs = []
    for name, drafts in (("a", told_twice.DRAFTS), ("b", told_twice.DRAFTS[::-1])):
        for draft in drafts:
            publish(tmp_path / name, add=[build(draft)])
        store = open_release(tmp_path / name).store
        graphs.append({str(q) for g in ("resolution", "claims") for q in store.graph(graph_iri(g))})
    assert (
        graphs[0] == graphs[1] == {str(q) for g in ("resolution", "claims") for q in release.store.graph(graph_iri(g))}
    )
