"""Fates: what can become of a number, a title in 《》 or a quotation of a text; a closed vocabulary.

Rules that turn something down say why with one of these, and the audit lists them.
"""

from __future__ import annotations

from enum import Enum


class Fate(Enum):
    """A code and its Chinese label.

    >>> Fate.ORDINAL.code, Fate.ORDINAL.label
    ('ordinal', '序数、届次')
    """

    # numbers
    METRIC = ("metric", "指标")
    DATE = ("date", "日期")
    UNDATED = ("undated", "时间（未定日期）")
    NAME = ("name", "名称的一部分")
    TITLE = ("title", "《》内")
    QUOTED = ("quoted", "引号内的说法")
    DOCUMENT_NUMBER = ("document-number", "文号")
    PHONE = ("phone", "电话、热线号码")
    CODE = ("code", "代号、编号")
    ADDRESS = ("address", "门牌、道路号")
    ORDINAL = ("ordinal", "序数、届次")
    LIST_MARK = ("list-mark", "列表序号")
    CLAUSE_NUMBER = ("clause-number", "章节条款号")
    CLOCK = ("clock", "钟点")
    FORMULA = ("formula", "算式、比")
    PERIOD = ("period", "时长（不是时限）")
    THRESHOLD = ("threshold", "限定对象的界线")
    AGE = ("age", "人物年龄")
    PARTS = ("parts", "列举项数、抽象事物")
    UNCOUNTED = ("uncounted", "所计名词不是实物")
    INDEFINITE = ("indefinite", "泛指（不是确数）")
    SET_PHRASE = ("set-phrase", "固定用语")
    HEADING = ("heading", "标题中的数")
    FURNITURE = ("furniture", "页面、表格")
    CREDIT = ("credit", "署名、题注")
    # titles
    DOCUMENT = ("document", "政策文件")
    PERIODICAL = ("periodical", "报刊")
    BOOK = ("book", "书籍、作品")
    SHORT_TITLE = ("short-title", "简称（全名不明）")
    NESTED = ("nested", "在另一名称之内")
    # quotations
    MECHANISM = ("mechanism", "机制")
    ENTITY = ("entity", "其他实体")
    METAPHOR = ("metaphor", "比喻、形容")
    FORMULAIC = ("political-formula", "政治用语、战略")
    GROUP = ("group", "人群、机构、地区")
    SPEECH = ("speech", "说的话")
    SENTENCE = ("sentence", "句子、原话")
    QUALITY = ("quality", "状态、性质、方式")
    MOTTO = ("motto", "理念、原则、目标")
    STRESS = ("stress", "着重、借用的字眼")
    MERGED = ("merged", "并入相邻的名称")
    UNLIKELY = ("unlikely", "像名称但把握不足")
    # all
    UNPAIRED = ("unpaired", "标点不成对")
    UNREAD = ("unread", "未能解读")

    @property
    def code(self) -> str:
        return self.value[0]

    @property
    def label(self) -> str:
        return self.value[1]
