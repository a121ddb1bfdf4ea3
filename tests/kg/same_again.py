"""Documents that are the same text again: a measure of an invented county as its government issued it, as a news site
and a bulletin repeat it, as it was before and as it was revised later, and another county's measure from one mould.

    lantian/trial    试行, 2018            lantian/repost    the text of 2021 under a heading of the site
    lantian/2021     the measure           lantian/bulletin  the text of 2021 with full-width digits and other quotes
    lantian/2024     revised               qinghe/2021       another county, word for word but for its name and figures
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.model import Extraction
from kg.releases import Release, publish
from tests.kg.factory import Draft, build

_BODY = (
    "第一条　为了规范村民议事活动，保障村民依法直接行使民主权利，结合蓝田县实际，制定本办法。",
    "第二条　本办法所称村民议事会，是指由村民推选产生、受村民会议委托议决日常村务的组织。",
    "第三条　村民议事会由15至35人组成，每个村民小组不少于2人，任期与村民委员会相同。",
    "第四条　议题由村党组织书记提出，也可以由议事会成员十分之一以上联名提出。",
    "第五条　议事会每季度至少召开一次会议，应到成员三分之二以上到会方可开会。",
    "第六条　会议决定应当在三日内公示，公示时间不少于七日，村务监督委员会负责监督执行。",
    "第七条　乡镇人民政府对村民议事会的工作给予指导、支持和帮助，每年培训不少于一次。",
)
_LAST = "第八条　本办法自印发之日起施行。"


def _draft(id: str, title: str, publisher: str, issued: str, *lines: str, genre: str = "policy") -> Draft:
    return Draft(
        id=id,
        title=title,
        publisher=publisher,
        issued=issued,
        regions=("四川省",),
        genre=genre,
        lines=(f"# {title}", *lines),
        entities=(),
    )


COUNTY = "蓝田县人民政府"
MEASURE = _draft("lantian/2021", "蓝田县村民议事办法", COUNTY, "2021-03-01", *_BODY, _LAST)
TRIAL = _draft(
    "lantian/trial", "蓝田县村民议事办法（试行）", COUNTY, "2018-05-04",
    *_BODY[:2], "第三条　村民议事会由9至15人组成，每个村民小组不少于1人。", *_BODY[3:5], _LAST,
)  # fmt: skip
REVISED = _draft(
    "lantian/2024", "蓝田县村民议事办法（2024年修订）", COUNTY, "2024-06-20",
    _BODY[0], "第二条　村民议事会在村党组织领导下开展工作，重大事项须经党员大会审议。",
    _BODY[1].replace("第二条", "第三条"), _BODY[2].replace("第三条", "第四条").replace("15至35", "21至35"),
    *_BODY[4:6], _BODY[3].replace("第四条", "第七条"), _LAST,
)  # fmt: skip
REPOST = _draft(
    "lantian/repost", "蓝田县村民议事办法", "岷江新闻网", "2021-03-04",
    "近日，蓝田县人民政府印发了这份办法。", *_BODY, _LAST, genre="report",
)  # fmt: skip
BULLETIN = _draft(
    "lantian/bulletin", "蓝田县村民议事办法", "蓝田县人民政府公报室", "2021-03-01",
    *(line.replace("15", "１５").replace("35", "３５") for line in _BODY), _LAST,
)  # fmt: skip
OTHER = _draft(
    "qinghe/2021", "清河县村民议事办法", "清河县人民政府", "2021-03-01",
    *(line.replace("蓝田", "清河").replace("15至35", "11至25") for line in _BODY), _LAST,
)  # fmt: skip
DRAFTS = (MEASURE, TRIAL, REVISED, REPOST, BULLETIN, OTHER)


def pairs(drafts: Iterable[Draft] = DRAFTS) -> Iterator[tuple[Extraction, bytes]]:
    return (build(draft) for draft in drafts)


def renamed(draft: Draft, id: str) -> Draft:
    return replace(draft, id=id)


def build_home(folder: Path, drafts: Iterable[Draft] = DRAFTS) -> Release:
    """A home at `folder` with one release of the documents."""
    release = publish(folder, add=pairs(drafts))
    assert release is not None
    return release
