"""Notes that say who answers for a passage: (责任单位:市民政局), (牵头单位:…;配合单位:…), (市民政局牵头)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from ingest.mechanisms.statements import Facts, Mention, Range, within
from kg.model import Clause

_LABEL = r"(?:责任|牵头|主责|主办|承办|落实|实施|组织实施)(?:单位|部门|领导|主体|科室|处室)"
_END = attrgetter("end")
_NOTE_RE = re.compile(  # one that a broken line cuts short ends with its clause
    rf"[(\[【]\s*(?:(?P<note>(?:{_LABEL})[^:()]{{0,8}}:[^()]*(?:[(][^()]*[)][^()]*)*)(?:[)\]】]|\Z)"
    r"|(?P<told>[^()。]{2,80}(?:牵头|负责)[^()。]{0,60})[)\]】])"
)
_LINE_RE = re.compile(rf"^\s*[(\[【]?(?P<note>{_LABEL}[^:()\n]{{0,8}}:.+)$", re.MULTILINE)
_ANSWERS_RE = re.compile("单位|部门|领导|主体|牵头|负责")
_PART_RE = re.compile(r"[;。\n]|(?<=牵头),|(?<=负责),")
_HELPS_RE = re.compile(r"配合|协同|参与|协助|(?<!政)协办|支持")

_DRAWN_RE = re.compile(r"(?:整合|归并|归集|委托|通过)[“「]?$")
_BY_RULE_RE = re.compile(r"按照?[“「]?$")
_RULE_RE = re.compile(
    r"[”」]?的?(?:[一-鿿]{0,2}(?:标准|要求|原则|思路|比例|公式|步骤|程序|流程|方式)|推进|执行|落实|办理|量化|[一-鿿]步法)"
)
_EXAMPLE_RE = re.compile(r"[”」]?(?:[一-鿿]{0,4}的|[等式])?(?:做法|经验|样板|基础上)")


def responsible(facts: Facts, clause: Clause) -> Iterator[tuple[Range, Range, list[Mention]]]:
    """(passage, words of the note, bodies) for each note of a clause; helpers are left out."""
    notes = _notes(facts.text, clause)
    start = _goes_on_from(facts, clause) if notes else clause.start
    for note in notes:
        bodies = _answering(facts, *note.span(note.lastgroup or 0))
        scope = (start, note.start()) if note.start() - start > 4 else _before(facts, clause)
        if bodies and scope is not None:
            yield scope, note.span(), bodies
        start = note.end()


def _goes_on_from(facts: Facts, clause: Clause) -> int:
    """Where the numbered item begins whose further paragraph a clause is; the clause's own start if it is none."""
    clauses, index = facts.document.clauses, clause.number - 1
    while clauses[index].label is None and index > 0 and clauses[index - 1].headings == clause.headings:
        index -= 1
        if _notes(facts.text, clauses[index]):
            return clause.start
    return clauses[index].start if clauses[index].label is not None else clause.start


def _notes(text: str, clause: Clause) -> list[re.Match[str]]:
    where = clause.start, clause.end
    if _ANSWERS_RE.search(text, *where) is None:
        return []
    inside = [*_NOTE_RE.finditer(text, *where)]
    return inside or ([*_LINE_RE.finditer(text, *where)] if text.find(":", *where) >= 0 else [])


def _answering(facts: Facts, start: int, end: int) -> list[Mention]:
    """The bodies of a note that lead; where it tells who takes the lead, the others that it holds to account help."""
    parts = [(part, facts.text[part[0] : part[1]].split("按职责")[0]) for part in _parts(facts.text, start, end)]
    answering = [(part, words) for part, words in parts if not _HELPS_RE.search(words)]
    leading = [part for part, words in answering if "牵头" in words]
    return [body for part in leading or [part for part, _ in answering] for body in within(facts.bodies, *part)]


def _parts(text: str, start: int, end: int) -> Iterator[Range]:
    for stop in _PART_RE.finditer(text, start, end):
        yield start, stop.start()
        start = stop.end()
    yield start, end


def headed(facts: Facts) -> Iterator[tuple[Range, Range, list[Mention]]]:
    """The same for notes on a line of their own that the outline takes for a heading."""
    for heading in facts.document.headings:
        note = _LINE_RE.match(facts.text[heading.start : heading.end])
        bodies = _answering(facts, heading.start, heading.end) if note is not None else []
        above = bisect_right(facts.document.clauses, heading.start, key=_END) if bodies else 0
        if above:
            clause = facts.document.clauses[above - 1]
            yield (_first(facts, clause), clause.end), (heading.start, heading.end), bodies


def _before(facts: Facts, clause: Clause) -> Range | None:
    """The passage above a note that is a paragraph of its own."""
    clauses = facts.document.clauses
    index = clause.number - 2
    if not 0 <= index < len(clauses) or clauses[index].headings != clause.headings:
        return None
    return _first(facts, clauses[index]), clause.start


def _first(facts: Facts, clause: Clause) -> int:
    """Where the numbered clause begins that `clause` belongs to, under the same heading."""
    clauses = facts.document.clauses
    index = clause.number - 1
    while clauses[index].label is None and index > 0 and clauses[index - 1].headings == clause.headings:
        index -= 1
    return clauses[index].start


def is_drawn_on(facts: Facts, mechanism: Mention) -> bool:
    """Whether a plan only draws on a mechanism: what it merges, goes by, or takes another place's example of."""
    before = facts.text[max(0, mechanism.start - 4) : mechanism.start]
    if _DRAWN_RE.search(before):
        return True
    if _BY_RULE_RE.search(before):
        return _RULE_RE.match(facts.text, mechanism.end) is not None
    if _EXAMPLE_RE.match(facts.text, mechanism.end) is None:
        return False
    places = within(facts.places, mechanism.start - 16, mechanism.start)
    return bool(places) and not facts.text[places[-1].end : mechanism.start].strip("“「的")
