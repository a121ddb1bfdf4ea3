"""Kinds of body that play a part in governance: by lexicon, by level and post (社区党组织), by nouns and a head.

One entry a kind: short forms, bracket forms (村(社区)党组织) and forms with the level in front (乡镇司法所) fold.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ingest.components.terms import covered, inside_title
from ingest.kinds.chains import dashed_chains, list_chains, roles
from ingest.kinds.folding import groups
from ingest.kinds.kind import longest_kinds
from ingest.kinds.levelled import levelled
from ingest.kinds.listed import listed
from ingest.kinds.nouns import by_nouns
from ingest.nlp import mention


@Language.component("kinds")
def kinds(doc: Doc) -> Doc:
    """Assigns doc.spans["OrganizationKind"] and the chains of kinds in doc.user_data["kind_chains"]."""
    taken = inside_title(doc) | covered(doc, "Organization", "PolicyDocument", "Event")
    chains = dashed_chains(doc)
    found = [*listed(doc), *levelled(doc), *by_nouns(doc), *(kind for chain in chains for kind in chain)]
    found = [k for k in found if k.start not in taken and k.end - 1 not in taken]
    kept = longest_kinds([*found, *roles(doc, found)])
    folded = groups(kept)
    doc.spans["OrganizationKind"] = [
        mention(doc, "OrganizationKind", k.start, k.end, name=folded[k][0], aliases=folded[k][1]) for k in kept
    ]
    names = {(k.start, k.end): folded[k][0] for k in kept}
    # 县委—乡镇党委—村党组织: the first link may be a body that is named
    links = {**{(s.start, s.end): str(s._.name) for s in doc.spans["Organization"]}, **names}
    dashed = [[links[(k.start, k.end)] for k in chain if (k.start, k.end) in links] for chain in chains]
    spans = [(chain[0].start, chain[-1].end) for chain in chains]
    doc.user_data["kind_chains"] = [*zip(spans, dashed, strict=True), *list_chains(doc, kept, names)]
    return doc
