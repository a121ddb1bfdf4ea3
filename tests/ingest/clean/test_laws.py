"""A thousand laws are clean texts: what cleaning changes there is counted, and was looked at.

docs/decisions/0016-repairs.md says of each kind why it is right. Skipped where the laws are not beside the checkout.
"""

from __future__ import annotations

import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.clean import CleanText, clean
from ingest.readers import read

LAWS = Path(__file__).resolve().parents[4] / "shared" / "bench" / "laws-1000.tar.xz"
# repair -> how often, in how many of the laws
CHANGES = {
    "markdown": (6204, 1000),
    "width": (989, 165),
    "punctuation": (784, 202),
    "space": (471, 179),
    "margin": (195, 116),
    "blank-line": (150, 45),
    "invisible": (113, 9),
    "rejoined": (45, 8),
    "unwrapped": (9, 4),
    "credit": (3, 3),
    "look-alike": (2, 2),
}


def laws() -> Iterator[CleanText]:
    with tarfile.open(LAWS) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".md") else None
            if file is not None:
                yield clean(read(file.read(), name=member.name))


@pytest.mark.skipif(not LAWS.is_file(), reason=f"the thousand laws are not at {LAWS}")
def test_changes_to_clean_texts_are_those_that_were_looked_at() -> None:
    times: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for law in laws():
        times.update(repair.name for repair in law.repairs)
        texts.update({repair.name for repair in law.repairs})
        assert clean(law.text).repairs == ()
    assert {name: (times[name], texts[name]) for name in times} == CHANGES
