"""Three small documents with facts, made by hand, and a home with a release of them.

The practices and figures are invented; the regions are real. `extraction(id)` gives one document, `source(id)` the
bytes it was read from, `build_home(folder)` a published release of all three, `numbered(n)` any number of others.

    sichuan/yard        report; before and after, evolvedFrom, startedOn, a page's navigation set apart
    beijing/response    policy; a mechanism that 四川省 has under another kind word, an event, a person
    yangquan/grid       report; a place without a code, partOf, subordinateTo, an ambiguous place, two joined lines
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pyoxigraph import Triple

from kg.graph import places
from kg.model import (
    Clause,
    Document,
    Entity,
    Evidence,
    Extraction,
    Heading,
    Metric,
    Relation,
    Repair,
    Segment,
    SourceFile,
)
from kg.releases import Release, publish

PIPELINE = "test-1"
REGIONS = ("110000", "110112", "140000", "140300", "140311", "510000", "510100")


@dataclass(frozen=True)
class Draft:
    """A document before its offsets are worked out.

    `lines` are the cleaned lines, a heading marked with "# "; `joined` are pairs of what stands in the source and what
    cleaning made of it; `before` is set apart at the top of the source.
    """

    id: str
    title: str
    publisher: str
    issued: str
    regions: tuple[str, ...]
    genre: str
    lines: tuple[str, ...]
    entities: tuple[dict[str, Any], ...]
    metrics: tuple[dict[str, Any], ...] = ()
    relations: tuple[tuple[str, ...], ...] = ()
    joined: tuple[tuple[str, str], ...] = ()
    before: str = ""
    issues: tuple[str, ...] = field(default=())


def _thing(kind: str, name: str, *aliases: str, **attributes: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "aliases": aliases, **attributes}


def _number(subject: str, value: float, unit: str | None, words: str, **more: Any) -> dict[str, Any]:
    return {"subject": subject, "value": value, "unit": unit, "words": words, **more}


SICHUAN = Draft(
    id="sichuan/yard",
    title="院坝说事工作法在四川",
    publisher="四川基层观察",
    issued="2022-03-18",
    regions=("四川省",),
    genre="report",
    before="首页 > 观察 > 正文\n",
    lines=(
        "# 院坝说事工作法在四川",
        "2019年初，四川省委组织部印发《关于推行院坝说事工作法的通知》，在四川省推行院坝说事工作法。",
        "# 一、从开会到说事",
        "院坝说事工作法由坝坝会制度发展而来，由村党组织牵头，四川省共设立议事点1.2万个，化解纠纷约3.5万件。",
        "# 二、办得更快",
        "推行以后，成都市的平均办理时间从15天缩短到6天，群众满意率达到96.5%。",
        "到2025年，四川省每个县至少建成20个示范点。",
    ),
    entities=(
        _thing("Region", "四川省", code="510000", level="province"),
        _thing("Region", "成都市", code="510100", level="prefecture"),
        _thing("Organization", "四川省委组织部"),
        _thing("OrganizationKind", "村党组织"),
        _thing("Mechanism", "院坝说事工作法", dimension="deliberation", dimension_confidence=0.93),
        _thing("Mechanism", "坝坝会制度", dimension="deliberation"),
        _thing("PolicyDocument", "关于推行院坝说事工作法的通知"),
        _thing("Date", "2019年初", value="2019;early"),
        _thing("Date", "到2025年", value="2025;by"),
    ),
    metrics=(
        _number("议事点", 12000, "个", "四川省共设立议事点1.2万个", region="四川省", mechanism="院坝说事工作法"),
        _number(
            "化解纠纷", 35000, "件", "化解纠纷约3.5万件", approx="about", region="四川省", mechanism="院坝说事工作法"
        ),
        _number(
            "平均办理时间",
            15,
            "天",
            "平均办理时间从15天缩短到6天",
            role="before",
            region="成都市",
            mechanism="院坝说事工作法",
        ),
        _number(
            "平均办理时间",
            6,
            "天",
            "平均办理时间从15天缩短到6天",
            role="after",
            region="成都市",
            mechanism="院坝说事工作法",
        ),
        _number("群众满意率", 96.5, "%", "群众满意率达到96.5%", role="share", region="成都市"),
        _number(
            "示范点",
            20,
            "个",
            "每个县至少建成20个示范点",
            approx="more",
            role="target",
            region="四川省",
            time="2025;by",
            confidence=0.8,
        ),
    ),
    relations=(
        ("implementedIn", "院坝说事工作法", "四川省", "在四川省推行院坝说事工作法", "四川省"),
        ("ledBy", "院坝说事工作法", "四川省委组织部", "四川省委组织部印发", "四川省"),
        ("ledBy", "院坝说事工作法", "村党组织", "由村党组织牵头", "四川省"),
        ("startedOn", "院坝说事工作法", "2019;early", "2019年初", "四川省"),
        ("evolvedFrom", "院坝说事工作法", "坝坝会制度", "由坝坝会制度发展而来", "四川省"),
        (
            "basedOn",
            "院坝说事工作法",
            "关于推行院坝说事工作法的通知",
            "印发《关于推行院坝说事工作法的通知》",
            "四川省",
        ),
        ("issuedBy", "关于推行院坝说事工作法的通知", "四川省委组织部", "四川省委组织部印发"),
    ),
)

BEIJING = Draft(
    id="beijing/response",
    title="关于深化一号快办机制的实施意见",
    publisher="北京市社会建设办公室",
    issued="2021-06",
    regions=("北京市",),
    genre="policy",
    lines=(
        "# 关于深化一号快办机制的实施意见",
        "为贯彻市委十三届三次全会精神，落实《关于畅通群众诉求渠道的若干措施》，制定本意见。",
        "# 一、健全机制",
        "深化一号快办机制，由北京市政务服务局统筹，街道党工委具体负责，一般诉求3至5个工作日办结。",
        "支持通州区借鉴四川省经验，试行院坝说事机制。",
        "# 二、目标任务",
        "2021年底前，北京市诉求解决率不低于90%，社区专员增加到2,600余名，市长热线负责人李明华负责督办。",
    ),
    entities=(
        _thing("Region", "北京市", code="110000", level="province"),
        _thing("Region", "通州区", code="110112", level="county"),
        _thing("Region", "四川省", code="510000", level="province"),
        _thing("Organization", "北京市政务服务局"),
        _thing("OrganizationKind", "街道党工委"),
        _thing("Mechanism", "一号快办机制", "一号快办", dimension="response"),
        _thing("Mechanism", "院坝说事机制", dimension="deliberation", dimension_confidence=0.88),
        _thing("Event", "北京市委十三届三次全会", "市委十三届三次全会"),
        _thing("PolicyDocument", "关于畅通群众诉求渠道的若干措施"),
        _thing("Date", "2021年底", value="2021;end"),
        _thing("Person", "李明华", role="市长热线负责人"),
    ),
    metrics=(
        _number(
            "一般诉求",
            3,
            "个工作日",
            "一般诉求3至5个工作日办结",
            value_max=5,
            role="target",
            region="北京市",
            mechanism="一号快办机制",
        ),
        _number(
            "诉求解决率",
            90,
            "%",
            "北京市诉求解决率不低于90%",
            approx="more",
            role="target",
            region="北京市",
            time="2021;end",
        ),
        _number(
            "社区专员",
            2600,
            "名",
            "社区专员增加到2,600余名",
            approx="more",
            role="after",
            region="北京市",
            time="2021;end",
        ),
    ),
    relations=(
        ("implementedIn", "一号快办机制", "北京市", "深化一号快办机制", "北京市"),
        ("implementedIn", "院坝说事机制", "通州区", "支持通州区借鉴四川省经验，试行院坝说事机制", "北京市"),
        ("ledBy", "一号快办机制", "北京市政务服务局", "由北京市政务服务局统筹", "北京市"),
        ("ledBy", "一号快办机制", "街道党工委", "街道党工委具体负责", "北京市"),
        ("basedOn", "@doc", "北京市委十三届三次全会", "贯彻市委十三届三次全会精神"),
        ("basedOn", "@doc", "关于畅通群众诉求渠道的若干措施", "落实《关于畅通群众诉求渠道的若干措施》"),
    ),
)

YANGQUAN = Draft(
    id="yangquan/grid",
    title="阳泉：红网先锋见成效",
    publisher="阳泉晚报",
    issued="2023-11-02",
    regions=("阳泉市",),
    genre="report",
    joined=(("阳泉市委组织部牵头实\n施", "阳泉市委组织部牵头实施"), ("微光 志愿队", "微光志愿队")),
    lines=(
        "# 阳泉：红网先锋见成效",
        "2022年9月，阳泉市委组织部牵头实施红网先锋工程，阳泉市委每季度听取一次汇报。",
        "红网先锋工程包括微光志愿队行动，郊区红柳村率先组建微光志愿队120支。",
        "截至2023年10月，阳泉市共划分网格1,850个，网格党支部覆盖率从61%提高到97%，新华区代表团前来交流。",
    ),
    entities=(
        _thing("Region", "阳泉市", "阳泉", code="140300", level="prefecture"),
        _thing("Region", "郊区", code="140311", level="county"),
        _thing("Region", "红柳村", within="140311", level="village"),
        _thing("Region", "新华区", level="county"),
        _thing("Organization", "阳泉市委"),
        _thing("Organization", "阳泉市委组织部"),
        _thing("OrganizationKind", "网格党支部"),
        _thing("Mechanism", "红网先锋工程", "红网先锋", dimension="grid_digital", dimension_confidence=0.31),
        _thing("Mechanism", "微光志愿队行动", "微光志愿队", dimension="participation"),
        _thing("Date", "2022年9月", value="2022-09"),
        _thing("Date", "截至2023年10月", value="2023-10;as-of"),
    ),
    metrics=(
        _number("微光志愿队", 120, "支", "组建微光志愿队120支", region="红柳村", mechanism="微光志愿队行动"),
        _number(
            "网格",
            1850,
            "个",
            "阳泉市共划分网格1,850个",
            region="阳泉市",
            time="2023-10;as-of",
            mechanism="红网先锋工程",
        ),
        _number(
            "网格党支部覆盖率",
            61,
            "%",
            "网格党支部覆盖率从61%提高到97%",
            role="before",
            region="阳泉市",
            mechanism="红网先锋工程",
        ),
        _number(
            "网格党支部覆盖率",
            97,
            "%",
            "网格党支部覆盖率从61%提高到97%",
            role="after",
            region="阳泉市",
            time="2023-10;as-of",
            mechanism="红网先锋工程",
        ),
    ),
    relations=(
        ("implementedIn", "红网先锋工程", "阳泉市", "阳泉市委组织部牵头实施红网先锋工程", "阳泉市"),
        ("implementedIn", "微光志愿队行动", "红柳村", "郊区红柳村率先组建微光志愿队", "阳泉市"),
        ("ledBy", "红网先锋工程", "阳泉市委组织部", "阳泉市委组织部牵头实施红网先锋工程", "阳泉市"),
        ("startedOn", "红网先锋工程", "2022-09", "2022年9月，阳泉市委组织部牵头实施", "阳泉市"),
        ("partOf", "微光志愿队行动", "红网先锋工程", "红网先锋工程包括微光志愿队行动", "阳泉市"),
        ("subordinateTo", "阳泉市委组织部", "阳泉市委", "阳泉市委组织部"),
    ),
)

DRAFTS = {draft.id: draft for draft in (SICHUAN, BEIJING, YANGQUAN)}


def extraction(id: str = SICHUAN.id, *, pipeline: str = PIPELINE, **changes: Any) -> Extraction:
    """One of the three documents; `changes` are fields of its Draft ("title", "metrics" …), "new_id" its id."""
    new_id = changes.pop("new_id", id)
    return build(replace(DRAFTS[id], id=new_id, **changes), pipeline=pipeline)[0]


def source(id: str = SICHUAN.id, **changes: Any) -> bytes:
    return build(replace(DRAFTS[id], **changes))[1]


def pairs(ids: Iterable[str] = tuple(DRAFTS)) -> Iterator[tuple[Extraction, bytes]]:
    """What `publish` takes."""
    for id in ids:
        yield build(DRAFTS[id])


def numbered(number: int, *, draft: Draft = SICHUAN) -> tuple[Extraction, bytes]:
    """The `number`-th of any number of documents that differ in a sentence of their own."""
    line = f"第{number}批试点单位共{number + 10}家。"
    metric = _number("试点单位", number + 10, "家", f"试点单位共{number + 10}家", region="四川省")
    return build(
        replace(
            draft,
            id=f"series/{number:05d}",
            title=f"{draft.title}（{number}）",
            lines=(*draft.lines, line),
            metrics=(*draft.metrics, metric),
        )
    )


def region_triples() -> tuple[Triple, ...]:
    """The shared graph of the regions that the documents lie in: to patch kg.graph.builder with, for speed."""
    nodes = {places.SCHEME, *map(places.region, REGIONS)}
    return tuple(
        triple
        for triple in places.region_triples()
        if triple.subject in nodes and (triple.object in nodes or "/region/" not in str(triple.object))
    )


def build_home(folder: Path, ids: Iterable[str] = tuple(DRAFTS)) -> Release:
    """A home at `folder` with one release of the documents."""
    release = publish(folder, add=pairs(ids))
    assert release is not None
    return release


def build(draft: Draft, *, pipeline: str = PIPELINE) -> tuple[Extraction, bytes]:
    text = "".join(line.removeprefix("# ") + "\n" for line in draft.lines)
    segments, repairs, original = _segments(draft, text)
    data = original.encode()
    headings, clauses = _structure(draft, text)
    document = Document(
        id=draft.id,
        title=draft.title,
        publisher=draft.publisher,
        issued=draft.issued,
        regions=draft.regions,
        genre=draft.genre,
        source=f"https://example.org/{draft.id}",
        file=SourceFile(f"{draft.id}.txt", hashlib.sha256(data).hexdigest(), len(data), "text/plain", "utf-8"),
        text=text,
        segments=segments,
        repairs=repairs,
        headings=headings,
        clauses=clauses,
    )
    return (
        Extraction(
            document=document,
            entities=tuple(_entity(document, fields) for fields in draft.entities),
            metrics=tuple(_metric(document, fields) for fields in draft.metrics),
            relations=tuple(_relation(document, *fields) for fields in draft.relations),
            pipeline=pipeline,
            issues=draft.issues,
        ),
        data,
    )


def _segments(draft: Draft, text: str) -> tuple[tuple[Segment, ...], tuple[Repair, ...], str]:
    """The offset map from the cleaned text to the source that `draft` describes, the repairs, and the source."""
    segments: list[Segment] = []
    repairs: list[Repair] = []
    original = draft.before
    if draft.before:
        segments.append(Segment((0, 0), (0, len(draft.before)), "navigation"))
        repairs.append(Repair("navigation", (0, 0), (0, len(draft.before)), draft.before, ""))
    position = 0
    changes = sorted((text.index(after), before, after) for before, after in draft.joined)
    for start, before, after in [*changes, (len(text), "", "")]:
        if position < start:
            begin = len(original)
            original += text[position:start]
            segments.append(Segment((position, start), (begin, len(original))))
        if after:
            begin = len(original)
            original += before
            segments.append(Segment((start, start + len(after)), (begin, len(original)), "unwrapped"))
            repairs.append(Repair("unwrapped", (start, start + len(after)), (begin, len(original)), before, after))
        position = start + len(after)
    return tuple(segments), tuple(repairs), original


def _structure(draft: Draft, text: str) -> tuple[tuple[Heading, ...], tuple[Clause, ...]]:
    headings: list[Heading] = []
    clauses: list[Clause] = []
    position = 0
    for line in draft.lines:
        plain = line.removeprefix("# ")
        start, end = position, position + len(plain)
        position = end + 1
        if plain != line:
            headings.append(Heading(start, end, 1, plain))
        else:
            within = (len(headings) - 1,) if len(headings) > 1 else ()
            clauses.append(Clause(len(clauses) + 1, start, end, None, within, draft.regions[0]))
    return tuple(headings), tuple(clauses)


def _evidence(document: Document, start: int, end: int) -> Evidence:
    clause = document.clause_at(start)
    return Evidence(clause.number if clause is not None else 0, start, end, document.text[start:end])


def _words(document: Document, words: str) -> Evidence:
    """The first place in a clause, else anywhere, that has `words`."""
    starts = [match.start() for match in re.finditer(re.escape(words), document.text)]
    assert starts, f"{document.id}: the text has no {words!r}"
    start = next((s for s in starts if document.clause_at(s) is not None), starts[0])
    return _evidence(document, start, start + len(words))


def _entity(document: Document, fields: dict[str, Any]) -> Entity:
    names = sorted({fields["name"], *fields["aliases"]}, key=len, reverse=True)
    found = re.finditer("|".join(map(re.escape, names)), document.text)
    evidence = tuple(_evidence(document, match.start(), match.end()) for match in found)
    assert evidence, f"{document.id}: the text does not name {fields['name']!r}"
    return Entity(evidence=evidence, **fields)


def _metric(document: Document, fields: dict[str, Any]) -> Metric:
    values = dict(fields)
    return Metric(evidence=_words(document, values.pop("words")), **values)


def _relation(
    document: Document, kind: str, source: str, target: str, words: str, region: str | None = None
) -> Relation:
    return Relation(kind, source, target, _words(document, words), region)
