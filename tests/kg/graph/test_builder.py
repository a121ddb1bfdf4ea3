"""A graph changed step by step equals one built from scratch."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Store

from kg.graph import builder
from kg.graph.builder import GraphBuilder
from kg.graph.dump import dump_lines
from kg.model import Extraction
from tests.kg import factory


@pytest.fixture(autouse=True)
def few_shared_triples(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gazetteer's thirty thousand triples play no part here."""
    monkeypatch.setattr(builder, "region_triples", factory.region_triples)


def build(path: Path, add: Iterable[Extraction], remove: Iterable[str] = (), previous: Path | None = None) -> list[str]:
    graph = GraphBuilder(path, previous)
    for id in remove:
        graph.remove(id)
    for extraction in add:
        graph.remove(extraction.document.id)
        graph.add(extraction)
    graph.finish(["test"])
    return lines(path)


def lines(path: Path) -> list[str]:
    return list(dump_lines(Store.read_only(str(path)), "nq"))


def documents() -> dict[str, list[Extraction]]:
    """Two versions of each of six documents; several share mechanisms, regions and dates."""
    series = [factory.numbered(n)[0] for n in range(3)]
    result: dict[str, list[Extraction]] = {e.document.id: [e] for e in series}
    for id in factory.DRAFTS:
        full = factory.extraction(id)
        result[id] = [full, factory.extraction(id, relations=full.relations and (), metrics=())]
    for n, extraction in enumerate(series):
        result[extraction.document.id].append(factory.extraction("yangquan/grid", new_id=f"series/{n:05d}"))
    return result


@pytest.mark.parametrize("seed", range(4))
def test_graph_changed_in_steps_equals_one_from_scratch(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    versions = documents()
    held: dict[str, Extraction] = {}
    previous: Path | None = None
    for step in range(4):
        chosen = chance.sample(sorted(versions), chance.randint(1, 4))
        gone = [id for id in chosen if id in held and chance.random() < 0.4]
        put = [chance.choice(versions[id]) for id in chosen if id not in gone]
        for id in gone:
            del held[id]
        held |= {extraction.document.id: extraction for extraction in put}
        path = tmp_path / f"step{step}"
        stepwise = build(path, put, gone, previous)
        assert stepwise == build(tmp_path / f"scratch{step}", held.values())
        previous = path


def test_replacing_a_document_replaces_exactly_its_graph(tmp_path: Path) -> None:
    first = set(build(tmp_path / "a", [e for e, _ in factory.pairs()]))
    changed = factory.extraction("yangquan/grid", title="阳泉：红网先锋再出发")
    second = set(build(tmp_path / "b", [changed], previous=tmp_path / "a"))
    graph = "<https://w3id.org/zhitu/document/yangquan%2Fgrid/graph>"
    named = [line for line in first ^ second if line.rpartition(" <")[2].startswith("https://w3id.org/zhitu/document")]
    title = {line for line in first ^ second if "再出发" in line or "见成效" in line}
    assert len(title) == 4  # each title once in its graph and once in the default graph
    assert all(line in title for line in first ^ second), named[:5] or graph


def test_previous_graph_stays_as_it_was(tmp_path: Path) -> None:
    before = build(tmp_path / "a", [factory.extraction()])
    build(tmp_path / "b", [], ["sichuan/yard"], previous=tmp_path / "a")
    assert lines(tmp_path / "a") == before


def test_default_graph_holds_each_triple_once(tmp_path: Path) -> None:
    build(tmp_path / "a", [e for e, _ in factory.pairs()])
    store = Store.read_only(str(tmp_path / "a"))
    default = {(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(None, None, None, DefaultGraph())}
    named = {(q.subject, q.predicate, q.object) for q in store if not isinstance(q.graph_name, DefaultGraph)}
    assert default == named
    assert sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph())) == len(default)


def test_large_batches_give_the_same_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extractions = [e for e, _ in factory.pairs()]
    expected = build(tmp_path / "a", extractions)
    monkeypatch.setattr(builder, "_BATCH", 100)
    monkeypatch.setattr(builder, "_FEW", 10)
    assert build(tmp_path / "b", extractions) == expected
