"""Are two documents the same text, two versions of one, or neither?

Precision comes first: a revised text that passed for a copy would take its facts with it, so whatever tells two
editions apart (a number, a year, a day of revision, a figure) outweighs any likeness.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.versions.diff import Change, Difference, diff
from kg.versions.editions import Edition
from kg.versions.profile import Profile
from kg.versions.sketch import letters
from kg.versions.units import Unit

COPY, VERSION, NEITHER = "copy", "version", "neither"

OF_SHORTER, OF_LONGER = 0.9, 0.8  # of a copy's letters are in the other: what it lacks is its frame
OF_BOTH_UNNAMED = 0.97  # where the titles differ
MOST_DAMAGE = 0.01  # of the letters may differ inside a copy: misprints
LEAST_VERSION = 0.3
LEAST_STATUTE = 0.1  # of one publisher: a law made anew keeps its name and little else
_LEAST_WORDS = 100  # letters: less is equal by chance (全文见附件)
_LEAST_PARAGRAPH = 20  # letters of the first clause that is certainly not of the frame
_LEAST_STEM = 5  # characters: 章程, 管理办法 are no title of one text

Units = Callable[[str], Sequence[Unit]]  # the clauses of the document with that id
_FIGURE_RE = re.compile(r"[0-9]+(?:\.[0-9]+)?|[零〇一二三四五六七八九十百千万亿]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`likeness` is how many of the letters of the longer text are in both, in [0, 1]; 0 where the profiles alone tell
    that the two are neither."""

    kind: str
    likeness: float


@dataclass(frozen=True, slots=True)
class _Measure:
    """Letters: in both texts, of the shorter and the longer one, differing between what is in both; `figures` tells
    whether a number differs there."""

    shared: float
    shorter: int
    longer: int
    inside: float
    figures: bool

    @property
    def of_longer(self) -> float:
        return min(1.0, self.shared / self.longer) if self.longer else 1.0

    @property
    def of_shorter(self) -> float:
        return min(1.0, self.shared / self.shorter) if self.shorter else 1.0


def judge(a: Profile, b: Profile, units: Units) -> Verdict:
    """The same whichever comes first. Clauses are read where the profiles leave it open."""
    if b.id < a.id:
        return judge(b, a, units)
    if a.digest == b.digest and (a.length >= _LEAST_WORDS or a.edition.stem == b.edition.stem):
        return Verdict(COPY, 1.0)
    if not (_may_be_copies(a, b) or _may_be_versions(a, b)):
        return Verdict(NEITHER, 0.0)
    measure = _measured(diff(units(a.id), units(b.id)), a.length, b.length)
    likeness = round(measure.of_longer, 4)
    if _is_copy(a, b, measure):
        return Verdict(COPY, likeness)
    return Verdict(VERSION if _is_version(a, b, likeness) else NEITHER, likeness)


def _measured(difference: Difference, one: int, other: int) -> _Measure:
    changes = difference.changes
    shared, inside, figures = 0.0, 0.0, False
    kept = [n for n, change in enumerate(changes) if change.before is not None and change.after is not None]
    first = next((n for n in kept if _is_paragraph(changes[n])), kept[0] if kept else 0)
    last = kept[-1] if kept else -1
    for n, change in enumerate(changes):
        same, other_letters, numbers = _letters(change)
        shared += same
        if first <= n <= last:
            inside += other_letters
            figures = figures or numbers
    return _Measure(shared, min(one, other), max(one, other), inside, figures)


def _is_paragraph(change: Change) -> bool:
    """Whether the text itself has begun here: above it stand title, dates and who sent it."""
    unit = change.after
    return unit is not None and unit.kind == "clause" and len(unit.key) >= _LEAST_PARAGRAPH


def _letters(change: Change) -> tuple[int, int, bool]:
    """Letters in both, letters in one of them only, and whether their figures differ."""
    before = "" if change.before is None else letters(change.before.text)
    after = "" if change.after is None else letters(change.after.text)
    if before == after:
        return len(before), 0, False
    if not change.edits and before and after:  # renumbered
        return min(len(before), len(after)), 0, False
    gone = sum(len(letters(e.text)) for e in change.edits if e.kind == "removed") if change.edits else len(before)
    come = sum(len(letters(e.text)) for e in change.edits if e.kind == "added") if change.edits else len(after)
    same = max(0, len(before) - gone) if change.edits else 0
    return same, gone + come, sorted(_FIGURE_RE.findall(before)) != sorted(_FIGURE_RE.findall(after))


# --- copies


def _may_be_copies(a: Profile, b: Profile) -> bool:
    """Whether two texts of these lengths, names and editions can be copies at all."""
    shorter, longer = sorted((a.length, b.length))
    least = OF_LONGER if _share_a_name(a.edition, b.edition) else OF_BOTH_UNNAMED
    if not shorter or shorter < least * longer or are_editions(a.edition, b.edition):
        return False
    return least == OF_LONGER or shorter >= _LEAST_WORDS


def _is_copy(a: Profile, b: Profile, measure: _Measure) -> bool:
    if not _may_be_copies(a, b) or measure.of_shorter < OF_SHORTER or measure.of_longer < OF_LONGER or measure.figures:
        return False
    if measure.inside > MOST_DAMAGE * measure.longer:
        return False
    if measure.inside and _differ(a.edition.issued, b.edition.issued):
        return False
    return measure.of_longer >= OF_BOTH_UNNAMED or _share_a_name(a.edition, b.edition)


def are_editions(a: Edition, b: Edition) -> bool:
    """Whether something tells two texts apart as editions, or as texts of two years."""
    return (
        a.stage != b.stage
        or _differ(a.number, b.number)
        or _differ(a.revised, b.revised)
        or a.years != b.years
        or (a.stem != b.stem and _FIGURE_RE.findall(a.stem) != _FIGURE_RE.findall(b.stem))
    )


def _differ(first: str | None, second: str | None) -> bool:
    """Whether both are told and are not the same; a year and a day in it are no contradiction."""
    return bool(first and second and not first.startswith(second) and not second.startswith(first))


def _share_a_name(a: Edition, b: Edition) -> bool:
    return (a.stem == b.stem and len(a.stem) >= _LEAST_STEM) or (a.number is not None and a.number == b.number)


# --- versions


def _may_be_versions(a: Profile, b: Profile) -> bool:
    """Whether name and days of two texts say that one may have come after the other."""
    first, second = a.edition, b.edition
    if first.stem != second.stem or len(first.stem) < _LEAST_STEM:
        return False
    return (first.is_norm or first.is_marked or second.is_marked) and precedes(first, second) is not None


def _is_version(a: Profile, b: Profile, likeness: float) -> bool:
    if not _may_be_versions(a, b):
        return False
    if a.edition.is_statute and a.publisher is not None and a.publisher == b.publisher:
        return likeness >= LEAST_STATUTE
    return likeness >= LEAST_VERSION and _may_be_of_one_place(a, b)


def _may_be_of_one_place(a: Profile, b: Profile) -> bool:
    """Whether nothing speaks against it: counties take over each other's texts, titles included."""
    if a.publisher and b.publisher and a.publisher != b.publisher:
        return bool(a.regions) and a.regions[:1] == b.regions[:1]
    return not (a.regions and b.regions) or bool({*a.regions} & {*b.regions})


def precedes(a: Edition, b: Edition) -> bool | None:
    """Whether `a` is the earlier edition; None if neither a day nor a stage tells."""
    for one, other in ((a.revised, b.revised), (a.issued, b.issued), (a.when, b.when)):
        if one is not None and other is not None and _differ(one, other):
            return one < other
    return None if a.stage == b.stage else a.stage < b.stage
