"""What the components left in a document, ordered so that it can be asked by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Doc

from ingest.audit.forms import FORMS
from ingest.audit.mentions import Mentions
from ingest.audit.pairs import Pair, quote_pairs, title_pairs
from ingest.components.metrics import judged, stated
from ingest.fates import Fate
from ingest.figures.measures import Judged
from ingest.structure.lines import LABELS
from ingest.words import Words, words
from kg.date_patterns import POINT_RE
from kg.model import Extraction, Metric

Range = tuple[int, int]


class Findings:
    """One annotated document with its facts."""

    def __init__(self, doc: Doc, extraction: Extraction) -> None:
        self.doc = doc
        self.document = extraction.document
        self.text = extraction.document.text
        self.mentions = Mentions(extraction.entities)
        self.entities = extraction.entities

    @cached_property
    def words(self) -> Words:
        return words(self.text)

    @cached_property
    def judged(self) -> list[Judged]:
        return judged(self.doc)

    @cached_property
    def stated(self) -> dict[Range, tuple[Metric, ...]]:
        """The metrics by the place of their number."""
        found: dict[Range, tuple[Metric, ...]] = {}
        for quantity, metric in stated(self.doc):
            found[quantity.numeral] = (*found.get(quantity.numeral, ()), metric)
        return found

    @cached_property
    def titles(self) -> list[Pair]:
        return title_pairs(self.text)

    @cached_property
    def quotes(self) -> list[Pair]:
        return quote_pairs(self.text)

    @cached_property
    def labels(self) -> list[Range]:
        """Where clauses and headings have their own numbers."""
        clauses = [(c.start, c.start + len(c.label)) for c in self.document.clauses if c.label is not None]
        headings = [
            (h.start, h.start + match.end())
            for h in self.document.headings
            if (match := next((m for pattern, _ in LABELS if (m := pattern.match(h.text))), None))
        ]
        return sorted([*clauses, *headings])

    @cached_property
    def moments(self) -> list[Range]:
        """Expressions of time, also those that no calendar holds."""
        return [match.span() for match in POINT_RE.finditer(self.text)]

    @cached_property
    def forms(self) -> dict[Fate, list[Range]]:
        """Stretches whose form says what their numbers are."""
        return {fate: [match.span() for match in form.finditer(self.text)] for fate, form in FORMS.items()}

    def quantities(self, start: int, end: int) -> list[Judged]:
        """The quantities whose words overlap [start, end), in order."""
        low = bisect_right(self.judged, start, key=lambda item: item.found.end)
        high = bisect_left(self.judged, end, key=lambda item: item.found.start)
        return self.judged[low:high]

    def is_heading(self, offset: int) -> bool:
        """Does the character at `offset` stand in a heading or in the title?"""
        headings = self.document.headings
        at = bisect_right(headings, offset, key=lambda heading: heading.start) - 1
        return at >= 0 and offset < headings[at].end


def holding(ranges: Sequence[Range], start: int, end: int) -> Range | None:
    """That of the ordered, disjoint `ranges` that holds [start, end)."""
    at = bisect_right(ranges, start, key=lambda item: item[0]) - 1
    return ranges[at] if at >= 0 and end <= ranges[at][1] else None


def innermost(pairs: Sequence[Pair], start: int, end: int, *, reach: int = 400) -> Pair | None:
    """The smallest of the ordered `pairs` that holds [start, end) between its marks; none longer than `reach`."""
    for i in range(bisect_right(pairs, start, key=lambda pair: pair.start) - 1, -1, -1):
        if pairs[i].start < start - reach:
            break
        if pairs[i].start < start and end < pairs[i].end:
            return pairs[i]
    return None
