"""Practices that a verb carries out, in sentences about places of our own invention."""

from __future__ import annotations

import pytest

from ingest.mechanisms import deeds
from tests.ingest.mechanisms.marked import marked


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("柳湾推行楼栋轮值。", "楼栋轮值"),
        ("对疑难件实行首问负责、限时办结。", "首问负责、限时办结"),
        ("县里采取先干后补方式帮扶。", "先干后补"),
        ("对各镇实行周调度、月通报、季评比，", "周调度、月通报、季评比"),
    ],
)
def test_what_a_verb_brings(text: str, name: str) -> None:
    assert [found.name for found in deeds.find(marked(text))] == [name]


@pytest.mark.parametrize("text", ["采取多种形式。", "实行统一管理。", "采取建立台账、专项调度等办法推进。"])
def test_what_is_no_practice(text: str) -> None:
    assert deeds.find(marked(text)) == []
