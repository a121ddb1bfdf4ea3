"""Small documents for the tests of search, made by hand; every sentence is invented."""

from __future__ import annotations

from typing import Any

from kg.model import Clause, Document, Entity, Evidence, Extraction, Heading, SourceFile

FILE = SourceFile("invented.txt", "0" * 64, 1, "text/plain", "utf-8")


def make_document(
    name: str,
    *lines: str,
    title: str | None = None,
    issued: str | None = None,
    regions: tuple[str, ...] = (),
    genre: str = "report",
    clause_regions: tuple[str | None, ...] = (),
    entities: tuple[tuple[str, str, tuple[str, ...], dict[str, Any]], ...] = (),
) -> Extraction:
    """A document of lines; "# " marks a heading. Entities are (type, name, aliases, attributes)."""
    text = ""
    headings: list[Heading] = []
    clauses: list[Clause] = []
    for line in lines:
        body = line.removeprefix("# ")
        start, end = len(text), len(text) + len(body)
        if body != line:
            headings.append(Heading(start, end, 1, body))
        elif body.strip():
            number = len(clauses)
            region = clause_regions[number] if number < len(clause_regions) else None
            above = (len(headings) - 1,) if headings else ()
            clauses.append(Clause(number + 1, start, end, headings=above, region=region))
        text += body + "\n"
    text = text.removesuffix("\n")
    document = Document(
        id=name,
        title=title,
        publisher=None,
        issued=issued,
        regions=regions,
        genre=genre,
        source=None,
        file=FILE,
        text=text,
        segments=(),
        headings=tuple(headings),
        clauses=tuple(clauses),
    )
    return Extraction(document, tuple(_entity(document, *entity) for entity in entities))


def _entity(document: Document, kind: str, name: str, aliases: tuple[str, ...], attributes: dict[str, Any]) -> Entity:
    evidence = []
    for form in (name, *aliases):
        at = document.text.find(form)
        if at >= 0:
            clause = document.clause_at(at)
            evidence.append(Evidence(clause.number if clause else 0, at, at + len(form), form))
    return Entity(kind, name, aliases, tuple(evidence), **attributes)


VALLEY = make_document(
    "valley",
    "# 河谷县社区治理工作纪要",
    "河谷县把社区治理放在首位，推行板凳夜谈，由乡镇党委牵头。",
    "# 一、做法",
    "各村每周开一次夜谈会，办结事项1,260件，群众满意率98.5%。ABC试点同时展开。",
    "物业服务由街道监督；凉山彝族自治州已推广到17个县市。",
    title="河谷县社区治理工作纪要",
    issued="2021-06-10",
    regions=("凉山彝族自治州",),
    entities=(
        ("Region", "凉山彝族自治州", ("凉山州",), {"code": "513400", "level": "prefecture"}),
        ("Mechanism", "板凳夜谈", ("夜谈会",), {"dimension": "deliberation"}),
    ),
)
THREE = make_document(
    "three-places",
    "# 北京",
    "北京市推行接诉即办，社区的网格治理由网格员负责。",
    "# 湖北",
    "湖北省推行下沉干部制度，社区治理有了帮手。",
    title="三地基层治理比较",
    issued="2022",
    regions=("北京市", "湖北省"),
    genre="review",
    clause_regions=("北京市", "湖北省"),
    entities=(
        ("Region", "北京市", ("北京",), {"code": "110000", "level": "province"}),
        ("Region", "湖北省", ("湖北",), {"code": "420000", "level": "province"}),
        ("Mechanism", "接诉即办", (), {"dimension": "response"}),
        ("Mechanism", "下沉干部制度", (), {"dimension": "cadres"}),
    ),
)
UNDATED = make_document(
    "undated",
    "社会治理和社区建设并重。全县著力破解难题，程序规范；“一站式”办理，责任到人。",
    "　　完善制度１２项，Ａ级网格占四成。",
)
ALL = (VALLEY, THREE, UNDATED)
