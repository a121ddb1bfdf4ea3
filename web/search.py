"""Full-text search: the page with its facets, and the type-ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from kg.compare import find_dimension
from kg.errors import UsageError
from kg.iris import entity_iri
from kg.model import Entity
from kg.regions import gazetteer, lookup
from kg.text.search import Hit, Result, search
from kg.vocab import DIMENSIONS, GENRES
from web.documents import find_row
from web.labels import KINDS
from web.links import document_url, iri_path
from web.paging import Paging
from web.release import current_release
from web.things import alias_iri

blueprint = Blueprint("search", __name__)

PAGE = 10
SUGGESTIONS = 8
QUERY_LENGTH = 200
SHOWN = 8  # values of a facet that stand open; the rest fold

# facet -> heading, in the order of the page
FACETS = {
    "region": lazy_gettext("地区"),
    "dimension": lazy_gettext("维度"),
    "year": lazy_gettext("年份"),
    "genre": lazy_gettext("体裁"),
    "document": lazy_gettext("文档"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a request narrows its search to; every value has been checked."""

    region: tuple[str, ...] = ()
    dimension: str | None = None
    year: int | None = None
    genre: str | None = None
    document: str | None = None

    def chosen(self) -> dict[str, list[str]]:
        """The values that are set, as they stand in an address."""
        values = {name: getattr(self, name) for name in FACETS}
        lists = {name: list(v) if isinstance(v, tuple) else [str(v)] for name, v in values.items() if v is not None}
        return {name: given for name, given in lists.items() if given}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: its link adds the filter, or takes it away if it is on."""

    label: str
    count: int
    href: str
    is_on: bool


@blueprint.get("/search")
def page() -> str:
    """Hits of `q`, narrowed by `region` (may be repeated), `dimension`, `year`, `genre`, `document`; by page."""
    query = asked_query()
    filters = asked_filters()
    result, paging = None, Paging(1, PAGE, 0)
    if query:
        paging = Paging.of(request.args.get("page"), 0, PAGE)
        _check_depth(paging)
        result = run(query, filters, limit=PAGE, offset=paging.offset)
        paging = Paging(paging.number, PAGE, result.total)
    return render_template(
        "search.html",
        query=query,
        result=result,
        paging=paging,
        facets={} if result is None else _facets(query, filters, result),
        on=_on(query, filters),
        page_url=lambda number: _url(query, filters.chosen(), page=number),
        url_with=lambda text: _url(text, filters.chosen()),
        hit_url=_hit_url,
        rows=current_release().rows,
        FACETS=FACETS,
        SHOWN=SHOWN,
    )


@blueprint.get("/suggest")
def suggest() -> Response:
    """Names that complete `q`, with what they are and where their pages lie."""
    typed = request.args.get("q", "")[:QUERY_LENGTH]
    found = current_release().index.completer.complete(typed, limit=SUGGESTIONS)
    rows = [{"text": c.text, "kind": _kind(c.type), "href": _page_of(c.type, c.text)} for c in found]
    return jsonify({"query": typed, "suggestions": rows})


def asked_query() -> str:
    query = request.args.get("q", "").strip()
    if len(query) > QUERY_LENGTH:
        raise UsageError(_("检索词最长 %(n)s 字，得到的有 %(m)s 字", n=QUERY_LENGTH, m=len(query)))
    return query


def asked_filters() -> Filters:
    """The filters of a request. UsageError or NotFound for a value that nothing has."""
    year = request.args.get("year") or None
    if year is not None and not (year.isdecimal() and len(year) == 4):
        raise UsageError(_("年份应是四位数字，得到的是 %(year)s", year=year))
    genre = request.args.get("genre") or None
    if genre is not None and genre not in GENRES:
        raise UsageError(_("没有体裁 %(genre)s；可用：%(known)s", genre=genre, known="、".join(GENRES)))
    document = request.args.get("document") or None
    if document is not None:
        find_row(document)
    dimension = request.args.get("dimension") or None
    return Filters(
        region=tuple(dict.fromkeys(lookup(text).code for text in request.args.getlist("region") if text)),
        dimension=None if dimension is None else find_dimension(dimension),
        year=None if year is None else int(year),
        genre=genre,
        document=document,
    )


def run(query: str, filters: Filters, *, limit: int, offset: int = 0) -> Result:
    return search(
        current_release().index,
        query,
        regions=filters.region,
        year=filters.year,
        dimension=filters.dimension,
        genre=filters.genre,
        document=filters.document,
        limit=limit,
        offset=offset,
    )


def _check_depth(paging: Paging) -> None:
    deepest = int(current_app.config["ZHITU"].search_limit) * PAGE
    if paging.offset >= deepest:
        raise UsageError(_("只能翻到第 %(n)s 页；请加上筛选条件", n=deepest // PAGE))


def _url(query: str, chosen: Mapping[str, list[str]], **more: Any) -> str:
    values: dict[str, Any] = {"q": query or None, **chosen, **more}
    return url_for("search.page", **values)


def _toggled(filters: Filters, name: str, value: str) -> dict[str, list[str]]:
    """The filters with `value` of `name` added, or taken away if it is on; one value a facet but for regions."""
    chosen = filters.chosen()
    held = chosen.pop(name, [])
    others = [one for one in held if one != value]
    keep = others if value in held else [*others, value] if name == "region" else [value]
    return chosen | ({name: keep} if keep else {})


def _choice(query: str, filters: Filters, name: str, value: str, count: int) -> Choice:
    href = _url(query, _toggled(filters, name, value))
    return Choice(label_of(name, value), count, href, value in filters.chosen().get(name, ()))


def _facets(query: str, filters: Filters, result: Result) -> dict[str, list[Choice]]:
    return {
        name: [_choice(query, filters, name, value, count) for value, count in result.facets.get(name, ())]
        for name in FACETS
    }


def _on(query: str, filters: Filters) -> list[Choice]:
    """The filters that are on, each with the link that takes it away."""
    return [_choice(query, filters, name, value, 0) for name, values in filters.chosen().items() for value in values]


def label_of(facet: str, value: str) -> str:
    """How a value of a facet is called."""
    if facet == "region":
        place = gazetteer().by_code(value)
        return value if place is None else place.name
    if facet == "dimension":
        return DIMENSIONS[value][0]
    if facet == "genre":
        return GENRES[value][0]
    if facet == "document":
        return str(find_row(value)["title"] or value)
    return value


def _hit_url(hit: Hit) -> str:
    """The reader, opened at the words that matched; at the passage if they are not in the text."""
    start, end = hit.spans[0] if hit.spans else (hit.start, hit.end)
    return document_url(hit.document, start=start, end=end, clause=hit.clause)


def _kind(kind: str) -> str:
    return _("文档") if kind == "Document" else str(KINDS[kind])


def _page_of(kind: str, text: str) -> str | None:
    """The page of a suggested name, if the release has one of that name; None: search for it."""
    if kind not in ("Mechanism", "Organization", "OrganizationKind", "PolicyDocument", "Event"):
        return None
    iri = entity_iri(Entity(kind, text))
    if iri is None or not current_release().store.select("entity_properties", entity=iri):
        iri = alias_iri(kind, text)
    return None if iri is None else iri_path(iri)
