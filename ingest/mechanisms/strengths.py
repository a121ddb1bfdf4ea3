"""How far each rule is to be trusted where two of them find overlapping names.

A rule of its own has a number of its own, so that ingest.mechanisms.odds, which says what it is worth, can tell the
rules apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

STRENGTH: Mapping[str, float] = MappingProxyType(
    {
        # set terms
        "term": 0.95,
        "weak term": 0.71,
        # a kind word closes the name; what governs it
        "verb": 0.9,
        "doing": 0.87,
        "carried": 0.81,
        "appraisal": 0.79,
        "honour": 0.77,
        "fund": 0.76,
        "premises": 0.6,
        "preposition": 0.73,
        "modal": 0.68,
        "open": 0.66,
        "subject": 0.57,
        "heading": 0.56,
        # quotation marks
        "quote with kind": 0.85,
        "quote strong": 0.7,
        "quote weighed": 0.63,
        "quote weak": 0.55,
        "quote grouped": 0.61,
        # slogans and coinages without marks
        "parallel": 0.69,
        "summed": 0.59,
        "formula": 0.67,
        "coined": 0.54,
        "roles": 0.52,
        "deed": 0.58,
        "brought": 0.64,
        # what a document is about
        "campaign": 0.62,
        "titled": 0.65,
        "theme": 0.51,
    }
)

RULES: Mapping[float, str] = MappingProxyType({strength: rule for rule, strength in STRENGTH.items()})
