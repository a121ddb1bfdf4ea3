"""What changed inside a clause, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from kg.text.folding import fold
from kg.text.segmenter import segmenter
from kg.versions.align import MATRIX

_TOKEN_RE = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|[\u3400-\u9fff]+|.", re.DOTALL)
_ISLAND = 2  # what stays between two changes and is shorter than this reads better as changed


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch that stays ("same"), goes ("removed") or comes ("added")."""

    kind: str
    text: str


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """From one text to the other: without what is added it is `before`, without what is removed `after`.

    Width, case and form of quotes make no difference; what stays is told as `after` has it.

    >>> [(e.kind, e.text) for e in edits("每月召开1次会议", "每月召开2次会议")]
    [('same', '每月召开'), ('removed', '1'), ('added', '2'), ('same', '次会议')]
    """
    a, b = _tokens(before), _tokens(after)
    if len(a) * len(b) > MATRIX:  # too long to be told word by word
        return tuple(_flat([("changed", before, after)]))
    rows: list[tuple[str, str, str]] = []  # (kind, before, after)
    for op in LCSseq.opcodes([fold(token) for token in a], [fold(token) for token in b]):
        old, new = "".join(a[op.src_start : op.src_end]), "".join(b[op.dest_start : op.dest_end])
        rows.append(("same" if op.tag == "equal" else "changed", old, new))
    return tuple(_flat(_joined(rows)))


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for token in _TOKEN_RE.findall(text):
        is_han = len(token) > 1 and token[0] >= "\u3400"
        tokens += _words(token) if is_han else (token,)
    return tokens


def _words(run: str) -> Sequence[str]:
    """The words of a run of Han characters, as it writes them."""
    return [run[start:end] for _, start, end in segmenter().words(run)]


def _joined(rows: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Neighbouring changes as one, with the short islands between them."""
    joined: list[tuple[str, str, str]] = []
    for index, (kind, old, new) in enumerate(rows):
        inner = 0 < index < len(rows) - 1
        state = "changed" if kind == "same" and inner and len(old) < _ISLAND else kind
        if joined and joined[-1][0] == state:
            _, old_before, new_before = joined.pop()
            old, new = old_before + old, new_before + new
        joined.append((state, old, new))
    return joined


def _flat(rows: Sequence[tuple[str, str, str]]) -> list[Edit]:
    found = []
    for kind, old, new in rows:
        if kind == "same":
            found.append(Edit("same", new))
            continue
        found += [Edit(k, text) for k, text in (("removed", old), ("added", new)) if text]
    return found
