"""The comparison of regions: choose, read, export."""

from __future__ import annotations

import io
from functools import partial
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from kg.compare import STATUS_LABELS, Comparison, compare, distinct
from kg.errors import UsageError
from kg.export import FORMATS, export, wording
from web.entities import overview
from web.links import compare_url
from web.overview import heat
from web.release import current_release

blueprint = Blueprint("compare", __name__)


@blueprint.get("/compare")
def page() -> str:
    """The form; with regions chosen, the comparison below it."""
    regions, dimensions = _chosen()
    comparison = compare(current_release(), regions, dimensions) if regions else None
    return render_template(
        "compare.html",
        comparison=comparison,
        chosen={r.name for r in comparison.regions} if comparison else set(),
        dimensions=set(comparison.dimensions) if comparison and dimensions else set(),
        offered=overview().regions,
        wording=wording,
        statuses=STATUS_LABELS,
        formats=FORMATS.values(),
        export_query=urlencode([*(("region", r) for r in regions), *(("dimension", d) for d in dimensions)]),
        compare_url=compare_url,
        distinct=distinct,
        heat=partial(heat, most=max((len(cell.practices) for cell in comparison.cells.values()), default=1))
        if comparison
        else None,
    )


@blueprint.get("/compare/export")
def download() -> Response:
    """The comparison as a file in `format`."""
    regions, dimensions = _chosen()
    if not regions:
        raise UsageError("请先选择要比较的地区")
    name = request.args.get("format", "")
    comparison = compare(current_release(), regions, dimensions)
    return send_file(
        io.BytesIO(export(comparison, name)),
        mimetype=FORMATS[name].media_type.partition(";")[0],  # send_file adds the charset
        as_attachment=True,
        download_name=_filename(comparison, name),  # 汉字 in a header need RFC 6266's filename*
    )


def _chosen() -> tuple[list[str], list[str]]:
    """Regions and dimensions of the query; a field may name several regions, set apart by 、，,; or spaces."""
    regions = [part for value in request.args.getlist("region") for part in _parts(value)]
    return regions, [value for value in request.args.getlist("dimension") if value.strip()]


def _parts(value: str) -> list[str]:
    for separator in "、，,;；":
        value = value.replace(separator, " ")
    return value.split()


def _filename(comparison: Comparison, name: str) -> str:
    return f"{wording.title(comparison)[:60]}-v{comparison.release}{FORMATS[name].suffix}"
