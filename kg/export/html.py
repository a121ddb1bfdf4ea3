"""html: one page that stands alone (no script, no outside file), good to print and to open in Word."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, Template

from kg.compare import Comparison
from kg.export import wording


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("kg.export"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("comparison.html")


def write(comparison: Comparison) -> bytes:
    return _template().render(comparison=comparison, wording=wording).encode()
