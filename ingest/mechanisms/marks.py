"""What the lexicons and the punctuation mark in a text, before any rule looks at it.

Of phrases of one list that overlap the first stays, of those that begin together the longest. Word edges come from
jieba's dictionary and algorithm.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind
from spacy.tokens import Doc

from ingest.mechanisms import lexicon
from ingest.nlp import text_of
from ingest.words import Words, words

_LISTS = (lexicon.terms, lexicon.kinds, lexicon.verbs)
# 代办|制度, 人大|工委: these words are never cut; in their place stand signs that no phrase begins or ends with
_WHOLE = {"制度": "\ue000度", "人大": "人\ue001"}
QUOTE, BRACKET, TITLE = 1, 2, 4
_PAIRS = {"“": "”", "「": "」", "『": "』", "(": ")", "《": "》", "〈": "〉", "‘": "’"}
_DEPTH = {"“": QUOTE, "「": QUOTE, "『": QUOTE, "‘": QUOTE, "(": BRACKET, "《": TITLE, "〈": TITLE}
_CLOSING = frozenset(_PAIRS.values())
_WITH = {bit: bytes(known | bit for known in range(256)) for bit in (QUOTE, BRACKET, TITLE)}
# full-width signs as their ASCII twins, so that a rule names each once; the length stays
_NARROW = tuple(zip("\uff0c\uff1b\uff1a\uff01\uff1f\uff08\uff09\uff0b", ",;:!?()+", strict=True))
_MAX_PAIR = 120  # an opening mark without its partner within so many characters is taken as stray
STOPS = frozenset(",。;:!?…\n")
FULL_STOPS = frozenset("。;!?\n")
_MARK_RE = re.compile("[" + "".join([*_PAIRS, *_CLOSING]) + "\n]")
_STOP_RE = re.compile("[" + "".join(STOPS) + "]")
_FULL_STOP_RE = re.compile("[" + "".join(FULL_STOPS) + "]")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Offsets are half-open; `text` has ASCII for full-width signs.

    `inside` has the bits of QUOTE, BRACKET, TITLE for every character between such marks, the marks included;
    `quotes` are the contents of quotation marks; `ends` the full stops and `pieces` the stretches between commas and
    stops that no mark encloses.
    """

    text: str
    terms: tuple[Range, ...]
    kinds: tuple[Range, ...]
    verbs: tuple[Range, ...]
    inside: bytes
    quotes: tuple[Range, ...]
    words: Words
    ends: tuple[int, ...]
    pieces: tuple[Range, ...]

    @property
    def edges(self) -> frozenset[int]:
        """Where words begin, and the end of the text."""
        return self.words.boundaries

    def sentence(self, offset: int) -> Range:
        """The sentence that holds `offset`, without its closing stop."""
        behind = bisect_left(self.ends, offset)
        start = self.ends[behind - 1] + 1 if behind else 0
        return start, self.ends[behind] if behind < len(self.ends) else len(self.text)

    def parted(self, ranges: Iterable[Range]) -> dict[Range, list[Range]]:
        """The pieces that hold some of the sorted `ranges`, with these, in order."""
        found: dict[Range, list[Range]] = {}
        piece, behind = (0, 0), 0  # the last piece that begins before a range, and where the next begins
        for one in ranges:
            if one[0] >= behind:
                order = bisect_right(self.pieces, (one[0], len(self.text)))
                piece = self.pieces[order - 1]
                behind = self.pieces[order][0] if order < len(self.pieces) else len(self.text)
            if one[1] <= piece[1]:
                found.setdefault(piece, []).append(one)
        return found

    @staticmethod
    def within(ranges: tuple[Range, ...], start: int, end: int) -> list[Range]:
        """Those of the sorted `ranges` that lie in [start, end)."""
        found = []
        for i in range(bisect_left(ranges, (start, 0)), len(ranges)):
            if ranges[i][0] >= end:
                break
            if ranges[i][1] <= end:
                found.append(ranges[i])
        return found


def narrow(text: str) -> str:
    """`text` with ASCII signs for full-width ones; offsets stay.

    >>> narrow("\uff08一\uff09完善\uff0c推行")
    '(一)完善,推行'
    """
    for wide, sign in _NARROW:  # many times as fast as one translate
        text = text.replace(wide, sign)
    return text


@lru_cache(maxsize=4096)
def places(text: str, words: str) -> tuple[int, ...]:
    """Where a text has some words, without overlaps; several rules ask that of the same ones."""
    found: list[int] = []
    at, size = text.find(words), len(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + size)
    return tuple(found)


def occurrences(text: str, words: str) -> int:
    """How often a text has some words."""
    return len(places(text, words))


def mark(doc: Doc) -> Marks:
    """The marks of `doc`, whose token i is character i."""
    text = narrow(text_of(doc))
    closed = _closed(text)
    terms, kinds, verbs = (_found(automaton, closed) for automaton in _automata())
    inside, quotes = _enclosures(text)
    return Marks(
        text,
        terms,
        kinds,
        verbs,
        inside,
        quotes,
        words(text_of(doc)),
        tuple(_open(text, inside, _FULL_STOP_RE)),
        tuple(_split(text, inside)),
    )


def _open(text: str, inside: bytes, signs: re.Pattern[str]) -> Iterator[int]:
    """Where the signs stand that no mark encloses; the end of a line ends whatever is open."""
    return (i for found in signs.finditer(text) if not inside[i := found.start()] or text[i] == "\n")


def _found(automaton: AhoCorasick, text: str) -> tuple[Range, ...]:
    return tuple([(start, end) for _, start, end in automaton.find_matches_as_indexes(text)])


@cache
def _automata() -> tuple[AhoCorasick, ...]:
    """One for each of the lists."""
    forms = [sorted({_closed(form) for phrase in phrases() for form in _forms(phrase)}) for phrases in _LISTS]
    return tuple(AhoCorasick(words, matchkind=MatchKind.LeftmostLongest) for words in forms)


def _closed(text: str) -> str:
    for word, sign in _WHOLE.items():
        text = text.replace(word, sign)
    return text


def _forms(word: str) -> set[str]:
    """A phrase as texts write it: the comma of a slogan in any form."""
    forms = {word}
    if "、" in word:
        forms |= {word.replace("、", sign) for sign in (",", "", "”“", "”、“")}
    return forms


def _enclosures(text: str) -> tuple[bytes, tuple[Range, ...]]:
    inside = bytearray(len(text))
    quotes: list[Range] = []
    stack: list[int] = []
    for match in _MARK_RE.finditer(text):
        i, sign = match.start(), match[0]
        if sign == "\n":
            stack.clear()
        elif sign in _PAIRS:
            stack.append(i)
        elif stack and sign in _CLOSING:
            while stack and _PAIRS[text[stack[-1]]] != sign and _DEPTH[text[stack[-1]]] == BRACKET:
                stack.pop()
            if stack and _PAIRS[text[stack[-1]]] == sign:
                opened = stack.pop()
                if i - opened <= _MAX_PAIR:
                    bit = _DEPTH[text[opened]]
                    inside[opened : i + 1] = inside[opened : i + 1].translate(_WITH[bit])
                    if bit == QUOTE:
                        quotes.append((opened + 1, i))
    return bytes(inside), tuple(sorted(quotes))


def _split(text: str, inside: bytes) -> Iterator[Range]:
    start = 0
    for i in (*_open(text, inside, _STOP_RE), len(text)):
        if i > start:
            yield start, i
        start = i + 1
