"""Bodies of a prefecture that is a 地区: 地委 its party committee, 行署 its government, 地区民政局 a department.

Source: 地方组织法 (2022) on 派出机关: a province may set up 行政公署 as its agencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.bodies.body import Body
from ingest.bodies.posts import posts
from ingest.bodies.territory import Territory
from ingest.nlp import text_of

# 地 before its committee, 地区 before a department, the government of a prefecture
_PREFECTURE_RE = re.compile("(?:地区)?(?:行政公署|行署)(?P<office>办公室)?|地(?=委)|地区(?![域的内各])")
_GENERIC = frozenset("各每全多跨")


def prefectural(doc: Doc, territory: Territory) -> Iterator[Body]:
    """地委组织部, 行署, 地区民政局: the bodies of the one prefecture in the text that is a 地区."""
    text = text_of(doc)
    named = (*(place.name for place in territory.spans), *doc._.document.regions)
    regions = {name for name in named if name.endswith("地区")}
    if len(regions) != 1:
        return
    region = regions.pop()
    stem = region.removesuffix("区")
    for m in _PREFECTURE_RE.finditer(text):
        if text[m.start() - 1 : m.start()] in _GENERIC:
            continue
        place = territory.around(m.start()) or territory.ending_at(m.start())
        if "署" in m[0]:
            post = "行政公署" + (m["office"] or "")
            yield Body(place.start if place is not None else m.start(), m.end(), region + post, region, post)
            continue
        if territory.around(m.start()) is not None:
            continue
        before = len(stem) - 1 if text.endswith(stem[:-1], 0, m.start()) else 0
        for stop, post in posts(doc, m.end(), official=True):
            name = (stem if m[0] == "地" else region) + text[m.end() : stop]
            yield Body(m.start() - before, stop, name, region, post)
