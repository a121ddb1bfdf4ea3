"""Other names of the same thing, used to widen a query: 吹哨报到 also finds 街乡吹哨、部门报到.

They widen queries and are never indexed, so a new name needs no new index.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.text.entries import Name
from kg.text.folding import fold

# How short a name may be to stand for its thing alone; types that are not here have no other names in queries.
_SHORTEST = {"Region": 2, "Organization": 3, "Mechanism": 3, "Event": 3, "PolicyDocument": 4}
_LEVELS = "省市州盟县旗区镇乡村"


def _is_own(name: Name, alias: str) -> bool:
    """Is `alias` a name of this thing alone? 组织部 and 市住建局 are what is left of any place's."""
    if len(alias) < _SHORTEST[name.type]:
        return False
    if name.type != "Organization" or alias == name.name:
        return True
    return not name.name.endswith(alias) and alias[0] not in _LEVELS


class AliasTable:
    """The names that documents use for one thing; a name that two things share leads to neither."""

    def __init__(self, names: Iterable[Name]) -> None:
        things: dict[tuple[str, str], set[str]] = {}
        for name in names:
            if name.type in _SHORTEST:
                forms = things.setdefault((name.type, name.name), set())
                forms.update(fold(form) for form in (name.name, *name.aliases) if _is_own(name, form))
        owners: dict[str, set[tuple[str, str]]] = {}
        for thing, forms in things.items():
            for form in forms:
                owners.setdefault(form, set()).add(thing)
        self._others = {
            form: tuple(sorted(other for other in things[next(iter(thing))] if len(owners[other]) == 1))
            for form, thing in owners.items()
            if len(thing) == 1
        }

    def others(self, text: str) -> tuple[str, ...]:
        """The other folded names of what `text` names; a name that holds `text` is found with it and left out."""
        return tuple(other for other in self._others.get(text, ()) if text not in other)
