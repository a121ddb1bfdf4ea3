"""Spaces that nobody meant: margins, letter-spaced words, spaces around brackets in running text.

In a sentence a number stands close to its words and is one run of digits (到 2024 年 3 月, 20 24年, 9 3.4 %).
A space between the phrases of a title or heading stays, and so does one after a number (第三条, (四)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import inf

from ingest.clean.likelihood import seam_gain
from ingest.clean.lines import Row, in_tables, rows_of
from ingest.clean.offsets import Buffer, Edit
from ingest.hanzi import HAN

# each looks at a run of spaces once, and at nothing else
_MARGIN_RE = re.compile(r"(?=[ \t])(?:^[ \t]+|(?<![ \t])[ \t]+$)", re.MULTILINE)
_MARGINS = ("\n ", "\n\t", " \n", "\t\n")
_BLANK_RE = re.compile(r"(?=\n)(?:\A\n+|(?<=\n\n)\n+|(?<=\n)\n+\Z)")
# 总 则, 石 玉: single characters with spaces between them and nothing Chinese beside them
_SPACED_RE = re.compile(rf"(?<![{HAN}])[{HAN}](?: {{1,4}}[{HAN}])+(?![{HAN}])")
_ROUND_RE = re.compile(rf"(?<=[{HAN}]) +(?=[(（][{HAN}])|(?<=[{HAN}][)）]) +(?=[{HAN}])(?!附[件录表])")
_QUOTED_RE = re.compile(rf"(?<=[{HAN}，,、；;：:。”》)）]) +(?=[《“])|(?<=[》”]) +(?=[{HAN}，,、；;：:。（(])")
_PLAIN_RE = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])|(?<=[，,、；;。]) +(?=[{HAN}])(?!第[{HAN}]{{1,6}}条)")
_INSIDE_RE = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")
_MARK_RE = re.compile(
    rf"(?<=[{HAN}0-9%”’》）]) (?=[，。、；：？！”’》）]|[,;?!](?![0-9A-Za-z]))|(?<=[“‘《（]) (?=[{HAN}0-9“《])"
)
_YEAR_RE = re.compile(r"(?<![0-9A-Za-z.,])(?<![0-9A-Za-z.,] )(?:1 [89]|2 0) [0-9] [0-9](?= ?年)")
_DAY_RE = re.compile(
    r"(?<![0-9A-Za-z.,])(?:(?:1 ?[89]|2 ?0) ?[0-9] ?[0-9] ?年|(?<=年) ?[0-9] ?[0-9]? ?月|(?<=月) ?[0-9] ?[0-9]? ?日)"
    "|〔[0-9 ]{4,8}〕 ?[0-9][0-9 ]{0,5}号|(?<=第) ?[0-9][0-9 ]{0,3}(?=[期版])"
)
_SENTENCE_RE = re.compile("[，。；、]|[,;](?![0-9])")  # 1,234 may stand in a row of a table
_DIGITS_RE = re.compile(rf"(?<=[{HAN}，、；：（(“])[0-9]{{1,4}}(?: [0-9]{{1,4}}){{1,3}}(?=(?:\.[0-9]+)? ?[{HAN}%‰])")
_BESIDE_RE = re.compile(
    rf"(?<=[{HAN}]) (?=[0-9]+(?:[.][0-9]+)? ?[{HAN}%‰])|(?<=[0-9]) (?=[%‰])|(?<=[0-9%‰]) (?=[{HAN}])"
    rf"|(?<=[0-9]) (?=\.[0-9])|(?<=[0-9]\.) (?=[0-9]+[{HAN}%‰])"
)
_NUMBER_RE = re.compile(
    rf"(?:第[0-9{HAN}]{{1,8}}[编章节条部](?:之[{HAN}]{{1,2}})?|[(（〔][0-9{HAN}]{{1,4}}[)）〕]"
    rf"|[0-9{HAN}]{{1,3}}[、.．]) *"
)
_LOOSE_FROM = 4  # spaces within words
_LEAST = 20  # characters of a line that is taken for a sentence
_WORD_GAIN = 3.0  # logarithms; a word runs across


def trim_margins(buffer: Buffer) -> Buffer:
    """Lines without indentation and trailing spaces, no more than one blank line between them."""
    if (" " in buffer.text or "\t" in buffer.text) and any(mark in f"\n{buffer.text}\n" for mark in _MARGINS):
        buffer = buffer.edit("margin", [Edit(m.start(), m.end()) for m in _MARGIN_RE.finditer(buffer.text)])
    if buffer.text.startswith("\n") or buffer.text.endswith("\n\n") or "\n\n\n" in buffer.text:
        buffer = buffer.edit("blank-line", [Edit(m.start(), m.end()) for m in _BLANK_RE.finditer(buffer.text)])
    return buffer


def close_spaces(buffer: Buffer) -> Buffer:
    """The text without spaces inside words; in rows of tables they part the cells and their lines."""
    rows = [row for row in rows_of(buffer.text) if " " in row.text and row.text[0] != "|"]
    tables = in_tables(buffer, rows)
    rows = [row for row in rows if row.start not in tables]
    least = -inf if _is_loose(rows) else _WORD_GAIN
    return buffer.edit("space", [edit for row in rows for edit in _edits(row, least)])


def _is_loose(rows: Sequence[Row]) -> bool:
    """Whether so many spaces part words in two that those between words mean nothing either."""
    certain = 0
    for row in rows:
        if row.is_prose:
            certain += sum(_is_stray(row.text, m, _PLAIN_RE, _WORD_GAIN) for m in _INSIDE_RE.finditer(row.text))
            if certain >= _LOOSE_FROM:
                return True
    return False


_GAP_RE = re.compile(" +")


def _edits(row: Row, least: float) -> Iterator[Edit]:
    number = _NUMBER_RE.match(row.text)
    body = number.end() if number else 0
    gaps: set[tuple[int, int]] = set()
    gaps.update(match.span() for match in _MARK_RE.finditer(row.text))
    spaced = [*_SPACED_RE.finditer(row.text, body), *_YEAR_RE.finditer(row.text), *_DAY_RE.finditer(row.text)]
    if len(row.text) >= _LEAST and _SENTENCE_RE.search(row.text):
        spaced += [*_DIGITS_RE.finditer(row.text, body), *_BESIDE_RE.finditer(row.text, body)]
    for match in spaced:
        gaps.update((match.start() + gap.start(), match.start() + gap.end()) for gap in _GAP_RE.finditer(match[0]))
    for pattern in (_ROUND_RE, _QUOTED_RE, _PLAIN_RE) if row.is_prose else (_ROUND_RE,):
        gaps.update(m.span() for m in pattern.finditer(row.text, body) if _is_stray(row.text, m, pattern, least))
    for start, end in sorted(gaps):
        yield Edit(row.start + start, row.start + end)


def _is_stray(text: str, match: re.Match[str], pattern: re.Pattern[str], least: float) -> bool:
    """Whether a space in running text parts what belongs together."""
    before, after = text[: match.start()], text[match.end() :]
    if pattern is not _PLAIN_RE or before[-1] in "，,、；;。":
        return True
    return least == -inf or seam_gain(before, after) > least
