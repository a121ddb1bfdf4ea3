"""The lines of a text under repair, and how they end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.clean.offsets import Buffer

CLOSERS = "”’」』》〉）)】]\"'"
FINAL_STOPS = "。！？!?；;…：:"
_NEVER_FIRST = "，。、；：！？,;）》”’"
NUMERAL = "[0-9一二三四五六七八九十百千零〇两]{1,7}"
# a line that begins so begins anew: a number, a bullet, a date, a part of an official text
_NEW_RE = re.compile(
    rf"(?:第{NUMERAL}[编篇章节条款部]|{NUMERAL}[、.．](?![0-9])|[(（〔]{NUMERAL}[)）〕]|[①-⑳⑴-⒛●■□◆▲△★※·•\-*|#]"
    r"|[0-9]{4}\s*年\s*[0-9]{1,2}\s*月[^，,。；;]*$|附[件表录注：:]|抄送|主题词|印发|来源|注[：:]|——|【|\[)"
)
# 。（2009年8月27日删除）: a note after the stop; and what fonts of their own put there (private use)
_NOTED_RE = re.compile(r"[。！？；]\s*[(（][^()（）。]{1,40}[)）]$")
_STOP_RE = re.compile(r"[，,。；;]")
_PRIVATE_RE = re.compile("[\ue000-\uf8ff]+$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not empty, without its margins, at its place in the text."""

    start: int
    end: int
    text: str

    @property
    def last(self) -> str:
        """The last character that is no closing bracket or quotation mark."""
        return self.text.rstrip(CLOSERS + " ")[-1:]

    @property
    def is_complete(self) -> bool:
        """Whether it ends as a paragraph does."""
        if self.text[-1] in FINAL_STOPS or self.last in FINAL_STOPS or self.text.endswith("..."):
            return True
        if self.text[-1] in ")）":
            return _NOTED_RE.search(self.text, max(len(self.text) - 50, 0)) is not None
        ending = _PRIVATE_RE.search(self.text, max(len(self.text) - 9, 0))
        return ending is not None and self.text[: ending.start()][-1:] in FINAL_STOPS

    @property
    def begins_anew(self) -> bool:
        """Whether it begins as nothing does that goes on from the line before."""
        return _NEW_RE.match(self.text) is not None

    @property
    def goes_on(self) -> bool:
        """Whether it begins as only the rest of a broken line does."""
        return self.text[0] in _NEVER_FIRST and len(self.text) > 1

    @property
    def is_prose(self) -> bool:
        """Whether it is running text and not a heading or a title."""
        return len(self.text) >= 30 and _STOP_RE.search(self.text) is not None


@lru_cache(maxsize=8)
def rows_of(text: str) -> tuple[Row, ...]:
    """The lines that are not empty, in order; kept for the last few texts, since several steps ask."""
    return tuple(_rows(text))


def _rows(text: str) -> Iterator[Row]:
    start = 0
    for line in text.split("\n"):
        if words := line.strip():
            first = start if words == line else start + len(line) - len(line.lstrip())
            yield Row(first, first + len(words), words)
        start += len(line) + 1


def in_tables(buffer: Buffer, rows: Sequence[Row]) -> frozenset[int]:
    """Where those lines begin that are rows of a table, as the file's layout tells."""
    spans = [note.source for note in buffer.notes if note.kind == "block-table"]
    if not spans:
        return frozenset()
    found = ((row.start, buffer.source_span(row.start, row.start + 1)[0]) for row in rows)
    return frozenset(start for start, at in found if (i := bisect_right(spans, (at + 1,))) and at < spans[i - 1][1])
