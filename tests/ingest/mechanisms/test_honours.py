"""Trials and models that a place is chosen for, in sentences about places of our own invention."""

from __future__ import annotations

import pytest

from ingest.mechanisms import honours
from tests.ingest.mechanisms.marked import marked


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2031年，云溪镇获评全省乡村善治示范镇。", "全省乡村善治示范镇"),
        ("柳湾被列为全市首批楼栋自治试点，次年铺开。", "全市首批楼栋自治试点"),
        ("这套办法入选全国邻里互助典型案例。", "全国邻里互助典型案例"),
        ("该区获批省级社区协商实验区，为期三年。", "省级社区协商实验区"),
    ],
)
def test_what_a_place_is_chosen_for(text: str, name: str) -> None:
    assert [found.name for found in honours.find(marked(text))] == [name]


@pytest.mark.parametrize(
    "text",
    ["在全省选择三个县试点。", "全市共有示范社区12个。", "他被评为全省先进个人。", "印发《全省河道示范县评定办法》。"],
)
def test_what_is_no_honour(text: str) -> None:
    assert honours.find(marked(text)) == []
