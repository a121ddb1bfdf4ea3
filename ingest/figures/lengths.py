"""Lengths of time that something took, went on or was overdue: 前后18分钟, 连续三年增长, 超期3天亮黄牌, 公示7天.

A length alone is no metric (一年多, 24小时); each form here names what it measures. Source: annotation guidelines,
"Metrics".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ingest.figures.subjects import Passage, strip_phrase, tidy
from kg.values import FoundQuantity

_NUMBER = r"[0-9.一二两三四五六七八九十半]+(?:个工作日|工作日|个月|小时|分钟|[年天日周])"
_STREAK = r"连续"
_TOOK = r"(?:前后|全程|总共|一共|只用了?|仅用了?)(?:不到|仅|才|大约|约)?"
_SHOWN = r"公示|公告|脱产|集训|实习|见习|停业|隔离"
_LATE = r"超期|逾期|超时|滞后|延误|迟到"
_PER_HOUR_RE = re.compile(
    r"(?:可?[存得积记计兑换奖折]|可获得?)[0-9一二两三四五六七八九十]+[个枚]?(?:积?分|币|次|枚|[“\"][一-鿿]{1,4}[”\"])"
)
_CYCLE_RE = re.compile(r"(?P<act>(?!至少|召开|组织|开展)[一-鿿]{2,3})一次")
_LARGE_RE = re.compile(r"[万千]")
_NEXT_RE = re.compile(r"[^,，。;；:：!！?？\n]*")
_EVENT_RE = re.compile(r"(?:以?后|之后|内)?[,，](?P<event>[一-鿿“”、]{4,28})(?=[,，。;；!！])")
# 17分钟敲开43户家门: how long it took to do a number of things
_DID_RE = re.compile(r"(?:就|内就|便)?(?P<event>[一-鿿]{1,4}(?<![里内中有])了?)[近约]?[0-9]+[名户个处件人栋][一-鿿]")
_SHORT = ("分钟", "小时", "个钟头", "个晚上")
_OPENS_RE = re.compile(r"(?:^|[。,，;；:：!！?？“\n]|硬是|仅仅?|只)$")
_FROM_RE = re.compile(r"(?:从|自)(?P<whole>[^,，。;；]{1,20}[到至][^,，。;；]{1,12})[,，]$")
_FILLER_RE = re.compile(r"就(?![业医餐学诊地近])|了")
_NO_STREAK_RE = re.compile(r"的|[0-9]")  # of whom a rule means it, or how long a figure of its own held
_LAST = 14  # characters of a predicate
_ONE_RE = re.compile(r"[一1][起个例次件]")  # 没有一起上访


# 用两年时间实现…, 就得半个月, 三天便有了结果, 试行两个月, 经过半年摸底
_SPENT_RE = re.compile(r"用了?(?:大?约|近)?$")
_SPENT_ON_RE = re.compile(r"左?右?的?时间(?P<did>[^,，。;；:：!！?？\n0-9]{2,30})(?P<rest>[0-9]?)")
_NEEDED_RE = re.compile(r"(?:就|也|都|还|往往|起码|常常|通常|平均)(?:得|需要?|要|要花|要等|得花|得等)$")
_TILL_RE = re.compile(
    r"(?:(?:就|便|即可|才)|(?=完成|建成|修[好完通成]|办[结妥好完]|通车|竣工|筹[齐足]|凑齐|谈[拢妥成]))"
    r"(?P<did>[一-鿿“”]{2,16})(?=[,，。;；!！”])"
)
_GOING_ON = "|".join(
    [
        "跟班学习",
        "挂职锻炼",
        "脱产学习",
        "试行",
        "试运行",
        "试用",
        "试住",
        "免费服务",
        "跟班",
        "轮训",
        "结对",
        "驻村",
        "驻点",
        "驻守",
        "蹲点",
        "拖延",
        "拖",
        "闲置",
        "停工",
        "搁置",
        "空置",
        "荒废",
        "坏",
    ]
)
_LASTED_RE = re.compile(rf"(?P<act>{_GOING_ON})了?$")
_LASTED_TILL_RE = re.compile(r"的(?P<what>[一-鿿]{2,10})(?=[,，。;；])|(?=[,，。;；、])")
_PASSED_RE = re.compile(r"的?(?P<act>摸底|试点|试行|试运行|筹备|酝酿|调研|磨合|排查|走访|整治|攻坚)(?=[,，。;；])")
_CHANGED_RE = re.compile(r"^(?:把|将)(?P<what>[一-鿿“”]{2,16}?)[从由]")


class Length(NamedTuple):
    """A length of time that is a metric: how it is worded, and the words around it that tell what it measures."""

    form: str
    said: str


def length_of(text: str, found: FoundQuantity) -> Length | None:
    """The form in which a length of time is stated; None where it is none that measures something."""
    for form, test in _FORMS.items():
        said = test(text, found)
        if said is not None:
            return Length(form, said)
    return None


def _after(text: str, found: FoundQuantity) -> str:
    match = _NEXT_RE.match(text, found.end)
    return match[0] if match is not None else ""


def _streak(text: str, found: FoundQuantity) -> str | None:
    """连续四年负增长; not 连续两年不合格的, which tells whom a rule means."""
    after = _after(text, found)
    long = found.quantity.unit not in ("小时", "分钟")
    if long and text.startswith(_STREAK, max(0, found.start - 2)) and after and not _NO_STREAK_RE.search(after):
        return after
    return None


_TOOK_RE = re.compile(rf"{_TOOK}$")


def _took(text: str, found: FoundQuantity) -> str | None:
    return _event(text, found) if _TOOK_RE.search(text[max(0, found.start - 8) : found.start]) else None


def _alone(text: str, found: FoundQuantity) -> str | None:
    """不到一个小时,方案举手通过: how long it took till then."""
    if found.quantity.unit not in _SHORT or not _OPENS_RE.search(text[max(0, found.start - 2) : found.start]):
        return None
    return _event(text, found) or None


def _event(text: str, found: FoundQuantity) -> str:
    """What stands behind the length, where it is all that stands between two commas."""
    match = _EVENT_RE.match(text, found.end) or _DID_RE.match(text, found.end)
    return match["event"] if match is not None else ""


_SHOWN_RE = re.compile(rf"(?:{_SHOWN})$")


def _shown(text: str, found: FoundQuantity) -> str | None:
    before = _SHOWN_RE.search(text[max(0, found.start - 2) : found.start])
    return before[0] if before is not None else None


_LATE_RE = re.compile(rf"({_LATE})(?:{_NUMBER}[^,，。;；、0-9]{{1,10}}[,，、])*$")


_FOLLOWING_RE = re.compile(r"[一-鿿“”]{2,10}")


def _late(text: str, found: FoundQuantity) -> str | None:
    """超期1天亮蓝牌,3天亮黄牌: each step says what follows from it."""
    match = _LATE_RE.search(text, max(0, found.start - 48), found.start)
    after = _FOLLOWING_RE.match(text[found.end : found.end + 12])
    return f"{after[0]}|{match[1]}" if match is not None and after is not None else None


def _per_hour(text: str, found: FoundQuantity) -> str | None:
    return "时长" if _PER_HOUR_RE.match(text, found.end) else None


def _hoard(text: str, found: FoundQuantity) -> str | None:
    """累计服务3.9万小时: a sum of hours."""
    return (
        "时长"
        if found.quantity.unit in ("小时", "天")
        and (
            _LARGE_RE.search(text, found.numeral[0], found.end)
            or _SAVED_RE.search(text[max(0, found.start - 3) : found.start])
        )
        else None
    )


_SAVED_RE = re.compile(r"[存攒积](?:下|了|下了|入|满)$")
_TAKING_RE = re.compile(r"^[把将]")


def _spent(text: str, found: FoundQuantity) -> str | None:
    """用两年时间实现全覆盖: what the time is for."""
    on = _SPENT_ON_RE.match(text, found.end) if _SPENT_RE.search(text[max(0, found.start - 4) : found.start]) else None
    if on is None or on["did"].startswith(("使", "让")) or "、" in on["did"]:
        return None
    changed = _CHANGED_RE.match(on["did"])
    if changed is not None:
        return changed["what"]
    return None if on["rest"] else _TAKING_RE.sub("", on["did"])


def _needed(text: str, found: FoundQuantity) -> str | None:
    """光通知就得半个月."""
    needed = _NEEDED_RE.search(text[max(0, found.start - 5) : found.start])
    return needed[0] if needed is not None and text[found.end : found.end + 1] in tuple(",，。;；") else None


def _till(text: str, found: FoundQuantity) -> str | None:
    """三天便有了结果, at the head of its stretch."""
    short = found.quantity.unit in _SHORT and text.startswith("就", found.end)  # 网格员20分钟就上门了
    if not short and not _OPENS_RE.search(text[max(0, found.start - 2) : found.start]):
        return None
    match = _TILL_RE.match(text, found.end)
    return match["did"] if match is not None else None


def _lasted(text: str, found: FoundQuantity) -> str | None:
    """试行两个月, 拖了六年的停车棚, 经过半年摸底."""
    if text.endswith("经过", 0, found.start):
        passed = _PASSED_RE.match(text, found.end)
        return f"|{passed['act']}" if passed is not None else None
    act = _LASTED_RE.search(text[max(0, found.start - 4) : found.start])
    till = _LASTED_TILL_RE.match(text, found.end) if act is not None else None
    return f"{till['what'] or ''}|{act['act']}" if act is not None and till is not None else None


def _cycle(text: str, found: FoundQuantity) -> str | None:
    """每两年复评一次; 每半年召开一次 is counted by its times."""
    each = found.quantity.value > 1 and text.startswith("每", max(0, found.start - 1))
    match = _CYCLE_RE.match(text, found.end) if each else None
    return match["act"] if match is not None else None


# 简单的事5个工作日、复杂的事15个工作日要有回音; 一般事项3个工作日办结
_DUE_RE = re.compile(
    rf"(?:[、,，][一-鿿]{{2,10}}{_NUMBER})*(?:内|之内)?[必应]?[要须当]?(?:[有予得作]|作出|给予)?"
    r"(?P<act>回音|回话|回复|答复|反馈|办结|办完|回应|交办|处置到位|结果)(?=[,，。;；”])"
)


def _due(text: str, found: FoundQuantity) -> str | None:
    """By when each of several kinds of matters has to be answered."""
    match = _DUE_RE.match(text, found.end) if found.quantity.unit in ("个工作日", "工作日", "天", "小时") else None
    return match["act"] if match is not None else None


_FORMS: dict[str, Callable[[str, FoundQuantity], str | None]] = {
    "streak": _streak, "took": _took, "alone": _alone, "shown": _shown, "late": _late, "rate": _per_hour,
    "hoard": _hoard, "cycle": _cycle, "spent": _spent, "needed": _needed, "till": _till, "lasted": _lasted,
    "due": _due,
}  # fmt: skip


def subject_of_length(passage: Passage, found: FoundQuantity, left: int, length: Length) -> str:
    """What a length measures, as a noun phrase."""
    before = tidy(strip_phrase(passage, left, found.start))
    if length.form == "streak":
        topic = tidy(strip_phrase(passage, left, found.start - len(_STREAK)))
        return f"{topic}{_STREAK}{tidy(_ONE_RE.sub('', length.said))[:_LAST]}"
    if length.form == "needed":
        lead = passage.text[left : found.start - len(length.said)]
        return f"{tidy(lead.removeprefix('光是').removeprefix('光'))}用时" if lead.strip() else ""
    if length.form == "lasted":
        what, _, act = length.said.partition("|")
        lead = passage.text[left : found.start].rstrip("了")
        doer = tidy(strip_phrase(passage, left, left + len(lead) - len(act))) if lead.endswith(act) else ""
        return f"{what or doer}{act.replace('拖延', '拖').replace('拖', '拖延')}时间"
    if length.form in ("took", "alone", "spent", "till"):
        told = left > passage.start and length.form in ("took", "alone")
        whole = _FROM_RE.search(passage.text, passage.start, left) if told else None
        what = "从" + whole["whole"] if whole is not None else _FILLER_RE.sub("", length.said)
        return f"{tidy(what)}{'时间' if length.form == 'spent' else '用时'}" if what else ""
    if length.form == "late":
        what, _, late = length.said.partition("|")
        return f"{tidy(what)}的{late}时间"
    if length.form == "due":
        return f"{before}{length.said}时限" if len(before) > 1 else ""
    if length.form == "shown":
        return f"{before if before.endswith(length.said) else before + length.said}时间"
    if length.form == "cycle":
        return f"{tidy(length.said)}周期"
    if length.form == "rate" and before.startswith("志愿者") and len(before) > 3:
        before = before.removeprefix("志愿者")
    before = before or tidy(_FILLER_RE.sub("", passage.text[left : found.start]))
    return f"{before.removesuffix('时长')}时长" if before else ""
