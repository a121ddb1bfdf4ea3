"""Which documents are in force, by what others, the page and the text itself say."""

from __future__ import annotations

from typing import Any

import pytest

from kg.validity import effects, state_of, with_validity

ROW: dict[str, Any] = {
    "title": None, "issued": None, "regions": [], "numbers": [], "issuers": [], "level": None, "adopted": None,
    "revised": None, "published": None, "effective": None, "expires": None, "validity": None, "acts": [],
    "replaced_by": [],
}  # fmt: skip


def row(
    id: str, title: str, issued: str | None = None, *acts: tuple[str, str | None, str | None], **fields: Any
) -> dict[str, Any]:
    told = [
        {"kind": kind, "title": name, "number": number, "span": None, "clause": None} for kind, name, number in acts
    ]
    return ROW | {"id": id, "title": title, "issued": issued, "acts": told} | fields


def states(*rows: dict[str, Any], today: str = "2024-01-01") -> dict[str, str | None]:
    return {each["id"]: state_of(each, today)[0] for each in with_validity(rows)}


OLD = row("old", "绵阳市院落议事暂行办法", "2016-03-01", effective="2016-03-01", numbers=["绵府办发〔2016〕8号"])
FOUND = [
    (("repeals", "绵阳市院落议事暂行办法", None), "repealed"),
    (("repeals", None, "绵府办发〔2016〕8号"), "repealed"),
    (("repeals", "绵阳市院落议事暂行办法", "绵府办发〔2016〕8号"), "repealed"),
    (("replaces", "绵阳市院落议事办法", None), "replaced"),
    (("amends", "绵阳市院落议事暂行办法", None), "amended"),
    (("implements", "绵阳市院落议事暂行办法", None), "in-force"),
    (("repeals", "绵阳市其他办法", None), "in-force"),
    (("repeals", None, "绵府办发〔2016〕9号"), "in-force"),
]


@pytest.mark.parametrize(("act", "state"), FOUND)
def test_act_of_a_later_document(act: tuple[str, str | None, str | None], state: str) -> None:
    assert states(OLD, row("new", "绵阳市院落协商办法", "2021-05-10", act))["old"] == state


def test_notice_that_issues_a_text_is_the_text() -> None:
    old = OLD | {"title": "绵阳市人民政府办公室关于印发《绵阳市院落议事暂行办法》的通知"}
    new = row("new", "绵阳市院落协商办法", "2021-05-10", ("repeals", "绵阳市院落议事暂行办法", None))
    assert states(old, new)["old"] == "repealed"


def test_repeal_holds_from_its_day() -> None:
    new = row("new", "新办法", "2021-05-10", ("repeals", None, "绵府办发〔2016〕8号"), effective="2021-07-01")
    assert states(OLD, new, today="2021-06-30")["old"] == "in-force"
    assert states(OLD, new, today="2021-07-01")["old"] == "repealed"


def test_text_made_after_the_words_is_not_meant() -> None:
    old = row("act", "新办法", "2015-01-01", ("repeals", "绵阳市院落议事暂行办法", None))
    assert states(OLD, old)["old"] == "in-force"


def test_draft_repeals_nothing() -> None:
    draft = row("draft", "绵阳市院落协商办法（征求意见稿）", "2021-05-10", ("repeals", None, "绵府办发〔2016〕8号"))
    assert states(OLD, draft)["old"] == "in-force"


def test_text_that_has_an_amendment_in_it_is_not_amended_by_it() -> None:
    decision = row("decision", "关于修改《绵阳市社区条例》的决定", "2020-06-01", ("amends", "绵阳市社区条例", None))
    before = row("before", "绵阳市社区条例", "2018-07-20", effective="2018-10-01")
    after = row("after", "绵阳市社区条例", "2018-07-20", effective="2018-10-01", revised="2020-06-01")
    found = states(decision, before, after)
    assert (found["before"], found["after"]) == ("amended", "in-force")


def test_same_title_elsewhere_is_another_text() -> None:
    mine = row("mine", "关于加强社区工作的意见", "2016-01-01", issuers=["绵阳市民政局"], effective="2016-01-01")
    theirs = row("theirs", "关于加强社区工作的意见", "2016-01-01", issuers=["德阳市民政局"], effective="2016-01-01")
    new = row("new", "新意见", "2021-01-01", ("repeals", "关于加强社区工作的意见", None), issuers=["绵阳市民政局"])
    found = states(mine, theirs, new)
    assert (found["mine"], found["theirs"]) == ("repealed", "in-force")


OWN = [
    ({"validity": "expired"}, "2024-01-01", ("expired", "page")),
    ({"validity": "in-force"}, "2024-01-01", ("in-force", "page")),
    ({"expires": "2023-12-31"}, "2023-12-31", (None, None)),
    ({"expires": "2023-12-31"}, "2024-01-01", ("expired", "term")),
    ({"expires": "2023"}, "2023-12-31", (None, None)),
    ({"expires": "2024-02"}, "2024-03-01", ("expired", "term")),
    ({"effective": "2024-01-02"}, "2024-01-01", ("pending", "term")),
    ({"effective": "2024-01-01"}, "2024-01-01", ("in-force", "term")),
    ({"replaced_by": ["b"]}, "2024-01-01", ("replaced", "version")),
    ({}, "2024-01-01", (None, None)),
]


@pytest.mark.parametrize(("fields", "today", "expected"), OWN)
def test_own_words_and_page(fields: dict[str, Any], today: str, expected: tuple[str | None, str | None]) -> None:
    state, reason = state_of(with_validity([row("a", "甲办法", **fields)])[0], today)
    assert (state, reason.rule if reason else None) == expected


def test_rows_of_older_releases_have_no_state() -> None:
    assert state_of({"id": "a", "title": "甲"}, "2024-01-01") == (None, None)


def test_law_of_the_state_is_meant_by_its_name() -> None:
    law = row("law", "中华人民共和国甲乙法", "2010-01-01", level="state")
    local = row("local", "绵阳市办法", "2012-01-01", ("implements", "中华人民共和国甲乙法", None))
    assert [(e.document, e.target, e.kind) for e in effects([law, local])] == [("local", "law", "implements")]
