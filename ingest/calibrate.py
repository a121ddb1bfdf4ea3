"""Count what the rules' own numbers are worth on annotated texts and write the table of ingest.confidence.

python -m ingest.calibrate GOLD TEXT…        as `zhitu evaluate` takes them
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.confidence import COLUMNS, PRIOR_WEIGHT, TABLE, count
from ingest.evaluate import extracted, find_golds, pair_texts
from ingest.extract import extract_uncalibrated
from ingest.scoring import score


def calibration_table(paths: Sequence[Path]) -> str:
    """The table as text, with a header that says how it was made."""
    pairs = pair_texts(*find_golds(paths))
    rows = count(score(extracted(pairs, extract_uncalibrated)).judged)
    out = io.StringIO()
    out.write(
        f"# what the rules' numbers are worth: counted by ingest.calibrate on {len(pairs)} annotated texts,\n"
        f"# prior = precision of the kind, weight {PRIOR_WEIGHT:g} facts; made monotone\n"
    )
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    TABLE.write_text(calibration_table([Path(name) for name in sys.argv[1:]]), encoding="utf-8")
