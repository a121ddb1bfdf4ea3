"""Topics: what a subject that says too little alone goes on about (2012年升至88.9%, 两批合计32个, 0.8平方公里).

It is completed from the number before, or from the stretch before the comma. Source: annotation guidelines, "Metrics".
"""

from __future__ import annotations

import re

from ingest.figures.reading import Reading
from ingest.figures.subjects import Passage, strip_phrase, tidy
from kg.values import FoundQuantity

# the way that one measure goes: 首测71.3%, 升至88.9%, 回落到84.5%
_MOVED_RE = re.compile(
    r"(?:又|再|曾|已|则|一度|最终|随后|同期|当年)*(?:首次?测|初测|再测|测|升|降|跌|涨|增|扩|攒|滚|回落|回升|攀升|跃升|滑落|反弹|下滑|下探|逼近)[得定出为]?"
)
_BATCH_RE = re.compile(r"(?:前?[两三四五六几0-9]+批|两[期轮])(?:合计|共|累计|加起来)?")
_MEASURE_RE = re.compile(r"(?:[率度比量额数价]|比例|占比|比重|收入|面积|支出|成本|得分|指数)$")
_AREAS = ("平方公里", "平方千米")
_SIZE_ONLY_RE = re.compile(r"(?:占地|面积|总面积|方圆)?(?:约|近|达|有)?")
_INSIDE_RE = re.compile(r"的?(?:里|内|土地|辖区|区域|地盘|范围)(?!设)")  # 3.6平方公里里住着9万人
_DWELLING_RE = re.compile(r"[里内上]?(?:常年)?(?:居?住|生活|居住)(?:着|有|了)?")
_DWELLERS_RE = re.compile(r"[一-鿿]{0,4}(?:居民|村民|群众|牧民|租户|职工|老人)(?=[,，。;；、])")
_INHABITED = {"户": "住户", "人": "居住人口", "口": "居住人口"}
_EXTREME_RE = re.compile(r"[一-鿿0-9()]{2,16}?(?=(?:则)?(?:最高|最低|最多|最少|次之|居末|居首)$)")
_KIND_OF_MEASURE_RE = re.compile(r"(?:[一-鿿]{2}[率度]|[一-鿿]{0,2}(?:比例|占比|比重))$")
_PEOPLE_RE = re.compile(r"(?:居民|村民|群众|牧民|移民|人口|对象)$")  # 常住居民4512户、1.2万人
_LEVEL_RE = re.compile(r"^(?:省|市州?|县区?|区县?|乡镇|镇|街道|社区|村居?|组|网格)级")  # 中心136个,其中街道级12个
_NEAR = 60  # characters


_BESIDE_RE = re.compile(r"[、,，和]?")
_HAN_RE = re.compile(r"[一-鿿]")


def alone(passage: Passage, found: FoundQuantity, done: list[Reading]) -> str:
    """The subject of an area, or of people, that fills its stretch or dwells in a place; empty for others."""
    left, right = passage.segment(found.numeral[0])
    lead = tidy(passage.text[left : found.start]).removeprefix("答:").strip()
    unit = found.quantity.unit or ""
    if unit in _INHABITED and _DWELLING_RE.fullmatch(lead) and not _DWELLERS_RE.match(passage.text, found.end):
        return _INHABITED[unit]
    if unit in _AREAS and _SIZE_ONLY_RE.fullmatch(lead) and not passage.text[found.end : right].strip():
        return "面积"
    if unit in _AREAS and _SIZE_ONLY_RE.fullmatch(lead) and _INSIDE_RE.match(passage.text, found.end):
        return "面积"
    beside = done and _BESIDE_RE.fullmatch(passage.text[done[-1].found.end : found.start])
    if unit == "人" and beside and done[-1].found.quantity.unit == "户" and _PEOPLE_RE.search(done[-1].subject):
        return done[-1].subject if not _HAN_RE.match(passage.text, found.end) else ""
    if unit == "人" and beside and done[-1].found.quantity.unit in ("户", *_AREAS):
        whole = done[-1].subject in ("户数", "住户", "面积")
        return "人口" if whole and not _HAN_RE.match(passage.text, found.end) else ""
    return ""


_BARE_RE = re.compile(
    r"(?:人数|户数|[一-鿿]{2}的[人户]|(?:头一年|首年|第一年|累计|年均|月均)?(?:就|又|再|共)?"
    r"(?:筹|存(?=时长)|拨付|筹资|建成|新建|设立|开设|新增|打造|募集|投入|支出|发放|放贷|授信|受理|办理|惠及|覆盖|开户|注册|开|召开|举办|开展)(?:经费|资金|时长|人数|户数)?)"
)


def with_mechanism(subject: str, mechanism: str | None) -> str:
    """累计拨付 of a mechanism that the paragraph names before: the mechanism tells what was paid."""
    bare = mechanism is not None and _BARE_RE.fullmatch(subject) is not None
    return f"{mechanism}{subject}" if bare else subject


def per_household(subject: str, last: Reading | None) -> str:
    """社区服务设施67个,每百户面积…: the area of what was counted before."""
    each = _PER_HOUSEHOLD_RE.fullmatch(subject)
    if each is None or last is None or not _FACILITY_RE.search(last.subject):
        return subject
    return f"{each[1]}{_BUILT_RE.sub('', last.subject)}{each[2]}"


_PER_HOUSEHOLD_RE = re.compile(r"(每[百千万]?[户人])(面积|建筑面积|投入|张数|床位)")
_FACILITY_RE = re.compile(r"(?:设施|用房|中心|场所|阵地|场地|广场|公园|绿地|机构)$")
_BUILT_RE = re.compile(r"^.*(?:新建|改造|改建|扩建|建成|建设)(?=[一-鿿]{3})")


def completed(passage: Passage, found: FoundQuantity, subject: str, last: Reading | None) -> str:
    """The subject made whole where it is only the verb of a change or a batch; else as it is."""
    if _MOVED_RE.fullmatch(subject) or _BATCH_RE.fullmatch(subject):
        if last is not None and _is_alike(last.found, found) and found.start - last.found.end <= _NEAR:
            return _of_points(found, last.subject)
        return _measure_before(passage, found) or subject
    if last is not None and _LEVEL_RE.fullmatch(subject) and last.found.quantity.unit == found.quantity.unit:
        return subject + _LEVEL_RE.sub("", last.subject, count=1)
    if last is not None and subject in ("翻", "翻了"):  # 从6800元增加到2.1万元,翻了近三倍
        return last.subject
    if last is not None and subject == last.subject:
        return _other_extreme(passage, found, last) or _of_points(found, subject)
    return _other_extreme(passage, found, last) or subject


def _of_points(found: FoundQuantity, subject: str) -> str:
    """居民对工作的总体满意度 … 累计提高13个百分点: of a change in points the measure alone is named."""
    measure = subject.rpartition("的")[2]
    return measure if found.quantity.unit == "个百分点" and len(measure) > 2 else subject


def _is_alike(a: FoundQuantity, b: FoundQuantity) -> bool:
    units = {a.quantity.unit, b.quantity.unit}
    return len(units) == 1 or units == {"%", "个百分点"}


_DIGIT_RE = re.compile(r"[0-9]")


def _measure_before(passage: Passage, found: FoundQuantity) -> str:
    """满意度,2012年升至…: the measure with which the stretch before ends."""
    left, _ = passage.segment(found.numeral[0])
    if left <= passage.start:
        return ""
    start, _ = passage.segment(left - 2)
    topic = tidy(strip_phrase(passage, start, left - 1))
    return topic if _MEASURE_RE.search(topic) and not _DIGIT_RE.search(topic) else ""


def _other_extreme(passage: Passage, found: FoundQuantity, last: Reading | None) -> str:
    """老年人满意度最高,达91%;上班族最低,只有75%: the second is of the same measure as the first."""
    left, _ = passage.segment(found.numeral[0])
    if last is None or left <= passage.start or last.found.end >= left - 1 or not _is_alike(last.found, found):
        return ""
    start, _ = passage.segment(left - 2)
    whose = _EXTREME_RE.match(passage.text[start : left - 1].strip())
    kind = _KIND_OF_MEASURE_RE.search(last.subject)
    own = tidy(strip_phrase(passage, left, found.start))
    if whose is None or kind is None or own or kind[0] in whose[0]:
        return ""
    return whose[0] + kind[0][-3:]
