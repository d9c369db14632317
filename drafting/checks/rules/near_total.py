"""Numbers told side by side add up to the total told near them: `4.285 giường bệnh, 2.140 giường tuyến tỉnh, …`.

Source: issue text (sums of parts, across a paragraph break; nested breakdowns). No word need open the list; so only
one slip of the pen between the parts and the total tells that they belong together, and it is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import about, place, written
from drafting.checks.runs import added, in_sums
from drafting.types import Finding

CODE = "sum-of-parts"


def check(document: Document) -> Iterable[Finding]:
    """Findings on totals that their parts miss by a slip."""
    whole = document.view(in_sums)
    seen: set[int] = set()
    for one in document.view(added):
        parts = one.run.parts
        fitted = sum(r.start in whole for r in parts)
        if one.fits or one.total.start in seen or fitted > 1 or fitted == len(parts):
            continue
        seen.add(one.total.start)
        formula = " + ".join(r.quote for r in parts)
        total = written(one.run.value, one.total)
        message = f"Nêu {one.total.quote}, còn các phần kể bên cạnh {formula} = {total}."
        yield about(document, CODE, "warning", one.total, message, evidence=[place(r) for r in parts])
