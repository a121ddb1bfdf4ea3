"""The limits that a reader can see while it works: the child process sets them before each file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """`characters` of one document, `members` of an archive or list, `archive` bytes unpacked in all."""

    characters: int = 8_000_000
    members: int = 10_000
    archive: int = 100 << 20


_current = Bounds()


def bounds() -> Bounds:
    return _current


def set_bounds(characters: int, members: int, archive: int) -> None:
    global _current
    _current = Bounds(characters, members, archive)
