"""What is one and what is a variant, over the documents held."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolution import Mention, Resolved, resolve


def mention(document: str, name: str, *aliases: str, kind: str = "Mechanism", iri: str | None = None) -> Mention:
    return Mention(document, kind, iri or f"m/{name}", name, aliases)


def groups(resolved: Resolved) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for iri, canonical in resolved.canonical.items():
        found.setdefault(canonical, {canonical}).add(iri)
    return {frozenset(iri.removeprefix("m/") for iri in group) for group in found.values()}


def pairs(resolved: Resolved) -> set[frozenset[str]]:
    return {frozenset(iri.removeprefix("m/") for iri in (v.first, v.second)) for v in resolved.variants}


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        (("院坝说事工作法",), ("院坝说事机制",), "kind-word"),
        (("街乡吹哨、部门报到",), ("街乡吹哨部门报到机制",), "separators"),
        (("部门报到、街乡吹哨",), ("街乡吹哨、部门报到",), "part-order"),
        (("吹哨报到", "街乡吹哨、部门报到"), ("街乡吹哨、部门报到",), "alias"),
        (("红网先锋", "一网连心"), ("网络先锋队", "一网连心"), "alias"),
    ],
)
def test_names_of_one_mechanism_are_one(first: tuple[str, ...], second: tuple[str, ...], rule: str) -> None:
    resolved = resolve([mention("1", *first), mention("2", *second)])
    assert groups(resolved) == {frozenset({first[0], second[0]})}
    assert [merge.rule for merge in resolved.merges] == [rule]
    assert all(merge.reason for merge in resolved.merges)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("考核机制",), ("考核制度",)),  # nothing is left that tells
        (("党建联席会议制度", "联席会议制度"), ("联席会议制度",)),  # a short form that only its document makes clear
        (("网格化服务管理体系",), ("网格化服务管理机制",)),  # general words alone
        (("四议两公开",), ("六议两公开",)),
        (("街道吹哨、部门报到",), ("街乡吹哨、部门报到",)),
        (("村(社区)警务室", "社区警务室"), ("社区警务室",)),  # one of two that a name holds
        (("三改行动", "三改"), ("三改",)),  # too short
    ],
)
def test_names_that_do_not_say_the_same_stay_apart(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    assert groups(resolve([mention("1", *first), mention("2", *second)])) == set()


def test_names_that_one_document_keeps_apart_stay_apart() -> None:
    mentions = [mention("a", "民情恳谈制度"), mention("a", "民情恳谈活动"), mention("b", "民情恳谈")]
    assert resolve(mentions).canonical == {}


def test_an_alias_of_two_things_of_a_document_joins_nothing() -> None:
    mentions = [
        mention("a", "红色物业联盟", "先锋驿站"),
        mention("a", "邻里会客厅", "先锋驿站"),
        mention("b", "先锋驿站"),
    ]
    assert resolve(mentions).canonical == {}


def test_canonical_has_most_documents_then_is_shortest_then_smallest() -> None:
    mentions = [
        mention("a", "院坝说事工作法"),
        mention("b", "院坝说事工作法"),
        mention("c", "院坝说事"),
        mention("d", "红网先锋机制"),
        mention("e", "红网先锋"),
        mention("d", "乙乙乙乙机制"),
        mention("e", "乙乙乙乙制度"),
    ]
    expected = {"m/院坝说事": "m/院坝说事工作法", "m/红网先锋机制": "m/红网先锋", "m/乙乙乙乙机制": "m/乙乙乙乙制度"}
    for seed in range(5):
        random.Random(seed).shuffle(mentions)
        assert resolve(mentions).canonical == expected


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ("街道吹哨、部门报到", "街乡吹哨、部门报到", "slot"),
        ("社区吹哨、党员报到", "街乡吹哨、部门报到", "slot"),
        ("四议两公开工作法", "六议两公开", "number"),
        ("三社联动", "五社联动机制", "number"),
        ("党建引领接诉即办", "接诉即办", "prefix"),
        ("吹哨报到", "街道吹哨、部门报到", "short-form"),
    ],
)
def test_variants_are_linked_with_a_reason(first: str, second: str, rule: str) -> None:
    resolved = resolve([mention("1", first), mention("2", second)])
    assert resolved.canonical == {}
    (variant,) = resolved.variants
    assert (variant.rule, {variant.first, variant.second}) == (rule, {f"m/{first}", f"m/{second}"})
    assert variant.reason
    assert resolve([mention("2", second), mention("1", first)]).variants == resolved.variants


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("四个一批", "五个一批"),  # a way of speaking
        ("三级联动机制", "四级联动机制"),
        ("社区考核机制", "街道考核机制"),  # general words
        ("1+3+N", "1+4+N"),  # the rest names nothing
        ("接诉即办", "未诉先办"),
        ("一肩挑", "双报到"),
        ("社区服务清单", "街道服务清单"),
    ],
)
def test_what_only_sounds_alike_is_no_variant(first: str, second: str) -> None:
    assert resolve([mention("1", first), mention("2", second)]).variants == ()


def test_variants_of_one_document_are_linked_too() -> None:
    resolved = resolve([mention("1", "街道吹哨、部门报到"), mention("1", "乡镇吹哨、部门报到")])
    assert len(resolved.variants) == 1


def region(document: str, code: str, name: str) -> Mention:
    return mention(document, name, kind="Region", iri=f"https://w3id.org/zhitu/region/{code}/{name}")


def test_a_village_hung_on_its_city_is_the_one_of_its_county() -> None:
    resolved = resolve([region("1", "510600", "星光村"), region("2", "510604", "星光村")])
    assert list(resolved.canonical.values()) == ["https://w3id.org/zhitu/region/510604/星光村"]
    assert "罗江区" in resolved.merges[0].reason


def test_a_village_of_two_counties_is_not_guessed() -> None:
    mentions = [region("1", "510600", "星光村"), region("2", "510604", "星光村"), region("3", "510603", "星光村")]
    assert resolve(mentions).canonical == {}


def test_bodies_are_one_with_a_reason() -> None:
    found = resolve([mention("1", "中共四川省委", kind="Organization"), mention("2", "四川省委", kind="Organization")])
    assert found.canonical == {"m/中共四川省委": "m/四川省委"}
    assert "中共" in found.merges[0].reason


def test_bodies_without_a_place_are_not_joined_by_what_a_document_calls_them() -> None:
    mentions = [
        mention("1", "四川省民政厅", "省民政厅", kind="Organization"),
        mention("2", "省民政厅", kind="Organization"),
    ]
    assert resolve(mentions).canonical == {}


NAMES = [
    "街乡吹哨、部门报到", "街乡吹哨部门报到", "街道吹哨、部门报到机制", "吹哨报到", "接诉即办", "接诉即办机制",
    "四议两公开", "六议两公开工作法", "考核机制", "考核制度", "红网先锋工程", "红网先锋",
]  # fmt: skip


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from("1234"), st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=2)),
        max_size=10,
    ),
    st.randoms(use_true_random=False),
)
def test_resolution_is_order_independent_and_idempotent(
    told: list[tuple[str, str, list[str]]], chance: random.Random
) -> None:
    mentions = [mention(document, name, *aliases) for document, name, aliases in told]
    resolved = resolve(mentions)
    chance.shuffle(mentions)
    assert resolve([*mentions, *mentions]) == resolved
    assert not set(resolved.canonical) & set(resolved.canonical.values())
    together = {m.document: [] for m in mentions}  # type: dict[str, list[str]]
    for m in {(m.document, m.iri): m for m in mentions}.values():
        together[m.document].append(resolved.of(m.iri))
    assert all(len(own) == len(set(own)) for own in together.values())
    assert all(v.first < v.second and resolved.of(v.first) == v.first for v in resolved.variants)
