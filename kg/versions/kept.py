"""What a release keeps so that the next build compares only what is new: likeness.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.versions.judge import Verdict
from kg.versions.profile import Profile, from_row, to_row
from kg.versions.relations import Pair, Related

FILE = "likeness.json"


@dataclass(frozen=True, slots=True)
class Likeness:
    """The profile of every document, copies included, and what was found of those that resemble each other."""

    profiles: Mapping[str, Profile] = field(default_factory=dict)
    verdicts: Mapping[Pair, Verdict] = field(default_factory=dict)


def read_likeness(release: Path) -> Likeness | None:
    """What the release in that folder keeps; None if it keeps nothing that can be read."""
    try:
        kept = json.loads((release / FILE).read_text(encoding="utf-8"))
        profiles = [from_row(row) for row in kept["documents"]]
        verdicts = {(a, b): Verdict(kind, likeness) for a, b, kind, likeness in kept["pairs"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Likeness({profile.id: profile for profile in profiles}, verdicts)


def write_likeness(folder: Path, profiles: Mapping[str, Profile], related: Related) -> None:
    kept = {
        "documents": [to_row(profiles[name]) for name in sorted(profiles)],
        "pairs": [[*pair, verdict.kind, verdict.likeness] for pair, verdict in sorted(related.verdicts.items())],
    }
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    (folder / FILE).write_text(text + "\n", encoding="utf-8")
