"""Lengths of time that count: a limit, a measured time, how often something is done; not 5年来 or 24小时服务."""

from __future__ import annotations

import re

from kg.values import FoundQuantity

_LIMIT_RE = re.compile(
    r"(?:缩短|压缩|压减|减少|延长|限时|时限|期限|任期|周期|为期|历时|时长|用时|耗时|年限|工期|提前|时间|平均|不超过|不少于|至少|最长|最短|有效期|限期|天数|年数|党龄|工龄|教龄|保持|保留)"
    r"[^,，。;；]{0,8}$|(?:干|工作|坚持|服务|驻村|任职|守)了$|(?:[当做教种养守干]过|一[一-鿿]就是(?:整整)?)$|(?:[试聘任租刑缓保效渡冲换约用护][用任期责]?期)(?:为|是|限|定为)?$"
)


_WENT_ON_RE = re.compile(r"(?:[一-鿿]了(?:整整|足足|快)?|(?:缩|减|降|压|短)[至到])$")  # 住了整整9天, 换了两年
_SINCE_RE = re.compile(r"已经?有?(?:整整)?$")  # 当楼长已有12年
_STOPS = frozenset(",，。;；")
_LIMITED_RE = re.compile(r"[内限]")
_NO_LIMIT_RE = re.compile(r"来|以来|前(?!置)|后|多来|行动|规划|计划|攻坚|一|制")
_WITHIN_END_RE = re.compile(r"[内中]$")
_BEFORE_END_RE = re.compile(r"[一-鿿]前$")


def is_limit(text: str, found: FoundQuantity) -> bool:
    """A length of time is a metric where it is a limit or is measured: 30分钟之内, 缩短3天; not 5年来, 24小时服务."""
    before, after = text[max(0, found.start - 14) : found.start], text[found.end : found.end + 3]
    if _NO_LIMIT_RE.match(after) and not _LIMITED_RE.search(text, found.numeral[1], found.end):
        return False
    if found.quantity.unit == "年" and _LATELY_RE.search(text, max(0, found.start - 4), found.numeral[0]):
        return False
    if found.quantity.value == 1 and found.quantity.approx is None and _RATE_RE.match(text, found.end):
        return False
    if found.quantity.unit in _LONG and (_OVER_RE.match(text, found.end) or _is_lately(text, found)):
        return False
    if found.quantity.unit in _LONG and _BROUGHT_RE.match(text, found.numeral[1] + len(found.quantity.unit)):
        return False
    if _WITHIN_END_RE.search(text[found.numeral[1] : found.end]) or found.quantity.approx == "less":
        return _OF_WHICH_RE.match(text, found.end) is None
    return (
        bool(_LIMIT_RE.search(before))
        or (found.quantity.approx in (None, "about") and bool(_WENT_ON_RE.search(before)))
        or (bool(_SINCE_RE.search(before)) and after[:1] in _STOPS)
        or bool(_BOUND_BEFORE_RE.match(text, found.start))
        or bool(_TIMED_RE.match(text, found.end))
        or bool(_BEFORE_END_RE.search(before) and _AHEAD_RE.match(text, found.end))
    )


# 平均一个月要开三十来场: a rate
_RATE_RE = re.compile(
    r"(?:都|就|能|可|要|得)*[一-鿿]{1,4}?[0-9一二两三四五六七八九十]+[多余来几]?[场次回件个户人趟起批]"
)
_LONG = frozenset(("年", "个月"))
# 投诉量两年降了65%: the time over which something changed
_OVER_RE = re.compile(r"(?:间|内|累计|平均)?(?:减|缩|压|降|增|提|升|涨)[一-鿿]{0,3}?[0-9一二两三四五六七八九十]")
# 三年内新增社会组织1500家: the time in which a number came about
_BROUGHT_RE = re.compile(
    r"[之以]?内[^,，。;；、\n0-9]{0,30}?(?:[0-9]|翻了?[一两]?番|[一二三四五六七八九两][成倍]|[一二两三四五六七八九十]+分之)"
)
_OF_WHICH_RE = re.compile(
    r"[一-鿿]{2,4}的(?:就|仅|已|只)?(?:占|达|有|超过?|不足|不到|近)?[0-9一二三四五六七八九]"
)  # 两天内办结的占86%
_SEARCHED_RE = re.compile(r"的(?!时间|期限|时限|任期|周期|工期)")


def _is_lately(text: str, found: FoundQuantity) -> bool:
    """某地近十年的探索, wherever it stands."""
    return text.startswith("近", found.start) and _SEARCHED_RE.match(text, found.end) is not None


# 近两年保持增长
_LATELY_RE = re.compile(r"(?:^|[,，。;；、（(\n这那])最?近$|(?:回看|回顾|纵观|回首|回望)最?近$")
# 换届前6个月启动筹备
_AHEAD_RE = re.compile(r"(?:启动|开展|组织|完成|报|提出|通知|公告|公示|告知|申请)")
_BOUND_BEFORE_RE = re.compile(r"不少于|不得少于|不低于|不超过|不得超过|至少|最多")
# 24小时回应, 用三年左右时间, 15分钟的服务半径
_TIMED_RE = re.compile(
    r"减|缩|压|降|增|延|提|有期徒刑|(?:的)?时间(?!段|节点|表)|的(?:服务半径|车程|路程)|(?:到位|还清|完成)(?=[,，。;；])"
    r"|(?P<act>回应|答复|响应|办结|反馈|处置|到场|送达|到达|签收|接单|公示)"
)


def timed_act(text: str, found: FoundQuantity) -> str | None:
    """What is to be done within a time that nothing else calls a limit: 24小时回应."""
    match = _TIMED_RE.match(text, found.end)
    return match["act"] if match is not None else None


_TIMES = frozenset(("次", "天", "场", "轮", "遍", "回", "趟", "讲", "课", "堂"))
_PERIODIC_RE = re.compile(
    r"(?:每(?:(?:[两三]个?|隔|个)?(?:月|周|星期)|季度?|半年|半个?月|年|天|日|旬|个?学期)|一(?:个月|个季度|周|年)|全年只)[^,，。;；：\n]{0,12}$"
)


def is_frequency(text: str, found: FoundQuantity) -> bool:
    """每季度召开一次 counts; 每月一题 is a name."""
    return found.quantity.unit in _TIMES and bool(_PERIODIC_RE.search(text, max(0, found.start - 18), found.start))


_EACH_THING_RE = re.compile(
    r"(?:户户|村村|家家|组组|楼楼|人人|每)(?![年月周天日季次半一场期到当逢晚])[^。;；：:\n]{1,24}$"
)
_ONE_OF_ONE_RE = re.compile(
    r"(?:一个[一-鿿]{1,5}?|一[村组户楼格屯社居校站])(?:配备?|设立?|选派?|推选|明确|安排|有)?$"
)  # 一村一名
_EACH_ONE_RE = re.compile(r"每(?:一?[名个户格人位支家]|[0-9]+[^,，。;；\n]{0,8}[户人格])[^,，。;；：:\n]{0,14}$")


def is_norm_of_one(text: str, found: FoundQuantity) -> bool:
    """每300户划一格,一名网格员…; 每名党员认领一个项目: the one that there is of each counts."""
    each = _EACH_THING_RE if found.quantity.unit in ("名", "位", "人") else _EACH_ONE_RE
    window = each.search(text, max(0, found.start - 28), found.start)
    if window is None and found.quantity.unit in ("名", "位"):
        window = _ONE_OF_ONE_RE.search(text, max(0, found.start - 10), found.start)
    return found.quantity.unit in _NORMED and window is not None and text[found.end : found.end + 1] not in "，,。、"


_NORMED = frozenset(["名", "位", "个", "项", "支", "件", "户"])
