"""Kinds whose name is a brand in quotation marks and a word for a place or team.

“红石榴”服务站 is a way of working (guidelines, "What makes a name a mechanism") and a kind only where it is counted;
红石榴服务站, the brand quoted elsewhere, is a kind of body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.bodies.body import HAN
from ingest.kinds.kind import Kind, canonical
from kg.names import display_name

_QUOTED_RE = re.compile(rf"[“\"]([{HAN}0-9+]{{2,8}})[”\"]")
_HEAD_RE = re.compile("(?:[服工议驿]|调解)[一-鿿]{0,2}[站室会厅]$")
_LAST = frozenset("站室会厅")
_ROOMS = frozenset("室厅")
_CLOSED_RE = re.compile("“[^“”]{3,9}”$")
_COUNTED_RE = re.compile(r"(?:共|有|达|已)*\d")


def branded(text: str, kinds: Iterable[Kind]) -> Iterator[Kind]:
    """The kinds without those named by a quoted brand; others with the whole of a brand that is quoted elsewhere."""
    brands: frozenset[str] | None = None
    for kind in kinds:
        if text[kind.end - 1] in _ROOMS and _CLOSED_RE.search(text, max(0, kind.end - 12), kind.end + 1):
            continue  # “老马调解室”
        named = text[kind.end - 1] in _LAST and kind.name not in canonical()
        head = _HEAD_RE.search(text, kind.start, kind.end) if named else None
        if head is None:
            yield kind
            continue
        before = text[max(0, kind.start - 9) : head.start()]
        if before.endswith(("”", '"')) and not _COUNTED_RE.match(text, kind.end):
            continue
        brands = frozenset(_QUOTED_RE.findall(text)) if brands is None else brands
        brand = next((b for b in brands if before.endswith(b)), "")
        if kind.start > head.start() - len(brand):
            name = display_name(text[head.start() - len(brand) : kind.end])
            kind = kind._replace(start=head.start() - len(brand), name=name, forms=(name,))
        yield kind
