"""Small institutions that are set up and counted, in sentences about places of our own invention."""

from __future__ import annotations

import pytest

from ingest.mechanisms import premises
from tests.ingest.mechanisms.marked import marked


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全区建成睦邻客厅46个。", "睦邻客厅"),
        ("新建乡愁食堂12处，", "乡愁食堂"),
        ("到2033年，创建市级示范院落200个。", "市级示范院落"),
    ],
)
def test_what_is_set_up_by_the_dozen(text: str, name: str) -> None:
    assert [found.name for found in premises.find(marked(text))] == [name]


@pytest.mark.parametrize("text", ["建成网格党支部46个。", "建成睦邻客厅。", "设立网格320个。", "新建社区广场3处。"])
def test_what_is_no_named_institution(text: str) -> None:
    assert premises.find(marked(text)) == []
