"""The gazetteer and what users may type to name a place."""

from __future__ import annotations

import importlib

import pytest

from kg.errors import NotFound, UsageError
from kg.regions import gazetteer, lookup, nearest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("四川", "510000"),
        ("四川省", "510000"),
        ("川", "510000"),
        ("首都", "110000"),
        ("凉山州", "513400"),
        ("凉山", "513400"),
        ("恩施", "422800"),
        ("罗江", "510604"),
        ("罗江县", "510604"),
        ("平谷", "110117"),
        ("阿拉善盟", "152900"),
        ("积石山县", "622927"),
        ("510000", "510000"),
        ("北京市朝阳区", "110105"),
        ("四川凉山盐源", "513423"),
        ("阳泉市郊区", "140311"),
        ("吉林", "220000"),
        ("吉林市", "220200"),
        ("海南", "460000"),
        ("香港", "810000"),
        ("台湾省", "710000"),
        ("神农架林区", "429021"),
        ("石河子", "659001"),
        (" 成 都 ", "510100"),
        ("诸暨市枫桥镇", "330681109"),
    ],
)
def test_lookup_finds_the_place_meant(text: str, code: str) -> None:
    assert lookup(text).code == code


@pytest.mark.parametrize("text", ["鼓楼区", "朝阳区", "城关区"])
def test_lookup_lists_the_candidates_of_an_ambiguous_name(text: str) -> None:
    with pytest.raises(UsageError, match=r"不止一个.*\d{6}") as error:
        lookup(text)
    assert not isinstance(error.value, NotFound)


def test_lookup_names_the_nearest() -> None:
    with pytest.raises(NotFound) as error:
        lookup("平古区")
    assert "平谷区" in error.value.nearest


@pytest.mark.parametrize("text", ["999999", "火星基地", ""])
def test_lookup_refuses_what_it_does_not_know(text: str) -> None:
    with pytest.raises(NotFound):
        lookup(text)


def test_parents_skip_pseudo_prefectures() -> None:
    places = gazetteer()
    assert [p.name for p in places.ancestors("110101")] == ["北京市"]
    assert [p.name for p in places.ancestors("419001")] == ["河南省"]
    assert [p.name for p in places.ancestors("513423")] == ["凉山彝族自治州", "四川省"]


def test_every_place_has_a_known_parent_and_level() -> None:
    places = gazetteer()
    for place in places:
        assert place.level in ("province", "prefecture", "county")
        assert (place.parent is None) == (place.level == "province")
        assert place.parent is None or places.by_code(place.parent) is not None
        assert len(set(place.names)) == len(place.names)


def test_tables_cover_the_country() -> None:
    levels = [place.level for place in gazetteer()]
    assert levels.count("province") == 34
    assert levels.count("prefecture") == 333
    assert levels.count("county") > 2800


def test_former_names_lead_to_places_of_today() -> None:
    renames = importlib.import_module("kg.regions")._read("renames.csv")
    assert renames
    for row in renames:
        assert gazetteer().by_code(row["code"]) is not None, row


def test_townships_have_nine_digits_and_their_county_as_parent() -> None:
    (place,) = gazetteer().find_township("枫桥镇")[:1]
    assert len(place.code) == 9
    assert gazetteer().by_code(place.code) == place
    assert gazetteer().by_code(place.parent or "") is not None
    codes = [p.code for p in gazetteer().townships("330681")]
    assert codes == sorted(set(codes))


def test_descendants_of_a_province() -> None:
    codes = {place.code for place in gazetteer().descendants("510000")}
    assert {"510100", "510104", "513423"} <= codes
    assert all(code.startswith("51") for code in codes)


def test_full_name_goes_from_the_top() -> None:
    assert gazetteer().full_name("140311") == "山西省阳泉市郊区"


def test_nearest_is_empty_for_nonsense() -> None:
    assert nearest("qqqq") == []
