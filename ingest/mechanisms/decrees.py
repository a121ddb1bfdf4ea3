"""The practices that the title of a document brings in on the day it is issued."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mechanisms.forms import quoted_in
from ingest.mechanisms.onsets import ISSUES_RE, NEAR
from ingest.mechanisms.statements import Facts, Mention, Range, statement, wording
from kg.model import Relation
from kg.names import name_key

_INTRODUCES_RE = re.compile(r"(?:推行|建立|构建|实施|开展|试点|试行|实行|启动|创建|设立|推进)[^,。《》]{0,4}$")
_ACTION_RE = re.compile(r"(?:行动|工程|攻坚战?)(?:计划|方案)?$")
# 某县“M”工作方案
_RULED_RE = re.compile(
    r"(?:试点|工作|实施|管理|指导|建设|运行|评定|做法)*(?:方案|办法|意见|规则|规范|制度|章程|细则|规程)(?:[(].*[)])?"
)
_PLAN_RE = re.compile(r"(?:实施|工作)?(?:方案|计划)?(?:[(].*[)])?")
_REPEALED_RE = re.compile(r"^[^。;]{0,12}(?:废止|失效|停止执行)")


def by_title(facts: Facts, where: Range, dates: Sequence[Mention]) -> Iterator[Relation]:
    """D,…印发《关于推行M的意见》."""
    for title in facts.titles.inside(where):
        earlier = [date for date in dates if date.end <= title.start]
        if not earlier or len(facts.text[earlier[-1].end : title.start]) > NEAR:
            continue
        issued = ISSUES_RE.search(facts.text[earlier[-1].end : title.start])
        if not issued or _REPEALED_RE.match(facts.text[title.end : where[1]]):
            continue
        for name in _named_in(facts, title):
            before = name_key(title.name).split(name_key(name))[0]
            behind = name_key(title.name).partition(name_key(name))[2]
            if _INTRODUCES_RE.search(before) or (
                _is_placed(facts, before)
                and (_RULED_RE.fullmatch(behind) or (_ACTION_RE.search(name) and _PLAN_RE.fullmatch(behind)))
            ):
                words = wording(facts.text, where, earlier[-1].range, title.range)
                yield statement(facts.doc, "startedOn", name, earlier[-1].name, words, confidence=0.6)


def _is_placed(facts: Facts, before: str) -> bool:
    """某市M三年行动计划: whether a title says before the mechanism no more than whose it is."""
    return not before or before in map(name_key, facts.place_names)


def _named_in(facts: Facts, title: Mention) -> list[str]:
    """The mechanisms whose names stand in a title, not those inside a longer one."""
    key = name_key(title.name)
    inside = {form: m.name for form, m in facts.by_key.items() if len(form) >= 4 and form in key}
    return quoted_in(facts, title) + [
        name for form, name in inside.items() if not any(form != other and form in other for other in inside)
    ]
