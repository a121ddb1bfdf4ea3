"""The words that steer the reading of numbers, by the part they play (lexicon/measure_words.tsv)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ingest.components.terms import alternation

_LEXICON = Path(__file__).resolve().parents[1] / "lexicon"
_PARTS = {line.split("\t")[0]: tuple(line.split("\t")[1].split())
          for line in (_LEXICON / "measure_words.tsv").read_text(encoding="utf-8").splitlines()
          if line and not line.startswith("#")}  # fmt: skip


@cache
def part(name: str) -> frozenset[str]:
    """The words that play a part; measure_words.tsv has the parts."""
    return frozenset(_PARTS[name])


@cache
def alternatives(*names: str) -> str:
    """The words of some parts as a regex alternation, the longest first."""
    return alternation(word for name in names for word in _PARTS[name])


CHANGES = part("increase") | part("decrease")
