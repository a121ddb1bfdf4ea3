"""Who leads a mechanism by what the whole document says: its issuer, the group it sets up, the body it reports on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mechanisms.forms import quoted_in
from ingest.mechanisms.frames import frame, is_beside
from ingest.mechanisms.grounds import told_of
from ingest.mechanisms.statements import Facts, Mention, Range, led, piece_of, sentences, statement, within, wording
from ingest.mechanisms.subjects import is_object, turns, words_before
from kg.model import Clause, Relation
from kg.names import name_key

HELPS_RE = re.compile(
    r"(?:应当|要|应|可以|依法|积极|共同|按照[^,。;]{2,12})*(?:协助|配合|参与|协同|在[^,。;]{2,12}(?:指导|领导)下)"
)
_ANSWERS_RE = re.compile(r"^,?[^,。;]{0,6}(?:负责|主管|统一领导|加强对|将)|组织推进|统筹推进")
_MEANS_RE = re.compile(r"(?:工作|事业)?(?:所需)?的?(?:经费|资金|费用)")  # who pays does not lead
GROUP_RE = re.compile(r"(?:领导小组|专班|指挥部)$")
NAMED_FOR_RE = re.compile(r"(?:领导小组|专班|指挥部|办公室|联席会议)$")  # M工作领导小组, M办公室
FOUNDS_RE = re.compile(r"(?:成立|组建|设立)[^,。;0-9]{0,24}$")
_ASSEMBLIES = ("人民代表大会", "常务委员会")  # they legislate: others carry out
_JOINT_RE = re.compile(r"[\s、,]+")  # between bodies that issue a document together
_OPENING = 1  # paragraphs
_COUNTED_RE = re.compile(r"[”」]?(?:项目|活动|品牌)?[0-9]")  # 建成示范小区12个: what comes of it
_YIELDS_RE = re.compile(r"(?:实现|做到|达到)[^,。;]{0,6}[“「]?$")
_FULL = 5  # characters of a name that can end only its own body's: 清水区委
# a body's account of its own work; that of a government is about its territory
_OWN_WORK_RE = re.compile(r"(?:工作|年度?|履职|述职)总结|述职报告|工作(?:打算|思路|要点)")
# what stands over a territory: the practices that its report tells of are the territory's
_RULES_RE = re.compile(
    r"(?:[省市州县区旗盟]委|党委|党工委|党组织|党支部|党总支|政府|办事处|管委会|常委会|领导小组|指挥部|专班|联席会议)"
    r"(?:办公[室厅]|秘书处)?$"
)
# who looks into what others do
_STUDIES_RE = re.compile(
    r"(?:研究[会院所室]|研究中心|智库|大学|学院|课题组|调研组|调查队|通讯社|[日晚]报社?|电视台|学会)$"
)
_FURTHERS_RE = re.compile(r"(?:深化|推进|推动|促进|加强|提升|助推)(?:城乡|农村|城市|基层)?$")
_SETS_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,10}?(?:建立|建起|建成|设立|成立|组建|启动|展开|开展|实施|实行|推行|推广|推出|推进|深化|落实|健全|完善|形成|上线|明确|应运而生|打造|破)"
)


def authors(facts: Facts) -> Iterator[Relation]:
    yield from _issuers(facts)
    yield from _of_whole(facts)
    yield from _by_actor(facts)
    yield from _of_theme(facts)


def _issuers(facts: Facts) -> Iterator[Relation]:
    """Whoever issues a document leads the mechanism that its title names, unless it is a mere ground for this one."""
    titles = {title.name: title for title in reversed(facts.titles)}
    named = [(m, key) for key, m in facts.by_key.items() if len(key) >= 4]
    about = frame(facts) if facts.document.genre == "policy" else None  # a report is on what others' documents set up
    own = name_key(facts.document.title or "")
    issuers = [r for r in facts.doc._.relations if r.type == "issuedBy" and r.source in titles]
    for issued in (r for r in issuers if not r.target.endswith(_ASSEMBLIES)):
        key = name_key(issued.source)
        inside = [(m, form) for m, form in named if form in key]
        quoted = map(name_key, quoted_in(facts, titles[issued.source]))
        inside += [(facts.by_key[form], form) for form in quoted]
        for m, form in inside:
            inner = any(form != other and form in other for _, other in inside)
            inner = inner or _furthered(key, form, [f for _, f in inside])
            if not inner and (about is None or m.name != about.mechanism.name or key in own):
                words = (issued.evidence.start, issued.evidence.end)
                yield statement(facts.doc, "ledBy", m.name, issued.target, words, confidence=0.6)


def _furthered(title: str, form: str, named: list[str]) -> bool:
    """Whether a title only says that something else is to further it (《关于推行甲深化乙的意见》: 乙)."""
    before = title.partition(form)[0]
    return _FURTHERS_RE.search(before) is not None and any(other in before for other in named)


def _of_whole(facts: Facts) -> Iterator[Relation]:
    """Who issues a policy, and whom it sets up (成立工作领导小组), leads what the whole of it is about."""
    about = frame(facts) if facts.document.genre == "policy" else None
    if about is None or about.theme is not None:
        return
    for publisher in _publishers(facts):
        yield statement(facts.doc, "ledBy", about.mechanism.name, publisher.name, publisher.range, confidence=0.5)
    for body in facts.bodies:
        before = facts.text[max(0, body.start - 30) : body.start]
        if GROUP_RE.search(body.name) and FOUNDS_RE.search(before):
            yield statement(facts.doc, "ledBy", about.mechanism.name, body.name, body.range, confidence=0.5)


def _publishers(facts: Facts) -> list[Mention]:
    """The bodies that issue the document together, without those that only sign for others."""
    keys = {key for name in _JOINT_RE.split(facts.document.publisher or "") if (key := name_key(name))}
    found: dict[str, Mention] = {}
    for body in facts.bodies if keys else ():
        if body.name not in found and _signs(keys, body, facts):
            found[body.name] = body
    return [body for name, body in found.items() if not name.endswith(_ASSEMBLIES)]


def _signs(keys: set[str], body: Mention, facts: Facts) -> bool:
    """Whether a body is one of the publishers, by its name or by theirs without 中共 and the places above it."""
    name = name_key(body.name)
    if keys & {name, name_key(facts.text[body.start : body.end])}:
        return True
    return len(name) >= _FULL and body.name in facts.organizations and any(key.endswith(name) for key in keys)


def _by_actor(facts: Facts) -> Iterator[Relation]:
    """A report on one body's work: what is set up in it without another subject, that body has set up."""
    doer = actor(facts)
    if doer is None or told_of(facts) is not None:  # a report on a document tells what others are to do
        return
    for clause in facts.document.clauses:
        for where in sentences(facts.text, clause.start, clause.end):
            said = [*turns(facts, where)]
            for mechanism in facts.mechanisms.inside(where):
                subject = mechanism.start < doer.end or any(turn.end <= mechanism.start for turn in said)
                if not subject and _is_set_up(facts, where, mechanism):
                    yield led(facts, mechanism, doer, where, 0.4)


def actor(facts: Facts) -> Mention | None:
    """The department that is the first doer a report names; of its own report on a year's work, the publisher.

    None where that is a committee or government: it speaks for its territory.
    """
    body = _reporting(facts)
    return body if body is not None and _RULES_RE.search(body.name) is None else None


def _reporting(facts: Facts) -> Mention | None:
    if facts.document.genre != "report" or len(facts.document.regions) > 1:
        return None
    if _OWN_WORK_RE.search(name_key(facts.document.title or "")) and (own := _publishers(facts)):
        return own[0]._replace(start=0, end=0) if len(own) == 1 else None  # it speaks from the first word on
    told = [c for c in facts.document.clauses if c.kind == "paragraph" and _ends(facts, c)][:_OPENING]
    said = (turn for c in told for where in sentences(facts.text, c.start, c.end) for turn in turns(facts, where))
    first = next(said, None)
    bodies = [body for body in first.bodies if body.name in facts.organizations] if first is not None else []
    return bodies[0] if bodies and _STUDIES_RE.search(bodies[0].name) is None else None


def _ends(facts: Facts, clause: Clause) -> bool:
    """Whether a paragraph holds a whole sentence; a line of names only says who signs."""
    return facts.text.find("。", clause.start, clause.end) >= 0


def _is_set_up(facts: Facts, where: Range, mechanism: Mention) -> bool:
    start, end = piece_of(facts.text, where, mechanism.start)
    words = words_before(facts.text, start, mechanism.start, facts.mechanisms)
    if is_beside(facts, where, mechanism) or _COUNTED_RE.match(facts.text, mechanism.end) or _YIELDS_RE.search(words):
        return False
    done = is_object(facts, start, mechanism, facts.mechanisms, where)
    return done or _SETS_RE.match(facts.text[mechanism.end : end]) is not None


def _of_theme(facts: Facts) -> Iterator[Relation]:
    """市民政部门负责全市M的管理工作: who answers for what a statute is about."""
    about = frame(facts)
    if about is None or about.theme is None:
        return
    for clause in facts.document.clauses:
        for where in sentences(facts.text, clause.start, clause.end):
            for turn in turns(facts, where):
                for body in turn.bodies if _answers(facts, (turn.end, where[1]), about.theme) else ():
                    span = wording(facts.text, where, body.range)
                    yield statement(facts.doc, "ledBy", about.mechanism.name, body.name, span, confidence=0.6)


def _answers(facts: Facts, where: Range, theme: str) -> bool:
    """Whether the predicate `where` is to answer for the theme, named there by itself and not in a body's name."""
    at = facts.text.find(theme, *where)
    while any(body.start <= at < body.end for body in within(facts.bodies, max(where[0], at - 40), at + 40)):
        at = facts.text.find(theme, at + 1, where[1])
    words = facts.text[where[0] : max(at, where[0])]
    if at < 0 or _MEANS_RE.match(facts.text, at + len(theme)):
        return False
    return HELPS_RE.match(words) is None and _ANSWERS_RE.search(words) is not None
