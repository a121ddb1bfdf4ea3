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
_OFFICE = "教授|讲师|研究员|主任|书记|院长|所长|处长|科长|会长|秘书长|博士|调研员|校长"
# 某某(某大学副教授), 作者系某学院副教授
_SIGNED_RE = re.compile(
    rf"^[□■◇◆\s]*(?P<name>{han_name()})\s*[(（](?P<role>[^()（）\n,，;；]{{2,30}}(?:{_OFFICE}))[)）]\s*$", re.M
)
_TOLD_RE = re.compile(rf"[(（]?作者[系为是](?P<role>[^()（）\n,，;；。]{{2,30}}?(?:{_OFFICE}))(?=[。,，;；)）、])")
_WRITER_RE = re.compile(rf"^[ \u3000]*执笔人?[:：]\s*(?P<names>{han_name()}(?:[ 、]+{han_name()}){{0,4}})\s*$", re.M)


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
    """Who signs an essay below its title, with the office that stands beside the name or at the end."""
    text = text_of(doc)
    for line in _WRITER_RE.finditer(text) if "执笔" in text else ():
        for writer in re.finditer(han_name(), line["names"]):
            start = line.start("names") + writer.start()
            yield Found(start, start + len(writer[0]), writer[0]), "执笔"
    if document_of(doc).genre != "review":
        return
    for m in _SIGNED_RE.finditer(text, 0, _HEAD):
        yield Found(m.start("name"), m.end("name"), m["name"]), m["role"]
    told = _TOLD_RE.search(text) if "作者" in text else None
    for m in _AUTHOR_RE.finditer(text, 0, _HEAD):
        name = m["name"]
        if told is not None:
            yield Found(m.start("name"), m.end("name"), name), told["role"]
        elif len(name) == _LENGTH and not (given().isdisjoint(name[1:]) and not is_named(doc, *m.span("name"))):
            yield Found(m.start("name"), m.end("name"), name), ""
