"""Cleaning. Minimal for now: the text as it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Repair, Segment


@dataclass(frozen=True, slots=True)
class CleanText:
    text: str
    segments: tuple[Segment, ...]
    repairs: tuple[Repair, ...] = ()
    apart: tuple[str, ...] = field(default=())


def clean(source: str) -> CleanText:
    return CleanText(source, (Segment((0, len(source)), (0, len(source))),))
