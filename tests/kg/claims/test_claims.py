"""Statements -> claims: which are of one measure, and what is found about them."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claims import AGREEING, CONFLICTING, ROUNDING, SERIES, Claim, Statement, claims
from kg.values import parse_quantity

REGION = "https://w3id.org/zhitu/region/360100"


def said(document: str, subject: str, quantity: str, **more: object) -> Statement:
    """A figure as a document states it: the number follows the subject."""
    found = parse_quantity(quantity)
    assert found is not None
    clause = str(more.pop("clause", "1"))
    statement = Statement(
        iri=f"{document}/{clause}/{subject}/{quantity}/{more.get('role', '')}{more.get('time', '')}",
        document=document,
        clause=clause,
        subject=subject,
        value=found.value,
        region=REGION,
        value_max=found.value_max,
        unit=found.unit,
        approx=found.approx,
        wording=f"{subject}{quantity}",
        issued="2022-05",
    )
    return replace(statement, **more)  # type: ignore[arg-type]


def change(document: str, subject: str, before: str, after: str, **more: object) -> list[Statement]:
    words = f"{subject}从{before}变为{after}"
    return [
        said(document, subject, before, role="before", wording=words, **more),
        said(document, subject, after, role="after", wording=words, **more),
    ]


def found(statements: list[Statement]) -> list[tuple[str, str]]:
    return [(f.agreement, f.rule) for claim in claims(statements) for f in claim.findings]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("网格", "1850个"), ("网格", "1850个"), (AGREEING, "same-value")),
        (("行政村", "4.54万个"), ("建制村", "45447个"), (ROUNDING, "within-wording")),
        (("微网格员", "3500余名"), ("微网格员", "3560人"), (ROUNDING, "within-wording")),
        (("网格", "1200个"), ("网格", "1350个"), (CONFLICTING, "different-value")),
        (("街道兼职委员", "3500余名"), ("社区的街道兼职委员", "3500余名"), (AGREEING, "same-value")),
    ],
)
def test_two_statements_of_one_measure(first: tuple[str, str], second: tuple[str, str], expected: object) -> None:
    statements = [said("a", *first), said("b", *second)]
    (claim,) = claims(statements)
    assert [(f.agreement, f.rule) for f in claim.findings] == [expected]
    assert claim.statements == tuple(sorted(s.iri for s in statements))
    assert all(f.reason for f in claim.findings)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (said("a", "网格", "1200个"), said("b", "网格员", "1350名")),
        (said("a", "网格", "1200个"), said("b", "网格", "1350户")),
        (said("a", "网格", "1200个"), said("b", "网格", "1350个", role="target")),
        (said("a", "网格", "1200个"), said("b", "网格", "1350个", region=f"{REGION}1")),
        (said("a", "网格", "1200个"), said("a", "网格", "1350个")),  # one clause: its words tell them apart
        (said("a", "党员", "1200名"), said("b", "党员", "1350名", wording="1350名党员到社区报到")),  # some of them
        (said("a", "社区党员", "20名"), said("b", "下沉社区党员", "20名")),  # a number that says nothing
        (said("a", "办结率", "97.4%", mechanism="m/甲"), said("b", "办结率", "91.2%", mechanism="m/乙")),
        (said("a", "网格", "1200个", role="before"), said("b", "网格", "1350个", role="after")),
        (said("a", "企事业单位", "1000余家"), said("b", "企事业单位", "3000家")),
    ],
)
def test_what_need_not_be_one_measure_is_no_claim(first: Statement, second: Statement) -> None:
    assert claims([first, second]) == []


def test_a_change_agrees_with_the_levels_before_and_after() -> None:
    statements = [
        *change("a", "乡镇", "4610个", "3101个"),
        said("b", "乡镇", "1470余个", role="change", wording="乡镇减少1470余个"),
    ]
    (claim,) = claims(statements)
    assert [(f.agreement, f.rule) for f in claim.findings] == [(ROUNDING, "derived-change")]
    assert len(claim.statements) == 3
    assert "1,509" in claim.findings[0].reason


def test_a_change_in_the_other_direction_is_not_compared() -> None:
    statements = [
        *change("a", "乡镇", "4610个", "3101个"),
        said("b", "乡镇", "1509个", role="change", wording="乡镇增加1509个"),
    ]
    assert claims(statements) == []


def test_a_change_that_does_not_add_up_is_a_conflict() -> None:
    statements = [
        *change("a", "乡镇", "4610个", "3101个"),
        said("b", "乡镇", "900个", role="change", wording="乡镇减少900个"),
    ]
    assert found(statements) == [(CONFLICTING, "derived-change")]


def test_a_level_before_a_change_does_not_contradict_the_one_after() -> None:
    statements = [*change("a", "建制村", "45447个", "26369个"), said("b", "建制村", "4.54万个")]
    assert found(statements) == [(ROUNDING, "within-wording")]


def test_a_share_after_a_change_is_held_against_that_of_another_document() -> None:
    mechanism = "https://w3id.org/zhitu/mechanism/一肩挑"
    statements = [
        *change("a", "村党组织书记、村委会主任一肩挑占比", "2.7%", "97.4%", mechanism=mechanism),
        said("b", "一肩挑比例", "95%", role="share", mechanism=mechanism),
    ]
    assert found(statements) == [(CONFLICTING, "different-value")]


def test_a_bare_subject_that_leads_to_two_fuller_ones_joins_none() -> None:
    subjects = ("兼职委员", "街道兼职委员", "社区兼职委员")
    assert claims([said(d, s, "3560名") for d, s in zip("abc", subjects, strict=True)]) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"time": "2021"}, {"time": "2021"}, [CONFLICTING]),
        ({"time": "2020"}, {"time": "2021"}, [SERIES]),
        ({"issued": "2021-03"}, {"issued": "2022-03"}, [SERIES]),
        ({"issued": "2022-03"}, {"issued": "2022-11-05"}, [CONFLICTING]),
        ({"issued": None}, {"issued": "2022"}, [CONFLICTING]),
        ({"time": "2022"}, {"issued": "2022-03"}, [CONFLICTING]),
        ({"time": "2019;end"}, {"issued": "2022-03"}, [SERIES]),
    ],
)
def test_figures_of_different_times_need_not_agree(
    first: dict[str, str], second: dict[str, str], expected: list[str]
) -> None:
    statements = [said("a", "网格", "1200个", **first), said("b", "网格", "1350个", **second)]
    assert [agreement for agreement, _ in found(statements)] == expected


def test_a_place_with_several_numbers_for_a_subject_contradicts_nobody() -> None:
    statements = [
        said("a", "建立大党委的社区", "78.6%"),
        said("a", "建立大党委的社区", "33%"),
        said("b", "建立大党委的社区", "78.6%"),
    ]
    assert found(statements) == [(AGREEING, "same-value")]


def test_a_conflict_matters_most_and_all_evidence_is_kept() -> None:
    statements = [said("a", "网格", "1200个"), said("b", "网格", "1350个"), said("c", "网格", "1350个")]
    (claim,) = claims(statements)
    assert claim.agreement == CONFLICTING
    assert len(claim.statements) == 3
    assert {f.agreement for f in claim.findings} == {AGREEING, CONFLICTING}


def test_many_documents_that_agree_are_one_finding() -> None:
    (claim,) = claims([said(f"d{n}", "网格", "1850个") for n in range(300)])
    (finding,) = claim.findings
    assert len(finding.statements) == 300
    assert "300 份文档" in finding.reason


STATEMENTS = st.builds(
    said,
    st.sampled_from("abcd"),
    st.sampled_from(["网格", "微网格员", "社区微网格员", "一肩挑比例"]),
    st.sampled_from(["1200个", "1350个", "1300余个", "3560名", "3500余名", "97.4%"]),
    clause=st.sampled_from(["1", "2"]),
    role=st.sampled_from(["level", "before", "after", "change", "share"]),
    time=st.sampled_from([None, "2021", "2022;end"]),
)


@settings(max_examples=150)
@given(st.lists(STATEMENTS, max_size=10, unique_by=lambda s: s.iri), st.randoms(use_true_random=False))
def test_claims_are_order_independent_and_disjoint(statements: list[Statement], chance: random.Random) -> None:
    result: list[Claim] = claims(statements)
    chance.shuffle(statements)
    assert claims(statements) == result
    listed = [iri for claim in result for iri in claim.statements]
    assert len(listed) == len(set(listed))
    assert len({(claim.region, claim.key) for claim in result}) == len(result)
    for claim in result:
        assert {iri for f in claim.findings for iri in f.statements} == set(claim.statements)
        assert all(len(f.statements) >= 2 for f in claim.findings)
