"""What every 《》 of a text names."""

from __future__ import annotations

import pytest

from tests.ingest.audit.audited import audited, fates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("印发《关于推行院坝会的通知》。", [("《关于推行院坝会的通知》", "document")]),
        ("据《江南日报》报道，经验值得推广。", [("《江南日报》", "periodical")]),
        ("编写教材《乡村治理入门》。", [("《乡村治理入门》", "book")]),
        ("会议通过《决定》。", [("《决定》", "short-title")]),
        ("大家都喜欢《山那边》。", [("《山那边》", "unread")]),
        (
            "印发《关于修改〈物业条例〉的决定》",
            [("《关于修改〈物业条例〉的决定》", "document"), ("〈物业条例〉", "nested")],
        ),
        ("印发《关于推行院坝会的通知。", [("《", "unpaired")]),
    ],
)
def test_fates_of_titles(text: str, expected: list[tuple[str, str]]) -> None:
    _, audit = audited(text)
    assert fates(audit, audit.titles) == expected


def test_short_title_tells_the_full_one() -> None:
    _, audit = audited("市委印发《关于推行院坝会的意见》。《意见》明确了六项任务。")
    assert [row.told for row in audit.titles] == ["", "即《关于推行院坝会的意见》"]
