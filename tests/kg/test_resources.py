from __future__ import annotations

import pytest

from kg.resources import resource


@pytest.mark.parametrize("name", ["ontology.ttl", "corpus/manifest.csv"])
def test_resource_is_found(name: str) -> None:
    assert resource(name).is_file()


def test_missing_resource_says_where_it_was_sought() -> None:
    with pytest.raises(FileNotFoundError, match="incomplete"):
        resource("no-such-file")
