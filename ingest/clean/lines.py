"""The lines of a text under repair, and how they end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

CLOSERS = "”’」』》〉）)】]\"'"
FINAL_STOPS = "。！？!?；;…：:"
NUMERAL = "[0-9一二三四五六七八九十百千零〇两]{1,7}"
# a line that begins so begins anew: a number, a bullet, a date, a part of an official text
_NEW_RE = re.compile(
    rf"(?:第{NUMERAL}[编篇章节条款部]|{NUMERAL}[、.．](?![0-9])|[(（〔]{NUMERAL}[)）〕]|[①-⑳⑴-⒛●■□◆▲△★※·•\-*|#]"
    r"|[0-9]{4}\s*年\s*[0-9]{1,2}\s*月[^，,。；;]*$|附[件表录注：:]|抄送|主题词|印发|来源|注[：:]|——|【|\[)"
)


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
        return self.last in FINAL_STOPS

    @property
    def begins_anew(self) -> bool:
        """Whether it begins as nothing does that goes on from the line before."""
        return _NEW_RE.match(self.text) is not None

    @property
    def is_prose(self) -> bool:
        """Whether it is running text and not a heading or a title."""
        return len(self.text) >= 30 and re.search(r"[，,。；;]", self.text) is not None


@lru_cache(maxsize=8)
def rows_of(text: str) -> tuple[Row, ...]:
    """The lines that are not empty, in order; kept for the last few texts, since several steps ask."""
    return tuple(_rows(text))


def _rows(text: str) -> Iterator[Row]:
    for match in re.finditer(r"[^\n]*\S", text):
        line = match[0].lstrip()
        yield Row(match.end() - len(line), match.end(), line)
