"""Practices: where a mechanism is implemented, who leads it, since when, on the strength of which document."""

from __future__ import annotations

from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from ingest.mechanisms.grounds import grounds
from ingest.mechanisms.leaders import leaders
from ingest.mechanisms.sites import sites
from ingest.mechanisms.starts import starts
from ingest.mechanisms.statements import add_relations, facts
from ingest.mechanisms.trials import trials


@Language.component("practices")
def practices(doc: Doc) -> Doc:
    """Appends implementedIn, ledBy, startedOn and basedOn of mechanisms to doc._.relations."""
    if doc._.document is None:
        return doc
    known = facts(doc)
    if known.mechanisms:
        add_relations(doc, chain.from_iterable(ways(known) for ways in (sites, trials, leaders, starts, grounds)))
    return doc
