from __future__ import annotations

from ingest.clean import clean

FIRST = "近年来乙县坚持以党建引领基层治理把网格建在楼栋上把服务送到家门口健全工作机制推动资源下沉群众办事不出村。"
SECOND = (
    "目前全县共有网格一千二百个专职网格员两千三百名累计办理群众诉求二十万件满意率达到百分之九十八群众获得感不断增强。"
)


def wrapped(text: str, width: int) -> str:
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def test_wrapped_lines_become_paragraphs() -> None:
    text = "　　" + wrapped(FIRST, 18) + "\n　　" + wrapped(SECOND, 18)
    assert clean(text).text == f"{FIRST}\n{SECOND}"


def test_lines_of_many_lengths_stay() -> None:
    text = "甲乡\n乙镇的各个村庄\n丙街道办事处\n丁社区\n戊村村民委员会办公室\n己县"
    assert clean(text).text == text
