"""What a policy's title is about."""

from __future__ import annotations

import pytest

from ingest.mechanisms.candidate import Candidate
from ingest.mechanisms.theme import examined, fold, subject

TITLES = [
    ("银川市住宅物业管理条例", "住宅物业管理"),
    ("吴忠市利通区推进殡葬改革实施方案", "殡葬改革"),
    ("关于印发《青铜峡市农村厕所粪污治理三年行动方案(2022—2024年)》的通知", "农村厕所粪污治理"),
    ("宁夏回族自治区志愿服务条例", "志愿服务"),
    ("银川市城市市容管理规定", "城市市容管理"),
    ("固原市街道办事处条例", None),
    ("中卫市乡镇人民政府工作规定", None),
    ("关于推进乡村振兴的实施意见", None),
    ("关于在全县开展渔家文化示范村评选工作的通知", "渔家文化示范村评选"),
    ("银川市法治乡村建设促进条例", "法治乡村建设"),
    ("银川市乡村振兴促进条例", "乡村振兴促进"),
    ("金凤区住宅小区停车治理实施方案", "住宅小区停车治理"),
    ("关于召开年度总结会的通知", None),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_subject_of_a_title(title: str, expected: str | None) -> None:
    assert subject(title) == expected


EXAMINED = [
    ("十年之后:固原集镇服务体制改革再评估", "集镇服务体制改革"),
    ("固原市乡镇综合执法改革的实践与启示", "乡镇综合执法改革"),
    ("固原集镇服务体制改革", None),
    ("城市社区治理研究", None),
    ("乡村里的“共富”机制观察", None),
]


@pytest.mark.parametrize(("title", "expected"), EXAMINED)
def test_what_a_review_examines_by_its_title(title: str, expected: str | None) -> None:
    assert examined(title, ["固原市"]) == expected


def candidate(name: str, start: int = 20) -> Candidate:
    return Candidate(start, start + len(name), name, "kind")


FOLDED = [
    ("城乡医疗救助", ["医疗救助制度"], [("医疗救助制度", ("城乡医疗救助",))]),
    ("殡葬改革", ["利通区殡葬改革"], [("殡葬改革", ("利通区殡葬改革",))]),
    ("渔家文化示范村评选", ["渔家文化示范村"], [("渔家文化示范村评选", ("渔家文化示范村",))]),
    ("殡葬改革", ["网格员津贴制度"], [("网格员津贴制度", ()), ("殡葬改革", ())]),
]


@pytest.mark.parametrize(("theme", "found", "expected"), FOLDED)
def test_theme_is_folded_into_what_it_names(theme: str, found: list[str], expected: list[tuple[str, object]]) -> None:
    result = fold(candidate(theme, 0), [candidate(name) for name in found])
    assert [(c.name, c.aliases) for c in result] == expected
