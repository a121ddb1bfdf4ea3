"""One measure as several documents state it: which statements are of the same measure, and whether they agree.

Pure functions of the statements held. Precision goes first: figures are set side by side only if their words say that
they measure the same thing. docs/decisions/0008-claims.md has the rules.
"""

from __future__ import annotations

from kg.claims.group import claims
from kg.claims.model import AGREEING, CONFLICTING, ROUNDING, SERIES, Claim, Finding, Statement

__all__ = ["AGREEING", "CONFLICTING", "ROUNDING", "SERIES", "Claim", "Finding", "Statement", "claims"]
