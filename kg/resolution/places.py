"""Places without a code that documents hang on different places above them: a village of a county, or of its city."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from kg.names import name_key
from kg.regions import gazetteer
from kg.resolution.model import Link, Mention
from kg.vocab import BASE

_REGION = f"{BASE}region/"


def within_and_name(iri: str) -> tuple[str, str] | None:
    """(code of the nearest coded place above, name) of a region without a code; None for any other."""
    code, slash, name = iri.removeprefix(_REGION).partition("/")
    return (code, unquote(name)) if slash and iri.startswith(_REGION) else None


def lowest_first(iri: str) -> tuple[object, ...]:
    """Sorts the place that hangs on the lowest place first."""
    code = (within_and_name(iri) or ("", ""))[0]
    return (-len(gazetteer().ancestors(code)), len(iri), iri)


def place_links(mentions: Sequence[Mention]) -> Iterator[list[Link]]:
    """One tier: a place leads to the one of its name further down, where there is one only."""
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for mention in mentions:
        found = within_and_name(mention.iri)
        if found is not None:
            named[name_key(found[1])][mention.iri] = found[0]
    yield [link for iris in named.values() for link in _upward(iris)]


def _upward(codes: dict[str, str]) -> Iterator[Link]:
    places = gazetteer()
    for iri, code in sorted(codes.items()):
        below = [other for other, inner in codes.items() if inner != code and places.is_within(inner, code)]
        lowest = [o for o in below if not any(places.is_within(codes[p], codes[o]) for p in below if p != o)]
        if len(lowest) == 1:
            first, second = sorted((iri, lowest[0]))
            name = (within_and_name(iri) or ("", ""))[1]
            reason = f"{places.full_name(code)}只有一处“{name}”，在{places.full_name(codes[lowest[0]])}"
            yield Link(first, second, "place-above", reason)
