"""What a stretch that may name a practice is made of: traits of its words, none of them the text's own.

Only the last one or two characters of a name are ever part of a trait.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ingest.mechanisms import glossary, lexicon

VERBAL = frozenset(("v", "vd", "vi"))  # jieba's parts of speech for verbs
_LENGTHS = (2, 3, 4, 5, 6, 8, 10, 13, 17, 23)
_MOST_VERBS = 3


def shape(name: str) -> list[str]:
    """How long a name is, how it ends, how far other names are like it."""
    found = [f"length:{bisect_right(_LENGTHS, len(name))}"]
    found += [f"end:{name[-n:]}" for n in (1, 2) if len(name) > n]
    found += glossary.likeness(name)
    if name in lexicon.terms():
        found.append("term")
    return found


def verbs(begun: Sequence[int], start: int, end: int) -> str:
    """How many of the verbs of a text, which begin at `begun`, the stretch [start, end) holds."""
    return f"verbs:{min(bisect_left(begun, end) - bisect_left(begun, start), _MOST_VERBS)}"
