"""The audit of an extraction: no number, no title and no quotation of the text is silently ignored.

Each is listed with the metric or entity it became, or with the reason why it is none: the reason for which the rules
themselves turned it down. What they could not read is listed as such; it is what a writer of rules looks at.
"""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.audit.findings import Findings
from ingest.audit.numbers import audit_numbers
from ingest.audit.quotations import audit_quotations
from ingest.audit.row import Audit, Row, counts, to_json
from ingest.audit.titles import audit_titles
from kg.model import Extraction

__all__ = ["Audit", "Row", "audit", "counts", "to_json"]


def audit(doc: Doc, extraction: Extraction) -> Audit:
    """The audit of an annotated document, whose facts are `extraction`."""
    findings = Findings(doc, extraction)
    return Audit(extraction.document, audit_numbers(findings), audit_titles(findings), audit_quotations(findings))
