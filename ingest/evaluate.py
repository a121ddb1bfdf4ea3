"""Facts against gold: extract the annotated texts and hand both to the scorer of the annotation guidelines.

    python -m ingest.evaluate [--scorer FILE] [--texts DIR] [--misses] [--json] ANNOTATION [DOC…]

ANNOTATION is a folder with `gold/<doc>.json` and, unless `--scorer` names it, `score.py`; the text of a document is
`gold/<doc>.txt`, else the file in the texts folder (default: `corpus` beside ANNOTATION) whose name begins with its id.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest.extract import Metadata, extract, load_document
from kg.records import to_facts


def find_text(annotation: Path, texts: Path, doc: str) -> Path:
    """The text that the gold of `doc` annotates."""
    own = annotation / "gold" / f"{doc}.txt"
    found = [own] if own.exists() else sorted(texts.glob(f"{doc}_*.txt"))
    if len(found) != 1:
        raise SystemExit(f"{doc}: {len(found)} texts found in {texts}, one expected")
    return found[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotation", type=Path, metavar="ANNOTATION")
    parser.add_argument("docs", nargs="*", metavar="DOC", help="default: every gold file")
    parser.add_argument("--scorer", type=Path, metavar="FILE")
    parser.add_argument("--texts", type=Path, metavar="DIR")
    parser.add_argument("--misses", action="store_true", help="list what was missed and what was wrong")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    texts = arguments.texts or arguments.annotation.parent / "corpus"
    docs = arguments.docs or sorted(path.stem for path in (arguments.annotation / "gold").glob("*.json"))
    flags = [flag for flag, on in (("--misses", arguments.misses), ("--json", arguments.json)) if on]
    with tempfile.TemporaryDirectory() as folder:
        pairs: list[str] = []
        for doc in docs:
            document, _ = load_document(find_text(arguments.annotation, texts, doc), Metadata(id=doc))
            predicted = Path(folder) / f"{doc}.json"
            predicted.write_text(json.dumps(to_facts(extract(document)), ensure_ascii=False), encoding="utf-8")
            pairs += [str(arguments.annotation / "gold" / f"{doc}.json"), str(predicted)]
        command = [sys.executable, str(arguments.scorer or arguments.annotation / "score.py"), *flags, *pairs]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
