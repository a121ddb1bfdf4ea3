"""kg.versions.judge and relations: copies, versions, and what is neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from kg.model import Document
from kg.versions.judge import Verdict, judge
from kg.versions.profile import Profile, from_row, profile_of, to_row
from kg.versions.relations import Related, rank, relate
from kg.versions.units import Unit, units_of
from tests.kg.factory import Draft, build
from tests.kg.same_again import BULLETIN, DRAFTS, MEASURE, OTHER, REPOST, REVISED, TRIAL, renamed


def documents(drafts: Iterable[Draft]) -> dict[str, Document]:
    return {draft.id: build(draft)[0].document for draft in drafts}


def verdict(one: Draft, other: Draft) -> str:
    a, b = (build(draft)[0].document for draft in (one, other))
    units = {a.id: units_of(a), b.id: units_of(b)}.__getitem__
    found = judge(profile_of(a), profile_of(b), units)
    assert judge(profile_of(b), profile_of(a), units) == found
    return found.kind


def related(
    drafts: Sequence[Draft], known: Mapping[tuple[str, str], Verdict] | None = None, fresh: Sequence[str] = ()
) -> Related:
    held = documents(drafts)

    def units(name: str) -> Sequence[Unit]:
        return units_of(held[name])

    profiles = {name: profile_of(document) for name, document in held.items()}
    return relate(profiles, units, known or {}, fresh or list(held))


NOTICE, PLAIN = (replace(MEASURE, title=title) for title in ("关于做好村民议事工作的通知", "村民议事工作办法"))


def changed(draft: Draft, old: str, new: str, **fields: Any) -> Draft:
    """Another document with other words at one place."""
    lines = tuple(line.replace(old, new) for line in draft.lines)
    assert lines != draft.lines
    return replace(draft, id="another", lines=lines, **fields)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (MEASURE, renamed(MEASURE, "another"), "copy"),
        (MEASURE, REPOST, "copy"),
        (MEASURE, BULLETIN, "copy"),
        (MEASURE, TRIAL, "version"),
        (MEASURE, REVISED, "version"),
        (MEASURE, OTHER, "neither"),
        # a misprint, the day being the same or not told
        (MEASURE, changed(MEASURE, "支持和帮助", "支持与帮助"), "copy"),
        # the same words in a text of another day are a revision
        (MEASURE, changed(MEASURE, "支持和帮助", "支持与帮助", issued="2023-02-01"), "version"),
        # a figure is no misprint
        (MEASURE, changed(MEASURE, "不少于七日", "不少于五日"), "neither"),
        (MEASURE, changed(MEASURE, "15至35", "15至25", issued="2022-01-01"), "version"),
        # the title of a report: the text says what it is
        (MEASURE, replace(MEASURE, id="another", title="一份新的议事办法出台了"), "copy"),
        # a notice is sent out anew each year
        (NOTICE, changed(NOTICE, "三日内", "三日以内", issued="2022-03-01"), "neither"),
        # another body's text of the same plain title
        (PLAIN, changed(PLAIN, "蓝田", "清河", issued="2022-03-01", publisher="清河", regions=("湖北省",)), "neither"),
    ],
)  # fmt: skip
def test_two_documents(one: Draft, other: Draft, expected: str) -> None:
    assert verdict(one, other) == expected


def test_short_texts_are_not_equal_by_chance() -> None:
    one = replace(MEASURE, title="甲村换届结果", lines=("全文见附件。",))
    assert verdict(one, replace(one, id="another", title="乙村道路养护结果")) == "neither"


EXPECTED = Related(
    copies={"lantian/bulletin": "lantian/2021", "lantian/repost": "lantian/2021"},
    versions={"lantian/2021": "lantian/trial", "lantian/2024": "lantian/2021"},
)


def test_relations_do_not_depend_on_the_order() -> None:
    for order in list(permutations(DRAFTS))[::97]:
        found = related(order)
        assert (found.copies, found.versions) == (EXPECTED.copies, EXPECTED.versions)


@pytest.mark.parametrize("late", range(len(DRAFTS)))
def test_one_document_more_gives_what_all_at_once_give(late: int) -> None:
    before = related([draft for draft in DRAFTS if draft is not DRAFTS[late]])
    assert related(DRAFTS, before.verdicts, [DRAFTS[late].id]) == related(DRAFTS)


def test_one_document_less_leaves_nothing_of_it() -> None:
    found = related([BULLETIN, REPOST], related(DRAFTS).verdicts, ["none"])
    assert found == related([BULLETIN, REPOST])
    assert found.copies == {"lantian/repost": "lantian/bulletin"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (MEASURE, replace(MEASURE, id="a", publisher="岷江新闻网", issued="2021-02-01")),
        (replace(MEASURE, id="z", issued="2021-03-01"), replace(MEASURE, id="a", issued="2021-03-05")),
        (replace(MEASURE, id="a"), replace(MEASURE, id="b")),
    ],
)  # fmt: skip
def test_document_is_the_official_then_the_earliest_text(first: Draft, second: Draft) -> None:
    assert related([second, first]).copies == {second.id: first.id}


def test_address_of_a_government_outweighs_the_day() -> None:
    profile = profile_of(build(MEASURE)[0].document)
    official = replace(profile, source="https://www.lantian.gov.cn/a.html")
    repeated = replace(
        profile, source="https://news.example.com/a.html", edition=replace(profile.edition, issued="2020")
    )
    assert rank(official) < rank(repeated)


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.id)
def test_profile_is_kept_as_json_and_read_back(draft: Draft) -> None:
    profile: Profile = profile_of(build(draft)[0].document)
    assert from_row(to_row(profile)) == profile


def test_clauses_are_read_only_where_names_and_lengths_leave_it_open() -> None:
    """Many short notices of one mould: each resembles each."""
    notices = [
        replace(MEASURE, id=f"n{i}", title=f"{i}号村换届结果", lines=("结果已经公布，全文见附件。",)) for i in range(40)
    ]
    held = documents([*notices, MEASURE, renamed(MEASURE, "another")])
    read: set[str] = set()

    def units(name: str) -> Sequence[Unit]:
        read.add(name)
        return units_of(held[name])

    found = relate({name: profile_of(document) for name, document in held.items()}, units, {}, list(held))
    assert not read & {notice.id for notice in notices}
    assert found.copies == {MEASURE.id: "another"} or found.copies == {"another": MEASURE.id}
