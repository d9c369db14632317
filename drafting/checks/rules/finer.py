"""A number told to more digits than its figure has: the digits behind come from nowhere.

Source: design.md (every number can be asked where it comes from); contract code `figure-unsupported`, a warning. `76.002
con` beside a cell of `76` thousand rounds to it, and so does `76.000`, which is the cell's own value and right.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.alignment.judging import finer
from drafting.checks.document import Document
from drafting.checks.findings import about, figure_ref
from drafting.checks.within_text import accounts
from drafting.checks.wording import stated, statement
from drafting.types import Finding

CODE = "figure-unsupported"
_KINDS = ("quantity", "percent")


def check(document: Document) -> Iterable[Finding]:
    """A warning at each such number of the prose."""
    for alignment in document.alignments:
        mention, chosen = document.mentions[alignment.mention], alignment.chosen
        reading = mention.reading
        if chosen is None or not alignment.agrees or reading.kind not in _KINDS or mention.table is not None:
            continue
        figure = document.by_key.get(chosen.expression)
        if figure is None or reading.qualifier is not None or (reading.unit or "") != (chosen.unit or ""):
            continue
        if not finer(reading, chosen):
            continue
        if not document.in_prose(reading.start) or reading.start in document.view(accounts).expressions:
            continue
        message = (
            f"Nêu {stated(reading)}, chi tiết hơn số liệu: {statement(document, chosen)} chỉ ghi {figure.written}"
            f" {figure.written_unit or figure.unit}".rstrip()
            + "."
        )
        yield about(document, CODE, "warning", reading, message, evidence=(figure_ref(document, figure.key),))
