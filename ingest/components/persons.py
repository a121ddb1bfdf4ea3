"""Named persons with the role the text gives: an office before or after a name, or a plain role before it.

By-line credits (文/, 供图/, 责编, 记者) name nobody for us.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from operator import itemgetter

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.components.terms import (
    Found,
    alternation,
    beginning,
    covered,
    inside_title,
    longest,
    word_class,
    words_of,
)
from ingest.nlp import details, keep, mention, spans_of, text_of
from ingest.persons.frames import aliased, framed, recurring, untitled
from ingest.persons.names import (
    ADDRESS_RE,
    HAN,
    any_name,
    begins_name,
    han_name,
    is_named,
    longest_name,
    name_end,
    opening,
)
from ingest.persons.subjects import authors, subjects

_CREDIT_RE = re.compile(
    r"(?:(?:供图|摄影|责编|编辑|编审|审核|校对|记者|通讯员|(?<!工)作者|撰文|制图|监制|来源|供稿单位|责任编辑)"
    r"[:：/／ ]?|"
    r"(?:摄|文|图)[:：/／ ])\s*(?:[一-鿿]{2,4}[ 、]+){0,4}$"
)
_CREDIT_LINE_RE = re.compile(
    r"^[\s(（]*(?:文|图|供图|责编|编辑|责任编辑|作者|记者|通讯员|摄影|来源|审核|校对)\s*[:：/／]"
)
# without 李强: a name that many bear needs its title
_LEADERS_RE = re.compile(
    r"(习近平|毛泽东|邓小平|江泽民|胡锦涛|李克强)(?!新时代|思想|理论|文化思想|法治思想|外交思想|经济思想|强军思想|生态文明思想|谈)(总书记|同志|主席|总理)?"
)
_LONGEST_BODY = 10
_NO_ROLE = frozenset({"同志", "先生", "女士", "老人", "老师", "夫妇"})
_TITLES = "titles.tsv"
_NEAR_RE = re.compile(rf"[{HAN}]{{0,10}}")
_HAN_RE = re.compile(rf"[{HAN}]+")
_THOUGHT_RE = re.compile(r"新时代|思想|文化思想|法治思想|生态文明|经济思想|外交思想|强军")


@cache
def _before_re() -> re.Pattern[str]:
    """A title before a name."""
    titles = word_class(_TITLES, "office") | word_class(_TITLES, "plain")
    named = r"(?:名?叫|[ \u3000]{1,2})?"
    ahead = beginning(titles) + _nearer_look(titles)
    return re.compile(rf"{ahead}(?P<title>{alternation(titles)})[”\"]?{named}(?=[{opening()}])(?P<name>{any_name()})")


def _nearer_look(titles: Collection[str]) -> str:
    """A look ahead at three characters: a title of two with what may follow it, or the first three of a longer one."""
    short, long = ([title for title in titles if (len(title) == 2) is is_short] for is_short in (True, False))
    two, three = (
        "".join(f"[{''.join(sorted({re.escape(title[i]) for title in some}))}]" for i in range(length))
        for some, length in ((short, 2), (long, 3))
    )
    return rf"(?={two}[”\"名叫 \u3000{opening()}]|{three})"


@cache
def _after_re() -> re.Pattern[str]:
    """A name before a title."""
    titles = (*word_class(_TITLES, "office"), *_NO_ROLE)
    first, second = ("".join(sorted({title[i] for title in titles})) for i in (0, 1))
    # where a title can begin, one look instead of one a title
    ahead = rf"(?=[{HAN}]{{1,{longest_name() - 1}}}?[{first}][{second}])"
    return re.compile(rf"(?P<name>{han_name(ahead)})(?=[{first}])(?P<title>{alternation(titles)})")


@cache
def _listed_re() -> re.Pattern[str]:
    return re.compile(rf"[、和](?P<name>{any_name()})")


@Language.component("persons")
def persons(doc: Doc) -> Doc:
    """Assigns doc.spans["Person"]; `role` is the office with the body it belongs to where the text says it."""
    taken = inside_title(doc) | covered(doc, "PolicyDocument", "Event", "Region")
    found = {**_leaders(doc), **_titled(doc)}
    found = {f: role for f, role in found.items() if f.start not in taken and not _is_credit(text_of(doc), f.start)}
    kept = longest(found)
    roles: dict[str, str] = {}
    texts: dict[str, list[str]] = defaultdict(list)
    for f in kept:
        if found[f]:
            roles.setdefault(f.name, found[f])
        texts[f.name].append(text_of(doc)[f.start : f.end])
    kept = longest([*kept, *_repeated(doc, set(texts), taken)])
    aliases = {name: tuple(dict.fromkeys(forms)) for name, forms in texts.items()}
    spans = (
        mention(doc, "Person", f.start, f.end, name=f.name, aliases=aliases[f.name], role=roles.get(f.name))
        for f in kept
    )
    keep(doc, "Person", spans)
    return doc


def _leaders(doc: Doc) -> dict[Found, str]:
    roles = {"总书记": "总书记", "主席": "主席", "总理": "总理"}
    return {Found(m.start(), m.end(), m[1]): roles.get(m[2] or "", "") for m in _LEADERS_RE.finditer(text_of(doc))}


def _is_credit(text: str, start: int) -> bool:
    line_start = text.rfind("\n", 0, start) + 1
    return bool(
        _CREDIT_LINE_RE.match(text[line_start:start]) or _CREDIT_RE.search(text[max(line_start, start - 16) : start])
    )


def _titled(doc: Doc) -> dict[Found, str]:
    """Names with the office or plain role the text gives them, "" where it gives none."""
    found: dict[Found, str] = {}
    for rule in (_after_titles, _before_titles, untitled, framed, subjects, authors, aliased, recurring):
        for person, role in rule(doc):
            found.setdefault(person, role)
    return found


def _after_titles(doc: Doc) -> Iterator[tuple[Found, str]]:
    """村支书秦某, and after a plain role several in a row."""
    text, holders = text_of(doc), _Holders(doc)
    for m in _before_re().finditer(text):
        end = name_end(doc, m.start("name"), m.end("name"))
        if end is None or ADDRESS_RE.search(text[m.start("name") : end]):
            continue
        role = _role(doc, holders, m.start(), m.end("title"))
        yield Found(m.start("name"), end, text[m.start("name") : end]), role
        while m["title"] in word_class(_TITLES, "plain") and (more := _listed_re().match(text, end)):
            stop = name_end(doc, more.start("name"), more.end("name"))
            if stop is None:
                break
            yield Found(more.start("name"), stop, text[more.start("name") : stop]), role
            end = stop


def _before_titles(doc: Doc) -> Iterator[tuple[Found, str]]:
    for m in _after_re().finditer(text_of(doc)):
        named = begins_name(doc, m.start()) or is_named(doc, m.start("name"), m.end("name"))
        office = text_of(doc).endswith("主任", 0, m.start() + 1)  # 主任康健同志: the name begins behind it
        if named and not office and not ADDRESS_RE.search(m["name"]):
            yield Found(m.start(), m.end(), m["name"]), "" if m["title"] in _NO_ROLE else m["title"]


_OFFICE_OF_RE = re.compile(rf"[{HAN}()（）、]*")


class _Holders:
    """The bodies and regions of a document, in order, to be asked for by their ends."""

    def __init__(self, doc: Doc) -> None:
        spans = [span for kind in ("Organization", "Region") for span in spans_of(doc, kind)]
        self._ends = sorted((span.end, rank, span) for rank, span in enumerate(spans))

    def ending(self, first: int, last: int) -> list[Span]:
        """Those that end at `first`, at `last` or between them: bodies, then regions."""
        found = self._ends[bisect_left(self._ends, (first,)) : bisect_left(self._ends, (last + 1,))]
        return [span for _, _, span in sorted(found, key=itemgetter(1))]


def _role(doc: Doc, holders: _Holders, start: int, end: int) -> str:
    """The title with the body before it, from the last mention of a body or region that runs up to it."""
    text = text_of(doc)
    spans = [s for s in holders.ending(start - 14, end) if _OFFICE_OF_RE.fullmatch(text, s.start, end)]
    reached = [s for s in spans if _NEAR_RE.fullmatch(text[s.end : end])]
    if not reached:
        return text[_nouns_before(doc, start) : end]
    first = min(reached, key=lambda s: s.start) if reached[0].label_ == "Region" else reached[-1]
    name = str(details(first).name) if first.label_ == "Organization" else first.text
    return name + text[first.end : end]


def _nouns_before(doc: Doc, start: int) -> int:
    """Where the nouns that run up to a title begin: the kind of body it belongs to (网格党支部书记)."""
    known = words_of(doc)
    first = start
    while (word := known.before(first)) is not None and start - word[0] <= _LONGEST_BODY:
        if word[1][:1] not in {"n", "j"} or not _HAN_RE.fullmatch(text_of(doc)[word[0] : first]):
            break
        first = word[0]
    return first


def _repeated(doc: Doc, names: set[str], taken: frozenset[int]) -> list[Found]:
    """Later mentions of a name without its title."""
    if not names:
        return []
    text = text_of(doc)
    return [
        Found(start, end, text[start:end])
        for start, end in _places(text, names)
        if start not in taken and not _THOUGHT_RE.match(text, end, end + 4) and not _is_credit(text, start)
    ]


def _places(text: str, names: set[str]) -> list[tuple[int, int]]:
    """Where names stand, in order; the longest of those that begin at one place, none within the one before."""
    found = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            found.append((at, -len(name)))
            at = text.find(name, at + 1)
    places: list[tuple[int, int]] = []
    last = 0
    for start, length in sorted(found):
        if start >= last:
            last = start - length
            places.append((start, last))
    return places
