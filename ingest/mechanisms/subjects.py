"""Who speaks: the bodies that a sentence has as subject, and whether a mechanism is the object of what they do."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from ingest.mechanisms import lexicon
from ingest.mechanisms.statements import Facts, Mention, Range, piece_of, pieces, within
from ingest.mechanisms.voice import WE_RE, voice
from kg.names import name_key

_JOINT = 3  # characters between bodies that are joined
REACH = 120  # characters between a subject and what it carries out
JOINT_RE = re.compile(r"^(?:、|和|与|及|以及|联合|会同|携手|并联合|,联合|,会同)?$")
# what may stand between the start of a clause and its subject
_OPENING_RE = re.compile(
    r"(?:\s|由此|近年来|近日|日前|近期|最近|今年以来|去年以来|[今去前明][年日天]|[同当次翌][年月日天晚]|不久之?后?|很快|起初|最初|转年|隔年|本[年月周]|目前|如今|现在|眼下|当前|"
    r"为此|同时|此外|另外|其中|随后|此后|后来|之后|从此|接着|首先|其次|最后|最终|所以|因此|因而|于是|但是?|不过|然而|对此|据此|"
    r"并|还|也|又|则|而|再|特别是|尤其是|例如|比如|该(?=[省市州县区旗])|[0-9]+[.、]|[一二三四五六七八九十]+、|"
    r"在此基础上|[一二三四五六七八九十]是|(?:[0-9]+[年月日]?|年?初|年?底|年?末|[春夏秋冬][天季]?|以来|[上下]半年|[上中下]旬|起|自|从)+,?|第[一二三四五六七八九十]+阶段:?|第[一二三四五六七八九十百零〇0-9]+条|[(][一二三四五六七八九十0-9]+[)]|"
    r"[当彼]时的?|中共|在[^,。;]{2,16}(?:上|中|下|后|时|前|期间|过程中|基础上)|针对[^,。;]{2,20}问题)*"
)
_OPENERS = frozenset(  # what one of them begins with
    " \t\n\r\u3000不很转隔春夏秋冬"
    "由近日最今去前明同当次翌本目如现眼为此另其随后之从接首所因于但不然对据并还也又则而再特尤例比该"
    "0123456789一二三四五六七八九十在年初底末以上中下起自第(彼针"
)
_SET_UP_RE = re.compile(r"(?:成立|组建|组成|设立|创办|兴办|办起|注册)了?[^,。;]{0,30}$")
_GROUP_RE = re.compile(r"(?:领导小组|专班|指挥部|联席会议|党小组|工作组|支部|党总?支)$")
_LEVEL = r"(?:省|自治区|直辖市|设区的市|市|自治州|州|县|区县|区|旗|乡镇|乡|镇|街道|村|社区)(?:[(][^()]{1,16}[)])?"
_LEVELS = frozenset("省自直设市州县区旗乡镇街村社")  # what it begins with
_LEVELS_RE = re.compile(rf"{_LEVEL}(?:(?:、|和|与|以及|或者){_LEVEL})+")  # 市和区县(市)某部门
_OWN_LEVEL_RE = re.compile(rf"^{_LEVEL}")
SAME_RE = re.compile(r"该(党委|党工委|党组|党支部|党总支|支部|中心|协会|公司|[局委厅院办站部所])(?![员书主])")
_NOT_SUBJECT_RE = re.compile(
    r"^(?:的|之|[0-9.]+万?余?[个家名支所户]|等?(?:(?:主要|分管)?负责人|有关负责|有关|副?书记|副主任|主任|成员|班子|领导班子|工作人员|干部|(?:在职|流动|退休)?党员|常委(?!会)|"
    # told of: 甲党组织覆盖率, 乙应建尽建, 丙占三成
    r"(?:组建|成立|建成|建立|覆盖|设置|配备)[率面]|应建尽建|应设尽设|[实全]现?全?覆盖|数量|总数|占比|比例|占[0-9]|达到?[0-9]|[增降升]至|[一-鿿]{0,4}(?:部长|局长|院长|主席|科长|站长))|"
    r"(?:[一-鿿]{0,12}(?:学院|研究[院所]|中心|系))?(?:副?教授|副?研究员|讲师|专家|学者|博士|硕士)|等?[0-9]*多?[个家]?(?:部门|单位|局|委办局)?为(?:成员|组成)|等[0-9]*多?[个家]?(?:部门|单位|委办局)为|"
    r"内|里|外|与|同|设|下设|(?:成立|组建|设立|换届|选举)(?:以来|之?前|之?后|时)|[一-鿿]{0,6}(?:说|介绍|表示(?![,:][^,。;]{0,4}(?:将|拟|计划))|告诉|认为|指出|讲话))"
)
_PREDICATE_RE = re.compile(
    r"(?:\s|并|还|同时|此外|由此|从而|进而|随后|为此|[,:]|先后|还|也|又|就|便|要|应|须|将)*(?:在|以|通过|依托|围绕|针对|聚焦|按照|根据|对|把|与|为)"
)
_BY_RE = re.compile(
    r"(?:按照|根据|依据|结合|依托|通过|围绕|对照|参照|基于|作为|列为|纳入|列入|入选|获评|被评为)[^,。]{0,12}$"
)
# 依据积分推出M, 按照区委要求推行M: the verb takes it, whatever it goes by
_THEN_RE = re.compile(
    r"(?:按照|根据|依据|结合|依托|通过|围绕|对照|参照|基于)[^,。]{2,10}(?:推出|推行|试行|实行|首创|创设|设立|建立|成立|组建|开设)了?[“「]?$"
)
_PLANS_RE = re.compile(r"(?:提出|明确|要求)[,:]?(?:力争)?到(?:20)?[0-9]{2}年")  # …印发《…》,提出到2030年建立M
# what follows is another's telling
_SAYS_RE = re.compile(r"(?:介绍|表示|指出|认为|强调|坦言|回忆|透露|说|告诉记者)[,:]")
_WILL_RE = re.compile(r"[^。;]{0,20}?(?:将|拟|计划|准备|力争|打算)")  # 某局表示,年内将把M扩大到…: its own doing
_FOR_RE = re.compile(r"\s*(?:并|还|要|紧紧)?(?:聚焦|围绕|紧扣|按照|根据|依据|针对|对照|落实好?[^,]{0,10}要求)")
_DISPOSED_RE = re.compile(r"(?:对|把|将)[“「]?$")
_WITH_RE = re.compile(r"以[“「]?$")  # 某市委以M为抓手
_FOOTHOLD_RE = re.compile(r"^[”」]?[^,。;“”]{0,4}为[^,。;]{0,6}(?:抓手|牵引|载体|突破口|切入点|品牌)")
# 把甲写入乙, 把甲和乙接到一起: what it is made of
_INTO_RE = re.compile(
    r"^[”」]?[^,。;“”]{0,6}(?:列入|纳入|写入|融入)|^[”」]?[^,。;“”]{0,4}[和与同跟][^,。;]{1,30}(?:并[到入在]|结合|融合|合并|合为|合成|接[到在起]|捆[到在]|挂起?钩)"
)
_MADE_RE = re.compile(
    r"(?:把|将)[^,。;]*(?:列[为入作]|定为|确定为|认定为|命名为|定名为|打造[成为]|吸纳为|发展为)"
    r"(?:[0-9]{4}年度?)?(?:首批|第[一二三四五]批)?[“「]?$"
)
_IN_PASSING_RE = re.compile(r"^[”」]?[^,。;“”]{0,6}(?:时|过程中|基础上|进程中|实践中|期间|以来|运行以来)(?:,|$)")
_OF_ITS_OWN_RE = re.compile(r"\s*与[^,。;]{1,8}的[是有]")  # 与之配套的是M
_POINT_RE = re.compile(r"\s*(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][,:])")
_TITLE_RE = re.compile(r"《[^《》]*》")
_MORE_VERBS = frozenset(
    (
        "牵头",
        "部署",
        "印发",
        "提出",
        "提升",
        "将",
        "把",
        "发布",
        "主导",
        "主抓",
        "推",
        "用",
        "授牌",
        "办起",
        "建起",
        "盖起",
        "兴起",
        "坚持",
        "召开",
        "先行试验",
        "扩大到",
        "推广到",
        "升级为",
        "改造成",
        "明确",
        "摸索",
        "组成",
        "归纳",
        "评选",
        "琢磨出",
        "改成",
        "搞了",
        "搞起",
        "商定",
        "想出",
        "设了",
        "设起",
        "建了",
        "立起",
        "办了",
        "合办",
        "联办",
        "兴办",
        "配发",
        "发起",
        "凑成",
    )
)


@dataclass(frozen=True, slots=True)
class Turn:
    """From `end` on a sentence speaks of `bodies`, or of a place if there are none."""

    end: int
    bodies: tuple[Mention, ...]
    place: str | None
    since: int | None = None  # where it ended in the sentence that it is carried over from

    @property
    def origin(self) -> int:
        return self.end if self.since is None else self.since


def turns(facts: Facts, where: Range) -> Sequence[Turn]:
    """The subjects of a sentence in order: what its pieces open with; found once for each sentence."""
    kept: dict[Range, Sequence[Turn]] = facts.doc.user_data.setdefault("turns", {})
    if where not in kept:
        kept[where] = tuple(_turns(facts, where))
    return kept[where]


def _turns(facts: Facts, where: Range) -> Iterator[Turn]:
    bodies, places = facts.bodies.inside(where), facts.places.inside(where)
    same = facts.text.find("该", *where) >= 0
    we = voice(facts)
    we = we if we is not None and facts.text.find("我们", *where) >= 0 else None
    if not bodies and not places and we is None and not (same and SAME_RE.search(facts.text, *where)):
        return
    named_for = facts.mechanisms.inside(where) if bodies else []  # 工会驿站 is no doing of 工会
    starts = {b.start: b for b in bodies if not any(m.start < b.end < m.end for m in named_for)}
    named = {place.start: place for place in places}
    marks = sorted([*starts, *named])
    ends = {body.end: body for body in starts.values()}
    acts = False  # whether a body has been the subject: what it sets up acts for it
    for start, end in pieces(facts.text, where):
        after = bisect_left(marks, start)
        if (
            (after == len(marks) or marks[after] >= end)
            and we is None
            and not (same and facts.text.find("该", start, end) >= 0)
        ):
            continue
        opening = _OPENING_RE.match(facts.text, start, end) if facts.text[start] in _OPENERS else None
        at = opening.end() if opening is not None else start
        for begin in dict.fromkeys((start, at)):  # an adverbial may have swallowed the subject's own name
            turn = (
                (_of_levels(facts, begin, end, starts) if facts.text[begin : begin + 1] in _LEVELS else None)
                or _turn(facts.text, begin, end, starts, named)
                or (_the_same(facts, begin, end) if same else None)
                or (_of_us(facts, begin, end, we) if we is not None else None)
            )
            if turn is not None:
                yield turn
                acts = acts or bool(turn.bodies)
                break
        if not acts and end in ends and (made := _set_up(facts, (start, end), where, ends[end])):
            yield made


def _of_levels(facts: Facts, at: int, end: int, bodies: dict[int, Mention]) -> Turn | None:
    """省、市、县某委员会; 市和区县某部门: the last, and the first level's own where the document names it."""
    levels = _LEVELS_RE.match(facts.text, at, end) if bodies else None
    start = next((i for i in range(at, levels.end() + 1) if i in bodies), None) if levels is not None else None
    if start is None:
        return None
    turn = _turn(facts.text, start, end, bodies, {})
    kind = _OWN_LEVEL_RE.sub("", bodies[start].name)
    own = next((b for b in facts.bodies if b.name in facts.organizations and _is_own(facts, b.name, kind)), None)
    return Turn(turn.end, (*((own,) if own is not None else ()), *turn.bodies), None) if turn is not None else None


def _is_own(facts: Facts, name: str, kind: str) -> bool:
    return any(name == region + kind for region in facts.document.regions)


def _the_same(facts: Facts, at: int, end: int) -> Turn | None:
    """该局, 该院: the last body before that is named so."""
    same = SAME_RE.match(facts.text, at, end)
    if same is None:
        return None
    before = reversed(facts.bodies[: bisect_left(facts.bodies, at, key=attrgetter("start"))])
    body = next((body for body in before if body.name.endswith(same[1])), None)
    return Turn(same.end(), (body,), None) if body is not None else None


def _set_up(facts: Facts, piece: Range, where: Range, body: Mention) -> Turn | None:
    """村里成立合作社,领办M: the body that a piece sets up, where the next one goes on with what it does."""
    start, end = piece
    if end >= where[1] or facts.text[end] != ",":
        return None
    if _SET_UP_RE.search(facts.text, start, body.start) is None or _GROUP_RE.search(body.name):
        return None
    if body.name.endswith("党委") and body.name not in facts.organizations:
        return None
    return Turn(end, (body,), None) if _opens().match(facts.text, end + 1, where[1]) else None


def _of_us(facts: Facts, at: int, end: int, we: Mention) -> Turn | None:
    said = WE_RE.match(facts.text, at, end)
    return Turn(said.end(), (we,), None) if said is not None else None


def _turn(text: str, at: int, end: int, bodies: dict[int, Mention], places: dict[int, Mention]) -> Turn | None:
    place = None
    while at not in bodies and at in places:
        place, at = places[at].name, places[at].end
    group = _group(text, at, bodies)
    if group:
        last = group[-1].end
        return None if _NOT_SUBJECT_RE.match(text[last : last + 14]) else Turn(last, tuple(group), place)
    return Turn(at, (), place) if place is not None and at < end and text[at] not in "、的" else None


def _group(text: str, at: int, bodies: dict[int, Mention]) -> list[Mention]:
    """The body that begins at `at`, with those that are joined to it."""
    group: list[Mention] = []
    while at in bodies:
        group.append(bodies[at])
        end, at = bodies[at].end, -1
        for start in range(end, end + _JOINT + 1):
            if start in bodies and JOINT_RE.match(text[end:start]):
                at = start
                break
    return group


def group_at(facts: Facts, at: int) -> list[Mention]:
    """The bodies that stand at `at`, behind the places that only say where they are (长清区|归德街道|党工委)."""
    bodies = within(facts.bodies, at, at + 60)
    if not bodies or (bodies[0].start == at and (len(bodies) == 1 or bodies[1].start > bodies[0].end + _JOINT)):
        return bodies[:1]  # nothing is joined to it
    near = {body.start: body for body in bodies}
    if at not in near:
        places = {place.start: place for place in within(facts.places, at, at + 60)}
        while at not in near and at in places:
            at = places[at].end
    return _group(facts.text, at, near)


def carried(facts: Facts, where: Range, before: Turn | None) -> Turn | None:
    """The turn of the sentence before as this one goes on with it: it opens with a predicate and no subject.

    It goes on over one full stop, and over any number of semicolons.
    """
    if before is None or not before.bodies or facts.text.count("。", before.origin, where[0]) > 1:
        return None
    if _POINT_RE.match(facts.text, *where) and _points(facts.text, before.origin, where[0]):
        return None
    said = turns(facts, where)
    here = said[0] if said else None
    first = pieces(facts.text, where)[0]
    if here is not None and (here.bodies or here.end <= first[1]):
        same = here.place is not None and any(name_key(here.place) in name_key(body.name) for body in before.bodies)
        return Turn(where[0], before.bodies, before.place, before.origin) if same and not here.bodies else None
    if _OF_ITS_OWN_RE.match(facts.text, *first):
        return None
    opening = _OPENING_RE.match(facts.text, *first)
    begins = dict.fromkeys((first[0], opening.end() if opening is not None else first[0]))
    predicate = any(rule.match(facts.text, at, first[1]) for at in begins for rule in (_PREDICATE_RE, _opens()))
    return Turn(where[0], before.bodies, before.place, before.origin) if predicate else None


def _points(text: str, start: int, end: int) -> bool:
    """Whether the subject that ends at `start` stands within a point of the enumeration that goes on at `end`."""
    begin = max(text.rfind(sign, 0, start) for sign in "。;:\n") + 1
    return _POINT_RE.match(text, begin, start) is not None and text.find("\n", start, end) < 0


@cache
def _opens() -> re.Pattern[str]:
    verbs = "|".join(sorted(map(re.escape, (*lexicon.verbs(), *_MORE_VERBS)), key=len, reverse=True))
    return re.compile(
        rf"(?:\s|并|还|同时,?|此外,?|为此,?|从而|进而|随后|先后|也|又|要|应|{lexicon.words('before_verb')})*(?:{verbs})"
    )


def is_object(facts: Facts, start: int, mechanism: Mention, others: Sequence[Mention], where: Range) -> bool:
    """Whether `mechanism` is what the subject that ends at `start` carries out: a verb in its own piece takes it."""
    if mechanism.start - start > REACH or _IN_PASSING_RE.match(facts.text[mechanism.end : where[1]]):
        return False
    piece = piece_of(facts.text, where, mechanism.start)
    says = _SAYS_RE.search(facts.text, start, max(start, piece[0]))
    if says is not None and (says.start() > start or not _WILL_RE.match(facts.text, says.end(), mechanism.start)):
        return False
    if _PLANS_RE.search(facts.text, start, mechanism.start):
        return False
    words = words_before(facts.text, max(start, piece[0]), mechanism.start, others)
    if _WITH_RE.search(words) and _FOOTHOLD_RE.match(facts.text[mechanism.end : piece[1]]):
        return True
    if _DISPOSED_RE.search(words):
        behind = facts.text[mechanism.end : piece[1]]
        done = "作为" in behind or _carrying().search(behind) is not None
        return done and _INTO_RE.match(behind) is None
    return carries(words) or _MADE_RE.search(words) is not None


def words_before(text: str, start: int, end: int, others: Sequence[Mention]) -> str:
    """The words from `start` to `end` without the names in them: a name's verbs govern nothing."""
    kept, at = [], start
    for one in within(others, start, end):
        kept.append(text[at : one.start])
        at = max(at, one.end)
    words = "".join([*kept, text[at:end]]) if kept else text[start:end]
    return _TITLE_RE.sub("", words) if "《" in words else words


def carries(words: str) -> bool:
    """Whether the words before a mechanism hold a verb that carries it out."""
    if _BY_RE.search(words) or _FOR_RE.match(words):
        return _THEN_RE.search(words) is not None
    return _carrying().search(words) is not None


@cache
def _carrying() -> re.Pattern[str]:
    verbs = {verb for verb, use in lexicon.verbs().items() if use.use != "preposition"} | _MORE_VERBS
    return re.compile("|".join(sorted(map(re.escape, verbs), key=len, reverse=True)))
