"""Money, areas and shares: what is measured stands before the number, or is what the money is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.figures.carried import (
    COMPARED_RE,
    in_order,
    is_distributed,
    subject_of_previous,
    taken_over,
    with_owner,
    without_change,
)
from ingest.figures.counted import PLACE_END_RE, counted_thing, is_complement
from ingest.figures.measure_words import CHANGES, alternatives, part
from ingest.figures.noun_phrases import subject_after
from ingest.figures.portions import portion_of
from ingest.figures.reading import Reading, is_ratio
from ingest.figures.subjects import Passage, strip_phrase, tidy
from kg.values import FoundQuantity

_MONEY_RE = re.compile(
    r"的?[一-鿿]{0,12}?(?:(?:奖励|补助|补贴|补偿|奖补|救助|扶持|激励)?(?:资金|经费|专款|金)|奖励|补助|补贴|党费|贷款|补偿|津贴|基金|奖补|积分|话费|代金券|红包)(?!标准|[一-鿿]{0,2}额)"
)
_GIVING_RE = re.compile(rf"({alternatives('verb')})(?:了|近|约|超过)?$")
# 按每村每年不低于5万元的标准安排工作经费
_STANDARD_RE = re.compile(
    r"(?:的?标准[^,，。;；]{0,4}?|(?=给予|予以))(?:给予|予以|安排|核定|落实|给予|配备|发放|拨付|列支|补助|补贴|奖励|支付|预算|设立|划拨)([一-鿿“”]{2,16})"
)
_RATIO_NAMED_RE = re.compile(r"[一-鿿]{2}(?:占比|比例|比重|率)$")
_OWNED_RE = re.compile(r"占|比重|占比|比例|高于|低于|快于|高出")
_OF_PLACE_RE = re.compile(
    r"(?:其中|仅)[,，]?[一-鿿]{2,8}(?:村|社区|镇|乡|县|区|市|州|街道|屯)(?:一[村镇乡县])?(?:就|已|则|达到?|为|有|是|约|超过?|近)*"
)
_MOVES = ("走进", "进入", "来到", "走访")  # 走进200平方米的议事厅
_EXTREME_RE = re.compile(
    r"(?:其中)?[,，]?最[高低多少大小](?:的|值)[^,，。;；]{2,12}?(?:为|是|达到?|有|只有|仅|约|近)*$"
)
_AVERAGES = ("户均", "人均", "村均", "月均", "年均", "日均", "平均")
_CHANGE_NOUNS = ("减幅", "降幅", "增幅", "涨幅", "增速", "增长率", "下降率")
_PART_RE = re.compile(
    r"^(?:,|，)?其中(?:,|，)?(?P<part>[一-鿿“”\"()（）0-9]{2,16})的(?:已)?占(?:比|到|了)?(?:约|近|超过|超)?$"
    r"|^(?P<act>[一-鿿]{2,4})的(?:已|就|要|还)?(?:占(?:比|到|了)?|达到?|有)(?:了|约|近|超过|超|将近)?$"
)
_ACTED = part("verb") | part("predicate")


def read_amount(
    passage: Passage, found: FoundQuantity, left: int, before: str, done: Sequence[Reading]
) -> Reading | None:
    """Money, areas, shares: what stands before the number; for 70%的街道… the noun with what it does."""
    share = (
        (
            portion_of(passage, found, done)
            or _of_source(passage, found, left)
            or _share_of(passage, found, left, before)
        )
        if is_ratio(found)
        else None
    )
    if share is not None:
        return share
    if is_distributed(passage, found, left, before, done):
        return in_order(passage, found, left, done) or _measured_after(passage, found, left)
    thing = _thing_of_size(passage, found, before)
    if thing:
        return Reading(found, thing)
    money = _money(passage, found, left) if found.quantity.unit == "元" else None
    if money is not None:
        return money
    lead = passage.text[left : found.start]
    if done and done[-1].found.quantity.unit == found.quantity.unit and _OF_PLACE_RE.fullmatch(lead):
        return Reading(found, done[-1].subject)  # 3个村收入480万元,其中某村217万元
    extreme = _EXTREME_RE.search(lead) if done and "最" in lead else None
    alike = [r for r in done if r.found.quantity.unit == found.quantity.unit] if extreme is not None else []
    if alike:
        return Reading(found, alike[-1].subject)  # 其中最高的甲区为10.2万元
    mean = lead.removesuffix("约").removesuffix("近")
    if not before and mean in _AVERAGES and done and done[-1].found.quantity.unit == found.quantity.unit:
        return Reading(found, mean + done[-1].subject.removeprefix("累计"))  # 累计拨付…,年均664万元
    owned = _owned(passage, found, left, before, done)
    if owned is not None:
        return owned
    part_of = _part_of(passage, found, left, before, done) if is_ratio(found) else None
    if part_of is not None:
        return part_of
    before = _without_counted(passage, left, before, done)
    if COMPARED_RE.fullmatch(before):
        return taken_over(passage, found, done)
    if before and not _is_fine(passage, found, left, before) and before not in _MOVES:
        fund = _fund_before(passage, found) if _PROVIDED_RE.fullmatch(before) and found.quantity.unit == "元" else ""
        subject = _subject(passage, found, _of_whole(found, before))
        subject = f"{subject.removesuffix('资金')}{fund}" if fund else subject
        return Reading(found, subject) if subject else taken_over(passage, found, done)
    return _measured_after(passage, found, left) or taken_over(passage, found, done)


# 其中近四成集中在供暖、停车两类问题上, 六成来自老旧小区
_SOURCE_RE = re.compile(
    r"(?:的?[一-鿿]{0,4})?(?:都|是)?(?:集中[在于]|来自于?|源[自于]|出[自在]|属于|反映的是|多?(?:都|均)?[是为](?!一|否|因|在|不|由)|(?P<use>用[在于])了?)(?P<what>(?:[0-9]+周?岁)?[一-鿿、“”]{2,24}?)"
    r"(?:(?:[这那]?[一二两三四五六七八九十0-9]+)[个大]?[类方种](?P<noun>面|问题|诉求|事项|事情|矛盾|纠纷)?)?(?:上|里|领域)?(?=[,，。;；])"
)
_LED_RE = re.compile(r"(?:^|其中[,，]?|中[,，]?|有)(?:就|约|近|超|超过|有)*$")


def _of_source(passage: Passage, found: FoundQuantity, left: int) -> Reading | None:
    """The share of what comes from somewhere, of a whole that was named before."""
    if _LED_RE.search(passage.text[left : found.start]) is None:
        return None
    of = _SOURCE_RE.match(passage.text, found.end)
    if of is None:
        return None
    noun = of["noun"] if of["noun"] and of["noun"] != "面" and not of["what"].endswith(of["noun"]) else ""
    return Reading(found, f"{'用于' if of['use'] else ''}{tidy(of['what'])}{noun}占比", "share")


_OF_WHOLE_RE = re.compile(
    r"^(?P<what>[一-鿿()（）“”、]{2,20}?)(?:常年|长期|目前|已经?|约|大约|均|都|就|只|仅)*占(?:到|了|据)?(?:了)?(?P<whole>[一-鿿]{2,12}?)的?$"
)


def _of_whole(found: FoundQuantity, before: str) -> str:
    """诉求量常年占到全市的近五分之一: 诉求量占全市比例."""
    match = _OF_WHOLE_RE.match(before) if "占" in before and is_ratio(found) else None
    if match is None or match["whole"].startswith("比"):
        return before
    return f"{match['what']}占{match['whole']}{'' if match['whole'].endswith(('比例', '比重')) else '比例'}"


_HAVING_RE = re.compile(r"(?:有|经|由)$")


def _share_of(passage: Passage, found: FoundQuantity, left: int, before: str) -> Reading | None:
    """70%的街道取消招商职能, 须有三分之二以上成员出席; None where the share belongs to what stands before it."""
    text = passage.text
    joined = text[found.end : found.end + 1] == "的"
    if not joined and not _HAVING_RE.search(text[left : found.start]):
        return None
    if joined and _RATIO_NAMED_RE.search(before):  # 面积占比三分之二以上的业主
        return Reading(found, tidy(before), "share")
    given = _GIVEN_RATE_RE.match(text, found.end)
    if given is not None and before:
        return Reading(found, tidy(_GIVING_END_RE.sub("", before) + (given["act"] or given["what"] or "") + "比例"))
    weight = _WEIGHT_RE.match(text, found.end)
    if weight is not None and _PART_OF_RE.search(before):  # 得分占年度考核30%的权重
        return Reading(found, tidy(before + weight[1]), "share")
    if text[found.start - 1] == "前" and (rank := tidy(strip_phrase(passage, left, found.start - 1))):
        return Reading(found, f"{_RANKED_RE.sub('排名', rank)}比例", "share")  # 考核排名前10%的社区
    after, end = subject_after(passage, found)
    if after and _BY_SHARE_RE.search(text[left : found.start]):
        return Reading(found, tidy(after), "change")
    return (
        Reading(found, as_share(found, counted_thing(passage, found, left, tidy(after), end)), "share")
        if after
        else None
    )


# 财政按50%的比例配套, 给予50%的补助
_GIVEN_RATE_RE = re.compile(
    r"的(?:比例|标准)(?:给予|予以|进行)?(?P<act>配套|补助|补贴|奖励|分担|承担|配比|返还|减免|提取|缴纳)"
    r"|的(?:资金|财政|一次性|运营|建设|费用)?(?P<what>补助|补贴|奖励|配套|优惠|贴息|奖补|减免)(?=[,，。;；、]|$)"
)
# 减轻了三成多的出警量
_BY_SHARE_RE = re.compile(
    r"(?:减轻|减少|减掉|降低|压缩|压减|精简|节省|节约|省下|省去|砍掉|增加|提高)了?(?:约|近|超过)?$"
)
_GIVING_END_RE = re.compile(r"(?:给予|予以|按照?|享受|落实|提供)+$")
_RANKED_RE = re.compile(r"(?:排在|排|位列|列|处于)$")
_WEIGHT_RE = re.compile(r"的(权重|比重|份额|分值)")
_PART_OF_RE = re.compile(r"[一-鿿]{2}占[一-鿿]{2}")
_BOUNDED_RE = re.compile(
    r"(?P<what>[一-鿿()（）]{2,16}?)(?:原则上|一般|应当?|须|按)?(?:不得?(?:低于|少于|超过|高于)|高于|低于)"
    r"(?:当年|上年度?|本级|同期|年度)?(?P<whole>[一-鿿()（）、]{2,20})的$"
)
_DOES_RE = re.compile(r"(?P<does>(?:不[一-鿿]|[一-鿿])[一-鿿()（）]{1,9})(?=[,，。;；]|$)")


def _part_of(passage: Passage, found: FoundQuantity, left: int, before: str, done: Sequence[Reading]) -> Reading | None:
    """名额不低于招录计划的10%; 其中七成多不出村: the share of those counted before of whom something is said."""
    text = passage.text
    bounded = _BOUNDED_RE.search(text[left : found.start])
    if bounded is not None:
        what = tidy(strip_phrase(passage, left + bounded.start("what"), left + bounded.end("what")))
        named = _RATIO_NAMED_RE.search(what) or _MEASURED_RE.search(what)
        whole = f"占{bounded['whole']}比例" if len(bounded["whole"]) <= 12 else "占比"
        return Reading(found, what if named else f"{what}{whole}") if what else None
    lead = tidy(text[left : found.start]).removesuffix("约").removesuffix("近")
    does = _DOES_RE.match(text, found.end, passage.segment(found.numeral[0])[1])
    if does is None or not (lead == "其中" or (_INSIDE_RE.fullmatch(lead) and done and done[-1].found.end == left)):
        return None
    paid = _PAID_RE.match(text, found.end) is not None
    counted = next((r for r in reversed(done) if (r.found.quantity.unit == "元" if paid else _is_counted(r))), None)
    if before not in ("", "里", "中", "当中") or counted is None:
        return None
    noun = counted.subject.removesuffix("占比").rpartition("的")[2] if is_ratio(counted.found) else counted.subject
    noun = _EACH_END_RE.sub("", noun) if paid else noun
    noun = "户" if noun.endswith("户数") else _NOUN_OF_RE.sub("", noun)
    return Reading(found, f"{_DONE_RE.sub('', tidy(does['does']))}的{noun}占比")


def _is_counted(reading: Reading) -> bool:
    return reading.found.quantity.unit not in _UNCOUNTED


_INSIDE_RE = re.compile(r"[一-鿿]{0,3}(?:里|中|当中)(?:有|就有)?")  # 318户中九成入了股
_PAID_RE = re.compile(r"由?[一-鿿]{0,8}?(?:承担|负担|分担|列支|出资|兜底|支付|补贴|补助)")  # 其中七成由财政承担
_EACH_END_RE = re.compile(r"每[一-鿿]{1,4}$")  # 岗位补贴每人每月
_DONE_RE = re.compile(r"(?<=^[一-鿿])了")


_MEASURED_RE = re.compile(r"(?:收入|工资|面积|标准|额度|金额|利率|价格?|人数|密度|高度|时间)$")
_UNCOUNTED = part("time") | {"元"}
_NOUN_OF_RE = re.compile(r"^(?:受理|调处|化解|办理|处理|收集|解决|接收|接到)(?=[一-鿿]{2})")


def _without_counted(passage: Passage, left: int, before: str, done: Sequence[Reading]) -> str:
    """为187家合作社放贷2.36亿元: the noun that the number before counts is not the sum's."""
    counted = done[-1].subject if done and done[-1].found.end == left else ""
    rest = before[len(counted) :] if counted and before.startswith(counted) else ""
    return rest if len(rest) > 1 and (rest in part("verb") | part("predicate") or rest[0] in "放投贷捐筹发") else before


def as_share(found: FoundQuantity, noun: str) -> str:
    """达标的村占比: what a ratio of counted things measures; 五分之一以上的户 is a quorum."""
    quorum = found.quantity.unit is None and found.quantity.approx == "more"
    return noun if _RATIO_END_RE.search(noun) else noun + ("比例" if quorum else "占比")


_RATIO_END_RE = re.compile(r"(?:[率比度]|比例|占比|比重|覆盖|参与)$")
_SIZES = ("平方米", "平方公里", "公里", "米", "亩", "吨", "公顷")
# 修通了7公里山路
_WAY_RE = re.compile(
    r"[一-鿿]{0,6}?(?:路|渠|管网|管道|河道|河堤|步道|沟|桥|线路|巷|河岸|边境线|海岸线|通道)(?=[,，。;；、]|$)"
)
_BUILT_RE = re.compile(
    r"(?!的)[一-鿿]{0,6}?(?:房|房屋|场地|广场|空间|绿地|阵地|场所|大厅|院落|花园|公园|大楼)(?=[,，。;；、改建打作用]|$)"
)
_SIZE_NAMED_RE = re.compile(r"(?:面积|长度?|里程|距离|产量|规模|高度?|宽度?|半径|[达约]|每[一-鿿]{1,4})$")


def _thing_of_size(passage: Passage, found: FoundQuantity, before: str) -> str:
    """住进150平方米的搬迁房: the house is measured, not who lives in it; empty where the measure is named before."""
    unit = found.quantity.unit or ""
    if unit in ("公里", "米", "千米") and (way := _WAY_RE.match(passage.text, found.end)) is not None:
        return way[0]
    if unit == "平方米" and (built := _BUILT_RE.match(passage.text, found.end)) is not None:
        return built[0]  # 闲置的320平方米厂房
    if unit in _SIZES and _DID_RE.search(passage.text, found.start - 2, found.start):
        eaten, _ = subject_after(passage, found)  # 牛群吃了30多亩玉米
        return tidy(eaten) if len(eaten) > 1 and not is_complement(eaten) else ""
    if unit not in _SIZES or passage.text[found.end : found.end + 1] != "的" or _SIZE_NAMED_RE.search(before):
        return ""
    after, _ = subject_after(passage, found)
    return PLACE_END_RE.sub("", tidy(after)) if len(after) > 1 else ""


_DID_RE = re.compile(r"[一-鿿]了$")
_USED_FOR_RE = re.compile(r",?，?(?:专项)?用于([一-鿿“”]{2,14})")


# 多方筹资3600多万元新建办公用房: the sum is raised for what is done with it
_SPENT_RE = re.compile(
    r"(?:新建|改造|修缮|修建|改建|扩建|建设|建成|购置|购买|整治|升级|实施|打造|提升|翻修|硬化|亮化)"
    r"[一-鿿、]{2,16}(?=[,，。;；]|$)"
)
_BACKED_RE = re.compile(r"(?:搞|办|做|开展|支持|扶持)([一-鿿“”、]{2,20}?)(?=[,，。;；]|$)")  # 拿出30万元搞公益创投
_RAISED_RE = re.compile(r"(筹资|筹集|筹措|投资|投入|出资|捐资|募集|整合|自筹)(?:资金)?了?(?:约|近|超过?)?$")
_RAISED = {"筹资": "筹资", "投资": "投资", "出资": "出资", "捐资": "捐资"}
# 三年累计安排资金4.8亿元,用于…
_FUNDS_RE = re.compile(
    r"(?:[一-鿿]{0,5}财政)?(?:[一二三四五六七八九十两]年)?(?:累计|共|统筹|安排|落实|投入|列支)*(?:资金|经费|专款)?"
)


_VARIED_RE = re.compile(r"不等的([一-鿿]{2,12})(?=[,，。;；、])")  # 200元到500元不等的补贴
_ENDOWED_RE = re.compile(
    r"(?:设立|成立|建立)([一-鿿“”]{2,20}?(?:资金|基金|专款|经费))(?=[,，。;；、]|$)"
)  # 安排1000万元设立…资金
_EACH_PERSON_RE = re.compile(r"每[人名户个村镇站位家](?:每[年月天次])?$")
_EACH_GIVEN_RE = re.compile(r"每一?[条件个次项例起人户名][一-鿿]{0,4}?(?:奖励?|补助?|补贴|给予|发放|兑换?)$")
_BY_RE = re.compile(r"^.*按照?")
_GIVEN_BY_RE = re.compile(r"(?P<act>捐赠|捐助|捐献|资助|援助|划拨|下拨|配捐)的$")  # 来自某区捐赠的20万元
_FINED_RE = re.compile(r"对([^,，。;；]{2,24}?)并?处(?:以)?$")


def _money(passage: Passage, found: FoundQuantity, left: int) -> Reading | None:
    """What a sum is for, where the words after it say so; 对…处…元 is a fine."""
    text = passage.text
    lead = text[left : found.start]
    given = _GIVEN_BY_RE.search(lead) if lead.endswith("的") else None
    if given is not None:
        begin = max([left, *(a for a, b in passage.regions if left <= a and b <= left + given.start("act"))])
        return Reading(found, tidy(passage.text[begin : left + given.end("act")]) + "资金") if begin > left else None
    standard = _STANDARD_RE.match(text, found.end)
    if standard is not None:
        per = _BY_RE.sub("", lead)
        return Reading(found, tidy(strip_phrase(passage, found.start - len(per), found.start) + standard[1]))
    used = _USED_FOR_RE.match(text, found.end)
    if used is not None and _FUNDS_RE.fullmatch(strip_phrase(passage, left, found.start)):
        return Reading(found, f"{tidy(used[1])}经费")
    spent = _SPENT_RE.match(text, found.end)
    raised = _RAISED_RE.search(lead)
    if spent is not None and raised is not None and not strip_phrase(passage, left, left + raised.start()):
        return Reading(found, tidy(spent[0]) + _RAISED.get(raised[1], "资金"))
    backed = _BACKED_RE.match(text, found.end) if lead.endswith("拿出") else None
    if backed is not None:
        return Reading(found, f"{tidy(backed[1])}资金")
    varied = _VARIED_RE.match(text, found.end)
    if varied is not None:
        return Reading(found, tidy(varied[1]))
    endowed = _ENDOWED_RE.match(text, found.end)
    if endowed is not None:
        return Reading(found, tidy(endowed[1]))
    named = _MONEY_RE.match(text, found.end)
    each = _EACH_PERSON_RE.search(lead) or _EACH_GIVEN_RE.search(lead)
    if named is not None and each is not None:
        return Reading(found, each[0] + tidy(named[0]))
    if named is not None and _GIVING_RE.search(lead):
        return Reading(found, tidy(named[0]))
    fined = _FINED_RE.search(lead)
    return Reading(found, tidy(fined[1] + subject_after(passage, found)[0]), "target") if fined is not None else None


_FINE_RE = re.compile(r"处|处以|罚款$")
_FINING_RE = re.compile(r"[处以并]")


def _is_fine(passage: Passage, found: FoundQuantity, left: int, before: str) -> bool:
    """处五百元以上五千元以下罚款: what is left before the number is no noun."""
    fined = found.quantity.unit == "元" and _FINE_RE.search(passage.text[left : found.start])
    return bool(fined) and not _FINING_RE.sub("", before)


def _owned(passage: Passage, found: FoundQuantity, left: int, before: str, done: Sequence[Reading]) -> Reading | None:
    """户均, 降幅, 占…: a measure whose owner is the thing measured before."""
    if before in _AVERAGES and done:
        alike = [r for r in done if r.found.quantity.unit == found.quantity.unit]
        return Reading(found, f"{before}{(alike or done)[-1].subject}")
    if before and (_OWNED_RE.match(before) or before in _CHANGE_NOUNS):
        start, _ = passage.segment(found.numeral[0])
        owner = subject_of_previous(passage, start, done)
        return Reading(found, tidy(without_change(with_owner(passage, start, owner + before))))
    if not is_ratio(found) or not done or is_ratio(done[-1].found):
        return None
    group = _PART_RE.search(passage.text[left : found.start])
    if group is None or (group["act"] and group["act"] not in _ACTED):
        return None
    noun = done[-1].subject if group["part"] or len(done[-1].subject) < 4 else done[-1].subject.rpartition("的")[2]
    return Reading(found, tidy(f"{group['part'] or group['act']}的{noun}占比"))


_IN_ALL_RE = re.compile(r"累计[一-鿿]{0,4}$")


def _measured_after(passage: Passage, found: FoundQuantity, left: int) -> Reading | None:
    """The noun after the number, else what the money of the verb is: 投入3.6亿元改造…."""
    after, end = subject_after(passage, found)
    after = PLACE_END_RE.sub("", after)
    if after and not is_complement(after):
        ratio = is_ratio(found)
        noun = counted_thing(passage, found, left, tidy(after), end) if ratio else _subject(passage, found, after)
        return Reading(found, as_share(found, noun) if ratio else noun, "share" if ratio else None) if noun else None
    verb = _GIVING_RE.search(passage.text[left : found.start])
    if found.quantity.unit != "元" or verb is None or verb[1] in CHANGES:
        return None
    fund = _fund_before(passage, found)
    if not fund or fund in ("资金", "经费"):
        total = "累计" if _IN_ALL_RE.search(passage.text[left : found.start]) else ""
        fund = f"{total}{verb[1]}{fund or '资金'}"
    return Reading(found, _subject(passage, found, fund))


def _subject(passage: Passage, found: FoundQuantity, words: str) -> str:
    return tidy(without_change(with_owner(passage, passage.segment(found.numeral[0])[0], words)))


# 设立奖补资金,市财政每年安排300万元
_PROVIDED_RE = re.compile(
    r"(?:[一-鿿()（）]{0,6}(?:财政|财力|级))?(?:每年|年均|首期|首批)?(?:统筹)?(?:安排|列支|拨付|注入|预算|投入)(?:资金)?"
)
_FUND_RE = re.compile(r"([一-鿿“”()（）]{2,20}?(?:资金|基金|经费|专款|贷款))$")


_FOUNDED_RE = re.compile(r".*(?:设立|建立|安排|筹集|整合|核定)")


def _fund_before(passage: Passage, found: FoundQuantity) -> str:
    """The fund that the stretch before ends with: 设立专项资金, 每年安排500万元."""
    start, _ = passage.segment(found.numeral[0])
    if start <= passage.start:
        return ""
    before, _ = passage.segment(max(passage.start, start - 2))
    match = _FUND_RE.search(passage.text[before : start - 1].rstrip())
    if match is None:
        return ""
    verb = _FOUNDED_RE.search(match[1])
    return tidy(strip_phrase(passage, before + match.start(1) + (verb.end() if verb else 0), before + match.end(1)))
