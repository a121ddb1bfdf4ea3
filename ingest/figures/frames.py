"""Frames of time: what holds for a figure though its own sentence names no date for it.

An earlier sentence of the paragraph (到2025年底,…。…达100%), the stage or the heading that it stands under, the year
that a report looks back on. Source: annotation guidelines, "Metrics".
"""

from __future__ import annotations

import re

from ingest.figures.baselines import is_baseline, is_opening
from ingest.figures.settings import Setting
from ingest.figures.subjects import Passage
from ingest.years import is_of_wants

_YEAR_RE = re.compile(r"\d{4}")
_GOAL_RE = re.compile(r"\d{4};(?:by|end)")
_REACH = 40
_ALL_YEAR_RE = re.compile(r"全年[^,，。;；]*$")
_DUE_RE = re.compile("[到至]|[^,，。;；]{2,10}前[,，]")  # 到2025年底; 年底前, at the head of what is to be reached
_ITEM_RE = re.compile(
    r"[\s。;；]*(?:[一二三四五六七八九十]+是|其[一二三四五]|第[一二三四五六七八九十]+[,，]"
    r"|[(（]?[0-9一二三四五六七八九十]{1,2}[)）.．、])"
)
NOW_RE = re.compile(r"(?<![截至由从自])(?:如今|目前|现在|现已|而今|眼下|现今|时下|当下)")  # not 由目前的40%提高到70%
_EVERY_RE = re.compile(r"每[年月周季]")
_YEARLY_RE = re.compile(r"(?<![人户名位村个])每年")  # 每人每年6600元 is how much, 每年租金约180万元 how often


def frame_of(setting: Setting, passage: Passage, at: int, role: str) -> str | None:
    """The time of a number whose sentence has no date."""
    text = passage.text
    if role == "target" and _ALL_YEAR_RE.search(text, max(passage.start, at - _REACH), at):
        return year_above(setting, at) or _year_of_title(setting)
    every = _EVERY_RE if setting.period_at(at) is None else _YEARLY_RE
    if every.search(text, passage.start, at) or NOW_RE.search(text, passage.start, at):
        return None
    if role == "target":
        return _goal(setting, passage, at)
    if role == "level" and _MADE_OF_RE.match(text, passage.start, at):
        return None
    return _state_above(setting, passage, at) or year_above(setting, at)


# 全镇辖12个村: of what a place is made up is of no year
_MADE_OF_RE = re.compile(
    r"[\s一二三四五六七八九十、（）()]*(?:[^,，。;；]{0,16}[,，])?[^,，。;；]{0,12}?(?:下?辖|现辖)(?=[0-9有])"
)


def stage_above(setting: Setting, at: int) -> str | None:
    """The time of the stage that a plan tells of in its paragraph: (二)全面推开(2024年10月至2025年12月)。…"""
    if not setting.stages:
        return None
    clause = setting.document.clause_at(at)
    return None if clause is None else setting.stages.get(clause.start)


_PLAN_RE = re.compile(r"\d{4}/\d{4}")  # 提前实现“十四五”目标
# a sentence that tells what was done is of the time in which it was done
_ACT_RE = re.compile(
    "全年|年内|投入|投资|支出|新[建增]|改[建造]|完成|发放|实施|开展|启动|探索|推[行动广]|解决|受理|化解|办[理结]|处置|救助|培训|招[录聘]"
    "|组织|举办|出台|落实|争取|接待|服务[居群]|排查|采纳|收到|征集|注销|取消|清[理退]|调[解处]|调查|另据|目前|现在|如今"
)


def _state_above(setting: Setting, passage: Passage, at: int) -> str | None:
    """How things stood at the time that an earlier sentence names: 年末全市有机构113家。…其中公办37家."""
    if not setting.states:
        return None
    text, heading = passage.text, next(setting.headings_above(passage.start), None)
    clause = setting.document.clause_at(passage.start)
    if clause is None:
        return None
    start = heading.end if heading is not None and setting.period_at(at) is not None else clause.start
    for date in reversed(setting.dates_between(start, passage.start)):
        if is_opening(text, date) or is_baseline(text, date, date) or _PLAN_RE.fullmatch(setting.dates[date]):
            continue
        told = date in setting.states and not _ACT_RE.search(text, date, at)
        return setting.dates[date] if told else None
    return None


def _year_of_title(setting: Setting) -> str | None:
    """The one year that the title of a year's plan names."""
    years = set(_TITLE_YEAR_RE.findall(setting.document.title or ""))
    return years.pop() if len(years) == 1 else None


_TITLE_YEAR_RE = re.compile(r"(20\d\d)年(?![以来前]|[—－–─~～至到-])")


def _goal(setting: Setting, passage: Passage, at: int) -> str | None:
    """The date by which a goal of an earlier sentence of the paragraph is to be reached: 到2025年底,…。…达100%;
    else the year of the heading."""
    document, dates = setting.document, setting.dates
    clause = document.clause_at(at)
    year = year_above(setting, at)
    if clause is None or (year is not None and _ITEM_RE.match(passage.text, passage.start)):
        return year
    last = max(setting.dates_between(clause.start, at), default=None)
    if last is None:
        return year
    if _GOAL_RE.fullmatch(dates[last]) and _DUE_RE.match(document.text, last):
        return dates[last]
    return year if year is not None and dates[last].startswith(year[:4]) else None


def year_of_all(setting: Setting, passage: Passage, at: int) -> str | None:
    """The year above, where all that the sentence dates lies in it (全年…;新增食堂27家) or is compared with."""
    year = year_above(setting, at)
    if year is None:
        return None
    text = passage.text
    told = [setting.dates[s] for s, e in passage.dates if not (is_baseline(text, s, e) or is_opening(text, s))]
    if not told:
        return _state_above(setting, passage, at) or year
    return year if all(value.startswith(year[:4]) for value in told) else None


def year_above(setting: Setting, at: int) -> str | None:
    """The year that the nearest heading names, if it is the work of a year that it heads: 二、2024年工作思路;
    in a report on a year that year."""
    reported = setting.period_at(at)
    if reported is None and setting.document.genre == "policy":
        return None
    for heading in setting.headings_above(at):
        if heading.level <= 0 or is_of_wants(heading):
            return reported if heading.level <= 0 else None
        years = [setting.dates[start] for start in setting.dates_between(heading.start, heading.end)]
        if years:
            return years[0] if len(years) == 1 and _YEAR_RE.fullmatch(years[0]) else reported
    return reported
