"""Plus signs that were lost between numbers in quotation marks: “1 24 1” is “1+24+1”.

Such a name counts parts ("1+24+1", "6+X"); two numbers side by side inside quotation marks are nothing else.
"""

from __future__ import annotations

import re

from ingest.clean.offsets import Buffer, Edit
from ingest.hanzi import HAN

_TERM = "(?:[0-9]{1,3}|[A-Z])"
_SUM_RE = re.compile(rf"[“「](?={_TERM} )(?=[^”」0-9]*[0-9]){_TERM}(?: {_TERM})+(?=[{HAN}]{{0,8}}[”」])")


def repair(buffer: Buffer) -> Buffer:
    if " " not in buffer.text:
        return buffer
    edits = [
        Edit(match.start() + index, match.start() + index + 1, "+")
        for match in _SUM_RE.finditer(buffer.text)
        for index, character in enumerate(match[0])
        if character == " "
    ]
    return buffer.edit("plus-sign", edits)
