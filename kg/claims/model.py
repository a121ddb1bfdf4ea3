"""Statements of figures, and what is found when they are set side by side."""

from __future__ import annotations

from dataclasses import dataclass

AGREEING, ROUNDING, CONFLICTING, SERIES = "agreeing", "rounding", "conflicting", "series"
# from the one that matters most to a reader to the one that matters least
AGREEMENTS = (CONFLICTING, AGREEING, ROUNDING, SERIES)


@dataclass(frozen=True, slots=True)
class Statement:
    """A metric as one place of a document states it.

    `iri` is the metric's; `region` and `mechanism` are IRIs, those that stand for the place and the mechanism under
    all names; `clause` tells places of a document apart; `issued` is the document's date; `time` a Date value.
    """

    iri: str
    document: str
    clause: str
    subject: str
    value: int | float
    region: str
    value_max: int | float | None = None
    unit: str | None = None
    approx: str | None = None
    role: str = "level"
    time: str | None = None
    mechanism: str | None = None
    wording: str = ""
    issued: str | None = None

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands: statements of one place make one statement with several numbers."""
        return (self.document, self.clause)


@dataclass(frozen=True, slots=True)
class Finding:
    """What several statements (IRIs, sorted) of one claim are to each other, by which rule, and why."""

    agreement: str
    rule: str
    reason: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements (IRIs, sorted) of one measure; `key` tells it from others of its region.

    `agreement` is that of the finding that matters most: a conflict before all else.
    """

    key: str
    region: str
    subject: str
    unit: str | None
    agreement: str
    statements: tuple[str, ...]
    findings: tuple[Finding, ...]
