"""Cleaning and structure of the real texts beside the checkout; skipped where they are not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from ingest.clean import CleanText, clean
from ingest.extract import Metadata
from ingest.hanzi import count_traditional
from ingest.readers import read
from ingest.structure import structure
from kg.model import Document

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the real texts are not at {CORPUS}")


@cache
def cleaned(number: str) -> tuple[str, CleanText, Document]:
    """Source text, cleaned text and document of the text whose file begins with `number`."""
    (path,) = CORPUS.glob(f"{number}_*.txt")
    source = read(path.read_bytes(), name=str(path))
    result = clean(source)
    return source.text, result, structure(result, source.file, Metadata(number))


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_character_of_the_source_is_mapped_once(number: str) -> None:
    source, result, _ = cleaned(number)
    assert sorted(i for s in result.segments for i in range(*s.source)) == list(range(len(source)))
    for segment in result.segments:
        if segment.repair is None:
            assert result.text[slice(*segment.clean)] == source[slice(*segment.source)]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_cleaning_again_changes_nothing(number: str) -> None:
    _, result, _ = cleaned(number)
    assert clean(result.text).text == result.text


def test_annotated_text_is_simplified_and_without_readings() -> None:
    source, result, _ = cleaned("004")
    assert count_traditional(result.text) == 0
    assert not re.search("[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]", result.text)
    readings = sum(r.before.count("(") for r in result.repairs if r.name == "pinyin")
    apart = sum(len(re.findall(r"\([a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]+\)", n.text)) for n in result.apart)
    assert apart == 0  # notes are repaired too
    assert readings > 450
    assert source.count("(") > 500


@pytest.mark.parametrize(
    "words", ["监督。现在", "发展潜能进行", "县(区)委", "党(工)委", "(“一首”)", "成效显著", "着力打造"]
)
def test_annotated_text_reads_as_it_should(words: str) -> None:
    assert words in cleaned("004")[1].text


@pytest.mark.parametrize("words", ["项目资金统筹起来", "网格)延伸,向", "职业化岗位薪酬", "单独议”转变为"])
def test_newspaper_columns_are_rejoined(words: str) -> None:
    assert words in cleaned("001")[1].text


def test_newspaper_box_is_set_apart() -> None:
    _, result, document = cleaned("001")
    (box,) = [clause for clause in document.clauses if clause.kind == "box"]
    assert result.text[box.start : box.end].startswith("全国城市基层党建工作")
    assert box.headings == ()
    assert "下转" not in result.text


@pytest.mark.parametrize("words", ["ICP", "责编", "供图", "扫二维码", "首页"])
def test_page_is_without_its_furniture(words: str) -> None:
    assert words not in cleaned("000")[1].text


@pytest.mark.parametrize("words", ["上一篇", "版权声明", "相关推荐", "2023年1月8日"])
def test_repost_is_without_its_footer(words: str) -> None:
    assert words not in cleaned("002")[1].text


def test_lost_plus_signs_are_back() -> None:
    assert "“1+24+1”" in cleaned("002")[1].text


def test_policy_has_its_numbered_clauses() -> None:
    _, _, document = cleaned("003")
    assert sum(clause.label is not None for clause in document.clauses) == 37
    assert sum(heading.level == 1 for heading in document.headings) == 7
    assert "“两个维护”,毫不动摇" in document.text


@pytest.mark.parametrize(
    ("number", "publisher", "issued", "genre", "clauses"),
    [
        ("000", "四川党的建设", "2021-06-10", "report", 20),
        ("001", "中共成都市委组织部", None, "report", 15),
        ("002", "中国社会报", None, "report", 15),
        ("003", "中共凉山州委", "2020-01-12", "policy", 46),
        ("004", "国家治理周刊", None, "review", 15),
    ],
)
def test_header_of_each_text(number: str, publisher: str, issued: str | None, genre: str, clauses: int) -> None:
    document = cleaned(number)[2]
    assert (document.publisher, document.issued, document.genre) == (publisher, issued, genre)
    assert len(document.clauses) == clauses


@pytest.mark.parametrize(
    ("number", "start", "end"),
    [
        ("000", "推进城乡基层治理", "四川实践"),
        ("001", "四川省成都市：", "相融共生"),
        ("002", "坚持问题导向 ", "现代化建设"),
        ("003", "中共凉山州委关于", "实施意见"),
    ],
)
def test_title_of_each_text(number: str, start: str, end: str) -> None:
    title = cleaned(number)[2].title or ""
    assert title.startswith(start)
    assert title.endswith(end)


def test_text_without_title_has_none() -> None:
    assert cleaned("004")[2].title is None


def test_three_regions_are_the_outer_headings() -> None:
    _, _, document = cleaned("002")
    assert [heading.text for heading in document.headings if heading.level == 1] == ["北京", "湖北", "四川"]
