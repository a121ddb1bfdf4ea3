"""Forms that say what a number is wherever they stand, though no rule for metrics needs to know them."""

from __future__ import annotations

import re

from ingest.fates import Fate

_CHINESE = "一二三四五六七八九十"
# before an item of an enumeration in running text
_ITEM = rf"第?[{_CHINESE}]是|其[{_CHINESE}](?=[,，、是:：])|[(（]\d{{1,2}}[)）]|\d[)）]"

FORMS = {
    Fate.CLOCK: re.compile(r"(?<![\d:：])(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?(?![\d:：])"),
    Fate.UNDATED: re.compile(
        rf"每(?:年的?(?:\d{{1,2}}|[{_CHINESE}]+)月份?|月的?)(?:(?:\d{{1,2}}|[{_CHINESE}]+)[日号])?"
    ),
    # mobile numbers, those with an area code, service numbers. Source: 工业和信息化部, 电信网编号计划
    Fate.PHONE: re.compile(r"(?<![\d.])(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8}|[48]00-?\d{3}-?\d{4}|123\d{2})(?![\d.%])"),
    Fate.CODE: re.compile(r"https?://[!-~]+|www\.[!-~]+|[\w.-]+@[\w.-]+", re.ASCII),
    Fate.LIST_MARK: re.compile(
        rf"(?:(?<=[。；;：:，,、“\s])|^)(?:{_ITEM})|(?:(?<=[：:\s])|^)\d{{1,2}}[.．、](?!\d)|[①-⒛㈠-㈩]"
    ),
    Fate.CREDIT: re.compile(r"(?:(?:责编|编辑|作者|摄影|撰文|供稿)[:：]|(?:记者|通讯员)[:： ])[^\n，。；]{1,20}"),
    Fate.THRESHOLD: re.compile(rf"排[名序位](?:前|末|后|最后)(?:\d+|[{_CHINESE}]+)"),
    Fate.FORMULA: re.compile(r"每[十百千万]+(?=[户人名个城常居])"),  # what a rate is of: 每万人
    Fate.SET_PHRASE: re.compile(
        r"十分(?!之)|万分(?!之)|万一|一一|一二三次?产业?|[5-9]0后|[〇零](?:后|距离)|多半(?=[是会要在])"
    ),
}
