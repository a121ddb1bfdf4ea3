"""`check` is quiet on a sound release and finds each kind of damage."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.checks import graph_problems, map_problems, text_problems
from kg.graph import builder
from kg.model import Segment
from kg.releases import check, open_release
from tests.kg import factory

NODE = NamedNode("https://w3id.org/zhitu/mechanism/坝坝会制度")
GRAPH = NamedNode("https://w3id.org/zhitu/document/sichuan%2Fyard/graph")
NOTHING = NamedNode("https://w3id.org/zhitu/mechanism/无")
LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(builder, "region_triples", factory.region_triples)
    factory.build_home(tmp_path).close()
    return tmp_path


def test_sound_release_has_no_violations(home: Path) -> None:
    done: list[tuple[str, int]] = []
    assert check(open_release(home), progress=lambda step, n: done.append((step, n))) == []
    assert done == [("document", 1), ("document", 2), ("document", 3)]


def damage_source(home: Path) -> None:
    next((home / "sources").iterdir()).write_bytes(b"other")


def lose_source(home: Path) -> None:
    next((home / "sources").iterdir()).unlink()


def edit_record(home: Path, change: Callable[[dict[str, Any]], None]) -> None:
    release = open_release(home)
    path = release.path / release.document("sichuan/yard")["record"]
    record = json.loads(path.read_text(encoding="utf-8"))
    change(record)
    path.write_text(json.dumps(record), encoding="utf-8")


def change_evidence(home: Path) -> None:
    edit_record(home, lambda record: record["metrics"][0]["evidence"].update(text="别的话"))


def edit_graph(home: Path, *quads: Quad) -> None:
    store = Store(str(home / "CURRENT" / "graph"))
    store.extend(quads)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (damage_source, "SHA-256"),
        (lose_source, "不在 sources"),
        (change_evidence, "依据与文本不符：'别的话'"),
        (lambda home: edit_graph(home, Quad(NODE, LABEL, Literal("x", language="zh"), GRAPH)), "默认图里缺少"),
        (lambda home: edit_graph(home, Quad(NODE, LABEL, Literal("x", language="zh"))), "任何命名图都没有"),
        (lambda home: edit_graph(home, Quad(NODE, LABEL, Literal("x", language="en"), GRAPH)), "altLabel"),
        (
            lambda home: edit_graph(home, Quad(NODE, LABEL, NOTHING, GRAPH), Quad(NODE, LABEL, NOTHING)),
            "没有类型",
        ),
    ],
    ids=["source", "no source", "evidence", "not in default", "only in default", "shape", "no type"],
)
def test_damage_is_found(home: Path, damage: Callable[[Path], None], message: str) -> None:
    damage(home)
    assert message in "\n".join(map(str, check(open_release(home))))


def test_evidence_outside_its_clause_is_found() -> None:
    extraction = factory.extraction()
    first = extraction.relations[0]
    assert list(text_problems(extraction)) == []
    moved = replace(first, evidence=replace(first.evidence, clause=3))
    assert "不在第 3 条款" in str(list(text_problems(replace(extraction, relations=(moved,)))))
    missing = replace(first, evidence=replace(first.evidence, clause=99))
    assert "没有第 99 条款" in str(list(text_problems(replace(extraction, relations=(missing,)))))


@pytest.mark.parametrize(
    ("segments", "message"),
    [
        ((Segment((0, 5), (0, 5)),), "全长"),
        ((Segment((0, 2), (0, 2)), Segment((3, 9), (2, 9))), "断开或重叠"),
        ((Segment((0, 4), (0, 4)), Segment((4, 9), (3, 9), "x")), "源文件的偏移映射"),
    ],
)
def test_holes_in_the_offset_map_are_found(segments: tuple[Segment, ...], message: str) -> None:
    document = replace(factory.extraction().document, text="天地玄黄宇宙洪荒日", segments=segments)
    assert message in str(list(map_problems(document, "天地玄黄宇宙洪荒日".encode())))


def test_map_in_any_order_of_the_source_is_sound() -> None:
    segments = (Segment((0, 4), (6, 10)), Segment((4, 4), (4, 6), "navigation"), Segment((4, 8), (0, 4)))
    document = replace(factory.extraction().document, text="宇宙洪荒天地玄黄", segments=segments)
    assert list(map_problems(document, "\ufeff天地玄黄丶丶宇宙洪荒".encode())) == []


def test_unchanged_text_that_differs_is_found() -> None:
    document = replace(factory.extraction().document, text="天地", segments=(Segment((0, 2), (0, 2)),))
    assert "却与源文件不同" in str(list(map_problems(document, "天玄".encode())))


def test_empty_store_is_sound() -> None:
    assert list(graph_problems(Store())) == []
