"""Parts of a body that many fill: 市人民政府工作部门, 某领导小组成员单位.

Each stands under the body that it is named with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.bodies.body import Body
from ingest.bodies.find import find_bodies
from ingest.components.terms import lines_with
from ingest.kinds.kind import Kind
from ingest.nlp import text_of
from kg.names import display_name

_PART_RE = re.compile(
    r"(?:的)?(?:各|有关|相关)*(?P<part>成员单位|组成部门|工作部门|直属机构|派出机[构关](?!的)|部门)(?=[,，、。;；:：和与及以）)\s要应按]|$)"
)
_COMMITTEE_RE = re.compile(r"(?:委员会|领导小组|指挥部|联席会议|协调小组|专班)$")
_NEXT_RE = re.compile(r"[、和](?:各)?(?P<part>直属机构|派出机构|直属单位)")
_GOVERNMENT_RE = re.compile(r"(?:人民)?政府$")
_DEPARTMENTS_RE = re.compile(r"(?:及其|的)?(?:有关|相关|各)*(?P<part>工作部门|组成部门)")
# 各成员单位应当: of the committee that the text sets out
_ALONE_RE = re.compile(
    r"(?:各|其|相关|其他)(?P<member>成员单位)(?=[^,，。;；]{0,6}(?:应当|要|负责|按照|根据|组成|履行)|组成)"
    r"|(?:其|它的)(?P<office>派出机关)"
    r"|(?<![一-鿿])(?P<acting>(?:承办|办理|包保|包联|帮扶|结对|受理)单位)(?=应当?|须|要|负责|收到|接到|对)"
)
_ALONE_SIGN_RE = re.compile(r"单位|派出机关")  # no line has one without it
_AHEAD = 8  # characters behind its end that the pattern looks at, be they in the next line


def parts(doc: Doc) -> Iterator[tuple[Body, Kind]]:
    """(the body, the kind that is its parts), in the order of the text."""
    text = text_of(doc)
    for body in find_bodies(doc):
        m = _PART_RE.match(text, body.end)
        if m is None:
            continue
        own = _COMMITTEE_RE if m["part"] == "成员单位" else _GOVERNMENT_RE
        surface = text[body.start : body.end]
        # 市政府部门: a manner of speaking; 市政府各部门: all that there are
        loose = m["part"] == "部门" and "各" not in m[0]
        if own.search(surface) and not loose:
            yield body, _part_of(body, surface, m["part"], m.start("part"))
            if n := _NEXT_RE.match(text, m.end()):
                yield body, _part_of(body, surface, n["part"], n.start("part"))


def _part_of(body: Body, surface: str, part: str, start: int) -> Kind:
    name = display_name(surface + part)
    every = display_name(f"{surface}各{part}")
    return Kind(start, start + len(part), name, (name, display_name(body.name) + part, every))


def parts_of_kinds(doc: Doc, found: list[Kind]) -> Iterator[Kind]:
    """县(市、区)人民政府工作部门, 及其工作部门: the departments of a government of some level."""
    for kind in found:
        m = _DEPARTMENTS_RE.match(text_of(doc), kind.end) if kind.name.endswith("政府") else None
        if m is not None:
            name = kind.name + m["part"]
            yield Kind(m.start("part"), m.end("part"), name, (name,))


def members(doc: Doc) -> list[Kind]:
    """The kinds that are parts of a body, and 成员单位 of a committee that the text doesn't name beside it."""
    text = text_of(doc)
    found = [kind for _, kind in parts(doc)]
    if doc._.document.genre == "policy":
        lines = lines_with(text, _ALONE_SIGN_RE)
        for m in (m for start, end in lines for m in _ALONE_RE.finditer(text, start, end + _AHEAD) if m.start() < end):
            name = m["member"] or m["office"] or m["acting"]
            found.append(Kind(m.end() - len(name), m.end(), name, (name,)))
    return found
