"""Which words before a kind word make a name."""

from __future__ import annotations

import pytest

from ingest.mechanisms.candidate import content
from ingest.mechanisms.naming import is_levelled, is_role_chain, says_no_name

CHAINS = [
    ("县级统筹、镇级主抓、村级落实", True),
    ("党委领导、政府负责、社会协同", False),  # the national formula
    ("修路架桥、植树种草", False),
    ("县级统筹", False),
]


@pytest.mark.parametrize(("head", "expected"), CHAINS)
def test_role_chain(head: str, expected: bool) -> None:
    assert is_role_chain(head) is expected


@pytest.mark.parametrize(
    ("modifier", "kind", "expected"),
    [("四级党群", "架构", True), ("四级", "架构", False), ("四级党群", "清单", False), ("党群", "架构", False)],
)
def test_structure_told_by_the_count_of_its_levels(modifier: str, kind: str, expected: bool) -> None:
    assert is_levelled(modifier, kind) is expected


@pytest.mark.parametrize(
    ("modifier", "kind"),
    [
        ("新业态、新", "模式"),
        ("防洪设施建设", "工程"),
        ("规定报送年度活动", "计划"),
        ("政策和", "制度"),
        ("这项", "改革"),
    ],
)
def test_modifier_that_names_nothing(modifier: str, kind: str) -> None:
    assert says_no_name(modifier, kind)


@pytest.mark.parametrize(("modifier", "words"), [("长效工作", 0), ("监督检查", 2), ("工作年度报告", 2)])
def test_content_counts_words_that_say_what_it_is_about(modifier: str, words: int) -> None:
    assert content(modifier) == words
