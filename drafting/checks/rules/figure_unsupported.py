"""No supplied figure, nor anything derived from them, gives this number.

Source: contract.md, `figure-unsupported`: a warning, never an accusation of a particular figure.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import about
from drafting.checks.kinds import noun_of
from drafting.checks.names import split
from drafting.checks.within_text import accounts, stands_apart
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "figure-unsupported"


def check(document: Document) -> Iterable[Finding]:
    """Findings on numbers of the prose that nothing supports."""
    for alignment in document.alignments:
        mention = document.mentions[alignment.mention]
        open_ended = alignment.chosen is not None and (alignment.agrees or alignment.clear)
        if open_ended or mention.table is not None or not document.in_prose(mention.reading.start):
            continue
        if _counts_members(document, mention.reading) or _told_elsewhere(document, mention.reading):
            continue
        message = f"Không có số liệu nào trong các bảng cho ra {mention.reading.quote}."
        yield about(document, CODE, "warning", mention.reading, message)


def _counts_members(document: Document, reading: Reading) -> bool:
    """`6 xã trong Cụm`: how many members the figures name."""
    members = document.table.members() if document.table else ()
    kinds = {split(m)[0] for m in members} - {""} or {"xa", "huyen", "don vi"}
    counted = reading.value is not None and reading.value == len(members)
    return counted and bool(noun_of(reading)) and noun_of(reading)[0] in kinds | {"don"}


def _told_elsewhere(document: Document, reading: Reading) -> bool:
    """True where another number of the text gives this one, or its list's total is warned of instead."""
    known = document.view(accounts)
    total = known.totals.get(reading.start)
    return reading.start in known.expressions or (
        total is not None and total.start in document.mention_at and stands_apart(document, reading.start)
    )
