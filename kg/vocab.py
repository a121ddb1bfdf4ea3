"""Names of the ontology that code needs: IRIs as plain strings, and the 18 dimensions in order.

Every term here is defined and labelled in ontology.ttl; a test holds the two together.
"""

from __future__ import annotations

BASE = "https://w3id.org/zhitu/"
ZT = BASE + "ontology#"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
DCTERMS = "http://purl.org/dc/terms/"
TIME = "http://www.w3.org/2006/time#"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
VOID = "http://rdfs.org/ns/void#"
ELI = "http://data.europa.eu/eli/ontology#"

PREFIXES = {
    "zt": ZT, "rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD, "skos": SKOS, "org": ORG, "prov": PROV,
    "oa": OA, "dcterms": DCTERMS, "time": TIME, "schema": SCHEMA, "sh": SH, "void": VOID, "eli": ELI,
}  # fmt: skip

# id: (zh, en), in the order of the annotation guidelines
DIMENSIONS: dict[str, tuple[str, str]] = {
    "leadership": ("领导体制与统筹", "Leadership and coordination"),
    "organisation": ("组织体系", "Party organisation"),
    "streamlining": ("街道乡镇改革与赋权减负", "Sub-district reform, empowerment and relief"),
    "boundary_reform": ("建制调整与两项改革", "Boundary reform"),
    "response": ("诉求响应与吹哨报到", "Responding to demands"),
    "deliberation": ("协商议事与自治", "Deliberation and self-government"),
    "grid_digital": ("网格化与数字治理", "Grid and digital governance"),
    "workforce": ("干部与社区工作者队伍", "Cadres and community workers"),
    "participation": ("党员下沉与多元共治", "Participation and co-governance"),
    "service": ("服务供给与民生", "Public services"),
    "funding": ("经费与资源保障", "Funding and resources"),
    "evaluation": ("考核激励与监督", "Evaluation and supervision"),
    "economy": ("集体经济与产业", "Collective economy and industry"),
    "culture": ("文化引领与移风易俗", "Culture and customs"),
    "law_order": ("法治、平安与应急", "Law, safety and emergencies"),
    "poverty": ("脱贫与防返贫", "Poverty alleviation"),
    "special_issue": ("特殊问题治理", "Special issues"),
    "pilot": ("试点示范", "Pilots and demonstrations"),
}
GENRES: dict[str, tuple[str, str]] = {
    "policy": ("政策文件", "Policy"),
    "report": ("新闻或经验报道", "Report"),
    "review": ("理论或评论文章", "Review"),
}
LEVELS: dict[str, tuple[str, str]] = {
    "province": ("省级", "Province"),
    "prefecture": ("地级", "Prefecture"),
    "county": ("县级", "County"),
    "township": ("乡级", "Township"),
    "village": ("村(社区)", "Village or community"),
}
ROLES: dict[str, tuple[str, str]] = {
    "level": ("现状", "State"),
    "before": ("变化前", "Before a change"),
    "after": ("变化后", "After a change"),
    "change": ("变化量", "Change"),
    "target": ("目标", "Target"),
    "share": ("占比", "Share of a whole"),
}
APPROX: dict[str, tuple[str, str]] = {
    "about": ("约", "About"),
    "more": ("多于", "More than"),
    "less": ("少于", "Less than"),
}
AGREEMENTS: dict[str, tuple[str, str]] = {
    "agreeing": ("一致", "Agreeing"),
    "rounding": ("约数相容", "Compatible as worded"),
    "conflicting": ("说法不一", "Conflicting"),
    "series": ("时间不同", "Of different times"),
}

# local names of the terms in the namespace zt:
CLASSES = (
    "Document", "Copy", "Act", "Clause", "Evidence", "Region", "UnplacedRegion", "Organization", "OrganizationKind",
    "Mechanism", "Practice", "Event", "PolicyDocument", "Date", "Person", "Metric", "Statement",
    "Claim", "Finding", "Resolution", "Merge", "Variation",
    "Dimension", "Genre", "Level", "Role", "Approximation", "Agreement",
)  # fmt: skip
PROPERTIES = (
    # a document and its parts
    "file", "sha256", "encoding", "mediaType", "genre", "issued", "clauses", "pipeline", "acts", "does",
    "number", "label", "text", "inDocument", "inClause", "sourceStart", "sourceEnd",
    # every fact
    "evidence", "confidence", "region", "unplacedRegion",
    # entities
    "level", "dimension", "dimensionConfidence", "role", "value", "earliest", "latest",
    # relations
    "implementedIn", "ledBy", "startedOn", "evolvedFrom", "partOf", "basedOn", "issuedBy", "subordinateTo",
    "mechanism",
    # metrics
    "subject", "value_max", "unit", "approx", "time", "practice", "wording",
    # across documents
    "statement", "finding", "agreement", "entity", "variantOf", "rule", "reason",
)  # fmt: skip
