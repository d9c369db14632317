"""No supplied figure, nor anything derived from them, gives this number.

Source: contract.md, `figure-unsupported`: a warning, never an accusation of a particular figure.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import about
from drafting.types import Finding

CODE = "figure-unsupported"


def check(document: Document) -> Iterable[Finding]:
    """Findings on numbers of the prose that nothing supports."""
    for alignment in document.alignments:
        mention = document.mentions[alignment.mention]
        open_ended = alignment.chosen is not None and (alignment.agrees or alignment.clear)
        if open_ended or mention.table is not None or not document.in_prose(mention.reading.start):
            continue
        message = f"Không có số liệu nào trong các bảng cho ra {mention.reading.quote}."
        yield about(document, CODE, "warning", mention.reading, message)
