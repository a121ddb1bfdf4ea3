"""What stands behind a name: whether the name can end there, and whether a verb carries it out.

Prose turns its sentences round: 建立A机制 and A机制在全市建立起来 name the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mechanisms import lexicon
from ingest.mechanisms.marks import Marks

# what stands behind a kind word that only modifies it
_BLOCKED_NEXT_RE = re.compile(lexicon.words("not_closed"))
_COMPOUND_RE = re.compile(  # 目录|管理制度, 平台|运行服务机构
    r"(?:管理|公示|公开|运行|运营|服务|建设|工作|监督|考核|评价|保障|监管|维护|使用|调整|发布|审核|备案|实施|推进)+"
    r"(?:机制|制度|体系|机构|单位|部门|人员|中心|办法|规定|系统|平台|主体|企业|标准|要求|流程)"
)
_CONJUNCTION_RE = re.compile(r"(?:以及|、|和|与|及|或者?|并)")
_PREDICATE_RE = re.compile(lexicon.words("predicate"))
_SIGNS = frozenset(",。;:!?…\n、的)”’」》“ —(0123456789")
_PREDICATE_PARTS = ("v", "d", "p", "c", "u", "r", "m", "t", "f", "i", "z", "y")  # jieba's parts of speech
_ENDED_RE = re.compile(r"(?:起来|了|到底|到位|到家|完成|见效)*(?=[,。;、:\n]|$)")
_LAST_RE = re.compile(rf"{lexicon.words('carried_behind')}{_ENDED_RE.pattern}")
_CARRIED_RE = re.compile(
    rf"[”’」』]?(?:等)?(?:也|正在|就|便|又|则|还|已经?|业已|均|都|正|随之|由此|就此|由此|同步|同时|随即|先后|陆续|相继|率先|普遍|逐一|逐步|全面|"
    r"不断|持续|继续|接着|接续|日益|日臻|日趋|深入|扎实|稳步|有序|常态化?|统一|一并|同日|同步|正式|基本|初步|全部|得到|得以|进一步)*"
    rf"(?:(?:在|由|从|往|向|经|于)[^,。;:的“”]{{1,20}}?)?(?:也|就|已|均|同步|率先|牵头|联合|统一|全面|正式|普遍)*{lexicon.words('carried_behind')}"
)


def closes(marks: Marks, end: int, stop: int) -> bool:
    """Whether a name can end at `end`: no noun follows that its last word would modify."""
    text = marks.text
    if end >= stop or text[end] in _SIGNS:
        return True
    if end not in marks.edges or _BLOCKED_NEXT_RE.match(text, end, stop) or _COMPOUND_RE.match(text, end, stop):
        return False
    if _CONJUNCTION_RE.match(text, end, stop) or _PREDICATE_RE.match(text, end, stop):
        return True
    word = marks.words.at(end)
    return word is not None and word[1].startswith(_PREDICATE_PARTS)


def tells(marks: Marks, end: int) -> bool:
    """Whether a predicate follows, so that the name is the subject of its sentence."""
    word = marks.words.at(end)
    return _PREDICATE_RE.match(marks.text, end) is not None or (word is not None and word[1] in ("v", "d", "m"))


def is_carried(text: str, end: int, *, whole: bool = False) -> bool:
    """Whether a verb of carrying out follows a name as its subject (制度同步建立, 行动在全县铺开).

    `whole`: and the clause ends with it, so that it has no object of its own.
    """
    behind = carried_to(text, end)
    return behind is not None and (not whole or ends_at(text, behind))


def carried_to(text: str, end: int) -> int | None:
    """The end of the verb that carries out a name which ends at `end`, None if there is none."""
    found = _CARRIED_RE.match(text, end)
    return found.end() if found is not None else None


def carried_ends(text: str) -> Iterator[re.Match[str]]:
    """The verbs of carrying out that end a clause."""
    return _LAST_RE.finditer(text)


def ends_at(text: str, end: int) -> bool:
    """Whether a clause ends with the verb that ends at `end`."""
    return _ENDED_RE.match(text, end) is not None
