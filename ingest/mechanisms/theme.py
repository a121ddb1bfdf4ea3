"""What a policy is about by its own title: 某市住宅物业管理规定, 某县深化移风易俗三年行动方案.

Source: annotation guidelines, "Settled cases": a practice without kind word counts as the subject of a document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import Candidate, distinguishing, is_excluded
from ingest.mechanisms.marks import narrow
from ingest.mechanisms.strengths import STRENGTH
from kg.model import Document

_LONGEST = 16
_ISSUED_RE = re.compile(r"印发(?:《|〈)([^》〉]+)")
_SORT_RE = re.compile(
    rf"(?:若干|实施|试行|暂行|工作|具体)*{lexicon.words('document_sort')}(?:\([^()]*\))?(?:的通知)?$|(?:工作|活动)的通知$"
)
PLACE_RE = re.compile(
    r"^(?:中华人民共和国)?(?:[\u4e00-\u9fff]{2,7}?(?:自治区|自治州|自治县|省|市|县|(?<![小社园校])区|州|旗|街道|镇|乡(?!村))(?![容场区民域政级内外镇]))*"
)
_OPENING_RE = re.compile(
    rf"^(?:关于|进一步|在?全[省市县区州](?:范围内)?|组织开展|开展|实施|做好|{lexicon.words('before_verb')})+"
)
_JOINED_RE = re.compile(r"推进|推动|加强|促进|提升|完善|实现|建设|健全")
# what is lessened and strengthened (减负增能, 强基提质), the end of many a programme's name
_PAIRED = r"(?:[减强提赋增扩松固聚优][负基能质效本面权绑力心智]){2}"
_PRACTICE_RE = re.compile(rf"(?:{lexicon.words('practice_end')}|评选|评比|评定|竞赛|{_PAIRED})$")
# what the practice is for, or what carries it on: 推进楼院减负增能|提升服务水平, 以共建理念推进|院落治理
_AIM_RE = re.compile(r"(?<=[负基能质效本面权绑力心智])(?:提升|推动|促进|助推|助力)")
_LED_RE = re.compile(r"^[以用].{2,12}?(?:推进|推动|深化)")
# how a title ends that says what a review examines
_STUDY_RE = re.compile(
    r"(?:的)?(?:[一二三四五六七八九十0-9]+年)?(?:的)?(?:再?评估|评析|述评|研究|调查|考察|观察|分析|实践|探索|经验|启示|思考|反思|回顾|历程|案例)"
    r"(?:(?:与|和|及|、)[一-鿿]{2,6}|报告)?$"
)
_SYSTEM_RE = re.compile(r"(?:体制|机制|制度|体系|模式)(?:改革|创新)?$|改革$")
_DONE_RE = re.compile(r"评选|评比|评定|创建|建设|试点")
_KIND_RE = re.compile(r"(?:制度|机制|体系|工作|改革|行动|试点)$")
_STATUTE_RE = re.compile(r"条例|规定|办法|细则")
_BODY_RE = re.compile(r"(?:办事处|委员会|政府|组织|机构|队伍|人员|代表大会|协会)(?:工作|管理)?$")


def find(document: Document) -> Candidate | None:
    """The practice that a title names as the subject of a policy or a review, where the title stands in the text."""
    titled = {"policy": lambda title: subject(title), "review": lambda title: examined(title, document.regions)}
    if document.genre not in titled or not document.title:
        return None
    name = titled[document.genre](narrow(document.title))
    at = narrow(document.text).find(name) if name else -1
    if name is None or at < 0:
        return None
    return Candidate(at, at + len(name), name, "theme", (), STRENGTH["theme"])


def subject(title: str) -> str | None:
    """The practice in a title, without place, sort of document and what is done to it.

    >>> subject("某某市住宅物业管理规定"), subject("某某县推进殡葬改革实施方案")
    ('住宅物业管理', '殡葬改革')
    >>> subject("某某省街道办事处条例") is None
    True
    """
    inner = _ISSUED_RE.search(title)
    sort = _SORT_RE.search(inner[1] if inner else title)
    if sort is None:
        return None
    words = (inner[1] if inner else title)[: sort.start()].removesuffix("的")
    words = PLACE_RE.sub("", _OPENING_RE.sub("", words.rpartition("关于")[2]))
    words = _AIM_RE.split(_LED_RE.sub("", _OPENING_RE.sub("", words)), maxsplit=1)[0]
    words = _without_purpose(words)
    named = _PRACTICE_RE.search(words) is not None or words in lexicon.terms()
    is_name = named and len(words) <= _LONGEST and not re.search(r"[《》“”、的和]", words)
    # a statute has one subject; a programme may be titled by generalities
    enough = 0 if _STATUTE_RE.search(sort[0]) else 2
    if not is_name or len(words) < 4 or _BODY_RE.search(words) or distinguishing(words) < enough:
        return None
    if is_excluded(words):
        return None
    return None if _JOINED_RE.search(words[2:-3]) else words


def examined(title: str, regions: Sequence[str]) -> str | None:
    """The reform or system that a review examines by its title, without the place that it is of.

    >>> examined("十年之后:青川集镇服务体制改革再评估", ["青川县"])
    '集镇服务体制改革'
    """
    last = re.split(r"[:—-]+", title)[-1]
    study = _STUDY_RE.search(last)
    words = last[: study.start()] if study is not None else ""
    forms = (form for name in regions for form in (name, name[:-1]) if len(form) >= 2)
    place = next((form for form in forms if words.startswith(form)), None)
    words = PLACE_RE.sub("", words) if place is None else words.removeprefix(place)
    named = _SYSTEM_RE.search(words) is not None and 6 <= len(words) <= _LONGEST
    plain = re.search(r"[《》“”、的]", words) is not None or distinguishing(words) < 2
    return words if named and not plain and not is_excluded(words) else None


def _without_purpose(words: str) -> str:
    """法治乡村建设 of 法治乡村建设促进: what a statute is to further, where that is a practice by itself."""
    rest = words.removesuffix("促进")
    furthered = rest != words and _PRACTICE_RE.search(rest) and distinguishing(rest) >= 2
    return rest if furthered and not is_excluded(rest) else words


def fold(theme: Candidate, found: list[Candidate]) -> list[Candidate]:
    """`found` with the theme: as the name or a further name of the practice that it is, or as one of its own."""
    longer = [c for c in found if c.name != theme.name and c.name.endswith(theme.name)]
    if longer:  # with the place before it
        return [c._replace(name=theme.name, aliases=(*c.aliases, c.name)) if c in longer else c for c in found]
    titled = [c for c in found if _is_object(c.name, theme.name)]
    if titled:  # 某某示范村 of 某某示范村评选
        return [c._replace(name=theme.name, aliases=(*c.aliases, c.name)) if c in titled else c for c in found]
    for i, candidate in enumerate(found):
        core = _KIND_RE.sub("", candidate.name)
        if len(core) >= 4 and (theme.name.endswith(core) or core == theme.name):
            aliases = tuple(a for a in dict.fromkeys((*candidate.aliases, theme.name)) if a != candidate.name)
            return [*found[:i], candidate._replace(aliases=aliases), *found[i + 1 :]]
    taken = any(c.start < theme.end and theme.start < c.end for c in found)
    return found if taken else [*found, theme]


def _is_object(name: str, theme: str) -> bool:
    """Whether the theme is what is done with the thing that a name stands for."""
    return len(name) >= 4 and theme.startswith(name) and _DONE_RE.fullmatch(theme, len(name)) is not None
