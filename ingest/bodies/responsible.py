"""Bodies of a territory in a note that says who is responsible: (责任单位:区城投集团、区数字化中心).

Everything in such a row is a body, so that the words of a name needn't be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.bodies.body import HAN, UNITS, Body
from ingest.bodies.posts import shared_post
from ingest.bodies.territory import Territory
from ingest.components.terms import alternation
from ingest.nlp import text_of

_NOTE_RE = re.compile(r"[:：](?<=(?:责任|牵头|配合|协办|协同|参与|参加)(?:单位|部门)[:：])([^)）\n。;；]{3,})")
_ITEM_RE = re.compile(
    rf"(?<![^、,， :：])(?P<unit>{alternation(UNITS)})(?![直属级内各])"
    rf"(?P<post>[{HAN}]{{2,12}}(?<![各关级])(?:局|办|办公室|委|部|中心|集团|公司|院|联合会|社|馆))(?=[、,， ]|$)"
)
_MANY_RE = re.compile("各|有关|相关|部门|单位|等")


def responsible(doc: Doc, territory: Territory) -> Iterator[Body]:
    """The items of the row that open with the unit of a region."""
    text = text_of(doc)
    for note in _NOTE_RE.finditer(text):
        for m in _ITEM_RE.finditer(text, *note.span(1)):
            region = territory.governing(m.start(), m["unit"])
            if region is None or territory.around(m.start()) is not None or _MANY_RE.search(m["post"]):
                continue
            name = territory.wording(region, m["unit"]) + m["post"]
            yield Body(m.start(), m.end(), name, region, shared_post(m["post"]))
