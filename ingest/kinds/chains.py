"""Chains of kinds, each link below the one before: 街道党工委—社区党组织—网格党支部."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.bodies.body import HAN, Body
from ingest.bodies.find import find_bodies
from ingest.components.terms import alternation, lines_with, word_class
from ingest.kinds.kind import GRAMMAR, Kind, canonical
from ingest.nlp import details, spans_of, text_of
from kg.names import display_name

_DASHES = "—–―─→－-"
_LINK = rf"[{HAN}()（）“”]{{2,16}}"
_CHAIN_RE = re.compile(rf"{_LINK}(?:[{_DASHES}]{{1,2}}{_LINK}){{2,}}")
# joined by + they are a chain only where the text says so, and all of them are party bodies
_SUM_RE = re.compile(rf"{_LINK}(?:[+＋]{_LINK})+?(?=”?(?:的)?[{HAN}]{{0,6}}(?:链条|体系|架构|结构|[二两三四五六]级))")
# all that a chain can consist of: looked for only where a link and a sign are
_RUN_RE = re.compile(rf"[{HAN}()（）“”+＋{_DASHES}]{{5,}}")
_SPLIT_RE = re.compile(rf"[{_DASHES}]{{1,2}}|[+＋]")
_SIGN_RE = re.compile(rf"[+＋{_DASHES}]")
_ENDS = "党组织|党委|党工委|党总支|党支部|党小组|中心户|委员会"
_ENDS_RE = re.compile(rf"(?:{_ENDS}|委会|党\(工\)委)$")
# 县中心—镇街中心—村站点: of offices and stations, where the text counts the links as levels
_PLACE_END_RE = re.compile(r".(?:中心|[站所室点间队组会办院厅岗台])$")
_COUNTED_RE = re.compile(
    rf"[”\"]?(?:的)?[三四五六七3-7]级(?![党团])[{HAN}]{{0,6}}(?:体系|架构|链条|网络|结构|平台|机制|阵地)"
)
# 党员楼栋长 is no body
_PERSON_RE = re.compile("(?:长|员)$")
# what leads to the first link, what follows the last
_LEAD_RE = re.compile(
    r"(?:沿着?|按照?|构建|建立|建强|健全|完善|形成|打造|织密|搭建|推行|实行|即|以|从|由|将|把|逐级)(?:起|了)?"
)
_TAIL_RE = re.compile(r"的[一-鿿]{0,4}(?:体系|架构|链条|网络|格局).*|(?:的)?[“\"]?[二两三四五六七3-7]级.*")
_LEVELS = '[“"]?[三四五六七3-7]级'
# what a link is called in the structure: 街道党工委“前线指挥所”
_ROLE = '[“"][^”"]{2,10}[”"]'
_LIST_END_RE = re.compile(
    rf"(?:{_ROLE})?(?:(?:的|等)?{_LEVELS}|(?:等)?上下(?:贯通|联动|衔接)|(?:等)?(?:一贯到底|层层(?:贯通|衔接)))"
)
_NEXT_RE = re.compile(rf"(?:{_ROLE})?[、和]")
_HEADQUARTERS_RE = re.compile(rf"[“\"]?([{HAN}]{{2,6}})[”\"]?、")
_STRUCTURE_RE = re.compile(rf"[^。;；\n]{{2,60}}?的{_LEVELS}")


def dashed_chains(doc: Doc) -> list[list[Kind]]:
    """街道党工委—社区党组织—网格党支部: every link is a kind where most close like one."""
    found = []
    text = text_of(doc)
    lines = lines_with(text, _SIGN_RE)
    runs = [m.span() for line in lines for m in _RUN_RE.finditer(text, *line) if _SIGN_RE.search(m[0])]
    for pattern in (_CHAIN_RE, _SUM_RE):
        for m in (m for run in runs for m in pattern.finditer(text, *run)):
            links = _links(doc, m)
            closing = sum(bool(_ENDS_RE.search(link.name)) for link in links)
            bodies = pattern is _CHAIN_RE and _COUNTED_RE.match(text, links[-1].end) and _is_of_bodies(links)
            if bodies or closing >= (2 if pattern is _CHAIN_RE else len(links)):
                found.append(links if bodies else _cut(links))
    return found


def _is_of_bodies(links: list[Kind]) -> bool:
    """Do most links close like bodies or their posts, so that those with a figurative name are bodies too?"""
    return 2 * sum(_PLACE_END_RE.search(link.name) is not None for link in links) > len(links)


def _links(doc: Doc, m: re.Match[str]) -> list[Kind]:
    text = text_of(doc)
    links: list[Kind] = []
    position = m.start()
    for piece in [*_SPLIT_RE.finditer(text, m.start(), m.end()), None]:
        stop = m.end() if piece is None else piece.start()
        first, last = _bare(text, position, stop)
        name = display_name(text[first:last])
        links.append(Kind(first, last, canonical().get(name, name), (name,)))
        position = stop if piece is None else piece.end()
    return _of_community(links)


def _of_community(links: list[Kind]) -> list[Kind]:
    """党委—小区党支部: the committee at the head of what lies in a community is the community's."""
    if len(links) > 1 and links[0].name == "党委" and links[1].name.startswith(("小区", "网格", "片区")):
        first = links[0]._replace(name="社区党委", forms=("社区党委", "党委"))
        return [first, *links[1:]]
    return links


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A link without quotation marks, and without what stands before an opening one."""
    quote = max(
        text.rfind("“", start, end), text.rfind("”", start, end) if text.rfind("”", start, end) == start else -1
    )
    if quote >= start:
        start = quote + 1
    elif lead := _LEAD_RE.match(text, start, end):
        start = lead.end()
    closing = text.find("”", start, end)
    end = closing if closing > start else end
    tail = _TAIL_RE.search(text, start, end)
    return start, tail.start() if tail else end


_TO_END_RE = re.compile(rf".*?(?:{_ENDS})")


def _cut(links: list[Kind]) -> list[Kind]:
    """The last link ends where its post does."""
    if _PERSON_RE.search(links[-1].name):
        return links[:-1]
    last = links[-1]
    if _ENDS_RE.search(last.name) or len(last.name) <= 10:
        return links
    m = _TO_END_RE.match(last.name)
    return [*links[:-1], Kind(last.start, last.start + len(m[0]), m[0], (m[0],))] if m else links[:-1]


_ROLE_NAMES = alternation(word_class(GRAMMAR, "role"))
_QUOTED_ROLE_RE = re.compile(rf"[“\"]([{HAN}]{{0,6}}(?:{_ROLE_NAMES}))[”\"]")
_ROLE_END_RE = re.compile(rf"(?:{_ROLE_NAMES})$")
_FOLLOWING_RE = re.compile(rf"{_HEADQUARTERS_RE.pattern}|、")


def roles(doc: Doc, found: list[Kind]) -> Iterator[Kind]:
    """What the links of a counted structure are called in it, if that is a body: 市委总指挥部、县(区)委“一线指挥部”."""
    text = text_of(doc)
    for kind in found:
        if (m := _QUOTED_ROLE_RE.match(text, kind.end)) and _STRUCTURE_RE.match(text, kind.end):
            yield Kind(m.start(1), m.end(1), m[1], (m[1],))
    for body in find_bodies(doc):
        m = _HEADQUARTERS_RE.match(text, body.end)
        if m and _ROLE_END_RE.search(m[1]) and _STRUCTURE_RE.match(text, body.end):
            name = display_name(text[body.start : m.end(1)])
            yield Kind(m.start(1), m.end(1), name, (name,))


def _bodies_above(doc: Doc) -> dict[int, Body]:
    """The body before each place where a row of kinds may begin: 市委、…, 市委总指挥部、…."""
    return {m.end(): body for body in find_bodies(doc) if (m := _FOLLOWING_RE.match(text_of(doc), body.end))}


def list_chains(
    doc: Doc, kept: list[Kind], names: dict[tuple[int, int], str]
) -> list[tuple[tuple[int, int], list[str]]]:
    """Kinds in a row that the text then calls so many levels: 街道党工委、社区党委、…的“五级…”, with the body above."""
    text = text_of(doc)
    above = _bodies_above(doc)
    heads = {span.start: str(details(span).name) for span in spans_of(doc, "Organization")}
    chains = []
    run: list[Kind] = []
    ends = {body.end for body in find_bodies(doc)}
    links = [k for k in kept if text[k.start - 1 : k.start] not in {"“", '"'} and k.start not in ends]
    for kind in [*links, None]:
        if kind is not None and run and _NEXT_RE.fullmatch(text[run[-1].end : kind.start]):
            run.append(kind)
            continue
        if run and _LIST_END_RE.match(text, run[-1].end):
            top = above.get(run[0].start)
            first = [heads[top.start]] if top is not None and top.start in heads else []
            if len(first) + len(run) >= 3:
                start = top.start if first and top is not None else run[0].start
                chains.append(((start, run[-1].end), [*first, *(names[(k.start, k.end)] for k in run)]))
        run = [kind] if kind is not None else []
    return chains
