"""/sparql by the SPARQL 1.1 Protocol (queries; updates are refused), and the workbench over it.

Source of the rules: SPARQL 1.1 Protocol, section 2.1 (query operation), and SPARQL 1.1 Service Description, section 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Blueprint, Response, current_app, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from werkzeug.exceptions import HTTPException, NotAcceptable, UnsupportedMediaType
from werkzeug.wrappers import Response as AnyResponse

from kg.errors import QueryError, QueryRefused
from kg.graph.service import DESCRIPTION_TYPES, describe_service
from kg.graph.worker import QueryPool
from kg.releases import Release
from kg.vocab import PREFIXES
from web.errors import error_response
from web.release import current_release, memo
from web.security import allow_inline_styles

blueprint = Blueprint("sparql", __name__)

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
DATASET = ("default-graph-uri", "named-graph-uri")
DATASET_OF_UPDATE = ("using-graph-uri", "using-named-graph-uri")


@dataclass(frozen=True, slots=True)
class Operation:
    """One query as the protocol hands it over."""

    query: str
    default_graphs: list[str]
    named_graphs: list[str]


@blueprint.route("/sparql", methods=["GET", "POST"], provide_automatic_options=False)
def endpoint() -> AnyResponse:
    """A query's answer; without a query, the workbench for a browser and the service description for the rest."""
    if request.method in ("GET", "HEAD") and "query" not in request.args and "update" not in request.args:
        return _introduction()
    operation = _operation()
    body, media_type = _pool().run(
        operation.query, _accepted(), operation.default_graphs, operation.named_graphs, base=request.base_url
    )
    return _open(make_response(body), media_type)


@blueprint.route("/sparql", methods=["OPTIONS"], provide_automatic_options=False)
def preflight() -> AnyResponse:
    """What a script of another origin may send (Fetch, CORS preflight)."""
    response = _open(Response(status=204), "text/plain")
    response.headers["Allow"] = "GET, HEAD, POST, OPTIONS"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST"
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


@blueprint.get("/workbench")
def workbench() -> str:
    """Yasgui over /sparql, with the example queries that the graph holds."""
    allow_inline_styles()  # its editor and tables set styles of their own
    store = current_release().store
    examples = store.select("workbench_examples")
    terms = store.select("workbench_terms")
    settings = current_app.config["ZHITU"]
    return render_template(
        "workbench.html",
        examples=examples,
        setup={
            "endpoint": url_for("sparql.endpoint"),
            "base": "https://w3id.org/zhitu/",
            "prefixes": PREFIXES,
            "classes": sorted({row["term"] for row in terms if row["kind"] == "class"}),
            "properties": sorted({row["term"] for row in terms if row["kind"] == "property"}),
            "examples": [{"title": row["title"], "query": row["query"]} for row in examples],
        },
        timeout_s=settings.query_timeout_s,
        result_mb=settings.query_result_mb,
    )


def _operation() -> Operation:
    """The operation of this request; a QueryError or an HTTP error says what is wrong with it."""
    if request.method in ("GET", "HEAD"):
        _utf8(unquote_to_bytes(request.query_string))
        return _from_fields(request.args)
    kind = request.mimetype
    if kind == FORM:
        return _from_fields(CombinedMultiDict([_form(), request.args]))  # the dataset may stand in the address
    if kind == UPDATE:
        raise QueryRefused("这里只能查询，不接受更新")
    if kind != QUERY:
        raise UnsupportedMediaType(f"POST 的内容类型应为 {QUERY} 或 {FORM}，收到的是 {kind or '空'}")
    if "query" in request.args:
        raise QueryError("查询语句既在正文里又在参数 query 里，只能给一处")
    return _with_dataset(_utf8(request.get_data()), request.args)


def _form() -> MultiDict[str, str]:
    """The fields of a form as they were sent; QueryError if they are not UTF-8."""
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8"):
        raise QueryError(f"表单应为 UTF-8，声明的是 {charset}")
    _utf8(unquote_to_bytes(request.get_data()))
    return request.form


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"查询语句不是 UTF-8（第 {error.start} 字节起）") from None


def _from_fields(fields: MultiDict[str, str]) -> Operation:
    if "update" in fields:
        raise QueryRefused("这里只能查询，不接受更新")
    queries = fields.getlist("query")
    if len(queries) != 1:
        raise QueryError(f"参数 query 应恰好出现一次，现有 {len(queries)} 次")
    return _with_dataset(queries[0], fields)


def _with_dataset(query: str, fields: MultiDict[str, str]) -> Operation:
    wrong = [name for name in DATASET_OF_UPDATE if name in fields]
    if wrong:
        raise QueryError(f"参数 {wrong[0]} 只用于更新；查询用 {' 和 '.join(DATASET)}")
    return Operation(query, *(fields.getlist(name) for name in DATASET))


def _accepted() -> list[str]:
    """The media types of the Accept header, the best liked first."""
    return [media_type.partition(";")[0] for media_type, quality in request.accept_mimetypes if quality > 0]


def _introduction() -> AnyResponse:
    offers: Mapping[str, Any] = DESCRIPTION_TYPES
    wanted = request.accept_mimetypes.best_match([*offers, "text/html"])
    if wanted == "text/html" and request.accept_mimetypes.best != "*/*":
        response = redirect(url_for("sparql.workbench"), 303)
        response.vary.add("Accept")
        return response
    if not request.accept_mimetypes or request.accept_mimetypes.best == "*/*":
        wanted = next(iter(offers))
    if wanted is None or wanted not in offers:
        raise NotAcceptable(f"服务说明有这些格式：{'、'.join(offers)}")
    body = describe_service(url_for("sparql.endpoint", _external=True), wanted)
    return _open(make_response(body), wanted)


def _open(response: Response, media_type: str) -> Response:
    text = media_type.startswith("text/")
    response.content_type = f"{media_type}; charset=utf-8" if text else media_type
    return response


@blueprint.errorhandler(QueryError)
@blueprint.errorhandler(HTTPException)
def _refusal(error: QueryError | HTTPException) -> AnyResponse:
    """What is wrong, as JSON for programs; a page only for who names HTML as what it likes best."""
    if isinstance(error, HTTPException):
        status, message = error.code or 500, str(error.description)
    else:
        status, message = error.status, error.message
    if request.accept_mimetypes.best in ("text/html", "application/xhtml+xml"):
        return error_response(status, type(error).__name__, message)
    response = jsonify({"error": {"status": status, "kind": type(error).__name__, "message": message}})
    response.status_code = status
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response


@blueprint.after_request
def _allow_any_origin(response: Response) -> Response:
    """Answers of the endpoint, errors too, may be read by scripts of any origin: the data are public."""
    if request.endpoint in ("sparql.endpoint", "sparql.preflight"):
        response.vary.add("Accept")
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _pool() -> QueryPool:
    """The query workers of the release of this request; they end with it."""
    return memo("queries", _start)


def _start(release: Release) -> QueryPool:
    return QueryPool(release.path, current_app.config["ZHITU"])
