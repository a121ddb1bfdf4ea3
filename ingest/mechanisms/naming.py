"""Which words before a kind word belong to its name, and which say that there is no name."""

from __future__ import annotations

import re

from ingest.mechanisms import lexicon
from ingest.mechanisms.candidate import balanced, content, distinguishing, plain

MAX_NAME = 45
_STACKED = 6  # so many characters of plain words together name one trial
_TOLD, _TELLING, _SORT = 3, 24, 9  # distinguishing characters, characters before 的 and behind it
_PURPOSES = ("方便", "便于", "有利于", "便利")
_SYSTEMS = ("机制", "制度", "责任制", "体系", "平台", "系统")
_MIN_MODIFIER = {"open": 2, "named": 3, "action": 2, "practice": 2, "suffix": 3, "titled": 2, "campaign": 2}
# 科技力量推动社会治理体制机制: what follows the verb is the name, and says nothing
_TOWARDS_RE = re.compile(
    r"[^、]{3,}(?:推动|促进|带动|推进)(?:社会|基层|城乡|乡村|国家|治理|发展|体制|现代化)+$|等与|(?:方式|思维|手段|力量)(?:推进|推动|促进|破解|解决)"
)
_TRIED_RE = re.compile(r"(?:率先|先行|首批|开展|进行|选择|正在|全国)$")  # 某县率先试点
_POLITICAL_RE = re.compile(r"社会主义|治理|国家|党的|、")
_LEVELLED = ("架构", "体系", "机制", "平台", "格局")
_PRONOUN_RE = re.compile(rf"^{lexicon.words('pronoun')}")
_RULED_RE = re.compile(r"^(?:国家|有关|法定|上述)*(?:规定|要求|程序|标准|约定)")  # 按照|规定…
_PHYSICAL_RE = re.compile(
    r"(?:建设|绿化|水利|市政|改造|治理|河道|堤防|养护|施工|电力|附属|水工|防洪|管网|土建|装修|修缮|安装|道路|配套|重点|海岸)$"
)
_PLURAL_RE = re.compile(r"(?:和|与|及)$|、新$|(?:规定|批准|要求|确定)的")  # 政策和|制度, 新业态、新|模式
_ACTOR_RE = re.compile(rf"{lexicon.words('actor')}[^、]{{2,6}}$")
_FORMULA_RE = re.compile(r"社会协同|公众参与|依法履责|积极协同")
_HEAVY_RE = re.compile(
    r"[了过吗呢吧我你他她它们这那是]|怎样|怎么|如何|什么|列入|纳入|成为|作为|认为|选择|应当|必须|不得|[0-9]+(?:[万亿%个名户人家项]|余)"
)
_PARALLEL_RE = re.compile(r"^[^、的]{2,9}(?:、[^、的]{2,9}){2,}$")
_ROLES_RE = re.compile(r"以[^、的]{2,16}为[^、]{2,4}、[^、]{2,20}为[^、]{2,4}")  # 以甲为核心、乙为基础的村级组织体系
_PRAISE_RE = re.compile(  # 协调的…机制, 高效、常态运行的…体系
    r"(?:高效|协调|统一|规范|上下|纵横|贯通|职责|权责|明确|明晰|清晰|畅通|运转|依法行政|科学|常态|有序|顺畅|有力|完善|健全|灵活|便捷|快捷|精准|严格|运行|良性|多元|[、和])+$"
)
_COUNTED_TAIL_RE = re.compile(r"[一二三四五六七八九十两]级|[一二三四五六七八九十两]方")


def says_no_name(modifier: str, kind: str) -> bool:
    """Whether what stands before a kind word is a clause, a title or a piece of a sentence, or names what is built."""
    return bool(
        (kind == "工程" and _PHYSICAL_RE.search(modifier))
        or modifier.endswith("在")
        or "《" in modifier
        or not balanced(modifier)
        or _HEAVY_RE.search(modifier)
        or _TOWARDS_RE.search(modifier)
        or _TRIED_RE.search(modifier)
        or _PRONOUN_RE.match(modifier)
        or _RULED_RE.match(modifier)
        or _PLURAL_RE.search(modifier)
    )


def name_of(
    text: str, begin: int, start: int, end: int, strength: str, *, built: bool = False
) -> tuple[str | None, tuple[str, ...], int]:
    """Name, aliases and start of the name: what stands before 的 belongs to it if it is short or names the parts."""
    if strength == "place":
        begin = max(begin, text.rfind("的", begin, start) + 1)
        return text[begin:end], (), begin
    needed = 4 if text[start:end] == "平台" else _MIN_MODIFIER[strength]
    whole = text[begin:end]
    cut = last_outside(text, "的", begin, start)
    if cut is None:
        modifier = text[begin:start]
        says = distinguishing(modifier) >= needed or _is_stacked(modifier, text[start:end])
        return (whole, (), begin) if says or is_levelled(modifier, text[start:end]) else (None, (), begin)
    head, tail = text[begin:cut], text[cut + 1 : end]
    tail_says = distinguishing(text[cut + 1 : start])
    if tail_says < needed and strength == "named" and _ROLES_RE.match(head):
        return tail, (whole,) if len(whole) <= MAX_NAME else (), cut + 1
    if tail_says < needed:
        parallel = strength == "open" and _PARALLEL_RE.match(plain(head)) is not None and len(head) <= 30
        if parallel or (strength == "named" and is_role_chain(head)):
            return whole, (head,) if strength == "named" else (), begin
        if built and _says_all(head, tail):
            return whole, (), begin
        return None, (), begin
    if _PRAISE_RE.match(head):
        return tail, (whole,), cut + 1
    if len(head) > 16 or head.startswith(("与", "同", "集", "以", "和", "跟", "符合", "适应", "具有")):
        return tail, (whole,) if len(whole) <= MAX_NAME else (), cut + 1
    return whole, (tail,) if tail_says >= 3 or _COUNTED_TAIL_RE.match(tail) else (), begin


def _says_all(head: str, tail: str) -> bool:
    """Whether what stands before 的 says which system it is and what follows only its sort (担当作为的|激励机制)."""
    told = distinguishing(head) >= _TOLD and _PRAISE_RE.match(head) is None and not head.startswith(_PURPOSES)
    return told and len(tail) <= _SORT and not tail.endswith("平台") and len(head) <= _TELLING


def _is_stacked(modifier: str, kind: str) -> bool:
    """Whether plain words are so many that together they name one system (安全生产教育培训制度) or trial."""
    if kind in _SYSTEMS:
        return content(modifier) >= 2 and len(modifier) >= 4 and not _POLITICAL_RE.search(modifier)
    return kind in ("试点", "示范创建") and len(modifier) >= _STACKED and "、" not in modifier


def is_role_chain(head: str) -> bool:
    """Whether parallel parts give bodies or levels their roles (县级统筹、镇级主抓、村级落实).

    The national formula (党委领导、政府负责、社会协同…) names no system of its own.
    """
    parts = head.split("、")
    actors = [_ACTOR_RE.match(part) is not None for part in parts]
    return len(parts) > 1 and all(actors[:2]) and sum(actors) * 4 >= len(parts) * 3 and not _FORMULA_RE.search(head)


def is_levelled(modifier: str, kind: str) -> bool:
    """Whether a structure is told by the count of its levels (三级党组织架构)."""
    return kind in _LEVELLED and _COUNTED_TAIL_RE.match(modifier) is not None and len(modifier) >= 4


def last_outside(text: str, sign: str, low: int, high: int) -> int | None:
    """The last `sign` in [low, high) that no bracket or quotation mark encloses."""
    depth = 0
    for i in range(high - 1, low - 1, -1):
        if text[i] in "”)》":
            depth += 1
        elif text[i] in "“(《":
            depth -= 1
        elif text[i] == sign and depth == 0:
            return i
    return None
