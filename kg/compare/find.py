"""What a user names -> the dimension or region that is meant."""

from __future__ import annotations

from rapidfuzz import process

from kg.compare.sources import select
from kg.errors import NotFound, UsageError
from kg.iris import region_iri
from kg.regions import lookup
from kg.releases import Release
from kg.vocab import BASE, DIMENSIONS


def find_dimension(text: str) -> str:
    """The id of a dimension given by id or Chinese label; NotFound names the nearest."""
    wanted = text.strip()
    for dimension, (zh, _) in DIMENSIONS.items():
        if wanted in (dimension, zh):
            return dimension
    labels = {**{d: d for d in DIMENSIONS}, **{zh: d for d, (zh, _) in DIMENSIONS.items()}}
    nearest = [match[0] for match in process.extract(wanted, list(labels), limit=3, score_cutoff=30)]
    raise NotFound("维度", text, nearest or list(DIMENSIONS))


def find_region(release: Release, text: str) -> tuple[str, str]:
    """(IRI, full name) of a region given by name, short form or code, or of an uncoded place that the release names."""
    try:
        place = lookup(text)
    except NotFound:
        rows = select(release, "region_named", name=text.strip())
        if len(rows) > 1:
            found = "、".join(sorted(str(row["region"]).removeprefix(f"{BASE}region/") for row in rows))
            raise UsageError(f"地区名 {text!r} 不止一处：{found}；请写明上级或代码") from None
        if not rows:
            raise
        return str(rows[0]["region"]), str(rows[0]["label"])
    iri = region_iri(place.name, place.code, None)
    assert iri is not None  # every place of the gazetteer has a code
    return iri, place.name
