"""The command `zhitu`: one short subcommand a capability. Options in, one call, print.

Exit codes: 0 done · 1 failed, violations found, or no file could be read · 2 usage or a missing path ·
3 some files refused, the rest published.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click
from wcwidth import wcswidth

from kg.errors import ReleaseError, UsageError, ZhituError
from kg.settings import Settings

if TYPE_CHECKING:
    from ingest.pipeline import Outcome
    from ingest.readers.files import Found
    from kg.model import Document, Extraction
    from kg.versions.table import Row

F = TypeVar("F", bound=Callable[..., Any])

REFUSED = 3
PARALLEL_FROM = 8  # files from which a build uses all cores by default


# what click says of a wrong call -> what we say of it
USAGE = (
    (r"No such command '(.*?)'\.[^']+('.*')[?)]*", r"没有子命令 '\1'；相近的有：\2"),
    (r"No such command '(.*)'\.", r"没有子命令 '\1'；可用：{commands}"),
    (r"No such option '?([^ ']+)'?\.[^']+('.*')[?)]*", r"没有选项 \1；相近的有：\2"),
    (r"No such option '?([^ ']+)'?\.", r"没有选项 \1"),
    (r"Option '(.*)' requires an argument\.", r"选项 \1 缺少值"),
    (r"Option '(.*)' does not take a value\.", r"选项 \1 不带值"),
    (r"Got unexpected extra arguments? \((.*)\)", r"多出的参数：\1"),
    (r"Missing (?:argument|option|parameter) '(.*)'\.(?s:.*)", r"缺少 \1"),
    (r"Missing command\.", r"缺少子命令；可用：{commands}"),
    (r"Invalid value for '(.*)': (.*) is not a valid (?:integer|int)(?: range)?\.", r"\1：\2 不是整数"),
    (r"Invalid value for '(.*)': (.*) is not in the range (.*?)\.", r"\1：\2 不在 \3 的范围内"),
    (r"Invalid value for '(.*)': (.*) is not one of (.*?)\.", r"\1：没有 \2；可选 \3"),
    (r"Invalid value for '(.*)': (?:File|Directory|Path) (.*) is a directory\.", r"\1：\2 是目录，应给文件"),
    (r"Invalid value for '(.*)': (?:File|Directory|Path) (.*) is a file\.", r"\1：\2 是文件，应给目录"),
)


class Group(click.Group):
    """Subcommands in the order in which they are defined; every error as one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        super().add_command(version_option(cmd), name)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8")  # whatever the locale says: our words are Chinese
        try:
            return super().make_context(*args, **extra)
        except click.UsageError as error:
            raise self._in_one_line(error) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except click.UsageError as error:
            raise self._in_one_line(error) from None
        except ZhituError as error:
            _fail(ctx, error.message, error.exit_code)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone: no more output
            ctx.exit(1)
        except OSError as error:
            _fail(ctx, f"{error.filename or '系统'}: {error.strerror or error}", 1)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(where.filename).name}:{where.lineno}"
            _fail(ctx, f"内部错误 {type(error).__name__}（{place}）：{' '.join(str(error).split())}；请报告这一行", 1)

    def _in_one_line(self, error: click.UsageError) -> click.ClickException:
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            return error
        message = error.format_message()
        for pattern, told in USAGE:
            if match := re.fullmatch(pattern, message):
                message = match.expand(told).replace("{commands}", "、".join(self.commands))
                break
        where = error.ctx.command_path if error.ctx is not None else "zhitu"
        return WrongCall(f"{message}；用法见 {where} --help")


class WrongCall(click.ClickException):
    exit_code = UsageError.exit_code

    def show(self, file: Any = None) -> None:
        click.echo(f"zhitu: {self.message}", err=True)


def _fail(context: click.Context, message: str, code: int) -> NoReturn:
    click.echo(f"zhitu: {message}", err=True)
    context.exit(code)


version_option = click.version_option(version("zhitu"), prog_name="zhitu", help="显示版本号。")


def home_option(function: F) -> F:
    return click.option(
        "--home",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="ZHITU_HOME",
        default=Path("data"),
        show_default=True,
        help="知识库所在目录；也可用环境变量 ZHITU_HOME 指定。",
    )(function)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@version_option
def main() -> None:
    """治图：把政策文本变成可检索、可比较、可追溯到原文的知识库。

    \b
    示例：
      zhitu build                     用自带语料建库（./data）
      zhitu build 我的文件/            加入自己的文本
      zhitu search 接诉即办
      zhitu compare --region 四川 --region 北京 -o 对比.docx
      zhitu serve                     在 127.0.0.1:8000 提供网页和 SPARQL
    """


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH…]")
@click.option("--workers", type=click.IntRange(1, 64), help="并行进程数；默认按文件多少自动取 1 或处理器核数。")
@home_option
def build(paths: tuple[Path, ...], workers: int | None, home: Path) -> None:
    """读取文件或目录，抽取事实，发布新版本。

    可读：txt、md、html、mht、docx、pdf、ofd、eml、xlsx 和 csv 清单（一行一份：标题、发布机构、日期、正文或路径）、
    zip；doc、wps、rtf 要装有 LibreOffice。按内容认格式，扩展名写错也无妨。
    不给 PATH 时读取自带语料。目录可带 manifest.csv（列：file,id,title,publisher,date,region,source）；
    README*、manifest.csv 和隐藏文件不算文档。同一编号的文档被替换，其余不动；内容没有变化就不产生新版本。
    """
    from ingest.pipeline import Outcome, metadata_record
    from ingest.readers.files import find_files
    from kg.releases import publish
    from kg.resources import resource

    listing = find_files(paths or (resource("corpus"),))
    skipped = [Outcome(s.file, s.status, reason=s.reason) for s in listing.skipped]
    outcomes: list[Outcome] = []
    report = [outcome.row() for outcome in skipped]
    count = workers or (1 if len(listing.found) < PARALLEL_FROM else os.cpu_count() or 1)
    with click.progressbar(length=len(listing.found), label="读取与抽取", file=sys.stderr) as bar:
        release = publish(
            home,
            add=_extractions(listing.found, _held(home), count, outcomes, report, bar),
            metadata={found.metadata.id: metadata_record(found.metadata) for found in listing.found},
            report=lambda copies: _with_copies(report, copies),  # filled while the documents are read
            keep=Settings().keep_releases,
        )
    outcomes += skipped
    _print_report(outcomes)
    read = [outcome for outcome in outcomes if outcome.status not in ("refused", "none")]
    refused = [outcome for outcome in outcomes if outcome.status == "refused"]
    if release is not None:
        click.echo(f"已发布版本 {release.number}，共 {len(release.documents)} 份文档（{release.path}）")
    elif read:
        click.echo("内容没有变化，未产生新版本")
    else:
        raise ZhituError("没有一个文件可以读取，未发布任何版本")
    if refused:
        sys.exit(REFUSED)


def _held(home: Path) -> dict[str, Any]:
    """The rows of documents and copies in the current release, by id; none if there is no release."""
    from kg.releases import current_number, open_release

    return {} if current_number(home) is None else open_release(home).held


def _with_copies(report: list[dict[str, Any]], copies: Mapping[str, str]) -> list[dict[str, Any]]:
    """The report, with each file whose text is that of another document marked as such."""
    for row in report:
        if row["id"] in copies and row["status"] in ("new", "replaced", "unchanged"):
            row |= {"status": "copy", "copy_of": copies[row["id"]]}
    return report


def _extractions(
    found: Sequence[Found],
    held: Mapping[str, Any],
    workers: int,
    outcomes: list[Outcome],
    report: list[dict[str, Any]],
    bar: Any,
) -> Iterator[tuple[Extraction, bytes]]:
    """The new and replaced documents of a build, one at a time; what became of every file is noted without its text."""
    from ingest.pipeline import run

    for outcome in run(found, held, workers=workers):
        bar.update(1)
        report.append(outcome.row())
        outcomes.append(replace(outcome, extraction=None, data=None, told=report[-1]))
        if outcome.extraction is not None and outcome.data is not None:
            yield outcome.extraction, outcome.data


def _print_report(outcomes: list[Outcome]) -> None:
    """What became of every file; then repairs by kind, the refused ones again with their reasons, and the sums."""
    from web.labels import OUTCOMES

    rows = [outcome.row() for outcome in outcomes]
    for row in rows:
        click.echo(f"{OUTCOMES[row['status']]}\t{row['file']}{_told(row)}")
    for line in _repair_table(rows):
        click.echo(line)
    refused = [row for row in rows if row["status"] == "refused"]
    if refused and len(rows) > len(refused):
        click.echo("\n拒收的文件")
        for row in refused:
            click.echo(f"{row['file']}：{row['reason']}")
    counts = Counter(row["status"] for row in rows)
    click.echo(
        "\n合计：" + "，".join(f"{label} {counts[status]}" for status, label in OUTCOMES.items() if counts[status])
    )


def _told(row: Mapping[str, Any]) -> str:
    if row["status"] == "copy":
        return f"：与 {row['copy_of']} 文本相同，记作它的又一来源"
    if "entities" not in row:
        return f"：{row['reason']}" if row["reason"] else ""
    from web.labels import is_apart

    apart = sum(times for name, times in row["repairs"].items() if is_apart(name))
    return (
        f"：{row['clauses']} 段，实体 {row['entities']}，指标 {row['metrics']}，关系 {row['relations']}；"
        f"修复 {sum(row['repairs'].values()) - apart} 处，另置 {apart} 处"
    )


def _repair_table(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line a kind of repair or of what was set apart: how often, in how many files."""
    from web.labels import is_apart, repair_label

    times: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for row in rows:
        times.update(row.get("repairs", {}))
        files.update(row.get("repairs", {}).keys())
    for title, apart in (("修复", False), ("另置（不算正文）", True)):
        names = [name for name, _ in times.most_common() if is_apart(name) is apart]
        if names:
            yield ""
            yield _columns(title, "处数", "文件数")
            yield from (_columns(repair_label(name), f"{times[name]:,}", f"{files[name]:,}") for name in names)


def _columns(name: str, *numbers: str, width: int = 28) -> str:
    """A name, then numbers to the right; a Chinese character takes two columns of a terminal."""
    cells = "".join(" " * (8 - wcswidth(number)) + number for number in numbers)
    return name + " " * (width - wcswidth(name)) + cells


@main.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOC…")
@home_option
def remove(documents: tuple[str, ...], home: Path) -> None:
    """发布一个不含这些文档（按编号）的新版本。"""
    from kg.releases import publish

    release = publish(home, add=(), remove=set(documents), keep=Settings().keep_releases)
    assert release is not None  # something held was removed
    click.echo(f"已发布版本 {release.number}，共 {len(release.documents)} 份文档")


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE…")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="写入该目录，一个文件一个 <全名>.json。")
@click.option("--audit", is_flag=True, help="不输出事实，改为逐个列出数字、书名号和引号各成了什么，或为何不算。")
@click.option("--json", "as_json", is_flag=True, help="与 --audit 连用：清单输出为 JSON（用 --out 时总是 JSON）。")
def extract(files: tuple[Path, ...], out: Path | None, audit: bool, as_json: bool) -> None:
    """抽取事实，输出 JSON（实体、指标、关系，各带原文位置）；不需要先建库。

    加 --audit 则列出清洗后的文本里每一个数字（成了哪个指标，或者不算指标的理由：日期、序数、名称的一部分、文号……）、
    每一处《》和每一处引号，末尾按理由合计；位置是“行:列”，与 zhitu clean 的输出一致。
    配 --out 时写成 <全名>.audit.json。
    """
    from ingest.audit import to_json
    from ingest.pipeline import Outcome, process
    from ingest.readers.files import find_files, part_names
    from kg.records import to_facts

    if len(files) > 1 and out is None and (as_json or not audit):
        raise UsageError("多个文件需要用 --out DIR 指定输出目录")
    listings = {file: find_files((file,)) for file in files}  # a missing one is told before anything is written
    _check_names(listings)
    refused = done = 0
    for file, listing in listings.items():
        if len(listing.found) > 1 and out is None and (as_json or not audit):
            raise UsageError(f"{file}: 里面有 {len(listing.found)} 份文档；请用 --out DIR 指定输出目录")
        names = part_names(file.name, listing.found)
        outcomes = [process(found, None, audited=audit) for found in listing.found]
        outcomes += [Outcome(s.file, s.status, reason=s.reason) for s in listing.skipped if s.status != "none"]
        for outcome in outcomes:
            if outcome.extraction is None:
                refused += 1
                click.echo(f"zhitu: {outcome.file}: {outcome.reason}", err=True)
                continue
            done += 1
            if out is None and audit and not as_json:
                _print_audit(outcome)
                continue
            answer = to_json(outcome.audit) if outcome.audit is not None else to_facts(outcome.extraction)
            text = json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
            if out is None:
                click.echo(text, nl=False)
            else:
                out.mkdir(parents=True, exist_ok=True)
                _write(out / f"{names[outcome.file]}{'.audit' if audit else ''}.json", text.encode())
    if refused:
        sys.exit(REFUSED if done else 1)


def _print_audit(outcome: Outcome) -> None:
    from ingest.audit.table import table

    assert outcome.audit is not None  # it was asked for
    click.echo(f"{outcome.file}\n")
    for line in table(outcome.audit, shutil.get_terminal_size((160, 24)).columns):
        click.echo(line)


def _check_names(files: Iterable[Path]) -> None:
    """UsageError if two files would be written under one name."""
    seen: dict[str, Path] = {}
    for file in files:
        other = seen.setdefault(file.name, file)
        if other != file:
            raise UsageError(f"{other} 和 {file} 同名，结果会写进同一个 {file.name}.json；请分开写入两个目录")


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ZhituError(f"{path}: 写不进去：{error.strerror}") from None


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD TEXT…")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def evaluate(paths: tuple[Path, ...], as_json: bool) -> None:
    """按标注检验抽取：打印各类事实的查准率、查全率、F1，再列出漏抽与误抽。

    GOLD 是标注文件（.json）或其所在目录，TEXT 是原文或其所在目录；标注以 doc 一项或文件名与原文对应。
    """
    from ingest.evaluate import extracted, find_golds, pair_texts, table, to_json
    from ingest.scoring import score

    pairs = pair_texts(*find_golds(paths))
    with click.progressbar(extracted(pairs), length=len(pairs), label="抽取", file=sys.stderr) as bar:
        report = score(bar)
    if as_json:
        click.echo(json.dumps(to_json(report), ensure_ascii=False, indent=1))
        return
    for name, *numbers in table(report):
        click.echo(_columns(name, *numbers))
    for miss in report.misses:
        click.echo(f"{VERDICTS[miss.verdict]}\t{miss.document}\t{miss.kind}\t{miss.fact}")


VERDICTS = {"missed": "漏抽", "wrong": "误抽"}


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--map", "with_map", is_flag=True, help="输出 JSON：清洗后的文本、修复清单、与原文件的位置对照。")
@click.option("--part", metavar="NAME", help="压缩包、清单或邮件里的哪一份，如 目录/意见.docx。")
def clean(file: Path, with_map: bool, part: str | None) -> None:
    """输出清洗后的文本；加 --map 则连同修复清单和位置对照。"""
    from ingest.clean import clean as clean_text
    from ingest.clean import to_map
    from ingest.readers import read
    from ingest.readers.containers import data_of
    from ingest.readers.files import find_files, only_one

    if not file.exists():
        raise UsageError(f"{file}: 没有这个文件")
    if file.is_dir():
        raise UsageError(f"{file}: 是目录；请给一个文件")
    found = only_one(find_files((file,)), file, part)
    cleaned = clean_text(read(data_of(found.path, found.trail, found.file), name=found.file, kind=found.kind))
    if with_map:
        click.echo(json.dumps(to_map(cleaned), ensure_ascii=False))
    else:
        click.echo(cleaned.text, nl=not cleaned.text.endswith("\n"))


@main.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--all", "every", is_flag=True, help="未变的条款也列出，条款全文不略。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@home_option
def diff(before: str, after: str, every: bool, as_json: bool, home: Path) -> None:
    """逐条比较两份文本：从 A 到 B 新增、删除、移动、修改了哪些条款，修改处标出字句。

    A、B 是当前版本里的文档编号（重复的那几份也有编号），或者文件；有同名文件时取文件。
    条文只改了序号的记作“改序号”，默认不列出，只计数。[-…-] 是删去的字句，{+…+} 是加上的；在终端上用颜色区分。
    不论有无不同，做完退出码都是 0；有没有不同见 --json 的 same。
    """
    from kg.versions.diff import diff as difference_of
    from kg.versions.table import rows, summary, to_json
    from kg.versions.units import units_of

    a, b = (_document_of(name, home) for name in (before, after))
    difference = difference_of(units_of(a), units_of(b))
    if as_json:
        click.echo(json.dumps(to_json(a, b, difference, every=every), ensure_ascii=False, indent=1))
        return
    for sign, name, document in (("A", before, a), ("B", after, b)):
        click.echo(f"{sign}　{document.title or name}（{'，'.join(filter(None, (name, document.issued)))}）")
    for row in rows(difference, every=every):
        click.echo(_diff_line(row))
    click.echo("两份文本相同" if difference.is_same else f"合计：{summary(difference)}")


EDIT_MARKS = {"removed": ("[-", "-]", "red"), "added": ("{+", "+}", "green")}


def _diff_line(row: Row) -> str:
    """A clause on a line: what happened, which one it was and is, its words with what changed marked."""
    from kg.versions.table import LABELS

    words = ""
    for edit in row.edits:
        text = " ".join(edit.text.split()) if edit.kind != "same" else edit.text.replace("\n", " ")
        if edit.kind == "same":
            words += text
        elif len(row.edits) == 1:  # all of the clause: the first column says so
            words += click.style(text, fg=EDIT_MARKS[edit.kind][2])
        elif sys.stdout.isatty():
            words += click.style(text, fg=EDIT_MARKS[edit.kind][2], strikethrough=edit.kind == "removed")
        else:
            words += f"{EDIT_MARKS[edit.kind][0]}{text}{EDIT_MARKS[edit.kind][1]}"
    places = dict.fromkeys(place for place in (row.before, row.after) if place)
    return f"{LABELS[row.kind]}\t{' → '.join(places)}\t{words}"


def _document_of(name: str, home: Path) -> Document:
    """The document of a file, or of an id in the current release."""
    from kg.releases import open_release

    if Path(name).is_file():
        from ingest.extract import prepare
        from ingest.readers import read
        from ingest.readers.containers import data_of
        from ingest.readers.files import find_files, only_one

        found = only_one(find_files((Path(name),)), Path(name), None)
        return prepare(
            read(data_of(found.path, found.trail, found.file), name=found.file, kind=found.kind), found.metadata
        )
    return open_release(home).extraction(name).document


@main.command()
@click.argument("query")
@click.option("--region", "regions", multiple=True, metavar="R", help="只看该地区（含下辖）；可重复。")
@click.option("--year", type=click.IntRange(1900, 2200), help="只看该年发布的文献。")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="最多给出多少条。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@home_option
def search(query: str, regions: tuple[str, ...], year: int | None, limit: int, as_json: bool, home: Path) -> None:
    """全文检索：空格为“且”，引号内为原样词组，- 排除。"""
    from kg.answers import search_answer
    from kg.compare import find_region
    from kg.releases import open_release
    from kg.text.search import search as search_text
    from kg.vocab import BASE

    if not query.strip():
        raise UsageError("检索词是空的；请给出要找的字句")
    release = open_release(home)
    codes = [find_region(release, region)[0].removeprefix(f"{BASE}region/") for region in regions]
    result = search_text(release.index, query, regions=codes, year=year, limit=limit)
    if as_json:
        click.echo(json.dumps(search_answer(result, release.number), ensure_ascii=False))
        return
    click.echo(f"共 {result.total} 处，列出 {len(result.hits)} 处（版本 {release.number}）")
    if result.note:
        click.echo(result.note)
    if result.suggestions:
        click.echo(f"您要找的是不是：{'、'.join(result.suggestions)}")
    for position, hit in enumerate(result.hits, 1):
        click.echo(f"\n{position}. {hit.title}　{hit.document} 第 {hit.clause} 段\n   {hit.snippet}\n   {hit.why}")


QUERY_MEDIA = {
    "json": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "trig": "application/trig",
}


@main.command()
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE.rq]")
@click.option("-e", "--expression", help="查询语句本身，代替文件。")
@click.option("--format", "name", type=click.Choice(list(QUERY_MEDIA)), help="默认：表格 json，图 ttl。")
@home_option
def query(file: Path | None, expression: str | None, name: str | None, home: Path) -> None:
    """执行一条 SPARQL 查询；时间、内存、结果大小的限制与网页端相同。"""
    from kg.graph.worker import QueryPool
    from kg.releases import open_release

    if (file is None) == (expression is None):
        raise UsageError("请给一个 .rq 文件，或用 -e 给出查询语句（二者取一）")
    if file is not None:
        try:
            expression = file.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise UsageError(f"{file}: 读不到文件：{error.strerror}") from None
        except UnicodeDecodeError:
            raise UsageError(f"{file}: 不是 UTF-8 文本；请另存为 UTF-8") from None
    release = open_release(home)
    accept = QUERY_MEDIA[name] if name else ()  # none: JSON for tables, Turtle for graphs
    with QueryPool(release.path, Settings({"query_workers": 1})) as pool:
        body, _ = pool.run(expression or "", accept)
    sys.stdout.buffer.write(body if body.endswith(b"\n") else body + b"\n")


@main.command()
@click.option("--region", "regions", multiple=True, required=True, metavar="R", help="名称、简称或代码；可重复。")
@click.option(
    "--dimension", "dimensions", multiple=True, metavar="D", help="维度编号或中文名；可重复；默认全部 18 个。"
)
@click.option(
    "--format",
    "name",
    type=click.Choice(["md", "html", "csv", "xlsx", "docx", "jsonld"]),
    help="默认按 -o 的后缀，否则 md。",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="写入文件；默认写到标准输出。")
@home_option
def compare(
    regions: tuple[str, ...], dimensions: tuple[str, ...], name: str | None, output: Path | None, home: Path
) -> None:
    """按维度比较几个地区，每个数字注明来源；没有记载的如实写明。"""
    from kg.compare import compare as compare_regions
    from kg.export import FORMATS, export
    from kg.releases import open_release

    suffixes = {f.suffix: f.name for f in FORMATS.values()}
    if name is None and output is not None and output.suffix:
        if output.suffix.lower() not in suffixes:
            raise UsageError(f"{output}: 不认识后缀 {output.suffix}；可用：{'、'.join(suffixes)}，或用 --format 指明")
        name = suffixes[output.suffix.lower()]
    if output is not None and not output.parent.is_dir():
        raise UsageError(f"{output}: 没有目录 {output.parent}；请先建好")
    data = export(compare_regions(open_release(home), regions, dimensions), name or "md")
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        _write(output, data)
        click.echo(f"已写入 {output}", err=True)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址；默认只供本机访问。")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口；0 为任取一个。")
@click.option("--no-sandbox", is_flag=True, help="系统没有 seccomp 时也启动 SPARQL（查询进程不再禁止联网）。")
@home_option
def serve(host: str, port: int, no_sandbox: bool, home: Path) -> None:
    """启动网页、/sparql 和 /api；新版本发布后自动换用，无须重启。"""
    from kg.releases import open_release
    from web.server import serve as serve_web

    open_release(home).close()  # no release: one line, exit 1

    def announce(url: str) -> None:
        click.echo(f"治图已启动：{url}（Ctrl+C 停止）")

    serve_web(home, host, port, sandbox=not no_sandbox, announce=announce)


@main.group(invoke_without_command=True)
@home_option
@click.pass_context
def releases(context: click.Context, home: Path) -> None:
    """列出版本；releases use N 换用第 N 版。"""
    from kg.releases import current_number, list_releases, open_release

    context.obj = home
    if context.invoked_subcommand is not None:
        return
    current = current_number(home)
    if current is None:
        click.echo(f"{home} 里还没有发布任何版本")
    for number in list_releases(home):
        mark = "*" if number == current else " "
        try:
            release = open_release(home, number)
        except ReleaseError as error:  # a damaged one is told among the others
            click.echo(f"{mark} {number}\t{error.message}")
        else:
            click.echo(f"{mark} {number}\t{release.manifest['created']}\t{len(release.documents)} 份文档")


@releases.command("use")
@click.argument("number", type=int)
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), help="知识库所在目录。")
@click.pass_context
def releases_use(context: click.Context, number: int, home: Path | None) -> None:
    """换用第 N 版；正在运行的服务随即换用。"""
    from kg.releases import use_release

    use_release(home or context.obj, number)
    click.echo(f"当前版本：{number}")


@main.command()
@home_option
def check(home: Path) -> None:
    """用 SHACL 和一致性规则检查当前版本；有违例则退出码为 1。"""
    from kg.releases import check as check_release
    from kg.releases import open_release

    release = open_release(home)
    with click.progressbar(length=len(release.documents), label="检查", file=sys.stderr) as bar:
        violations = check_release(release, progress=lambda _step, _done: bar.update(1))
    for violation in violations:
        click.echo(violation)
    if violations:
        raise ZhituError(f"版本 {release.number} 有 {len(violations)} 处违例")
    click.echo(f"版本 {release.number}：{len(release.documents)} 份文档，没有违例")


@main.command()
@click.option(
    "--format",
    "name",
    type=click.Choice(["trig", "nq"]),
    default="trig",
    show_default=True,
    help="trig：按图和主语编排；nq：逐行排序的 N-Quads。",
)
@home_option
def dump(name: str, home: Path) -> None:
    """输出整个数据集，次序固定。"""
    from kg.releases import dump as dump_release
    from kg.releases import open_release

    for line in dump_release(open_release(home), name):
        sys.stdout.buffer.write(f"{line}\n".encode())


if __name__ == "__main__":
    main()
