"""The text speaks of a table or list attached, and there is none.

Source: flaws of real reports (`missing_attachment`); contract code `text-table`. An info: it may be a file of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "text-table"
_SAID = re.compile(
    r"(?<!\w)(?:co )?(?:bang|bieu|phu luc|danh sach|bieu mau)(?:,? [^\W\d]+| so \d+| \d+| [ivx]+){0,8}? (?:kem theo|dinh kem"
    r"|gui kem)(?!\w)"
)
_THERE = re.compile(r"(?m)^\W*(?:phu luc|bieu(?: so)?|danh sach|bang tong hop|bang)(?!\w)[^\n]{0,120}$")


def check(document: Document) -> Iterable[Finding]:
    """An info at each such mention."""
    for found in document.hits(_SAID):
        if not document.in_prose(found.start()) or any(
            t.start > found.start() for t in document.report.tables
        ):
            continue
        end = document.text.find("\n", found.end())
        if end >= 0 and _THERE.search(document.plain, end):
            continue
        message = f"“{document.text[slice(*found.span())]}”: trong văn bản không có."
        yield finding(document, CODE, "info", found.span(), message)
