"""One handler for every error: its kind -> a status, as a page of ours or as JSON, whichever the client prefers.

The body of the JSON is always `{"error": {"status": 404, "kind": "NotFound", "message": "…"}}`, with `nearest` where
there are names to offer. A stack trace goes to the log and never into an answer.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException

from kg.errors import NotFound, ZhituError

TITLES = {
    400: _("请求有误"),
    403: _("不允许的请求"),
    404: _("没有找到"),
    405: _("不支持这种请求方法"),
    406: _("没有这种格式"),
    413: _("请求过大"),
    500: _("服务出错"),
    503: _("暂时无法提供服务"),
}
ADVICE = {
    404: _("地址可能写错了，或者这项内容不在当前版本的知识库里。可以从检索或首页重新查找。"),
    405: _("请用页面上的链接和表单访问。"),
    500: _("错误已记入服务日志。请稍后重试；若仍出现，请把本页地址告诉管理员。"),
    503: _("请稍后重试。"),
}


def init_errors(app: Flask) -> None:
    app.register_error_handler(ZhituError, _handle_ours)
    app.register_error_handler(HTTPException, _handle_http)
    app.register_error_handler(Exception, _handle_unforeseen)


def error_response(status: int, kind: str, message: str, nearest: tuple[str, ...] = ()) -> Response:
    """The answer for an error, as HTML or JSON by the request's Accept header."""
    if prefers_json():
        error: dict[str, Any] = {"status": status, "kind": kind, "message": message}
        response = jsonify({"error": error | ({"nearest": list(nearest)} if nearest else {})})
    else:
        title = TITLES.get(status, TITLES[500 if status >= 500 else 400])
        page = render_template(
            "error.html", status=status, title=title, message=message, nearest=nearest, advice=ADVICE.get(status)
        )
        response = make_response(page)
    response.status_code = status
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response


def prefers_json() -> bool:
    """Whether JSON ranks above HTML for this request; under /api it is the default."""
    offers = ["text/html", "application/json"]
    default = offers[1] if request.path.startswith("/api/") or request.path == "/suggest" else offers[0]
    if not request.accept_mimetypes or request.accept_mimetypes.best == "*/*":
        return default == offers[1]
    return request.accept_mimetypes.best_match(offers, default=default) == offers[1]


def _handle_ours(error: ZhituError) -> Response:
    if error.status >= 500:
        current_app.logger.warning("%s %s: %s", request.method, request.path, error.message)
    nearest = error.nearest if isinstance(error, NotFound) else ()
    message = error.message
    if isinstance(error, NotFound) and not prefers_json():
        message = NotFound(error.kind, error.name).message  # the page lists the nearest names as links
    return error_response(error.status, type(error).__name__, message, nearest)


def _handle_http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    response = error_response(error.code, error.name.title().replace(" ", ""), _message(error))
    valid = getattr(error, "valid_methods", None)
    if valid:
        response.headers["Allow"] = ", ".join(sorted(valid))
    return response


def _message(error: HTTPException) -> str:
    if error.code == 404:
        return f"没有这个地址：{request.path}"
    if error.code == 405:
        return f"{request.path} 不支持 {request.method}"
    return str(error.description or error.name)


def _handle_unforeseen(error: Exception) -> Response:
    current_app.logger.exception("%s %s", request.method, request.full_path)
    return error_response(500, "InternalError", "服务内部出错，未能完成这个请求")
