"""Where the text of a page stands by the names that sites give it, and the names of what is none.

Names of ids and classes as the pages of the content systems have them, seen across many sites; none belongs to one
page. Sources are the systems named beside each row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Selector:
    """An id or class whose element holds the text of a page. `is_first`: further ones are replies to the first."""

    name: str
    source: str
    is_first: bool = False


def _rows(source: str, *names: str, is_first: bool = False) -> tuple[Selector, ...]:
    return tuple(Selector(name, source, is_first) for name in names)


# names that nothing but a text bears
BODIES: dict[str, Selector] = {
    row.name: row
    for row in (
        *_rows("中国政府网", "#UCAP-CONTENT", ".pages_content", ".b12c"),
        *_rows("拓尔思 TRS WCM", ".TRS_Editor", ".TRS_UEDITOR", ".TRS_PreAppend", ".trs_editor_view",
               ".Custom_UnionStyle", ".trs_paper_default", ".trs_word"),
        *_rows("大汉 JCMS", "#zoom", "#zoomcon", ".bt_content", ".main-fl-gg", ".article_con", "#Zoom", ".zoom"),
        *_rows("博达 Webplus / VSB", ".wp_articlecontent", ".v_news_content", "#vsb_content", "#vsb_content_2",
               "#vsb_content_4", "#vsb_content_100", "#vsb_content_500", "#vsb_content_501", ".vsbcontent_start"),
        *_rows("政务公开平台", ".xxgk_content", ".xxgk-content", ".xxgkContent", "#xxgk_content", ".gknbxq_detail",
               ".xxgk_detail_content", ".zwgk_content", ".gkml_content", ".gk_content", ".scroll_content"),
        *_rows("开普、南威等政府站群", "#fontzoom", "#mainText", "#NewsContent", "#newscontent", "#newsContent",
               "#ContentRegion", ".con_text", ".contentText", "#contentText", "#zwcontent", "#zwnr", ".zwnr",
               ".xiangqnr", "#Content_text", ".news_conent_two_text", ".conTxt", ".article-content",
               ".article_content", ".articleContent", "#articleContent", "#article_content", "#article-content",
               ".articlecontent", ".content_text", ".content-text", ".text-content", ".detail-content",
               ".detail_content", "#detailContent", ".detailContent", ".news_content", ".news-content",
               ".newsContent", ".view_content", ".info-cont", ".wzy_content", ".wz_content", ".nr_content",
               ".xl_content", ".xlnr", ".neirong", "#neirong", ".arti_content", ".arc_content", ".content_body",
               ".ccontent", ".j-fontContent", ".gp-article", ".box_con", ".TxtContent"),
        *_rows("人民网、党建网", ".rm_txt_con", "#rwb_zw", ".text_con", ".text_c", "#p_content", ".show_text",
               ".artDet", "#ozoom"),
        *_rows("新华网", "#detail", "#detailCon", "#p-detail", ".main-aticle", ".xinhua_content"),
        *_rows("求是、光明、央视、中新", "#contentMain", ".highlight-content", "#CMain", ".u-mainText",
               "#chinanews_content", ".left_zw", ".text_area", "#text_area", ".cnt_bd"),
        *_rows("学习强国", ".render-detail-content", ".render-detail-article-content"),
        *_rows("微信公众号", "#js_content", ".rich_media_content"),
        *_rows("Discuz! 论坛", ".t_f", ".t_fsz", is_first=True),
        *_rows("PHPWind 论坛", "#read_tpc", ".tpc_content", is_first=True),
        *_rows("新浪博客、CSDN、搜狐、网易、腾讯", "#sina_keyword_ad_area2", "#article_content", "#content_views",
               "#mp-editor", ".post_body", ".content-article", ".entry-content", ".post-content"),
        *_rows("Word、WPS 另存的网页", ".WordSection1", ".Section1", ".Section0"),
    )
}  # fmt: skip

# names that also stand for half a page: they count only where the weight of the text agrees
LIKELY: frozenset[str] = frozenset(
    {"#content", ".content", "#article", ".article", "#main", ".main", ".con", "#con", ".text", "#text", ".detail",
     ".cont", "#nr", ".nr", "#contents", ".contents", "#Content", ".Content", ".news", "#news", ".show", ".view",
     ".wz", ".info", "#xilan", ".xilan", ".xl", ".zw", "#zw", "#body", "#printContent", "#print", "#printArea",
     "#printContentDiv"}
)  # fmt: skip

# names of titles
TITLES = frozenset(
    {"#activity-name", "#title", ".title", ".bt", ".biaoti", "#biaoti", ".tit", "#tit", ".btit", ".xl_title",
     ".xxgk_title", ".article-title", ".article_title", ".articleTitle", ".arti_title", ".arti-title",
     ".news_title", ".news-title", ".newstitle", ".newsTitle", ".con_title", ".cont_title", ".content_title",
     ".content-title", ".Content_title", ".detail-title", ".detail_title", ".rich_media_title", ".main-title",
     ".head-line", ".h-title", ".wztit", ".wzbt", ".wz_title", ".zwtitle", ".zw_title", ".pages-title",
     ".pages_title", ".share-title", ".rm_txt_title", ".ts", "#thread_subject", ".titName", ".tpc_title",
     ".post-title", ".entry-title", ".bigtitle", ".big_title", ".title_big", ".A_title", ".gp-title", ".infotitle",
     ".info-title", ".maintitle", ".titlestyle", ".render-detail-title", ".xwtitle"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hint:
    """Names of elements that are no text of a document. `is_inside`: so plain that it holds within its text too."""

    role: str
    regex: re.Pattern[str]
    is_inside: bool = False


def _hint(role: str, words: str, *, is_inside: bool = False) -> Hint:
    around = r"(?:^|[-_])(?:{})(?:s|box|bar|list|wrap|con|div|area|nr|btn)?(?:$|[-_]|\d+$)"
    return Hint(role, re.compile(around.format(words)), is_inside)


HINTS: tuple[Hint, ...] = (
    _hint("related",
                     "relat(?:ed|e|ion)|relevant|xgyd|xgwz|xglj|xgxw|xgwd|xgjd|xgzc|xgbd|xiangguan|recommend|tuijian|hotnews|"
          "morenews|guess|interest|yanshen|reading", is_inside=True),
    _hint("credit", "edit|editor|editer|editors|zrbj|zebian|bianji|zerenbianji|authorinfo", is_inside=True),
    _hint("navigation",
                        "b?d?share|bdsharebutton|jiathis|fenxiang|social|qrcode|ewm|erweima|weixinma|pagination|pager|"
          "pagenav|page_nav|fanye|dianzan|reward|jiucuo|toolbar|ydsj|reply", is_inside=True),
    _hint("footer", "foot(?:er)?|copyright|bottom|yejiao|banquan|friendlink|yqlj"),
    _hint("navigation",
                        "nav|navi|navigat(?:ion|or)|menu|submenu|crumb|breadcrumb|bread|position|location|weizhi|dqwz|place|"
          "top|topbar|search|sousuo|login|sidebar|side|aside|banner|ad|ads|advert|guanggao|print|dayin|fontsize|zihao|font|"
          "tool|comment|pinglun|rank|paihang|hot|gotop|totop|float|links?|lang|header|head|logo"),
)  # fmt: skip
_NONE_RE = re.compile("(?!)")
_BY_TAG: dict[str, Hint] = {
    **dict.fromkeys(("nav", "select", "button"), Hint("navigation", _NONE_RE, is_inside=True)),
    **dict.fromkeys(("aside", "textarea", "menu", "datalist"), Hint("navigation", _NONE_RE)),
    "footer": Hint("footer", _NONE_RE),
}
_CAMEL_RE = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=4096)
def hint_of(tag: str, names: str) -> Hint | None:
    """What an element is by its tag, its id and its classes ("#id .class"); None if they do not tell.

    >>> hint_of("div", ".relatedNews").role, hint_of("div", ".TRS_Editor"), hint_of("footer", "").role
    ('related', None, 'footer')
    """
    given = names.split()
    if any(name in BODIES for name in given):
        return None
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    words = [_CAMEL_RE.sub("-", name[1:]).lower() for name in given if name not in TITLES and name not in LIKELY]
    return next((hint for hint in HINTS if any(hint.regex.search(word) for word in words)), None)
