"""Official texts of an invented city that act on one another: rules, what amends them, what repeals them.

yicheng/2016        办法, repealed by yicheng/2021, by title and 文号
yicheng/2021        办法, in force for a term, rests on yicheng/rule
yicheng/rule        条例, amended by yicheng/decision
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.model import Act, Evidence, Extraction
from kg.releases import Release, publish
from tests.kg.factory import Draft, build

OFFICE, CONGRESS = "绵阳市人民政府办公室", "绵阳市人民代表大会常务委员会"
REPEAL = "《绵阳市院落议事暂行办法》（绵府办发〔2016〕8号）同时废止"


def _draft(id: str, title: str, publisher: str, issued: str, *lines: str) -> Draft:
    return Draft(id, title, publisher, issued, ("绵阳市",), "policy", (f"# {title}", *lines), entities=())


def _made(
    draft: Draft, acts: tuple[tuple[str, str, str | None, str], ...] = (), **fields: Any
) -> tuple[Extraction, bytes]:
    """A document whose acts are (kind, title, number, words)."""
    extraction, data = build(draft)
    document = extraction.document
    found = []
    for kind, title, number, words in acts:
        start = document.text.index(words)
        clause = document.clause_at(start)
        evidence = Evidence(clause.number if clause else 0, start, start + len(words), words)
        found.append(Act(kind, title, number, evidence))
    document = replace(document, acts=tuple(found), issuers=(document.publisher or "",), level="prefecture", **fields)
    return replace(extraction, document=document), data


def pairs() -> Iterator[tuple[Extraction, bytes]]:
    yield _made(
        _draft("yicheng/2016", "关于印发《绵阳市院落议事暂行办法》的通知", OFFICE, "2016-03-01", "每月议事一次。"),
        numbers=("绵府办发〔2016〕8号",), effective="2016-03-01", topics=("民政", "社区"),
    )  # fmt: skip
    yield _made(
        _draft(
            "yicheng/2021", "关于印发《绵阳市院落协商办法》的通知", OFFICE, "2021-05-10",
            "为落实《绵阳市基层治理条例》，制定本办法。", f"本办法自2021年7月1日起施行，有效期5年。{REPEAL}。",
        ),
        (("implements", "绵阳市基层治理条例", None, "落实《绵阳市基层治理条例》"),
         ("repeals", "绵阳市院落议事暂行办法", "绵府办发〔2016〕8号", REPEAL)),
        numbers=("绵府办发〔2021〕15号",), effective="2021-07-01", expires="2026-06-30",
    )  # fmt: skip
    yield _made(
        _draft("yicheng/rule", "绵阳市基层治理条例", CONGRESS, "2018-07-20", "社区设立议事会。"),
        adopted="2018-06-01", effective="2018-10-01",
    )  # fmt: skip
    title = "关于修改《绵阳市基层治理条例》的决定"
    yield _made(
        _draft("yicheng/decision", title, CONGRESS, "2020-06-01", "将第三条修改为：社区设立监督委员会。"),
        (("amends", "绵阳市基层治理条例", None, "《绵阳市基层治理条例》"),),
        adopted="2020-06-01",
    )  # fmt: skip


def build_home(folder: Path) -> Release:
    release = publish(folder, add=pairs())
    assert release is not None
    return release
