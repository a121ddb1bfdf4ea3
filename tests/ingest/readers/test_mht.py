from __future__ import annotations

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from ingest.readers import html, mht
from ingest.readers.detect import detect
from ingest.readers.parsed import APART, Unreadable

PAGES = Path(__file__).with_name("pages")
PROSE = "各乡镇要按照要求建立网格，抓好落实，确保取得实效。"


def saved(*pages: tuple[str, bytes, str], start: str | None = None) -> bytes:
    """An archive of pages: Content-ID, bytes, charset."""
    whole = MIMEMultipart("related", type="text/html", **({"start": f"<{start}>"} if start else {}))
    whole["From"] = "<Saved by Blink>"
    whole["Snapshot-Content-Location"] = "https://www.example.cn/a.html"
    for name, data, charset in pages:
        part = MIMEText("", "html", charset)
        part.set_payload(data)
        del part["Content-Transfer-Encoding"]
        part["Content-Transfer-Encoding"] = "binary"
        part["Content-ID"] = f"<{name}>"
        whole.attach(part)
    picture = EmailMessage()
    picture.set_content(b"\x89PNG", maintype="image", subtype="png")
    whole.attach(picture)
    return whole.as_bytes()


def own(data: bytes) -> str:
    parsed = mht.read(data, "a.mht")
    out, at = [], 0
    for block in parsed.blocks:
        out.append(
            parsed.text[at : block.start] + ("" if block.role in APART else parsed.text[block.start : block.end])
        )
        at = block.end
    return "".join([*out, parsed.text[at:]])


def test_archive_gives_what_its_page_gives() -> None:
    page = (PAGES / "disclosure_dl.html").read_bytes()
    data = saved(("a", page, "utf-8"))
    assert detect(data, "a.mht") == "mht"
    parsed, direct = mht.read(data, "a.mht"), html.read(page, "a.html")
    assert (parsed.text, parsed.blocks, parsed.places) == (direct.text, direct.blocks, direct.places)
    assert dict(parsed.told) == {**direct.told, "source": "https://www.example.cn/a.html"}


def test_part_tells_its_encoding() -> None:
    assert own(saved(("a", f"<div id=zoom>{PROSE}</div>".encode("gb18030"), "gb2312"))) == f"{PROSE}\n"


def test_page_in_a_frame_is_kept_apart() -> None:
    main = f"<div id=zoom>{PROSE}</div>".encode()
    frame = "<p>天气预报</p>".encode()
    data = saved(("a", main, "utf-8"), ("b", frame, "utf-8"))
    assert own(data) == f"{PROSE}\n"
    parsed = mht.read(data, "a.mht")
    assert parsed.text.endswith("天气预报\n")
    assert parsed.blocks[-1].role == "navigation"
    assert all(0 <= place.start < place.end <= len(parsed.text) for place in parsed.places)


def test_text_in_a_frame_is_the_text() -> None:
    main = "<ul><li><a href=a>首页</a></li></ul>".encode()
    frame = f"<div id=zoom><p>{PROSE}</p><p>{PROSE}</p></div>".encode()
    assert own(saved(("a", main, "utf-8"), ("b", frame, "utf-8"))) == f"{PROSE}\n{PROSE}\n"


def test_start_names_the_page() -> None:
    one, two = (f"<div id=zoom>{word}{PROSE}</div>".encode() for word in "甲乙")
    assert own(saved(("a", one, "utf-8"), ("b", two, "utf-8"), start="b")) == f"乙{PROSE}\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "没有网页"),
        (b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n", "没有网页"),
        (b"MIME-Version: 1.0\nContent-Type: image/png\n\nabc", "没有网页"),
        (saved(("a", b"<script>a</script>", "utf-8")), "由脚本载入"),
    ],
)
def test_archive_without_a_page_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        mht.read(data, "a.mht")
