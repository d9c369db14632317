"""A document that bears its full date has no number, or one with a number no day.

Source: flaws of real reports (`missing_number`, `missing_date`); contract code `spelling`. Both are filled in by hand
when it is signed, so a draft without either is left alone, and one of them alone is an info.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "spelling"
_NUMBER = re.compile(r"(?<!\w)Số\s*:\s*(?:[.…_]+\s*)?(?=/)")
_DAY = re.compile(r"(?<!\w)ngày\s*(?:[.…_]+\s*)?(?=tháng)", re.IGNORECASE)
_WHOLE = len("2024-06-25")


def check(document: Document) -> Iterable[Finding]:
    """An info at the blank."""
    meta = document.report.meta
    dated = len(meta.date) == _WHOLE
    numbered = bool(meta.symbol) and meta.symbol[0].isdigit()
    pattern = _NUMBER if dated and not numbered else _DAY if numbered and meta.date and not dated else None
    for block in document.report.blocks:
        found = pattern.search(document.text, block.start, block.end) if pattern else None
        if block.kind == "front" and found:
            what = "số" if dated else "ngày"
            message = f"Văn bản đã có {'ngày, tháng' if dated else 'số'} nhưng {what} còn để trống."
            span = found.start(), found.start() + len(found[0].rstrip())
            yield finding(document, CODE, "info", span, message)
            return
