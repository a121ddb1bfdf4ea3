"""An official text and the table of its page -> what it is."""

from __future__ import annotations

import lzma
import tarfile
from pathlib import Path

import pytest

from ingest.clean import clean
from ingest.extract import Metadata, prepare
from ingest.readers import read
from ingest.structure import structure
from ingest.structure.identity import identified
from kg.model import Document

LAWS = Path(__file__).resolve().parents[4] / "shared" / "bench" / "laws-1000.tar.xz"
NOTICE = """绵阳市民政局
绵阳市财政局
关于印发《绵阳市院落协商办法》的通知
绵民发[2021]15号  绵财社〔2021〕7号

各县（区）民政局、财政局：
现将《绵阳市院落协商办法》印发给你们，请结合本地实际，认真贯彻执行，工作中遇到的问题请及时向市民政局反映。

绵阳市民政局
绵阳市财政局
2021年5月10日

绵阳市院落协商办法

第一条 为规范院落协商，根据《绵阳市基层治理条例》，制定本办法。
第二条 院落协商由社区党组织牵头，每月至少召开一次议事会，按照《议事规则》（绵府发〔2010〕1号）记录。
第三条 本办法自印发之日起施行，有效期5年。《绵阳市院落议事办法》（绵民发〔2016〕8号）同时废止。
"""


def document(text: str, told: dict[str, str] | None = None, name: str = "a.txt", **known: object) -> Document:
    source = read(text.encode(), name=name)
    cleaned = clean(source)
    return identified(structure(cleaned, source.file, Metadata("a", **known)), told or {}, cleaned.apart)  # type: ignore[arg-type]


def test_joint_notice() -> None:
    found = document(NOTICE)
    assert found.numbers == ("绵民发〔2021〕15号", "绵财社〔2021〕7号")
    assert found.issuers == ("绵阳市民政局", "绵阳市财政局")
    assert (found.level, found.effective, found.expires) == ("prefecture", "2021-05-10", "2026-05-09")
    assert [(act.kind, act.title, act.number) for act in found.acts] == [
        ("implements", "绵阳市基层治理条例", None),
        ("repeals", "绵阳市院落议事办法", "绵民发〔2016〕8号"),
    ]
    for act in found.acts:
        assert act.evidence is not None
        assert found.text[act.evidence.start : act.evidence.end] == act.evidence.text


def test_page_wins_over_the_text() -> None:
    told = {
        "number": "绵民发〔2021〕16号", "publisher": "绵阳市民政局；绵阳市财政局", "topics": "民政；社区",
        "published": "2021-05-12", "effective": "2021-06-01", "validity": "失效",
    }  # fmt: skip
    found = document(NOTICE, told)
    assert (found.numbers, found.topics) == (("绵民发〔2021〕16号",), ("民政", "社区"))
    assert (found.published, found.effective, found.validity) == ("2021-05-12", "2021-06-01", "expired")


@pytest.mark.parametrize(
    ("told", "validity"),
    [("有效", "in-force"), ("现行有效", "in-force"), ("失效", "expired"), ("已废止", "repealed"), ("已修改", "amended"),
     ("无效", "expired"), ("是", "in-force"), ("", None), ("其他", None)],
)  # fmt: skip
def test_validity_told_by_the_page(told: str, validity: str | None) -> None:
    assert document(NOTICE, {"validity": told}).validity == validity


def test_fields_above_a_text_are_read() -> None:
    rest = NOTICE.replace("绵民发[2021]15号  绵财社〔2021〕7号", "")
    found = document(f"发文字号：绵民发〔2021〕17号\n有效性：有效\n主题分类：民政\n{rest}")
    assert (found.numbers, found.validity, found.topics) == (("绵民发〔2021〕17号",), "in-force", ("民政",))


def test_report_is_no_official_text() -> None:
    text = (
        "# 院落协商见成效\n\n绵阳市民政局印发《协商办法》（绵民发〔2021〕15号），《旧办法》同时废止，居民热情很高。\n"
    )
    found = document(text)
    assert (found.genre, found.numbers, found.acts, found.effective) == ("report", (), (), None)


def test_text_without_words() -> None:
    found = document("甲\n")
    assert (found.numbers, found.issuers, found.acts, found.level) == ((), (), (), None)


@pytest.fixture(scope="module")
def laws() -> list[Document]:
    if not LAWS.exists():
        pytest.skip(f"{LAWS.name} is not here")
    with lzma.open(LAWS) as plain, tarfile.open(fileobj=plain) as archive:
        members = [member for member in archive if member.isfile() and member.name.endswith(".md")]
        texts = [(member.name, archive.extractfile(member).read()) for member in members[::4]]  # type: ignore[union-attr]
    return [prepare(read(data, name=name), Metadata(name)) for name, data in texts]


def test_laws_have_a_day_of_adoption_and_force(laws: list[Document]) -> None:
    official = [law for law in laws if law.genre == "policy"]
    assert len(official) > 0.9 * len(laws)
    assert sum(law.adopted is not None for law in official) >= 0.95 * len(official)
    assert sum(law.effective is not None for law in official) >= 0.85 * len(official)
    assert sum(law.level is not None for law in official) >= 0.95 * len(official)


def test_laws_that_end_another_name_it(laws: list[Document]) -> None:
    telling = [law for law in laws if "》同时废止" in law.text]
    assert telling
    found = [law for law in telling if any(act.kind in ("repeals", "replaces") for act in law.acts)]
    assert len(found) == len(telling)


def test_days_of_laws_are_in_order(laws: list[Document]) -> None:
    wrong = [law.id for law in laws if law.adopted and law.revised and law.adopted > law.revised]
    assert wrong == []
