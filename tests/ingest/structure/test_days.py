"""The days of a text: its history, from when and until when it is in force."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.days import Days, day_of, days_of, effective_of, expires_of

ISSUED = Days(issued="2020-03-31", adopted="2020-03-20", published="2020-04-02")
EFFECTIVE = [
    ("第九条 本办法自2021年8月1日起施行", "2021-08-01"),
    ("本意见自二〇二一年八月一日起执行，由市民政局负责解释", "2021-08-01"),
    ("本条例从2016年5月 1日起施行", "2016-05-01"),
    ("本办法自印发之日起施行", "2020-04-02"),
    ("本办法自发布之日起30日后施行", "2020-05-02"),
    ("本规定自公布之日起满一个月后施行", "2020-05-02"),
    ("本决定自通过之日起施行", "2020-03-20"),
    ("本办法自2021年8月1日起施行，《乙市旧办法》同时废止", "2021-08-01"),
    ("第五条第二款自2022年1月1日起施行", None),
    ("《乙市旧办法》自2015年1月1日起施行", None),
    ("自2019年以来，各地积极施行网格化管理", None),
]
EXPIRES = [
    ("本办法自2020年5月1日起施行，有效期至2025年4月30日", "2025-04-30"),
    ("本办法自2020年5月1日起施行，有效期5年", "2025-04-30"),
    ("本办法自2020年5月1日起施行，有效期为两年", "2022-04-30"),
    ("本办法自2020年5月1日起施行，试行期6个月", "2020-10-31"),
    ("本办法自2020年5月1日起试行一年", "2021-04-30"),
    ("本办法有效期十年", "2030-04-30"),
    ("本通知执行至2024年12月31日止", "2024-12-31"),
    ("身份证明有效期5年", None),
    ("合同有效期至2025年4月30日的，应当续签合同", None),
    ("建设期为3年", None),
]


@pytest.mark.parametrize(("sentence", "day"), EFFECTIVE)
def test_effective(sentence: str, day: str | None) -> None:
    assert (
        days_of([], [sentence], {}, None).effective == day or effective_of(["".join(sentence.split())], ISSUED) == day
    )


@pytest.mark.parametrize(("sentence", "day"), EXPIRES)
def test_expires(sentence: str, day: str | None) -> None:
    assert expires_of([sentence], Days(effective="2020-05-01")) == day


HISTORIES = [
    (["2019年4月29日 乙市第六届人民代表大会常务委员会第二次会议通过", "2019年5月28日 甲省人大常委会批准"],
     ("2019-04-29", None, None)),
    (["1999年6月1日 甲省人民代表大会常务委员会通过", "2015年3月2日 省人大《关于修改〈甲条例〉的决定》修正",
      "2020年9月3日 甲省人大常委会修订"], ("1999-06-01", "2020-09-03", None)),
    (["（2001年2月3日甲省人民政府令第5号公布 根据2010年4月5日甲省人民政府令第9号修订）"],
     ("2001-02-03", "2010-04-05", "2001-02-03")),
    (["2010年1月8日 甲院审判委员会第9次会议通过", "2020年2月9日 甲院审判委员会第19次会议通过"],
     ("2010-01-08", "2020-02-09", None)),
    (["2021年6月3日 乙市人民代表大会常务委员会修订", "2021年7月9日 甲省人大常委会批准"],
     ("2021-06-03", "2021-06-03", None)),
    (["2021年2月30日 乙市人民代表大会通过"], (None, None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "days"), HISTORIES)
def test_history(lines: list[str], days: tuple[str | None, ...]) -> None:
    found = days_of(lines, [], {}, None)
    assert (found.adopted, found.revised, found.published) == days


def test_page_wins_over_the_text() -> None:
    found = days_of([], ["本办法自2021年8月1日起施行"], {"effective": "2021-09-01", "published": "2021-07-02"}, None)
    assert (found.effective, found.published) == ("2021-09-01", "2021-07-02")


def test_day_of_a_page_is_not_that_of_the_text() -> None:
    found = days_of([], ["本办法自印发之日起施行"], {"published": "2023-07-02"}, "2021-05-10")
    assert (found.effective, found.published) == ("2021-05-10", "2023-07-02")


@given(st.text(alphabet="自本办法2019年月日起施行有效期至五〇，。《》 第条", max_size=50))
def test_any_sentence_gives_real_days_or_none(sentence: str) -> None:
    found = days_of([sentence], [sentence], {}, "2020-01-31")
    for day in (found.adopted, found.revised, found.published, found.effective, found.expires):
        assert day is None or day_of(day) == day
