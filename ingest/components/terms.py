"""What the components for bodies, documents, events and persons share: lexicon tables, phrases, words, spans.

A lexicon file is tab-separated text; a line that begins with `#` says what the columns are and where they come from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc

from ingest.nlp import spans_of, text_of
from ingest.words import Words, words

LEXICON = Path(__file__).resolve().parent.parent / "lexicon"
SENTENCE_ENDS = "。!！?？;；\n"
_SENTENCE_END_RE = re.compile(f"[{SENTENCE_ENDS}]")
_TITLE_RE = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》")


class Found(NamedTuple):
    """A stretch of text and what it names."""

    start: int
    end: int
    name: str


@cache
def read_table(name: str) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """The rows of `lexicon/<name>`: first column, words of the second, words of the third ("-" and none: empty)."""
    rows = []
    for line in (LEXICON / name).read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        first, *rest = (cell.strip() for cell in line.split("\t"))
        cells = [tuple(word for word in cell.split() if word != "-") for cell in rest]
        rows.append((first, cells[0] if cells else (), cells[1] if len(cells) > 1 else ()))
    return tuple(rows)


@cache
def word_class(name: str, label: str) -> frozenset[str]:
    """The words of the rows of `lexicon/<name>` whose first column is `label`."""
    return frozenset(word for first, listed, _ in read_table(name) if first == label for word in listed)


def alternation(terms: Iterable[str]) -> str:
    """A regular expression for any of `terms`, the longest first.

    Alternatives that begin alike share their beginning, so that a character is looked at once and not once a term.

    >>> alternation(["街道", "街", "市", "县"])
    '县|市|街(?:道|)'
    """
    return _alternatives(sorted(set(terms)))


def beginning(terms: Collection[str]) -> str:
    """A look ahead at two characters: before an alternation it passes over most places where none of `terms` is.

    >>> beginning(["街道", "社区"])
    '(?=[社街][区道])'
    """
    first, second = ("".join(sorted({re.escape(term[i]) for term in terms})) for i in (0, 1))
    return f"(?=[{first}][{second}])"


def _alternatives(terms: Sequence[str]) -> str:
    """The same for sorted terms; an empty one is the first of them and the last alternative."""
    rows = [(first, [term[1:] for term in group]) for first, group in groupby(filter(None, terms), itemgetter(0))]
    heads = [
        re.escape(first) + (re.escape(ends[0]) if len(ends) == 1 else f"(?:{_alternatives(ends)})")
        for first, ends in rows
    ]
    return "|".join(heads if all(terms) else [*heads, ""])


@cache
def _phrases(name: str) -> tuple[re.Pattern[str], Mapping[str, Sequence[tuple[str, str]]]]:
    """Where a term of `lexicon/<name>` may begin; (term, name of its row) under the first three characters."""
    by_beginning: dict[str, list[tuple[str, str]]] = {}
    for canonical, others, _ in read_table(name):
        for term in dict.fromkeys((canonical, *others)):
            by_beginning.setdefault(term[:3], []).append((term, canonical))
    short, long = ([two for two in by_beginning if (len(two) < 3) is is_short] for is_short in (True, False))
    ahead = [_any_of(three[1] for three in long) + _any_of(three[2] for three in long)]
    ahead += [_any_of(two[1] for two in short)] if short else []
    # a set of characters at the very beginning is what the search passes over a text fastest with
    return re.compile(f"{_any_of(three[0] for three in by_beginning)}(?={'|'.join(ahead)})"), by_beginning


def _any_of(characters: Iterable[str]) -> str:
    return f"[{''.join(sorted({re.escape(character) for character in characters}))}]"


def phrases(doc: Doc, name: str) -> list[Found]:
    """Where the terms of `lexicon/<name>` stand in `doc`, under the first column's name; the longest wins."""
    text, (begins, known) = text_of(doc), _phrases(name)
    found = []
    for m in begins.finditer(text):
        start = m.start()
        if (two := known.get(text[start : start + 2])) is not None:
            found += [Found(start, start + 2, canonical) for _, canonical in two]
        if (longer := known.get(text[start : start + 3])) is not None:
            ends = [(start + len(term), canonical) for term, canonical in longer if text.startswith(term, start)]
            found += [Found(start, end, canonical) for end, canonical in ends]
    return longest(found)


def longest(found: Iterable[Found]) -> list[Found]:
    """Those that no longer (or earlier, equally long) one overlaps, in order."""
    kept: list[Found] = []
    taken: set[int] = set()
    for item in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if taken.isdisjoint(range(item.start, item.end)):
            kept.append(item)
            taken.update(range(item.start, item.end))
    return sorted(kept, key=lambda f: f.start)


def words_of(doc: Doc) -> Words:
    """The words of a document; computed once."""
    if "words" not in doc.user_data:
        doc.user_data["words"] = words(text_of(doc))
    found: Words = doc.user_data["words"]
    return found


def covered(doc: Doc, *kinds: str) -> frozenset[int]:
    """The characters that lie in mentions of `kinds`."""
    return frozenset(i for kind in kinds for span in spans_of(doc, kind) for i in range(span.start, span.end))


def sentence_bounds(text: str, offset: int) -> tuple[int, int]:
    """Where the sentence around `offset` begins and ends (its end mark excluded)."""
    ends = _sentence_ends(text)
    after = bisect_left(ends, offset)
    return ends[after - 1] + 1 if after else 0, ends[after] if after < len(ends) else len(text)


@lru_cache(maxsize=8)
def _sentence_ends(text: str) -> list[int]:
    """Where the sentences and lines of a text end, in order; kept for the last few texts, since many rules ask."""
    return [mark.start() for mark in _SENTENCE_END_RE.finditer(text)]


def lines_with(text: str, word: re.Pattern[str], reach: int | None = None) -> Iterator[tuple[int, int]]:
    """The lines that hold a word without which a slower pattern finds nothing: where it has to look.

    `reach`: from so many characters before the first such word on, where the pattern cannot begin further off.
    """
    at = 0
    while (found := word.search(text, at)) is not None:
        end = text.find("\n", found.end())
        at = end if end >= 0 else len(text)
        start = text.rfind("\n", 0, found.start()) + 1
        yield start if reach is None else max(start, found.start() - reach), at


def inside_title(doc: Doc) -> frozenset[int]:
    """The characters between 《 and 》, marks included; computed once."""
    if "titles" not in doc.user_data:
        doc.user_data["titles"] = frozenset(i for m in _TITLE_RE.finditer(text_of(doc)) for i in range(*m.span()))
    characters: frozenset[int] = doc.user_data["titles"]
    return characters
