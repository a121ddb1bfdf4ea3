"""Whether a mechanism begins on a date that its own sentence gives."""

from __future__ import annotations

import re

from ingest.mechanisms import lexicon
from ingest.mechanisms.elements import is_content
from ingest.mechanisms.grounds import ENACTED_RE
from ingest.mechanisms.statements import Facts, Mention, Range, piece_of, pieces, statement, within, wording
from ingest.mechanisms.subjects import words_before
from kg.model import Relation

_REACH = 150  # characters between a date at the head of a sentence and what started on it
NEAR = 60  # characters between any other date and it
START_RE = re.compile(
    rf"{lexicon.words('starting')}|盖起|建起|办起|兴起|打造|实行|打响|挂牌|成型|推开|铺开|授牌|全面推|摸索|开设|开发|首推|引进|试验|琢磨出|搞[了起出]|办了|创设|领办|组成|结成|"
    rf"开办|合办|联办|兴办|创办|试水|试过|试起|写成|提炼|升格|增设|合建|搭起|拉起|立起|设起|添了|立下|首开|变[成为](?=[^,。;]{{0,12}}[“「]?$)|"
    r"(?<![为作])试点|定名|部署(?:建设|推进|开展|实施|启动|推行)?(?=[“「]?$)|(?:升级|发展|拓展|扩展|更名|改名|演变|迭代|延伸|改造|提升|整合|扩面|升格)[为成]"
)
# the result of what is done is a name: 列出“三张清单”, 开了个“M”, 把老供销社改成“M”, 把经验整理为M
_MADE_RE = re.compile(
    r"(?:(?<![评选走付突指伸退派挑拿晒亮算超支露喊])出|(?<![一说提引想从谈比])起|[把将][^,。;]{1,40}(?<![列评视看当作分选授换认化])[成为])"
    r"(?:了|来)?[0-9一]?[个套张支项种条本块座]?[“「]?$|(?<![为到除])了[0-9一]?[个套张支项种条本块座][“「]?$|[搞设开办建弄加添]个[“「]?$"
)
# what a place is chosen for begins with that: 2015年,某县被列为全国某某试点
_CHOSEN_RE = re.compile(
    r"(?:成为|列为|列入|定为|确定为|评为|命名为|认定为|获批|获评|入选|跻身|公布)(?:了)?[^,。;]{0,16}[“「]?$"
)
_HONOUR_RE = re.compile(r"(?:试点|示范|实验|试验|先行)(?:区|县|市|城市|乡镇|镇|村|社区|单位|点|项目)?(?:\([^()]*\))?$")
# 出台《…》,推行M; 印发《…》,在全区启动M; 印发《…》,把甲扩展为M; 印发《…》,要求各村年底前建成M
_THEN_RE = re.compile(
    r"\s*(?:并|随后|同时|才|据此|也|还)*(?:在[^,。;“”]{1,10})?(?:全面|率先|正式|同步)*"
    r"(?:(?:提出|决定|部署)?(?:推行|试行|实行|推出|启动|开启|开展|实施|试点)|配套(?:建立|出台|推行|推出|设立)|定名|"
    r"(?:提出|决定|首次|要求)[^,。;“”]{0,24}?(?:建立|构建|创设|设立|打造|建成|组建|创建)|"
    r"[把将][^,。;]{2,24}(?:升级|扩展|拓展|提升|改造|发展|整合|扩面|延伸|更名|定名|改名|命名)[为成])"
)
# D出台的《…》增设了M; D,《…》施行,首次规定了M
_LAYS_DOWN_RE = re.compile(r"(?:增设|规定|确立|新增|写入|引入|设立|建立|创设|提出|明确)了[^,。;]{0,24}$")
_BY_RE = re.compile(r"^[^,。;]{0,12}(?:以|把|将)[村镇乡]?[“「]?$")
_AS_RE = re.compile(r"[”」]?[^,。;“”]{0,4}(?:为|作为)(?:总|主|重要)?(?:突破口|抓手|牵引|载体|切入点|引领|龙头)")
_LATER_RE = re.compile(r"随后|此后|之后|后来|其后|接着|,再?到[0-9]{4}年")
_BEGINS_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,6}?(?:正式|全面|率先|首次|首先|应运)?(?:开赛|启动|上线|运行|成立|启用|实施|开通|投入使用|投用|揭牌|挂牌|落地|"
    r"诞生|推开|推行|展开|铺开|面世|问世|亮相|发布|施行|开播|开张|开业|开办|开班|开课|开讲|开园|落户|进驻|落成|起步|而生|出台|印发|始于|起源于|发端于|创立于|创建于|建成)"
)
_SINCE_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,8}?(?:始于|起源于|起步于|发端于|源于|创立于|创建于|首创于|成立于|开始于|诞生于|启动于)$"
)
_AT_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}(?:自|从|于|在)?$")
_TRIED_RE = re.compile(
    r"^[^,。;]{0,24}?(?:试点|启动|启用|推行|试行|实施|施行|推广|推开|上线|运行|投用|开通|开张|先行|首创|揭牌|挂牌|诞生|面世|问世|起步|发端|发轫)"
)
# 乡亲们管它叫M, 取名M, 会后简称M
CHRISTENED_RE = re.compile(
    r"(?:取名|起[了个]{0,2}个?名字?[,:]?|得名|定名|命名|名为|叫它|[管把][^,。;“”]{1,6}叫|称[之其它]?[为作]|被称|唤作|叫[作做]|简称|当时叫|[概归总提][括纳结炼][成为])[为作成]?[^,。;“”]{0,4}[“「]?$"
)
_THESE_RE = re.compile(r"\s*[这该此上][一种项套些几述]?[一-鿿]{0,2}(?:做法|探索|经验|办法|实践|尝试|创新|举措)")
_PLANNED_RE = re.compile(r"支持|鼓励|计划|拟|力争|争取|将于|确保")
# 将D启用的“甲”升级为乙: the date is that of what it stands before
_SINCE_THEN_RE = re.compile(
    r"[^,。;“”]{0,6}?(?:启用|上线|开展|推出|推行|实施|建立|建成|设立|成立|创办|开通|启动|探索|形成|试行|首创|创建|组建|开张|开业|开办|投用|问世|挂牌|兴起|起步|发起)[^,。;“”]{0,4}的[“「]?$"
)
ISSUES_RE = re.compile(r"出台|印发|制定|下发|发布|颁布|制发|发了(?:个|份|一个|一份)")
_ON_BASIS_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}(?:的)?基础上")
# 总结2020年以来某镇“M”试点经验
_TRIAL_RE = re.compile(r"[”」]?(?:的?(?:试点|探索|实践|先行先试|试行|推行))+(?:的?(?:经验|基础|做法|成果|情况))")
_TRIED_SPAN = 24
_ORIGIN_RE = re.compile(
    r"(?:始于|起步于|诞生于|起源于|创立于|追溯[到至]|脱胎[于自]|源[于自]|发端于|发轫于|前身[是为])$"
)
# 推行多年的M
_OF_OLD_RE = re.compile(r"(?:多年|已久|沿用|原有|既有|现有|已有|传统)的?[“「]?$")
_ATTRIBUTE_RE = re.compile(r"^[^,。;]{0,12}的[“「]?$")


def is_christened(facts: Facts, where: Range, date: Mention, mechanism: Mention) -> bool:
    """D召开的会上,这些做法被归纳为M; D,…,当时叫M: what the sentence tells of has no other name."""
    start = max(date.end, piece_of(facts.text, where, mechanism.start)[0])
    words = facts.text[start : mechanism.start]
    if CHRISTENED_RE.search(words) is None:
        return False
    if _THESE_RE.match(words):
        return True
    head = date.start - where[0] <= 8
    return head and mechanism.start - date.end <= _REACH and not within(facts.mechanisms, date.end, mechanism.start)


def stands_before(facts: Facts, date: Mention, mechanism: Mention) -> bool:
    """2019年启用的“M”."""
    return _SINCE_THEN_RE.match(facts.text[date.end : mechanism.start]) is not None


def is_taken(facts: Facts, where: Range, date: Mention) -> bool:
    """Whether a date is that of a mechanism which it only describes, another one being told of."""
    behind = next(iter(within(facts.mechanisms, date.end, where[1])), None)
    return behind is not None and stands_before(facts, date, behind)


def begins(facts: Facts, where: Range, date: Mention, mechanism: Mention) -> bool:
    """Whether a mechanism begins on a date before it: a verb of starting takes it, or it is the verb's subject."""
    text = facts.text
    between = text[date.end : mechanism.start]
    head = date.start - where[0] <= 8 or text[date.start - 1] in ",:"
    if len(between) > (_REACH if head else NEAR) or _PLANNED_RE.search(between) or _LATER_RE.search(between):
        return False
    if date.name.endswith("/..") and len(between) <= _TRIED_SPAN and _TRIAL_RE.match(text, mechanism.end):
        return "," not in between
    start = max(date.end, piece_of(text, where, mechanism.start)[0])
    titles = within(facts.titles, date.end, mechanism.start)
    if any(_lays_down(facts, title, mechanism) for title in titles[-1:]):
        return True
    titled = [t for t in titles if ISSUES_RE.search(text, date.end, t.start)]
    if _OF_OLD_RE.search(text, start, mechanism.start) or is_content(text, start, mechanism.start, mechanism.end):
        return False
    if (titled and not _THEN_RE.match(text, start, mechanism.start)) or _ON_BASIS_RE.match(text[mechanism.end :][:14]):
        return False
    words = words_before(text, start, mechanism.start, facts.mechanisms)
    if START_RE.search(words) or _MADE_RE.search(words) or titled:
        return not _of_another(facts, date, mechanism)
    if date.name.endswith("/..") and start - date.end <= 1 and _takes_up(text, start, mechanism):
        return True
    if _ORIGIN_RE.search(text[where[0] : date.start]) and between.strip("“「") == "的":
        return True
    return _BEGINS_RE.match(text[mechanism.end : where[1]]) is not None and start - date.end <= 12


def _lays_down(facts: Facts, title: Mention, mechanism: Mention) -> bool:
    """Whether a document that is issued or comes into force is said to bring a mechanism in."""
    text = facts.text
    issued = ISSUES_RE.search(text, max(0, title.start - 8), title.start)
    enacted = ENACTED_RE.match(text[title.end : mechanism.start])
    return bool(issued or enacted) and _LAYS_DOWN_RE.search(text, title.end, mechanism.start) is not None


def _takes_up(text: str, start: int, mechanism: Mention) -> bool:
    """Whether the clause from `start` on goes by a mechanism (2015年以来,某县以M为突破口)."""
    return _BY_RE.search(text[start : mechanism.start]) is not None and _AS_RE.match(text, mechanism.end) is not None


def is_chosen(facts: Facts, where: Range, date: Mention, mechanism: Mention) -> bool:
    """D,X被列为M: whether a place is chosen on a date for what the mechanism is."""
    start = max(date.end, piece_of(facts.text, where, mechanism.start)[0])
    chosen = _HONOUR_RE.search(mechanism.name) and _CHOSEN_RE.search(facts.text[start : mechanism.start])
    between = facts.text[date.end : mechanism.start]
    return (
        bool(chosen)
        and len(between) <= _REACH
        and not facts.text.startswith(("单位", "名单"), mechanism.end)
        and _LATER_RE.search(between) is None
    )


def _of_another(facts: Facts, date: Mention, mechanism: Mention) -> bool:
    """以D推出的A为基础,建设B: the date is A's."""
    first = next(iter(within(facts.mechanisms, date.end, mechanism.start)), None)
    return first is not None and _ATTRIBUTE_RE.search(facts.text[date.end : first.start]) is not None


def starts_behind(facts: Facts, where: Range, mechanism: Mention, date: Mention) -> bool:
    between = facts.text[mechanism.end : date.start]
    if within(facts.mechanisms, mechanism.end, date.start):
        return False
    if _SINCE_RE.match(between):
        return True
    if _AT_RE.match(between) and _TRIED_RE.match(facts.text[date.end : where[1]]):
        return True
    piece = next((p for p in pieces(facts.text, where) if date.start < p[1]), where)
    opens = date.start - piece[0] <= 2 and len(between) <= 24
    return opens and _TRIED_RE.match(facts.text[date.end : where[1]]) is not None


def started(facts: Facts, mechanism: Mention, date: Mention, where: Range, confidence: float) -> Relation:
    words = wording(facts.text, where, date.range, mechanism.range)
    return statement(
        facts.doc, "startedOn", mechanism.name, date.name, words, at=mechanism.start, confidence=confidence
    )
