"""Subjects as a reader would word them: without a long list before them, with what a bare verb goes on about.

What `ingest.figures.readings` takes from the sentence is made whole here. Source: annotation guidelines, "Metrics".
"""

from __future__ import annotations

import re

from ingest.figures.measure_words import part
from ingest.figures.subjects import Passage, strip_phrase, tidy
from kg.values import FoundQuantity

_LISTED_RE = re.compile(
    r"^[一-鿿()、,\w]{3,}?(?:等(?![级待候于次])|一类的|之类的|等方面的)(?P<noun>[一-鿿]{2,}(?:\([一-鿿]+\))?|(?<=的)[一-鿿]+)$"
)
_OF_ALL_RE = re.compile(r"^([一-鿿]{2,12}?)(?:必须|应当|须)(?:有|经|由)")  # 居民会议必须有全体居民的过半数出席
_NORM_RE = re.compile(r"^.{0,6}?(?:标准|规模|规格)(?:则|就)?[是为](?P<each>每[一-鿿]{1,4})$")
_THESE_RE = re.compile(r"^(?:这些|上述|这批)(?P<noun>[一-鿿]{2})")
_RATE_OF_VERB_RE = re.compile(r"^(?P<verb>[一-鿿]{2})(?P<rate>比例|占比|比率|率|覆盖率)$")
_EACH_TIME_RE = re.compile(r"每[次场期]")
# 建立联席会议制度,每半年至少召开一次
_SCORED_RE = re.compile(r"[存得积记计加扣奖攒]$")  # 笔试成绩加5分
_BY_END_RE = re.compile(r"(?<=[一-鿿]{2})(?<![理自缘事])由$")  # 业主委员会由5至11人组成
_FORMER_RE = re.compile(r"由(?:原来|原先|过去)的[0-9]+[人名户个](?=[一-鿿]{2})")  # 网格员由原来的1人兼管
_OFTEN_RE = re.compile(
    r"(?P<often>每个?(?:月|季度?|半年|年|周|天|日))(?:至少|最少|都|均|要|应|不少于)*(?P<act>召开|例会|开会|会商|调度|研判|发布|通报|更新)"
)
_HOW_OFTEN_RE = re.compile(
    r"(?P<often>每个?(?:月|季度?|半年|年|周|天|日|学期))(?P<act>[一-鿿]{2,4}?)(?:不少于|不低于|至少)?$"
)
_QUOTED_END_RE = re.compile(r"“([一-鿿]{2,10})”$")
_GUIDING_RE = re.compile(r"(?:思路|原则|要求|理念|精神|方针|步骤)$")  # 按照…的思路,2021年完成治理200个
_PHASES_RE = re.compile(r"^[一二两三四五六几前]+[期批轮]$")
# 街道全年共受理事项, 由理事会每季度评定: who did it is not what is counted
_DOER_RE = re.compile(
    r"^(?!其)(?:[一-鿿]{2,10}?(?:累计|总共|一共|[年月已]共)(?=[一-鿿]{4})"
    r"|[一-鿿]{1,12}?(?<![公中])共(?![同享建治产青性识和鸣赢管商担通用度计])(?=[一-鿿]{2}))|^由[^的,，。]{2,24}?(?=每(?:月|季|半年|年|周))"
)
# 县级财政只占一成, 得分须达到80分
_SAYING_END_RE = re.compile(r"(?<=[一-鿿]{2})(?:(?<!船)只|竟然?|反而|(?<!必)须|少说|却)+$")
_SAYING_ENDS = ("只", "竟", "竟然", "反而", "须", "少说", "却")
_WORK = ("就业", "就业人数")
_BROUGHT_RE = re.compile(r"(带动|吸纳|安置|促进|解决|帮助)[一-鿿]{0,4}就业")
# 27名党员担任网格员,平均每名联系7户
_PER_ONE_RE = re.compile(r"(?:平均)?每[名位](?=联|服务|包|每|负责|走访|管|带|平均)")
_WHO_RE = re.compile(r"^担任(?P<post>[一-鿿]{2,8}?)的|(?P<who>[一-鿿]{0,6}(?:[员长]|干部|代表|书记|志愿者))$")
# 把诉求分成急、难、缓三类
_SORTED_RE = re.compile(r"(?:把|将|^)(?P<what>[一-鿿“”]{2,12}?)[划细]?分[成为作][一-鿿、]+$")
_HEADS = {"户": "户数", "人": "人数"}
_REACHED = frozenset(("人次", "户次", "人", "户", "万人"))
_LONGEST_LIST = 14  # characters
_LOOKED_BACK = 160  # characters


_RULES_END_RE = re.compile(r"(?:制度|机制|办法)$")


def worded(passage: Passage, found: FoundQuantity, subject: str, before: str = "") -> str:
    """The subject as it is kept; what nothing better is known of stays as it is. `before` is the last one's."""
    subject = tidy(subject)
    if "由" in subject:
        subject = _BY_END_RE.sub("", _FORMER_RE.sub("", subject))
    if subject.endswith("在") and len(subject) > 2 and not subject.endswith(("现在", "存在", "所在", "内在", "潜在")):
        subject = subject[:-1]  # 年龄在40周岁以下
    if subject == "人家" and found.quantity.unit == "户":
        return "户数"
    if subject.count("《") != subject.count("》"):
        subject = subject.strip("《》")
    if "共" in subject or "累计" in subject or subject.startswith("由"):
        subject = _DOER_RE.sub("", subject)
    if subject.endswith(_SAYING_ENDS):
        subject = _SAYING_END_RE.sub("", subject)
    if found.quantity.unit == "类":
        sorted_out = _SORTED_RE.search(passage.text[passage.segment(found.numeral[0])[0] : found.start])
        subject = tidy(sorted_out["what"]) if sorted_out is not None else subject
    if subject in _WORK:
        return _brought(passage, found) + subject
    if before and (each := _PER_ONE_RE.match(subject)) and (who := _WHO_RE.search(before)):
        return f"每名{who['post'] or who['who']}{subject[each.end() :]}"
    if _EACH_TIME_RE.fullmatch(subject) and before and not before.startswith("每"):
        return before + subject
    if often := _OFTEN_RE.fullmatch(subject):
        held = _RULES_END_RE.sub("", _object_before(passage, found))
        return (held if len(held) > 2 else "") + often["often"] + often["act"]
    if found.quantity.unit == "分" and _SCORED_RE.search(subject):
        return f"{subject}分"
    if ("须" in subject or "应当" in subject) and (of := _OF_ALL_RE.match(subject)):
        return of[1]
    if "每" in subject and (norm := _NORM_RE.match(subject)):
        return norm["each"] + _HEADS.get(found.quantity.unit or "", "")
    if ("等" in subject or "类的" in subject) and (listed := _LISTED_RE.match(subject)):
        return _named(subject, listed["noun"])
    if these := _THESE_RE.match(subject):
        return _resolved(passage, found, these["noun"]) + subject[these.end() :]
    if (rate := _RATE_OF_VERB_RE.match(subject)) and rate["verb"] in part("verb") | part("predicate"):
        return _of_verb(passage, found, rate["verb"]) + rate["rate"]
    if passage.text.startswith(subject, found.end):  # 给予3万元奖励
        return subject
    if found.quantity.unit in ("次", "场", "天"):
        often = _HOW_OFTEN_RE.search(passage.text, max(passage.start, found.start - 14), found.start)
        if often is not None and often["act"] == subject:
            return often["often"] + subject  # 每月到岗不少于两次
    if found.quantity.unit in _REACHED and _is_bare_verb(subject):  # 培训3.7万人次, 惠及1.9万户
        return subject + _HEADS.get(found.quantity.unit or "", "")
    if _is_bare_verb(subject) or _PHASES_RE.match(subject):
        return _object_before(passage, found) or subject
    return subject


_PER_RE = re.compile(
    r"(?P<each>每(?:[0-9][0-9—–至到-]*)?[个名位户家处所支站格村镇]?(?!次|批|期)[一-鿿()（）、]{0,8}?)"
    r"(?:至少|最少|一般|原则上|均|都|要|应|须|可|就|再)*(?P<verb>配备?|设立?|设置|选派?|推选|选出|有|建成|建立|建|培育|孵化|打造|确定|安排|派|明确)"
    r"(?:了|好|强|齐)?$"
)


def per_each(passage: Passage, found: FoundQuantity, subject: str) -> str:
    """每10户推选的联户长: how many there are of each is said with what each is."""
    if not passage.text.startswith(subject, found.end):
        return subject
    left, _ = passage.segment(found.numeral[0])
    each = _PER_RE.search(passage.text, left, found.start)
    if each is None:
        return subject
    return f"{tidy(each['each'])}{each['verb'] if each['verb'] != '有' else ''}的{subject}"


def _brought(passage: Passage, found: FoundQuantity) -> str:
    """带动, where the work of those counted was brought about by something: 带动就业260人."""
    left, _ = passage.segment(found.numeral[0])
    brought = _BROUGHT_RE.search(passage.text, left, found.start)
    return brought[1] if brought is not None else ""


_VAGUE = ("力量", "方式", "手段", "渠道", "内容", "活动")  # say nothing without their list


def _named(subject: str, noun: str) -> str:
    """A long list without its items; 甲、乙等问题解决 is 解决的问题."""
    if len(noun) > 3 and noun[-2:] in part("predicate") - part("nominal") | {"下放", "嵌入"}:
        return f"{noun[-2:]}的{noun[:-2]}"
    listed = len(subject) > _LONGEST_LIST or ("、" in subject and noun not in _VAGUE)
    return noun if listed or "一类的" in subject or "之类的" in subject else subject


def _resolved(passage: Passage, found: FoundQuantity, noun: str) -> str:
    """这些单位: the units that were counted before."""
    before = passage.text[max(0, found.start - _LOOKED_BACK) : found.start]
    counted = re.findall(rf"[0-9][0-9.万余多]*[一-鿿]([一-鿿]{{2,8}}{noun})", before)
    return str(counted[-1]) if counted else noun


_DIGIT_RE = re.compile(r"\d")


def _of_verb(passage: Passage, found: FoundQuantity, verb: str) -> str:
    """领办比例 after 推行村党组织领办合作社: what the verb is said of."""
    left, _ = passage.segment(found.numeral[0])
    if left <= passage.start:
        return verb
    start, _ = passage.segment(left - 2)
    stretch = passage.text[start : left - 1]
    if verb not in stretch:
        return verb
    said = tidy(strip_phrase(passage, start, left - 1))
    return said if verb in said and len(said) <= 16 and not _DIGIT_RE.search(said) else verb


_AROUND_VERB_RE = re.compile(r"^(?:年内|全年|累计|已|共|另|又|再)+|[了着出起]$")


def _is_bare_verb(subject: str) -> bool:
    verb = _AROUND_VERB_RE.sub("", subject)
    return len(verb) <= 2 and (
        verb == "建" or verb in part("verb") or verb in part("predicate") or subject.endswith("着")
    )


_DOING_RE = re.compile(r"[到了着]")  # 评到现在: no noun
_QUOTE_RE = re.compile(r"[“”\"《]")


def _object_before(passage: Passage, found: FoundQuantity) -> str:
    """The noun with which the stretch before ends: 签订承诺书, 年内签订5万份."""
    left, _ = passage.segment(found.numeral[0])
    if left <= passage.start:
        return ""
    start, _ = passage.segment(left - 2)
    if quoted := _QUOTED_END_RE.search(passage.text, start, left - 1):  # 建立“积分超市”,全县已建28个
        return quoted[1]
    at = end = start + len(passage.text[start : left - 1].rstrip('》”"'))
    while at > start and (word := passage.words.before(at)) is not None and word[0] >= start:
        if not word[1].startswith(("n", "vn", "b", "l", "j")) or end - word[0] > 12:
            break
        at = word[0]
    noun = _QUOTE_RE.split(passage.text[at:end].rstrip('》”"'))[-1]
    return tidy(noun) if len(noun) >= 2 and not _GUIDING_RE.search(noun) and not _DOING_RE.search(noun) else ""
