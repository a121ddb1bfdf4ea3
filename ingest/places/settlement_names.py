"""What can be the name of a township or village before its suffix: 示范村 and 老旧社区 are none."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ingest.words import Words

_LEXICON = Path(__file__).resolve().parents[1] / "lexicon"
CHARACTERS_RE = re.compile(r"[一-鿿]+$")
OPENERS = frozenset('在于到赴以从自由经向对把将是为如和与及或、，。；：,;:.!?！？“”"（）()《》·\n 　')
_NEVER_IN_NAME = frozenset("的了各每某该本其这那等与及或对把将被让使就都也还更最很进入")
# 和平, 之江: in a word of the dictionary, not alone
_NEVER_ALONE = frozenset("和之所")
_ENTERS = frozenset("进入")
# what many a village is called, and no kind of village
NAMES = frozenset(("前进", "跃进", "奋进", "胜利", "解放", "和平", "东进", "新进", "联合", "友谊", "建国", "振兴"))
MAX_BODY = 6
# kinds of village that are also what many a village is called
ALSO_NAMES = frozenset(
    ("先进", "文明", "幸福", "中心", "和谐", "健康", "文化", "民主", "团结", "光明", "平安", "红色", "绿色")
)
# 全面推行社区, 凉山州建立健全村…: adverbs and verbs of policy before the suffix
_ACTION_RE = re.compile(
    r"全面|全力|大力|积极|持续|深入|着力|不断|切实|率先|广泛|加快|扎实|统筹|推行|建立|健全|推进|推动|实施|开展|强化|"
    r"深化|优化|完善|加强|提升|落实|探索|创新|构建|打造|选派|撤销|调整|规范|指导|聚焦|围绕|坚持|严格|取消"
)


_LEVELS_RE = re.compile("村[财账跨带]|社[财账]|[账管]随|现代$")  # 村财镇代管, 村跨村联建


@cache
def generic_words() -> frozenset[str]:
    lines = (_LEXICON / "settlement_words.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def left_edge(text: str, at: int, known: Words) -> int | None:
    """Where a name that ends at `at` begins: after an opening mark or a function word; None if that is open."""
    start, boundaries = at, known.boundaries
    while start > 0 and at - start <= MAX_BODY:
        character = text[start - 1]
        if character in OPENERS and start in boundaries:
            return start
        if not "一" <= character <= "鿿":
            return None
        before = known.before(start) if start < at else None
        if before is not None and before[1].startswith(("p", "c", "u")):
            return start
        start -= 1
    return start if start == 0 else None


# what places are called after: 春和亭社区, 解放南路社区
_TOPONYM_RE = re.compile(
    r"(?!以|在|到|对|由|向|将|把|我|各|每)[一-鿿]{2,4}[亭桥湖山河江溪湾洲岭坡岗塘堰坝庙寺塔阁苑庭府城门路巷坊井泉林港渡滩沟峪坪屯店铺营庄寨岛墩浜圩埠垭沱坎箐畈冲]"
)
_NO_NAME = ("p", "c", "u", "d", "r", "v", "a")


def is_settlement_name(body: str, start: int, known: Words, *, hanging: bool, told: bool = False) -> bool:
    """Can `body` be nothing but a name? Its words are no kinds, states, counts or verbs.

    `told`: the text has it several times, so that 进 and 入 in it are no verbs.
    """
    if hanging and body in NAMES:
        return True
    if body in generic_words() or any(body[:n] in generic_words() for n in range(max(2, len(body) - 2), len(body))):
        return False
    # 在城镇社区: a preposition and a kind of place
    if body[0] in OPENERS and body[1:] in generic_words():
        return False
    if _ACTION_RE.search(body) or _LEVELS_RE.match(body):
        return False
    if not (_NEVER_IN_NAME - _ENTERS if told else _NEVER_IN_NAME).isdisjoint(body):
        return False
    at, end, parts = start, start + len(body), []
    while at < end:
        word = known.at(at)
        if word is None:
            at += 1
            continue
        if word[0] > end and word[0] - end > 2:
            return False
        if word[0] == at + 1 and body[at - start] in _NEVER_ALONE:
            return False
        parts.append((at, word[0], word[1]))
        at = word[0]
    if not hanging and _TOPONYM_RE.fullmatch(body) and not any(p.startswith(_NO_NAME) for _, _, p in parts):
        return not any(body[a - start : b - start] in generic_words() and b - a > 1 for a, b, _ in parts)
    if not hanging and (sum(b - a > 1 for a, b, _ in parts) > 1 or len(body) > 3):
        return False
    if any(body[a - start : b - start] in generic_words() and b - a > 1 and b <= end for a, b, _ in parts):
        return False
    long_words = [(a, b, part) for a, b, part in parts if b - a > 1 and b <= end]
    if hanging:
        return (
            1 <= len(body) <= 5
            and not any(part.startswith(("v", "p", "c", "d", "u")) for _, _, part in long_words)
            and len(long_words) <= 2
        )
    named = ("nr", "ns", "nz", "nt")
    return all(
        part.startswith(named) or b > end for _, b, part in ((a, b, p) for a, b, p in parts if b - a > 1)
    ) and not any(b - a == 1 and part.startswith(("p", "c", "u", "d", "r", "m", "q")) for a, b, part in parts)
