"""What a file's properties say of it, where the text agrees: templates leave their own titles, machines their users."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from ingest.readers.layout.fragments import Sheet

_ASIDE_RE = re.compile(r"[\W_]+")
_PAGES = 2  # at the beginning, on which a title stands
_LEAST = {"title": 5, "author": 3, "publisher": 3}


def plausible(values: Mapping[str, str], name: str, sheets: Sequence[Sheet]) -> dict[str, str]:
    """Those of `values`, by their keys of TOLD, that stand in the text, whatever the spaces and line ends there."""
    near = _plain("".join(line.text for sheet in sheets[:_PAGES] for line in sheet.lines))
    far = near + _plain("".join(line.text for line in sheets[-1].lines)) if sheets else near
    stem = _plain(PurePosixPath(name).stem)
    told = {}
    for key, value in values.items():
        plain = _plain(value)
        if len(plain) < _LEAST.get(key, 1) or plain.isascii() or (key == "title" and plain == stem):
            continue
        if plain in (near if key == "title" else far):
            told[key] = " ".join(value.split())
    return told


def _plain(text: str) -> str:
    return _ASIDE_RE.sub("", text)
