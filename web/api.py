"""/api: the answers of search and comparison as JSON, in the shape of the command line's."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, request

from kg.answers import compare_answer, search_answer
from kg.compare import compare, find_region
from kg.errors import UsageError
from kg.text.search import search
from web.links import region_key
from web.release import current_release

blueprint = Blueprint("api", __name__, url_prefix="/api")


@blueprint.get("/search")
def search_api() -> dict[str, Any]:
    """`q`, `region` (repeatable), `year`, `limit`, `offset`."""
    _check_names("q", "region", "year", "limit", "offset")
    release = current_release()
    query = request.args.get("q", "")
    if not query.strip():
        raise UsageError("缺少参数 q，或它是空的")
    result = search(
        release.index,
        query,
        regions=[region_key(find_region(release, name)[0]) for name in request.args.getlist("region")],
        year=_number("year", None, 1, 9999),
        limit=_number("limit", 10, 1, current_app.config["ZHITU"].search_limit) or 10,
        offset=_number("offset", 0, 0, 1_000_000) or 0,
    )
    return search_answer(result, release.number)


@blueprint.get("/compare")
def compare_api() -> dict[str, Any]:
    """`region` and `dimension`, both repeatable."""
    _check_names("region", "dimension")
    regions, dimensions = request.args.getlist("region"), request.args.getlist("dimension")
    return compare_answer(compare(current_release(), regions, dimensions))


def _check_names(*known: str) -> None:
    """UsageError for a parameter that would do nothing."""
    for name in request.args:
        if name not in known:
            raise UsageError(f"没有参数 {name!r}；可用：{'、'.join(known)}")


def _number(name: str, default: int | None, low: int, high: int) -> int | None:
    """A parameter as an integer within bounds; UsageError names it and what it may be."""
    given = request.args.get(name)
    if given is None:
        return default
    if not given.isascii() or not given.isdigit() or not low <= int(given) <= high:
        raise UsageError(f"参数 {name}={given!r} 应为 {low} 到 {high} 的整数")
    return int(given)
