from __future__ import annotations

import random

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from kg.errors import UsageError
from kg.graph import dump
from kg.graph.dump import dump_lines, sorted_lines


def store() -> Store:
    result = Store()
    node = NamedNode("http://x/中")
    for number in range(40):
        value = Literal(f"行\n{number}\\", language="zh")
        for graph in (NamedNode(f"http://x/g{number % 3}"), None):
            quad = (node, NamedNode(f"http://x/p{number % 7}"), value)
            result.add(Quad(*quad, graph) if graph else Quad(*quad))
    return result


@pytest.mark.parametrize(("name", "format"), [("nq", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG)])
def test_dump_is_the_dataset_and_always_the_same(name: str, format: RdfFormat) -> None:
    lines = list(dump_lines(store(), name))
    again = Store()
    again.load("\n".join(lines).encode(), format=format)
    assert set(again) == set(store())
    assert list(dump_lines(again, name)) == lines


def test_n_quads_are_sorted() -> None:
    lines = list(dump_lines(store(), "nq"))
    assert lines == sorted(lines)
    assert all(line.endswith(" .") and "\n" not in line for line in lines)


def test_unknown_format_is_named() -> None:
    with pytest.raises(UsageError, match=r"'xls'.*nq"):
        dump_lines(Store(), "xls")


@pytest.mark.parametrize("chunk", [1, 7, 100, 1000])
def test_lines_are_sorted_whatever_fits_in_memory(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr(dump, "_CHUNK", chunk)
    lines = [f"{n:05d} 中\U00020000\uffee" for n in range(100)]
    random.Random(1).shuffle(lines)
    assert list(sorted_lines(lines)) == sorted(lines)
