"""Any page at all is read: every character that it shows is in the text, and offsets are where they should be."""

from __future__ import annotations

import itertools
import re
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers import html
from ingest.readers.parsed import ROLES, Parsed, Unreadable

TAGS = (
    "div", "p", "span", "table", "tr", "td", "th", "ul", "li", "dl", "dt", "dd", "h1", "h2", "a", "b", "font",
    "pre", "br", "section", "article", "nav", "footer", "form", "select", "option", "center", "blockquote", "em",
    "caption", "img", "ruby", "rt", "noscript", "textarea", "body", "head", "html", "o:p", "x",
)  # fmt: skip
ATTRIBUTES = (
    "", " id=zoom", " class=TRS_Editor", " class='share related'", " hidden", " style='display:none'",
    " aria-hidden=true", " class=title", " class=footer", " id=content", " href=a.doc", " class=t_f", " alt=图",
    " id='a/b #'",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(
        (
            "各乡镇要抓好落实，确保实效。",
            "索引号：",
            "发布机构",
            "2020-01-02",
            "相关阅读",
            "责任编辑：甲",
            "版权所有",
            "附件：1.表",
            "\n",
            " ",
            "\t",
        )
    ),
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<>&"), max_size=12),
)
MARKS = st.one_of(
    st.builds(lambda tag, more: f"<{tag}{more}>", st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds(lambda tag: f"</{tag}>", st.sampled_from(TAGS)),
    st.sampled_from(
        ("<!-- x -->", "<!--", "-->", "<", "&", "&nbsp;", "<script>a</script>", "<![CDATA[", "<?x?>", "</", "<p ")
    ),
)


def checked(parsed: Parsed) -> Parsed:
    """The page, its offsets looked at."""
    assert all(0 <= b.start < b.end <= len(parsed.text) and b.role in ROLES for b in parsed.blocks)
    assert all(one.end <= two.start for one, two in itertools.pairwise(parsed.blocks))
    assert all(0 <= p.start < p.end <= len(parsed.text) and p.label for p in parsed.places)
    assert [p.start for p in parsed.places] == sorted(p.start for p in parsed.places)
    assert parsed.text.endswith("\n")
    return parsed


@given(st.lists(st.one_of(MARKS, TEXTS), max_size=60))
def test_any_marks_are_read_or_refused(pieces: list[str]) -> None:
    with suppress(Unreadable):
        checked(html.read("".join(pieces).encode(), "a.html"))


@given(
    st.lists(st.tuples(st.sampled_from(TAGS[:30]), st.sampled_from(ATTRIBUTES), TEXTS, st.integers(0, 3)), max_size=40)
)
def test_every_character_of_a_page_is_in_its_text_in_order(rows: list[tuple[str, str, str, int]]) -> None:
    pieces, shown, opened = [], [], []
    for tag, more, text, close in rows:
        if tag not in ("br", "img"):
            pieces.append(f"<{tag}{more}>{text}")
            opened.append(tag)
        else:
            pieces.append(f"<{tag}>{text}")
        shown.append(text)
        for _ in range(min(close, len(opened))):
            pieces.append(f"</{opened.pop()}>")
    want = re.sub(r"\s", "", "".join(shown))
    if not want:
        return
    parsed = checked(html.read(f"<html><body>{''.join(pieces)}</body></html>".encode(), "a.html"))
    got = iter(re.sub(r"\s", "", parsed.text))
    assert all(character in got for character in want)  # a subsequence: the words for pictures are in between


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(Unreadable):
        checked(html.read(b"<html>" + data, "a.html"))
