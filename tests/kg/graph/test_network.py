"""Networks over the factory's documents."""

from __future__ import annotations

import pytest

from kg.graph.network import BODY, MECHANISM, REGION, leaders, shared
from kg.releases import Release
from kg.vocab import BASE
from tests.kg.factory import build_home

SICHUAN, BEIJING = f"{BASE}region/510000", f"{BASE}region/110000"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return build_home(tmp_path_factory.mktemp("home"))


def test_leaders_link_bodies_to_mechanisms(release: Release) -> None:
    network = leaders(release.store, [SICHUAN], limit=50)
    assert {node.kind for node in network.nodes} == {BODY, MECHANISM}
    kinds = {node.id: node.kind for node in network.nodes}
    assert all((kinds[edge.source], kinds[edge.target]) == (BODY, MECHANISM) for edge in network.edges)


def test_every_edge_leads_to_words(release: Release) -> None:
    network = leaders(release.store, [SICHUAN, BEIJING], limit=50)
    documents = {f"{BASE}document/{row['id'].replace('/', '%2F')}" for row in release.documents}
    assert network.edges
    assert all(edge.document in documents and edge.start < edge.end for edge in network.edges)


def test_shared_joins_regions_through_one_mechanism_under_two_names(release: Release) -> None:
    network = shared(release.store, [(SICHUAN, "四川省"), (BEIJING, "北京市")], limit=50)
    joint = [node for node in network.nodes if node.kind == MECHANISM and node.links == 2]
    assert [node.label for node in joint]
    assert {node.component for node in network.nodes if node.kind == REGION} == {0}


def test_cap_keeps_regions_and_says_what_it_left_out(release: Release) -> None:
    network = shared(release.store, [(SICHUAN, "四川省"), (BEIJING, "北京市")], limit=2)
    assert {node.kind for node in network.nodes} == {REGION}
    assert network.left_out == network.total_nodes - 2 > 0
    assert network.edges == ()


def test_region_without_practices_is_an_empty_network(release: Release) -> None:
    network = leaders(release.store, [f"{BASE}region/330000"], limit=10)
    assert (network.nodes, network.edges, network.left_out) == ((), (), 0)
