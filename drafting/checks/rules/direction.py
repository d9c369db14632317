"""The text says up where the figures went down, or the reverse.

Source: contract.md, `direction`. The quote is the number; its fix is the number with the right word
where only the word before it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from drafting.checks.accuse import evidence
from drafting.checks.document import Document
from drafting.checks.findings import about, finding
from drafting.checks.verdicts import Verdict, verdicts
from drafting.checks.wording import statement, value_like
from drafting.types import Finding, Fix

CODE = "direction"
_WORD = re.compile(r"(?<!\w)([Tt]ăng|[Gg]iảm)(?!\w)(?=[^;.]*$)")
# `tăng còn 12 hộ`: what is left is less
_CONTRARY = re.compile(r"(?<!\w)tang (?:xuong |chi )?(?:con|xuong) (?:hon |khoang |gan |duoi |tren )?(?=\d)")
_OTHER = {"tăng": "giảm", "giảm": "tăng", "Tăng": "Giảm", "Giảm": "Tăng"}


def check(document: Document) -> Iterable[Finding]:
    """Findings on changes said the wrong way round."""
    for verdict in document.view(verdicts):
        if verdict.code == CODE:
            yield _finding(document, verdict)
    for found in document.hits(_CONTRARY):
        low, high = found.span()
        number = next((r for r in document.prose if low < r.start <= high), None)
        if number is not None:
            said = " ".join(document.text[low : number.start].split())
            message = f"“{said}” nói ngược nhau: chỉ “giảm” mới còn {number.quote}."
            yield about(document, CODE, "error", number, message)


def _finding(document: Document, verdict: Verdict) -> Finding:
    reading = verdict.reading
    right = value_like(document, verdict.candidate, reading)
    said = "tăng" if reading.change == "up" else "giảm"
    message = f"Nói {said} {reading.quote}, nhưng {statement(document, verdict.candidate)} thì {_OTHER[said]} {right}."
    base = finding(
        document,
        CODE,
        "error",
        (reading.start, reading.end),
        message,
        expected=f"{_OTHER[said]} {right}",
        evidence=evidence(document, verdict),
    )
    low = max(0, reading.start - 40)
    words = list(_WORD.finditer(document.text[low : reading.start]))
    if not words or "change" in reading.inherited:
        return base
    word = words[-1]
    start = low + word.start()
    text = _OTHER[word[0]] + document.text[low + word.end() : reading.start] + right

    return replace(base, fix=Fix(start, reading.end, text))
