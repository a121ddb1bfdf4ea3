"""The headers that keep a page to its own origin.

Source: OWASP Secure Headers Project; Content Security Policy Level 3.
"""

from __future__ import annotations

from flask import Flask, Response, g

_POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_security(app: Flask) -> None:
    app.after_request(_harden)


def allow_inline_styles() -> None:
    """For the page of this request: its charts and editors write style attributes and elements of their own."""
    g.inline_styles = True


def _harden(response: Response) -> Response:
    policy = dict(_POLICY)
    if g.get("inline_styles", False):
        policy["style-src"] = "'self' 'unsafe-inline'"
    header = "; ".join(f"{name} {value}" for name, value in policy.items())
    response.headers.setdefault("Content-Security-Policy", header)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
