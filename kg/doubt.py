"""When the dimension of a mechanism is to be looked at by a person, and how pages and files mark it."""

from __future__ import annotations

# below this confidence half of the wrong dimensions lie, as training finds (`floor` in ingest/dimensions/weights.tsv);
# a test of the weights fails when the two differ
FLOOR = 0.60
MARK = "维度待核"


def is_doubtful(confidence: float | None) -> bool:
    """Whether a dimension of this confidence is marked for review; one that nobody judged is not.

    >>> is_doubtful(0.31), is_doubtful(0.9), is_doubtful(None)
    (True, False, False)
    """
    return confidence is not None and confidence < FLOOR


def doubt_note(confidence: float | None) -> str:
    """The mark with the confidence in brackets, "（维度待核，置信度 31%）"; empty where there is no doubt."""
    return f"（{MARK}，置信度 {confidence:.0%}）" if confidence is not None and is_doubtful(confidence) else ""
