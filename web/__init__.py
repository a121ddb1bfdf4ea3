"""The knowledge base as pages: a Flask application made by `create_app`."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, request
from flask.json.provider import DefaultJSONProvider
from flask_babel import Babel

from kg.settings import Settings
from web import (
    api,
    claims,
    compare,
    documents,
    entities,
    health,
    network,
    pages,
    report,
    search,
    sparql,
    versions,
    vocabulary,
)
from web.assets import init_assets
from web.errors import init_errors
from web.release import init_releases
from web.security import init_security
from web.templating import init_templates

BLUEPRINTS = (
    pages.blueprint,
    search.blueprint,
    documents.blueprint,
    report.blueprint,
    versions.blueprint,
    entities.blueprint,
    claims.blueprint,
    compare.blueprint,
    network.blueprint,
    sparql.blueprint,
    vocabulary.blueprint,
    api.blueprint,
    health.blueprint,
)
LANGUAGES = ("zh_Hans",)  # the source strings are Chinese; a translation adds its language here


class Json(DefaultJSONProvider):
    """汉字 as they are, fields in the order in which they were put."""

    ensure_ascii = False
    sort_keys = False


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """The application over one home; `config` overrides settings of kg.settings by name.

    It starts without a release and answers 503 until there is one.
    """
    settings = Settings(config)
    app = Flask(__name__)
    app.config.update(
        ZHITU=settings,
        BABEL_DEFAULT_LOCALE=LANGUAGES[0],
        MAX_CONTENT_LENGTH=settings.query_length * 8,
    )
    app.json = Json(app)
    Babel(app, locale_selector=_language)
    init_releases(app, settings.home)
    init_assets(app)
    init_templates(app)
    init_security(app)
    init_errors(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def _language() -> str:
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]
