"""GBK that was read one byte off: `监督?,F在` is `监督。现在`.

A lead byte was lost and stands as `?`; the bytes after it were paired one off, until a trail byte below 0x80 stands
alone as a letter: 。現 is A1A3 AC46, read as A1 | A3AC | 46, that is `?` `，` `F`. Pairs that fall into areas of GBK
without characters were dropped. The bytes are put back together; of all lead bytes (and of the dropped pairs) that
one is taken which makes the likeliest text, and none if the text is not much likelier than it was.
A bracket of a reading (`?jié)` for `?(jié)`) may have gone with the lost byte.
Source of the code ranges: GBK 1.0, user-defined areas 1 to 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from ingest.clean.likelihood import likeliest, log_likelihood
from ingest.clean.offsets import Buffer, Edit
from ingest.hanzi import HAN, SYLLABLE, is_reading, simplified

NAME = "shifted-bytes"
_LOST_RE = re.compile(
    rf"[?？\ufffd](?:{SYLLABLE}\))?"
    rf"(?P<units>(?:[{HAN}\u3000-\u303f\uff01-\uff5e‘-”—…·,;:()!.](?:\({SYLLABLE}\))?){{1,12}}?)"
    rf"(?P<trail>[@-~])(?=\((?P<reading>{SYLLABLE})\)|[^A-Za-z]|$)"
)
_READING_RE = re.compile(rf"\({SYLLABLE}\)")
_MARKS = "。，、；：？！“”‘’《》（）—…·"
_LEAD = range(0x81, 0xFF)
# pairs without characters: trail byte of the character before, lead byte of the one after
_VOID = tuple(
    (trail, lead)
    for trails, leads in ((range(0xAA, 0xB0), range(0xA1, 0xFF)), (range(0xF8, 0xFF), range(0xA1, 0xFF)))
    for trail in trails
    for lead in leads
)
_CONTEXT = 6
_MARGIN = 6.0  # how much likelier the repaired text must be, in logarithms
_DROP_COST = 3.0  # about one pair in twenty has no character
_MAX_DROPS = 1


def repair(buffer: Buffer) -> Buffer:
    return buffer.edit(NAME, list(_edits(buffer.text)))


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
    before = simplified(_READING_RE.sub("", text[max(match.start() - 40, 0) : match.start()])[-_CONTEXT:])
    after = simplified(_READING_RE.sub("", text[match.end() : match.end() + 40])[:_CONTEXT])
    floor = log_likelihood(before + "?" + simplified(units) + match["trail"] + after) + _MARGIN
    best = ""
    for drops in range(_MAX_DROPS + 1):
        for restored, score in _ways(pairs, match["trail"], before, after, drops):
            fits = match["reading"] is None or is_reading(restored[-1], match["reading"])
            if fits and score - drops * _DROP_COST > floor:
                best, floor = restored, score - drops * _DROP_COST
    return best or None


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
    for gaps in combinations(range(len(pairs) + 1), drops):
        choices = _lattice(pairs, trail, frozenset(gaps))
        if choices is None:
            continue
        origin = [{simplified(c): c for c in reversed(row)} for row in choices]
        result = likeliest([*before, *([*row] for row in origin), *after])
        middle = result.text[len(before) : len(before) + len(origin)]
        yield "".join(row[c] for row, c in zip(origin, middle, strict=True)), result.score


def _lattice(pairs: Sequence[bytes], trail: str, gaps: frozenset[int]) -> list[list[str]] | None:
    """The characters that may stand at each place once the bytes are paired anew; None where no character fits."""
    leads: list[int] = list(_LEAD)
    rows: list[list[str]] = []
    for index, pair in enumerate([*pairs, None]):
        if index in gaps:
            rows.append(_characters(leads, sorted({trail for trail, _ in _VOID})))
            leads = sorted({lead for _, lead in _VOID})
        rows.append(_characters(leads, [pair[0] if pair is not None else ord(trail)]))
        leads = [pair[1]] if pair is not None else []
    return rows if all(rows) else None


def _characters(leads: Sequence[int], trails: Sequence[int]) -> list[str]:
    """The characters and Chinese marks of these lead and trail bytes."""
    result = []
    for lead in leads:
        for trail in trails:
            character = bytes((lead, trail)).decode("gbk", "ignore")
            if len(character) == 1 and (character in _MARKS or "\u4e00" <= character <= "\u9fff"):
                result.append(character)
    return result
