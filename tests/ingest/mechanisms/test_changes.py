"""What the words between two names say of them: wordings made up for these tests."""

from __future__ import annotations

import pytest

from ingest.mechanisms.changes import grows, roots, stems, succeeds, takes_up, turns_it

GROWS = [
    ("将“", "”迅速转化为“", "”。", True),
    ("", "”正是“", "”的前身。", True),
    ("脱胎于“", "”的“", "”上线。", True),
    ("借鉴“", "”的做法,该镇首创“", "”。", True),
    ("受“", "”启发,村里琢磨出“", "”。", True),
    ("", "”与“", "”相结合。", False),
    ("按照“", "”建立“", "”。", False),
]
STEMS = [
    ("”由“", "”整合而成", True),
    ("”最早叫“", "”。", True),
    ("”的前身可追溯到2012年的“", "”。", True),
    ("”由“", "”牵头", False),
]


@pytest.mark.parametrize(("before", "between", "behind", "expected"), GROWS)
def test_grows_by_words_around_two_names(before: str, between: str, behind: str, expected: bool) -> None:
    assert grows(before, between, behind) is expected


@pytest.mark.parametrize(("between", "behind", "expected"), STEMS)
def test_stems_by_words_between_and_behind(between: str, behind: str, expected: bool) -> None:
    assert stems(between, behind) is expected


def test_openings_tell_what_became_of_the_sentence_before() -> None:
    assert succeeds("两年后,这套办法定型为“")
    assert not succeeds("镇里在此基础上增设“")
    assert roots("这套办法吸收了“")
    assert turns_it("某区将其升格为“")
    assert takes_up("在此基础上,该县")
    assert not takes_up("该县还推行")
