"""Later mentions of the one leading group or task force that a text names in full: 领导小组, 工作专班办公室.

"领导小组" alone is that group where no other is named; its office is a body of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from ingest.bodies.body import HAN, Body
from ingest.nlp import text_of

_GROUP_RE = re.compile("(?:工作)?(?:领导小组|专班)$")
_MENTION_RE = re.compile(rf"(?<![{HAN}”])(?:[由经报向对]|并由|并报|提请|报请|报送)?(?P<name>(?:工作)?(?:领导小组|专班))(?P<office>办公室)?(?!成员)")


def groups(doc: Doc, bodies: Sequence[Body]) -> Iterator[Body]:
    """The mentions behind the full name, if all full names are of one group."""
    named = [body for body in bodies if _GROUP_RE.search(body.name)]
    if len({body.key for body in named}) != 1:
        return
    text, first = text_of(doc), named[0]
    closing = _GROUP_RE.search(first.name)
    for m in _MENTION_RE.finditer(text, first.end) if closing is not None else ():
        if not closing[0].endswith(m["name"].removeprefix("工作")):
            continue
        post = first.post + (m["office"] or "")
        name = f"{m['name']}{m['office'] or ''}"
        yield Body(m.start("name"), m.end(), name, first.region, post)
