"""Nets: stretches that may name a practice beside the names that the rules find.

Quotations, and other cuts of what a rule found: phrases that a closing word ends, with every likely beginning. They
hold more that is no name than names; which are is for ingest.mechanisms.odds to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ingest.mechanisms import lexicon
from ingest.mechanisms.behind import closes
from ingest.mechanisms.boundary import left_edge, skip_leading
from ingest.mechanisms.candidate import balanced, plain
from ingest.mechanisms.marks import FULL_STOPS, QUOTE, TITLE, Marks
from ingest.mechanisms.quotations import quotations

Spans = tuple[tuple[int, int, str], ...]  # start, end, part of speech

SHORTEST, LONGEST = 2, 40
_REACH = 24  # a name reaches so far to the left of its head
_TAIL = 12
_EDGES = " \u3000、,;:。\n"
_NOT_NOMINAL = frozenset("cupdrwyeo")  # jieba's parts of speech, by their first letter
_ENDS = ("practice_end", "carrier_end", "net_end")
_PLACES = ("ns", "t", "s")
_BETWEEN = frozenset("、,()《》“” ")
_QUOTATION, _HEAD = ("net:quotation",), ("net:head",)


class Caught(NamedTuple):
    """A stretch [start, end) with its words as a name, and traits that say which net caught it how."""

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
    for size, words in _heads().get(text[end - 1 : end], ()):
        if end >= size and (word := text[end - size : end]) in words:
            return word
    return None


def cast(marks: Marks, ruled: bytes | bytearray) -> Iterator[Caught]:
    """What the nets catch; `ruled` marks the characters that are part of what a rule found."""
    for low, high, traits in (*_quotations(marks), *_headed(marks, ruled)):
        words = marks.text[low:high]
        start, end = high - len(words.lstrip(_EDGES)), low + len(words.rstrip(_EDGES))
        words = marks.text[start:end]
        name = plain(words).strip("、,")
        if SHORTEST <= len(name) <= LONGEST and balanced(words) and FULL_STOPS.isdisjoint(words):
            yield Caught(start, end, name, traits)


def _quotations(marks: Marks) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Every quotation, alone and with the words behind it up to a closing word."""
    for quoted in quotations(marks):
        start, end = quoted.content
        yield start - 1, end + 1, _QUOTATION
        edge = end + 1
        while edge < len(marks.text) and edge - end <= _TAIL:
            word = marks.words.at(edge)
            if word is None or (word[1][:1] in _NOT_NOMINAL and marks.text[edge] != "的"):
                break
            edge = word[0]
            if head_before(marks.text, edge):
                yield start - 1, edge, _QUOTATION


def _headed(marks: Marks, ruled: bytes | bytearray) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Phrases that a closing word ends within what a rule found, with every likely beginning."""
    for low, high in marks.pieces:
        if ruled.find(1, low, high) < 0:
            continue
        spans = marks.words.spans_between(low, high)
        for i, (_, end, part) in enumerate(spans):
            if not ruled[end - 1] or marks.inside[end - 1] & QUOTE or part[:1] in _NOT_NOMINAL:
                continue
            head = head_before(marks.text, end)
            if head is None:
                continue
            if closes(marks, end, high) or marks.inside[end - 1] & TITLE:
                edge = left_edge(marks, low, end - len(head))
                for start in _beginnings(marks, spans, i, end - len(head), edge.start):
                    if end - start <= LONGEST:
                        yield start, end, _HEAD


def _beginnings(marks: Marks, spans: Spans, last: int, head: int, edge: int) -> Iterable[int]:
    """Where a name may begin whose last word is `spans[last]` and whose closing word begins at `head`."""
    text, end, chunk = marks.text, spans[last][1], _chunk_start(marks, spans, last)
    found: dict[int, None] = {}
    if chunk < head or end - head > 3:
        found[skip_leading(text, chunk, end)] = None
    if end - edge <= _REACH:
        found[edge] = None
    for begin, stop, part in reversed(spans[:last]):
        if begin < chunk:
            break
        if stop < end - 1 and _is_verb(text[begin:stop], part):
            found[skip_leading(text, stop, end)] = None
            break
    place = marks.words.at(chunk)
    if place is not None and place[1] in _PLACES and place[0] < end - 2:
        found[skip_leading(text, place[0], end)] = None
    return found


def _is_verb(word: str, part: str) -> bool:
    return (part == "v" and len(word) > 1) or word in lexicon.verbs()


def _chunk_start(marks: Marks, spans: Spans, last: int) -> int:
    """Where the run of nominal words that ends with word `last` begins."""
    text, start, reach = marks.text, spans[last][0], spans[last][1] - _REACH
    for begin, stop, part in reversed(spans[:last]):
        if begin < reach or part[:1] in _NOT_NOMINAL or text[begin] in _BETWEEN:
            break
        if part == "x" and not text[begin:stop].isalnum():
            break
        start = begin
    return start
