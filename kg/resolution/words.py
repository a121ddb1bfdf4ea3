"""Tables of words by which names are compared (name_words.tsv says where they are from)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("name_words.tsv")


@cache
def rows(section: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one section: the words of each, the form that stands for the others first."""
    found = (line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#"))
    return tuple((first, *others.split()) for name, first, others in found if name == section)


@cache
def words(section: str) -> tuple[str, ...]:
    """All words of a section, the longest first."""
    return longest_first(word for row in rows(section) for word in row)


def longest_first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found), key=lambda word: (-len(word), word)))


@cache
def forms(section: str) -> tuple[tuple[str, str], ...]:
    """(other form, the form that stands for it) of a section, the longest first."""
    pairs = [(other, row[0]) for row in rows(section) for other in row[1:]]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def alternatives(found: Iterable[str]) -> str:
    """A pattern of any of these words."""
    return "|".join(map(re.escape, longest_first(found)))


@cache
def _form_re(section: str) -> re.Pattern[str]:
    return re.compile(alternatives(word for row in rows(section) for word in row) or r"(?!)")


def replace_forms(section: str, text: str) -> str:
    """`text` with every form of a section written as the one that stands for it.

    >>> replace_forms("body", "卫生健康委员会")
    '卫健委'
    """
    table = dict(forms(section))
    return _form_re(section).sub(lambda match: table.get(match[0], match[0]), text)
