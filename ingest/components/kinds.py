"""Kinds of body that play a part in governance: by lexicon, by level and post (社区党组织), by nouns and a head.

One entry a kind: short forms, bracket forms (村(社区)党组织) and forms with the level in front (乡镇司法所) fold.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from ingest.components.bodies import HAN
from ingest.components.terms import (
    alternation,
    covered,
    inside_title,
    phrases,
    read_table,
    text_of,
    word_class,
    words_of,
)
from ingest.nlp import mention
from kg.names import display_name, name_key

_LEXICON = "organization_kinds.tsv"
_GRAMMAR = "kind_grammar.tsv"
_WINDOW = 28
_LONGEST = 12
_COUNTED_RE = re.compile(r"(?<=[\d余多几数万亿])[个支家所名户]")
_DASHES = "—–―─→-"
_CHAIN_RE = re.compile(rf"[{HAN}()（）“”]{{2,16}}(?:[{_DASHES}]{{1,2}}[{HAN}()（）“”]{{2,16}}){{2,}}")
_CHAIN_SPLIT_RE = re.compile(rf"[{_DASHES}]{{1,2}}")
_LIST_CHAIN_RE = re.compile(r"(?:的|等)?[“\"]?[三四五六七3-7]级")


class Kind(NamedTuple):
    """A mention of a kind of body: `name` canonical, `forms` what the text calls it."""

    start: int
    end: int
    name: str
    forms: tuple[str, ...]


@Language.component("kinds")
def kinds(doc: Doc) -> Doc:
    """Assigns doc.spans["OrganizationKind"] and the chains of kinds in doc.user_data["kind_chains"]."""
    taken = inside_title(doc) | covered(doc, "Organization", "PolicyDocument", "Event")
    chains = _chains(doc)
    found = [*_listed(doc), *_levelled(doc), *_open(doc), *(kind for chain in chains for kind in chain)]
    # attributes of a span are kept by its offsets: a kind on the very offsets of a mechanism would take its place
    named = {(s.start, s.end) for s in doc.spans["Mechanism"]} if "Mechanism" in doc.spans else set()
    found = [k for k in found if k.start not in taken and k.end - 1 not in taken and (k.start, k.end) not in named]
    kept = _longest(found)
    groups = _groups(kept)
    doc.spans["OrganizationKind"] = [
        mention(doc, "OrganizationKind", k.start, k.end, name=groups[k][0], aliases=groups[k][1]) for k in kept
    ]
    names = {(k.start, k.end): groups[k][0] for k in kept}
    dashed = [[names[(k.start, k.end)] for k in chain if (k.start, k.end) in names] for chain in chains]
    spans = [(chain[0].start, chain[-1].end) for chain in chains]
    doc.user_data["kind_chains"] = [*zip(spans, dashed, strict=True), *_list_chains(doc, kept, names)]
    return doc


def _longest(found: list[Kind]) -> list[Kind]:
    kept: list[Kind] = []
    taken: set[int] = set()
    for kind in sorted(found, key=lambda k: (k.start - k.end, k.start)):
        if not any(i in taken for i in range(kind.start, kind.end)):
            kept.append(kind)
            taken.update(range(kind.start, kind.end))
    return sorted(kept, key=lambda k: k.start)


@cache
def _level_re() -> re.Pattern[str]:
    level = alternation(word_class(_GRAMMAR, "level"))
    return re.compile(
        rf"(?:(?:{level})(?:[(（](?:{level}|居|区|县|镇|乡|处|屯|[、]|{level}、{level})+[)）])?[、和]?)+$"
    )


@cache
def _post_re() -> re.Pattern[str]:
    posts = alternation(word_class(_GRAMMAR, "party"))
    return re.compile(rf"党[(（]工[)）]委|纪委[(（]纪工委[)）]|[“\"]两委[”\"]|(?:{posts})")


def _prefix(doc: Doc, start: int) -> int:
    """Where the level words before `start` begin, at a word's boundary."""
    window = text_of(doc)[max(0, start - _WINDOW) : start]
    m = _level_re().search(window)
    if m is None:
        return start
    first = start - len(window) + m.start()
    known = words_of(doc).boundaries
    # a level that is joined by 、 or 和 to a bracket or another level only at the very end is an enumeration of others
    tail = re.split(r"[、和](?![^()（）]*[)）])", text_of(doc)[first:start])[-1]
    first = start - len(tail)
    while (
        first < start
        and first not in known
        and text_of(doc)[first - 1 : first] not in set("(“、各每全该本由和与在对向及到从以")
    ):
        first += 1
    return first if _level_re().fullmatch(text_of(doc)[first:start]) else start


@cache
def _canonical() -> dict[str, str]:
    return {form: name for name, others, _ in read_table(_LEXICON) for form in (name, *others)}


def _listed(doc: Doc) -> list[Kind]:
    """Kinds of the lexicon, with the level words before them."""
    known = words_of(doc).boundaries
    found = []
    for f in phrases(doc, _LEXICON):
        text = text_of(doc)[f.start : f.end]
        if len(text) <= 3 and f.start not in known:
            continue
        if len(text) <= 2 and (
            f.end not in known or re.match(r"工作|骨干|改革|干部|力量", text_of(doc)[f.end : f.end + 2])
        ):
            continue
        if re.match(r"[长员]|主任委员", text_of(doc)[f.end : f.end + 1]) and not text.endswith(
            ("委员会", "组织", "部门")
        ):
            continue
        if text.endswith("办") and re.match(r"[事理公法学好]", text_of(doc)[f.end : f.end + 1]):
            continue
        # “一线指挥部”: a figure of speech
        if (
            text in _whole()
            and text_of(doc)[f.end : f.end + 1] == "”"
            and "“" in text_of(doc)[max(0, f.start - 6) : f.start]
        ):
            continue
        start = _prefix(doc, f.start) if text not in _whole() else f.start
        longer = display_name(text_of(doc)[start : f.end])
        found.append(Kind(start, f.end, _canonical().get(longer, f.name), (display_name(text), longer)))
    return found


@cache
def _whole() -> frozenset[str]:
    """Forms that take no level in front: they'd be another kind."""
    return frozenset(
        {"社会组织", "指挥部", "领导小组", "工作专班", "专班", "各级党组织", "基层党组织", "地方政府", "群团", "工会"}
    )


def _levelled(doc: Doc) -> list[Kind]:
    """社区党组织, 乡镇(街道)党(工)委, 村“两委”: a level and a post."""
    found = []
    for m in _post_re().finditer(text_of(doc)):
        start = _prefix(doc, m.start())
        if start == m.start() or re.match(r"[长]|员会", text_of(doc)[m.end() : m.end() + 2]):
            continue
        if m[0] in {"人大", "政府", "工会"} and re.match(
            r"代表|采购|购买|债|补贴", text_of(doc)[m.end() : m.end() + 2]
        ):
            continue
        name = display_name(text_of(doc)[start : m.end()])
        # 省妇联 where no region governs: one body, not a kind; 上级党委: no kind in itself
        if re.fullmatch(
            r"(?:上级|下级|基层治理|综合|属地|城市|农村|单位)(?:党委|政府)|[省市州盟旗](?!级|党委).*", name
        ):
            continue
        found.append(Kind(start, m.end(), _canonical().get(name, name), (name,)))
    return found


@cache
def _head_re() -> re.Pattern[str]:
    return re.compile(alternation(word_class(_GRAMMAR, "open") | word_class(_GRAMMAR, "class")))


def _open(doc: Doc) -> list[Kind]:
    """执法部门, 社会事务机构, 疫情防控指挥部办公室: nouns and a head."""
    found = []
    classes = word_class(_GRAMMAR, "class")
    for m in _head_re().finditer(text_of(doc)):
        if re.match(
            r"[部城员长们建架]|设[立置]|体系|化|领导|生活|关系|振兴|能力|覆盖|实施|开展|负责",
            text_of(doc)[m.end() : m.end() + 2],
        ) and m[0] in classes | {"协会", "联盟"}:
            continue
        if text_of(doc)[m.start() - 1 : m.start()] == "党" or re.match(
            r"保障|所在地|起来", text_of(doc)[m.end() : m.end() + 3]
        ):
            continue
        start = _walk(doc, m.start(), m.end())
        name = display_name(text_of(doc)[start : m.end()])
        if m.start() - start < 2 or len(name) > _LONGEST or _is_generic(name) or _ends_listed(name):
            continue
        found.append(Kind(start, m.end(), _canonical().get(name, name), (name,)))
    return found


def _is_generic(name: str) -> bool:
    return name in word_class(_GRAMMAR, "generic") or name.endswith(tuple(word_class(_GRAMMAR, "tail")))


def _ends_listed(name: str) -> bool:
    """Is it a kind of the lexicon with a word in front (规范职能部门)? Then that kind is what is meant."""
    return name not in _canonical() and any(
        name[i:] in _canonical() and (len(name) - i >= 5 or name.endswith(tuple(word_class(_GRAMMAR, "class"))))
        for i in range(1, len(name) - 3)
    )


def _walk(doc: Doc, start: int, end: int) -> int:
    """Where the nouns before a head begin."""
    known = words_of(doc)
    position = start
    while position not in known.boundaries and start - position < 3:
        position -= 1
    first = position if position in known.boundaries else start
    while (word := known.before(first)) is not None and end - word[0] <= _LONGEST:
        text = text_of(doc)[word[0] : first]
        if not _is_inner(text, word[1]):
            break
        first = word[0]
    return _trim(doc, first, start)


def _is_inner(text: str, tag: str) -> bool:
    if text in word_class(_GRAMMAR, "inner") or text in word_class(_GRAMMAR, "level"):
        return True
    return (
        tag[:1] in {"n", "b", "j"}
        and tag not in {"nr", "nrt", "ns"}
        and text not in word_class(_GRAMMAR, "stop")
        and bool(re.fullmatch(rf"[{HAN}]+", text))
    )


def _trim(doc: Doc, first: int, start: int) -> int:
    """Without the words that never open a name."""
    known = words_of(doc)
    stops = word_class(_GRAMMAR, "stop")
    if _COUNTED_RE.match(text_of(doc), first):
        first += 1
    while first < start:
        word = known.at(first)
        if word is None or word[0] > start:
            return first
        text = text_of(doc)[first : word[0]]
        if text not in stops and word[1] not in {"v", "vd", "vn"}:
            return first
        # a field of work opens a name (执法部门) unless as a verb it has an object after it (调度联系单位)
        if text in word_class(_GRAMMAR, "inner") and text not in stops and (word[0] >= start or word[1] != "v"):
            return first
        first = word[0]
    return first


def _chains(doc: Doc) -> list[list[Kind]]:
    """街道党工委—社区党组织—网格党支部: every link is a kind where most close like one."""
    found = []
    ends = re.compile(r"(?:党组织|党委|党工委|党总支|党支部|党小组|中心户|委员会|委会|党\(工\)委)$")
    for m in _CHAIN_RE.finditer(text_of(doc)):
        links: list[Kind] = []
        position = m.start()
        for piece in [*_CHAIN_SPLIT_RE.finditer(text_of(doc), m.start(), m.end()), None]:
            stop = m.end() if piece is None else piece.start()
            first, last = _bare(text_of(doc), position, stop)
            name = display_name(text_of(doc)[first:last])
            links.append(Kind(first, last, _canonical().get(name, name), (name,)))
            position = stop if piece is None else piece.end()
        if sum(bool(ends.search(link.name)) for link in links) >= 2:
            found.append(_cut(links, ends))
    return found


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A link without quotation marks, and without what stands before an opening one."""
    quote = max(
        text.rfind("“", start, end), text.rfind("”", start, end) if text.rfind("”", start, end) == start else -1
    )
    if quote >= start:
        start = quote + 1
    closing = text.find("”", start, end)
    return start, closing if closing > start else end


def _cut(links: list[Kind], ends: re.Pattern[str]) -> list[Kind]:
    """The last link ends where its post does."""
    last = links[-1]
    if ends.search(last.name) or len(last.name) <= 8:
        return links
    m = re.match(r".*?(?:党组织|党委|党支部|党小组|中心户|委员会)", last.name)
    return [*links[:-1], Kind(last.start, last.start + len(m[0]), m[0], (m[0],))] if m else links[:-1]


def _list_chains(
    doc: Doc, kept: list[Kind], names: dict[tuple[int, int], str]
) -> list[tuple[tuple[int, int], list[str]]]:
    """Three kinds and more in a row that the text then calls so many levels: 街道党工委、社区党委、…的“五级…”."""
    chains = []
    run: list[Kind] = []
    for kind in [*kept, None]:
        if kind is not None and run and re.fullmatch(r"[、和]", text_of(doc)[run[-1].end : kind.start]):
            run.append(kind)
            continue
        if len(run) >= 3 and _LIST_CHAIN_RE.match(text_of(doc), run[-1].end):
            chains.append(((run[0].start, run[-1].end), [names[(k.start, k.end)] for k in run]))
        run = [kind] if kind is not None else []
    return chains


def variants(name: str) -> set[str]:
    """What a bracket form stands for: 村(社区)党组织 is 村党组织 and 社区党组织.

    >>> sorted(variants("乡镇(街道)党(工)委"))
    ['乡镇(街道)党(工)委', '乡镇党委', '街道党工委']
    """
    if "(" not in name:
        return {name}
    if name.endswith(")"):
        return {name, re.sub(r"\([^)]*\)", "", name)}
    if len(re.findall(r"(?<!党)\(", name)) > 1:
        return {name, re.sub(r"\([^)]*\)", "", name)}
    first = re.sub(r"\([^)]*\)", "", name)
    second = (
        re.sub(r"党\(工\)", "党工", re.sub(r"^([^()]*)\(([^()]*)\)", r"\2", name))
        if not name.startswith("党(")
        else name
    )
    second = re.sub(r"[()]", "", second)
    # 村(居)委会 is 村委会 and 居委会, but the latter has an entry of its own
    own = set() if name.startswith("村(居)") else {second}
    return {name, first} | own


def _groups(kept: list[Kind]) -> dict[Kind, tuple[str, tuple[str, ...]]]:
    """The canonical name and the aliases of each mention; kinds that share a form are one."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    bracketed = [k for k in kept if "(" in k.name]
    for kind in [*bracketed, *kept]:
        # 小区(网格)党支部 is 小区网格党支部 too; that form is only compared, not given as an alias
        joined = {re.sub(r"[()]", "", kind.name)}
        for form in joined | {f for listed in (kind.name, *kind.forms) for f in variants(listed)}:
            parent[root(name_key(_canonical().get(form, form)))] = root(name_key(kind.name))
    known = {form for kind in kept for form in variants(kind.name)}
    for kind in kept:
        for shorter in _shorter(kind.name, known):
            parent[root(name_key(kind.name))] = root(name_key(_canonical().get(shorter, shorter)))
    members: dict[str, list[Kind]] = defaultdict(list)
    for kind in kept:
        members[root(name_key(kind.name))].append(kind)
    result = {}
    for group in members.values():
        top = root(name_key(group[0].name))
        name = next((k.name for k in group if "(" in k.name or name_key(k.name) == top), group[0].name)
        forms = dict.fromkeys(form for k in group for listed in (k.name, *k.forms) for form in sorted(variants(listed)))
        aliases = tuple(form for form in forms if form != name)
        result.update(dict.fromkeys(group, (name, aliases)))
    return result


def _shorter(name: str, known: set[str]) -> list[str]:
    """Other names of the document for the same kind: 城市社区党组织 is 社区党组织, 单位党组织 the one longer name."""
    bare = re.sub(r"^(?:城市|城乡|农村|全体|广大|相关)(?=社区|基层|小区|街道)", "", name)
    if bare != name and bare in known:
        return [bare]
    if name.startswith("单位"):
        longer = [other for other in known if other.endswith(name) and other != name]
        return longer if len(longer) == 1 else []
    return []
