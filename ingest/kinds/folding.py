"""Which forms name one kind: short forms, bracket forms, forms with the level in front."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from ingest.kinds.kind import Kind, canonical
from kg.names import display_name, name_key

_SCOPE_RE = re.compile(r"^(?:城市|城乡|农村|全体|广大|相关)(?=社区|基层|小区|街道)")
# a grade of a kind (市级品牌工作室), unless the other name is the kind of another level
_GRADE_RE = re.compile(r"[省市州县区镇乡村]级(?=....)")
_LEVEL_RE = re.compile(r"[省市州盟县区旗镇乡村]|街道|社区|小区|网格|园区")


# bodies of which every level has its own
_SHARED_RE = re.compile("中心$")
_BARE = frozenset({"党支部", "党总支", "党小组", "党组织"})  # of the one level that the text speaks of
_SORT_RE = re.compile(r".*\(|联合|临时|功能|流动|离退休|各级")  # what says of which sort it is, not of which level
_BOUND_RE = re.compile(r"[(（]以下(?:统)?简称[“\"]?([^”\"()（）]{2,12})[”\"]?[)）]")


_BRACKET_RE = re.compile(r"\([^)]*\)")
_OPENING_RE = re.compile(r"(?<!党)\(")
_BEFORE_BRACKET_RE = re.compile(r"^([^()]*)\(([^()]*)\)")
_BRACKETS_RE = re.compile(r"[()]")


@lru_cache(maxsize=4096)
def variants(name: str) -> frozenset[str]:
    """What a bracket form stands for: 村(社区)党组织 is 村党组织 and 社区党组织.

    >>> sorted(variants("乡镇(街道)党(工)委"))
    ['乡镇(街道)党(工)委', '乡镇党委', '街道党工委']
    """
    if "(" not in name:
        return frozenset({name})
    if name.endswith(")"):
        return frozenset({name, _BRACKET_RE.sub("", name)})
    if len(_OPENING_RE.findall(name)) > 1:
        return frozenset({name, _BRACKET_RE.sub("", name)})
    first = _BRACKET_RE.sub("", name)
    second = _BEFORE_BRACKET_RE.sub(r"\2", name).replace("党(工)", "党工") if not name.startswith("党(") else name
    second = _BRACKETS_RE.sub("", second)
    # 村(居)委会 is 村委会 and 居委会, but the latter has an entry of its own
    own = set() if name.startswith("村(居)") else {second}
    return frozenset({name, first} | own)


def levels_apart(kept: list[Kind]) -> list[Kind]:
    """The kinds; a form that several levels share (区综治中心, 镇(街)综治中心) is no longer a name of each."""
    bases: dict[str, set[str]] = defaultdict(set)
    for kind in kept:
        if len(kind.forms) == 2 and kind.forms[0] != kind.forms[1]:
            bases[kind.forms[0]].add(kind.forms[1])
    shared = {base for base, longer in bases.items() if len(longer) > 1 and _SHARED_RE.search(base)}
    return [
        k._replace(name=k.forms[1], forms=k.forms[1:]) if len(k.forms) == 2 and k.forms[0] in shared else k
        for k in kept
    ]


def renamed(text: str, kept: list[Kind]) -> list[Kind]:
    """The kinds, those that are named by a short form that the text binds (以下简称某机构) under their full name."""
    bound: dict[str, Kind] = {}
    for kind in kept:
        if m := _BOUND_RE.match(text, kind.end):
            bound[display_name(m[1])] = kind
    return [
        k._replace(name=full.name, forms=(*full.forms, k.name)) if (full := bound.get(k.name)) is not None else k
        for k in kept
    ]


def counted_apart(text: str, kept: list[Kind]) -> bool:
    """Are 社会组织 at large counted (社会组织1200家), so that those of communities are a part of them?"""
    return any(k.name == "社会组织" and text[k.end : k.end + 1].isdigit() for k in kept)


def groups(kept: list[Kind], *, apart: bool = False) -> dict[Kind, tuple[str, tuple[str, ...]]]:
    """The canonical name and the aliases of each mention; kinds that share a form are one."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    named = dict.fromkeys((kind.name, kind.forms) for kind in kept)
    shared = canonical()
    for name, forms in sorted(named, key=lambda one: "(" not in one[0]):  # those with brackets first
        # 小区(网格)党支部 is 小区网格党支部 too; that form is only compared, not given as an alias
        compared = {name.replace("(", "").replace(")", "")}
        for listed in {name, *forms}:
            compared |= variants(listed)
        top = root(name_key(name))
        for form in compared:
            parent[root(name_key(shared.get(form, form)))] = top
    known = {form for name, _ in named for form in variants(name)}
    for name, _ in named:
        for shorter in _shorter(name, known - {"社区社会组织"} if apart else known):
            parent[root(name_key(name))] = root(name_key(canonical().get(shorter, shorter)))
    members: dict[str, list[Kind]] = defaultdict(list)
    for kind in kept:
        members[root(name_key(kind.name))].append(kind)
    result = {}
    for group in members.values():
        top = root(name_key(group[0].name))
        name = next((k.name for k in group if "(" in k.name or name_key(k.name) == top), group[0].name)
        written = dict.fromkeys(form for k in group for form in (k.name, *k.forms))
        shown = dict.fromkeys(form for one in written for form in (sorted(variants(one)) if "(" in one else (one,)))
        aliases = tuple(form for form in shown if form != name)
        result.update(dict.fromkeys(group, (name, aliases)))
    return result


def _shorter(name: str, known: set[str]) -> list[str]:
    """Other names of the document for the same kind: 城市社区党组织 is 社区党组织, 单位党组织 the one longer name."""
    bare = _SCOPE_RE.sub("", name)
    if bare != name and bare in known:
        return [bare]
    if name.startswith("农村") and "村" + name[2:] in known:
        return ["村" + name[2:]]
    if name == "社会组织" and "社区社会组织" in known:
        return ["社区社会组织"]
    if name in _BARE:
        longer = [k for k in known if k.endswith(name) and k != name and not _SORT_RE.match(k)]
        return longer if len(longer) == 1 else []
    grade = _GRADE_RE.match(name)
    if name.startswith("单位") or grade:
        rest = name[grade.end() :] if grade else name
        longer = [k for k in known if k.endswith(rest) and k != name and not (grade and _LEVEL_RE.match(k))]
        return longer if len(longer) == 1 else []
    return []
