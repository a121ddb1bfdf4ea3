"""Weak signs of a quotation's being a name."""

from __future__ import annotations

import pytest

from ingest.mechanisms.candidate import plain
from ingest.mechanisms.quotations import quotations, rhymes
from ingest.mechanisms.strengths import STRENGTH
from ingest.mechanisms.weighing import ENOUGH, explain, rule_of, weigh
from tests.ingest.mechanisms.marked import marked

CASES = [
    ("村口设起“胡杨议事亭”。", True),
    ("“开门听事”接着做深。", True),
    ("每个嘎查至少建1处“牧民书屋”。", True),
    ("某旗首创“马背课堂”。", True),
    ("凭着“牧区直通车”跑遍了草场。", True),
    ("“四步”即收集、会商、办理、回访。", True),
    ("打通“任督二脉”。", False),
    ("“被动等”转为“主动问”。", False),
    ("“简约治理”等概念进了课本。", False),
    ("牧民说起“钱袋子”就笑。", False),
    ("按照“能合则合”的原则办理。", False),
]


@pytest.mark.parametrize(("text", "is_name"), CASES)
def test_signs_add_up(text: str, is_name: bool) -> None:
    marks = marked(text)
    quoted = quotations(marks)[0]
    core = plain(quoted.text)
    assert (weigh(marks, core, quoted) >= ENOUGH) is is_name, explain(marks, core, quoted)


def test_weights_have_rules_that_grow_with_them() -> None:
    strengths = [STRENGTH[rule_of(weight)] for weight in (ENOUGH, 3.0, 4.0, 9.5)]
    assert strengths == sorted(strengths)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [(["党建强村", "产业兴村"], True), (["党建强村"], False), (["强村", "强村"], False), (["修路", "架桥"], False)],
)
def test_rhymes(parts: list[str], expected: bool) -> None:
    assert rhymes(parts) is expected
