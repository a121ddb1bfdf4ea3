"""Names that the dictionary has where a clause begins, and the author of an essay on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.components.terms import Found, words_of
from ingest.nlp import document_of, text_of
from ingest.persons.names import ADDRESS_RE, given, han_name, is_named, surname_characters
from kg.regions import gazetteer

_BEFORE = frozenset("。！!？?”\n,，;；的员\u3000 ")
_LENGTH = 3  # of the names that are seldom anything else
_SAYS = frozenset("vdp")
_HEAD = 300
_AUTHOR_RE = re.compile(rf"^[ \u3000]*(?P<name>{han_name()})[ \u3000]*$", re.M)


def subjects(doc: Doc) -> Iterator[tuple[Found, str]]:
    """刘桂兰骑着车: three characters that the dictionary has for a name, before what somebody does."""
    text, known = text_of(doc), words_of(doc)
    for start, end in known.tagged_as("nr"):
        if end - start != _LENGTH or text[start] not in surname_characters():
            continue
        if start and text[start - 1] not in _BEFORE:
            continue
        does = known.at(end)
        if does is None or does[1][:1] not in _SAYS or given().isdisjoint(text[start + 1 : end]):
            continue
        name = text[start:end]
        if (
            is_named(doc, start, end)
            and "大学" not in name
            and not ADDRESS_RE.search(name)
            and not gazetteer().find(name[:2])
        ):
            yield Found(start, end, name), ""


def authors(doc: Doc) -> Iterator[tuple[Found, str]]:
    """Who signs an essay below its title."""
    if document_of(doc).genre != "review":
        return
    for m in _AUTHOR_RE.finditer(text_of(doc), 0, _HEAD):
        name = m["name"]
        if len(name) == _LENGTH and not (given().isdisjoint(name[1:]) and not is_named(doc, *m.span("name"))):
            yield Found(m.start("name"), m.end("name"), name), ""
