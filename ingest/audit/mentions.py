"""Mentions: which entity of a document the words at a place belong to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.model import Entity

LABELS = {
    "Region": "地区",
    "Organization": "组织",
    "OrganizationKind": "组织类型",
    "Mechanism": "机制",
    "Event": "会议、事件",
    "PolicyDocument": "文件",
    "Date": "时间",
    "Person": "人物",
}


class Mentions:
    """The mentions of entities, to be asked by place."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._found = sorted(
            ((e.start, e.end, entity) for entity in entities for e in entity.evidence), key=lambda item: item[:2]
        )
        self._starts = [start for start, _, _ in self._found]
        self._longest = max((end - start for start, end, _ in self._found), default=0)

    def covering(self, start: int, end: int, *kinds: str) -> list[tuple[int, int, Entity]]:
        """The mentions that hold all of [start, end), the shortest first; of these kinds only, if any are given."""
        found = []
        for i in range(bisect_right(self._starts, start) - 1, -1, -1):
            low, high, entity = self._found[i]
            if low < start - self._longest:
                break
            if high >= end and (not kinds or entity.type in kinds):
                found.append((low, high, entity))
        return sorted(found, key=lambda item: item[1] - item[0])


def shown(entity: Entity) -> str:
    """An entity with its type, for a reader."""
    return f"{LABELS[entity.type]}：{entity.name}"
