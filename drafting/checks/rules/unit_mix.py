"""One thing counted in two scales in one paragraph: `306,27 nghìn con` and `120.000 con`.

Source: flaws of real reports (`unit_mix`); contract code `unit-scale`. Both may be right, so an info.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.alignment import similarity
from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import counted
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "unit-scale"
_LARGE = 10000
# The subjects are so alike that one thing is counted.
_ALIKE = 0.6


def check(document: Document) -> Iterable[Finding]:
    """An info at the scaled number."""
    for line in document.lines:
        counts = [
            r for r in document.within(line.start, line.end) if r.kind == "quantity" and counted(r) and r.unit
        ]
        for scaled in (r for r in counts if r.scale_word):
            plainly = next((r for r in counts if not r.scale_word and _same(document, r, scaled)), None)
            if plainly is not None:
                message = (
                    f"{scaled.quote} và {plainly.quote} {scaled.unit}: một đoạn dùng hai cách viết đơn vị."
                )
                yield about(document, CODE, "info", scaled, message, evidence=[place(plainly)])
                break


def _same(document: Document, one: Reading, other: Reading) -> bool:
    """True for a large number of the same thing."""
    if one.unit != other.unit or one.value is None or one.value < _LARGE:
        return False
    a, b = document.mention_at.get(one.start), document.mention_at.get(other.start)
    return a is not None and b is not None and similarity(a.subject, b.subject) >= _ALIKE
