from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.settings import Settings


def test_environment_overrides_default_and_caller_overrides_both() -> None:
    environ = {"ZHITU_QUERY_TIMEOUT_S": "3.5", "ZHITU_HOME": "/somewhere"}
    assert Settings(environ=environ).query_timeout_s == 3.5
    assert Settings(environ=environ).home == Path("/somewhere")
    assert Settings({"query_timeout_s": 1}, environ).query_timeout_s == 1.0


@pytest.mark.parametrize(
    ("overrides", "environ", "named"),
    [({}, {"ZHITU_QUERY_WORKERS": "many"}, "ZHITU_QUERY_WORKERS='many'"), ({"no_such": 1}, {}, "no_such")],
)
def test_bad_setting_is_named(overrides: dict[str, object], environ: dict[str, str], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        Settings(overrides, environ)
