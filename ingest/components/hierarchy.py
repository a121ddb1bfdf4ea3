"""Which body stands above which: by name (省委组织部 and 省委), by being set up, by a chain of levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.bodies.body import Body
from ingest.bodies.find import find_bodies, founded
from ingest.components.terms import lines_with, sentence_bounds
from ingest.kinds.members import parts
from ingest.kinds.ranks import ranked
from ingest.nlp import Details, details, evidence, mention, spans_of, text_of
from ingest.windows import starting, window
from kg.model import Document, Relation
from kg.names import name_key

# names that begin like another body without being part of it
_WHOLE = frozenset({"人大常委会", "政府采购中心"})
_BRANCH_RE = re.compile(r"(?:第.{1,3}(?:片区|网格|小区|组)|片区|网格|小区).*(?:党总支部?|党支部|党小组)$")
_OFFICE_OF_RE = re.compile(r".[部委局署]办公厅$|.(?:[部委局署办]|委员会).{2,10}[司局]$|.学院$")
_SETS_UP_RE = re.compile(
    r"(?:可以|可|负责|依法|探索|牵头|普遍|统一|相应|要|应当|应|按规定)?(?:设立|成立|组建|下设|内设|分设|增设|建立|下辖)了?(?:[^,，。;；和与]{0,6})"
)
# the body is the object itself, not the modifier of one: 建立街道办事处履职机制
_CLOSES_RE = re.compile(
    r"[^一-鿿]|$|[和与或及等来并]|负责|统筹|具体|开展|作为|牵头|承担|组织|协调|协助|实现|推[动进]|加强|覆盖"
)
_BELOW_RE = re.compile(r"(?:之)?下(?:设|建立|设立|组建|成立|设置|建)了?[^,，。;；、]{0,6}")
_AUTHORITIES = ("委", "政府")
# what stands under a court, an academy or an office whose name its own begins with; a school of a university is told
# as one with it
_WITHIN_RE = re.compile(
    r"(.{2,20}?(?:科学院|社科院|法院|检察院|党校|[一-鿿]{2}[局厅]))"
    r"[一-鿿]{2,12}(?:研究[所院]|法庭|[科处室股]|教研部|[大支]队)"
)
_WITHIN = tuple("院所庭科处室股部队")  # what such a name ends with
_WHOLE_NAME = 4  # characters of a name that another can begin with
_LONGEST = 24  # characters of the words between two of them
_LEVELS_RE = re.compile(r"[“\"]?((?:[一-鿿]{1,4}[—–-]{1,2})+[一-鿿]{1,4})[”\"]?[二三四五六两2-6]级(党组织|党支部|党委)")
_TOGETHER_RE = re.compile(r"(?:会同|联合|协同|协助|配合)[^,，。;；]*$")
_RELIES_RE = re.compile("依托[^,，。;；]*$")
_LEVEL_RE = re.compile("级党(?:组织|支部|委)")
_RUN_RE = re.compile(r"[一-鿿—–\-“”\"2-6]{6,}")  # all that it can consist of
_DASH_RE = re.compile(r"[—–-]+")
_COMMITTEE_RE = re.compile(r"(?:委员会|领导小组|指挥部|协调小组)$")
_ORGANS = ("办公室", "秘书处", "理事会", "监事会")
_ORGAN_RE = re.compile(rf"(?:{'|'.join(_ORGANS)})$")
_OFFSHOOT_RE = re.compile(r"(?:派驻机构|派出机构|派驻机关)$")
_SENT_RE = re.compile("派[驻出]机[构关]")
_NAMED_OWNERS = ("委员会", "领导小组", "指挥部")
_OFFICE_RE = re.compile(r"(?:将?其|委员会|领导小组|指挥部|下设|设)(?:的)?办公室设在(?!社区|村)")

_SITS = "办公室设在"
_OFFICE_LEAD = 5  # characters before it that the pattern can hold


class Named(NamedTuple):
    """A document with the mentions of its bodies in order, fetched once: spaCy makes new objects at every call.

    `names` are those of the organizations, `kind_names` those of the kinds, by where a mention starts; `known` tells
    what is known of each kind.
    """

    doc: Doc
    organizations: list[Span]
    kinds: list[Span]
    names: dict[int, str]
    kind_names: dict[int, str]
    known: list[Details]


@Language.component("hierarchy")
def hierarchy(doc: Doc) -> Doc:
    """Appends subordinateTo to doc._.relations; an office that is placed with a body becomes an Organization."""
    seen = {(r.source, r.target) for r in doc._.relations if r.type == "subordinateTo"}
    organizations, kinds = _spans(doc, "Organization"), _spans(doc, "OrganizationKind")
    known = [details(span) for span in kinds]
    names = {span.start: str(details(span).name) for span in organizations}
    kind_names = {span.start: str(one.name) for span, one in zip(kinds, known, strict=True)}
    named = Named(doc, organizations, kinds, names, kind_names, known)
    for relation in [
        *_departments(named),
        *_units(named),
        *_within(named),
        *_founded(named),
        *_offices(named),
        *_chains(named),
        *_levels(named),
        *_kinds(named),
        *_offshoots(named),
        *_told(named),
        *_parts(named),
        *_named_after(named),
    ]:
        if (relation.source, relation.target) not in seen and relation.source != relation.target:
            seen.add((relation.source, relation.target))
            doc._.relations.append(relation)
    return doc


def _told(named: Named) -> Iterator[Relation]:
    """What the sentences say of two kinds: 街道办事处是区人民政府的派出机关."""
    for above, below in ranked(named.doc, named.kinds):
        first, last = min(above.start, below.start), max(above.end, below.end)
        yield _relation(named.doc, str(details(below).name), str(details(above).name), first, last, 0.9)


def _parts(named: Named) -> Iterator[Relation]:
    """市人民政府工作部门, 某领导小组成员单位 under the body that they are named with."""
    bodies = {span.start: str(details(span).name) for span in named.organizations}  # of some an office is told since
    kinds = named.kind_names
    for body, kind in parts(named.doc):
        if body.start in bodies and kind.start in kinds:
            yield _relation(named.doc, kinds[kind.start], bodies[body.start], body.start, kind.end, 0.9)


def _named_after(named: Named) -> Iterator[Relation]:
    """某委员会办公室 under 某委员会; 成员单位 under the committee that its clause names before it."""
    kinds = named.kinds
    known = {name_key(form): str(one.name) for one in named.known for form in (one.name, *one.aliases)}
    seen: set[str] = set()
    for index, (span, one) in enumerate(zip(kinds, named.known, strict=True)):
        name = str(one.name)
        if name != "成员单位" and not name.endswith(_ORGANS):
            continue
        organ = _ORGAN_RE.search(name)
        above = known.get(name_key(name[: organ.start()])) if organ is not None else None
        if name == "成员单位":
            before = [str(k.name) for k in named.known[:index] if _COMMITTEE_RE.search(str(k.name))]
            above = before[-1] if before else None
        if above is not None and name not in seen:
            seen.add(name)
            yield _relation(named.doc, name, above, span.start, span.end, 0.9)


def _spans(doc: Doc, kind: str) -> list[Span]:
    return sorted(spans_of(doc, kind), key=lambda s: s.start)


def _relation(doc: Doc, source: str, target: str, start: int, end: int, confidence: float = 1.0) -> Relation:
    document: Document = doc._.document
    clause = document.clause_at(start)
    if clause is not None:
        end = min(end, clause.end)
    return Relation(
        "subordinateTo",
        source,
        target,
        evidence(document, start, end),
        clause.region if clause is not None else None,
        confidence,
    )


def _departments(named: Named) -> Iterator[Relation]:
    """省委组织部 under 省委, where the document names both."""
    names = named.names
    bodies = [b for b in find_bodies(named.doc) if b.start in names]
    by_key = {b.key: names[b.start] for b in bodies}
    for body in bodies:
        above = next((by_key[key] for key in _keys_above(body) if key in by_key), None)
        if above is not None:
            yield _relation(named.doc, names[body.start], above, body.start, body.end)


def _units(named: Named) -> Iterator[Relation]:
    """某市民政局救助科 under 某市民政局: by the whole name of another that a name begins with.

    What stands under a committee or a government is told by the parts of their names (`_departments`).
    """
    known = sorted({name for name in named.names.values() if not name.endswith(_AUTHORITIES)}, key=len)
    for span in named.organizations:
        name = named.names[span.start]
        above = next((one for one in reversed(known) if len(one) + 2 <= len(name) and name.startswith(one)), None)
        if above is not None and len(above) >= _WHOLE_NAME:
            yield _relation(named.doc, name, above, span.start, span.end)


def _within(named: Named) -> Iterator[Relation]:
    """某县人民法院甲法庭, 某市民政局救助科: the body of whose name alone the document tells that there is one above."""
    known, above = set(named.names.values()), []
    for span in named.organizations:
        name = named.names[span.start]
        whole = _WITHIN_RE.fullmatch(name) if name.endswith(_WITHIN) else None
        own = _WITHIN_RE.fullmatch(text_of(named.doc), span.start, span.end) if whole is not None else None
        if whole is None or own is None or whole[1] in known:
            continue
        known.add(whole[1])
        above.append(mention(named.doc, "Organization", *own.span(1), name=whole[1], confidence=0.7))
        yield _relation(named.doc, name, whole[1], span.start, span.end, 0.8)
    if above:
        named.doc.spans["Organization"] = [*spans_of(named.doc, "Organization"), *above]


def _keys_above(body: Body) -> Iterator[tuple[str | None, str]]:
    """What may stand above a body by its own name, the nearest first."""
    if _BRANCH_RE.search(body.post) and body.region is not None:
        yield (body.region, "党委")
    if body.post in _WHOLE or (body.region is None and not _OFFICE_OF_RE.search(body.post)):
        return
    for end in range(len(body.post) - 1, 1, -1):
        yield (body.region, body.post[:end])


def _founded(named: Named) -> Iterator[Relation]:
    """What a named body sets up stands under it; a kind that it sets up too (四川省委成立领导小组)."""
    organizations, kinds = named.names, named.kind_names
    ends = {s.start: s.end for s in reversed([*named.organizations, *named.kinds])}
    for founders, start, position in founded(named.doc):
        child = organizations.get(start) or kinds.get(start)
        if child is None or _helps(named.doc, founders[0]):
            continue
        between = text_of(named.doc)[founders[-1].end : start]
        for founder in founders:
            # further off the body has become the subject of something else
            if founder.start in organizations and len(re.findall("[,，]", between)) <= 1:
                first, end = min(f.start for f in founders), max(ends[start], position)
                yield _relation(named.doc, child, organizations[founder.start], first, end)


def _offices(named: Named) -> Iterator[Relation]:
    """领导小组办公室设在省委组织部: the office of the body last named, that sits with another."""
    organizations = named.organizations
    offices: list[Span] = []
    for m in _sitting(text_of(named.doc)):
        host = next(iter(starting(organizations, m.end(), m.end() + 2)), None)
        clause = named.doc._.document.clause_at(m.start())
        start = clause.start if clause is not None else sentence_bounds(text_of(named.doc), m.start())[0]
        owners = [
            s
            for s in window(organizations, start, m.start() + 4)
            if text_of(named.doc)[s.start : s.end].endswith(("委员会", "领导小组", "指挥部", "专班", "小组", "中心"))
        ]
        if host is None or not owners:
            continue
        owner = owners[-1]
        office = text_of(named.doc).index("办公室", m.start())
        name = f"{details(owner).name}办公室"
        surface = f"{m[0].partition('办公室')[0]}办公室"
        aliases = (surface,) if surface.startswith(_NAMED_OWNERS) else ()
        offices.append(
            mention(named.doc, "Organization", office, office + 3, name=name, aliases=aliases, confidence=0.8)
        )
        # where it sits is no rank: it works for the body that it is the office of
        yield _relation(named.doc, name, str(details(owner).name), owner.start, host.end, 0.8)
    if offices:
        named.doc.spans["Organization"] = [*organizations, *offices]


def _sitting(text: str) -> Iterator[re.Match[str]]:
    """Where an office is said to be placed with a body: found by its fixed words, which few documents have."""
    at = text.find(_SITS)
    while at >= 0:
        found = _OFFICE_RE.search(text, max(0, at - _OFFICE_LEAD), at + len(_SITS) + 2)
        if found is not None:
            yield found
        at = text.find(_SITS, at + len(_SITS))


def _chains(named: Named) -> Iterator[Relation]:
    for (start, end), names in named.doc.user_data.get("kind_chains", ()):
        for above, below in pairwise(names):
            yield _relation(named.doc, below, above, start, end)


def _lookup(named: Named) -> dict[str, str]:
    return {name_key(str(form)): str(one.name) for one in named.known for form in (*one.aliases, one.name)}


def _levels(named: Named) -> Iterator[Relation]:
    """“街道—社区—小区”三级党组织架构: 小区党组织 under 社区党组织, where the document names both."""
    text = text_of(named.doc)
    if _LEVEL_RE.search(text) is None:
        return
    known = _lookup(named)
    lines = lines_with(text, _DASH_RE)  # a run goes over no line
    runs = (run.span() for line in lines for run in _RUN_RE.finditer(text, *line) if _DASH_RE.search(run[0]))
    for m in (m for run in runs for m in _LEVELS_RE.finditer(text, *run)):
        links = [known.get(name_key(level + m[2])) for level in _DASH_RE.split(m[1])]
        for above, below in pairwise(links):
            if above is not None and below is not None:
                yield _relation(named.doc, below, above, m.start(), m.end())


def _kinds(named: Named) -> Iterator[Relation]:
    """社区居委会设立环境和物业管理委员会, 在社区党组织下建立小区党组织, 在指挥部办公室增设专班."""
    spans, text = named.kinds, text_of(named.doc)
    places = [(span.start, span.end) for span in spans]
    for index, ((_, end), (start, _)) in enumerate(pairwise(places)):
        if start - end > _LONGEST:
            continue
        above, below, between = spans[index], spans[index + 1], text[end:start]
        sets_up = _SETS_UP_RE.fullmatch(between) and "健全" not in between and not _helps(named.doc, above)
        if sets_up and _RELIES_RE.search(text, max(0, places[index][0] - 20), places[index][0]):
            continue  # 依托行业协会、商会设立行业党委: on the ground of a kind, not under it
        if (sets_up or _BELOW_RE.fullmatch(between)) and _CLOSES_RE.match(text, below.end):
            for part in _listed_after(named.doc, spans, below):
                yield _relation(named.doc, str(details(part).name), str(details(above).name), above.start, part.end)


def _helps(doc: Doc, body: Span | Body) -> bool:
    """会同某组织组建: whether another sets something up together with the body."""
    return _TOGETHER_RE.search(text_of(doc), max(0, body.start - 20), body.start) is not None


def _listed_after(doc: Doc, spans: list[Span], first: Span) -> Iterator[Span]:
    """A kind and those that a list goes on with: 下设人民调解委员会、治安保卫委员会."""
    yield first
    end = first.end
    for span in starting(spans, end, end + 40):
        if text_of(doc)[end : span.start] not in {"、", "和", "及", "以及"}:
            return
        yield span
        end = span.end


def _offshoots(named: Named) -> Iterator[Relation]:
    """职能部门派驻机构 under 职能部门, where the document names both."""
    if _SENT_RE.search(text_of(named.doc)) is None:
        return
    known = _lookup(named)
    for span in named.kinds:
        m = _OFFSHOOT_RE.search(text_of(named.doc), span.start, span.end)
        above = (
            known.get(name_key(text_of(named.doc)[span.start : m.start()])) if m and m.start() > span.start else None
        )
        if above is not None:
            yield _relation(named.doc, str(details(span).name), above, span.start, span.end, 0.9)
