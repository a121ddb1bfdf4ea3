"""How a sentence says that one practice became another: questions about the words between two that it names.

Each asks of `before` (what stands before the first of them), `between` and `behind` (what follows the second); marks of
quotation are “ and ” throughout. A verb that only adds something (在此基础上增设) makes a part, not a successor.
"""

from __future__ import annotations

import re

_Q = "[“「]?$"  # up to the second name
_GAP = r"(?:[^,。;“”]{0,8}|[^。;“”]{0,30}的)"  # 一套, 覆盖全县的, 有章程、有名册的
# to become another thing, whatever stands before 为
_CHANGE = (
    r"改造|改建|改组|改版|演化|演变|演进|升级|升格|升华|上升|迭代|更名|改名|易名|蜕变|嬗变|进化|转化|转变|转型|变身|重组|并轨|重塑|再造|"
    r"提档|过渡|定型|固化|细化|扩展|延伸|拓展|深化|提升|总结|提炼|调整|衍生|孵化|扩面|成长"
)
_BECOMES_RE = re.compile(
    rf"(?:(?:发展|完善|优化|推广|整合|改称)[为成到出至]|(?:合并|归并)[为成]|改[为成叫称]|(?:{_CHANGE})[^,。;以把将]{{0,4}}[为成到出至]|"
    rf"(?:更名|改名|易名|改称|改叫|现名|今称)为?)了?{_GAP}{_Q}"
)
_YIELDS = (
    r"(?:(?:催生|孕育|衍生|派生|裂变|孵化|蝶变|迈向|走向|变为|变成|改为|改成|转为|转成|发展到|拓展到|延伸到)[出了成为]*|"
    r"(?:延伸|拓展|演化|演变|生发|细化|分化|变|长|带)出了?)"
)
_YIELDS_RE = re.compile(
    rf"^[”」]?(?:[^,。;“”]{{0,8}}|[^。;“”]{{0,16}},(?:由此|从而|进而|继而|并|还|又|随后|后来|之后|此后)[^,。;“”]{{0,4}}){_YIELDS}[^,。;“”]{{0,8}}{_Q}"
)
_EDITION = r"(?:(?:升级|加强|拓展|进阶|迭代|提升|增强|扩展|深化)版|[2-9]\.0版?)"
_EDITION_RE = re.compile(rf"^[”」]?的?[^,。;“”]{{0,6}}{_EDITION}本?[^,。;“”]{{0,6}}{_Q}")
_BASIS_RE = re.compile(r"^[”」]?[^,。;“”]{0,10}(?:的)?基础(?:之)?上")
_FOOTING_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,6}(?:作?为)(?:基础|蓝本|雏形|原型|母本|母版|起点|样本|样板|范本|模板|底本)[^。;]{0,30}?"
    rf"(?:升级|迭代|拓展|探索|总结|形成|创新|发展|衍生|推出|建设|建立|打造|提炼|开发|创设)[^。;“”]{{0,6}}{_Q}"
)
_SINCE_THEN_RE = re.compile(  # 2013年推行A,2016年在此基础上形成B
    r"[,;][^,。;“”]{0,12}在(?:此|其|这一|它的)基础之?上,?[^,。;“”]{0,6}(?:生长|形成|发展|升级|提炼|总结|创新|演变|衍生|拓展|迭代|推出|探索|成型|提升|深化)"
    rf"[^,。;“”]{{0,6}}{_Q}"
)
_TOWARDS_RE = re.compile(r"^[”」]?(?:机制|改革|工作|模式|制度)?(?:[^,。;“”]{0,8}?)向[“「]?$")
_TOWARDS_BEHIND_RE = re.compile(
    r"^[”」]?[、,]?[^,。;]{0,12}?(?:深化|延伸|升级|转型|转变|拓展|发展|迈进|跃升|转化|迭代|演进|进阶)"
)
# 借鉴A的做法,首创B; 受A启发,推出B; 总结A、C等经验,形成B
_DRAWN = (
    r"借鉴|学习|吸收|吸取|汲取|参照|参考|仿照|效仿|取法|师法|对标|移植|沿用|传承|继承|赓续|"
    r"总结|提炼|凝练|梳理|升级|迭代"
)
_DRAWS_ON_RE = re.compile(rf"(?:{_DRAWN})(?:了|好|运用)?[^,。;“”]{{0,12}}{_Q}")
_STARTS = (
    r"(?:探索|推出|创新|首创|创造|形成|总结|提炼|建立|构建|打造|创设|试行|推行|"
    r"开发|设立|搭建|琢磨|摸索|创办|试点|创建|升级)"
)
_DRAWN_RE = re.compile(
    rf"^[”」]?(?:[^,。;“”]{{0,8}}(?:做法|经验|模式|成果|思路|理念|探索|办法|机制|路子|实践|精髓)|),?[^。;“”]{{0,16}}?{_STARTS}[^,。;“”]{{0,8}}{_Q}"
)
_STIRRED_BEFORE_RE = re.compile(rf"(?:受|从|得益于)[^,。;“”]{{0,8}}{_Q}")
_STIRRED_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,8}(?:启发|启示|启迪|灵感)(?:下)?,?[^。;“”]{0,16}?" + _STARTS + rf"[^,。;“”]{{0,8}}{_Q}"
)
# B脱胎于A; B的前身是A; B最早叫A
_ROOT = (
    r"(?:脱胎[于自]|源[于自]|发端于|发轫于|起源于|(?:灵感|创意|思路|经验|名字)来自|萌芽于|孕育于|"
    r"(?:前身|雏形|源头|原型|母版|母本)(?:就|最早|正)?,?(?:[是为叫在]|可(?:以)?追溯[到至])|"
    r"(?:原名|原称|旧称|曾用名)[为是叫]?|(?:最早|最初|起初|原来|原先|早先|当初|过去|曾经?|原本)(?:叫做?|名为|称为?|名叫))"
)
_STEMS_RE = re.compile(rf"^[”」]?[^。;“”]{{0,8}}{_ROOT}[^。;“”]{{0,20}}{_Q}")
_OF_RE = re.compile(rf"(?:由|从)[^,。;“”]{{0,14}}{_Q}")
_OF_BEHIND_RE = re.compile(
    rf"^[”」]?[^,。;“”]{{0,8}}(?:(?:{_CHANGE}|发展|整合|脱胎|派生|生发|改编|长|变|走)[^,。;“”]{{0,4}}(?:而[来成生]|来的|出来|过来|起来)|(?:形成|升级)而[来成])"
)
_ATTRIBUTE_BEFORE_RE = re.compile(rf"{_ROOT}[^,。;“”]{{0,16}}{_Q}")  # 脱胎于A的B
_ATTRIBUTE_RE = re.compile(r"^[”」]?(?:[^,。;“”]{0,4})的[“「]?$")
_COMES_OF_RE = re.compile(rf"(?:由|从){_Q}")  # 由A延伸而来的B
_COMING_RE = re.compile(
    rf"^[”」]?[^,。;“”]{{0,6}}(?:{_CHANGE}|发展|脱胎|派生)[^,。;“”]{{0,4}}(?:而[来成]|出来|来)的[^,。;“”]{{0,6}}{_Q}"
)
_ON_RE = re.compile(rf"^[”」]?[^,。;“”]{{0,6}}(?:就?是)?在{_Q}")
_ON_BEHIND_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,6}基础上[^,。;]{0,12}(?:而来|形成|发展|升级|提炼|总结|演变|建立|探索|起来|拓展|迭代|成型)"
)
_VERSION_RE = re.compile(rf"^[”」]?[^,。;“”]{{0,6}}(?:是|作为|看[作成]|算是|堪称|称为|即)(?:对)?[^,。;“”]{{0,4}}{_Q}")
_VERSION_BEHIND_RE = re.compile(
    rf"^[”」]?[^,。;“”]{{0,4}}的(?:[^,。;“”]{{0,4}}(?:{_EDITION}|(?:升级|延伸|深化|迭代|拓展|延续|进阶)(?:和|与|$|,|。)))"
)
_IS_RE = re.compile(rf"^[”」]?[^,。;“”]{{0,4}}(?:是|即|成为|作为)[^,。;“”]{{0,6}}{_Q}")
_IS_ROOT_RE = re.compile(r"^[”」]?的?(?:前身|雏形|源头|原型|萌芽|发端|母版|1\.0版)")
_TURNED_RE = re.compile(rf"[变改化]{_Q}")  # 变A为B
_INTO_RE = re.compile(rf"^[”」]?[^,。;“”]{{0,4}}为{_Q}")
# 从源头看,它借鉴了某市的A
_ROOTED_RE = re.compile(
    r"(?:^|[,;:])\s*(?:(?:它|其|[这该此](?:一|种|项|套|个)?(?:做法|办法|模式|机制|制度|探索|经验))[^,。;“”]{0,4}"
    rf"(?:借鉴|吸收|吸取|参考|延续|沿用|传承|取法|师法|取经|参照|仿照|效仿)[了于自的]?|[^,。;“”]{{0,4}}(?:根子|根源|源头|雏形)(?:就?[在是]|来自|源于))[^,。;“”]{{0,12}}{_Q}"
)
# a sentence about what the one before names: 其前身是A, 这套办法脱胎于A, 它最早叫A
_ITS_ROOT_RE = re.compile(
    r"\s*(?:(?:其|它的?|最早的|(?:[这该此](?:一|种|项|套|个)?|其)(?:做法|办法|模式|机制|制度|探索|经验|平台|工作法|改革)的?)[^,。;“”]{0,4}?|)"
    rf"{_ROOT}"
)
_CALLED_RE = re.compile(
    r"^\s*[这该此](?:一|种|项|套|些)?(?:做法|经验|模式|探索|实践|举措|创新)"
    r"[^。;]{0,20}(?:称为|称之为|称作|叫做|叫作|概括为|总结为|提炼为)"
)
_PRACTICE_RE = re.compile(
    r"经验|做法|探索|实践|[这该此](?:一|项|个|套|种)?(?:机制|模式|制度|办法|平台|体系|工作法)|^\s*(?:其|它|随后|此后|后来|之后|如今|再后来|而后)"
)
# [2019年,]正式升级为B: no other subject than that of the sentence before
_THEN_RE = re.compile(
    r"^\s*(?:(?:[0-9]{4}年(?:[0-9]{1,2}月)?(?:[初底末春夏秋冬])?|[一二两三四五六七八九十几]年[之以]?后|同年[底末]?|次年|翌年|去年|今年|不久)[起后]?,?)?"
    rf"(?:又|再|还|已|便|就|正式|逐步|逐渐|进一步|全面|迅速|最终|由此|随即|继而)*(?:{_CHANGE})"
)
_IT_RE = re.compile(r"[将把对](?:其(?![他余中])|它(?!们))")  # 某区将其升格为B: what the sentence before is about
_IMPROVED_RE = re.compile(
    rf"对(?:其|它)[^,。;“”]{{0,4}}(?:{_CHANGE}|优化|完善)[^,。;“”]{{0,4}},[^。;“”]{{0,6}}(?:形成|推出|打造)[^,。;“”]{{0,8}}{_Q}"
)
_ON_THIS_RE = re.compile(
    r"(?:在(?:此|这一|其)基础之?上|以此为(?:基础|蓝本|雏形|样板)),?[^,。;“”]{0,12}"
    rf"(?:探索|升级|总结|提炼|创新|发展|迭代|拓展|形成|成型|定型|演变|归纳|凝练|衍生|孵化|深化)[^,。;“”]{{0,8}}{_Q}"
)
_ON_IT_RE = re.compile(  # 在它的基础上…,逐步发展成B
    r"在(?:它|其|此|这一|这套|该[一-鿿]{1,4})的?基础上[^。;“”]{2,}?(?:发展|演变|升级|形成|衍生|拓展|迭代)(?:[为成出]|而成)?了?[“「]?$"
)
_TAKES_UP_RE = re.compile(
    r"\s*(?:在此基础上|以此为|此后|随后|后来|之后|再后来|如今,?它|(?:其|它的?)前身|[这该此](?:一|种|项|套|个)?(?:做法|办法|模式|机制|制度|探索|经验))"
)


_REACH = 64  # characters before a name that any rule takes

# what stands before the first, and between the two
_FRAMED = (
    (_TURNED_RE, _INTO_RE),
    (_COMES_OF_RE, _COMING_RE),
    (_ATTRIBUTE_BEFORE_RE, _ATTRIBUTE_RE),
    (_DRAWS_ON_RE, _DRAWN_RE),
    (_STIRRED_BEFORE_RE, _STIRRED_RE),
)
# what stands between the two, and behind the second
_FOLLOWED = ((_OF_RE, _OF_BEHIND_RE), (_ON_RE, _ON_BEHIND_RE), (_VERSION_RE, _VERSION_BEHIND_RE))


def grows(before: str, between: str, behind: str) -> bool:
    """Whether the second of two is said to come of the first.

    >>> grows("把“", "”迅速转化为“", "”。"), grows("", "”与“", "”相结合")
    (True, False)
    """
    if _BASIS_RE.match(between):
        return True
    end = between[-_REACH:]
    if _BECOMES_RE.search(end) and "。" not in between:
        return True
    if _SINCE_THEN_RE.search(end):
        return True
    if len(between) > _REACH:
        return False
    if _TOWARDS_RE.match(between) and _TOWARDS_BEHIND_RE.match(behind):
        return True
    if any(rule.match(between) for rule in (_FOOTING_RE, _YIELDS_RE, _EDITION_RE)):
        return True
    if _IS_RE.match(between) and _IS_ROOT_RE.match(behind):
        return True
    return any(second.match(between) and first.search(before) for first, second in _FRAMED)


def stems(between: str, behind: str) -> bool:
    """Whether the first of two is said to come of the second.

    >>> stems("”脱胎于2016年的“", "”。"), stems("”由“", "”改造而来")
    (True, True)
    """
    if _ROOTED_RE.search(between[-_REACH:]):
        return True
    if len(between) > _REACH:
        return False
    return _STEMS_RE.match(between) is not None or any(
        first.search(between) and second.match(behind) for first, second in _FOLLOWED
    )


def succeeds(opening: str) -> bool:
    """Whether a sentence that opens so tells what the practice of the one before became (随后升级为…)."""
    end = opening[-_REACH:]
    if _CALLED_RE.match(opening) or any(rule.search(end) for rule in (_ON_THIS_RE, _IMPROVED_RE)):
        return True
    if _ON_IT_RE.search(opening):
        return True
    if not _BECOMES_RE.search(end):
        return False
    return _PRACTICE_RE.search(opening) is not None or _THEN_RE.match(opening) is not None


def roots(opening: str) -> bool:
    """Whether a sentence that opens so tells what the practice of the one before came of (其前身是…)."""
    return (_ITS_ROOT_RE.match(opening) and _STEMS_RE.match(opening)) is not None or _ROOTED_RE.search(
        opening
    ) is not None


def turns_it(opening: str) -> bool:
    """Whether somebody makes something else of the practice that the sentence before is about (将其升格为…)."""
    return _IT_RE.search(opening) is not None and _BECOMES_RE.search(opening) is not None


def takes_up(opening: str) -> bool:
    """Whether a paragraph that opens so goes on about the practice of the one before (在此基础上, 这一做法)."""
    return _TAKES_UP_RE.match(opening) is not None
