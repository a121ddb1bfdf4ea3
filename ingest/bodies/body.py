"""The grammar of names of bodies: where one begins, which region it belongs to, what stands for the same body.

A body of a territory is a region and a post in it: 四川省 and 委, 北京市 and 民政局, 星光村 and 党支部. In the text the
region may be reduced to its unit (省委, 市民政局), which then is the region that governs the clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from ingest.components.terms import alternation, read_table, word_class, words_of
from ingest.nlp import text_of

HAN = "一-鿿"
UNITS = ("自治区", "省", "市", "州", "盟", "县", "区", "旗")

GRAMMAR = "body_grammar.tsv"
# closing words of a body that the region named before it tells apart
LOCAL_POSTS = word_class(GRAMMAR, "local")
OPEN_POSTS = word_class(GRAMMAR, "open")
NAMED_POSTS = word_class(GRAMMAR, "named")
# parts of speech (first letters) of the words inside a name
_NAME_TAGS = frozenset("njbszgaxeilfthk")


@dataclass(frozen=True, slots=True)
class Body:
    """A named body in the text.

    `region` is the full name of the territory it belongs to (None: it needs none), `post` what it is there in a
    form that its variants share, `name` the full name as the text's words give it. `confidence`: how sure
    the rule is.
    """

    start: int
    end: int
    name: str
    region: str | None
    post: str
    confidence: float = 1.0

    @property
    def key(self) -> tuple[str | None, str]:
        """What two mentions of the same body share."""
        return (self.region, self.post)


@cache
def departments() -> dict[str, str]:
    """Every name of a department, and of a party department, with the full form that its variants share."""
    table = {}
    for stem, others, closings in read_table("departments.tsv"):
        for form in (stem, *others):
            for closing in closings or ("",):
                shared = "委" if closing == "委员会" else closing
                table[form + closing] = stem + shared
    return table


@cache
def party_departments() -> dict[str, str]:
    """Every name of a department of a party committee, with its full form."""
    return {form: full for full, others, _ in read_table("party_departments.tsv") for form in (full, *others)}


@cache
def department_re() -> re.Pattern[str]:
    """Any name of a department of government, the longest first."""
    return re.compile(alternation(departments()))


@cache
def party_department_re() -> re.Pattern[str]:
    """Any name of a department of a party committee, the longest first."""
    return re.compile(alternation(party_departments()))


def is_name(doc: Doc, start: int, end: int) -> bool:
    """Could the characters be the inside of a body's name: nouns and words for fields of work, nothing else?"""
    known = words_of(doc)
    position = start
    while position < end:
        word = known.at(position)
        if word is None:
            return False
        stop, tag = word
        text = text_of(doc)[position : min(stop, end)]
        if stop > end and not text:
            return False
        if text in word_class(GRAMMAR, "never") or not _is_part(text, tag):
            return False
        position = stop
    return True


def _is_part(text: str, tag: str) -> bool:
    return tag[:1] in _NAME_TAGS or tag == "vn" or text in word_class(GRAMMAR, "field") or text in '“”"()（）、和与'
