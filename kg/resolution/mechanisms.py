"""Mechanisms under several names: kind word, spelling, order of parts, and what a document gives as another name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from kg.names import name_key
from kg.resolution.model import Link, Mention
from kg.resolution.names import joined, sorted_parts, stem, tells

Key = Callable[[str], str]

# rule: (key that two names share, why they are one), the surest first
_BY_NAME: dict[str, tuple[Key, str]] = {
    "kind-word": (stem, "“{a}”与“{b}”只差表示种类的词"),
    "separators": (joined, "“{a}”与“{b}”只差顿号等分隔符号"),
    "part-order": (sorted_parts, "“{a}”与“{b}”只是并列各项的次序不同"),
}
_PAREN_RE = re.compile(r"[(（/]")


def links(mentions: Sequence[Mention]) -> Iterator[list[Link]]:
    """Tiers of links between mechanisms, the surest first."""
    names = {mention.iri: mention.name for mention in mentions}
    for rule, (key, reason) in _BY_NAME.items():
        yield list(same_key(names, key, rule, reason))
    yield alias_links(mentions, stem, tells)


def same_key(names: dict[str, str], key: Key, rule: str, reason: str) -> Iterator[Link]:
    """A link for every two IRIs whose names share a key that tells enough."""
    found: dict[str, list[str]] = defaultdict(list)
    for iri, name in sorted(names.items()):
        found[key(name)].append(iri)
    for shared, iris in found.items():
        if len(iris) > 1 and tells(shared):
            for first, second in combinations(iris, 2):
                yield Link(first, second, rule, reason.format(a=names[first], b=names[second]))


def alias_links(mentions: Sequence[Mention], key: Key, is_telling: Callable[[str], bool]) -> list[Link]:
    """A link for every two IRIs of which a document gives one the name, or another name, of the other."""
    named: dict[str, set[str]] = defaultdict(set)
    called: dict[str, dict[str, tuple[str, Mention]]] = defaultdict(dict)
    for mention in sorted(mentions, key=lambda m: (m.iri, m.document)):
        named[key(mention.name)].add(mention.iri)
    for mention, alias in sorted(_aliases(mentions), key=lambda pair: (pair[0].iri, pair[0].document, pair[1])):
        if is_telling(key(alias)):
            called[key(alias)].setdefault(mention.iri, (alias, mention))
    result = []
    for shared, holders in called.items():
        for iri, (alias, mention) in holders.items():
            for other in sorted((named[shared] | holders.keys()) - {iri}):
                first, second = sorted((iri, other))
                source = holders.get(other)
                documents = sorted({mention.document, *([source[1].document] if source else [])})
                reason = f"文档以“{alias}”为“{mention.name}”的别称"
                if source is not None and other not in named[shared]:
                    reason = f"文档都以“{alias}”为别称：“{mention.name}”“{source[1].name}”"
                result.append(Link(first, second, "alias", reason, tuple(documents)))
    return one_each(result)


def one_each(found: Iterable[Link]) -> list[Link]:
    """One link for every two IRIs: of several the smallest reason."""
    best: dict[tuple[str, str], Link] = {}
    for link in sorted(found, key=lambda link: (link.first, link.second, link.reason, link.documents)):
        best.setdefault((link.first, link.second), link)
    return list(best.values())


def _aliases(mentions: Iterable[Mention]) -> Iterator[tuple[Mention, str]]:
    """The other names that hold beyond their document: see `is_contextual`; none that two things of it bear."""
    by_document: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_document[mention.document].append(mention)
    for own in by_document.values():
        bearers: dict[str, set[str]] = defaultdict(set)
        for mention in own:
            for name in (mention.name, *mention.aliases):
                bearers[stem(name)].add(mention.iri)
        for mention in own:
            for alias in mention.aliases:
                if len(bearers[stem(alias)]) == 1 and not is_contextual(mention.name, alias):
                    yield mention, alias


def is_contextual(name: str, alias: str) -> bool:
    """Is an alias a short form (or a fuller one) that only its document makes clear?

    So it is if one is the other without what opens it (党建联席会议制度, 联席会议制度), or if the name holds several
    in brackets (村(社区)党组织, 村党组织).
    """
    long, short = sorted((name_key(name), name_key(alias)), key=len, reverse=True)
    if bool(_PAREN_RE.search(long)) != bool(_PAREN_RE.search(short)):
        return True
    return long != short and (long.endswith(short) or (stem(long).endswith(stem(short)) and stem(long) != stem(short)))
