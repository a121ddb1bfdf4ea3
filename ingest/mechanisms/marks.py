"""What the lexicons and the punctuation mark in a text, before any rule looks at it.

Phrases are found by spaCy's PhraseMatcher over character tokens, so a match's offsets are characters; of matches
that overlap the longest stays. Word edges come from jieba's dictionary and algorithm.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ingest.mechanisms import lexicon
from ingest.nlp import text_of
from ingest.words import Words, words

_LISTS: Mapping[str, Callable[[], Iterable[str]]] = {
    "term": lexicon.terms,
    "kind": lexicon.kinds,
    "verb": lexicon.verbs,
}
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

    def phrase(self, start: int, end: int, sentence: Range) -> Range:
        """The stretch between commas around [start, end), within its sentence."""
        low = max(self.text.rfind(",", sentence[0], start), sentence[0])
        high = self.text.find(",", end, max(end, sentence[1]))
        return low, high if high >= 0 else max(end, sentence[1])

    def parted(self, ranges: Iterable[Range]) -> dict[Range, list[Range]]:
        """The pieces that hold some of the sorted `ranges`, with these, in order."""
        found: dict[Range, list[Range]] = {}
        for one in ranges:
            piece = self.pieces[bisect_right(self.pieces, (one[0], len(self.text))) - 1]
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
def occurrences(text: str, words: str) -> int:
    """How often a text has some words; several rules ask that of the same ones."""
    return text.count(words)


def mark(doc: Doc) -> Marks:
    """The marks of `doc`, whose token i is character i."""
    text = narrow(text_of(doc))
    found: dict[int, list[Range]] = {doc.vocab.strings[label]: [] for label in _LISTS}
    for label, start, end in _matcher(doc.vocab)(doc):
        if text[end - 1 : end + 1] != "制度" and text[start - 1 : start + 1] != "人大":  # 代办|制度, 人大|工委
            found[label].append((start, end))
    terms, kinds, verbs = map(_longest, found.values())
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


def _longest(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Those that no longer (or earlier, equally long) one overlaps, in order."""
    kept: list[Range] = []
    taken: set[int] = set()
    for start, end in sorted(ranges, key=lambda r: (r[0] - r[1], r[0])):
        if start not in taken and end - 1 not in taken:  # what is longer covers one of the two
            kept.append((start, end))
            taken.update(range(start, end))
    return tuple(sorted(kept))


@lru_cache(maxsize=4)
def _matcher(vocab: Vocab) -> PhraseMatcher:
    matcher = PhraseMatcher(vocab)
    for label, phrases in _LISTS.items():
        forms = {form for phrase in phrases() for form in _forms(phrase)}
        matcher.add(label, [Doc(vocab, words=list(form), spaces=[False] * len(form)) for form in sorted(forms)])
    return matcher


def _forms(word: str) -> set[str]:
    """A phrase as texts write it: brackets in either width, the comma of a slogan in any form."""
    forms = {word, word.replace("(", "\uff08").replace(")", "\uff09").replace("+", "\uff0b")}
    if "、" in word:
        forms |= {word.replace("、", sign) for sign in (",", "\uff0c", "", "”“", "”、“")}
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
