"""Portions: what part of a sum is set aside, and for what: 从收益里提取15%设立公益金, 把分红的两成留作积累.

The subject names the sum and its use. Source: annotation guidelines, "Metrics".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.figures.reading import Reading
from ingest.figures.subjects import Passage, strip_phrase, tidy
from kg.values import FoundQuantity

_TAKEN_RE = re.compile(
    r"(?P<who>[^,，。;；:：]*?)(?:每年)?(?:从|自|在|由)(?P<whole>[^,，。;；:：]{0,20}?)(?:之?中|里面?|当中|内)?(?:每年|按年|统一|再|都|要|先)*"
    r"(?:拿出|提取|划出|抽出|留出|切出|计提|提留|列出|安排)(?:不[低少]于|约|近)?$"
)
_OF_WHOLE_RE = re.compile(
    r"(?P<who>[^,，。;；:：]*?)(?:每年)?(?:[把将按]|拿出|提取|划出|抽出|留出|切出|计提)(?P<whole>[一-鿿“”]{2,16})的(?:不[低少]于|约|近)?$"
)
_USE_RE = re.compile(
    r"的?(?:资金|收益|比例)?[,，]?(?P<act>注入|设立|建立|成立|用于|用在|用作|作为|留作|留给|投入|奖励?给?|返还给?|充实到?|纳入|归入?|分给|划入|发放|反哺|补贴)"
    r"了?(?P<use>[一-鿿“”]{2,14}?)(?=[,，。;；、]|$)"
)
_ENDS = ("中", "里", "出", "取", "留", "的", "排")


def portion_of(passage: Passage, found: FoundQuantity, done: Sequence[Reading]) -> Reading | None:
    """The share of a sum that is set aside for a use; None where the words around it say something else."""
    text = passage.text
    left, _ = passage.segment(found.numeral[0])
    lead = text[left : found.start].rstrip()
    use = _USE_RE.match(text, found.end) if lead.endswith(_ENDS) else None
    taken = _TAKEN_RE.match(lead) or _OF_WHOLE_RE.match(lead) if use is not None else None
    if taken is None or use is None:
        return None
    whole = taken["whole"].strip("中里")
    owner = strip_phrase(passage, left, left + taken.end("who"))
    if len(whole) < 2 and done:  # 年租金收入186万元,从中拿出三成
        whole = done[-1].subject
    subject = tidy(f"{owner if len(owner) <= 8 else ''}{whole}{use['act']}{use['use']}占比")
    return Reading(found, subject) if len(whole) > 1 else None
