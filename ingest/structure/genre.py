"""Which of three genres a text is of: an official text, a report, or a review that argues.

The words that tell a review are those of Chinese essays and papers at large; each cue has a weight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.clean import Note
from ingest.hanzi import HAN
from ingest.structure.header import ISSUER_RE
from ingest.structure.lines import Line
from ingest.structure.title import POLICY_RE

_SCHOLAR_RE = re.compile(r"作者.{0,40}(?:研究员|教授|讲师|博士|学院|大学|研究院|研究所|研究中心|党校|社会?科学?院)")
_THEORY_RE = re.compile(r"理论|求是|学习时报|学报|评论|研究")
_REPORTERS = ("本报", "本网", "本台", "通讯员", "新华社", "记者", "据悉")
_REPORTED_RE = re.compile(
    r"(?:本报|本网|本台|通讯员|新华社|记者)[^。]{0,20}(?:讯|电|[)）])|记者(?:在|从|看到|了解|获悉|走进|来到)|据悉|告诉记者"
)
# (pattern, weight); of a text also the words without one of which the pattern finds nothing
_TITLE_CUES: tuple[tuple[re.Pattern[str], int], ...] = (
    (
        re.compile(
            r"研究|探析|探究|分析|逻辑|机理|内涵|刍议|浅析|浅谈|浅议|论析|论纲|审视|反思|困境|辨析|之维|意蕴|何以"
        ),
        2,
    ),
    (
        re.compile(
            r"(?:实践|经验|现状|探索|做法|问题)[与和及]?[^，,。]{0,6}(?:思考|启示|展望|发力点|对策|进路|路径|建议|方向)"
        ),
        2,
    ),
    (re.compile(r"(?:路径|思考|启示|对策|进路|建议|探讨|时评|评论|锐评)$"), 1),
)
_TEXT_CUES: tuple[tuple[tuple[str, ...], re.Pattern[str], int], ...] = (
    (
        ("摘", "提要", "参考文献", "基金项目"),
        re.compile(r"^[【\[]?(?:内容)?(?:摘\s?要|提要)[】\]]?\s*[:：]|^参考文献|^基金项目", re.M),
        2,
    ),
    (("笔者", "本文"), re.compile(r"笔者|本文(?:认为|以|从|将|试图|拟|基于|通过)"), 2),
    (("研究", "访谈", "学", "文献"), re.compile(r"研究对象|深度访谈|访谈|学界|学者(?:认为|指出)|研究表明|文献"), 1),
    (
        ("在于", "题中", "内在", "现实困境", "实践路径", "价值"),
        re.compile(
            r"(?:关键|实质|本质|根本|要义)(?:上)?在于|题中(?:应有)?之义|内在(?:逻辑|要求)|现实困境|实践路径|价值(?:意蕴|取向)"
        ),
        1,
    ),
    (
        ("不然", "差矣", "不可否认", "毋庸", "这种", "看到", "归根"),
        re.compile(
            r"其实不然|此言差矣|不可否认|毋庸(?:讳言|置疑)|这种(?:看法|认识|观点|论调)|(?:应当|必须|也要|还要)看到|归根(?:到底|结底)"
        ),
        1,
    ),
)
_ENOUGH = 2
_SHORT = 60
_POINTS = 4
# an office tells what it did and will do, or counts: a report, however like an official text it is built
_ACCOUNT_RE = re.compile(
    r"(?:总结|汇报|情况)[与和及暨、]?[^，。《》]{0,20}(?:安排|计划|打算|思路|要点|部署|举措|措施)$|(?:统计|状况|质量|情况)公报$"
)
# 本报评论员, 作者系某报特约评论员
_COMMENTATOR_RE = re.compile(
    rf"^(?:■|□|◆|●|作者[:：系为是]|[（(]\s*作者[:：系为是]?)?\s*(?:本[报刊网台社]|[{HAN}]{{2,8}}[报刊网台])?(?:特[约邀])?评论员"
)


def genre_of(title: str | None, lines: Sequence[Line], notes: Sequence[Note]) -> str:
    """policy: named as an official text and built like one; review: by a scholar, in a journal, or by how it argues."""
    formal = sum(line.kind in ("header", "article", "order") or line.label is not None for line in lines)
    if title is not None and _is_official(title) and (formal or ISSUER_RE.match(title)):
        return "policy"
    if sum(line.kind == "article" for line in lines) >= 3:
        return "policy"
    if title is None and _orders(lines):
        return "policy"
    if any(note.kind == "author" and _SCHOLAR_RE.search(note.text) for note in notes):
        return "review"
    texts = [*(note.text for note in notes), *(line.text for line in lines)]
    if any("评论员" in text and len(text) <= _SHORT and _COMMENTATOR_RE.match(text) for text in texts):
        return "review"
    if any(note.kind in ("source", "original", "column") and _THEORY_RE.search(note.value or "") for note in notes):
        return "review"
    return "review" if _argues(title or "", "\n".join(line.text for line in lines)) else "report"


def _is_official(title: str) -> bool:
    return POLICY_RE.search(title) is not None and _ACCOUNT_RE.search(title) is None


# what the points of a plan begin with
_TASK_RE = re.compile(
    "(?:着力|健全|完善|加强|加快|加大|推进|推动|提升|提高|强化|深化|落实|建立|构建|坚持|发挥|严格|优化|规范|实施|开展|明确|巩固|拓展|抓好|做好|夯实|创新|统筹|全面|切实|充分|进一步)"
)
_DONE_RE = re.compile("记者|笔者|[建设成达增减][成立到至为]了")


def _orders(lines: Sequence[Line]) -> bool:
    """Whether a text without its title is numbered throughout, and nearly all its points say what is to be done."""
    points = [line.text.removeprefix(line.label).lstrip("、.． ") for line in lines if line.label is not None]
    tasks = sum(_TASK_RE.match(point) is not None for point in points)
    return tasks >= _POINTS and tasks * 4 >= len(points) * 3 and not any(_DONE_RE.search(line.text) for line in lines)


def _argues(title: str, text: str) -> bool:
    if any(word in text for word in _REPORTERS) and _REPORTED_RE.search(text):
        return False
    cues = [weight for pattern, weight in _TITLE_CUES if pattern.search(title)]
    cues += [
        weight for words, pattern, weight in _TEXT_CUES if any(word in text for word in words) and pattern.search(text)
    ]
    return sum(cues) >= _ENOUGH
