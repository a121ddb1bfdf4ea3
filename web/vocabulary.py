"""The ontology and the shared graphs under their own IRIs."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kg.errors import NotFound
from kg.iris import graph_iri
from kg.names import local_name
from kg.vocab import BASE, PREFIXES, ZT
from web.links import entity_iri_of, iri_path, source_url
from web.negotiate import negotiate
from web.release import current_release

blueprint = Blueprint("vocabulary", __name__)

GRAPHS = ("ontology", "regions", "resolution", "claims", "release", "curation")
SUFFIXES = (".ttl", ".jsonld", ".nt", ".rdf")
_SUFFIX = f"<any({', '.join(SUFFIXES)}):suffix>"
# schemes and the dataset, which have no page of their own -> the page that shows them
PAGES = {
    "dimension": "entities.dimensions",
    "region": "entities.regions",
    "genre": "documents.index",
    "role": "vocabulary.ontology",
    "approx": "vocabulary.ontology",
    "level": "vocabulary.ontology",
    "agreement": "vocabulary.ontology",
    "dataset": "pages.about",
}
# what stands below a path -> the page that shows it
MEMBER_PAGES = {
    "role": "vocabulary.ontology",
    "approx": "vocabulary.ontology",
    "level": "vocabulary.ontology",
    "agreement": "vocabulary.ontology",
    "ontology": "vocabulary.ontology",
    "query": "sparql.workbench",
}


@blueprint.get("/ontology")
def ontology() -> str | Response:
    """Classes and properties with their labels and comments; RDF is the whole ontology."""
    data = negotiate(graph_iri("ontology"))
    if data is not None:
        return data
    return render_template("ontology.html", terms=_terms(), namespace=ZT)


def _terms() -> list[dict[str, Any]]:
    """A row a term, in order, with all that it is a kind of."""
    terms: dict[Any, dict[str, Any]] = {}
    for row in current_release().store.select("ontology_terms"):
        term = terms.setdefault(row["term"], {**row, "parents": []})
        if row["parent"] is not None:
            term["parents"].append(_short(str(row["parent"])))
    return list(terms.values())


def _short(iri: str) -> str:
    """A prefixed name where we have a prefix: `skos:Concept`."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri.removeprefix(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


@blueprint.get(f"/ontology{_SUFFIX}")
def ontology_data(suffix: str) -> Response:
    return redirect(url_for("vocabulary.graph", name=f"ontology{suffix}"), 303)


@blueprint.get("/graph/<name>")
def graph(name: str) -> Response:
    """A shared graph as RDF; without a wish for a format, as Turtle."""
    plain = next((name.removesuffix(s) for s in SUFFIXES if name.endswith(s)), name)
    if plain not in GRAPHS:
        raise NotFound("图", name, GRAPHS)
    data = negotiate(graph_iri(name))
    if data is None and plain != name:
        raise NotFound("图", name)  # nothing stands in it in this release
    return data or redirect(url_for("vocabulary.graph", name=f"{plain}.ttl"), 303)


def _add_schemes() -> None:
    """A route of its own for each, else `/dimension` would be led to `/dimension/`, which has no data."""
    for name, page in PAGES.items():

        def view(name: str = name, page: str = page) -> Response:
            return negotiate(BASE + name) or redirect(url_for(page), 303)

        blueprint.add_url_rule(f"/{name}", f"scheme_{name}", view)


_add_schemes()


@blueprint.get(f"/<any({', '.join(PAGES)}):name>{_SUFFIX}")
def scheme_data(name: str, suffix: str) -> Response:
    return _data(f"{BASE}{name}", suffix)


@blueprint.get(f"/<any({', '.join(MEMBER_PAGES)}):scheme>/<path:name>")
def member(scheme: str, name: str) -> Response:
    """A role, a qualifier, an example query, a part of a shape, the ontology's version."""
    if scheme == "ontology" and name == current_release().manifest["ontology"]:
        return redirect(url_for("vocabulary.ontology"), 303)
    iri = f"{BASE}{scheme}/{local_name(name)}"
    data = negotiate(iri)
    if data is None and not current_release().store.describe(iri):
        raise NotFound("地址", f"/{scheme}/{name}")
    return data or redirect(url_for(MEMBER_PAGES[scheme]), 303)


@blueprint.get(f"/document/<path:document_id>/<any(clause, act, evidence):part>/<name>{_SUFFIX}")
def part_data(document_id: str, part: str, name: str, suffix: str) -> Response:
    """The data of a clause and of an evidence, whose pages are places in the reader."""
    return _data(f"{entity_iri_of('document', document_id)}/{part}/{name}", suffix)


@blueprint.get(f"/document/<path:document_id>/<any(graph, extraction):part>{_SUFFIX}")
def whole_data(document_id: str, part: str, suffix: str) -> Response:
    """The data of a document's named graph and of the activity that made it."""
    return _data(f"{entity_iri_of('document', document_id)}/{part}", suffix)


@blueprint.get("/document/<path:document_id>/unplaced/<name>")
def unplaced(document_id: str, name: str) -> Response:
    """A place that no region could be given for: the document that names it."""
    document = entity_iri_of("document", document_id)
    data = negotiate(f"{document}/unplaced/{local_name(name)}")
    return data or redirect(iri_path(document), 303)


def _data(iri: str, suffix: str) -> Response:
    data = negotiate(iri + suffix)
    if data is None:
        raise NotFound("数据", iri + suffix)
    return data


@blueprint.get("/source/<sha256>")
def source(sha256: str) -> Response:
    """The file of this SHA-256: the page that shows it beside what was made of it; RDF is what the graph says of it."""
    data = negotiate(f"{BASE}source/{sha256}")
    if data is not None:
        return data
    for row in current_release().held.values():
        if row["sha256"] == sha256:
            return redirect(source_url(row["id"]), 303)
    raise NotFound("源文件", f"{BASE}source/{sha256}")
