"""Wide nets: stretches that may name a practice. They find nearly all names and far more that are none.

Which are names is for ingest.mechanisms.odds to judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ingest.mechanisms import lexicon
from ingest.mechanisms.behind import closes
from ingest.mechanisms.boundary import left_edge, skip_leading
from ingest.mechanisms.candidate import balanced, plain
from ingest.mechanisms.marks import QUOTE, TITLE, Marks, Range
from ingest.mechanisms.quotations import quotations

Spans = tuple[tuple[int, int, str], ...]  # start, end, part of speech

SHORTEST, LONGEST = 2, 40
_REACH = 24  # a name reaches so far to the left of its head
_TAIL = 12
_OBJECT = range(3, 17)
_OBJECT_REACH = 30
_OBJECT_STOP_RE = re.compile(r"[,。;:!?…\n的“”《》等]")
_EDGES = frozenset(" \u3000、,;:。\n")
_NOT_NOMINAL = ("c", "u", "p", "d", "r", "w", "y", "e", "o")
_ENDS = ("practice_end", "carrier_end", "net_end")
_PLACES = ("ns", "t", "s")
_JOINTS_RE = re.compile(r"、|和|与|及|以及|,")


class Caught(NamedTuple):
    """A stretch [start, end) with its words as a name, and the net that caught it."""

    start: int
    end: int
    name: str
    net: str


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


def cast(marks: Marks) -> list[Caught]:
    """What the nets catch, each stretch once for each net."""
    found: dict[tuple[int, int, str], Caught] = {}
    for net, ranges in _NETS.items():
        for low, high in ranges(marks):
            start, end = _trimmed(marks.text, low, high)
            if (start, end, net) in found:
                continue
            words = marks.text[start:end]
            name = plain(words).strip("、,")
            if SHORTEST <= len(name) <= LONGEST and balanced(words):
                found[start, end, net] = Caught(start, end, name, net)
    return list(found.values())


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _quotations(marks: Marks) -> Iterator[Range]:
    """Every quotation, alone and with the words behind it up to a closing word."""
    for quoted in quotations(marks):
        start, end = quoted.content
        yield start - 1, end + 1
        edge = end + 1
        while edge < len(marks.text) and edge - end <= _TAIL:
            word = marks.words.at(edge)
            if word is None or (word[1].startswith(_NOT_NOMINAL) and marks.text[edge] != "的"):
                break
            edge = word[0]
            if head_before(marks.text, edge):
                yield start - 1, edge


def _headed(marks: Marks) -> Iterator[Range]:
    """Phrases that a closing word ends, with every likely beginning."""
    text = marks.text
    for low, high in marks.pieces():
        spans = marks.words.spans_between(low, high)
        for i, (_, end, part) in enumerate(spans):
            head = head_before(text, end)
            if head is None or marks.inside[end - 1] & QUOTE or part.startswith(_NOT_NOMINAL):
                continue
            if not (closes(marks, end, high) or marks.inside[end - 1] & TITLE):
                continue
            yield from ((start, end) for start in _beginnings(marks, spans, i, low, end, head))


def _beginnings(marks: Marks, spans: Spans, last: int, low: int, end: int, head: str) -> Iterable[int]:
    """Where a name that ends at `end` with `head` may begin, within its piece."""
    text, chunk = marks.text, _chunk_start(marks, spans, last, low)
    found: dict[int, None] = {}
    if chunk < end - len(head) or len(head) > 3:
        found[chunk] = None
    edge = left_edge(marks, low, end - len(head)).start
    if end - edge <= _REACH:
        found[edge] = None
    verbs = (b for a, b, part in reversed(spans[:last]) if a >= chunk and b < end - 1 and _is_verb(text[a:b], part))
    found[next(verbs, chunk)] = None
    place = marks.words.at(chunk)
    if place is not None and place[1] in _PLACES and place[0] < end - 2:
        found[place[0]] = None
    before = next((j for j, span in enumerate(spans) if span[0] >= chunk), 0) - 1
    if before >= 0 and (text[chunk - 1] == "的" or _JOINTS_RE.fullmatch(text[slice(*spans[before][:2])])):
        found[_chunk_start(marks, spans, before - 1, low)] = None
    return (skip_leading(text, start, end) for start in found if end - start <= LONGEST)


def _is_verb(word: str, part: str) -> bool:
    return word in lexicon.verbs() or (part == "v" and len(word) > 1)


def _chunk_start(marks: Marks, spans: Spans, last: int, low: int) -> int:
    """Where the run of nominal words that ends with word `last` begins."""
    if last < 0:
        return low
    start = spans[last][0]
    for begin, stop, part in reversed(spans[: last + 1]):
        if begin < spans[last][1] - _REACH:
            break
        if part.startswith(_NOT_NOMINAL) and begin != spans[last][0]:
            break
        if marks.text[begin] in "、,()《》“” " or (part == "x" and not marks.text[begin:stop].isalnum()):
            break
        start = begin
    return start


def _objects(marks: Marks) -> Iterator[Range]:
    """What a verb of carrying out governs, up to the end of its clause, whole and item by item."""
    for start, end in marks.verbs:
        outside = not marks.inside[start] & (QUOTE | TITLE) and start in marks.edges
        stop = _OBJECT_STOP_RE.search(marks.text, end, end + _OBJECT_REACH) if outside else None
        if stop is None or lexicon.verbs()[marks.text[start:end]].use == "preposition":
            continue
        begin = skip_leading(marks.text, end, stop.start())
        joints = [edge for joint in _JOINTS_RE.finditer(marks.text, begin, stop.start()) for edge in joint.span()]
        edges = [begin, *joints, stop.start()]
        items = zip(edges[::2], edges[1::2], strict=True)
        yield from (item for item in {(begin, stop.start()), *items} if item[1] - item[0] in _OBJECT)


_NETS: Mapping[str, Callable[[Marks], Iterator[Range]]] = {
    "quotation": _quotations,
    "head": _headed,
    "object": _objects,
}
