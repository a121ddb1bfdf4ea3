"""Gold files and the texts that they annotate -> extraction, and how well it agrees: the table and the misses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from ingest.extract import Metadata, extract, load_document
from ingest.scoring import MACRO, Report, Row
from kg.errors import InputError, UsageError
from kg.model import Document, Extraction
from kg.records import to_facts

_RATIOS = ("precision", "recall", "f1")
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_PARTS = ("doc", "document", "entities", "metrics", "relations")


def load_gold(path: Path) -> dict[str, Any]:
    """The facts of a gold file; InputError if it is none."""
    try:
        gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"读不到标注文件：{error}") from None
    except json.JSONDecodeError as error:
        raise InputError(str(path), f"不是 JSON：第 {error.lineno} 行第 {error.colno} 列") from None
    missing = [part for part in _PARTS if not isinstance(gold, dict) or part not in gold]
    if missing:
        raise InputError(str(path), f"不是标注文件：缺 {'、'.join(missing)}；格式见标注规范")
    return gold


def find_golds(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """(gold files, texts) among `paths`: a .json file is gold, any other a text; a folder stands for its files."""
    golds: list[Path] = []
    texts: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: 没有这个文件")
        for file in _files(path) if path.is_dir() else [path]:
            (golds if file.suffix == ".json" else texts).append(file)
    return golds, texts


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith((".", "README")))


def pair_texts(golds: Sequence[Path], texts: Sequence[Path]) -> list[tuple[Path, Path]]:
    """Each text with its gold: the one that names it in `doc`, else has its stem or the beginning of it.

    One gold and one text belong together whatever they are called. UsageError names what is without a partner.
    """
    if len(golds) == len(texts) == 1:
        return [(golds[0], texts[0])]
    names = {gold: str(load_gold(gold)["doc"]) for gold in golds}
    pairs = []
    for text in texts:
        found = [g for g in golds if names[g] in (text.name, text.stem) or g.stem == text.stem]
        found = found or [g for g in golds if text.stem.startswith(f"{g.stem}_")]
        if len(found) != 1:
            raise UsageError(f"{text}: 有 {len(found)} 份标注对应它，应恰有一份（按 doc 或文件名）")
        pairs.append((found[0], text))
    if not pairs:
        raise UsageError("没有给出文本；用法：zhitu evaluate GOLD TEXT…")
    return pairs


def extracted(
    pairs: Iterable[tuple[Path, Path]], extractor: Callable[[Document], Extraction] = extract
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """(gold, extracted facts) of each pair; nothing but the text says what a document is."""
    for gold, text in pairs:
        document, _ = load_document(text, Metadata(id=gold.stem))
        yield load_gold(gold), to_facts(extractor(document))


def table(report: Report) -> list[tuple[str, ...]]:
    """The rows of the report as text: name, gold, predicted, hit, precision, recall, F1; accuracies at the end."""
    rows: list[tuple[str, ...]] = [("", "标注", "抽取", "命中", "P", "R", "F1")]
    for name, row in report.rows.items():
        rows.append((name, *_counts(row), *map(_ratio, (row.precision, row.recall, row.f1))))
    if (macro := report.macro) is not None:
        total = Row()
        for row in report.relations:
            total.add(row.gold, row.predicted, row.hit)
        rows.append((MACRO, *_counts(total), *map(_ratio, macro)))
    for name, (right, of) in report.accuracies.items():
        rows.append((name, str(of), "", str(right), "", "", _ratio(right / of)))
    for low, high, mean, right, of in reliability(report):
        rows.append(
            (f"confidence {low:.1f}-{high:.1f}", "", str(of), str(right), _ratio(right / of), "", f"~{mean:.2f}")
        )
    return rows


def reliability(report: Report) -> list[tuple[float, float, float, int, int]]:
    """Found facts by their confidence: from, to, mean confidence, how many are right, of how many.

    A confidence that keeps its word has a mean near the share that is right.
    """
    result = []
    for low, high in pairwise(_BINS):
        inside = [(c, right) for _, c, right in report.judged if low <= c < high or c == high == _BINS[-1]]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            result.append((low, high, mean, sum(right for _, right in inside), len(inside)))
    return result


def to_json(report: Report) -> dict[str, Any]:
    """The same with numbers, and the misses."""
    macro = None if report.macro is None else dict(zip(_RATIOS, map(_rounded, report.macro), strict=True))
    return {
        "rows": {name: _row(row) for name, row in report.rows.items()},
        "macro": macro,
        "accuracies": {
            name: {"of": of, "right": right, "accuracy": _rounded(right / of)}
            for name, (right, of) in report.accuracies.items()
        },
        "confidence": [
            {"from": low, "to": high, "mean": _rounded(mean), "right": right, "of": of}
            for low, high, mean, right, of in reliability(report)
        ],
        "misses": [asdict(miss) for miss in report.misses],
    }


def _row(row: Row) -> dict[str, int | float]:
    counts = {"gold": row.gold, "predicted": row.predicted, "hit": row.hit}
    return counts | {name: _rounded(getattr(row, name)) for name in _RATIOS}


def _rounded(value: float) -> float:
    return round(value, 3)


def _counts(row: Row) -> tuple[str, str, str]:
    return str(row.gold), str(row.predicted), str(row.hit)


def _ratio(value: float) -> str:
    return f"{value:.3f}"
