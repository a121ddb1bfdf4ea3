"""How the words around two mechanisms make one of them an element of the other: 以甲为核心的乙, 乙的三个环节甲、丙."""

from __future__ import annotations

import re

_Q = "[“「]?$"  # up to the second name
_COUNT = r"[一二两三四五六七八九十几0-9](?:[大个项条步道类]|方面)*"
_THING = (
    r"(?:环节|步骤|板块|要素|抓手|机制|制度|载体|模块|支柱|关键|内容|做法|举措|平台|支点|方面|子项|部分|"
    r"阶段|层级|机构|品牌)"
)
_REACH = 30  # characters between the two that any rule takes

# the first is the whole: what stands before it, and between
_WHOLE_FIRST = (
    (
        None,
        re.compile(
            rf"^[”」]?[^,。;“”]{{0,6}},?(?:具体|主要|分别|进一步)?(?:配套有|内设|设有|内嵌|嵌入|细化为|分解为|拆分为|拆解为|靠的就?是|凭的就?是|[中里]设置了?)[^,。;“”]{{0,6}}{_Q}"
        ),
    ),
    (None, re.compile(rf"^[”」]?的?[^,。;“”]{{0,6}}{_COUNT}{_THING}[^,。;“”]{{0,4}}(?:[:—(]|就?是|为|即)*{_Q}")),
    (None, re.compile(rf"^[”」]?[^,。;“”]{{0,4}}{_THING}(?:主要)?有{_COUNT}[:,—]*{_Q}")),
    (re.compile(rf"所谓{_Q}"), re.compile(rf"^[”」]?,?(?:就?是|即|指的?就?是?)[^,。;“”]{{0,6}}{_Q}")),
    (
        re.compile(rf"作为{_Q}"),
        re.compile(
            rf"^[”」]?的[^,。;“”]{{0,8}}(?:部分|一环|环节|配套|补充|延伸|抓手|载体|子项目|支撑|单元|举措),[^,。;“”]{{0,6}}{_Q}"
        ),
    ),
    (
        re.compile(rf"在{_Q}"),
        re.compile(rf"^[”」]?(?:[中里内]|当中|框架下)[^,。;“”]{{0,4}}[设嵌增引建加植][^,。;“”]{{0,6}}{_Q}"),
    ),
)
# the second is the whole
_CORE_BEFORE_RE = re.compile(rf"以{_Q}")
_CORE_RE = re.compile(rf"^[”」]?(?:为|作为)[^,。;“”]{{0,8}}的[^,。;“”]{{0,8}}{_Q}")
# 以甲、丙为内容的乙
_CONTENT_RE = re.compile(r"[^,。;]{0,30}为(?:主要)?(?:内容|核心|主体|主线|重点|基础|代表|支撑|特色|要素)的")
_TOGETHER_RE = re.compile(
    r"^[”」]?(?:等)?[“「]?[^,。;“”]{0,8}(?:并行|结合|并重|联动|衔接|互补|一体|一体化|融合|互动|协同|贯通|组成|构成|支撑|配套)[”」]?的[^,。;“”]{0,6}"
    + _Q
)
_BRACKET_RE = re.compile(rf"^[”」]?\({_Q}")


def holds(before: str, between: str, count: int) -> bool:
    """Whether the first of two is said to hold the second, with which `count` are listed.

    >>> holds("", "”的三个环节“", 3), holds("", "”和“", 1)
    (True, False)
    """
    if len(between) > _REACH:
        return False
    if count > 1 and _BRACKET_RE.match(between):
        return True
    return any(rule.match(between) and (first is None or first.search(before)) for first, rule in _WHOLE_FIRST)


def fills(before: str, between: str, count: int) -> bool:
    """Whether the second of two is said to be made of the first, with which `count` are listed (甲、乙相结合的丙).

    >>> fills("以“", "”为核心的“", 1), fills("", "”双轨并行的", 2)
    (True, True)
    """
    if len(between) > _REACH:
        return False
    if count > 1 and _TOGETHER_RE.match(between):
        return True
    return _CORE_RE.match(between) is not None and _CORE_BEFORE_RE.search(before) is not None


def is_content(text: str, begin: int, start: int, end: int) -> bool:
    """Whether text[start:end], in a clause from `begin` on, is one of those that another is made of.

    >>> is_content("建起以夜谈、晨访为内容的“月半亭”", 0, 3, 5), is_content("以夜谈为抓手", 0, 1, 3)
    (True, False)
    """
    return text.find("以", begin, start) >= 0 and _CONTENT_RE.match(text, end) is not None
