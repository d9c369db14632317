"""Ratios listed under their total: the wholes add up as the parts do (`230/300 trường, chia ra A 66/78, B 58/72 …`).

Source: numbers.md (Ratios and ranks); contract code `sum-of-parts`. Only where the first numbers add up, which tells
that the list is whole. Blamed is the one whole that no figure of its member has, else the total's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.lists import breakdowns
from drafting.checks.names import bare
from drafting.checks.sums import sums
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "sum-of-parts"


def check(document: Document) -> Iterable[Finding]:
    """Findings on the wholes of such lists."""
    done: set[int] = set()
    for breakdown in document.view(breakdowns):
        for one in sums(document, breakdown):
            parts = [p.reading for p in one.parts]
            ratios = [r for r in (one.head, *parts) if r.kind == "ratio" and r.of is not None]
            if len(ratios) != len(parts) + 1 or len(parts) < 2 or one.value != one.head.value:
                continue
            total = sum((r.of or Decimal(0) for r in parts), Decimal(0))
            if total != one.head.of and one.head.start not in done:
                done.add(one.head.start)
                yield _finding(document, one.head, parts, total)


def _finding(document: Document, head: Reading, parts: Sequence[Reading], total: Decimal) -> Finding:
    doubtful = [r for r in (head, *parts) if not _known(document, r)]
    wrong = doubtful[0] if len(doubtful) == 1 else head
    formula = " + ".join(f"{r.of:f}" for r in parts)
    message = f"Tổng nêu là {head.quote}, nhưng {formula} = {total:f}, không phải {head.of:f}."
    evidence = [place(r) for r in (head, *parts) if r is not wrong]
    return about(document, CODE, "error", wrong, message, evidence=evidence)


def _known(document: Document, reading: Reading) -> bool:
    """True where a figure of the same member has the ratio's whole."""
    mention = document.mention_at.get(reading.start)
    scope = bare((mention.scope or "") if mention else "")
    return any(
        reading.of in (f.value, f.of) for f in document.by_key.values() if bare(f.scope or "") == scope
    )
