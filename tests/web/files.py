"""A folder of files as a researcher collects them: a page of a government site, a PDF, a Word file with a wrong suffix,
a damaged text, a long one, two editions of one measure, and one that cannot be read. The sentences are our own."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.readers.pdfs import LEFT, TOP, Page, Text, lines, pdf
from tests.ingest.readers.words import document, p, table
from tests.kg import same_again

PAGES = Path(__file__).parents[1] / "ingest" / "readers" / "pages"
PROSE = (
    "丙县把服务送到楼栋门口，办事窗口前移到村，干部每周下沉两天，议事会按月召开，居民提出的事项逐件登记、逐件回复，"
    "办结情况在公开栏里张榜，满意度由第三方电话回访，结果计入年度考核。"
)
WIDTH, ROWS = 24, 5  # characters of a printed line, lines of a page
DAMAGED = """首页 > 新闻 > 正文
白石乡推行“板凳会”侧记
来源：青禾日报　作者：林一
白石乡党委(dǎng wěi)从2021年3月起推行“板凳会”制度，把議事會開到院壩裏，由村黨組織牽頭，村民代表參加。
　　全乡 １２ 个村已召开板凳会３６０场，收集意见1,240条，办结 率达到96.5%。

责任编辑：周山
"""
LONG_CLAUSES = 1_200


def write(folder: Path) -> Path:
    """`folder` with the files; manifest.csv names them."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {
        "opinion.html": (PAGES / "state_council.html").read_bytes(),
        "report.pdf": annual_report(),
        "rules.pdf": rules(),
        "bench.txt": DAMAGED.encode("gb18030"),
        "long.txt": long_text().encode(),
        "measure-2021.txt": _text(same_again.MEASURE),
        "measure-2024.txt": _text(same_again.REVISED),
        "broken.docx": rules()[:600],
    }
    for name, data in content.items():
        (folder / name).write_bytes(data)
    told = {"measure-2021.txt": same_again.MEASURE, "measure-2024.txt": same_again.REVISED}
    rows = [
        f"{name},{name.rpartition('.')[0]},{draft.publisher},{draft.issued}"
        if draft
        else f"{name},{name.rpartition('.')[0]},,"
        for name, draft in ((name, told.get(name)) for name in content)
    ]
    (folder / "manifest.csv").write_text("\n".join(["file,id,publisher,date", *rows, ""]), encoding="utf-8")
    return folder


def annual_report() -> bytes:
    """Three pages of wrapped lines under a running header, each with its number."""
    wide = PROSE * 3
    shown = ["\u3000\u3000" + wide[: WIDTH - 2]]
    shown += [wide[at : at + WIDTH] for at in range(WIDTH - 2, len(wide), WIDTH)]
    pages: list[Page] = [
        [Text(200, 800, "丙县年报", 10), *lines(shown[at : at + ROWS]), Text(280, 40, f"— {at // ROWS + 1} —", 10)]
        for at in range(0, len(shown), ROWS)
    ]
    pages[0] = [Text(LEFT, TOP + 60, "丙县基层治理年度报告", 22), *pages[0]]
    return pdf(pages)


def rules() -> bytes:
    """A Word file with a header and a table."""
    body = (
        p("东湾镇网格员管理办法")
        + p("第一条　为了加强网格员队伍建设，明确网格员职责，结合东湾镇实际，制定本办法。")
        + p("第二条　全镇划分网格42个，每个网格配备1名专职网格员，报酬由镇财政保障，标准见下表。")
        + table(("职务", "月报酬"), ("网格长", "2400元"), ("网格员", "2100元"))
        + p("第三条　本办法自2022年1月1日起施行。")
    )
    return document(body, header1=p("东湾镇人民政府文件"))


def long_text() -> str:
    """Over a hundred thousand characters, three of them stray spaces inside words."""
    clauses = [f"{number}．{PROSE}" for number in range(1, LONG_CLAUSES + 1)]
    for number in (2, LONG_CLAUSES // 2, LONG_CLAUSES):
        clauses[number - 1] = clauses[number - 1].replace("居民提出", "居 民提出")
    return "\n".join(["丙县议事记录汇编", *clauses, ""])


def _text(draft: same_again.Draft) -> bytes:
    lines = [draft.title or "", *(line for line in draft.lines if not line.startswith("# "))]
    return "\n".join([*lines, ""]).encode()
