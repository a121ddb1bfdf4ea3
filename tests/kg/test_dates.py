"""Expressions of time and the ISO values with a modifier that stand for them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.date_values import MODIFIERS, date_bounds, format_date, is_date_value, years
from kg.dates import find_dates, parse_date

CASES = """
2017年初	2017;early
2017年9月	2017-09
2018年底	2018;end
2018年年底	2018;end
2019年末	2019;end
到2035年	2035;by
到2021年底	2021;end
2019年以前	../2019
上世纪末	2000;circa
截至2022年9月10日	2022-09-10;as-of
2024年以来	2024/..
自2019年以来	2019/..
从2018年起	2018/..
自2020年1月1日起施行	2020-01-01
自2020年1月1日起正式实施	2020-01-01
自2020年1月1日起开展排查	2020-01-01/..
2020年9月底前	2020-09;end
年底前完成	2021;end
到年底	2021;end
年初以来	2021/..
每年年底前	-
年初制定、年底考核	-
截至2020年9月底	2020-09;as-of
截至上年末	2020;end
截至2019年底	2019;end
5月6日召开的会议	2021-05-06
有效期至2025年3月31日	2025-03-31
2016年试点。两年后的10月,全市推开	2016 2018-10
2016年试点。三年后,全市推开	2016 2019
2016年试点。第二年,全市推开	2016 2017
2016年初试点。这年年底,全市推开	2016;early 2016;end
三年后,全市推开	-
连续第二年入选	-
今年前三季度	2021-01/2021-09
2020年第三季度	2020-07/2020-09
2020年一至三季度	2020-01/2020-09
前两个季度	2021-01/2021-06
上半年	2021;first-half
一季度	2021-01/2021-03
每季度	-
上一季度	-
每半年	-
一月一调度	-
三年内实现全覆盖	-
年内完成	2021
今年来	2021/..
较年初增加8个	2021;early
本世纪初	2000;circa
20世纪初	1900;circa
“十四五”开局之年	2021
“十三五”的收官之年	2020
本年度	2021
2019年3月启动,当年建成	2019-03 2019
2019年3月启动,次年9月建成	2019-03 2020-09
2019年12月至次年3月	2019-12/2020-03
当年财政收入	-
2019年,全年共受理	2019 2019
全年共受理	-
全年无休	-
本月15日	2021-06-15
上月	2021-05
2019年3月启动,同月15日	2019-03 2019-03-15
昨日	2021-06-09
今天下午	2021-06-10
今天的农村	-
8日,记者获悉	2021-06-08
15日内办结	-
近8日,天气	-
12月28日开工	2021-12-28
12月底前完工	2021-12;end
到12月	2021-12;by
三年来	-
近三年	-
过去五年	-
一年来	-
近年	-
三年行动	-
“十四五”以来	2021/..
“十四五”	2021/2025
十四五时期	2021/2025
“十三五”末	2020;end
到“十四五”末	2025;end
2021年到2023年	2021/2023
2020—2022年	2020/2022
2020-2022年	2020/2022
本世纪中叶	2050;circa
到本世纪中叶	2050;circa
20世纪90年代	1990/1999
上世纪六七十年代	1960/1979
80年代初	1980/1989;early
9月	2021-09
1至9月	2021-01/2021-09
6月10日	2021-06-10
3月中旬	2021-03;mid
五月	2021-05
去年	2020
今年上半年	2021;first-half
今年以来	2021/..
前年	2019
2021-06-10	2021-06-10
2021.06.10	2021-06-10
2021/6/10	2021-06-10
2021 年 6 月 10 日	2021-06-10
二〇二二年	2022
二○二二年三月五日	2022-03-05
2022年一季度	2022-01/2022-03
2021年1—9月	2021-01/2021-09
2020年1月12日至15日	2020-01-12/2020-01-15
2020年1月至2021年3月	2020-01/2021-03
2025年前	2025;by
2025年前后	2025;circa
2018年左右	2018;circa
2021年6月底	2021-06;end
2019年中国改革	2019
2020年初步建成	2020
由2018年的21%上升到2021年的78%	2018 2021
2019年年初至2020年底	2019;early 2020;end
近年来	-
目前	-
每年9月	-
每年六月至九月	-
12个月	-
100多年	-
改革开放40年	-
川办发〔2018〕12号	-
“八五”普法	-
2020年2月30日	-
上年度	-
达到2021年水平	2021
2019年机构改革以来	2019/..
自2020年7月换届以来	2020-07/..
今年入汛以来	2021/..
2012年党的十八大以来	2012
自2020年起实施	2020/..
自2020年5月起施行	2020-05
2020年来	2020/..
今年前5个月	2021-01/2021-05
2020年一季度末	2020-03;end
“十四五”期末	2025;end
一、起步(2009—2012)	2009/2012
(2012—2009)	-
年末全市共有社区90个	2021;end
年底考核	-
同一年	-
公示期不少于7日,	-
公示7日,无异议	-
于7日,举行	2021-06-07
每年11月至次年4月	-
每年11月设岗,次年4月撤销	-
每到4月便走空	-
今年1至5月,调解成功率比2018年同期提高	2021-01/2021-05 2018-01/2018-05
比2018年同期提高	2018
2019年“两委”换届以来	2019/..
从2016年起步推开,到2018年全面铺开,再到2019年提档	2016 2018 2019
"""


@pytest.mark.parametrize("line", CASES.strip().split("\n"))
def test_date_of_a_wording(line: str) -> None:
    text, expected = line.split("\t")
    found = find_dates(text, context="2021-06-10")
    assert " ".join(item.value for item in found) == ("" if expected == "-" else expected)


@pytest.mark.parametrize(
    "text",
    ["去年", "今年以来", "9月", "1至9月", "6月10日", "年底前", "上半年", "前三季度", "全年共", "本月", "当年", "8日,"],
)
def test_date_that_hangs_on_the_document_needs_its_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2018年办起;目前有12家,8月验收", ["2018", "2021-08"]),
        ("离“十四五”末的要求还远。5月召开的会议", ["2025;end", "2021-05"]),
        ("2018年拿出300万元,比上年增加一成", ["2018", "2017"]),
        ("今年上半年办结率98%,较去年同期提高", ["2021;first-half", "2020;first-half"]),
        ("1996年3月办起来。此后三年,又添了六家", ["1996-03", "1996/1999"]),
        ("2016—2017采暖季,2018年后,", ["2016/2017", "2018/.."]),
        ("较2018年末多3家,6月验收", ["2018;end", "2021-06"]),
        ("由2018年的3家增加,6月验收", ["2018", "2021-06"]),
        ("按《行动计划(2022—2024年)》,年底前建成", ["2022/2024", "2021;end"]),
        ("到2025年达标。二是扩面,力争年底前完成", ["2025;by", "2021;end"]),
        ("2018年启动,年底前完成", ["2018", "2018;end"]),
        ("2018年启动。年底,建成", ["2018", "2018;end"]),
    ],
)
def test_bare_month_is_of_the_year_in_which_the_text_goes_on(text: str, values: list[str]) -> None:
    assert [d.value for d in find_dates(text, context="2021-06-10")] == values


def test_bare_month_takes_its_year_from_the_date_before() -> None:
    assert [d.value for d in find_dates("2019年3月启动,9月推广。", context="2021")] == ["2019-03", "2019-09"]


@pytest.mark.parametrize(
    ("text", "context", "values"),
    [
        ("12月28日举行", "2024-01-05", ["2023-12-28"]),
        ("将于12月举行", "2024-01-05", ["2024-12"]),
        ("到11月全部完成", "2024-01-05", ["2024-11;by"]),
        ("12月底前完成", "2024-01-05", ["2024-12;end"]),
        ("12月举行", "2024", ["2024-12"]),
        ("全年累计办理", "2024-01-05", []),
        ("全年累计办理", "2023", ["2023"]),
        ("上月", "2024-01", ["2023-12"]),
        ("昨天", "2024-01", []),
        ("那是11年前,两年前建成", "2024-01-05", ["2013", "2022"]),
        ("近3年前来参观,2020年前后,每2年前往", "2024-01-05", ["2020;circa"]),
        ("截至三季度,截至2022年一季度末", "2024-01-05", ["2024-09;as-of", "2022-03;as-of"]),
        ("2023年初一摸底,2023年初一学生", "2024-01-05", ["2023;early", "2023"]),
        ("昨天", "2024-01-01", ["2023-12-31"]),
    ],
)
def test_date_that_hangs_on_the_documents_month(text: str, context: str, values: list[str]) -> None:
    assert [d.value for d in find_dates(text, context=context)] == values


def test_found_dates_are_their_words() -> None:
    text = "自2018年底以来,到2025年"
    assert [text[d.start : d.end] for d in find_dates(text)] == ["自2018年底以来", "到2025年"]


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ("2018", ("2018-01-01", "2018-12-31")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2021-06-10", ("2021-06-10", "2021-06-10")),
        ("2018;end", ("2018-10-01", "2018-12-31")),
        ("2017;early", ("2017-01-01", "2017-03-31")),
        ("2017;mid", ("2017-04-01", "2017-09-30")),
        ("2021;first-half", ("2021-01-01", "2021-06-30")),
        ("2021-06;end", ("2021-06-21", "2021-06-30")),
        ("2021/2025", ("2021-01-01", "2025-12-31")),
        ("2024/..", ("2024-01-01", None)),
        ("2024;by", (None, "2024-12-31")),
        ("../2020", (None, "2020-12-31")),
        ("2022-09-10;as-of", ("2022-09-10", "2022-09-10")),
        ("2050;circa", ("2045-01-02", "2055-12-30")),
        ("1980/1989;early", ("1980-01-01", "1983-05-01")),
    ],
)
def test_date_bounds_on_the_calendar(value: str, bounds: tuple[str | None, str | None]) -> None:
    assert date_bounds(value) == bounds


@pytest.mark.parametrize(
    "value", ["", "18", "2018-13", "2018;soon", "2021/2019", "2018-02-30", "../..", "../2018/2019", "近年来"]
)
def test_date_value_that_is_not_well_formed_is_refused(value: str) -> None:
    assert not is_date_value(value)
    with pytest.raises(ValueError, match="not a Date value"):
        date_bounds(value)


YEARS = st.integers(1900, 2099)
POINTS = st.one_of(
    YEARS.map(str),
    st.tuples(YEARS, st.integers(1, 12)).map(lambda p: f"{p[0]}-{p[1]:02d}"),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)).map(date.isoformat),
)


@given(POINTS)
def test_format_of_a_point_parses_back(value: str) -> None:
    assert parse_date(format_date(value)) == value
    assert parse_date(format_date(f"{value};by")) == f"{value};by"
    assert parse_date(format_date(f"{value};as-of")) == f"{value};as-of"
    assert parse_date(format_date(f"{value};circa")) == f"{value};circa"
    assert parse_date(format_date(f"{value}/..")) == f"{value}/.."


@given(YEARS, st.sampled_from(["early", "mid", "end", "first-half", "second-half"]))
def test_format_of_a_part_of_a_year_parses_back(year: int, modifier: str) -> None:
    assert parse_date(format_date(f"{year};{modifier}")) == f"{year};{modifier}"


@given(st.integers(1900, 2060), st.integers(1, 30))
def test_format_of_an_interval_parses_back(year: int, length: int) -> None:
    assert parse_date(format_date(f"{year}/{year + length}")) == f"{year}/{year + length}"


@given(POINTS, st.sampled_from(["", *(f";{m}" for m in MODIFIERS), "/.."]))
def test_bounds_are_in_order_and_within_the_value(value: str, modifier: str) -> None:
    earliest, latest = date_bounds(value + modifier)
    assert earliest is None or latest is None or earliest <= latest
    assert list(years(value + modifier))


@given(st.text(alphabet="0123456789年月日初底末到至截以来前后十四五“”—-世纪代上半季度 .今去/\n", max_size=40))
def test_found_dates_are_well_formed_and_do_not_overlap(text: str) -> None:
    found = find_dates(text, context="2021-06-10")
    assert all(is_date_value(item.value) for item in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
