"""The version of the pipeline: the release of the project and a digest of everything that decides what is extracted."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from ingest.models import versions

VERSION = "0.1.0"
_ROOT = Path(__file__).resolve().parent
# what the facts of a document depend on, outside of ingest
_FOUNDATION = (
    "data", "date_patterns.py", "date_points.py", "date_ranges.py", "date_values.py", "dates.py", "iris.py", "model.py",
    "names.py",
    "numerals.py", "offsets.py", "quantities.py", "quantity_words.py", "records.py", "regions.py", "values.py",
    "versions/editions.py", "vocab.py",
)  # fmt: skip
_KINDS = (".py", ".tsv", ".txt", ".csv")


def pipeline_version() -> str:
    """`0.1.0+1f2e3d4c`, with `+name:version` of each optional model: another one extracts every document again."""
    return rules_version() + versions()


@cache
def rules_version() -> str:
    """The part of it that the rules and their data decide."""
    digest = hashlib.sha256()
    kg = _ROOT.parent / "kg"
    for path in sorted((*_files(_ROOT), *(f for name in _FOUNDATION for f in _files(kg / name)))):
        digest.update(path.relative_to(_ROOT.parent).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{VERSION}+{digest.hexdigest()[:8]}"


def _files(path: Path) -> list[Path]:
    """The files at or below `path` that count; the resources that a wheel puts under kg/data do not."""
    if path.is_file():
        return [path]
    found = (f for f in path.rglob("*") if f.suffix in _KINDS and f.is_file())
    return [f for f in found if "corpus" not in f.relative_to(path).parts and "__pycache__" not in f.parts]
