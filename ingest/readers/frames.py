"""What a reader gives back <-> a message between processes: a JSON head and a body of bytes, nothing that runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from ingest.readers.parsed import Block, Parsed, Part
from kg.model import Place

Frame = tuple[dict[str, Any], list[bytes]]  # the body in pieces, so that none is copied


def frame_of_parsed(parsed: Parsed) -> Frame:
    """The text as the body; a lone surrogate passes."""
    head = {
        "blocks": [astuple(block) for block in parsed.blocks],
        "places": [astuple(place) for place in parsed.places],
        "told": dict(parsed.told),
        "notes": list(parsed.notes),
        "encoding": parsed.encoding,
    }
    return head, [parsed.text.encode("utf-8", "surrogatepass")]


def parsed_of(head: dict[str, Any], body: bytes) -> Parsed:
    """The inverse of `frame_of_parsed`."""
    return Parsed(
        body.decode("utf-8", "surrogatepass"),
        tuple(Block(*row) for row in head["blocks"]),
        tuple(Place(*row) for row in head["places"]),
        head["told"],
        tuple(head["notes"]),
        head["encoding"],
    )


def frame_of_parts(parts: Sequence[Part]) -> Frame:
    """The bytes of all parts as the body, one after another."""
    rows = [[p.name, len(p.data), p.kind, dict(p.told), p.target, p.refused] for p in parts]
    return {"parts": rows}, [part.data for part in parts]


def parts_of(head: dict[str, Any], body: bytes) -> list[Part]:
    """The inverse of `frame_of_parts`."""
    parts, at = [], 0
    for name, size, kind, told, target, refused in head["parts"]:
        parts.append(Part(name, body[at : at + size], kind, told, target, refused))
        at += size
    return parts
