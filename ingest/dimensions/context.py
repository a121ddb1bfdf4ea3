"""What surrounds a name: the words in which a classifier, like a reader, looks for what the name does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.mechanisms.marks import Marks
from kg.model import Document


@dataclass(frozen=True, slots=True)
class Context:
    """The headings above a name (outermost first), and the comma phrase, sentence and paragraph it stands in."""

    headings: Sequence[str] = ()
    phrase: str = ""
    sentence: str = ""
    paragraph: str = ""


NOTHING = Context()


def context_at(document: Document | None, marks: Marks, start: int, end: int) -> Context:
    """The surroundings of the words [start, end) of a marked text; the title of the document is no heading."""
    sentence = marks.sentence(start)
    phrase = marks.text[slice(*marks.phrase(start, end, sentence))]
    clause = document.clause_at(start) if document is not None else None
    if document is None or clause is None:
        return Context(phrase=phrase, sentence=marks.text[slice(*sentence)])
    return Context(
        headings=[h for i in clause.headings if (h := document.headings[i].text) != document.title],
        phrase=phrase,
        sentence=marks.text[slice(*sentence)],
        paragraph=marks.text[clause.start : clause.end],
    )
