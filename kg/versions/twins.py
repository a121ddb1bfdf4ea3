"""The texts of a build: each is noted as it comes, and related to all others when all are there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from kg.model import Document
from kg.versions.kept import Likeness, write_likeness
from kg.versions.profile import Profile, profile_of
from kg.versions.relations import Related, relate
from kg.versions.units import Unit, units_of


class Twins:
    """What is known of the texts of a release in the making, on top of what the last one kept."""

    def __init__(self, kept: Likeness | None) -> None:
        self._kept = kept or Likeness()
        self._profiles: dict[str, Profile] = dict(self._kept.profiles)
        self._fresh: set[str] = set()
        self._digests = {profile.digest for profile in self._profiles.values()}
        self._related = Related()

    def take(self, document: Document) -> bool:
        """Note a text that is new or has changed; whether it is the first of its letters: most likely no copy."""
        profile = profile_of(document)
        self._profiles[document.id] = profile
        self._fresh.add(document.id)
        is_first = profile.digest not in self._digests
        self._digests.add(profile.digest)
        return is_first

    def relate(self, ids: Collection[str], document: Callable[[str], Document]) -> Related:
        """How the documents `ids` are related; `document` reads one, of which too little is known."""
        for missing in sorted(set(ids) - self._profiles.keys()):
            self.take(document(missing))
        self._profiles = {name: self._profiles[name] for name in sorted(ids)}

        def units(name: str) -> Sequence[Unit]:
            return units_of(document(name))

        self._related = relate(self._profiles, units, self._kept.verdicts, self._fresh)
        return self._related

    def write(self, folder: Path) -> None:
        """Keep for the next build what was found."""
        write_likeness(folder, self._profiles, self._related)
