"""What the pages call things: one table a vocabulary, in the order of the annotation guidelines."""

from __future__ import annotations

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from kg.vocab import DIMENSIONS, GENRES

KINDS = {
    "Region": _("地区"),
    "Organization": _("组织"),
    "OrganizationKind": _("组织类型"),
    "Mechanism": _("机制"),
    "Event": _("会议、事件"),
    "PolicyDocument": _("政策文件"),
    "Date": _("时间"),
    "Person": _("人物"),
    "Metric": _("指标"),
    "Relation": _("关系"),
}
RELATIONS = {
    "implementedIn": _("实施于"),
    "ledBy": _("牵头"),
    "startedOn": _("始于"),
    "evolvedFrom": _("由来"),
    "partOf": _("属于"),
    "basedOn": _("依据"),
    "issuedBy": _("发文机关"),
    "subordinateTo": _("隶属"),
}
LEVELS = {
    "province": _("省级"),
    "prefecture": _("地级"),
    "county": _("县级"),
    "township": _("乡级"),
    "village": _("村级"),
}
ROLES = {
    "level": _("现状"),
    "before": _("变化前"),
    "after": _("变化后"),
    "change": _("增减"),
    "target": _("目标"),
    "share": _("占比"),
}
# names of repairs and of what is set apart, as cleaning calls them
REPAIRS: dict[str, LazyString] = {
    "pinyin": _("去掉注音"),
    "shifted-bytes": _("错位字节复原"),
    "traditional": _("繁体转简体"),
}


def dimension_label(dimension: str) -> str:
    return DIMENSIONS[dimension][0]


def genre_label(genre: str) -> str:
    return GENRES[genre][0]


def repair_label(name: str) -> str:
    """What a repair is called; its own name where there is no other."""
    return str(REPAIRS.get(name, name))
