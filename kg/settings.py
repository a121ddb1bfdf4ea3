"""Every setting: name, default, unit, help. The environment overrides a default as ZHITU_<NAME>.

A value that does not parse stops the start and is named.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UsageError


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: str | int | float
    help: str


SETTINGS = (
    Setting("home", "data", "folder that holds sources and releases"),
    Setting("keep_releases", 5, "releases kept on disk"),
    Setting("query_timeout_s", 10.0, "seconds that a SPARQL query may run"),
    Setting("query_memory_mb", 2048, "address space of a query worker, in MiB"),
    Setting("query_result_mb", 32, "bytes of a query's answer, in MiB"),
    Setting("query_length", 50_000, "characters of a query"),
    Setting("query_workers", 2, "query worker processes"),
    Setting("query_queue", 32, "queries that may wait for a worker"),
    Setting("sandbox", 1, "1: query workers may open no sockets (seccomp); 0: off"),
    Setting("network_nodes", 150, "nodes that a network page draws at most"),
    Setting("read_file_mb", 50, "size of a file that is read, in MiB"),
    Setting("read_characters", 8_000_000, "characters of one document"),
    Setting("read_seconds", 10.0, "seconds that reading one file may take"),
    Setting("read_memory_mb", 500, "address space of the process that reads a file, in MiB"),
    Setting("archive_members", 10_000, "members of an archive, rows of a list"),
    Setting("archive_mb", 100, "unpacked size of an archive, in MiB"),
    Setting("office_seconds", 60.0, "seconds that LibreOffice may take to convert one file"),
    Setting("models", "", "optional components of extraction, by name, separated by commas"),
    Setting("search_limit", 100, "hits that one request may ask for"),
)


def _parse(raw: object, kind: type[str | int | float]) -> str | int | float:
    """`raw` as a value of `kind`; ValueError if it is none."""
    return kind(str(raw))


class Settings:
    """Settings as attributes: `settings.query_timeout_s`."""

    def __init__(self, overrides: Mapping[str, object] | None = None, environ: Mapping[str, str] | None = None) -> None:
        given = dict(overrides or {})
        environ = os.environ if environ is None else environ
        self._values: dict[str, str | int | float] = {}
        for setting in SETTINGS:
            raw = given.pop(setting.name, environ.get(f"ZHITU_{setting.name.upper()}", setting.default))
            try:
                self._values[setting.name] = _parse(raw, type(setting.default))
            except (TypeError, ValueError):
                kind = {int: "an integer", float: "a number", str: "text"}[type(setting.default)]
                raise UsageError(f"ZHITU_{setting.name.upper()}={raw!r} is not {kind} ({setting.help})") from None
        if given:
            raise UsageError(f"unknown setting: {', '.join(sorted(given))}")

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def home(self) -> Path:
        return Path(str(self._values["home"]))
