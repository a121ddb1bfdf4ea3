"""Tables of what surrounds a text on a page or in a newspaper: patterns of lines, of credits and of header fields.

Gathered from the usual wording of government sites, news sites and newspapers, not from one page. A line belongs to
the first pattern that matches the whole of it, in the zones that the pattern names: above the first paragraph, below
the last one, or anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.hanzi import HAN


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of line; the groups `value`, `source` and `date` of its regex hold what the line says."""

    kind: str
    regex: re.Pattern[str]
    zones: frozenset[str]


HEAD, BODY, TAIL = frozenset({"head"}), frozenset({"body"}), frozenset({"tail"})
EDGES, ANYWHERE = HEAD | TAIL, HEAD | BODY | TAIL

_DAY = r"(?:19|20)[0-9]{2}\s*[-/.年]\s*[0-9]{1,2}\s*[-/.月]\s*[0-9]{1,2}\s*日?"
DAY_RE = re.compile(_DAY)
_TIME = r"(?:上午|下午|星期.|周.)?\s*[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?"
_BAR = r"[\s|｜丨│]"
_BY = "[/／:：|｜丨]"
# the hundred most frequent surnames of the 2020 report on names (公安部户政管理研究中心), and those of two characters
_SURNAME = (
    "(?:[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜"
    "崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文伍]|欧阳|司马|上官|诸葛)"
)
_PERSON = rf"{_SURNAME}\s?[{HAN}]{{1,2}}"
_PEOPLE = rf"{_PERSON}(?:[\s、]+{_PERSON}){{0,5}}"
_REPORTER = "(?:本报|本刊|本台|本网|新华社|中新社|人民日报)?(?:全媒体|首席|融媒体?|见习|特约)?(?:记者|通讯员|实习生)"
_ROLES = (
    "责任编辑|责编|编辑|美编|美术编辑|视觉|版式|排版|制图|制作|设计|编审|审核|审校|校对|校审|监制|总监制|策划|主编|"
    "值班主任|值班编辑|编发|初审|复审|终审|一审|二审|三审|签发|供稿|供稿单位|通讯员|记者|作者|摄影|图片|供图|文字|文图|文|图|"
    "撰文|撰稿|整理|录入|上传|信息员|翻译"
)
# 责 编: a word of two characters may be spread
_SPREAD_ROLES = re.sub(rf"(?<![{HAN}])([{HAN}])([{HAN}])(?![{HAN}])", r"\1\\s?\2", _ROLES)
_ROLE = rf"(?:{_SPREAD_ROLES})"
_BULLET = r"(?:[|｜丨▍▌·]\s*)?"
_OUTLET = rf"[{HAN}A-Za-z]{{2,12}}(?:网|报|社|台|在线|频道|客户端|新闻|周刊|杂志)"
_PAGE_WORD = (
    "(?:首页|返回首页|网站首页|学习强国|登录|注册|退出|搜索|检索|打印|列印|打印本页|打印此页|下载|关闭|关闭窗口|关闭此页|返回|返回顶部|"
    "回到顶部|返回列表|分享|分享到|收藏|加入收藏|加入最爱|设为首页|转寄好友|点赞|评论|举报|纠错|我要纠错|扫一扫|上一页|下一页|更多|无障碍|无障碍浏览|长者模式|适老版|"
    "简体|繁体|English|EN|手机版|客户端|APP|微信|微博|LINE|朋友圈|QQ空间|QQ|新浪微博|字体|字号|大|中|小|A[-+]?|朗读|网站地图|联系我们|关于我们|"
    r"上一版|下一版|上一期|下一期|上一篇|下一篇|版面导航|标题导航|版面概览|放大|缩小|默认|在看|阅读原文|(?:由\s?)?扫描全能王\s?(?:创建)?)"
)

LINES: tuple[Pattern, ...] = (
    Pattern(
        "jump",
        re.compile(r"[（(]?\s*(?:下转|上接|紧接|转接|转)\s*第?\s*[A-Z]?[0-9一二三四五六七八九十]{1,3}\s*版.{0,12}?[)）]?"),
        ANYWHERE,
    ),
    Pattern(  # what is no sentence of any text and stands between its paragraphs too
        "navigation",
        re.compile(
            r"[-—–=*·•~\s【\[（(▼▲↓]*(?:广告|推广|赞助商?(?:链接|内容)|广告位|AD)[-—–=*·•~\s】\])）▼▲↓]*|[↓↑▼▲]{2,}"
            r"|[-—–=*·\s【\[（(]*(?:广告|推广内容)[-—–=*·\s】\]）)]*(?:关闭|跳过|展开).{0,6}"
            r"|(?:请\s?)?(?:用?(?:手机|微信)\s?)?(?:扫一扫|扫描二维码|扫码)[，,、 ]?(?:手机|微信|用手机)?"
            r"(?:在?(?:手机|微信)(?:上|中|端)?)?(?:看|打开|阅读|查看|浏览|分享|关注|访问).{0,10}"
            r"|(?:点击)?(?:展开|阅读|查看|加载)(?:全文|更多|余下全文|剩余[0-9]*%?)[>》…. ]*"
            r"|分享(?:到|至)\s*[:：]\s*(?:(?:微信|微博|新浪微博|腾讯微博|QQ空间|QQ好友|QQ|朋友圈|人人网|豆瓣|钉钉|复制链接|更多|好友)[\s|｜、]*)*"
            r"|上一页[\s0-9.…]*下一页.{0,12}|【打印】.{0,20}|【关闭】|[（(【\[]\s*图[片集][）)】\]]"
        ),
        ANYWHERE,
    ),
    Pattern(
        "credit",
        re.compile(r"[（(【\[]\s*(?:责任编辑|责编|本文编辑|编辑|审核|校对)\s*[:：]\s*[^，。；:：]{2,20}[）)】\]]"),
        ANYWHERE,
    ),
    Pattern(  # other pages, named between the paragraphs of this one
        "navigation",
        re.compile(r"[▼▲◆■●【\s]*(?:相关(?:阅读|新闻|报道|链接|推荐)|延伸阅读|推荐阅读|更多阅读|更多内容)】?\s*[:：>|丨]\s*[^。；]{4,60}"),
        ANYWHERE,
    ),
    Pattern("column", re.compile(r"/{2,}\s*(?P<value>\S.{0,20})"), HEAD),
    Pattern(
        "dateline",
        re.compile(
            r"(?P<told>(?:(?:发布|发表|更新|发稿|刊发)(?:时间|日期)|时间|日期)\s*[:：]?\s*)?"
            rf"(?P<value>{_DAY})(?P<clock>\s*{_TIME})?"
            rf"(?:{_BAR}*(?:来源|稿源|文章来源|信息来源)\s*[:：]?\s*(?P<source>[^\s|｜丨]{{2,30}}))?"
            rf"(?P<more>{_BAR}*(?:作者|通讯员|记者|编辑|责编|浏览|阅读|点击|字号|字体|打印|分享|【|\[|访问|评论).*)?"
        ),
        EDGES,
    ),
    Pattern(  # 某网 2023-06-15 10:00 来源:某报
        "source",
        re.compile(
            rf"(?P<site>{_OUTLET})\s+(?P<date>{_DAY})\s*(?:{_TIME})?{_BAR}*(?:来源|稿源)\s*[:：]\s*(?P<value>[^\s|｜丨]{{2,30}}).{{0,40}}"
        ),
        HEAD,
    ),
    Pattern(
        "source",
        re.compile(
            rf"(?:文章|信息|稿件)?(?:来源|稿源)\s*[:：]\s*(?P<value>\S{{2,30}})\s+(?:(?:发布|更新)?(?:时间|日期)\s*[:：]?\s*)?"
            rf"(?P<date>{_DAY})\s*(?:{_TIME})?.{{0,40}}"
        ),
        EDGES,
    ),
    Pattern(
        "source",
        re.compile(
            rf"{_BULLET}[（(【\[]?(?:文章|信息|稿件|本文|图文)?(?:来\s?源|稿源|转载自|转自|摘自|原载|选自)\s*[:：/／于]\s*(?P<value>.{{2,40}}?)[)）】\]]?"
        ),
        EDGES,
    ),
    Pattern(  # 某组宣 《某某党建》杂志 2021年6月10日: a periodical with its day
        "source",
        re.compile(rf"(?:\S{{2,16}}\s+)?《(?P<value>[^《》]{{2,20}})》(?:杂志|报社|周刊)?\s*(?P<date>{_DAY})"),
        HEAD,
    ),
    Pattern(
        "author",
        re.compile(
            r"[（(【\[]?\s*(?:本文)?(?:第一)?作者(?:简介|单位|系|为|是|[:：]).{2,120}|[（(【\[]\s*作者\s*[^（）()【】]{2,60}[)）】\]]"
        ),
        EDGES,
    ),
    Pattern("credit", re.compile(rf"{_BULLET}[（(【\[]?{_ROLE}(?:单位|人)?\s*{_BY}\s*[^。；]{{1,60}}"), EDGES),
    Pattern(
        "credit",
        re.compile(rf"[（(■□◆●]?\s*{_REPORTER}\s*{_PEOPLE}(?:\s*(?:{_REPORTER}|文|图|报道|摄影|{_PERSON}))*[)）]?"),
        EDGES,
    ),
    Pattern("credit", re.compile(rf"[■□◆●]\s*{_PEOPLE}"), HEAD),
    Pattern(
        "credit",
        re.compile(r"[（(](?:以上|文中|本文)?(?:图片|照片|图)均?(?:由|为)[^（）()。；]{2,30}(?:提供|拍摄|供图)[)）]"),
        EDGES,
    ),
    Pattern(  # 某网>>某频道>>正文: where the page stands on its site
        "navigation",
        re.compile(rf"(?P<site>{_OUTLET})\s*(?:>+|》+|›|→|»)\s*\S.*"),
        HEAD,
    ),
    Pattern(  # 首页 > 某频道 > 正文
        "navigation",
        re.compile(
            r"[^\s<>》。，；、：“”]{0,12}(?:首页|主页|网|网站|频道|门户|公开|资讯|新闻|动态|专题|专栏)"
            r"(?:\s*(?:>{1,2}|＞{1,2}|›|»)\s*[^\s<>。，；：“”]{2,24}){1,6}"
            r"|[^\s<>》。，；、：“”]{2,20}(?:\s*(?:>{1,2}|＞{1,2}|›|»)\s*[^\s<>。，；：“”]{2,24}){0,5}"
            r"\s*(?:>{1,2}|＞{1,2}|›|»)\s*(?:正文|详情|内容)页?"
        ),
        HEAD,
    ),
    Pattern(  # 首页 走进某市 政务公开 政务服务: the menu of a site
        "navigation",
        re.compile(rf"(?:网站)?首\s?页(?:[\s|｜丨│·/]+[{HAN}]{{2,8}}){{2,}}[\s|｜丨│·/]*"),
        HEAD,
    ),
    Pattern(  # 无障碍 | 长者助手 | 订阅 | 智能问答: its buttons
        "navigation",
        re.compile(rf"[{HAN}A-Za-z]{{1,8}}(?:\s*[|｜丨│]\s*[{HAN}A-Za-z]{{1,8}}){{3,}}"),
        HEAD,
    ),
    Pattern(  # the name of a site, which is no headline
        "navigation",
        re.compile(rf"[{HAN}]{{2,20}}(?:门户网站?|官方网站|政府网站?|政务网|信息网|党建网|文明网|先锋网)"),
        HEAD,
    ),
    Pattern("navigation", re.compile(rf"[•·●\s]*[{HAN}]{{2,10}}(?:手机版|移动版|电脑版|触屏版)"), HEAD),
    Pattern(  # 某市人民政府门户网站, 首页 走进某市 政务公开: the head of a site and its menu
        "navigation",
        re.compile(
            rf"[{HAN}]{{2,20}}(?:门户网站|官方网站|官网|政府网站?|政务网)|(?:网站)?首页(?:[\s|｜│丨·]+[{HAN}]{{2,8}}){{3,}}"
            r"|(?=[^。，；]*(?:无障碍|长者|适老|繁[体體]|RSS|English|智能问答))[^\s|｜│。，；]{2,10}(?:\s*[|｜│]\s*[^\s|｜│。，；]{2,10}){2,}"
        ),
        HEAD,
    ),
    Pattern(  # 点击蓝字关注我们, 点击上方“某某发布”关注: what an account of WeChat begins with
        "navigation",
        re.compile(
            r"(?:点击|长按|↑+|戳)?\s*(?:上方|下方|右上方|蓝字|标题下方?)?\s*(?:蓝色?字体?|蓝色?小字)?"
            r"(?:[“「【《](?P<site>[^“”「」【】《》]{2,16})[”」】》])?\s*(?:可|快速|一键|即可|轻松)*关注(?:我们|公众号)?[！!。~]?"
        ),
        HEAD,
    ),
    Pattern("navigation", re.compile(rf"[【\[\s]*(?:{_PAGE_WORD}[\s|｜丨│·:：>》【】\[\]]*)+"), EDGES),
    Pattern(
        "navigation",
        re.compile(
            r"(?:当前(?:所在)?位置|您(?:现在|当前|目前)?(?:的位置|所在(?:的)?位置|位于)|位置)\s*[:：].*|首页\s*[>》›/].*|"
            r"(?:浏览|阅读|点击|访问|转发|点赞)(?:次数|量|数)?\s*[:：(（]?\s*[0-9]+[)）]?\s*次?|"
            r"(?:扫描?(?:一扫)?|用?微信扫).{0,6}(?:二维码|一扫).{0,20}|分享(?:到|至|文章).{0,30}(?:字[体号].{0,30})?|【?(?:字体|字号)\s*[:：].{0,20}|"
            r"打开(?:微信|手机|APP).{0,30}|(?:长按|识别|关注).{0,20}(?:二维码|公众号).{0,20}|点击(?:上方|下方|查看|阅读|蓝字|图片).{0,20}|"
            r"(?:点[个击亮]?|点亮)?[“「【]?(?:在看|赞|好看)[”」】]?.{0,12}(?:再走|支持|分享|鼓励)吧?[！!。]?"
        ),
        EDGES,
    ),
    Pattern(  # the foot of a site: its links, its readers, where it is
        "navigation",
        re.compile(
            r"(?:友情|相关|推荐|常用|网站)链接\s*[:：].*|(?:网友|最新|热门|全部|精彩)?(?:评论|跟帖|留言)\s*[（(]\s*[0-9]*\s*条?[)）].*"
            r"|.{0,12}文明上网.{0,20}|(?:已有|共)\s*[0-9]+\s*[人条].{0,4}(?:评论|参与|跟帖).{0,12}|(?:热心)?网友[^，。；：]{0,8}[:：].{0,120}"
            r"|(?:单位|办公|联系|通讯|通信)?地址\s*[:：].{2,60}|(?:联系|咨询|服务|值班|新闻|举报|投诉|监督)*(?:电话|热线|传真|邮编|邮箱|Email)\s*[:：].{3,60}"
        ),
        TAIL,
    ),
    Pattern(
        "navigation",
        re.compile(
            r"[（(]\s*[0-9]{1,6}\s*[)）]|[0-9]{1,6}\s*(?:赞|评论|收藏|阅读)|(?:赞|喜欢)\s*[（(]?[0-9]+[)）]?|"
            r"(?:上|前|下|后)一(?:篇|条|则|版)\s*[:：]?.{0,80}"
        ),
        TAIL,
    ),
    Pattern(
        "footer",
        re.compile(
            r"[【\[（(]?(?:版权|免责|特别|郑重|重要|转载|法律)*(?:声明|提示|说明)[】\])）]?\s*[:：].*|"
            r".*(?:未经(?:书面|本[报刊网站]|许可|授权|允许)|转载(?:请|时|须|务必)|违法违规的?内容|(?:侵犯|涉嫌|抄袭|如有|若有|构成)侵权|"
            r"侵权.{0,10}(?:联系|删除)|仅代表作者|不代表本(?:站|网|刊|报)).*|友情链接\s*[:：].*"
        ),
        TAIL,
    ),
    Pattern(
        "licence",
        re.compile(
            r".*(?:ICP\s*备|公网安备|网出证|网络出版服务|信息服务(?:业务)?(?:许可|单位)|"
            r"(?:经营|视听节目)许可证?(?:编?号)?\s*[:：(（A-Z0-9]|版权所有|All [Rr]ights|[Cc]opyright|©|网站标识码|"
            r"国内统一(?:连续出版物|刊)号|CN\s*[0-9]{2}-[0-9]{4}|邮发代号|投稿邮箱).*|"
            r"(?:主办|承办|主管|协办|技术支持|运行维护|维护)(?:单位)?\s*[:：].*"
        ),
        EDGES,
    ),
)  # fmt: skip

# below such a line stand other pages
REST_RE = re.compile(
    r"[▼▲◆■●【\[\s]*(?:相关(?:推荐|阅读|文章|链接|新闻|报道|内容|稿件)|(?:热门|精彩|最新|往期)(?:推荐|文章|新闻|资讯|回顾|精彩)|推荐阅读|猜你喜欢|延伸阅读|"
    r"发表评论|(?:网友|最新|热门|全部|精彩)评论|网友跟帖|友情链接)(?:\s*[（(]\s*[0-9]+\s*[)）])?[】\]]?[:：]?"
)

# credits at the end of a paragraph or a caption
CREDITS_RE = re.compile(
    # what none of them begins with is passed over at once
    rf"(?=[\s（(供摄图]|(?<=[。！？]))(?P<credits>(?:\s*[（(]{_ROLE}(?:单位|人)?\s*{_BY}\s*[^（）()。；]{{1,40}}[)）]"
    rf"|\s*[（(](?:以上|文中|本文)?(?:图片|照片|图)均?(?:由|为)[^（）()。；]{{2,30}}(?:提供|拍摄|供图)[)）]"
    rf"|\s*[（(](?:{_REPORTER}\s*)?(?:{_PEOPLE}\s*(?:摄影?|供图|报道|文/图|图/文)|资料图片?|资料照片|图片来源.{{0,12}}|图源.{{0,12}})[)）]"
    rf"|\s*(?:供图|摄影|图片来源|图片|摄|图)\s*{_BY}\s*[^（）()。；，,]{{1,30}}"
    rf"|(?<=[。！？])\s*(?:{_REPORTER}\s*)?{_PEOPLE}\s*(?:摄影?|供图))+)[\s。]*$"
)
PICTURE_RE = re.compile("供图|摄|图片|图[/／:：|源]|资料图|照片")
CAPTION_RE = re.compile(r"(?:[▲△↑↓←→◎]|图[为片0-9一二三：:]|[上下左右题]图).{2,80}")

# a byline that names a body; its mark goes, the body stays
BYLINE_RE = re.compile(
    r"(?P<mark>[■□◆●]\s*)(?:[^。，,；;：:《》“”]{2,40}(?:委|委员会|政府|厅|局|部|署|办公室|中心|协会|联合会|课题组|调研组|大学|学院|党校))"
)

# the table above an official text on a government site: key -> kind of note
FIELDS: dict[str, str] = {
    **dict.fromkeys(
        ("发文机关", "发布机构", "制发机关", "发文单位", "发布单位", "印发机关",
         "申报单位", "报送单位", "填报单位", "上报单位"),
        "issuer",
    ),
    **dict.fromkeys(
        ("成文日期", "发文日期", "印发日期", "制发日期", "生成日期", "成文时间", "发文时间", "印发时间",
         "填报时间", "填报日期", "申报时间", "申报日期", "报送时间", "报送日期"),
        "issued",
    ),
    **dict.fromkeys(("公开日期", "发布日期", "发布时间", "公开时间", "公布日期"), "dateline"),
    "来源": "source",
    **dict.fromkeys(("标题", "文件名称", "名称"), "title"),
    **dict.fromkeys(
        ("推荐单位", "案例类别", "申报类别", "索引号", "信息索引",
         "主题分类", "发文字号", "文号", "主题词", "有效性", "体裁分类", "公开方式", "公开形式",
         "公开范围", "统一登记号", "时效性", "是否有效", "施行日期", "失效日期", "信息来源",
         "浏览次数", "浏览量", "点击数", "点击量", "点击次数", "访问量",
         "阅读量", "阅读次数"),
        "field",
    ),
}  # fmt: skip
_KEYS = "|".join(sorted(FIELDS, key=len, reverse=True))
FIELD_RE = re.compile(
    rf"\|?\s*(?P<key>{_KEYS})\s*[:：|]\s*(?P<value>.*?)\s*\|?(?=(?:\s+|\s*[|｜丨]\s*)(?:{_KEYS})\s*[:：|]|\|?\s*$)"
)

# 某某网 版权所有
OWNER_RE = re.compile(
    rf"(?<![{HAN}])(?P<name>{_OUTLET})\s*版权所有|版权所有\s*[:：]?\s*(?P<owner>{_OUTLET})(?![{HAN}])"
)
PERIODICAL_RE = re.compile(r"《(?P<name>[^《》]{2,20})》\s*(?P<kind>周刊|月刊|半月刊|旬刊|双月刊|季刊|日报|杂志)?")
ORIGINAL_RE = re.compile(r"本文(?:为|系|是).{0,30}?(?:原创|首发|独家|稿件)")
