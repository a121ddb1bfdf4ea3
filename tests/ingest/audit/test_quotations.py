"""What every quotation of a text stands for."""

from __future__ import annotations

import pytest

from ingest.fates import Fate
from tests.ingest.audit.audited import audited, fates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市推行“五联五创”工作法。", [("“五联五创”", "mechanism")]),
        ("打通服务群众“最后一公里”。", [("“最后一公里”", "metaphor")]),
        ("增强“四个意识”。", [("“四个意识”", "political-formula")]),
        ("驻村干部说：“路修好了，日子就好过。”", [("“路修好了，日子就好过。”", "speech")]),
        ("实现“全覆盖”。", [("“全覆盖”", "quality")]),
        ("“十四五”期间建成百个驿站。", [("“十四五”", "date")]),
        ("干部要用“心”服务。", [("“心”", "stress")]),
        ("推行“双报到”工作机制”。", [("“双报到”", "mechanism"), ("”", "unpaired")]),
        ("他说：“大家把‘网’织密。”", [("“大家把‘网’织密。”", "speech"), ("‘网’", "nested")]),
    ],
)
def test_fates_of_quotations(text: str, expected: list[tuple[str, str]]) -> None:
    _, audit = audited(text)
    assert fates(audit, audit.quotations) == expected


def test_quotation_tells_its_mechanism() -> None:
    _, audit = audited("新余市推行“三访三清”工作法。“三访三清”深受好评。")
    rows = [row for row in audit.quotations if row.fate is Fate.MECHANISM]
    assert [row.told for row in rows] == ["机制：三访三清工作法的别称"] * 2
    assert {row.entity.name for row in rows if row.entity is not None} == {"三访三清工作法"}
