from __future__ import annotations

import random

import pytest

from kg.graph.resolution import resolve, stem


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("四议两公开工作法", "四议两公开"),
        ("四议两公开", "四议两公开"),
        ("“街乡 吹哨”工作机制", "街乡吹哨"),
        ("街乡吹哨机制", "街乡吹哨"),
        ("考核机制", "考核机制"),  # too little would be left
        ("工作机制", "工作机制"),
        ("1+N+X模式", "1+n+x"),
    ],
)
def test_stem_drops_the_kind_word_where_enough_is_left(name: str, expected: str) -> None:
    assert stem(name) == expected


def test_canonical_has_most_documents_then_is_shortest_then_smallest() -> None:
    mentions = [
        ("a", "m/院坝说事工作法", "院坝说事工作法"),
        ("b", "m/院坝说事工作法", "院坝说事工作法"),
        ("c", "m/院坝说事", "院坝说事"),
        ("d", "m/红网先锋机制", "红网先锋机制"),
        ("e", "m/红网先锋", "红网先锋"),
        ("d", "m/乙乙乙乙机制", "乙乙乙乙机制"),
        ("e", "m/乙乙乙乙制度", "乙乙乙乙制度"),
    ]
    expected = {
        "m/院坝说事": "m/院坝说事工作法",
        "m/红网先锋机制": "m/红网先锋",
        "m/乙乙乙乙机制": "m/乙乙乙乙制度",
    }
    for seed in range(5):
        random.Random(seed).shuffle(mentions)
        assert resolve(mentions) == expected


def test_names_that_one_document_keeps_apart_stay_apart() -> None:
    mentions = [
        ("a", "m/民情恳谈制度", "民情恳谈制度"),
        ("a", "m/民情恳谈活动", "民情恳谈活动"),
        ("b", "m/民情恳谈", "民情恳谈"),
    ]
    assert resolve(mentions) == {}
