"""What cleaning did to a document, for display: both texts in rows, each change marked and numbered, and their kinds.

Rows follow the cleaned text, each with what it was made of; what stands elsewhere in the file says so. Long stretches
without a change are folded or left out, and rows come by page, so that a page stays small whatever the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from kg.model import Document, Repair, Segment
from web.labels import is_apart

Span = tuple[int, int]

ROW = 1_200  # characters after which a row of many changes ends
OPEN = 400  # characters of an unchanged row that is shown between two changed ones
FOLDED = 4_000  # characters of unchanged rows that are sent, folded away; more are left out
PAGE_REPAIRS, PAGE_CHARACTERS = 300, 24_000
KEPT = (160, 100)  # characters at the ends of an unchanged stretch within a row that are shown
CHANGED = (600, 200)  # the same of a change


@dataclass(frozen=True, slots=True)
class Stretch:
    """The same piece of both texts. `number` counts the changes from 1; 0: `before` and `after` are equal.

    `is_moved`: in the file it does not follow what stands before it here.
    """

    before: str
    after: str
    source: Span
    clean: Span
    name: str | None = None
    number: int = 0
    is_moved: bool = False

    @property
    def is_apart(self) -> bool:
        """Whether it is no text of the document, rather than text that was repaired."""
        return self.name is not None and is_apart(self.name)

    @property
    def length(self) -> int:
        return max(len(self.before), len(self.after))


@dataclass(frozen=True, slots=True)
class Row:
    """About a line of both texts."""

    stretches: tuple[Stretch, ...]

    @property
    def changes(self) -> list[Stretch]:
        return [stretch for stretch in self.stretches if stretch.number]

    @property
    def length(self) -> int:
        return sum(stretch.length for stretch in self.stretches)

    @property
    def shown(self) -> int:
        """About how many characters a page shows of it."""
        return sum(min(stretch.length, sum(CHANGED if stretch.number else KEPT)) for stretch in self.stretches)

    @property
    def start(self) -> int:
        """Where it begins in the cleaned text."""
        return self.stretches[0].clean[0]

    @property
    def end(self) -> int:
        return self.stretches[-1].clean[1]

    @property
    def source(self) -> int:
        """Where it begins in the source text."""
        return self.stretches[0].source[0]

    @property
    def lines(self) -> int:
        return max(1, sum(stretch.after.count("\n") for stretch in self.stretches))

    @property
    def text(self) -> str:
        """Its words in the cleaned text."""
        return "".join(stretch.after for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class Run:
    """Rows one after the other, all shown or none."""

    is_shown: bool
    rows: tuple[Row, ...]

    @property
    def changes(self) -> int:
        return sum(len(row.changes) for row in self.rows)

    @property
    def lines(self) -> int:
        return sum(row.lines for row in self.rows)

    @property
    def length(self) -> int:
        return sum(row.length for row in self.rows)

    @property
    def shown(self) -> int:
        """About how many characters a page has to hold of it."""
        return sum(row.shown for row in self.rows) if self.is_shown else self.length if self.is_sent else 0

    @property
    def is_sent(self) -> bool:
        """Whether a page holds its words, if only folded away."""
        return self.is_shown or self.length <= FOLDED


@dataclass(frozen=True, slots=True)
class Kind:
    """How often a rule changed something, how many characters that were and became; `first` is the first change."""

    name: str
    is_apart: bool
    count: int
    before: int
    after: int
    first: int


def kinds_of(repairs: Iterable[Repair]) -> list[Kind]:
    """The rules that changed something, repairs before what was set apart, each in the order of first use."""
    found: dict[str, list[tuple[int, Repair]]] = {}
    for number, repair in enumerate(repairs, 1):
        found.setdefault(repair.name, []).append((number, repair))
    kinds = [
        Kind(
            name=name,
            is_apart=is_apart(name),
            count=len(group),
            before=sum(len(repair.before) for _, repair in group),
            after=sum(len(repair.after) for _, repair in group),
            first=group[0][0],
        )
        for name, group in found.items()
    ]
    return sorted(kinds, key=lambda kind: kind.is_apart)


def stretches_of(document: Document) -> Iterator[Stretch]:
    """Both texts in the order of the cleaned one, cut at every change; nothing of either is left out."""
    number, repair, end = 0, None, 0
    for segment in document.segments:
        if segment.repair is None:
            text = document.text[slice(*segment.clean)]
            yield Stretch(text, text, segment.source, segment.clean, is_moved=segment.source[0] != end)
            end = segment.source[1]
        elif repair is None or not _within(segment, repair):
            number, repair = number + 1, document.repairs[number]
            at = (repair.source, repair.clean, repair.name, number, repair.source[0] != end)
            yield Stretch(repair.before, repair.after, *at)
            end = repair.source[1]


def _within(segment: Segment, repair: Repair) -> bool:
    """Whether a segment is one of those that a repair was joined of."""
    return (
        segment.repair == repair.name
        and repair.source[0] <= segment.source[0]
        and segment.source[1] <= repair.source[1]
        and repair.clean[0] <= segment.clean[0]
        and segment.clean[1] <= repair.clean[1]
    )


def rows_of(document: Document) -> list[Row]:
    """The stretches by line; blank lines go with the line before them."""
    rows: list[Row] = []
    waiting: list[Stretch] = []
    length = 0
    for stretch in chain.from_iterable(map(_lines, stretches_of(document))):
        waiting.append(stretch)
        length += stretch.length
        if length > ROW or _ends(waiting):
            rows.append(Row(tuple(waiting)))
            waiting, length = [], 0
            if len(rows) > 1 and not rows[-1].changes and not rows[-1].text.strip():
                blank = rows.pop()
                rows[-1] = Row((*rows[-1].stretches, *blank.stretches))
    return [*rows, Row(tuple(waiting))] if waiting else rows


def _lines(stretch: Stretch) -> Iterator[Stretch]:
    """An unchanged stretch line by line, a long one as its first line, the rest and its last; a change as it is."""
    if stretch.number:
        yield stretch
        return
    at, is_moved = 0, stretch.is_moved
    (source, _), (clean, _) = stretch.source, stretch.clean
    for line in _cuts(stretch.after):
        end = at + len(line)
        yield Stretch(line, line, (source + at, source + end), (clean + at, clean + end), is_moved=is_moved)
        at, is_moved = end, False


def _cuts(text: str) -> list[str]:
    first, last = text.find("\n") + 1, text.rfind("\n") + 1
    if last - first <= FOLDED:
        return text.splitlines(keepends=True)
    return [part for part in (text[:first], text[first:last], text[last:]) if part]


def _ends(stretches: Sequence[Stretch]) -> bool:
    """Whether a row ends with the last of `stretches`: with a line, be it one that was set apart."""
    last = stretches[-1]
    if last.after:
        return last.after.endswith("\n")
    is_alone = not any(stretch.after.strip() for stretch in stretches)
    return last.before.endswith("\n") and is_alone


def runs_of(rows: Iterable[Row], kind: str | None = None) -> list[Run]:
    """Rows with a change (of `kind`), and those between them: a short one is shown too, others are folded together."""
    runs: list[Run] = []
    for is_shown, group in groupby(rows, key=lambda row: any(kind in (None, s.name) for s in row.changes)):
        run = Run(is_shown, tuple(group))
        is_short = not is_shown and not run.changes and len(run.rows) == 1 and run.length <= OPEN
        if (is_shown or is_short) and runs and runs[-1].is_shown:
            runs[-1] = Run(True, (*runs[-1].rows, *run.rows))
        else:
            runs.append(Run(is_shown or (is_short and bool(runs)), run.rows))
    return runs


def pages_of(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs by page; a run that is shown is cut where a page is full."""
    pages: list[list[Run]] = [[]]
    repairs = characters = 0
    for run in chain.from_iterable(map(_cut, runs)):
        many = run.changes if run.is_shown else 0
        if pages[-1] and (repairs + many > PAGE_REPAIRS or characters + run.shown > PAGE_CHARACTERS):
            pages.append([])
            repairs = characters = 0
        pages[-1].append(run)
        repairs, characters = repairs + many, characters + run.shown
    return pages


def _cut(run: Run) -> Iterator[Run]:
    """A shown run as runs of one row each, for a page to take as many as it has room for."""
    return (Run(True, (row,)) for row in run.rows) if run.is_shown else iter((run,))


def page_of(pages: Sequence[Sequence[Run]], number: int) -> int:
    """The page (from 1) that shows a change; the first if none does."""
    for page, runs in enumerate(pages, 1):
        if any(stretch.number == number for run in runs if run.is_shown for row in run.rows for stretch in row.changes):
            return page
    return 1


# how characters that are not seen are shown; others of their kind by their code
_SEEN = {" ": "␣", "\u00a0": "␣", "\u3000": "□", "\t": "⇥", "\n": "↵\n", "\r": "␍"}


def visible(text: str) -> str:
    """A change made only of blanks or of characters that are not seen, as signs; any other text as it is.

    >>> visible(" \\u200b"), visible("甲 乙")
    ('␣[U+200B]', '甲 乙')
    """
    if any(not char.isspace() and char.isprintable() for char in text):
        return text
    return "".join(_SEEN.get(char, f"[U+{ord(char):04X}]") for char in text)


def shortened(text: str, head: int, tail: int) -> tuple[str, int, str]:
    """(beginning, characters left out, end) of a long text; all of a short one as its beginning.

    >>> shortened("甲乙丙丁戊己", 1, 2)
    ('甲', 3, '戊己')
    """
    if len(text) <= head + tail:
        return text, 0, ""
    return text[:head], len(text) - head - tail, text[len(text) - tail :]
