"""Documents built by hand for tests of components: a line a clause, lines that begin with # a heading."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from ingest.nlp import annotate
from kg.model import Clause, Document, Heading, Relation, SourceFile


def make_document(text: str, *, regions: tuple[str, ...] = (), issued: str | None = None) -> Document:
    """A document of `text`: "# 一、…" is a heading, a line with a number in front a labelled clause."""
    headings: list[Heading] = []
    clauses: list[Clause] = []
    lines: list[str] = []
    at = 0
    for line in text.strip().split("\n"):
        plain = line.removeprefix("# ")
        end = at + len(plain)
        if plain != line:
            headings.append(Heading(at, end, 1, plain))
        else:
            label = re.match(r"[(][一二三四五六七八九十]+[)]", plain)
            above = (len(headings) - 1,) if headings else ()
            clauses.append(Clause(len(clauses) + 1, at, end, label[0] if label else None, above))
        lines.append(plain)
        at = end + 1
    file = SourceFile("test.txt", "0" * 64, 0, "text/plain", "utf-8")
    return Document(
        "test",
        None,
        None,
        issued,
        regions,
        "policy",
        None,
        file,
        "\n".join(lines),
        (),
        (),
        tuple(headings),
        tuple(clauses),
    )


def relations(
    text: str, kind: str, *, regions: tuple[str, ...] = (), issued: str | None = None
) -> set[tuple[str, str]]:
    """(source, target) of the relations of one type that the whole pipeline finds in `text`."""
    doc: Doc = annotate(make_document(text, regions=regions, issued=issued))
    found: list[Relation] = doc._.relations
    return {(relation.source, relation.target) for relation in found if relation.type == kind}
