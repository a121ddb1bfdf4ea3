"""Wide nets: stretches that may name a practice. They find nearly all names and far more that are none; ingest.mechanisms.odds judges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from ingest.mechanisms import lexicon
from ingest.mechanisms.behind import closes, is_carried
from ingest.mechanisms.boundary import left_edge, skip_leading
from ingest.mechanisms.candidate import Candidate, balanced, is_excluded, plain
from ingest.mechanisms.marks import QUOTE, TITLE, Marks, Range
from ingest.mechanisms.quotations import quotations

SHORTEST, LONGEST = 2, 40
_REACH = 24  # a name reaches so far to the left of its head
_TAIL = 12
_OBJECT = range(3, 17)
_LINE = range(4, 29)
_OFTEN = 3
_NOT_NOMINAL = ("c", "u", "p", "d", "r", "w", "y", "e", "o")
_JOINTS_RE = re.compile(r"、|和|与|及|以及|,")
_LABEL_RE = re.compile(
    r"[\s#>*●◆■—-]*(?:第[一二三四五六七八九十百0-9]+[条章节][ \u3000]*)?(?:[(]?[一二三四五六七八九十0-9]{1,3}[)、.]+|[一二三四五六七八九十](?:是|要))?[\s、.]*"
)
_FORMULA_RE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()]{1,10}(?:\+[\u4e00-\u9fffA-Za-z0-9()]{1,10})+")
_CHAIN_RE = re.compile(r"[\u4e00-\u9fff()0-9]{1,12}(?:[—–－-]+[\u4e00-\u9fff()0-9]{1,12}){1,6}")
_COUNTED_RE = re.compile(r"(?<![\u4e00-\u9fff第])?[一二三四五六七八九十两双三0-9]{1,5}[级项张条个大类种字员长社环网][\u4e00-\u9fff]{2,10}")


@cache
def _heads() -> dict[int, frozenset[str]]:
    """Words that may close a name, by their length."""
    words = {*lexicon.kinds(), *lexicon.alternatives("practice_end"), *lexicon.alternatives("carrier_end"), *lexicon.alternatives("net_end")}
    sizes = {len(word) for word in words}
    return {size: frozenset(word for word in words if len(word) == size) for size in sizes}


def head_before(text: str, end: int) -> str | None:
    """The longest closing word that ends at `end`."""
    for size in _sizes():
        if (word := text[max(0, end - size) : end]) in _heads()[size]:
            return word
    return None


@cache
def _sizes() -> tuple[int, ...]:
    return tuple(sorted(_heads(), reverse=True))


def cast(marks: Marks) -> list[Candidate]:
    """What all nets catch, each stretch once for each net."""
    found: dict[tuple[int, int, str], Candidate] = {}
    for net, ranges in (
        ("quotation", _quotations(marks)),
        ("head", _headed(marks)),
        ("object", _objects(marks)),
        ("line", _lines(marks)),
        ("form", _forms(marks)),
        ("often", _often(marks)),
    ):
        for start, end in ranges:
            start, end = _trimmed(marks.text, start, end)
            name = plain(marks.text[start:end]).strip("、,")
            if SHORTEST <= len(name) <= LONGEST and (start, end, net) not in found and balanced(name) and "\n" not in name:
                found[start, end, net] = Candidate(start, end, name, net, (), 0.3)
    return list(found.values())


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in " \u3000、,;:。":
        start += 1
    while end > start and text[end - 1] in " \u3000、,;:。":
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
            if marks.inside[end - 1] & (QUOTE) or part.startswith(_NOT_NOMINAL):
                continue
            head = head_before(text, end)
            if head is None or not (closes(marks, end, high) or marks.inside[end - 1] & TITLE):
                continue
            yield from ((start, end) for start in _beginnings(marks, spans, i, low, end, head))


def _beginnings(
    marks: Marks, spans: tuple[tuple[int, int, str], ...], last: int, low: int, end: int, head: str
) -> Iterable[int]:
    """Where a name that ends at `end` may begin, within its piece."""
    text = marks.text
    found: dict[int, None] = {}
    chunk = _chunk_start(marks, spans, last, low)
    if chunk < end - len(head) or len(head) > 3:
        found[chunk] = None
    edge = left_edge(marks, low, end - len(head))
    if end - edge.start <= _REACH:
        found[edge.start] = None
    verb = chunk
    for start, stop, part in spans:
        if start >= chunk and stop < end - 1 and (text[start:stop] in lexicon.verbs() or (part == "v" and stop - start > 1)):
            verb = stop
    found[verb] = None
    place = marks.words.at(chunk)
    if place is not None and place[1] in ("ns", "t", "s") and place[0] < end - 2:
        found[place[0]] = None
    j = next((j for j, s in enumerate(spans) if s[0] >= chunk), 0)
    if j > 0 and (text[chunk - 1] == "的" or _JOINTS_RE.fullmatch(text[spans[j - 1][0] : spans[j - 1][1]])):
        before = _chunk_start(marks, spans, j - 2, low) if j > 1 else low
        found[before] = None
    return (skip_leading(text, start, end) for start in found if end - start <= LONGEST)


def _chunk_start(marks: Marks, spans: tuple[tuple[int, int, str], ...], last: int, low: int) -> int:
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
    text = marks.text
    for start, end in marks.verbs:
        if marks.inside[start] & (QUOTE | TITLE) or start not in marks.edges:
            continue
        if lexicon.verbs()[text[start:end]].use == "preposition":
            continue
        stop = next((i for i in range(end, min(len(text), end + 30)) if text[i] in ",。;:!?…\n的“”《》"), None)
        if stop is None:
            continue
        begin = skip_leading(text, end, stop)
        etc = text.find("等", begin, stop)
        stop = etc if etc > begin else stop
        if stop - begin in _OBJECT:
            yield begin, stop
        items = list(_JOINTS_RE.finditer(text, begin, stop))
        if items:
            edges = [begin, *(edge for item in items for edge in item.span()), stop]
            for a, b in zip(edges[::2], edges[1::2], strict=True):
                if b - a in _OBJECT:
                    yield a, b


def _lines(marks: Marks) -> Iterator[Range]:
    """Short lines and the short sentences that open a line, without their numbers; whole and in parts."""
    text = marks.text
    at = 0
    for line in text.split("\n"):
        low, high = at, at + len(line)
        at = high + 1
        label = _LABEL_RE.match(text, low, high)
        begin = label.end() if label else low
        stop = next((i for i in range(begin, high) if text[i] in "。:;!?" and not marks.inside[i] & QUOTE), high)
        if stop - begin not in _LINE:
            continue
        yield begin, stop
        for part in re.finditer(r"[^, \u3000—]+", text[begin:stop]):
            a, b = begin + part.start(), begin + part.end()
            yield a, b
            verb = next((v for v in marks.within(marks.verbs, a, b) if v[0] == a), None)
            if verb is not None and b - verb[1] > 2:
                yield verb[1], b


def _forms(marks: Marks) -> Iterator[Range]:
    """Formulas (1+N), chains (镇—村—组) and counted names, with what closes them."""
    for pattern in (_FORMULA_RE, _CHAIN_RE, _COUNTED_RE):
        for match in pattern.finditer(marks.text):
            if marks.inside[match.start()] & (QUOTE | TITLE):
                continue
            yield match.span()
            ends = [e for _, e, _ in marks.words.spans_between(match.start() + 1, match.end() + 12)]
            for end in ends:
                if head_before(marks.text, end) and closes(marks, end, len(marks.text)):
                    yield match.start(), end


def _often(marks: Marks) -> Iterator[Range]:
    """Runs of nominal words that come again and again, at their first place."""
    first: dict[str, Range] = {}
    counts: Counter[str] = Counter()
    for low, high in marks.pieces():
        spans = marks.words.spans_between(low, high)
        i = len(spans) - 1
        while i >= 0:
            if spans[i][2].startswith((*_NOT_NOMINAL, "x", "m")):
                i -= 1
                continue
            start, end = _chunk_start(marks, spans, i, low), spans[i][1]
            if 4 <= end - start <= 12:
                counts[marks.text[start:end]] += 1
                first.setdefault(marks.text[start:end], (start, end))
            while i >= 0 and spans[i][0] >= start:
                i -= 1
    for chunk, count in counts.items():
        if count >= _OFTEN:
            yield first[chunk]
