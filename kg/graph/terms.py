"""Names of the ontology as RDF terms: `zt.evidence`, `skos.prefLabel`. A name that zt: does not define is refused."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg import vocab


class Namespace:
    """NamedNodes as attributes; `names`, where given, are all there are."""

    def __init__(self, base: str, names: Collection[str] | None = None) -> None:
        self._base, self._names = base, names

    def __getattr__(self, name: str) -> NamedNode:
        if self._names is not None and name not in self._names:
            raise AttributeError(f"{self._base}{name} is no term of the ontology (kg.vocab)")
        node = NamedNode(self._base + name)
        setattr(self, name, node)
        return node


zt = Namespace(vocab.ZT, frozenset(vocab.CLASSES) | frozenset(vocab.PROPERTIES))
rdf = Namespace(vocab.RDF)
rdfs = Namespace(vocab.RDFS)
owl = Namespace(vocab.OWL)
xsd = Namespace(vocab.XSD)
skos = Namespace(vocab.SKOS)
prov = Namespace(vocab.PROV)
oa = Namespace(vocab.OA)
dcterms = Namespace(vocab.DCTERMS)
sh = Namespace(vocab.SH)
void = Namespace(vocab.VOID)
eli = Namespace(vocab.ELI)
schema = Namespace(vocab.SCHEMA)

_INTEGER, _DECIMAL, _DATE = xsd.integer, xsd.decimal, xsd.date


def zh(text: str) -> Literal:
    return Literal(text, language="zh")


def plain(text: str) -> Literal:
    return Literal(text)


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)


def decimal(value: float) -> Literal:
    """Without exponent, and in the form in which the store gives it back: 45400, 0.3333."""
    text = format(Decimal(repr(value)), "f")
    return Literal(text.rstrip("0").rstrip(".") if "." in text else text, datatype=_DECIMAL)


def date(iso: str) -> Literal:
    return Literal(iso, datatype=_DATE)


def number(literal: Literal) -> int | float:
    """An int where the value is integral, else a float."""
    value = Decimal(literal.value)
    return int(value) if value == value.to_integral_value() else float(value)
