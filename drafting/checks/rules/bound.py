"""`trên 90%` where the figure is 88.

Source: contract.md, `bound`. Which number it is about, and why this code and no other: `verdicts`. Where the alignment finds
no row, for a broken bound has no row's value, few words that only one row's label has name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafting.checks.accuse import BOUNDS, accuse
from drafting.checks.document import Document
from drafting.checks.few_words import row_of
from drafting.checks.findings import about, figure_ref
from drafting.checks.wording import cell, name
from drafting.numbers.types import Reading
from drafting.types import Finding, Mention

CODE = "bound"
MESSAGE = "Nêu mức {bound}{stated}, nhưng {statement} là {right}."
_PASSED = re.compile(r"(?<!\w)vuot(?: (?:qua|moc|nguong|muc|con so))*\s*$")
_PLAN = re.compile(r"(?<!\w)(?:so voi|ke hoach|du toan|chi tieu|cung ky|nam truoc|muc tieu|nghi quyet)(?!\w)")


def check(document: Document) -> Iterable[Finding]:
    """Findings of this code."""
    yield from accuse(document, CODE, MESSAGE)
    for alignment in document.alignments:
        mention = document.mentions[alignment.mention]
        side = _side(document, mention.reading) if alignment.status == "unsupported" else None
        if side is not None and mention.table is None:
            yield from _few_words(document, mention, side)


def _side(document: Document, reading: Reading) -> str | None:
    """On which side of it the number says that the value lies; `vượt 190.000 lượt` is above it, where it is beyond no plan."""
    if reading.qualifier in BOUNDS:
        return reading.qualifier
    if reading.change != "up" or not _PASSED.search(
        document.plain, max(0, reading.start - 20), reading.start
    ):
        return None
    return None if _PLAN.search(document.plain, reading.end, reading.end + 60) else "more-than"


def _few_words(document: Document, mention: Mention, side: str) -> Iterator[Finding]:
    """A bound that a few words tell of one row, which lies on the other side."""
    stated, figure = mention.reading, row_of(document, mention)
    if figure is None or figure.value is None or stated.value is None:
        return
    if _holds(side, stated.value, figure.value):
        return
    where = f"{name(figure)} ({cell(figure)})" if cell(figure) else name(figure)
    words = MESSAGE.format(bound=BOUNDS[side], stated=stated.quote, statement=where, right=figure.written)
    yield about(document, CODE, "error", stated, words, evidence=[figure_ref(document, figure.key)])


def _holds(side: str, stated: Decimal, value: Decimal) -> bool:
    return value >= stated if side in ("more-than", "at-least") else value <= stated
