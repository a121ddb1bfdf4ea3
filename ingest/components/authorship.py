"""Who issued a document that the text names, and what the document itself is based on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.components.terms import sentence_bounds
from ingest.mechanisms.authors import actor
from ingest.mechanisms.statements import facts
from ingest.mechanisms.subjects import turns
from ingest.nlp import evidence, spans_of, text_of
from ingest.windows import window
from kg.model import DOC, Clause, Document, Relation
from kg.names import name_key

_VERB = (
    "(?:研究制定|研究出台|制定出台|联合印发|联合出台|印发实施|修订出台|"
    "修订完善|修订印发|修订发布|编制印发|研究通过|表决通过|讨论通过|"
    "出台|印发|制定|制订|修订|编制|编印|发布|颁布|公布|施行|下发|制发|作出|审议通过|转发|推出|形成(?=了?(?:《|$))|发了(?:个|份|一个|一份))"
)
_NAME_OF_RE = re.compile(rf"(?:的)?名义[^。;；《》,，]{{0,4}}{_VERB}了?$")
# of the body whose meeting decided it; of the first of several departments
_SESSION_RE = re.compile(r"第[0-9一二三四五六七八九十百]+次(?:全体)?会议(?:审议)?(?:通过)?的?\s*(?:[(（]?关于)?")
_AND_OTHERS_RE = re.compile(r"等(?:[0-9]+|[一二三四五六七八九十]+)?个?(?:部门|单位|部委)(?:联合)?的?")
_UNITS = ("省", "市", "州", "县", "区", "盟", "旗", "人民政府")
_AMENDED_RE = re.compile(r"\s*[(（]?(?:第[一二三四五六七八九十]+次)?(?:修正|修订|修改)")
_LISTED_RE = re.compile(r"^[、和及与]?$|^以及$|^[,，]?(?:并)?(?:会同|联合|携手|商)$")
_PREAMBLE_RE = re.compile(
    r"(?:提出如下|提出以下|制定(?:本|如下|以下|出台本)|特?制定本|特制定|现提出|现制定|经[^。]{0,8}研究|研究制定本|现就[^。]{0,40}(?:如下|通知|提出)|结合[^。]{0,24}(?:实际|实际情况)|提出[^。]{0,8}意见|(?:作出|确定|明确)[^。,，]{0,16}如下|通知如下|现印发|印发如下)"
)
_PURPOSE_RE = re.compile(r"为(?!了解决)|根据|依据|按照|贯彻|落实|遵照")
_POLICY_TITLE_RE = re.compile(r"(?:意见|方案|办法|条例|规定|决定|通知|规划|纲要|细则|措施|要点|计划)(?:[(（].*[)）])?$")
# 实施《某法》办法, 落实《某规划》实施方案
_IMPLEMENTS_RE = re.compile(r"(?:落实|实施|贯彻|执行)[《〈]([^》〉]+)[》〉]")
# 以某次大会精神为指引, 深入贯彻某次全会精神
_GUIDED_RE = re.compile(r"(?:以|按照|遵循|贯彻|落实|学习)[^。;；]{0,40}$")
_SPIRIT_RE = re.compile(r"[^。;；,，《]{0,30}精神")
_GUIDANCE_CLAUSES = 10
_ISSUES_RE = re.compile(
    rf"(?:^|[,，;；。、]|\s|[一二三四五六七八九十]是)(?:研究|及时|率先)?(?:{_VERB}|修订)(?:实施)?了?$"
)
# clauses before the preamble: number, addressees, what is put into force, signature, date
_PREAMBLE_CLAUSES = 14
_DRAFT_RE = re.compile(r"》?[^。;；]{0,10}列入[^。;；]{0,6}计划")  # 牵头制定的《…》已列入立法计划
_HEAD_SPLIT_RE = re.compile(r"[\s、]+")
# 州委总结经验,印发《…》: the subject of the sentence goes on
_THEN_ISSUES_RE = re.compile(
    rf"(?!的|要求|书记|常委|领导|主要|在(?![^,，。;；]{{1,14}}(?:召开|举行|开会|办起|设立))|[一-鿿]{{0,4}}(?:长|主任|负责人))[^,，。;；《》的]{{2,24}}[,，](?:[^,，。;；《》的]{{2,24}}[,，])?"
    rf"(?:并|又|还|同时|同步|随后)?(?:[于在]?[^,，。;；《》]{{1,8}}[年月日底初])?{_VERB}了?"
)
# 召开某届某次全会,集中研究…并作出《决定》
_MEETS_RE = re.compile(
    rf"[^,，。;；《》]{{1,8}}(?:全会|全体会议|会议|常委会|代表大会)[,，]?(?:[^。;；《》]{{0,40}}[,，并])?(?:审议)?(?:{_VERB}(?:通过)?|通过)了?"
)
_JOINT_RE = re.compile(r"[、和及]?")


@Language.component("authorship")
def authorship(doc: Doc) -> Doc:
    """Appends issuedBy and, of a policy, basedOn to doc._.relations."""
    seen = {(r.type, r.source, r.target) for r in doc._.relations}
    for relation in [*_issued(doc), *_based(doc)]:
        key = (relation.type, relation.source, relation.target)
        if key not in seen:
            seen.add(key)
            doc._.relations.append(relation)
    return doc


def _spans(doc: Doc, kind: str) -> list[Span]:
    return sorted(spans_of(doc, kind), key=lambda s: s.start)


def _relation(doc: Doc, kind: str, source: str, target: str, start: int, end: int, confidence: float = 1.0) -> Relation:
    document: Document = doc._.document
    clause = document.clause_at(start)
    if clause is not None:
        end = min(end, clause.end)
    region = clause.region if clause is not None else None
    return Relation(kind, source, target, evidence(document, start, end), region, confidence)


def _issued(doc: Doc) -> Iterator[Relation]:
    """The issuers of each title: those it names, those the sentence names, those of the title joined to it."""
    text, bodies = text_of(doc), _spans(doc, "Organization")
    previous: list[Span] = []
    last: Span | None = None
    titles = _spans(doc, "PolicyDocument")
    found: list[tuple[Span, list[Span]]] = []
    for title in titles:
        named = window(bodies, title.start + 1, title.end - 1)
        draft = _DRAFT_RE.match(text, title.end) is not None
        issuers = named or ([] if draft else _issuers_before(doc, bodies, title))
        # 印发《A》《B》: the second has the issuers of the first, unless they stand right before it or in it
        joined = last is not None and _JOINT_RE.fullmatch(text[last.end : title.start])
        if not issuers and last is not None and joined and previous and previous[-1].end < last.start:
            issuers = previous if not text.endswith(previous[-1].text, 0, last.start) else []
        for body in issuers:
            start, _ = sentence_bounds(text, body.start)
            yield _relation(
                doc, "issuedBy", title._.name, body._.name, max(start, min(b.start for b in issuers)), title.end
            )
        previous, last = issuers, title
        found.append((title, issuers))
    yield from _put_into_force(doc, found)
    yield from _issued_with(doc, bodies)
    yield from _by_reporter(doc, [title for title, issuers in found if not issuers])


def _put_into_force(doc: Doc, found: list[tuple[Span, list[Span]]]) -> Iterator[Relation]:
    """What another document that is named puts into force (《关于印发甲的通知》) has its issuers."""
    for notice, issuers in found:
        key = name_key(str(notice._.name)).partition("印发")[2] if issuers else ""
        for title, own in found if key else ():
            if not own and name_key(str(title._.name)) in key:
                for body in issuers:
                    yield _relation(doc, "issuedBy", title._.name, body._.name, title.start, title.end, 0.8)


def _by_reporter(doc: Doc, titles: list[Span]) -> Iterator[Relation]:
    """出台《…》 without a subject, where a body reports on its own work."""
    if not titles or doc._.document is None:
        return
    known = facts(doc)
    body = actor(known)
    for title in titles if body is not None else ():
        start, end = sentence_bounds(known.text, title.start)
        subject = any(turn.end <= title.start for turn in turns(known, (start, end)))
        if body is not None and not subject and _ISSUES_RE.search(known.text[start : title.start]):
            yield _relation(doc, "issuedBy", title._.name, body.name, title.start, title.end, 0.6)


def _issued_with(doc: Doc, bodies: list[Span]) -> Iterator[Relation]:
    """What the document itself puts into force: 某市政府关于印发某方案的通知; its own title, by its publisher."""
    document: Document = doc._.document
    head, _, issued = (document.title or "").partition("印发")
    keys = {name_key(piece) for piece in _HEAD_SPLIT_RE.split(head.removesuffix("关于")) if piece} if issued else set()
    if document.publisher:
        keys |= {name_key(piece) for piece in _HEAD_SPLIT_RE.split(document.publisher)}
    issuers = {
        str(body._.name)
        for body in bodies
        if any(_same_body(key, name_key(form)) for key in keys for form in (body._.name, *body._.aliases))
    }
    subject, ground = name_key(issued or document.title or ""), _implemented(document)
    for title in _spans(doc, "PolicyDocument"):
        key = name_key(str(title._.name))
        if key == subject or (issued and key in subject and key != ground):
            for issuer in sorted(issuers):
                yield _relation(doc, "issuedBy", title._.name, issuer, title.start, title.end)


def _same_body(issuer: str, form: str) -> bool:
    """Is the issuer the body, perhaps with the region or the government above in front (某市|某区民政局)?"""
    return issuer == form or (len(form) >= 5 and issuer.endswith(form) and issuer[: -len(form)].endswith(_UNITS))


def _issuers_before(doc: Doc, bodies: list[Span], title: Span) -> list[Span]:
    """The bodies, joined by 、 or 和, that are the subject of the verb before a title."""
    start, _ = sentence_bounds(text_of(doc), title.start)
    before = window(bodies, start, title.start)
    if not before:
        return []
    between = text_of(doc)[before[-1].end : title.start]
    if not _subject_issues(between):
        return []
    group = [before[-1]]
    for body in reversed(before[:-1]):
        if not _LISTED_RE.match(text_of(doc)[body.end : group[0].start]):
            break
        group.insert(0, body)
    # 根据省委出台的《…》 says who issued it as well; 按照省委要求出台 does not
    return group


def _subject_issues(between: str) -> bool:
    """Do the words between a body and a title say that it issued it (nothing: 区住建局《关于…的通知》)?"""
    if between in {"", "的"} or _SESSION_RE.fullmatch(between) or _AND_OTHERS_RE.fullmatch(between):
        return True
    bare = re.sub(
        r"也?(?:于|在)?(?:\d{4}年|[今去前当同次翌]年)?(?:\d{1,2}月|年初|年底|年末)?(?:\d{1,2}日)?(?:又|就|便|还)?|[为据依就]此|随后|先后|近日|日前|联合|研究|专门|相继|正式|等(?:部门|单位|\d+部门|[一二三四五六七八九十]+部门)?|共同|,|，",
        "",
        between,
    )
    if re.fullmatch(
        rf"(?:要求|提出|牵头|会同[^《]{{0,20}})?{_VERB}(?:实施)?了?(?:的|关于|全[省市州县区]|[^《》的]{{0,6}})?", bare
    ):
        return True
    if _THEN_ISSUES_RE.fullmatch(between) or _MEETS_RE.fullmatch(between):
        return True
    return bool(_NAME_OF_RE.search(between)) or _continues(between)


def _continues(between: str) -> bool:
    """省委研究制定了《A》,召开…会议,作出《B》: the same subject goes on."""
    return bool(
        re.match(rf"(?:研究)?{_VERB}了?《[^》]+》[,，]", between)
        and re.search(rf"(?:[,，]|,.{{0,20}},){_VERB}了?$", between)
    )


def _based(doc: Doc) -> Iterator[Relation]:
    """What the preamble of a policy says it carries out."""
    document: Document = doc._.document
    if document.genre != "policy" and not _POLICY_TITLE_RE.search(document.title or ""):
        return
    yield from _amended(doc)
    yield from _named_in_title(doc)
    for clause in document.clauses[:_PREAMBLE_CLAUSES]:
        for start, end in _preambles(document, clause):
            for span in [*_spans(doc, "PolicyDocument"), *_spans(doc, "Event")]:
                if start <= span.start < end and not _is_itself(document, span):
                    yield _relation(doc, "basedOn", DOC, span._.name, start, end)
    yield from _guided(doc)


def _named_in_title(doc: Doc) -> Iterator[Relation]:
    """The law or plan that the document by its own title carries out."""
    document: Document = doc._.document
    key = _implemented(document)
    for span in _spans(doc, "PolicyDocument") if key else ():
        if name_key(str(span._.name)) == key:
            yield _relation(doc, "basedOn", DOC, span._.name, span.start, span.end)


def _implemented(document: Document) -> str | None:
    titled = _IMPLEMENTS_RE.search(document.title or "")
    return name_key(titled[1]) if titled is not None else None


def _guided(doc: Doc) -> Iterator[Relation]:
    """The meetings whose spirit a policy's guiding idea is to carry out."""
    document: Document = doc._.document
    text = document.text
    for span in _spans(doc, "Event") if document.genre == "policy" else ():
        clause = document.clause_at(span.start)
        if clause is None or clause.number > _GUIDANCE_CLAUSES:
            continue
        start, end = sentence_bounds(text, span.start)
        if _GUIDED_RE.search(text, max(start, clause.start), span.start) and _SPIRIT_RE.match(text, span.end, end):
            yield _relation(doc, "basedOn", DOC, span._.name, max(start, clause.start), span.end, 0.9)


def _amended(doc: Doc) -> Iterator[Relation]:
    """The decisions that the lines of adoption name: according to them the text is as it is."""
    document: Document = doc._.document
    for span in _spans(doc, "PolicyDocument"):
        clause = document.clause_at(span.start)
        if clause is not None and clause.kind == "header" and _AMENDED_RE.match(document.text, span.end):
            yield _relation(doc, "basedOn", DOC, span._.name, clause.start, clause.end)


def _is_itself(document: Document, span: Span) -> bool:
    """Is it the document that speaks, named by its own title?"""
    if span.label_ != "PolicyDocument":
        return False
    key, title = name_key(str(span._.name)), name_key(document.title or "")
    return key == title or ("印发" in title and key in title.partition("印发")[2])


def _preambles(document: Document, clause: Clause) -> Iterator[tuple[int, int]]:
    """The part of a clause's sentence from its purpose to "提出如下意见"."""
    position = clause.start
    while position < clause.end:
        start, end = sentence_bounds(document.text, position)
        start, end = max(start, clause.start), min(end, clause.end)
        sentence = document.text[start:end]
        purpose, closing = _PURPOSE_RE.search(sentence), list(_PREAMBLE_RE.finditer(sentence))
        if purpose and closing and purpose.start() < closing[-1].start() and purpose.start() <= 40:
            yield start + purpose.start(), start + closing[-1].start()
            return
        position = end + 1
