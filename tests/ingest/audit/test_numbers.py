"""What became of each number: sentences of our own, each with its numbers and their fates in order."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.audit import Audit, counts
from ingest.extract import Metadata, extract_audited, load_document
from ingest.fates import Fate
from ingest.figures.measures import find_measures, judge_quantities
from ingest.words import words
from kg.model import Extraction, Metric
from tests.ingest.audit.audited import audited, fates

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
MOST_UNREAD = 0.03  # of the numbers of a text
CASES = [
    ("全县建成养老驿站120个。", [("120个", "metric")]),
    ("每个社区配备300—500名志愿者。", [("300—500名", "metric")]),
    ("行政村由86个合并为54个。", [("86个", "metric"), ("54个", "metric")]),
    ("党员参与率近八成。", [("近八成", "metric")]),
    ("旅游收入翻了一番。", [("翻了一番", "metric")]),
    ("2021年3月5日，办理诉求20件。", [("2021年3月5日", "date"), ("20件", "metric")]),
    ("5月起推行积分制。", [("5月", "undated")]),
    ("位列全省第三，由第一书记牵头。", [("三", "ordinal"), ("一", "ordinal")]),
    ("推行“五联五创”工作法。", [("五联五", "name")]),
    ("九江市浔阳区开展试点。", [("九", "name")]),
    ("拨打电话0792-8123456反映。", [("0792-8123456", "phone")]),
    ("晚上19:30召开院坝会。", [("19:30", "clock")]),
    ("联系邮箱abc12@example.com。", [("12", "code")]),
    ("加快5G基站建设。", [("5", "code")]),
    ("印发赣办发〔2022〕7号文件。", [("2022", "document-number"), ("7", "document-number")]),
    ("印发《关于做好30件实事的通知》。", [("30", "title")]),
    ("防止“两张皮”。", [("两", "quoted")]),
    ("一是建机制，二是强队伍。", [("一", "list-mark"), ("二", "list-mark")]),
    ("这一做法进一步推广，统一管理。", [("一", "set-phrase"), ("一", "set-phrase"), ("一", "set-phrase")]),
    ("打造了一批示范点，解决若干问题。", [("一", "indefinite"), ("若干", "indefinite")]),
    ("从三个方面推进。", [("三", "parts")]),
    ("党建、治理、服务三条主线贯穿始终。", [("三", "parts")]),
    ("给60岁以上老人发补贴。", [("60", "threshold")]),
    ("提供24小时服务。", [("24", "period")]),
    ("每月10日为议事日。", [("每月10日", "undated")]),
    ("对排名前10的村给予奖励。", [("10", "threshold")]),
    ("每万人拥有社区工作者18人。", [("万", "formula"), ("18人", "metric")]),
    ("住在解放路88号。", [("88", "address")]),
    ("公式是1+1大于2。", [("1", "formula"), ("1", "formula"), ("2", "unread")]),
    ("市与县按4∶6分担，居民按1比3分组。", [("4", "formula"), ("6", "formula"), ("1", "formula"), ("3", "formula")]),
    ("结果如何，答案是37。", [("37", "unread")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:10] for text, _ in CASES])
def test_fates_of_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    _, audit = audited(text)
    assert fates(audit, audit.numbers) == expected


def test_numbers_of_clauses_and_headings() -> None:
    text = "某某市社区治理条例\n\n第一章　总则\n\n第一条　为了加强治理，制定本条例。\n\n第二条　本条例适用于本市。\n"
    _, audit = audited(text)
    assert [fate for _, fate in fates(audit, audit.numbers)] == ["clause-number"] * 3


@pytest.mark.parametrize(
    ("body", "fate"), [("各地推进建设，办事更方便。", "metric"), ("各地建成驿站120个，办事更方便。", "heading")]
)
def test_numbers_of_headings_count_where_no_sentence_states_them(body: str, fate: str) -> None:
    text = f"推进社区治理\n\n一、建成驿站120个\n\n{body}\n\n二、强化保障\n\n落实经费保障。\n"
    _, audit = audited(text)
    assert next(code for number, code in fates(audit, audit.numbers) if number.startswith("120")) == fate


def test_row_tells_metric_date_and_name() -> None:
    _, audit = audited("2021年，新余市推行“三访三清”工作法，走访群众超过3.5万户。")
    told = {row.fate: row.told for row in audit.numbers}
    assert told[Fate.DATE] == "2021年"
    assert told[Fate.NAME].startswith("机制：三访三清")
    assert told[Fate.METRIC] == "群众：超过35,000户（现状）"


PIECES = [
    "九江市", "推行", "“五联五创”", "工作法", "，", "。", "\n", "2021年3月", "“双报到”", "《关于", "30件实事的通知》",
    "从15天", "缩短到6天", "3.5万余件", "96%", "(", ")", "一是", "第三条", "〔2020〕5号", "12345热线", "９个", "1/3",
    "19:30", "近", "约", "1,470", "个", "户", "以上", "1+24+1", "2.5", "5G", "由86个减为54个", "占", "三分之二", "：",
    " ", "0792-8123456", "500千克", "百分之三十", "十几名", "两三",
]  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join))
def test_every_number_is_in_one_row(text: str) -> None:
    if not text.strip():
        return
    extraction, audit = audited(text)
    check(extraction, audit)


def check(extraction: Extraction, audit: Audit) -> None:
    """Every run of digits lies in one row, rows are apart and in order, and every metric is in a row."""
    rows, cleaned = audit.numbers, extraction.document.text
    assert all(row.start < row.end for row in rows)
    assert all(a.end <= b.start for a, b in pairwise(rows))
    for match in re.finditer(r"\d+|[〇零一二两三四五六七八九十百千万亿]+", cleaned):
        # 500千克: the 千 is of the unit
        if sum(row.start <= match.start() and match.end() <= row.end for row in rows) != 1:
            assert re.search(r"[\d万亿]千$", cleaned[: match.end()]), match
    assert all(any(same(m, found) for row in rows for found in row.metrics) for m in extraction.metrics)
    assert sum(len(row.metrics) for row in rows) == len(extraction.metrics)
    assert all((row.fate is Fate.METRIC) == bool(row.metrics) for row in rows)


def same(metric: Metric, other: Metric) -> bool:
    keys = ("subject", "value", "value_max", "unit", "approx", "role", "evidence")
    return all(getattr(metric, key) == getattr(other, key) for key in keys)


@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_what_nothing_speaks_against_may_be_a_metric(text: str) -> None:
    known = words(text)
    judged = judge_quantities(text, known, [])
    assert [item.found for item in judged if item.fate is None] == find_measures(text, known, [])


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the real texts are not at {CORPUS}")
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_few_numbers_of_a_real_text_are_unread(number: str) -> None:
    (path,) = CORPUS.glob(f"{number}_*.txt")
    document, _ = load_document(path, Metadata(number))
    extraction, audit = extract_audited(document)
    check(extraction, audit)
    assert counts(audit.numbers)[Fate.UNREAD] < MOST_UNREAD * len(audit.numbers)
