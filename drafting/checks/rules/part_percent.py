"""A percentage said of a part is the part over the whole that the text tells.

Source: numbers.md (Ratios and ranks); contract code `ratio-percent`. Wrong for certain where the words say what
the whole is, or where the percentage is one slip of the pen away from the right one; else nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.part_of import PartOf, whole_value
from drafting.checks.wholes import parts_of
from drafting.types import Finding, Severity

CODE = "ratio-percent"


def check(document: Document) -> Iterable[Finding]:
    """Findings on percentages of parts."""
    for found in document.view(parts_of):
        if not found.fits and (found.sure or found.slipped) and not _confirmed(document, found):
            yield _finding(document, found)


def _confirmed(document: Document, found: PartOf) -> bool:
    """True where the figures give the very percentage."""
    aligned = document.aligned.get(found.percent.start)
    return aligned is not None and aligned.agrees


def _finding(document: Document, found: PartOf) -> Finding:
    percent = found.percent
    right = found.share.rounded(percent)
    shown = written(right, percent)
    whole = (
        written(whole_value(found.whole), found.whole) if found.whole.kind == "ratio" else found.whole.quote
    )
    severity: Severity = "info" if found.share.truncated(percent) else "error"
    message = f"{found.part.quote} trên {whole} là {shown}, không phải {percent.quote}."
    evidence = [place(found.part), place(found.whole)]
    return about(document, CODE, severity, percent, message, expected=right, evidence=evidence)
