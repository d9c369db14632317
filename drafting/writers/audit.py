"""What is misspelt or misread in a precedent, so that it isn't signed again."""

from __future__ import annotations

import re

from corpus.types import Report
from drafting.checks.document import Document
from drafting.checks.rules import spelling
from drafting.numbers.types import Reading
from drafting.types import FigureTable, Fix, Mention

# A letter lost after an opening quote: `“ o lụa …`.
_LOST = re.compile(r"[“\"]\s+[a-zà-ỹ]\s")


def spelling_fixes(
    report: Report, readings: tuple[Reading, ...], mentions: tuple[Mention, ...]
) -> tuple[Fix, ...]:
    """Corrections of a precedent's misspelt words, by their place in its text."""
    document = Document(
        report=report,
        readings=readings,
        mentions=mentions,
        alignments=(),
        table=None,
        own=FigureTable(),
        own_alignments=(),
        precedent=None,
        period=report.meta.period,
        unit=report.meta.unit,
        members=report.meta.members,
        own_places=(),
        today=None,
    )
    return tuple(f.fix for f in spelling.check(document) if f.fix is not None)


def misread(text: str) -> str | None:
    """Words that lost a letter in a converter, where nobody can tell which."""
    match = _LOST.search(text)
    return text[match.start() : match.start() + 20].strip() if match else None
