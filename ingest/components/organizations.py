"""Bodies that can be identified: of the centre, of a territory (in full or by its unit), set up, named at large.

Short forms take the region that governs their clause: 省委组织部 under the heading 湖北 is 湖北省委组织部.
"""

from __future__ import annotations

from collections import defaultdict

from spacy.language import Language
from spacy.tokens import Doc

from ingest.bodies.authorities import adopts
from ingest.bodies.body import Body
from ingest.bodies.find import find_bodies
from ingest.bodies.groups import is_bare
from ingest.components.terms import covered, read_table
from ingest.nlp import keep, mention
from kg.names import display_name

# the region and the post of a body
Key = tuple[str | None, str]


@Language.component("organizations")
def organizations(doc: Doc) -> Doc:
    """Assigns doc.spans["Organization"]."""
    event = covered(doc, "Event")
    bodies = [body for body in find_bodies(doc) if body.start not in event or adopts(doc, body)]
    names, aliases = _fold(bodies)
    found = (
        mention(doc, "Organization", b.start, b.end, name=names[b.key], aliases=aliases[b.key], confidence=b.confidence)
        for b in bodies
    )
    keep(doc, "Organization", found)
    return doc


def _join_discipline(forms: dict[Key, list[str]]) -> None:
    """纪委, 监委 and 纪委监委 of a region work as one (合署办公): they are one body where the text names the pair."""
    for region, post in [key for key in forms if key[1] == "纪委监委"]:
        listed = [n for part in (post, "纪委", "监委") for n in forms.get((region, part), ())]
        for part in (post, "纪委", "监委"):
            if (region, part) in forms:
                forms[(region, part)] = listed


def _fold(bodies: list[Body]) -> tuple[dict[Key, str], dict[Key, tuple[str, ...]]]:
    """A canonical name and the aliases of each body: the form with 中共 where the text has it, else the first."""
    forms: dict[Key, list[str]] = defaultdict(list)
    for body in bodies:
        forms[body.key].append(display_name(body.name))
    _join_discipline(forms)
    central = {full: (full, *others) for full, others, _ in read_table("national_bodies.tsv")}
    names, aliases = {}, {}
    for key, listed in forms.items():
        first = "".join(filter(None, key)) if is_bare(listed[0]) else listed[0]
        names[key] = next((n for n in listed if n.startswith("中共") and not n.startswith("中国")), first)
        # 中共某市委 and 某市委 are one, whichever the text has; bodies of the centre go by the lexicon
        more = central.get(key[1], ()) if key[0] is None else [name.removeprefix("中共") for name in listed]
        more = [*more, *_governments(key)]
        aliases[key] = tuple(dict.fromkeys(n for n in (*listed, *more) if n != names[key]))
    return names, aliases


def _governments(key: Key) -> list[str]:
    """某市人民政府 and 某市政府, with the region in full, whichever the text has; so for their offices."""
    region, post = key
    if region is None or not post.startswith("政府"):
        return []
    return [f"{region}{post}", f"{region}人民{post}"]
