"""Ages of people whom a text names, and of those it doesn't."""

from __future__ import annotations

import pytest

from ingest.figures.measures import find_measures
from ingest.figures.thresholds import whose_age
from ingest.words import words

CASES = (
    ("67岁的赵长河磕了磕烟锅。", "赵长河", "赵长河"),
    ("71岁的退休教师孟庆云当了楼长。", "孟庆云", "孟庆云"),
    ("58岁的老党员带头拆了院墙,邻居赵长河也跟着拆。", "赵长河", ""),
    ("年满18周岁的居民均可报名。", "", ""),
)


@pytest.mark.parametrize(("text", "person", "whose"), CASES)
def test_the_age_of_somebody_named_is_a_metric(text: str, person: str, whose: str) -> None:
    at = text.find(person)
    people = [(at, at + len(person))] if person else []
    found = find_measures(text, words(text), [], people)
    assert [whose_age(text, item, people) for item in found] == ([whose] if whose else [])
    assert find_measures(text, words(text), []) == []
