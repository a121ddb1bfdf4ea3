"""Who says 我们 in a text: the body that gives an account of its own work (某区委关于M工作的经验交流材料)."""

from __future__ import annotations

import re

from ingest.mechanisms.statements import Facts, Mention, within
from kg.names import name_key

# what a body calls its own account, behind its name
_ACCOUNT_RE = re.compile(
    r"(?:办公[室厅])?(?:关于[^,。;\n]{0,40}|在[^,。;\n]{2,40}上的|[^,。;\n]{0,16})(?:经验|交流|典型|发言|汇报|总结|报告)(?:交流)?(?:材料|稿|提纲|发言)?"
)
WE_RE = re.compile(r"我们(?!的|[村镇乡县区市省]|街道|社区|认为|看到|发现|注意到|了解|调研|走访)")


def voice(facts: Facts) -> Mention | None:
    """The body whose title, or whose line under the title, says that the text is its account; found once a document."""
    kept = facts.doc.user_data
    if "voice" not in kept:
        kept["voice"] = _voice(facts) if facts.document.genre == "report" and "我们" in facts.text else None
    found: Mention | None = kept["voice"]
    return found


def _voice(facts: Facts) -> Mention | None:
    for line in (h for h in facts.document.headings if h.level == 0):
        for body in within(facts.bodies, line.start, line.end):
            if body.name in facts.organizations and _ACCOUNT_RE.match(facts.text, body.end, line.end):
                return body
    title, publisher = name_key(facts.document.title or ""), name_key(facts.document.publisher or "")
    if _ACCOUNT_RE.search(title) is None or not publisher:
        return None
    return next((b for b in facts.bodies if b.name in facts.organizations and name_key(b.name) == publisher), None)
