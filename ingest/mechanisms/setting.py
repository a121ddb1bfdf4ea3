"""What stands around a stretch that may name a practice: traits of its neighbours, its clause, its line, its quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.mechanisms import lexicon, quotes, weighing
from ingest.mechanisms.behind import carried_to, closes, ends_at, tells
from ingest.mechanisms.boundary import left_edge
from ingest.mechanisms.candidate import plain
from ingest.mechanisms.marks import BRACKET, QUOTE, TITLE, Marks, Range
from ingest.mechanisms.nets import head_before
from ingest.mechanisms.quotations import Quoted

_SIGNS = {
    ",": "comma",
    "。": "stop",
    ";": "stop",
    ":": "colon",
    "\n": "line",
    "、": "item",
    "“": "quote",
    "”": "quoted",
    "(": "bracket",
    ")": "bracketed",
    "《": "title",
    "的": "of",
    "和": "and",
    "与": "and",
    "及": "and",
    " ": "space",
    "\u3000": "space",
}
_SIGNS_BEHIND = {**_SIGNS, "等": "etc"}
_NESTING = ("quote", "item", "and", "of")  # behind these, the word one further back says more
_CARRY_RE = re.compile(rf"{lexicon.words('carry_before')}(?:了|出|起|好|一批|一套)?$")
_EDGE_REACH = 30  # characters before a stretch that are read for what governs it
_SHORT_LINE, _OPENING = 30, 8
_LONGEST_LINE = 200
_MOST_TIMES = 4


def before(marks: Marks, start: int) -> tuple[str, ...]:
    """What stands before `start`: `before:…`, then what the word one further back says."""
    sign = _before(marks, start)
    found = [f"before:{sign}"]
    if sign in _NESTING and (word := marks.words.before(start - 1)) is not None:
        found.append(f"before2:{word[1][:1]}")
        if marks.text[word[0] : start - 1] in lexicon.verbs():
            found.append("before2:verb")
    return tuple(found)


def after(marks: Marks, end: int) -> tuple[str, ...]:
    """What stands at `end`: `after:…`, then whether a name can close there."""
    return tuple(_behind(marks, end))


def _behind(marks: Marks, end: int) -> Iterator[str]:
    text = marks.text
    yield f"after:{_after(marks, end)}"
    if closes(marks, end, len(text)):
        yield "closes"
    behind = carried_to(text, end)
    if behind is not None:
        yield "carried"
        if ends_at(text, behind):
            yield "carried whole"
    if tells(marks, end):
        yield "tells"


def _before(marks: Marks, start: int) -> str:
    text = marks.text
    sign = _SIGNS.get(text[start - 1] if start else "\n")
    if sign is not None:
        return sign
    word = marks.words.before(start)
    verb = lexicon.verbs().get(text[word[0] : start]) if word is not None else None
    if verb is not None:
        return f"verb {verb.use} {verb.reading}"
    if _CARRY_RE.search(text[max(0, start - 8) : start]):
        return "carry"
    return f"tag {word[1][:1]}" if word is not None else "inside word"


def _after(marks: Marks, end: int) -> str:
    sign = _SIGNS_BEHIND.get(marks.text[end : end + 1] or "\n")
    if sign is not None:
        return sign
    word = marks.words.at(end)
    return f"tag {word[1][:1]}" if word is not None else "inside word"


def clause(marks: Marks, start: int, end: int) -> Iterator[str]:
    """`frame:…` first: what governs the stretch, then its place between commas."""
    phrase = marks.phrase(start, end, marks.sentence(start))
    edge = left_edge(marks, max(phrase[0], start - _EDGE_REACH), end - 1 if end - start > 2 else end)
    yield f"frame:{edge.frame}"
    if edge.start == start:
        yield "at edge"
        yield f"at edge:{edge.frame}"
    if not marks.text[phrase[0] + 1 : start].strip():
        yield "opens phrase"
    if phrase[1] == end:
        yield "ends phrase"
    yield f"items:{min(marks.text.count('、', *phrase), _MOST_TIMES)}"
    if marks.inside[start] & QUOTE and marks.inside[max(0, start - 1)] & QUOTE and marks.text[start] != "“":
        yield "inside quotes"
    if marks.inside[start] & TITLE:
        yield "inside title marks"
    if marks.inside[start] & BRACKET:
        yield "inside brackets"


def line(marks: Marks, first: Range, headings: frozenset[int], start: int, end: int) -> tuple[str, ...]:
    """The place in its line; `first` is the first line of the text, `headings` are where headings begin."""
    text = marks.text
    least = max(0, start - _LONGEST_LINE)  # a line without end costs no more than another
    low = text.rfind("\n", least, start) + 1 or least
    high = text.find("\n", end, end + _LONGEST_LINE)
    high = min(len(text), end + _LONGEST_LINE) if high < 0 else high
    short = high - low <= _SHORT_LINE and text[high - 1 : high] not in "。;"
    signs = (
        ("in title", start < first[1]),
        ("short line", short),
        ("ends line", short and end == high),
        ("in heading", low in headings),
        ("opens line", start - low < _OPENING),
    )
    return tuple(sign for sign, holds in signs if holds)


def told(marks: Marks, quoted: Quoted) -> tuple[str, ...]:
    """The signs of ingest.mechanisms.weighing for a quotation, and what else it tells by itself."""
    return tuple(_told(marks, quoted))


def _told(marks: Marks, quoted: Quoted) -> Iterator[str]:
    core = plain(quoted.text).strip("、,")
    if len(core) >= 2:
        signs = weighing.explain(marks, core, quoted)
        yield from (sign for sign, _ in signs)
        yield str(max(-4, min(6, round(sum(weight for _, weight in signs)))))
        against = quotes.against(core, quoted)
        yield f"against {against.code if against else '-'}"
        if quotes.names_body(core, quoted, ""):
            yield "body"
    yield f"length {min(len(core), 10)}"
    if quoted.grouped:
        yield "grouped"


def quotation(marks: Marks, quoted: Quoted, signs: Iterable[str], end: int) -> Iterator[str]:
    """What is told of `quoted` (`signs`) for a stretch that begins with it; it may go on behind it."""
    alone = quoted.content[1] + 1 == end
    zone = "q" if alone else "qt"
    yield zone
    yield from (f"{zone}:{sign}" for sign in signs)
    if alone and quoted.after[:1] not in ("", ",", "。", ";", "、") and (word := marks.words.at(end)) is not None:
        yield f"q:next {word[1][:1]}"
        if head_before(marks.text, word[0]):
            yield "q:next head"
