"""Completion while typing, and “did you mean” where a query finds little."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kg.text.entries import Entry
from kg.text.folding import fold
from kg.text.query import Query, Term
from kg.text.readings import initials, readings

_END = "\U0010ffff"
_LOOKED_AT = 5000  # keys with one prefix that are ranked
_SIMILAR = 65.0
_LONGEST_UNIT = 8


@dataclass(frozen=True, slots=True)
class Completion:
    """A name to complete to; `type` is an entity's, or Document; `mentions` how often the texts name it."""

    text: str
    type: str
    mentions: int


def completions(entries: Iterable[Entry]) -> list[Completion]:
    """Every title and name once per type, with the mentions of all documents; aliases complete to themselves."""
    mentions: dict[tuple[str, str], int] = {}
    for entry in entries:
        mentions[entry.title, "Document"] = mentions.get((entry.title, "Document"), 0) + 1
        for name in entry.names:
            for form in {name.name, *name.aliases}:
                weight = name.mentions if form == name.name else 0
                mentions[form, name.type] = mentions.get((form, name.type), 0) + weight
    return [Completion(text, kind, count) for (text, kind), count in sorted(mentions.items())]


class Completer:
    """Sorted keys (the name, its pinyin, its initials) and a binary search."""

    def __init__(self, names: Iterable[Completion]) -> None:
        self._names = list(names)
        self._folded = [fold(name.text) for name in self._names]

    @cached_property
    def _keys(self) -> list[tuple[str, int]]:
        keys: set[tuple[str, int]] = set()
        for number, folded in enumerate(self._folded):
            keys.update((key, number) for key in (folded, *readings(folded), *initials(folded)))
        return sorted(keys)

    def _starting(self, prefix: str) -> Iterator[int]:
        low = bisect_left(self._keys, (prefix,))
        high = bisect_left(self._keys, (prefix + _END,), lo=low)
        yield from (number for _, number in self._keys[low : min(high, low + _LOOKED_AT)])

    def complete(self, typed: str, *, limit: int = 10) -> list[Completion]:
        """Names that begin as typed, in 汉字, pinyin or initials, then names that hold it; the most mentioned first."""
        folded = fold(typed).strip()
        if not folded:
            return []
        # Pinyin is often typed with spaces or apostrophes between syllables.
        prefixes = dict.fromkeys((folded, folded.replace(" ", "").replace("'", "")))
        begun = {number for prefix in prefixes for number in self._starting(prefix)}
        found = sorted(begun, key=self._rank)
        if len(found) < limit:
            inside = (number for number, name in enumerate(self._folded) if folded in name and number not in begun)
            found += sorted(inside, key=self._rank)
        return [self._names[number] for number in found[:limit]]

    def _rank(self, number: int) -> tuple[int, int, str]:
        name = self._names[number]
        return -name.mentions, len(name.text), name.text


class Corrector:
    """Names and words that a mistyped term may have meant."""

    def __init__(self, names: Iterable[str], words: Iterable[str], count: Callable[[str], int]) -> None:
        """`names` and `words` are folded; `count` says how many passages hold a text."""
        self._names = sorted({name for name in names if len(name) > 1})
        self._units = sorted({*self._names, *(word for word in words if len(word) > 1)})
        self._known = frozenset(self._units)
        self._count = count

    @cached_property
    def _by_reading(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for unit in self._units:
            if len(unit) <= _LONGEST_UNIT:
                for reading in readings(unit):
                    table.setdefault(reading, []).append(unit)
        return table

    def _same_sound(self, text: str) -> Iterator[str]:
        for reading in readings(text):
            yield from (unit for unit in self._by_reading.get(reading, ()) if len(unit) == len(text))

    def _same_sound_inside(self, text: str) -> Iterator[str]:
        """The text with one unknown stretch of it replaced, the longest stretches first."""
        for length in range(min(len(text) - 1, _LONGEST_UNIT), 1, -1):
            for start in range(len(text) - length + 1):
                piece = text[start : start + length]
                if piece not in self._known:
                    yield from (text[:start] + unit + text[start + length :] for unit in self._same_sound(piece))

    def _one_edit(self, text: str) -> Iterator[str]:
        if len(text) >= 3:
            found = process.extract(text, self._units, scorer=OSA.distance, score_cutoff=1, limit=20)
            yield from (unit for unit, _, _ in found)

    def _similar(self, text: str) -> Iterator[str]:
        if len(text) >= 3:
            found = process.extract(text, self._names, scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=5)
            yield from (name for name, _, _ in found)

    def corrections(self, text: str, *, more_than: int = 0, limit: int = 3) -> tuple[str, ...]:
        """What `text` may have meant, the best way of guessing first; only what more than so many passages hold."""
        for guess in (self._same_sound, self._same_sound_inside, self._one_edit, self._similar):
            counts = {unit: self._count(unit) for unit in dict.fromkeys(guess(text)) if unit != text}
            found = [unit for unit, count in counts.items() if count > more_than]
            if found:
                return tuple(sorted(found, key=lambda unit: (-counts[unit], unit))[:limit])
        return ()


def suggest_queries(
    corrector: Corrector, query: str, parsed: Query, found: Callable[[Term], int], *, limit: int = 3
) -> tuple[str, ...]:
    """The query with one term corrected, the one that finds least; what it finds is to be five times as much then."""
    terms = sorted((term for term in parsed.terms if len(term.text) > 1), key=found)
    for term in terms:
        corrections = corrector.corrections(term.text, more_than=5 * found(term), limit=limit)
        if corrections:
            return tuple(query.replace(term.shown, correction, 1) for correction in corrections)
    return ()
