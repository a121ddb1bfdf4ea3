"""How sure a metric is by the way its subject and its region were found: a number of the rule's own, before counting.

`ingest.confidence` says what such a number is worth on annotated texts.
"""

from __future__ import annotations

from ingest.figures.reading import Reading
from ingest.figures.subjects import Passage, tidy

BESIDE = 1.0  # the subject stands right before or behind the number
NEAR = 0.9  # elsewhere between the same commas
CARRIED = 0.7  # in another part of the sentence
COMPOSED = 0.8  # put together from several places
INHERITED_REGION = 0.05  # less where the region is the section's, not one that the sentence names


def certainty(passage: Passage, reading: Reading, *, region_named: bool) -> float:
    """From 0.65 to 1.0."""
    by_subject = _of_subject(passage, reading)
    return round(by_subject if region_named else by_subject - INHERITED_REGION, 2)


def _of_subject(passage: Passage, reading: Reading) -> float:
    text, found = passage.text, reading.found
    left, right = passage.segment(found.numeral[0])
    subject = reading.subject
    before = tidy(text[left : found.start])
    if before.endswith(subject):
        return BESIDE
    after = tidy(text[found.end : right])
    if after.startswith(subject):
        return BESIDE
    if subject in before or subject in after:
        return NEAR
    return CARRIED if subject in tidy(text[passage.start : passage.end]) else COMPOSED
