"""What the surroundings of the names of one text say of dimensions; each sentence and paragraph is asked once."""

from __future__ import annotations

from ingest.dimensions.classify import around
from ingest.dimensions.context import Context, context_of
from ingest.dimensions.points import Points
from ingest.mechanisms.marks import Marks
from kg.model import Document


class Surroundings:
    """`document` may be None: then a sentence has no headings above it."""

    def __init__(self, document: Document | None, marks: Marks) -> None:
        self._document, self._marks = document, marks
        self._said: dict[int, Points] = {}
        self._above: dict[int, Points] = {}

    def at(self, offset: int) -> Points:
        """What is said around `offset`."""
        start, end = self._marks.sentence(offset)
        said = self._said.get(start)
        if said is None:
            sentence = around(Context(sentence=self._marks.text[start:end]))
            said = self._said[start] = sentence + self._paragraph(offset)
        return said

    def _paragraph(self, offset: int) -> Points:
        """What a paragraph and the headings above it say; points of zones add up."""
        clause = self._document.clause_at(offset) if self._document is not None else None
        if self._document is None or clause is None:
            return 0
        said = self._above.get(clause.start)
        if said is None:
            said = self._above[clause.start] = around(context_of(self._document, self._marks, clause))
        return said
