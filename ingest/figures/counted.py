"""Counted things: the noun behind the number with what is said of it, or the noun of a set form of words."""

from __future__ import annotations

import re

from ingest.figures.durations import LASTING_RE
from ingest.figures.limits import is_frequency
from ingest.figures.noun_phrases import subject_after
from ingest.figures.subjects import Passage, predicate_after, skip_names, strip_phrase, tidy
from ingest.figures.thresholds import is_told_age, whose_age
from kg.values import FoundQuantity

# 每年安排一次健康体检
_HELD_RE = re.compile(
    r"(?P<often>每个?(?:月|季度?|半年|年|周|天|日)|全年)(?:对[^,，。;；]{1,16}?|由[一-鿿]{2,10}?)?(?:至少|最少|都|均|要|应|只|仅)?"
    r"(?P<act>安排|开展|组织|组织开展|进行|举办|举行)(?:不少于|至少)?$"
)
_WHOLE_NOUN_RE = re.compile(r"(?!会议|活动)[一-鿿“”]{2,14}(?=[,，。;；、]|$)")
_PER_HEAD_RE = re.compile(r"(每(?:[0-9]*[百千万])[名个户]?[一-鿿]{2,8}?)(?:应|配备|拥有|有|不少于|不低于|至少)*$")
_ONE_EACH_RE = re.compile(
    r"(?:就|都|即)?(?:有|配备?|设|选|推选?)?(?:有|出|备|立)?[一1]([名位个])([一-鿿]{2,8}?)(?=[,，。;；、]|$)"
)
_VOTED_RE = re.compile(r"赞成|反对|弃权|同意|通过")
_NOW_RE = re.compile(r"(?:今年|现年)(?:已经?|刚满|才)?$")
_TITLED_RE = re.compile(r"^.*的(?=[一-鿿]{4,})")  # 某镇的老调解员某某
_MEMBERS_RE = re.compile(r"(?:[一-鿿、]{2,20}?)?组成[了的]?([一-鿿“”]{2,12}?)(?=[,，。;；、]|$)")
_SIZED_RE = re.compile(r"的(大?(?:小区|社区|村庄?|镇|街道|乡|县|网格|院落|片区|楼栋))(?=[,，。;；]|[一-鿿])")
# 每50户划为1个网格
_EACH_RE = re.compile(r"(?:划|设|编|组|建|分)(?:分|立|置|成|为|建)*[0-9一]个?([一-鿿]{1,6}?)(?=[,，。;；、]|$)")


def named_by_form(passage: Passage, found: FoundQuantity, left: int) -> str:
    """A subject that a set form of words gives: 每季度召开一次, 全家6口, 8人组成顾问团; empty without one."""
    text, unit = passage.text, found.quantity.unit
    if found.quantity.value == 1 and is_frequency(text, found):
        done, _ = subject_after(passage, found)
        held = _HELD_RE.search(text[passage.segment(found.numeral[0])[0] : found.start])
        noun = _WHOLE_NOUN_RE.match(text, found.end) if held is not None else None
        if held is not None and noun is not None:
            return f"{held['often']}{tidy(noun[0])}"
        return tidy(text[skip_names(passage, left, found.start) : found.start] + (done if 3 <= len(done) <= 6 else ""))
    grouped = GROUPED_RE.match(text, found.end) if unit in _HEADED else None
    if grouped is not None:
        return f"每{grouped[1]}{_HEADED[unit or '']}"
    voted = _VOTED_RE.match(text, found.end) if unit == "票" else None
    if voted is not None:  # 28票赞成、3票反对
        return f"{voted[0]}票"
    if name := whose_age(text, found, passage.people):
        return f"{name}年龄"
    if is_told_age(text, found):
        return f"{tidy(_TITLED_RE.sub('', _NOW_RE.sub('', text[left : found.start])))}年龄"
    if unit == "口人":
        return "人口"
    if unit == "口" and text[max(0, found.start - 4) : found.start].endswith(("全家", "一家")):
        return "全家人口"
    per = _PER_HEAD_RE.search(text[left : found.start]) if unit in ("人", "名") else None
    if per is not None and text.startswith(
        ("的标准", "标准", "的比例"), found.end
    ):  # 按照每万名常住人口不少于18人的标准
        return f"{per[1]}配备人数"
    if unit in SELF_COUNTED:
        served = _ONE_EACH_RE.match(text, found.end) if text[left : found.start].endswith("每") else None
        if served is not None:  # 平均每10至15户就有一名管家
            return f"每{served[1]}{served[2]}对应{SELF_COUNTED[unit]}"
        sized = _SIZED_RE.match(text, end_of_list(passage, found))
        if sized is not None and not text[max(0, found.start - 4) : found.start].endswith("每"):
            return sized[1] + SELF_COUNTED[unit]
        normed = text[max(0, found.start - 2) : found.start].endswith(("每", "按", "以", "按照"))
        each = _EACH_RE.match(text, found.end) if normed else None
        if each is not None:
            return f"每{'' if len(each[1]) == 1 else '个'}{each[1]}{SELF_COUNTED[unit]}"
    members = _MEMBERS_RE.match(text, found.end) if unit in ("人", "名") else None
    return f"{tidy(members[1])}成员" if members is not None else ""


_NORM_AFTER_RE = re.compile(r"的(?:标准|规模)|左右?的?标准|(?:重新)?(?:划分|设置|设立|划定)|为单位")
_NORM_BEFORE_RE = re.compile(r"(?:按照?|以|每)$")


def is_norm(passage: Passage, found: FoundQuantity, left: int) -> bool:
    """按300户的标准划分, 按300户划分: the size by which things are made up."""
    after = _NORM_AFTER_RE.match(passage.text[found.end :][:6])
    return after is not None and _NORM_BEFORE_RE.search(passage.text[left : found.start]) is not None


_LISTED_RE = re.compile(r"[、和]")


def end_of_list(passage: Passage, found: FoundQuantity) -> int:
    """2456户、5401人没有脱贫: what is said of the last is said of all."""
    index = passage.found.index(found)
    for following in passage.found[index + 1 :]:
        if following.quantity.unit not in SELF_COUNTED or not _LISTED_RE.fullmatch(
            passage.text[found.end : following.start]
        ):
            break
        found = following
    return found.end


SELF_COUNTED = {
    "户": "户数",
    "人": "人数",
}  # alone, without a noun; beside households it is 人口 (ingest.figures.topics)


_HEADED = {"户": "户数", "人": "人数", "名": "人数", "家": "数量"}
GROUPED_RE = re.compile(
    r"(?:为|编|编成|编为|划为|划成|组成|结成)?一(组|队|班|片|格|网格|小组)(?![一-鿿]?[长员])"
)  # 三人一组, 10户一格
_BRACKETED_RE = re.compile(r"\([^()]*\)")


def is_complement(phrase: str) -> bool:
    """左右 and the like follow the unit but count nothing."""
    return _BRACKETED_RE.fullmatch(tidy(phrase)) is not None or tidy(phrase) in (
        "",
        "上",
        "下",
        "内",
        "外",
        "里",
        "中",
        "当中",
        "间",
        "余",
        "次",
        "化",
        "制",
    )


_MODIFIER_RE = re.compile(r"([一-鿿()（）“”]{2,14})的$")


_GOVERNED_RE = re.compile(r"(?:将|把|有|为|让|使|带动|推动|促使|组织|指导|动员)$")


def counted_thing(passage: Passage, found: FoundQuantity, left: int, noun: str, end: int) -> str:
    """The noun with what is said of it: 列入年度改造计划的老旧小区, 未摘帽的县."""
    noun = PLACE_END_RE.sub("", _ACTION_RE.sub("", noun))
    if passage.text.startswith(("为成员", "作为成员", "是成员"), end) and noun.endswith(("单位", "部门")):
        return "成员单位"
    if found.quantity.unit in ("名", "位") and (staff := _STAFF_RE.fullmatch(noun)) is not None:
        return staff[1]  # 只有3名社工的社区
    acted_on = _ACTED_ON_RE.match(passage.text, end) if found.quantity.unit in ("个", "家", "处") else None
    if acted_on is not None:  # 首批40个村的建设
        return f"{acted_on[1]}的{noun}"
    lead = passage.text[left : found.start]
    modifier = _MODIFIER_RE.search(lead)
    if modifier is not None:
        begin = max([left + modifier.start(1), *(b for a, b in passage.dates if left <= a and b <= found.start)])
        owner = strip_phrase(passage, min(begin, left + modifier.end(1)), left + modifier.end(1))
        owner = _TAKEN_RE.sub("", owner)
        if 2 <= len(owner) <= 12:
            return f"{tidy(owner)}的{noun}"
    alone = not strip_phrase(passage, left, found.start)
    if not (alone or len(noun) == 1 or _GOVERNED_RE.search(lead.rstrip(" "))):
        return noun
    if _IN_RE.search(passage.text[passage.segment(found.numeral[0])[0] : found.start]):
        return noun
    serving = _SERVING_RE.match(passage.text, end) if lead.endswith("由") else None
    if serving is not None:  # 由27名党员和村民小组长担任微网格员
        return f"担任{tidy(serving[1])}的{noun}"
    predicate = LASTING_RE.sub("", tidy(predicate_after(passage, end))).removeprefix("是")
    return f"{predicate}的{noun}" if predicate else noun


_ACTED_ON_RE = re.compile(
    r"的(建设|改造|组建|创建|整治|划分|验收|评定|提升|搬迁|撤并|治理)(?:工作|任务)?(?=[,，。;；、]|$)"
)
_SERVING_RE = re.compile(r"(?:[、和及与][一-鿿“”]{2,10}?){0,3}(?:担任|兼任|出任)([一-鿿“”]{2,12})(?=[,，。;；、]|$)")
_TAKEN_RE = re.compile(r"^[一-鿿]{1,8}?[把将](?=[一-鿿]{2})")  # 某某把当天的7笔账记下
_STAFF_RE = re.compile(r"([一-鿿]{2,8})的(?:社区|小区|村|镇|街道|县|单位|企业|队伍|网格)")
_IN_RE = re.compile(
    r"在(?:全[省市州县区旗镇乡])?(?:[0-9.万余多]+[个家所处][一-鿿]{1,6}[、和])*$"
)  # 在121个村、166个社区落实
PLACE_END_RE = re.compile(r"(?<=[一-鿿]{2})(?<![集之高初其])[里中]$|(?<=^[村镇县])中$")  # 议事厅里, 行政村中
_ACTION_RE = re.compile(r"(?<=[一-鿿]{2}[园区点站心台])(?:建设|打造|培育|创建)$")
