"""Who leads, issues or runs a mechanism."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.mechanisms import leads
from ingest.mechanisms.responsible import headed, responsible
from ingest.mechanisms.statements import Facts, Mention, Range, sentences, statement, within, wording
from ingest.mechanisms.subjects import Turn, carried, group_at, is_object, turns
from kg.model import Clause, Relation
from kg.names import name_key

_LEADS_RE = re.compile(
    r"^(?:统一|共同|具体|全面|直接|全程|带头)?(?:牵头|负责|主导|主抓|统筹|领导|主管|组织实施|具体实施|承办|召集|把关|抓总|总牵头|管理|运营|调度)"
)
_LEADS_ALONE_RE = re.compile(
    r"^(?:统一|共同)?(?:牵头|总牵头)?(?:牵头|抓总|负责|落实|协调|推进|实施)(?:落实)?(?=[,;。)]|$)"
)
_RUNS_RE = re.compile(
    r"^(?:统一|宏观|直接|全面|具体|牵头|总体)?(?:领导|管理|调度|统筹|牵头|抓总|主抓)|^成立了?[^,。;]{0,20}(?:领导小组|专班|指挥部|工作组)"
)
_NO_AGENT_RE = re.compile(r"^[^,。;、]{0,4}(?:组成|构成|担任|兼任|任|向|转|变|改|到|出资|等?组成)")
_FORMULA_RE = re.compile(r"^(?:领导|负责|主导)、")  # 党委领导、政府负责: whom it names leads everything
_LEADS_INSIDE_RE = re.compile(r"^(?:领导|牵头|主导|研究讨论|统筹|负责|主责|把关)")
_CORE_RE = re.compile(r"^为(?:核心|主导|龙头|引领|统领|领导核心)")
_GROUP_RE = re.compile(r"(?:领导小组|专班|指挥部)$")
_SET_UP_RE = re.compile(r"(?:成立|组建|设立)了?$")
_GATE_RE = re.compile(r"(?:未经|须经|需经|应经|报|报经|经)$")
_OPENS = 24  # characters: a body so near the start of a sentence may be what it is about
_GATED_RE = re.compile(r"^(?:审核|审批|批准|同意|把关|审定)")


def leaders(facts: Facts) -> Iterator[Relation]:
    for clause in facts.document.clauses:
        here = within(facts.mechanisms, clause.start, clause.end)
        if here:
            yield from _of_clause(facts, clause, here)
        yield from _responsible(facts, responsible(facts, clause))
    yield from _responsible(facts, headed(facts))
    yield from _issuers(facts)


def _of_clause(facts: Facts, clause: Clause, here: list[Mention]) -> Iterator[Relation]:
    about, _ = leads.lead(facts, clause)
    before: Turn | None = None
    for where in sentences(facts.text, clause.start, clause.end):
        said = [*turns(facts, where)]
        on = carried(facts, where, before)
        governing = [*([on] if on is not None else []), *said]
        own = within(here, *where)
        yield from _by_subject(facts, where, own, governing)
        yield from _by_name(facts, where, own)
        yield from _by_agent(facts, where, own, about)
        if not own and about is not None:
            yield from _runs(facts, where, about, said)
        about = own[-1] if own else about
        before = next((turn for turn in reversed(governing) if turn.bodies or turn.place), None)


def _led(facts: Facts, mechanism: Mention, body: Mention, where: Range, confidence: float) -> Relation:
    inside = where[0] <= mechanism.start < where[1]
    words = wording(facts.text, where, body.range, *((mechanism.range,) if inside else ()))
    if not where[0] <= body.start < where[1]:
        words = wording(facts.text, where, mechanism.range)  # carried over: the words of this sentence
    return statement(facts.doc, "ledBy", mechanism.name, body.name, words, at=mechanism.start, confidence=confidence)


def _by_subject(facts: Facts, where: Range, own: list[Mention], governing: Sequence[Turn]) -> Iterator[Relation]:
    """X推行M; also where X is the subject of the sentence before and this one goes on without a new one."""
    for mechanism in own:
        turn = next((turn for turn in reversed(governing) if turn.end <= mechanism.start), None)
        if turn is None or not is_object(facts, turn.end, mechanism, facts.mechanisms, where):
            continue
        for body in turn.bodies:
            yield _led(facts, mechanism, body, where, 0.6 if turn.since is None else 0.5)


def _by_name(facts: Facts, where: Range, own: list[Mention]) -> Iterator[Relation]:
    """A body in the name (党组织领导下的M, 以X为核心的M); a group that is named for the mechanism (M工作领导小组)."""
    for body in within(facts.bodies, *where):
        behind, before = facts.text[body.end : body.end + 8], facts.text[body.start - 1 : body.start]
        inside = next((m for m in own if m.start <= body.start < m.end), None)
        if inside is not None and (_LEADS_INSIDE_RE.match(behind) or before == "由"):
            yield _led(facts, inside, body, where, 0.7)
        if before == "以" and _CORE_RE.match(behind):
            core = next((m for m in own if body.end < m.start <= body.end + 40), inside)
            if core is not None:
                yield _led(facts, core, body, where, 0.5)
        if _GROUP_RE.search(facts.text[body.start : body.end]):
            yield from _named_group(facts, where, own, body)


def _named_group(facts: Facts, where: Range, own: list[Mention], body: Mention) -> Iterator[Relation]:
    """The group that a mechanism gives its name to, or that is set up for what the sentence has named before."""
    inside = [m for key, m in facts.by_key.items() if len(key) >= 4 and key in name_key(body.name)]
    inside += [m for m in own if m.start < body.start <= m.end + 1]
    behind = [m for m in own if m.end <= body.start and body.start - m.end <= 40]
    if inside:
        yield _led(facts, max(inside, key=lambda m: len(m.name)), body, where, 0.7)
    elif behind and _SET_UP_RE.search(facts.text[behind[-1].end : body.start]):
        yield _led(facts, behind[-1], body, where, 0.5)


def _by_agent(facts: Facts, where: Range, own: list[Mention], about: Mention | None) -> Iterator[Relation]:
    """由X牵头, M由X负责, X牵头抓总, 经X审核: for the mechanism before it in the sentence, else the one behind it."""
    at = where[0]
    for body in within(facts.bodies, *where):
        if body.start < at or any(m.start <= body.start < m.end for m in own):
            continue
        group = group_at(facts, body.start)
        at = group[-1].end if group else body.end
        before, behind = (
            facts.text[max(where[0], body.start - 16) : body.start],
            facts.text[at : min(where[1], at + 16)],
        )
        earlier = [m for m in own if m.end <= body.start]
        opens = body.start - where[0] <= _OPENS
        target = _led_by_agent(_bare(facts, before, body.start), behind, earlier, own, about if opens else None)
        if target is not None:
            for one in group or [body]:
                yield _led(facts, target, one, where, 0.6)


def _bare(facts: Facts, before: str, end: int) -> str:
    """The words before a body without the places that say whose it is."""
    for place in reversed(within(facts.places, end - len(before), end)):
        if place.end == end:
            before, end = before[: len(before) - (place.end - place.start)], place.start
    return before


def _led_by_agent(
    before: str, behind: str, earlier: list[Mention], own: list[Mention], about: Mention | None
) -> Mention | None:
    if _GATE_RE.search(before) and _GATED_RE.match(behind):
        return earlier[-1] if earlier else None
    if before.endswith("由") and not _NO_AGENT_RE.match(behind) and not behind.startswith(("、", "的")):
        later = own[-1] if _LEADS_RE.match(behind) and own else None
        return earlier[-1] if earlier else later or (about if _LEADS_RE.match(behind) else None)
    if _LEADS_ALONE_RE.match(behind):
        return earlier[-1] if earlier else about or (own[0] if own else None)
    return None


def _runs(facts: Facts, where: Range, about: Mention, said: Sequence[Turn]) -> Iterator[Relation]:
    """A sentence that names no mechanism and tells who leads: it is about the one spoken of."""
    for turn in said:
        behind = facts.text[turn.end : turn.end + 30]
        if turn.bodies and _RUNS_RE.match(behind) and not _FORMULA_RE.match(behind):
            for body in turn.bodies:
                words = wording(facts.text, where, body.range)
                yield statement(facts.doc, "ledBy", about.name, body.name, words, at=about.start, confidence=0.5)


def _responsible(facts: Facts, notes: Iterable[tuple[Range, Range, list[Mention]]]) -> Iterator[Relation]:
    """(责任单位:X、Y) at the end of a passage: they lead what its lead names, else its heading, else what it builds."""
    for scope, words, bodies in notes:
        for mechanism in _led_in(facts, scope):
            for body in bodies:
                yield statement(facts.doc, "ledBy", mechanism.name, body.name, words, confidence=0.8)


def _led_in(facts: Facts, scope: Range) -> list[Mention]:
    start = facts.document.clause_at(scope[0])
    about = leads.lead(facts, start)[0] if start is not None and start.start == scope[0] else None
    if about is not None:
        return [about]
    above = leads.heading(facts, start) if start is not None else None
    own = {m.name: m for m in within(facts.mechanisms, *scope)}
    return [above] if above is not None else [*own.values()]


def _issuers(facts: Facts) -> Iterator[Relation]:
    """Whoever issues a document leads the mechanism that its title names."""
    titles = {title.name: title for title in reversed(facts.titles)}
    named = [(m, key) for key, m in facts.by_key.items() if len(key) >= 4]
    for issued in [r for r in facts.doc._.relations if r.type == "issuedBy" and r.source in titles]:
        key = name_key(issued.source)
        inside = [(m, form) for m, form in named if form in key]
        for m, form in inside:
            if not any(form != other and form in other for _, other in inside):
                words = (issued.evidence.start, issued.evidence.end)
                yield statement(facts.doc, "ledBy", m.name, issued.target, words, confidence=0.6)
