"""The graph of a release, read: trusted queries and the triples of one thing. Outside queries go to kg.graph.worker."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from kg.errors import NotFound, ReleaseError
from kg.graph.terms import number
from kg.vocab import PREFIXES, XSD

Value = str | int | float | bool | None

_QUERIES = Path(__file__).with_name("queries")
_NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double", "float"))


class GraphStore:
    """A release's graph, read-only. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, path: Path) -> GraphStore:
        """The graph in a published release; ReleaseError if it cannot be opened."""
        try:
            return cls(Store.read_only(str(path)))
        except (OSError, RuntimeError) as error:
            raise ReleaseError(f"{path}: 图打不开：{' '.join(str(error).split())}") from None

    def __len__(self) -> int:
        """Quads, the default graph's included."""
        return len(self.store)

    def select(self, query: str, **bindings: str | int) -> list[dict[str, Value]]:
        """Rows of a SELECT: a str for an IRI or a text, int or float for a number, None where unbound.

        `query` names a file in kg/graph/queries (without .rq) or is the text of a trusted query. A binding that is an
        IRI (starts with http: or https:) is bound as one, any other str as a plain literal. The engine wants
        every bound variable in the SELECT clause, and so the rows have it too.
        """
        result = self._query(query, bindings)
        assert isinstance(result, QuerySolutions), query
        names = [variable.value for variable in result.variables]
        return [dict(zip(names, map(_value, solution), strict=True)) for solution in result]

    def ask(self, query: str, **bindings: str | int) -> bool:
        result = self._query(query, bindings)
        assert isinstance(result, QueryBoolean), query
        return bool(result)

    def construct(self, query: str, **bindings: str | int) -> list[Triple]:
        result = self._query(query, bindings)
        assert isinstance(result, QueryTriples), query
        return list(result)

    def describe(self, iri: str) -> list[Quad]:
        """All quads with `iri` as subject, in the graphs that state them; sorted. Empty if there is no such thing."""
        quads = self.store.quads_for_pattern(_node(iri), None, None, None)
        return sorted((quad for quad in quads if quad.graph_name != DefaultGraph()), key=str)

    def mentions(self, iri: str, limit: int = 100) -> list[Quad]:
        """At most `limit` quads that have `iri` as object, each once, as the default graph has them."""
        quads = self.store.quads_for_pattern(None, None, _node(iri), DefaultGraph())
        return [quad for quad, _ in zip(quads, range(limit), strict=False)]

    def graph(self, iri: str) -> Iterator[Quad]:
        """The quads of one named graph."""
        return self.store.quads_for_pattern(None, None, None, _node(iri))

    def graphs(self) -> list[str]:
        """IRIs of the named graphs, sorted."""
        return sorted(graph.value for graph in self.store.named_graphs() if isinstance(graph, NamedNode))

    def _query(self, query: str, bindings: dict[str, str | int]) -> QuerySolutions | QueryBoolean | QueryTriples:
        substitutions: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(name): _term(value) for name, value in bindings.items()
        }
        return self.store.query(query_text(query), prefixes=PREFIXES, substitutions=substitutions)


@cache
def _read(name: str) -> str:
    return (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def query_text(query: str) -> str:
    """The text of a query given by name, or `query` itself if it is one."""
    return query if "{" in query else _read(query)


def _term(value: str | int) -> NamedNode | Literal:
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        return _node(value)
    try:
        return Literal(value)
    except ValueError:  # a lone surrogate, which stands for bytes that are no text
        raise NotFound("名称", str(value)) from None


def _node(iri: str) -> NamedNode:
    """The IRI as a term; NotFound if it is none (a space, a bracket), for then nothing bears it."""
    try:
        return NamedNode(iri)
    except ValueError:
        raise NotFound("地址", iri) from None


def _value(term: object) -> Value:
    if isinstance(term, Literal):
        if term.datatype.value in _NUMBERS:
            return number(term)
        return term.value == "true" if term.datatype.value == f"{XSD}boolean" else term.value
    return None if term is None else term.value if isinstance(term, NamedNode) else str(term)
