"""The bodies with which a title in 《》 begins: they issued what it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from ingest.bodies.body import HAN, Body, department_re, departments, party_department_re, party_departments
from ingest.bodies.posts import shared_post
from ingest.components.terms import inside_title
from ingest.nlp import text_of
from kg.regions import gazetteer

# a title says after its issuers what it is about
_ABOUT = r"关于|印发|转发|批转"
_OTHERS = "等[0-9一二三四五六七八九十]{1,3}个?(?:部门|单位|厅局)"  # that issue it too
_OPENING_RE = re.compile(rf"《([{HAN}、 ]{{2,40}}?)(?=(?:{_OTHERS})?(?:{_ABOUT}))")
# what the name of a body closes with
_LAST = "委府厅局室会部办"
_JOINT_RE = re.compile(r"[、和 ]?")
_PARTY_RE = re.compile(r"委(?:员会)?|党委")
_GOVERNMENT_RE = re.compile(r"人民政府|政府")
_OFFICE_RE = re.compile(r"办公[厅室]")
_PIECE_RE = re.compile(r"[^、 ]+")
_UNIT_RE = re.compile("^(?:省|市|州|自治区|县|区)(?=委|人民政府|政府)")


def visible(doc: Doc, found: Iterable[Body]) -> list[Body]:
    """Those outside 《》, and the issuers with which a title begins."""
    inside = inside_title(doc)
    bodies = list(found)
    opening = {body for run in _opening_runs(text_of(doc), bodies) for body in run}
    return [b for b in bodies if b.start not in inside or b in opening]


def _opening_runs(text: str, bodies: list[Body]) -> Iterator[list[Body]]:
    """The bodies that follow each other from the beginning of a title up to what it is about."""
    by_start: dict[int, Body] = {}
    for body in sorted(bodies, key=lambda b: b.end):
        by_start[body.start] = body
    for m in _OPENING_RE.finditer(text):
        run: list[Body] = []
        position = m.start(1)
        while (found := by_start.get(position)) is not None and found.end <= m.end(1):
            run.append(found)
            position = found.end
            if joint := _JOINT_RE.match(text, position, m.end(1)):
                position = joint.end()
        yield run


def issuers(doc: Doc) -> Iterator[Body]:
    """Committees, governments and departments of a territory with which a title begins: 《中共浙江省委关于…》."""
    for m in _OPENING_RE.finditer(text_of(doc)):
        for piece in _PIECE_RE.finditer(m[1]):
            yield from _run(piece[0], m.start(1) + piece.start())


def _run(text: str, start: int) -> Iterator[Body]:
    """The bodies that `text` names one after the other without a mark between: 中共某省委某省人民政府."""
    ends = [i for i in range(len(text), 2, -1) if i == len(text) or text[i - 1] in _LAST]
    for end in ends:
        body = _issuer(text[:end], start)
        if body is not None:
            yield body
            yield from _run(text[end:], start + end)
            return


def _issuer(text: str, start: int) -> Body | None:
    """The body that `text` names as a whole, by its region and a post."""
    bare = text.removeprefix("中共")
    lengths = (i for i in range(min(len(bare), 12), 1, -1) if gazetteer().find(bare[:i]))
    length = next(lengths, 0)
    post = _UNIT_RE.sub("", bare[length:])
    shared = _shared_post(post) if length else None
    if shared is None:
        return None
    return Body(start, start + len(text), text, gazetteer().find(bare[:length])[0].name, shared)


def _shared_post(post: str) -> str | None:
    """The form that the variants of a post share; None if it is none."""
    if m := _PARTY_RE.match(post):
        rest = post[m.end() :]
        if p := party_department_re().fullmatch(rest):
            return "党委" + party_departments()[p[0]]
        return "党委" if not rest else None
    if m := _GOVERNMENT_RE.match(post):
        rest = post[m.end() :]
        return shared_post("政府" + rest) if not rest or _OFFICE_RE.fullmatch(rest) else None
    d = department_re().fullmatch(post)
    return departments()[d[0]] if d else None
