"""The whole dataset as text, the same for the same quads: sorted lines, in bounded memory."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import TextIO

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.errors import UsageError
from kg.vocab import PREFIXES

# lines sorted in memory at a time; the rest waits in temporary files
_CHUNK = 200_000


def dump_lines(store: Store, format: str) -> Iterator[str]:
    """Lines without their line ends, default graph included; `format` is one of FORMATS, else UsageError."""
    if format not in FORMATS:
        raise UsageError(f"没有这种格式：{format!r}；可选 {'、'.join(FORMATS)}")
    return FORMATS[format](store)


def _n_quads(store: Store) -> Iterator[str]:
    return sorted_lines(f"{quad} ." for quad in store)


def _trig(store: Store) -> Iterator[str]:
    """The default graph first, then the named graphs by IRI; within a graph by subject, predicate, object."""
    for prefix, iri in PREFIXES.items():
        yield f"@prefix {prefix}: <{iri}> ."
    graphs = sorted((graph for graph in store.named_graphs() if isinstance(graph, NamedNode)), key=str)
    every: list[DefaultGraph | NamedNode] = [DefaultGraph(), *graphs]
    for graph in every:
        quads = store.quads_for_pattern(None, None, None, graph)
        lines = sorted_lines(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
        first = next(lines, None)
        if first is None:
            continue
        yield "" if isinstance(graph, DefaultGraph) else f"\n{graph} {{"
        yield first
        yield from lines
        if not isinstance(graph, DefaultGraph):
            yield "}"


FORMATS: dict[str, Callable[[Store], Iterator[str]]] = {"nq": _n_quads, "trig": _trig}


def sorted_lines(lines: Iterable[str]) -> Iterator[str]:
    """`lines` in order of code points (which is that of their UTF-8 bytes); no line may hold a line end."""
    lines = iter(lines)
    with ExitStack() as stack:
        parts: list[Iterator[str]] = []
        while chunk := sorted(islice(lines, _CHUNK)):
            if len(chunk) < _CHUNK:
                parts.append(iter(chunk))
                break
            file: TextIO = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))
            file.writelines(f"{line}\n" for line in chunk)
            file.seek(0)
            parts.append(line[:-1] for line in file)
        yield from heapq.merge(*parts)
