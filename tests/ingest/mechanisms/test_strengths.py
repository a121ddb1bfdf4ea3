"""The numbers of the rules."""

from __future__ import annotations

from ingest.mechanisms.strengths import STRENGTH


def test_every_rule_has_a_number_of_its_own() -> None:
    assert len(set(STRENGTH.values())) == len(STRENGTH)
    assert all(0.5 <= number < 1 for number in STRENGTH.values())
