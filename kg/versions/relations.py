"""All documents of a release: which are copies of which, and which is a version of which.

The result depends on the documents alone. What was found out about two of them is kept and holds as long as neither
changes, so that a new document is compared by its sketch, and read against those few that it resembles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.versions.judge import COPY, VERSION, Units, Verdict, judge, precedes
from kg.versions.profile import Profile
from kg.versions.sketch import Sketches, resemblance

# sketches of texts of different titles that are worth reading: copies among them have .97 of their letters in common
# and thus .85 of their runs of five at the least, of which a sketch of 64 shows .65 but once in 100,000 cases
LIKE = 0.65
LIKE_NAMED = 0.03  # the same, of two texts of one title: more than nothing
_READ = 64  # documents whose clauses are kept at hand

# who puts out a text of its own: bodies of state and Party; media repeat them
_MEDIUM_RE = re.compile(r"(?:网|报|社|客户端|在线|新闻|频道|公众号|微信|融媒|发布|中心|杂志|电视台|头条)$")
_BODY_RE = re.compile(r"政府|委员会|国务院|人大|人民代表大会|党委|[省市区县州]委|办公[厅室]|[部厅局院署]$")
_HOST_RE = re.compile(r"https?://([^/:?#\s]+)")
_OFFICIAL_HOSTS = (".gov.cn", "12371.cn")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Related:
    """`copies`: id of a copy -> id of the document it is a copy of; `versions`: id -> id of its predecessor;
    `verdicts`: what was found of two documents, the lesser id first."""

    copies: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[Pair, Verdict] = field(default_factory=dict)


def relate(
    profiles: Mapping[str, Profile], units: Units, known: Mapping[Pair, Verdict], fresh: Iterable[str]
) -> Related:
    """How the documents are related.

    `units` reads the clauses of a document. `known` is what an earlier call found; it is taken for every pair that has
    none of `fresh`, the ids that are new or changed since.
    """
    changed = set(fresh)
    verdicts = {
        pair: verdict for pair, verdict in known.items() if not changed & {*pair} and {*pair} <= profiles.keys()
    }
    read = lru_cache(maxsize=_READ)(units)
    for a, b in sorted(_candidates(profiles, changed)):
        verdicts[a, b] = judge(profiles[a], profiles[b], read)
    copies = _copies(profiles, verdicts)
    return Related(copies, _versions(profiles, verdicts, copies), dict(sorted(verdicts.items())))


def _candidates(profiles: Mapping[str, Profile], changed: set[str]) -> set[Pair]:
    """Pairs worth reading that have one of `changed`, the lesser id first."""
    sketches = Sketches((name, profile.sketch) for name, profile in profiles.items())
    named: dict[str, list[str]] = defaultdict(list)
    for name, profile in profiles.items():
        for key in _names(profile):
            named[key].append(name)
    found: set[Pair] = set()
    for name in changed & profiles.keys():
        own = profiles[name].sketch
        same = {other for key in _names(profiles[name]) for other in named[key]}
        like = {other for other in same if resemblance(own, profiles[other].sketch) >= LIKE_NAMED}
        like.update(sketches.like(own, LIKE))
        found.update((min(name, other), max(name, other)) for other in like if other != name)
    return found


def _names(profile: Profile) -> list[str]:
    return [key for key in (profile.edition.stem, profile.edition.number) if key]


# --- which of several is the document


def rank(profile: Profile) -> tuple[int, bool, str, int, str]:
    """The first in this order is the document, the others its other sources: official before media, the text itself
    before what tells of it, the earliest, the longest; at last by id, so that there is always one."""
    return (
        _distance(profile),
        profile.genre != "policy",
        profile.edition.issued or "9999",
        -profile.length,
        profile.id,
    )


def _distance(profile: Profile) -> int:
    """0: on the site of a public body; 1: published by one; 2: by others."""
    address = _HOST_RE.match(profile.source or "")
    if address is not None and address[1].lower().endswith(_OFFICIAL_HOSTS):
        return 0
    name = profile.publisher or ""
    return 1 if _BODY_RE.search(name) is not None and _MEDIUM_RE.search(name) is None else 2


def _copies(profiles: Mapping[str, Profile], verdicts: Mapping[Pair, Verdict]) -> dict[str, str]:
    """Each copy with its document. A copy of a copy is one only if it is like the document itself."""
    like: dict[str, set[str]] = defaultdict(set)
    for (a, b), verdict in verdicts.items():
        if verdict.kind == COPY:
            like[a].add(b)
            like[b].add(a)
    copies: dict[str, str] = {}
    documents: set[str] = set()
    for name in sorted(like, key=lambda name: rank(profiles[name])):
        of = min(like[name] & documents, key=lambda other: rank(profiles[other]), default=None)
        if of is None:
            documents.add(name)
        else:
            copies[name] = of
    return dict(sorted(copies.items()))


def _versions(
    profiles: Mapping[str, Profile], verdicts: Mapping[Pair, Verdict], copies: Mapping[str, str]
) -> dict[str, str]:
    """Each later edition with the one right before it."""
    earlier: dict[str, list[str]] = defaultdict(list)
    for (a, b), verdict in verdicts.items():
        if verdict.kind == VERSION and a not in copies and b not in copies:
            first, second = (a, b) if precedes(profiles[a].edition, profiles[b].edition) else (b, a)
            earlier[second].append(first)

    def age(name: str) -> tuple[str, int, str]:
        edition = profiles[name].edition
        return edition.when or "", edition.stage, name

    return {later: max(names, key=age) for later, names in sorted(earlier.items())}
