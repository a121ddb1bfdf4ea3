from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.manifest import read_manifest
from kg.errors import InputError

HEADER = "file,id,title,publisher,date,region,source\n"


def manifest(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("正文。", encoding="utf-8")
    path = folder / "manifest.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_manifest_gives_metadata(tmp_path: Path, encoding: str) -> None:
    text = HEADER + 'a.txt,doc-a,"题目,有逗号",某报,2021-06,四川;北京市,某处\n\nb.txt,,,,,,\n'
    rows = read_manifest(manifest(tmp_path, text, encoding))
    first, second = rows["a.txt"], rows["b.txt"]
    assert (first.id, first.title, first.publisher, first.issued) == ("doc-a", "题目,有逗号", "某报", "2021-06")
    assert (first.regions, first.source) == (("四川省", "北京市"), "某处")
    assert (second.id, second.title, second.regions) == ("", None, ())


def test_manifest_may_leave_columns_out(tmp_path: Path) -> None:
    assert read_manifest(manifest(tmp_path, "file,title\na.txt,题目\n"))["a.txt"].title == "题目"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id,title\nx,y\n", "第 1 行缺少 file 列"),
        ("file,datum\na.txt,2020\n", "第 1 行第 2 列 'datum' 不认识"),
        ("file,id,file\na.txt,x,\n", "第 1 行第 3 列 'file' 重复"),
        (HEADER + "a.txt,x,,,,,\nb.txt,x,,,,,\n", "第 3 行 id 列：'x' 与第 2 行重复"),
        (HEADER + "a.txt,x,,,,,\na.txt,y,,,,,\n", "第 3 行 file 列：'a.txt' 已在前面出现过"),
        (HEADER + "c.txt,,,,,,\n", "第 2 行 file 列：没有文件 'c.txt'"),
        (HEADER + ",x,,,,,\n", "第 2 行 file 列为空"),
        (HEADER + "../a.txt,,,,,,\n", "第 2 行 file 列：'../a.txt' 不在清单所在的目录里"),
        (HEADER + "a.txt,,,,2021年6月,,\n", "第 2 行 date 列：'2021年6月' 不是日期"),
        (HEADER + "a.txt,,,,2021-02-30,,\n", "第 2 行 date 列：'2021-02-30' 不是日期"),
        (HEADER + "a.txt,,,,,火星市,\n", "第 2 行 region 列"),
        (HEADER + "a.txt,a b,,,,,\n", "第 2 行 id 列：'a b' 只能含"),
        (HEADER + "a.txt,,题目,有逗号,,,,\n", "第 2 行有 8 列，表头只有 7 列"),
        (HEADER + '"a.txt\n', "不是合法的 CSV"),
    ],
)
def test_manifest_names_line_and_column_of_an_error(tmp_path: Path, text: str, told: str) -> None:
    path = manifest(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_manifest(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert told in caught.value.reason
    assert "\n" not in str(caught.value)
