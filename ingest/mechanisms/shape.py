"""What a stretch that may name a practice is made of: traits of its words, none of them the text's own.

Only the last one to three characters of a name are ever part of a trait.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import distinguishing
from ingest.mechanisms.glossary import likeness
from ingest.mechanisms.marks import Marks
from ingest.mechanisms.naming import says_no_name
from ingest.mechanisms.nets import head_before
from ingest.mechanisms.quotations import COUNTED_RE, is_slogan, rhymes

Taken = Mapping[str, Mapping[int, int]]  # type of entity -> every offset in one -> its end

_LENGTHS = (2, 3, 4, 5, 6, 8, 10, 13, 17, 23)
_SIGNS = (
    ("、", "list"),
    ("+", "plus"),
    ("—", "dash"),
    ("的", "of"),
    ("和", "and"),
    ("(", "bracket"),
    (",", "comma"),
    ("等", "etc"),
)
_DIGIT_RE, _LETTER_RE = re.compile(r"[0-9]"), re.compile(r"[A-Za-z]")
_MOST = 6


def outline(name: str) -> tuple[str, ...]:
    """How long a name is and how it ends."""
    return (f"length:{bisect_right(_LENGTHS, len(name))}", *(f"end:{name[-n:]}" for n in (1, 2, 3) if len(name) > n))


@lru_cache(maxsize=8192)
def wording(name: str) -> tuple[str, ...]:
    """What the words of a name tell by themselves; first how much they distinguish."""
    signs = (f"has {label}" for sign, label in _SIGNS if sign in name)
    return (*_head(name), *likeness(name), *signs, *_form(name), *(("term",) if name in lexicon.terms() else ()))


def inside(marks: Marks, taken: Taken, start: int, end: int) -> Iterator[str]:
    """What the stretch [start, end) holds: words, set terms, other kinds of names."""
    if any(term != (start, end) for term in marks.within(marks.terms, start, end)):
        yield "has term"
    yield from _words(marks, start, end)
    yield from _others(taken, start, end)


@lru_cache(maxsize=8192)
def kind_of(name: str) -> str:
    """What sort of word closes a name: a strength of mechanism_kinds.tsv, `noun`, or `-` for none.

    >>> kind_of("楼道议事制度"), kind_of("楼道花园")
    ('open', 'noun')
    """
    head = head_before(name, len(name))
    return lexicon.kinds().get(head, "noun") if head else "-"


def _head(name: str) -> Iterator[str]:
    head = head_before(name, len(name)) or ""
    modifier = name[: len(name) - len(head)]
    yield f"says:{min(distinguishing(modifier), _MOST)}"
    yield f"says all:{min(distinguishing(name), _MOST)}"
    if not modifier:
        yield "only head"
    if head and says_no_name(modifier, head):
        yield "says no name"


def _form(name: str) -> Iterator[str]:
    if _DIGIT_RE.search(name):
        yield "has digit"
    if _LETTER_RE.search(name):
        yield "has letter"
    if COUNTED_RE.match(name):
        yield "counted"
    if is_slogan(name):
        yield "slogan"
    parts = re.split(r"[、,]", name)
    if len(parts) > 1 and len({len(part) for part in parts}) == 1:
        yield "parallel"
        if rhymes(parts):
            yield "rhymes"


def _words(marks: Marks, start: int, end: int) -> Iterator[str]:
    """Parts of speech, by their first letter, of nouns and verbs by the first two."""
    spans = marks.words.spans_between(start, end)
    tags = [part[:2] if part[0] in "nv" else part[0] for _, _, part in spans if part != "x"]
    if tags:
        yield f"first:{tags[0]}"
        yield f"last:{tags[-1]}"
        yield f"words:{min(len(tags), _MOST)}"
        yield f"verbs:{min(sum(tag in ('v', 'vd', 'vi') for tag in tags), 3)}"
        yield from (f"has tag:{tag}" for tag in sorted(set(tags)))
        if len(tags) <= 4:
            yield "tags:" + "-".join(tags)
    if not spans:
        return
    if spans[0][0] != start or spans[-1][1] != end:
        yield "cuts word"
    first = marks.text[slice(*spans[0][:2])]
    if first in lexicon.verbs():
        yield "begins with verb"
    if first in lexicon.generic_set():
        yield "begins generic"


def _others(taken: Taken, start: int, end: int) -> Iterator[str]:
    for kind, ends in taken.items():
        if start in ends:
            yield f"{kind} at start" if ends[start] < end else f"{kind} over"
        elif not ends.keys().isdisjoint(range(start, end)):
            yield f"has {kind}"
