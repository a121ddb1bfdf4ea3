"""The time that a metric holds for. Source: annotation guidelines, "Metrics"."""

from __future__ import annotations

import re

from ingest.figures.baselines import is_baseline, is_opening
from ingest.figures.frames import NOW_RE, frame_of, stage_above, year_of_all
from ingest.figures.reading import Reading
from ingest.figures.settings import Setting
from ingest.figures.subjects import Passage
from kg.date_values import date_bounds
from kg.model import Document

# 到试点期满: another time than the one before, though no calendar has it
_OTHER_RE = re.compile(r"期满|届时|此后|随后")


def time_of(setting: Setting, passage: Passage, reading: Reading, role: str) -> str | None:
    """The date named last before the number in its sentence; the later side of a change has none of its own."""
    document, dates = setting.document, setting.dates
    at, text = reading.found.numeral[0], passage.text
    if reading.role == "before" and not _has_own_date(passage, at):
        return None
    before = [start for start, end in passage.dates if end <= at and not is_baseline(text, start, end)]
    if before and _ERA_RE.fullmatch(dates[before[-1]]) and passage.segment(before[-1])[1] < at:
        return None  # 上世纪90年代企业改制,留下家属院63个: so many there are now
    before = [start for start in before if not _DATELINE_RE.search(text, passage.start, start)]
    if reading.role != "before":  # 由2018年的50起降至10起, 降幅达80%: the first date is the first number's alone
        before = [start for start in before if "/.." in dates[start] or not is_opening(text, start)]
    before = [start for start in before if _reaches(passage, start, at)]
    if role == "change" and len(before) > 1 and _TWO_SIDES_RE.search(text, before[-2], at):
        return None
    if not passage.dates:
        stage = stage_above(setting, at)
        return stage if stage is not None or _is_lasting_rule(reading) else frame_of(setting, passage, at, role)
    if not before:
        return year_of_all(setting, passage, at)
    if any(pattern.search(text, before[-1], at) for pattern in (NOW_RE, _OTHER_RE, _SINCE_RE)):
        return None
    if _has_own_period(passage, reading, before[-1], role) or _is_effect(
        passage, dates[before[-1]], before[-1], at, role
    ):
        return None
    if role == "level" and document.genre == "policy" and _is_to_come(document, dates[before[-1]]):
        return None  # 到2025年,全县360个行政村…: how many there are does not wait for the goal
    return dates[before[-1]]


# 平台2023年6月上线,…缩短至2天
_LAUNCH_RE = re.compile(r"上线|启用|投用|开通|投入(?:使用|运行)|揭牌|挂牌")
_DAY_RE = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:/\.\.)?")


def _is_effect(passage: Passage, value: str, start: int, at: int, role: str) -> bool:
    """Is a number what came of something that was set up on the day or in the month before it?"""
    if role not in ("after", "change", "share") or not _DAY_RE.fullmatch(value):
        return False
    _, right = passage.segment(start)
    return right < at and _LAUNCH_RE.search(passage.text, start, right) is not None


_ERA_RE = re.compile(r"\d{3}0/\d{3}9|\d{4};circa")


def _has_own_date(passage: Passage, at: int) -> bool:
    """由2020年的71%, 从上年末的12家: the earlier side of a change is of the date that it names, else of none."""
    left, _ = passage.segment(at)
    dated = any(left <= start and end <= at and is_opening(passage.text, start) for start, end in passage.dates)
    return dated or _MERGED_RE.search(passage.text, at, at + 10) is not None


_MERGED_RE = re.compile("整合|合并|归并|撤并")  # 2021年3月4支队伍整合为1支: so many there were that day
# 十年累计提高, 三年里经手: the number has a length of time of its own
_PERIOD_RE = re.compile(
    r"(?<![0-9])(?:[一二两三四五六七八九十]{1,3}|[0-9]{1,2})年(?:里|间|来|内|多来|下来|累计(?=[提上下降增减]))"
    r"|(?<=[,，;；])[一二两三四五六七八九十]年(?=[一-鿿])(?![行计期级前后内底初末中度累])"
    r"|(?<=[,，])(?:半年|[0-9一二三四五六七八九十]{1,3}个月|[0-9一二三四五六七八九十]{1,3}周)(?:来|里|以来|下来)?(?=[一-鿿])(?![前后内])"
)
_EACH_RE = re.compile(r"每[名位件户人](?!每|月|年)[^0-9]{2}")  # 每名村干部包联30户: how it is done, not what came of it
_SINCE_RE = re.compile(r"年(?![来间])[^,，。;；]{2,24}(?:以后|之后)[,，]")  # 某年两区合并以后,…
_RULE_RE = re.compile(r"有效期$|^每个?(?:月|季度?|半年|年|周|天|日)|[0-9]户")


def _has_own_period(passage: Passage, reading: Reading, date: int, role: str) -> bool:
    """Does the stretch of the number name a length of time, and the date stand in another?"""
    at = reading.found.numeral[0]
    left, _ = passage.segment(at)
    if date < left and (_is_lasting_rule(reading) or (role == "level" and _EACH_RE.match(reading.subject))):
        return True
    start = max([left, *(f.end for f in passage.found if left < f.end <= reading.found.start)])
    return date < left and (
        _PERIOD_RE.search(passage.text, left, at) is not None or (start == left and _continues_period(passage, left))
    )


def _continues_period(passage: Passage, left: int) -> bool:
    """三年里经手523件,履行率98%: the next stretch is of the same length of time."""
    if left <= passage.start:
        return False
    before, _ = passage.segment(left - 2)
    dated = any(before <= start < left for start, _ in passage.dates)
    return not dated and passage.text[left - 1] in ",，" and _PERIOD_RE.search(passage.text, before, left) is not None


def _is_lasting_rule(reading: Reading) -> bool:
    """每半年发布一次, 3000户以下的社区配备…: a rule holds on, and no date of the text ends it."""
    frequent = reading.found.quantity.unit in ("次", "年", "户", "人", "名")
    return frequent and _RULE_RE.search(reading.subject) is not None


# 由2013年的6815件降到2022年的4290件,降幅37%
_TWO_SIDES_RE = re.compile(r"[由从]?20\d\d年的?[^,，。;；]{1,16}(?:到|至|为)20\d\d年的[^,，。;；]{1,12}[,，]")
_DATELINE_RE = re.compile(r"本报[一-鿿]{2,8}$")  # 本报某地4月12日电: when the news was sent


def _is_to_come(document: Document, value: str) -> bool:
    """Is the year of a Date value the document's own or a later one, and not over?"""
    issued = document.issued
    if issued is None or value[:4] < issued[:4] or value.endswith("as-of"):
        return False
    last = date_bounds(value)[1]
    return last is None or last >= issued


_SEMICOLON_RE = re.compile(r"[;；]")


def _reaches(passage: Passage, start: int, at: int) -> bool:
    """Does a date hold for the number at `at`? One that opens the sentence does, others up to the next semicolon."""
    text = passage.text
    left, right = passage.segment(start)
    if right >= at:
        return True
    if text.startswith("早在", max(0, start - 2)) or text[left:start].strip(" ,，").startswith("其中"):
        return False
    if _BUILT_RE.search(text, start, right) or _BUILT_IN_RE.search(text, max(left, start - 6), start):
        return False
    return (
        left == passage.start
        or bool(_TELLER_RE.search(text, passage.start, left))
        or not _SEMICOLON_RE.search(text[start:at])
    )


# 小区建成于1998年,住着…; 51栋是1986年盖的: it says how old something is
_BUILT_RE = re.compile(r"年[^,，。;；]{0,4}(?:[盖建修]|建成|修建|建造|竣工|投用|交付)(?:起来)?的$")
_BUILT_IN_RE = re.compile(r"(?:建成?|修建|建造|竣工|交付|成立|组建|始建|创办|投用)(?:使用)?[于在]$")
_TELLER_RE = re.compile(r"(?:介绍|表示|透露|显示|统计|说)[,，:：“]+$")  # 某某介绍,到2022年底,…;…
