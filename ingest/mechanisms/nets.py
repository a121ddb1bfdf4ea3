"""A net: stretches that may name a practice beside the names that the rules find.

Quotations. They hold more that is no name than names; which are is for ingest.mechanisms.odds to judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import balanced, plain
from ingest.mechanisms.marks import FULL_STOPS, Marks
from ingest.mechanisms.quotations import quotations

SHORTEST, LONGEST = 2, 40
_TAIL = 12
_EDGES = " \u3000、,;:。\n"
_NOT_NOMINAL = frozenset("cupdrwyeo")  # jieba's parts of speech, by their first letter
_ENDS = ("practice_end", "carrier_end", "net_end")
_QUOTATION = ("net:quotation",)


class Caught(NamedTuple):
    """A stretch [start, end) with its words as a name, and traits that say how it was caught."""

    start: int
    end: int
    name: str
    traits: tuple[str, ...]


@cache
def _heads() -> Mapping[str, tuple[tuple[int, frozenset[str]], ...]]:
    """Words that may close a name, by their last sign and their length, the longest first."""
    words = {*lexicon.kinds(), *(word for name in _ENDS for word in lexicon.alternatives(name))}
    found: dict[str, dict[int, set[str]]] = {}
    for word in words:
        found.setdefault(word[-1], {}).setdefault(len(word), set()).add(word)
    return {last: tuple((n, frozenset(sizes[n])) for n in sorted(sizes, reverse=True)) for last, sizes in found.items()}


def head_before(text: str, end: int) -> str | None:
    """The longest closing word that ends at `end`."""
    sizes = _heads().get(text[end - 1 : end])
    if sizes is None:
        return None
    for size, words in sizes:
        if end >= size and (word := text[end - size : end]) in words:
            return word
    return None


def cast(marks: Marks) -> Iterator[Caught]:
    """What the net catches: every quotation, alone and with the words behind it up to a closing word."""
    for low, high in _quotations(marks):
        words = marks.text[low:high]
        start, end = high - len(words.lstrip(_EDGES)), low + len(words.rstrip(_EDGES))
        words = marks.text[start:end]
        name = plain(words).strip("、,")
        if SHORTEST <= len(name) <= LONGEST and balanced(words) and FULL_STOPS.isdisjoint(words):
            yield Caught(start, end, name, _QUOTATION)


def _quotations(marks: Marks) -> Iterator[tuple[int, int]]:
    for quoted in quotations(marks):
        start, end = quoted.content
        yield start - 1, end + 1
        edge = end + 1
        while edge < len(marks.text) and edge - end <= _TAIL:
            word = marks.words.at(edge)
            if word is None or (word[1][:1] in _NOT_NOMINAL and marks.text[edge] != "的"):
                break
            edge = word[0]
            if head_before(marks.text, edge):
                yield start - 1, edge
