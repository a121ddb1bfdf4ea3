"""The ontology and the shared graphs under their own IRIs."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kg.errors import NotFound
from kg.iris import graph_iri
from kg.vocab import BASE, ZT
from web.links import source_url
from web.negotiate import negotiate
from web.release import current_release

blueprint = Blueprint("vocabulary", __name__)

GRAPHS = ("ontology", "regions", "resolution", "release", "curation")
SUFFIXES = (".ttl", ".jsonld", ".nt", ".rdf")


@blueprint.get("/ontology")
def ontology() -> str | Response:
    """Classes and properties with their labels and comments; RDF is the whole ontology."""
    data = negotiate(graph_iri("ontology"))
    if data is not None:
        return data
    return render_template("ontology.html", terms=current_release().store.select("ontology_terms"), namespace=ZT)


@blueprint.get("/ontology<any(.ttl, .jsonld, .nt, .rdf):suffix>")
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


@blueprint.get("/source/<sha256>")
def source(sha256: str) -> Response:
    """The file of this SHA-256: the page that shows it beside what was made of it; RDF is what the graph says of it."""
    data = negotiate(f"{BASE}source/{sha256}")
    if data is not None:
        return data
    for row in current_release().documents:
        if row["sha256"] == sha256:
            return redirect(source_url(row["id"]), 303)
    raise NotFound("源文件", f"{BASE}source/{sha256}")
