"""What a stretch that may name a practice is made of: traits of its words, none of them the text's own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ingest.mechanisms import glossary, lexicon
from ingest.mechanisms.nets import head_before

VERBAL = frozenset(("v", "vd", "vi"))  # jieba's parts of speech for verbs
_LENGTHS = (2, 3, 4, 5, 6, 8, 10, 13, 17, 23)
_LONG = [f"length:{bisect_right(_LENGTHS, n)}" for n in range(_LENGTHS[-1] + 1)]  # by the number of characters
_VERBS = [f"verbs:{n}" for n in range(4)]


def shape(name: str) -> list[str]:
    """How long a name is, how far other names are like it."""
    found = [_LONG[min(len(name), _LENGTHS[-1])], *glossary.likeness(name)]
    if name in lexicon.terms():
        found.append("term")
    return found


def closing(name: str) -> str:
    """How far the word that closes a name makes one: the strength of a kind word, or that it carries or ends practices.

    >>> closing("积分制"), closing("小院议事厅"), closing("大家评")
    ('closed:open', 'closed:quoted', 'closed:-')
    """
    head = head_before(name, len(name))
    return f"closed:{lexicon.kinds().get(head, 'other')}" if head is not None else "closed:-"


def verbs(begun: Sequence[int], start: int, end: int) -> str:
    """How many of the verbs of a text, which begin at `begun`, the stretch [start, end) holds."""
    return _VERBS[min(bisect_left(begun, end) - bisect_left(begun, start), len(_VERBS) - 1)]
