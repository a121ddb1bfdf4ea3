"""RDF of an entity for those who ask for it, under the same path as its page.

An IRI with a suffix (`/region/510000.ttl`) is the data about it. An IRI without one redirects there with 303 for a
client that prefers RDF, and is the page for all others (Cool URIs for the Semantic Web, section 4.3).
"""

from __future__ import annotations

from flask import after_this_request, make_response, redirect, request
from werkzeug.wrappers import Response

from kg.graph.resource import FORMATS, describe
from web.links import iri_path
from web.release import current_release

SUFFIXES = {media_type: suffix for suffix, (media_type, _) in FORMATS.items()}


def negotiate(iri: str) -> Response | None:
    """The answer in RDF if the request prefers it, by Accept header or suffix; None if it wants the page."""
    after_this_request(_vary)
    store = current_release().store
    for suffix, (media_type, _) in FORMATS.items():
        if iri.endswith(suffix):
            body = describe(store, iri.removesuffix(suffix), suffix)
            if body is not None:
                return _data(body, media_type)
    wanted = request.accept_mimetypes.best_match(["text/html", *SUFFIXES], default="text/html")
    if wanted == "text/html" or (not store.describe(iri) and next(store.graph(iri), None) is None):
        return None
    return redirect(iri_path(iri + SUFFIXES[wanted]), 303)


def _vary(response: Response) -> Response:
    """What lies at the address depends on the Accept header, for the page as for the data."""
    response.vary.add("Accept")
    return response


def _data(body: bytes, media_type: str) -> Response:
    response = make_response(body)
    response.content_type = f"{media_type}; charset=utf-8"
    response.headers["Access-Control-Allow-Origin"] = "*"  # data that anyone may read
    return response
