"""What the pages call things: one table a vocabulary, in the order of the annotation guidelines."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from kg.vocab import DIMENSIONS, GENRES

KINDS = {
    "Region": _("地区"),
    "Organization": _("组织"),
    "OrganizationKind": _("组织类型"),
    "Mechanism": _("机制"),
    "Event": _("会议、事件"),
    "PolicyDocument": _("政策文件"),
    "Date": _("时间"),
    "Person": _("人物"),
    "Metric": _("指标"),
    "Relation": _("关系"),
}
RELATIONS = {
    "implementedIn": _("实施于"),
    "ledBy": _("牵头"),
    "startedOn": _("始于"),
    "evolvedFrom": _("由来"),
    "partOf": _("属于"),
    "basedOn": _("依据"),
    "issuedBy": _("发文机关"),
    "subordinateTo": _("隶属"),
}
# what a document says it does to others, what is worst for them first
ACT_LABELS = {
    "replaces": _("取代"),
    "repeals": _("废止"),
    "amends": _("修改"),
    "implements": _("依据"),
}
STATE_LABELS = {
    "repealed": _("已废止"),
    "replaced": _("已被新版取代"),
    "expired": _("已失效"),
    "amended": _("已修改"),
    "pending": _("尚未施行"),
    "in-force": _("现行有效"),
}
DAY_LABELS = {
    "adopted": _("通过日期"),
    "revised": _("最近修订"),
    "published": _("发布日期"),
    "effective": _("施行日期"),
    "expires": _("有效期至"),
}
LEVELS = {
    "province": _("省级"),
    "prefecture": _("地级"),
    "county": _("县级"),
    "township": _("乡级"),
    "village": _("村级"),
}
AUTHORITY_LABELS = {"state": _("国家级"), **LEVELS}
ROLES = {
    "level": _("现状"),
    "before": _("变化前"),
    "after": _("变化后"),
    "change": _("增减"),
    "target": _("目标"),
    "share": _("占比"),
}
# what cleaning calls its repairs
REPAIRS = {
    "line-end": _("统一换行符"),
    "invisible": _("去掉不可见字符"),
    "compatibility": _("兼容字符还原"),
    "surrogate": _("残缺字符改为占位符"),
    "shifted-bytes": _("错位字节复原"),
    "width": _("全角半角统一"),
    "pinyin": _("去掉注音"),
    "traditional": _("繁体转简体"),
    "unwrapped": _("接回折行"),
    "rejoined": _("接回断开的段落"),
    "margin": _("去掉行首行尾空白"),
    "blank-line": _("去掉多余空行"),
    "space": _("去掉多余空格"),
    "punctuation": _("标点统一"),
    "entity": _("网页转义字符还原"),
    "look-alike": _("形近误识字改正"),
    "cut": _("断开过长的句子"),
    "footnote-mark": _("去掉脚注号"),
    "plus-sign": _("补回加号"),
    "markdown": _("去掉 Markdown 标记"),
}
# what cleaning calls the parts of a page that are no text of the document
APART = {
    "navigation": _("导航"),
    "column": _("栏目名"),
    "field": _("文件头"),
    "dateline": _("发布时间"),
    "source": _("来源"),
    "author": _("作者"),
    "byline": _("署名"),
    "credit": _("图片署名"),
    "caption": _("图片说明"),
    "box": _("框内文字"),
    "jump": _("转版提示"),
    "footer": _("页脚"),
    "licence": _("许可信息"),
    "masthead": _("报头"),
    "header": _("页眉"),
    "page-number": _("页码"),
    "metadata": _("文件信息"),
    "hidden": _("隐藏文字"),
    "related": _("相关链接"),
    "comment": _("批注"),
    "repeated": _("重复段落"),
}
# what became of a file of a build, what asks for attention first
OUTCOMES = {
    "refused": _("拒收"),
    "new": _("新增"),
    "replaced": _("替换"),
    "copy": _("重复"),
    "unchanged": _("未变"),
    "none": _("非文档"),
}
# what files are called by the media type that their reader goes by
MEDIA = {
    "text/plain": _("文本"),
    "text/markdown": "Markdown",
    "text/html": _("网页"),
    "text/csv": _("CSV 表格"),
    "multipart/related": _("单文件网页"),
    "message/rfc822": _("电子邮件"),
    "application/pdf": "PDF",
    "application/ofd": "OFD",
    "application/zip": _("ZIP 压缩包"),
    "application/msword": _("旧版 Word 文档"),
    "application/rtf": "RTF",
    "application/x-zhitu-row+json": _("清单中的一行"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _("Word 文档"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _("Excel 表格"),
}


def dimension_label(dimension: str) -> str:
    return DIMENSIONS[dimension][0]


def genre_label(genre: str) -> str:
    return GENRES[genre][0]


def media_label(media_type: str) -> str:
    """What a file of a media type is called; the type itself where there is no name."""
    return str(MEDIA.get(media_type, media_type))


def is_apart(name: str) -> bool:
    """Whether what cleaning took out under this name is no text of the document (navigation, credits), not a repair."""
    return name in APART


def repair_label(name: str) -> str:
    """What a repair or a part set apart is called; its own name where there is no other."""
    return str(REPAIRS.get(name) or APART.get(name) or name)
