"""What a page tells and what its text says, put together."""

from __future__ import annotations

from ingest.extract import Metadata, prepare
from ingest.readers import read

PROSE = "各乡镇要按照要求建立网格，抓好落实，确保取得实效。"


def test_page_date_does_not_win_over_the_signature() -> None:
    body = f"<p>某县人民政府关于建立网格的通知</p><p>{PROSE}</p><p>某县人民政府</p><p>2015年3月2日</p>"
    data = f"<html><p>发布时间：2020-01-01 来源：县政府网</p><div id=zoom>{body}</div></html>".encode()
    document = prepare(read(data, name="a.html"), Metadata("a"))
    assert (document.issued, document.publisher) == ("2015-03-02", "某县人民政府")
