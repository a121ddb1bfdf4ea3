"""Count what the rules' own numbers are worth on annotated texts and write the table of ingest.confidence.

python -m ingest.calibrate GOLD TEXT… [--tuned GOLD TEXT…]        paths as `zhitu evaluate` takes them

`--tuned` are texts on which rules were tuned; they count less.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Sequence
from pathlib import Path

from ingest.confidence import COLUMNS, PRIOR_WEIGHT, TABLE, TUNED, Judged, count
from ingest.evaluate import extracted, find_golds, pair_texts
from ingest.extract import extract_uncalibrated
from ingest.scoring import score


def calibration_table(held: Sequence[Path], tuned: Sequence[Path] = ()) -> str:
    """The table as text, with a header that says how it was made."""
    (texts, judged), (tuned_texts, tuned_judged) = _judged(held), _judged(tuned)
    out = io.StringIO()
    out.write(
        f"# what the rules' numbers are worth: counted by ingest.calibrate on {texts} annotated texts and, with a\n"
        f"# weight of {TUNED:g}, {tuned_texts} on which rules were tuned; prior = precision of the kind, weight "
        f"{PRIOR_WEIGHT:g} facts; made monotone\n"
    )
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(count(judged, tuned_judged))
    return out.getvalue()


def _judged(paths: Sequence[Path]) -> tuple[int, Judged]:
    """How many texts there are, and their facts with the verdicts."""
    if not paths:
        return 0, ()
    pairs = pair_texts(*find_golds(paths))
    return len(pairs), score(extracted(pairs, extract_uncalibrated)).judged


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--tuned", nargs="+", type=Path, default=[])
    options = parser.parse_args()
    TABLE.write_text(calibration_table(options.paths, options.tuned), encoding="utf-8")


if __name__ == "__main__":
    main()
