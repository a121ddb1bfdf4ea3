"""What the graph carries besides facts: the ontology, example queries, and a description of the dataset."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    RdfFormat,
    Triple,
    parse,
)

from kg.graph.terms import dcterms, integer, owl, plain, rdf, rdfs, sh, void, zh, zt
from kg.resources import resource
from kg.vocab import BASE, ZT

EXAMPLES = Path(__file__).with_name("examples")
DATASET = NamedNode(f"{BASE}dataset")
_TITLE_RE = re.compile(r"^#\s*title-(zh|en):\s*(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A query that the workbench offers; `query` is its text with all prefixes, ready to run."""

    name: str
    title_zh: str
    title_en: str
    query: str


@cache
def examples() -> tuple[Example, ...]:
    """The example queries by file name."""
    return tuple(_example(path) for path in sorted(EXAMPLES.glob("*.rq")))


def _example(path: Path) -> Example:
    text = path.read_text(encoding="utf-8")
    titles = dict(_TITLE_RE.findall(text))
    return Example(path.stem, titles["zh"], titles["en"], _TITLE_RE.sub("", text).strip() + "\n")


@cache
def ontology_text() -> str:
    return resource("ontology.ttl").read_text(encoding="utf-8")


@cache
def ontology_version() -> str:
    """owl:versionInfo of ontology.ttl."""
    for triple in parse(ontology_text(), format=RdfFormat.TURTLE):
        if triple.predicate == owl.versionInfo and isinstance(triple.object, Literal):
            return triple.object.value
    raise ValueError("ontology.ttl has no owl:versionInfo")


@cache
def ontology_triples() -> tuple[Triple, ...]:
    """ontology.ttl without blank nodes (those of lists and shapes get IRIs), and the example queries."""
    dataset = Dataset(parse(ontology_text(), format=RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    triples = [Triple(_named(q.subject), q.predicate, _named(q.object)) for q in dataset]
    return tuple(triples) + tuple(triple for example in examples() for triple in _example_triples(example))


def _named(term: Any) -> Any:
    """An IRI in place of a blank node; any other term as it is."""
    return NamedNode(f"{ZT.rstrip('#')}/{term.value}") if isinstance(term, BlankNode) else term


def _example_triples(example: Example) -> Iterator[Triple]:
    node = NamedNode(f"{BASE}query/{example.name}")
    yield Triple(node, rdf.type, sh.SPARQLExecutable)
    yield Triple(node, rdf.type, sh.SPARQLSelectExecutable)
    yield Triple(node, rdfs.comment, zh(example.title_zh))
    yield Triple(node, rdfs.comment, Literal(example.title_en, language="en"))
    yield Triple(node, sh.select, plain(example.query))


def release_triples(documents: int, pipelines: Collection[str]) -> Iterator[Triple]:
    """The dataset described, without time or number: the same documents give the same graph."""
    yield Triple(DATASET, rdf.type, void.Dataset)
    yield Triple(DATASET, dcterms.title, zh("治图：基层治理知识库"))
    yield Triple(DATASET, dcterms.title, Literal("Zhitu: a knowledge base of grassroots governance", language="en"))
    yield Triple(DATASET, void.uriSpace, plain(BASE))
    yield Triple(DATASET, void.vocabulary, NamedNode(ZT.rstrip("#")))
    yield Triple(DATASET, owl.versionInfo, plain(ontology_version()))
    yield Triple(DATASET, void.documents, integer(documents))
    for prefix in ("document", "mechanism", "region"):
        yield Triple(DATASET, void.uriRegexPattern, plain(f"^{re.escape(BASE)}{prefix}/"))
    for pipeline in sorted(pipelines):
        yield Triple(DATASET, zt.pipeline, plain(pipeline))
