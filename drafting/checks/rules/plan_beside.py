"""An amount told over its plan in one breath, `46,7 km/50 km`, where the plan is not the figures'.

Source: numbers.md (Ratios and ranks), contract code `figure-mismatch`. Only amounts that are measured: what a count
is told over (`87/92 xã`) is all there are, no plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from drafting.alignment import units
from drafting.checks.document import Document
from drafting.checks.findings import about, figure_ref
from drafting.checks.wording import name
from drafting.numbers.types import Reading
from drafting.types import Figure, Finding

CODE = "figure-mismatch"


def check(document: Document) -> Iterable[Finding]:
    """A finding at each amount whose own value is right and whose plan is another."""
    for alignment in document.alignments if document.by_key else ():
        reading = document.mentions[alignment.mention].reading
        figure = document.by_key.get(alignment.chosen.expression) if alignment.chosen else None
        if figure is None or not alignment.agrees or not _measured(reading, figure):
            continue
        plan = document.shared(_plans).get((figure.indicator, figure.scope))
        if plan is not None and plan.value not in _told(reading):
            message = f"Nêu {reading.quote}, nhưng {name(plan)} là {plan.written}."
            yield about(document, CODE, "error", reading, message, evidence=[figure_ref(document, plan.key)])


def _measured(reading: Reading, figure: Figure) -> bool:
    over = reading.kind == "ratio" and reading.of is not None and figure.role == "actual"
    return over and figure.of is None and units.family(figure.unit) not in ("", "count", "percent")


def _told(reading: Reading) -> tuple[Decimal, Decimal]:
    """The second part as written, and in the first's scale."""
    whole = reading.of or Decimal(0)
    return whole, whole * reading.scale


def _plans(document: Document) -> dict[tuple[str, str | None], Figure]:
    return {(f.indicator, f.scope): f for f in document.by_key.values() if f.role == "plan"}
