"""Numbers that only tell which things or whom a sentence means: 10万元以上的村, 连续三次靠后的, 今年76岁的某某."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.values import FoundQuantity

_OF_AGE = frozenset(["岁", "周岁", "元", "年", "平方米", "个月", "分"])
# 年收入超10万元的达298个
_GROUP_RE = re.compile(r"的[“\"]?[一-鿿]{0,8}?[”\"]?(?:已?达到?|还|尚|仅|有|共有?|占|为|约|近|超过?){0,3}[0-9]")
_OF_SIZE = frozenset(["户", "人", "平方米", "栋", "名"])
_STEP_RE = re.compile(r"每(?:增加|多出?|超出?过?|新增|增)$")  # 每增加400户增配1人
# 3000户至5000户的社区配备10人, 2000户至3000户的4名, 超过5000户的,每…
_CLASS_RE = re.compile(
    r"的(?:社区|小区|村|网格|居民小组|街道|乡镇|单位|楼栋)?(?:[0-9一二两三四五六七八九十]+[至—-]?[0-9]*[名人个]"
    r"|(?:按|可|应|须|至少|一般)?(?:配|设|增|选|划)|就近|单独|联合|统一|[,，])"
)
_SCORED_RE = re.compile(r"(?:满|达到?|够|高于|低于|超过|不足)$")
_WHOM_RE = re.compile(r"的(?!方可|才|可|均|一律|予以|给予|不|要|须|应)[一-鿿]")
_BOUNDS = ("以上", "以下", "以内")
_DELIMITED_RE = re.compile(r"的?(?!标准|要求|比例|比率|规模|水平|幅度|额度|部分|罚款|的|并|且|和|或|以|不)[一-鿿(（]")


_OF_BOUND_RE = re.compile(r"的|以[上下]")


def delimits(text: str, found: FoundQuantity) -> bool:
    """A threshold that tells which things are meant is no metric: 10万元以上的村, 60岁及以上人口."""
    bounded = found.quantity.approx is not None or found.quantity.value_max is not None
    if bounded and found.quantity.unit == "%" and _FOLLOWS_RE.match(text, found.end):
        return True
    if found.quantity.unit in _OF_SIZE and (
        _STEP_RE.search(text, max(0, found.start - 4), found.start) or (bounded and _CLASS_RE.match(text, found.end))
    ):
        return True
    if _GROUP_RE.match(text, found.end) and found.quantity.unit in _OF_AGE and bounded:
        return True
    if found.quantity.unit in ("岁", "周岁") and text.endswith(_BOUNDS, found.numeral[1], found.end):
        return _AGED_RE.search(text, max(0, found.start - 8), found.start) is None  # 35岁及以下5290人
    if found.quantity.unit in ("岁", "周岁") and _OF_AGED_RE.search(text, max(0, found.start - 3), found.start):
        return bool(_OF_BOUND_RE.match(text[found.numeral[1] + len(found.quantity.unit) :][:2]))
    if (
        bounded
        and _CONCERNED_RE.search(text, max(0, found.start - 4), found.start)
        and _MATTERS_RE.match(text, found.end)
    ):
        return True
    if (
        found.quantity.unit == "分"
        and _SCORED_RE.search(text, max(0, found.start - 3), found.start)
        and _WHOM_RE.match(text, found.end)
    ):
        return True  # 积分满300分的农户
    if bounded and _is_beyond(text, found):
        return True
    if bounded and _ANY_RE.search(text, max(0, found.start - 6), found.start) and _OF_ANY_RE.match(text, found.end):
        return True
    if found.quantity.unit in ("种", "门") and _SKILLED_RE.search(text, max(0, found.start - 2), found.start):
        return True  # 会说两种以上民族语言的人
    if (
        found.quantity.unit == "%"
        and _PART_RE.match(text, found.end)
        and _SHORT_OF_RE.search(text, max(0, found.start - 14), found.start)
    ):
        return True
    if text.startswith("门槛", found.end):  # 迈过10万元门槛
        return True
    if not text.endswith(_BOUNDS, found.numeral[1], found.end) or found.start < found.numeral[0]:
        return False
    if found.quantity.unit in ("%", None):
        return text.endswith("占", 0, found.start) and _ADMITTED_RE.match(text, found.end) is not None
    if found.quantity.unit in _OF_AGE or _SIZED_RE.match(text, found.end):
        return bool(_DELIMITED_RE.match(text, found.end))
    return text[found.end : found.end + 1] == "的" and bool(_DELIMITED_RE.match(text, found.end))


_ANY_RE = re.compile(r"凡(?:是|属)?[一-鿿]{0,5}$")  # 凡超过3万元的集体开支
_OF_ANY_RE = re.compile(r"[一-鿿]{0,12}?的[一-鿿]")
_SKILLED_RE = re.compile(r"[会懂]|会[说讲]$|[掌精]握?通?$")
# 常住人口不足户籍人口六成的村占到四成
_SHORT_OF_RE = re.compile(r"(?:不足|不到|不满|低于|少于|超过|高于|多于)[一-鿿]{2,10}(?:的)?$")
_PART_RE = re.compile(r"的[一-鿿]{1,6}?(?:只|仅|已|就)?(?:占|达|有)")
_THING_RE = re.compile(
    r"的(?:[一-鿿]{1,8}(?:村|组|社区|小区|网格|乡镇|街道|单位|部门|项目|事项|家庭|企业|干部|楼栋)|[村组])|的(?=占|约谈|取消|通报|予以|给予|由|要|须|应|不得|可|一律|提请)"
)


def _is_beyond(text: str, found: FoundQuantity) -> bool:
    """在老年人口超过50人的村设点, 得分低于60分的约谈: for which things something holds."""
    if found.quantity.unit in ("倍", "%") or text[found.end : found.end + 1] != "的":
        return False
    beyond = text[found.start : found.numeral[0]].startswith(
        ("超过", "超出", "不足", "不满", "低于", "高于", "少于", "多于", "大于", "小于")
    )
    return beyond and _THING_RE.match(text, found.end) is not None


# 满意率低于85%的村取消评优资格, 超过三成的相应调减
_FOLLOWS_RE = re.compile(
    r"的[一-鿿()（）]{0,6}?(?:取消|一律|相应|限期|限时|予以|给予|不得|不予|责令|约谈|通报|退回|重新|实行|启动|进行约谈)"
)
_CONCERNED_RE = re.compile(r"(?:涉及|牵涉|事关|关系到?)$")  # 凡涉及50户以上居民利益的事项
_MATTERS_RE = re.compile(r"的?[一-鿿]{0,10}的(?:事项|事务|事情|问题|项目|工程|纠纷)")
# 党员占30%以上的网格均可设支部
_ADMITTED_RE = re.compile(r"的[一-鿿]{1,8}?(?:[均都]?[可须应]|方可|才)")
_AGED_RE = re.compile(r"(?:年龄|平均|控制|寿命)[^,，。;；]{0,5}$")
_OF_AGED_RE = re.compile(r"(?:年满|未满|不满|满)$")
_SIZED_RE = re.compile(r"的?(?:社区|小区|村|自然村|企业|单位|乡镇|网格)")  # 万人以上社区


_WHICH_RE = re.compile(r"[一-鿿]{1,12}的")


def is_condition(text: str, found: FoundQuantity) -> bool:
    """连续三次靠后的 says of which things a rule speaks; 1人兼管五六百户 is told by the second number."""
    if found.quantity.value == 1 and found.quantity.unit == "人" and _CHARGED_RE.match(text, found.end):
        return True
    if found.quantity.unit == "次" and _STILL_RE.match(text, found.end):
        return True
    return text[max(0, found.start - 2) : found.start] in ("连续", "累计") and bool(
        _WHICH_RE.match(text[found.end : found.end + 14])
    )


_STILL_RE = re.compile(r"[一-鿿]{0,6}?(?:仍|还|依然|拒)不?[一-鿿]{1,6}的")  # 两次提醒仍不改正的
_CHARGED_RE = re.compile(r"(?:包联|包保|联系|兼管|负责|服务|管理|联|管|包|带)[约近]?[0-9一二两三四五六七八九十百]+")
_AGES_RE = re.compile(r"(?:平均|年龄|年满|不满|满|寿命|以[上下])[^,，。;；]{0,6}$")
_PERSON_RE = re.compile(r"的(?![老青少中]年|人口|群体|党员|干部|居民|村民|群众|妇女|儿童)|[,，。）)]|$|那年|时")


_TOLD_RE = re.compile(r"[一-鿿]{2}(?:今年|现年)(?:已经?|刚满|才)?$")


def is_told_age(text: str, found: FoundQuantity) -> bool:
    """某某今年71岁: how old somebody is, as a statement of its own."""
    return (
        found.quantity.unit in ("岁", "周岁")
        and _TOLD_RE.search(text, max(0, found.start - 8), found.start) is not None
        and text[found.end : found.end + 1] in tuple(",，。;；了")
    )


_TITLE_RE = re.compile(r"的[一-鿿]{0,8}")


def whose_age(text: str, found: FoundQuantity, people: Sequence[tuple[int, int]]) -> str:
    """The name in 67岁的老党员某某, as the text has it; empty where nobody is named."""
    if found.quantity.unit not in ("岁", "周岁") or found.quantity.approx is not None or not people:
        return ""
    title = _TITLE_RE.match(text, found.end)
    if title is None:
        return ""
    after = bisect_left(people, (title.start() + 1, 0))
    start, end = people[after] if after < len(people) else (len(text), len(text))
    return text[start:end] if start <= title.end() else ""


def is_age_of_person(text: str, found: FoundQuantity) -> bool:
    """今年76岁的某某: how old somebody is says nothing of the practice."""
    return (
        found.quantity.unit in ("岁", "周岁")
        and found.quantity.approx is None
        and found.quantity.value_max is None
        and float(found.quantity.value).is_integer()
        and not _AGES_RE.search(text, max(0, found.start - 14), found.start)
        and not is_told_age(text, found)
        and bool(_PERSON_RE.match(text, found.end))
    )
