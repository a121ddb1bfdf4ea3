"""Who leads, issues or runs a mechanism."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.mechanisms import leads
from ingest.mechanisms.agents import by_agent, by_partner
from ingest.mechanisms.authors import FOUNDS_RE, GROUP_RE, HELPS_RE, NAMED_FOR_RE, authors
from ingest.mechanisms.frames import frame, is_beside, is_joined
from ingest.mechanisms.nests import nest, outgrown
from ingest.mechanisms.references import spoken
from ingest.mechanisms.responsible import headed, is_drawn_on, responsible
from ingest.mechanisms.statements import (
    Facts,
    Mention,
    Range,
    led,
    piece_of,
    pieces,
    sentences,
    statement,
    within,
    wording,
)
from ingest.mechanisms.subjects import SAME_RE, Turn, carried, carries, is_object, turns
from ingest.mechanisms.voice import voice
from kg.model import Clause, Relation
from kg.names import name_key

_ITEM_RE = re.compile(r"\s*(?:[(][一二三四五六七八九十]+[)]|[0-9]+[.、])")
_RUNS_RE = re.compile(
    r"^(?:统一|宏观|直接|全面|具体|牵头|总体)?(?:领导|管理|调度|统筹|牵头(?!设立|成立|组建|建立|建设|推出|制定|开展|打造|创办|出台|编制|召开)|抓总|主抓)|^成立了?[^,。;]{0,20}(?:领导小组|专班|指挥部|工作组)"
)
_FORMULA_RE = re.compile(r"^(?:领导|负责|主导)、")  # 党委领导、政府负责: whom it names leads everything
_LEADS_INSIDE_RE = re.compile(
    r"^(?:统一|全面|集中)?(?:领导(?!干部|班子|人员|小组)|领头"
    r"|领办|引领|牵头|主导|研究讨论|统筹|负责|主责|把关)"
)
_MONEY_RE = re.compile(r"(?:资金|基金|补助|补贴)$")  # for what the body leads, not led by it
_CORE_RE = re.compile(r"^(?:[(][^()]{1,4}[)])?为(?:核心|主导|龙头|引领|统领|领导核心)")
_SET_UP_RE = re.compile(r"(?:成立|组建|设立)了?$")
_UNDER_RE = re.compile(r"的?(?:统一|集中|坚强|直接)?(?:领导|牵头|主导|统筹)(?:之)?下")
_OWNS_RE = re.compile(r"^的[“「]?$|^[“「]$")
_DESK_RE = re.compile(r"(?:具体)?(?:承担|负责)[^,。;]{0,10}日常(?:工作|事务|管理)")
_MEETING_RE = re.compile(r"(?:建设|工作)?(?:现场|推进|动员|部署|座谈|经验|交流|总结|调度|培训|观摩)+[会班]")  # M推进会
_ADVERBIAL_RE = re.compile(
    r"^\s*(?:为|在|自|从|随着|通过|经|按|结合|[0-9]{4}年)|(?:后|时|中|下|上|前|以来|期间|同时|基础上)$"
)
_FOUNDED_RE = re.compile(r"\s*(?:成立|抽调|选派|调整充实)")
_THIS_WORK_RE = re.compile(r"\s*(?:此|该|这|上述)(?:一)?项?(?:工作|任务|事项)")  # that of the whole item
# 当地人叫它“甲”, 正式定名“乙”, 这就是“丙”
_CALLED_RE = re.compile(
    r"(?:(?:管[^,。;]{1,6}?|把[^,。;]{1,6}?|当时|[人家众姓民里上]|这|这就|也|都|便|,)(?:叫做?|称作?|称之?为|唤作|唤做)[它其这此]?(?:作|为)?"
    r"|(?:取名|起名|得名|定名|名为|名曰|名叫|称其为|称它为)[叫为作]?|有了?个(?:好听的|响亮的)?名字[,:]?(?:叫做?)?:?)[“「]?$"
)
_CALLS = frozenset("叫称为唤作做它其这此名曰字:")  # the last character of each
_CALL = 20  # characters that it can hold before a name
_NEAR = 24  # characters between 某党委领导下 and what is set up so


def leaders(facts: Facts) -> Iterator[Relation]:
    over: Turn | None = None
    named = spoken(facts)
    for clause in facts.document.clauses:
        here = within(named, clause.start, clause.end)
        over = _over(facts, clause) or (over if _ITEM_RE.match(facts.text, clause.start, clause.end) else None)
        if here:
            yield from _of_clause(facts, clause, over)
        yield from _responsible(facts, responsible(facts, clause))
    for heading in facts.document.headings:
        where = heading.start, heading.end
        own = facts.mechanisms.inside(where)
        if own:
            yield from _by_subject(facts, where, own, turns(facts, where))
            yield from _by_owner(facts, where, own)
    yield from _responsible(facts, headed(facts))
    yield from authors(facts)


def _over(facts: Facts, clause: Clause) -> Turn | None:
    """The subject of a clause that items follow (某局履行以下职责:), as the subject of each."""
    if facts.text.rfind(":", clause.start, clause.end) < 0:
        return None
    if not facts.text[clause.start : clause.end].rstrip().endswith(":"):
        return None
    last = sentences(facts.text, clause.start, clause.end)[-1]
    turn = next((turn for turn in turns(facts, last) if turn.bodies), None)
    return Turn(turn.end, turn.bodies, turn.place) if turn is not None else None


def _of_clause(facts: Facts, clause: Clause, over: Turn | None) -> Iterator[Relation]:
    if over is None and not _names_bodies(facts, clause):
        return
    lead, _ = leads.lead(facts, clause)
    about, named = lead, spoken(facts)
    before = Turn(clause.start, over.bodies, over.place) if over is not None else None
    for where in sentences(facts.text, clause.start, clause.end):
        said = turns(facts, where)
        on = carried(facts, where, before) if before is not None else None
        governing = [on, *said] if on is not None else said
        own = named.inside(where)
        if own and governing:
            yield from _by_subject(facts, where, own, governing)
        if facts.bodies.inside(where):
            if own:
                yield from by_partner(facts, where, own)
            yield from _by_name(facts, where, own, about)
            yield from by_agent(facts, where, own, lead if lead and _THIS_WORK_RE.match(facts.text, *where) else about)
            yield from _by_owner(facts, where, own)
        if own:
            told = (m for m in reversed(own) if not is_beside(facts, where, m) and not is_drawn_on(facts, m))
            about = next(told, about)
        elif about is not None:
            yield from _runs(facts, where, lead or about, said)
        before = next((turn for turn in reversed(governing) if _goes_on(facts, where, turn)), None)


def _goes_on(facts: Facts, where: Range, turn: Turn) -> bool:
    """Whether the next sentence may go on with a subject.

    Not with the body that only keeps the desk of another, nor with one that a sentence without a subject comes to
    later (成立专班,某局、某局各负其责): what goes on is the sentence's own, unnamed one.
    """
    if not (turn.bodies or turn.place) or _DESK_RE.match(facts.text, turn.end) is not None:
        return False
    return turn.since is not None or not _comes_late(facts, where)


def _comes_late(facts: Facts, where: Range) -> bool:
    """Whether a piece before the first subject of a sentence carries something out, and not as a mere adverbial."""
    first = turns(facts, where)[0].end
    early = (facts.text[start:end] for start, end in pieces(facts.text, where) if end < first)
    return any(_FOUNDED_RE.match(words) or (carries(words) and _ADVERBIAL_RE.search(words) is None) for words in early)


def _names_bodies(facts: Facts, clause: Clause) -> bool:
    where = clause.start, clause.end
    if facts.bodies.inside(where) or (voice(facts) is not None and facts.text.find("我们", *where) >= 0):
        return True
    return SAME_RE.search(facts.text, *where) is not None


def _by_subject(facts: Facts, where: Range, own: Sequence[Mention], governing: Sequence[Turn]) -> Iterator[Relation]:
    """X推行M; also where X is the subject of the sentence before and this one goes on without a new one."""
    about = frame(facts)
    if about is not None and about.theme is not None:
        own = [m for m in own if m.name != about.mechanism.name]
    for mechanism in own:
        turn = next((turn for turn in reversed(governing) if turn.end <= mechanism.start), None)
        if _is_given(facts.text, where[0], mechanism.start):
            for body in _told_before(facts, where, mechanism, governing):
                yield led(facts, mechanism, body, where, 0.5)
            continue
        if (
            turn is None
            or not turn.bodies
            or HELPS_RE.match(facts.text, turn.end)
            or _MEETING_RE.match(facts.text, mechanism.end)
            or is_joined(facts, where, mechanism)
            or outgrown(facts, mechanism)
            or not is_object(facts, turn.end, mechanism, facts.mechanisms, where)
        ):
            continue
        for body in turn.bodies:
            yield led(facts, mechanism, body, where, 0.6 if turn.since is None else 0.5)


def _is_given(text: str, first: int, start: int) -> bool:
    """Whether a name is given where it stands, to what has been told (群众管这叫“甲”)."""
    last = text[start - 2 : start].rstrip("“「")[-1:]
    return last in _CALLS and _CALLED_RE.search(text, max(first, start - _CALL), start) is not None


def _told_before(facts: Facts, where: Range, mechanism: Mention, governing: Sequence[Turn]) -> Iterator[Mention]:
    """某法庭定期来巡回审判,群众管这叫M: whoever does what is then given its name; not who gives it."""
    start = piece_of(facts.text, where, mechanism.start)[0]
    doers = (turn for turn in governing if turn.end <= start and turn.bodies)
    yield from {body.name: body for turn in doers for body in turn.bodies}.values()


def _by_name(facts: Facts, where: Range, own: Sequence[Mention], about: Mention | None) -> Iterator[Relation]:
    """A body in the name (党组织领导下的M, 以X为核心的M); a group that is named for the mechanism (M工作领导小组)."""
    for body in facts.bodies.inside(where):
        under = _UNDER_RE.match(facts.text, body.end, where[1])
        set_up = next((m for m in own if under is not None and 0 <= m.start - under.end() <= _NEAR), None)
        if set_up is not None and not any(m.start <= body.start < m.end for m in own):
            yield led(facts, set_up, body, where, 0.5)
        behind, before = facts.text[body.end : body.end + 8], facts.text[body.start - 1 : body.start]
        inside = next((m for m in own if m.start <= body.start < m.end), None)
        if (
            inside is not None
            and not _MONEY_RE.search(inside.name)
            and (_LEADS_INSIDE_RE.match(behind) or before == "由")
        ):
            yield led(facts, inside, body, where, 0.7)
        if before == "以" and _CORE_RE.match(behind):
            core = next((m for m in own if body.end < m.start <= body.end + 40), inside or about)
            if core is not None:
                yield led(facts, core, body, where, 0.5)
        elif before in (":", ",") and _CORE_RE.match(behind):
            core = next((m for m in reversed(own) if m.end <= body.start), about)
            if core is not None:
                yield led(facts, core, body, where, 0.45)
        if NAMED_FOR_RE.search(facts.text[body.start : body.end]) and not behind.startswith("设在"):
            yield from _named_group(facts, where, own, body)


def _named_group(facts: Facts, where: Range, own: Sequence[Mention], body: Mention) -> Iterator[Relation]:
    """The group that a mechanism gives its name to, or that is set up for what the sentence has named before."""
    inside = [m for key, m in facts.by_key.items() if len(key) >= 4 and key in name_key(body.name)]
    inside += [m for m in own if m.start < body.start <= m.end + 1]
    behind = [m for m in own if m.end <= body.start and body.start - m.end <= 40]
    if inside:
        yield led(facts, max(inside, key=lambda m: len(m.name)), body, where, 0.7)
    elif behind and _SET_UP_RE.search(facts.text[behind[-1].end : body.start]):
        yield led(facts, behind[-1], body, where, 0.5)


def _by_owner(facts: Facts, where: Range, own: Sequence[Mention]) -> Iterator[Relation]:
    """某局的“甲”平台, 某局“甲”行动."""
    for mechanism in own:
        near = within(facts.bodies, max(where[0], mechanism.start - 40), mechanism.start)
        if near and near[-1].name in facts.organizations and _OWNS_RE.match(facts.text[near[-1].end : mechanism.start]):
            yield led(facts, mechanism, near[-1], where, 0.4)


def _runs(facts: Facts, where: Range, about: Mention, said: Sequence[Turn]) -> Iterator[Relation]:
    """A sentence that names no mechanism and tells who leads: it is about the one spoken of."""
    for turn in said:
        behind = facts.text[turn.end : turn.end + 30]
        if turn.bodies and _RUNS_RE.match(behind) and not _FORMULA_RE.match(behind):
            for body in turn.bodies:
                words = wording(facts.text, where, body.range)
                yield statement(facts.doc, "ledBy", about.name, body.name, words, at=about.start, confidence=0.5)
    for body in facts.bodies.inside(where):
        if GROUP_RE.search(body.name) and FOUNDS_RE.search(facts.text[where[0] : body.start]):
            yield statement(facts.doc, "ledBy", about.name, body.name, body.range, at=about.start, confidence=0.5)


def _responsible(facts: Facts, notes: Iterable[tuple[Range, Range, list[Mention]]]) -> Iterator[Relation]:
    """(责任单位:X、Y) at the end of a passage: they lead what its lead or heading names, and what else it names."""
    for scope, words, bodies in notes:
        for rank, mechanism in enumerate(_led_in(facts, scope)):
            for body in bodies:
                sure = 0.7 if rank else 0.8
                yield statement(facts.doc, "ledBy", mechanism.name, body.name, words, confidence=sure)


def _led_in(facts: Facts, scope: Range) -> list[Mention]:
    start = facts.document.clause_at(scope[0])
    about = leads.lead(facts, start)[0] if start is not None and start.start == scope[0] else None
    if about is not None and any(is_beside(facts, w, about) for w in sentences(facts.text, *scope)[:1]):
        about = None
    above = leads.heading(facts, start) if start is not None and about is None else None
    if above is not None and facts.document.genre == "policy" and name_key(above.name) in _title(facts):
        above = None  # what the whole plan is about, not what one of its items does
    framed = frame(facts)
    own = [m for m in within(facts.mechanisms, *scope) if framed is None or m.name != framed.mechanism.name]
    named = [m for m in (about, above, *_direct(facts, scope, own)) if m is not None]
    return [*{m.name: m for m in named}.values()]


def _title(facts: Facts) -> str:
    return name_key(facts.document.title or "")


def _direct(facts: Facts, scope: Range, own: Sequence[Mention]) -> Iterator[Mention]:
    """Those that work inside no other one of their sentence, nor beside what it tells."""
    places = [(where, within(own, *where)) for where in sentences(facts.text, *scope)]
    inner = {
        m.name
        for where, here in places
        for m in here
        if outgrown(facts, m)
        or is_beside(facts, where, m)
        or is_drawn_on(facts, m)
        or nest(facts, where, here, m) is not None
    }
    return (m for m in own if m.name not in inner)
