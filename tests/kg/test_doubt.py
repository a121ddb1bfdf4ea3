"""When a dimension is marked for review."""

from __future__ import annotations

import pytest

from kg.doubt import FLOOR, doubt_note, is_doubtful


@pytest.mark.parametrize(
    ("confidence", "note"),
    [(None, ""), (1.0, ""), (FLOOR, ""), (0.314, "（维度待核，置信度 31%）"), (0.0, "（维度待核，置信度 0%）")],
)
def test_dimension_in_doubt_is_marked(confidence: float | None, note: str) -> None:
    assert doubt_note(confidence) == note
    assert is_doubtful(confidence) is bool(note)
