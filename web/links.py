"""Where things are on this service: an entity's page has the path of its IRI."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from flask import request

from kg.iris import document_iri
from kg.names import local_name
from kg.vocab import BASE

_SAFE = "/%:;,+@!$&'()*=~"  # what a path may hold as it stands; the percent signs of an IRI are meant


def iri_path(iri: str) -> str:
    """The path of an IRI of ours on this service, ready for `href`.

    An IRI of anyone else is returned as it is.
    """
    if not iri.startswith(BASE):
        return iri
    return f"{request.script_root}/{quote(iri.removeprefix(BASE), safe=_SAFE)}"


def entity_iri_of(segment: str, name: str) -> str:
    """The IRI of `/<segment>/<name>` as a request's path gives it, decoded."""
    return f"{BASE}{segment}/{local_name(name)}"


def document_url(document_id: str, *, start: int | None = None, end: int | None = None, clause: int = 0) -> str:
    """The reader; with a span, opened at its words."""
    url = iri_path(document_iri(document_id))
    if start is not None and end is not None:
        url += f"?from={start}&to={end}"
    return f"{url}#c{clause}" if clause else url


def source_url(document_id: str, *, start: int | None = None, end: int | None = None) -> str:
    """The original file; with a span of the cleaned text, opened at what it was made of."""
    url = f"{iri_path(document_iri(document_id))}/source"
    return url if start is None or end is None else f"{url}?from={start}&to={end}#here"


def repairs_url(document_id: str, *, kind: str | None = None, page: int = 1, at: int | None = None) -> str:
    """The report of a document; of the changes of one rule, at a page of them, at one of them by its number."""
    given = [("kind", kind)] * (kind is not None) + [("page", str(page))] * (page > 1)
    url = f"{iri_path(document_iri(document_id))}/repairs" + (f"?{urlencode(given)}" if given else "")
    return url if at is None else f"{url}#o{at}"


def compare_url(regions: Iterable[str], dimension: str | None = None) -> str:
    """The comparison of regions, given by code or name; `dimension` by id."""
    pairs = [("region", region) for region in regions]
    if dimension is not None:
        pairs.append(("dimension", dimension))
    return f"{request.script_root}/compare?{urlencode(pairs)}"


def region_key(iri: str) -> str:
    """What stands behind `region/` in a region's IRI: its code, or code and name."""
    return iri.removeprefix(f"{BASE}region/")
