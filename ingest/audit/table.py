"""An audit as lines for a terminal: a table a kind, its columns aligned, and a summary by fate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wcwidth import wcswidth, wcwidth

from ingest.audit.row import Audit, Lines, Row, context, counts
from ingest.fates import Fate

_WIDEST = (9, 24, 20, 48)  # columns of place, wording, fate and what it became; the context takes the rest
_LEAST_TOLD, _LEAST_CONTEXT = 16, 24  # a terminal too narrow for both does without the context
_LONG_WORDING = 16  # a longer one is not shown again in its context
_GAP = 2


def table(audit: Audit, width: int) -> Iterator[str]:
    """The lines of an audit, of at most `width` columns where its own columns fit in."""
    text = audit.document.text
    lines = Lines(text)
    for kind, rows in audit.kinds():
        yield f"{kind} {len(rows)} 处"
        yield from _aligned([_cells(text, lines, row) for row in rows], width)
        yield ""
    yield from summary(audit)


def summary(audit: Audit) -> Iterator[str]:
    """A line a kind: how many of it there are, by fate; then what share of the numbers is unread."""
    yield "小结"
    for kind, rows in audit.kinds():
        told = "，".join(f"{fate.label} {number}" for fate, number in counts(rows).most_common())
        yield f"  {kind} {len(rows)}{'：' if told else ''}{told}"
    unread = counts(audit.numbers)[Fate.UNREAD]
    if audit.numbers:
        yield f"  未能解读的数字 {unread} 个，占 {unread / len(audit.numbers):.1%}"


def _cells(text: str, lines: Lines, row: Row) -> tuple[str, ...]:
    line, column = lines.place(row.start)
    wording = text[row.start : row.end].replace("\n", "⏎")
    before, after = context(text, row.start, row.end)
    again = wording if _width(wording) <= _LONG_WORDING else "…"
    return (f"{line}:{column}", wording, row.fate.label, row.told, f"{before}［{again}］{after}")


def _aligned(rows: Sequence[tuple[str, ...]], width: int) -> Iterator[str]:
    widths = [min(most, max((_width(row[i]) for row in rows), default=0)) for i, most in enumerate(_WIDEST)]
    left = width - sum(wide + _GAP for wide in widths) - _GAP
    if left < _LEAST_CONTEXT:
        widths[-1] = max(min(widths[-1], _LEAST_TOLD), widths[-1] + left + _GAP)
    for row in rows:
        cells = [_pad(_cut(cell, most), most + _GAP) for cell, most in zip(row, widths, strict=False)]
        behind = _cut(row[-1], left) if left >= _LEAST_CONTEXT else ""
        yield f"{' ' * _GAP}{''.join(cells)}{behind}".rstrip()


def _width(text: str) -> int:
    """How many columns of a terminal a text takes; a Chinese character takes two."""
    return sum(max(0, wcwidth(sign)) for sign in text) if wcswidth(text) < 0 else wcswidth(text)


def _cut(text: str, width: int) -> str:
    """The text, its end replaced by … where it is wider."""
    if _width(text) <= width:
        return text
    return _fitting(text, width - 1) + "…"


def _fitting(text: Iterable[str], width: int) -> str:
    kept, taken = [], 0
    for sign in text:
        taken += max(0, wcwidth(sign))
        if taken > width:
            break
        kept.append(sign)
    return "".join(kept)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
