"""What surrounds a name: the words in which a classifier, like a reader, looks for what the name does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.mechanisms.marks import Marks
from kg.model import Clause, Document


@dataclass(frozen=True, slots=True)
class Context:
    """The headings above a name (outermost first), and the sentence and paragraph it stands in."""

    headings: Sequence[str] = ()
    sentence: str = ""
    paragraph: str = ""


NOTHING = Context()


def context_at(document: Document | None, marks: Marks, offset: int) -> Context:
    """The surroundings of what stands at `offset` of a marked text; the title of the document is no heading."""
    sentence = marks.text[slice(*marks.sentence(offset))]
    clause = document.clause_at(offset) if document is not None else None
    if document is None or clause is None:
        return Context(sentence=sentence)
    return replace(context_of(document, marks, clause), sentence=sentence)


def context_of(document: Document, marks: Marks, clause: Clause) -> Context:
    """What all sentences of a paragraph share."""
    return Context(
        headings=[h for i in clause.headings if (h := document.headings[i].text) != document.title],
        paragraph=marks.text[clause.start : clause.end],
    )
