from __future__ import annotations

import random

from ingest.clean import likelihood


def test_wide_lattices_give_the_same_words_as_narrow_ones() -> None:
    """By the definition: every beginning of a word of the dictionary, in the order of the lattice."""
    frequency, _ = likelihood._dictionary()
    chance = random.Random(1)
    characters = [chr(0x4E00 + chance.randrange(0x5000)) for _ in range(400)] + list("社区治理村民委员会议事办公室")
    for _ in range(20):
        prefixes = [p for p in chance.sample(characters, 60) if p in frequency]
        below = chance.sample(characters, 90)
        words = likelihood._pairs(prefixes, below)
        assert words == [p + c for p in prefixes for c in below if p + c in frequency]
        longer = likelihood._pairs(words, below)
        assert longer == [p + c for p in words for c in below if p + c in frequency]


def test_likeliest_takes_the_word_of_a_wide_lattice() -> None:
    some = [chr(0x4E00 + i) for i in range(0, 1200)]
    assert likelihood.likeliest([[*some, "治"], [*some, "理"], "好"]).text.endswith("好")
    assert likelihood.likeliest([["鲎", "治"], ["理", "鳐"]]).text == "治理"
