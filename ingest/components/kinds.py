"""Kinds of body that play a part in governance: by lexicon, by level and post (社区党组织), by nouns and a head.

One entry a kind: short forms, bracket forms (村(社区)党组织) and forms with the level in front (乡镇司法所) fold.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from ingest.components.terms import covered, inside_title
from ingest.kinds.bare import bare
from ingest.kinds.bound import bound
from ingest.kinds.branded import branded
from ingest.kinds.chains import dashed_chains, list_chains, roles
from ingest.kinds.coined import beside, coined
from ingest.kinds.fields import by_fields
from ingest.kinds.folding import counted_apart, groups, levels_apart, renamed
from ingest.kinds.kind import Kind, canonical, longest_kinds
from ingest.kinds.levelled import levelled
from ingest.kinds.listed import listed
from ingest.kinds.members import members, parts_of_kinds
from ingest.kinds.nouns import by_nouns
from ingest.kinds.placed import placed, steps
from ingest.nlp import details, keep, mention, spans_of, text_of

# each rule with how sure it is
_RULES = (
    (listed, 1.0),
    (levelled, 1.0),
    (by_nouns, 0.85),
    (by_fields, 0.85),
    (placed, 0.8),
    (bare, 0.8),
    (coined, 0.75),
    (members, 0.85),
    (bound, 0.8),
)
# 事业单位人员, 党组织书记抓党建述职: people; 领导小组办公室设在…: one body; “联合党委”机制: a mechanism
_PEOPLE_RE = re.compile(
    r"书记抓|毕业|等?(?:机制|制度)(?!建设)|(?<=[队组团])员(?!会)|(?<=机关|单位|企业)(?:党员)?(?:干部|职工|员工)(?!队伍)|(?:工作|在编)?人员|编制|办公室设在|设在"
)
_MECHANISM_RE = re.compile(
    r"[”\"](?:[、“一-鿿]{0,8}[”\"])?(?:等)?(?:[一二两三四五][项个种])?(?:工作)?(?:机制|制度|模式|架构)"
)
_WITHIN_RE = re.compile('[一-鿿]{1,4}[”"](?:工作)?(?:机制|制度|模式|行动|计划)')  # “国企联村”机制
# “全国模范调解委员会”: an honour
_HONOUR_RE = re.compile(r"[“\"](?:全[国省市县区州盟旗])?[一-鿿]{0,4}(?:模范|先进|优秀|示范|文明|十佳|最美)$")
# 市、县、村四级调解中心, 单个合作社, 以村党支部, 时任村党支部书记: words that the segmenter gave to the name
_RANKS_RE = re.compile(
    "(?:(?:街道|社区|[省市区县镇乡村])?[两二三四五六]级|单个|以上|落实|升格|第[一二三四五六七八九十]+批|[由以转交向经被把将原](?=[村镇县区市]|社区|街道|小区|网格)|[时现原首历]任)+(?=[一-鿿]{3})"
)


# 开放式居民议事会: what a kind is like
_QUALITY_RE = re.compile("(?:开放|沉浸|流动|标准|规范|新|综合|枢纽|参与|互动|嵌入|固定|移动|共享|智慧)[式型化](?=....)")


def _without_rank(text: str, kind: Kind) -> Kind:
    """The kind without a count of levels before its name, or what it is like."""
    before = _RANKS_RE.match(text, kind.start, kind.end)
    m = before or _QUALITY_RE.match(text, kind.start, kind.end)
    if m is None or not all(form.startswith(m[0]) for form in kind.forms):
        return kind
    forms = tuple(form[len(m[0]) :] for form in kind.forms)
    if before is None and forms[0] not in canonical():
        return kind
    return kind._replace(start=m.end(), name=canonical().get(forms[0], forms[0]), forms=forms)


def _is_spoken_of(text: str, kind: Kind) -> bool:
    """Does the word after a kind show that no such body is meant?"""
    quoted = text[kind.start - 1 : kind.start] in {"“", '"'} and (
        _MECHANISM_RE.match(text, kind.end) or _WITHIN_RE.match(text, kind.end)
    )
    honoured = _HONOUR_RE.search(text, max(0, kind.start - 12), kind.start)
    return bool(quoted or honoured or _PEOPLE_RE.match(text, kind.end))


@Language.component("kinds")
def kinds(doc: Doc) -> Doc:
    """Assigns doc.spans["OrganizationKind"] and the chains of kinds in doc.user_data["kind_chains"]."""
    text = text_of(doc)
    taken = inside_title(doc) | covered(doc, "Organization", "PolicyDocument", "Event")
    chains = dashed_chains(doc)
    found = [Kind(*kind[:4], strength) for rule, strength in _RULES for kind in rule(doc)]
    found += [kind for chain in chains for kind in chain]
    found = [kind for kind in found if kind.end - 1 not in taken]
    found = [_without_rank(text, kind) for kind in found]
    found = [kind for kind in found if kind.start not in taken and not _is_spoken_of(text, kind)]
    found += [k for rule in (parts_of_kinds, beside) for k in rule(doc, found) if k.start not in taken]
    found = list(branded(text, found))
    kept = renamed(text, levels_apart(longest_kinds([*found, *roles(doc, found)])))
    folded = groups(kept, apart=counted_apart(text, kept))
    spanned = (
        mention(
            doc, "OrganizationKind", k.start, k.end, name=folded[k][0], aliases=folded[k][1], confidence=k.confidence
        )
        for k in kept
    )
    keep(doc, "OrganizationKind", spanned)
    names = {(k.start, k.end): folded[k][0] for k in kept}
    # 县委—乡镇党委—村党组织: the first link may be a body that is named
    links = {**{(s.start, s.end): str(details(s).name) for s in spans_of(doc, "Organization")}, **names}
    dashed = [[links[(k.start, k.end)] for k in chain if (k.start, k.end) in links] for chain in chains]
    spans = [(chain[0].start, chain[-1].end) for chain in chains]
    pairs = [((a.start, b.end), [names[(a.start, a.end)], names[(b.start, b.end)]]) for a, b in steps(doc, kept)]
    doc.user_data["kind_chains"] = [*zip(spans, dashed, strict=True), *list_chains(doc, kept, names), *pairs]
    return doc
