"""Teams with a coined name of their own: set up by people, or told by their members (办起“邻里帮帮团”).

What a body sets up is for `founding`; a team that every village has is a kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.bodies.body import HAN, Body
from ingest.components.terms import lines_with, sentence_bounds
from ingest.nlp import text_of

_NAME = rf"(?P<name>(?!党员|青年|民兵|应急|专业|红色|[一二两三四五六七八九十])[{HAN}]{{2,7}}(?:团|队))"
# without which no line names one
_QUOTED_RE = re.compile('[团队][”"]')
_FOUNDED_RE = re.compile(
    rf"(?:办起|拉起|建起|组起|带出|带起|发起|创办|牵头(?:成立|组建)|组织起|领着[^,，。;；]{{2,10}}成立)了?(?:一[支个])?(?:[0-9]+[余多]?人的)?[“\"]{_NAME}[”\"]"
)
_MANNED_RE = re.compile(rf"[“\"]{_NAME}[”\"](?:(?:已|现|共)?有(?:队员|团员|成员|志愿者)|登记[成为]|注册[成为])")
_MANY_RE = re.compile(r"各[村社镇县区街]|[0-9几数多]+支|每个|普遍|分别|全覆盖")


def teams(doc: Doc) -> Iterator[Body]:
    """Every mention in quotation marks of a team that the text shows to be one."""
    text = text_of(doc)
    names = set()
    for pattern in (_FOUNDED_RE, _MANNED_RE):
        for m in (m for line in lines_with(text, _QUOTED_RE) for m in pattern.finditer(text, *line)):
            start, _ = sentence_bounds(text, m.start())
            if not _MANY_RE.search(text, start, m.start("name")):
                names.add(m["name"])
    for name in sorted(names):
        for m in re.finditer(rf"(?<=[“\"]){re.escape(name)}(?=[”\"])", text):
            yield Body(m.start(), m.end(), name, None, name)
