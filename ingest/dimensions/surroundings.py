"""What the surroundings of the names of one text say of dimensions; each sentence is asked once."""

from __future__ import annotations

from ingest.dimensions.classify import around
from ingest.dimensions.context import context_at
from ingest.dimensions.points import Points
from ingest.mechanisms.marks import Marks
from kg.model import Document


class Surroundings:
    """`document` may be None: then a sentence has no headings above it."""

    def __init__(self, document: Document | None, marks: Marks) -> None:
        self._document, self._marks = document, marks
        self._said: dict[int, Points] = {}

    def at(self, offset: int) -> Points:
        """What is said around `offset`."""
        sentence = self._marks.sentence(offset)[0]
        if sentence not in self._said:
            self._said[sentence] = around(context_at(self._document, self._marks, offset))
        return self._said[sentence]
