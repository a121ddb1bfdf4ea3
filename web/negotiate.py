"""RDF of an entity for those who ask for it, under the same path as its page."""

from __future__ import annotations

from werkzeug.wrappers import Response


def negotiate(iri: str) -> Response | None:
    """The answer in RDF if the request prefers it, by Accept header or suffix; None if it wants the page."""
    return None
