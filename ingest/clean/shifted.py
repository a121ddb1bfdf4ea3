"""GBK that was read one byte off: `监督?,F在` is `监督。现在`.

A lead byte was lost and stands as `?`; the bytes after it were paired one off, until a trail byte below 0x80 stands
alone as a letter: 。現 is A1A3 AC46, read as A1 | A3AC | 46, that is `?` `，` `F`. Pairs that fall into areas of GBK
without characters were dropped. The bytes are put back together; of all lead bytes (and of the dropped pairs) that
one is taken which makes the likeliest text, and none if it is not much likelier than it was, or not likely at all.
A bracket of a reading (`?jié)` for `?(jié)`) may have gone with the lost byte.
Source of the code ranges: GBK 1.0, user-defined areas 1 to 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from ingest.clean.likelihood import likeliest, log_likelihood
from ingest.clean.offsets import Buffer, Edit
from ingest.hanzi import SYLLABLE, count_simplified, count_traditional, is_common, is_reading, simplified

NAME = "shifted-bytes"
_UNIT = rf"(?:[^\x00-\x7f\s？]|[,;:()!.](?!{SYLLABLE}\)))"
_LOST_RE = re.compile(
    rf"[?？\ufffd](?:{SYLLABLE}\))?(?P<units>{_UNIT}(?:\({SYLLABLE}\)|{_UNIT}){{0,14}}?)"
    rf"(?P<trail>[@-~])(?=\((?P<reading>{SYLLABLE})\)|[^A-Za-z]|$)"
)
_READING_RE = re.compile(rf"\({SYLLABLE}\)")
_MARKS = "。，、；：？！“”‘’《》（）—…·"
_LEADS = tuple(range(0x81, 0xFF))
# pairs without characters: trail byte of the character before, lead byte of the one after
_VOID_TRAILS, _VOID_LEADS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF)), tuple(range(0xA1, 0xFF))
_CONTEXT = 12
_MARGIN = 6.0  # how much likelier the repaired text must be, in logarithms
_DROP_COST = 3.0  # about one pair in twenty has no character
_MAX_DROPS = 1
_LEAST_SCORE = -6.0  # a character; of right repairs nineteen in twenty have more, of wrong ones half have less
_RARE_COST = 4.0  # a character that running text hardly has


def repair(buffer: Buffer) -> Buffer:
    while edits := list(_edits(buffer.text)):  # what was put back makes its neighbours likelier
        buffer = buffer.edit(NAME, edits)
    return buffer


def _edits(text: str) -> Iterator[Edit]:
    at = 0
    while match := _LOST_RE.search(text, at):
        restored = _restore(text, match)
        if restored is None:
            at = match.start() + 1
        else:
            yield Edit(match.start(), match.end(), restored)
            at = match.end()


def _restore(text: str, match: re.Match[str]) -> str | None:
    """What stood in the source before the shift; None if it was none."""
    units = _READING_RE.sub("", match["units"])
    pairs = [pair for unit in units if (pair := _pair(unit)) is not None]
    if len(pairs) < len(units):
        return None
    before = _READING_RE.sub("", text[max(match.start() - 80, 0) : match.start()])[-_CONTEXT:]
    after = _READING_RE.sub("", text[match.end() : match.end() + 80])[:_CONTEXT]
    damaged = before + "?" + units + match["trail"] + after
    floor = log_likelihood(simplified(damaged)) + _MARGIN
    best = ""
    for drops in range(_MAX_DROPS + 1):
        for restored, score in _ways(pairs, match["trail"], before, after, drops):
            fits = match["reading"] is None or is_reading(restored[-1], match["reading"])
            if fits and score - drops * _DROP_COST > floor:
                best, floor = restored, score - drops * _DROP_COST
    context = log_likelihood(simplified(before)) + log_likelihood(simplified(after))
    return best if best and floor - context >= _LEAST_SCORE * len(best) else None


def _pair(unit: str) -> bytes | None:
    """The two bytes of a character; an ASCII mark is the full-width one made narrow."""
    wide = chr(ord(unit) + 0xFEE0) if unit.isascii() else unit
    try:
        encoded = wide.encode("gbk")
    except UnicodeEncodeError:
        return None
    return encoded if len(encoded) == 2 else None


def _ways(pairs: Sequence[bytes], trail: str, before: str, after: str, drops: int) -> Iterator[tuple[str, float]]:
    """The likeliest characters and their score for each choice of `drops` places where a pair was dropped."""
    is_traditional = count_traditional(before + after) > count_simplified(before + after)
    for gaps in combinations(range(len(pairs) + 1), drops):
        choices = _lattice(pairs, trail, frozenset(gaps), is_traditional)
        if choices is None:
            continue
        origin = [{simplified(c): c for c in reversed(row)} for row in choices]
        result = likeliest([*simplified(before), *([*row] for row in origin), *simplified(after)])
        middle = result.text[len(before) : len(before) + len(origin)]
        rare = sum(not is_common(character) for character in middle if character not in _MARKS)
        yield "".join(row[c] for row, c in zip(origin, middle, strict=True)), result.score - rare * _RARE_COST


def _lattice(
    pairs: Sequence[bytes], trail: str, gaps: frozenset[int], is_traditional: bool
) -> list[tuple[str, ...]] | None:
    """The characters that may stand at each place once the bytes are paired anew; None where no character fits."""
    leads: tuple[int, ...] = _LEADS
    rows: list[tuple[str, ...]] = []
    for index, pair in enumerate([*pairs, None]):
        if index in gaps:
            rows.append(_characters(leads, _VOID_TRAILS, is_traditional))
            leads = _VOID_LEADS
        rows.append(_characters(leads, (pair[0] if pair is not None else ord(trail),), is_traditional))
        leads = (pair[1],) if pair is not None else ()
    return rows if all(rows) else None


@lru_cache(maxsize=4096)
def _characters(leads: tuple[int, ...], trails: tuple[int, ...], is_traditional: bool) -> tuple[str, ...]:
    """The Chinese marks of these lead and trail bytes, and the characters of the one writing."""
    result = []
    for lead in leads:
        for trail in trails:
            character = bytes((lead, trail)).decode("gbk", "ignore")
            if character and (
                character in _MARKS
                or (
                    "\u4e00" <= character <= "\u9fff"
                    and not (count_simplified(character) if is_traditional else count_traditional(character))
                )
            ):
                result.append(character)
    return tuple(result)
