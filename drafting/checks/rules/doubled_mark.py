"""A mark of punctuation stands twice (`1 trường..`, `đã đạt;;`), or two that exclude each other (`;.`).

Source: flaws of real reports (`paren`); contract code `spelling`. Dots of an ellipsis and of blanks to fill are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.types import Finding

CODE = "spelling"
_DOUBLED = re.compile(r"(?<![.…/;,:\d ])(\.\.|;;|,,|;\.|,\.|\.,|;,)(?![.…/;,])(?=\s|$)")
_SHORT = re.compile(r"(?i:v\.?v|(?<!\w)(?:tr|tp|tt))$|(?<!\w)[A-ZĐ]$")


def check(document: Document) -> Iterable[Finding]:
    """A warning at each, with the one mark as its fix."""
    for line in document.lines:
        for found in _DOUBLED.finditer(document.text, line.start, line.end):
            if _SHORT.search(document.text, max(line.start, found.start() - 4), found.start()):
                continue
            one = "." if "." in found[1] else found[1][0]
            message = f"Thừa dấu câu: “{found[1]}”."
            yield finding(document, CODE, "warning", found.span(1), message, expected=one, fix=True)
