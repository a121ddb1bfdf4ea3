"""Later mentions of the one leading group or task force that a text names in full: 领导小组, 工作专班办公室.

"领导小组" alone is that group where no other is named; its office is a body of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from ingest.bodies.body import HAN, Body
from ingest.nlp import text_of

_BARE = "(?:工作)?(?:领导小组|专班)"
_BARE_RE = re.compile(rf"{_BARE}(?:办公室)?")
_GROUP_RE = re.compile(rf"{_BARE}$")
_MENTION_RE = re.compile(rf"(?:(?<![{HAN}”])|(?<=[由经报向对请送与和在]))(?P<name>{_BARE}(?P<office>办公室)?)(?!成员)")


def is_bare(name: str) -> bool:
    """Does the name not say whose group it is, or for what?"""
    return _BARE_RE.fullmatch(name) is not None


def groups(doc: Doc, bodies: Sequence[Body]) -> Iterator[Body]:
    """The mentions behind the full name, if all full names are of one group."""
    named = [body for body in bodies if _GROUP_RE.search(body.name)]
    if len({body.key for body in named}) != 1:
        return
    first = named[0]
    for m in _MENTION_RE.finditer(text_of(doc), first.end):
        if first.name.endswith(m["name"].removeprefix("工作").removesuffix("办公室")):
            yield Body(m.start("name"), m.end(), m["name"], first.region, first.post + (m["office"] or ""))
