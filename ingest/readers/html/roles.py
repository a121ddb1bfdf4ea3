"""What each line of a page is: the text, or what stands around it.

Within the text a line goes only if it says plainly what it is; outside it stays only if it belongs to the text: its
signature, its annexes, its 文号, prose right beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.html.body import Body
from ingest.readers.html.fields import NUMBER_RE
from ingest.readers.html.lines import AFTER, BEFORE, INSIDE, Line
from ingest.readers.html.titles import Title
from ingest.readers.html.tree import Node
from ingest.readers.parsed import APART

_PEOPLE = (
    r"责\s*任?\s*编\s*辑?|编\s*辑|责\s*编|校\s*对|编\s*审|审\s*核|审\s*校|初\s*审|复\s*审|终\s*审|一审|二审|三审|签发|监制|"
    "值班主任|值班编辑|美编|排版|制作|录入|上传|信息员|供稿|供稿单位|网络编辑"
)
_CREDIT_RE = re.compile(rf"[（(【\[<《\s]*(?:{_PEOPLE})(?:人|人员|员)?\s*[:：|｜丨/／]\s*.{{0,60}}")
_RELATED_RE = re.compile(
    r"[【\[（(■◆>》|·\s]*(?:相关(?:推荐|阅读|文章|链接|新闻|报道|内容|稿件|信息|专题|文件|政策|解读|政策解读|资讯)|"
    r"(?:热门|精彩|最新|图片|编辑|为您|今日|往期)(?:推荐|文章|新闻|资讯|排行|回顾|阅读|点击)|推荐阅读|猜你喜欢|延伸阅读|阅读推荐|更多(?:新闻|阅读|精彩|文章)|"
    r"喜欢此内容的人还喜欢|大家都在看|网友评论|发表评论|我要评论|最新评论|全部评论|精彩评论|新闻排行榜?|上一[篇条]|下一[篇条])[:：】\]）)>》\s]*(?:更多|MORE)?[>》\s]*",
    re.I,
)
_FOOTER_RE = re.compile(
    r"版权所有|ICP\s*备|公网安备|网站标识码|政府网站找错|网站地图|技术支持\s*[:：]|[Cc]opyright|©|All [Rr]ights|"
    r"(?:主\s*办|承\s*办|主\s*管|协\s*办|维\s*护|运\s*维)(?:单位)?\s*[:：]|凡本(?:网|站)|未经.{0,10}(?:许可|授权|同意)|免责声明|版权声明|"
    r"仅代表.{0,8}(?:个人|作者)|不代表本(?:站|网)|侵权.{0,10}(?:联系|删除)|转载(?:请|时|须|务必)|友情链接"
)
_WORD = (
    "首页|返回首页|网站首页|登录|注册|搜索|检索|打印(?:本页|此页|文章|页面|正文)?|关闭(?:窗口|此页|本页|页面)?|返回(?:顶部|列表|上页)?|回到顶部|"
    "分享(?:到|至)?|收藏(?:本页|本文|此页)?|加入收藏|点赞|赞|在看|评论|举报|纠错|我要纠错|扫一扫.{0,24}|上一页|下一页|上页|下页|尾页|末页|全文阅读|"
    "阅读全文|更多|无障碍(?:浏览)?|长者模式|手机版|手机看.{0,8}|微信|微博|新浪微博|腾讯微博|朋友圈|QQ空间|QQ好友|QQ|人人网|豆瓣|字体|字号|大|中|小|特大|默认|朗读|"
    "语音播报|听全文|复制链接|下载|放大|缩小|T[-+|]|A[-+]?|[+-]|\\[|\\]|【|】|[\\d]{1,3}|[|｜/·>»:：]"
)
_WORDS_RE = re.compile(rf"(?:[\s\u3000\xa0\[【（(]*(?:{_WORD})[\s\u3000\xa0\]】）)|｜:：]*)+")
_CRUMB_RE = re.compile(
    r".{0,8}(?:当前(?:所在)?位置|所在位置|您(?:现在|当前|目前)?(?:的位置|所在(?:的)?位置|位于)|位置)\s*[:：].{0,200}|首页\s*[>》›/»].{0,200}|"
    r"(?:浏览|阅读|点击|访问|转发|点赞)(?:次数|量|数)?\s*[:：(（]?\s*[0-9]+[)）]?\s*次?|(?:长按|识别|扫描?|关注).{0,20}(?:二维码|公众号).{0,20}|"
    r"预览时标签不可点.{0,20}|微信扫一扫.{0,30}|本帖最后由.{0,60}编辑|(?:上|前|下|后)一(?:篇|条|则)\s*[:：].{0,100}"
)
_ATTACHED_RE = re.compile(
    r"[【\[\s\u3000]*(?:相关)?(?:附\s*件|附\s*表|附\s*图|附)(?:下载|列表)?\s*(?:[0-9一二三四五六七八九十]{0,3})\s*[】\]]?\s*(?:[:：.、].*|$)"
)
_SIGNED_RE = re.compile(
    r"[（(]?\s*[0-9〇○零一二三四五六七八九]{4}\s*年\s*[0-9一二三四五六七八九十]{1,3}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日\s*[)）]?"
)
_BODY_RE = re.compile(
    r".{2,40}(?:委|委员会|政府|办公厅|办公室|厅|局|院|部|署|组|办事处|管委会|工委|协会|联合会|中心|指挥部|公司|学会|学校|大学|常委会)\s*"
)
_OPEN_RE = re.compile(r"[（(]\s*(?:此件|本文|联系|主动公开|信息公开).{2,60}[)）]")
_STOP_RE = re.compile("[，。；！？]")
_LEGAL_RE = re.compile(r"版权所有|ICP\s*备|公网安备|网站标识码|技术支持\s*[:：]|[Cc]opyright|©|Powered by")
_INVITES_RE = re.compile(r".{0,12}(?:蓝字|关注我们|点击上方|点击关注|阅读原文|点.{0,4}在看|一键三连).{0,16}")
_LEGAL_LENGTH = 80
_PROSE = 30
_EDGE = 12  # lines at the ends of the text in which page words may stand
_NEAR = 16  # lines below it in which its signature and annexes may stand
_HEADING = 60
_NOTE_RE = re.compile(r"(?:sd)?(?:foot|end)note[-_:]?\d+|ftn\d+|edn\d+|fn[-_:]?\d+|cite_note-\S+")
_NOTE_DEPTH = 4


def is_prose(text: str) -> bool:
    return len(text.strip()) >= _PROSE and _STOP_RE.search(text) is not None


def is_signature(text: str) -> bool:
    """Whether a line is the date of a signature."""
    return _SIGNED_RE.fullmatch(text.strip(" \u3000\xa0")) is not None


def roles_of(lines: Sequence[Line], body: Body, taken: set[int], title: Title) -> list[str]:
    """The role of each line; those of `taken` tell something of the document."""
    roles = [_known(line, index, taken, title) for index, line in enumerate(lines)]
    zones: dict[str, list[int]] = {BEFORE: [], INSIDE: [], AFTER: []}
    for index, line in enumerate(lines):
        zones[line.zone].append(index)
    _before(lines, zones[BEFORE], title, roles)
    _inside(lines, zones[INSIDE], roles)
    if body.found is None and body.nodes[0].prose:
        _menus(lines, zones[INSIDE], roles)
    beside = {node.parent.number for node in body.nodes if node.parent is not None}
    _after(lines, zones[AFTER], roles, beside)
    return [role or "body" for role in roles]


def _known(line: Line, index: int, taken: set[int], title: Title) -> str | None:
    if not line.shown.strip():
        return "hidden"
    if index in title.lines:
        return "title"
    if index in title.repeated:
        return "header"
    if index in taken and _CREDIT_RE.fullmatch(line.shown.strip()):
        return "credit"
    if (index in taken and line.hint is None) or line.tag == "title":
        return "metadata"
    return line.hint


def _before(lines: Sequence[Line], where: Sequence[int], title: Title, roles: list[str | None]) -> None:
    """Above the text all is the site's, but for prose and a 文号 below the title."""
    top = max((*title.lines, *title.repeated), default=-1)
    for index in where:
        text = lines[index].shown.strip()
        is_own = index > top and not lines[index].linked and (is_prose(text) or NUMBER_RE.fullmatch(text) is not None)
        if roles[index] is None and not (
            is_own and top >= 0 and lines[top].zone == BEFORE and not _CRUMB_RE.fullmatch(text)
        ):
            roles[index] = "navigation"


def _inside(lines: Sequence[Line], where: Sequence[int], roles: list[str | None]) -> None:
    edge = {*where[:_EDGE], *where[-_EDGE:]}
    tail = set(where[-_EDGE:])
    is_over = False
    for index in where:
        line, text = lines[index], lines[index].shown.strip()
        if roles[index] is not None:
            continue
        if index in tail and _RELATED_RE.fullmatch(text):
            is_over = True
        if is_over and (line.linked or _RELATED_RE.fullmatch(text) or not is_prose(text)):
            roles[index] = "related"
        elif index in tail and _CREDIT_RE.fullmatch(text):
            roles[index] = "credit"
        elif index in tail and len(text) < _LEGAL_LENGTH and _LEGAL_RE.search(text):
            roles[index] = "footer"
        elif (
            index in edge
            and (_INVITES_RE.fullmatch(text) or _WORDS_RE.fullmatch(text) or _CRUMB_RE.fullmatch(text))
            and not text.isdecimal()
        ):
            roles[index] = "navigation"
        else:
            roles[index] = _own(line, text)


def _menus(lines: Sequence[Line], where: Sequence[int], roles: list[str | None]) -> None:
    """Lines of links at either end of a text that only its weight told: they are its site's."""
    for order in (where, where[::-1]):
        for index in order:
            line, text = lines[index], lines[index].shown.strip()
            if roles[index] in APART or roles[index] == "title":
                continue
            if roles[index] or line.has_file or 2 * line.linked < len(text):
                break
            roles[index] = "navigation"


def _own(line: Line, text: str) -> str | None:
    """What a line of the text is within it."""
    if _is_note(line):
        return "footnote"
    if line.cells:
        return "table"
    if line.tag in ("caption", "figcaption"):
        return "caption"
    return "heading" if line.tag in ("h1", "h2", "h3", "h4", "h5", "h6") and len(text) <= _HEADING else None


def _is_note(line: Line) -> bool:
    """Whether a line is a footnote, by the ids that Word, LibreOffice and most converters give them."""
    at: Node | None = line.node
    for _ in range(_NOTE_DEPTH):
        if at is None:
            return False
        if at.id and _NOTE_RE.fullmatch(at.id):
            return True
        at = at.parent
    return False


def _after(lines: Sequence[Line], where: Sequence[int], roles: list[str | None], beside: set[int]) -> None:
    """Below the text: its signature and annexes, then other pages, then the foot of the site."""
    state: str | None = None
    for number, index in enumerate(where):
        text = lines[index].shown.strip()
        if _FOOTER_RE.search(text) and roles[index] not in ("metadata", "credit", "hidden"):
            state = "footer"
        elif state != "footer" and _RELATED_RE.fullmatch(text):
            state = "related"
        if roles[index] is not None and not (roles[index] == "navigation" and state == "footer"):
            continue
        if _CREDIT_RE.fullmatch(text):
            roles[index] = "credit"
            state = state or "navigation"
        elif state is None and number < _NEAR and _belongs(lines, where, number, beside):
            roles[index] = None
        else:
            roles[index] = state or "navigation"


def _belongs(lines: Sequence[Line], where: Sequence[int], number: int, beside: set[int]) -> bool:
    """Whether a line below the text is still a part of it; prose only in an element of `beside`."""
    line = lines[where[number]]
    text = line.shown.strip()
    if _ATTACHED_RE.fullmatch(text) or line.has_file or is_signature(text) or _OPEN_RE.fullmatch(text):
        return True
    if _BODY_RE.fullmatch(text) and not line.linked:
        return any(is_signature(lines[index].shown) for index in where[number + 1 : number + 4])
    return is_prose(text) and line.linked * 3 < len(text) and _stands_in(line.node, beside)


def _stands_in(node: Node, numbers: set[int]) -> bool:
    """Whether an element is one of these or a child of one."""
    return node.number in numbers or (node.parent is not None and node.parent.number in numbers)
