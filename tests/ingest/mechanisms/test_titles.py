"""Practices that documents of our own invention are named after."""

from __future__ import annotations

import pytest

from ingest.mechanisms import titles
from tests.ingest.mechanisms.marked import marked

NAMED = [
    ("印发《云溪县村务积分制管理办法（试行）》", "村务积分制"),
    ("出台《关于推行联片党委工作机制的意见》", "联片党委工作机制"),
    ("出台《关于在全县推广院落协商经验做法的通知》", "院落协商"),
    ("制定《江州市深化商户减负若干措施》", "商户减负"),
    ("制定《向服务机构购买服务的实施意见》", "向服务机构购买服务"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_document_names_the_practice_it_rules(text: str, name: str) -> None:
    (found,) = titles.find(marked(text))
    assert (found.name, text[found.start : found.end]) == (name, name)


@pytest.mark.parametrize(
    "text",
    [
        "贯彻《关于加强基层治理体系和治理能力现代化建设的意见》",
        "依据《云溪市物业管理条例》",
        "印发《关于做好2024年民政工作的通知》",
        "印发《关于推广“云溪经验”的通知》",
        "推行村务积分制管理办法",
        "《云溪县志》记载",
    ],
)
def test_document_names_no_practice(text: str) -> None:
    assert titles.find(marked(text)) == []


def test_subject_of_a_document_is_folded_under_the_longer_name_of_the_text() -> None:
    (subject,) = titles.find(marked("印发《关于推行联片党委工作机制的意见》"))
    own = subject._replace(start=30, end=40, name="云溪联片党委工作机制", way="kind")
    folded, kept = titles.fold([subject, own])
    assert (folded.name, folded.aliases) == ("云溪联片党委工作机制", ("联片党委工作机制",))
    assert kept == own
