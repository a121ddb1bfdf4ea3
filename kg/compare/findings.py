"""What a release found about figures that several places state, as a comparison cites it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.claims.model import AGREEMENTS
from kg.compare.model import Finding
from kg.compare.sources import Place, Sources, select
from kg.releases import Release

_Told = tuple[str, str, str]  # claim, agreement, reason


class Findings:
    """The findings of one region and of all within it, by the metric (IRI) that they are about."""

    def __init__(self, release: Release, region: str, metrics: list[dict[str, Any]], sources: Sources) -> None:
        self._places = {row["metric"]: Place.of(row) for row in metrics}
        self._sources = sources
        self._metrics: dict[_Told, set[str]] = defaultdict(set)
        self._of: dict[str, set[_Told]] = defaultdict(set)
        for row in select(release, "compare_findings", within=region):
            told = (row["claim"], row["agreement"].rpartition("/")[2], row["reason"])
            self._metrics[told].add(row["metric"])
            self._of[row["metric"]].add(told)

    def of(self, metric: str) -> tuple[Finding, ...]:
        """What was found about a metric, a conflict first."""
        told = sorted(self._of.get(metric, ()), key=lambda t: (AGREEMENTS.index(t[1]), t))
        return tuple(self._finding(one) for one in told)

    def _finding(self, told: _Told) -> Finding:
        places = sorted({self._places[metric] for metric in self._metrics[told] if metric in self._places})
        documents = len({place.document for place in places})
        return Finding(*told, documents, tuple(sorted(self._sources.cite(place) for place in places)))
