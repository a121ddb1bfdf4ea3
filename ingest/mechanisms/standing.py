"""Whether a quotation names a way of working by itself: what governs it, whose it is, what follows it."""

from __future__ import annotations

import re

from ingest.mechanisms import lexicon
from ingest.mechanisms.quotations import COUNTED_RE, FORMULA_RE, Quoted, is_slogan

HALVES = ("前半篇", "后半篇", "前半篇文章", "后半篇文章")  # of a reform named before
MANNER_RE = re.compile(r"^(?:[一多点面][对][一点面]|一站式|组团式|沉浸式|一条龙|零距离|全科)$")  # how, not what
# a place whose practice it is: 某市的“…”, 某街道首创的“…”
_PLACE_BEFORE_RE = re.compile(
    rf"(?:{lexicon.words('province')}|[\u4e00-\u9fff](?:省|市|县|区|旗|州|镇|乡|街道|社区|村))(?:的|(?:探索|首创|推出|创新|实行|推行)的)?$"
)
# a verb of carrying out, with whose practice it is before the name: 推行村党组织书记“…”
_CARRY_OVER_RE = re.compile(
    r"(?:推行|实行|实施|推广|试行|启动|推出|首创|创新|落实)(?:了)?[\u4e00-\u9fff]{2,10}(?<![的是为成有和与到])$"
)
_WAY_NEXT_RE = re.compile(r"^的[^,。;、]{0,4}(?:路子|路径|模式|机制|做法|方式|办法|举措|体系|思路)")
_DONE_TO_RE = re.compile(r"[为让把将给对使][\u4e00-\u9fff]{0,6}$")
_HOLD_RE = re.compile(r"(?:坚持|采取|采用|实行|按照|遵循)$")
_MOTTO_NEXT_RE = re.compile(
    r"^(?:的|这一)?[^,。;、]{0,4}(?:理念|原则|思路|方针|要求|宗旨|标准|目标|方向|思想|导向|态度|初心|精神)"
)
_PUT_RE = re.compile(r"(?:开展|推行|推广|实施|推出|启动|首创|创设)(?:了)?$")
_METAPHOR_BEFORE_RE = re.compile(rf"{lexicon.words('metaphor_before')}$")
_CARRY_BEFORE_RE = re.compile(rf"{lexicon.words('carry_before')}(?:了|出|起|一批|一套|好|以|的)?$")
_FOOTHOLD_RE = re.compile(rf"^(?:为|作为)[^,。;]{{0,6}}?{lexicon.words('foothold')}")
_GOAL_NEXT_RE = re.compile(r"^(?:的)?(?:总|战略|改革|工作|发展|奋斗|总体)?(?:目标|指标|愿景|要求|格局|局面)")
_DIGITS_RE = re.compile(r"^[0-9一二三四五六七八九十NXMn]+(?:[+][0-9一二三四五六七八九十NXMn]+)+$")
_STATE_NEXT_RE = re.compile(r"[^,。;]{0,8}(?:格局|局面|氛围|合力|效应|优势)")
_COINED_ENDS = "办制会日码岗通节宴卡赛课榜圈坊"


def stands_alone(core: str, quoted: Quoted) -> bool:
    """Whether the quotation names a way of working without a kind word behind it."""
    if _ends_in_kind(core) or _is_foothold(core, quoted) or _is_of_place(core, quoted):
        return True
    if MANNER_RE.match(core):
        return False
    if _HOLD_RE.search(quoted.before) and _is_balanced(core) and not _MOTTO_NEXT_RE.match(quoted.after):
        return True
    if _GOAL_NEXT_RE.match(quoted.after):
        return False
    carried = _is_carried(core, quoted)
    if carried and core.count("、") >= 2 and _WAY_NEXT_RE.match(quoted.after):
        return True
    if quoted.after.startswith("的"):
        return carried and _DIGITS_RE.match(core) is not None
    if core in HALVES or (quoted.beside_term and len(core) >= 3) or _is_subject(core, quoted):
        return True
    if not carried and _METAPHOR_BEFORE_RE.search(quoted.before):
        return False
    if is_slogan(core) and (carried or COUNTED_RE.match(core) or FORMULA_RE.match(core)):
        return True
    return carried and _is_coined(core, quoted) and not _STATE_NEXT_RE.match(quoted.after)


def _ends_in_kind(core: str) -> bool:
    kinds = (
        kind for kind, strength in lexicon.kinds().items() if strength == "open" or kind.endswith(("资金", "经费"))
    )
    return any(core.endswith(kind) and len(core) - len(kind) >= 2 for kind in kinds)


def _is_foothold(core: str, quoted: Quoted) -> bool:
    """Whether something is done by means of it: 以“…”为抓手."""
    return _FOOTHOLD_RE.match(quoted.after) is not None and quoted.before.endswith("以") and len(core) >= 3


def _is_carried(core: str, quoted: Quoted) -> bool:
    """Whether a verb of carrying out governs the quotation, directly or over whose practice it is."""
    over = _CARRY_OVER_RE.search(quoted.before) is not None and len(core) >= 3
    return over or _CARRY_BEFORE_RE.search(quoted.before) is not None


def _is_coined(core: str, quoted: Quoted) -> bool:
    """Whether the words are long enough for a name; three are if their form or their verb says that they are one."""
    if len(core) != 3:
        return len(core) > 3
    return core[-1] in _COINED_ENDS or core[0] == "微" or _PUT_RE.search(quoted.before) is not None


def _is_subject(core: str, quoted: Quoted) -> bool:
    """Whether a slogan of three parts or more is the subject of its clause."""
    return (
        core.count("、") >= 2
        and re.search(r"(?:^|,)$", quoted.before) is not None
        and re.match(r"[\u4e00-\u9fff]", quoted.after) is not None
        and re.match(r"^[^,。;]{0,4}(?:问题|现象|难题|矛盾|要求|原则|理念)", quoted.after) is None
    )


def _is_of_place(core: str, quoted: Quoted) -> bool:
    """Whether the place whose practice it is stands right before, and nothing is done to that place (为街道“…”)."""
    place = _PLACE_BEFORE_RE.search(quoted.before)
    if place is None or len(core) < 4 or quoted.after.startswith("的"):
        return False
    return _DONE_TO_RE.search(quoted.before[: place.start() + 1]) is None


def _is_balanced(core: str) -> bool:
    """Whether a slogan has short parts of one length (村里办、镇上帮); longer ones are principles."""
    parts = re.split(r"[、,]", core)
    return len(parts) > 1 and {len(part) for part in parts} in ({2}, {3})
