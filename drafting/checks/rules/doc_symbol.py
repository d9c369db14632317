"""A document's symbol is written wrong: `Chỉ thị số 05-CT/BCT` for `05-CT/TW`.

Source: data/symbols.tsv, each line with its own source; contract code `spelling`. Unknown symbols are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "spelling"


@cache
def _wrong() -> tuple[re.Pattern[str], dict[str, str]]:
    right = {row["wrong"].lower(): row["right"] for row in load.rows("symbols.tsv")}
    words = "|".join(re.escape(w) for w in right)
    return re.compile(rf"(?<=\d[-/])\s?({words})(?!\w)", re.IGNORECASE), right


def check(document: Document) -> Iterable[Finding]:
    """A warning at each symbol, with the right one as its fix."""
    pattern, right = _wrong()
    for found in pattern.finditer(document.text):
        meant = right[found[1].lower()]
        if found[1] == meant:
            continue  # listed for its capitals
        message = f"Ký hiệu “{found[1]}” không đúng, nên là “{meant}”."
        yield finding(document, CODE, "warning", found.span(1), message, expected=meant, fix=True)
