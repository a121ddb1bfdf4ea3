"""Campaigns that documents of our own invention are named after."""

from __future__ import annotations

import pytest

from ingest.mechanisms import campaigns
from tests.ingest.mechanisms.marked import marked

NAMED = [
    ("起草《云溪区小区治理三年行动方案（2025—2027年）》", "小区治理三年行动"),
    ("印发《关于实施村社“暖心食堂”三年倍增计划的意见》", "村社暖心食堂三年倍增计划"),
    ("落实《江州市推进背街小巷环境整治两年行动实施方案》", "背街小巷环境整治两年行动"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_title_tells_a_campaign(text: str, name: str) -> None:
    (found,) = campaigns.find(marked(text))
    assert found.name == name
    assert text[found.start : found.end].replace("“", "").replace("”", "") == name


@pytest.mark.parametrize(
    "text",
    [
        "实施三年行动方案",
        "印发《三年行动方案》",
        "《云溪区规划》之后，小区治理三年行动的做法",
        "《云溪区养老服务条例》",
    ],
)
def test_no_campaign(text: str) -> None:
    assert campaigns.find(marked(text)) == []
