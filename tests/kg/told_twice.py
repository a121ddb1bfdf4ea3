"""Three small documents that tell of the same things in other words: names, variants, agreeing and conflicting figures.

All practices and figures are invented; the regions are real. `home(folder)` publishes them.

    nanchang/call    南昌市; a change from before to after, a total, a share
    nanchang/news    南昌市; the same under other names, the change as one number, another share
    yichun/call      宜春市; a variant of the mechanism, a village that the county's document names too
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.releases import Release, publish
from tests.kg.factory import Draft, build


def _thing(kind: str, name: str, *aliases: str, **attributes: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "aliases": aliases, **attributes}


def _number(subject: str, value: float, unit: str, words: str, **more: Any) -> dict[str, Any]:
    return {"subject": subject, "value": value, "unit": unit, "words": words, "region": "南昌市", **more}


NANCHANG = _thing("Region", "南昌市", code="360100", level="prefecture")

CALL = Draft(
    id="nanchang/call",
    title="南昌市推行社区呼叫、部门到场工作机制",
    publisher="南昌市社会工作研究会",
    issued="2022-05",
    regions=("南昌市",),
    genre="report",
    lines=(
        "# 南昌市推行社区呼叫、部门到场工作机制",
        "中共南昌市委牵头推行社区呼叫、部门到场工作机制，南昌市共有网格4.54万个。",
        "南昌市证明事项从313项缩减到15项，居民满意率达到96.4%，微网格员共有3560名。",
        "柳林村率先推行社区呼叫、部门到场工作机制。",
    ),
    entities=(
        NANCHANG,
        _thing("Region", "柳林村", within="360100", level="village"),
        _thing("Organization", "中共南昌市委"),
        _thing("Mechanism", "社区呼叫、部门到场工作机制", "社区呼叫、部门到场", dimension="response"),
    ),
    metrics=(
        _number("网格", 45400, "个", "南昌市共有网格4.54万个"),
        _number("证明事项", 313, "项", "证明事项从313项缩减到15项", role="before"),
        _number("证明事项", 15, "项", "证明事项从313项缩减到15项", role="after"),
        _number("居民满意率", 96.4, "%", "居民满意率达到96.4%", role="share"),
        _number("微网格员", 3560, "名", "微网格员共有3560名"),
    ),
    relations=(
        ("implementedIn", "社区呼叫、部门到场工作机制", "南昌市", "推行社区呼叫、部门到场工作机制", "南昌市"),
        ("ledBy", "社区呼叫、部门到场工作机制", "中共南昌市委", "中共南昌市委牵头", "南昌市"),
        ("implementedIn", "社区呼叫、部门到场工作机制", "柳林村", "柳林村率先推行", "南昌市"),
    ),
)

NEWS = Draft(
    id="nanchang/news",
    title="一声呼叫之后",
    publisher="赣江日报",
    issued="2022-11-20",
    regions=("南昌市",),
    genre="report",
    lines=(
        "# 一声呼叫之后",
        "南昌市委推行的“社区呼叫、部门到场”让事情办得快。全市已划分网格45447个，证明事项减少298项。",
        "居民满意率为91.2%，选配微网格员3500余名，社区呼叫、部门到场在青山湖区柳林村最早。",
    ),
    entities=(
        NANCHANG,
        _thing("Region", "青山湖区", code="360111", level="county"),
        _thing("Region", "柳林村", within="360111", level="village"),
        _thing("Organization", "南昌市委"),
        _thing("Mechanism", "社区呼叫、部门到场", dimension="response"),
    ),
    metrics=(
        _number("网格", 45447, "个", "全市已划分网格45447个"),
        _number("证明事项", 298, "项", "证明事项减少298项", role="change"),
        _number("居民满意率", 91.2, "%", "居民满意率为91.2%", role="share"),
        _number("微网格员", 3500, "名", "选配微网格员3500余名", approx="more"),
    ),
    relations=(
        ("implementedIn", "社区呼叫、部门到场", "南昌市", "让事情办得快", "南昌市"),
        ("ledBy", "社区呼叫、部门到场", "南昌市委", "南昌市委推行的", "南昌市"),
        ("implementedIn", "社区呼叫、部门到场", "柳林村", "在青山湖区柳林村最早", "南昌市"),
    ),
)

YICHUN = Draft(
    id="yichun/call",
    title="宜春市的街道呼叫、部门到场",
    publisher="宜春市民政局",
    issued="2023-01-09",
    regions=("宜春市",),
    genre="report",
    lines=("# 宜春市的街道呼叫、部门到场", "宜春市推行街道呼叫、部门到场机制，宜春市共有网格3010个。"),
    entities=(
        _thing("Region", "宜春市", code="360900", level="prefecture"),
        _thing("Mechanism", "街道呼叫、部门到场机制", "街道呼叫、部门到场", dimension="response"),
    ),
    metrics=({"subject": "网格", "value": 3010, "unit": "个", "words": "宜春市共有网格3010个", "region": "宜春市"},),
    relations=(("implementedIn", "街道呼叫、部门到场机制", "宜春市", "推行街道呼叫、部门到场机制", "宜春市"),),
)

DRAFTS = (CALL, NEWS, YICHUN)


def home(folder: Path) -> Release:
    """A home at `folder` with one release of the three."""
    release = publish(folder, add=map(build, DRAFTS))
    assert release is not None
    return release
