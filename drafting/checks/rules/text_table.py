"""Text and a table of the same document agree.

Source: contract.md, `text-table`. What a number of the prose states over the document's own tables is
told by the same alignment as over the source figures; only clear words accuse.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.tables import cell_span
from drafting.checks.typos import one_slip, significant
from drafting.checks.verdicts import contradicted, opposite
from drafting.checks.within_text import accounts
from drafting.checks.wording import name
from drafting.types import Candidate, Finding, Mention, Place, Severity

CODE = "text-table"
SURE = 0.8
_TELLING = 3  # digits that are no chance


def check(document: Document) -> Iterable[Finding]:
    """Findings on numbers of the prose that the document's own tables contradict."""
    for alignment in document.own_alignments:
        mention, chosen = document.mentions[alignment.mention], alignment.chosen
        if chosen is None or mention.table is not None or not document.in_prose(mention.reading.start):
            continue
        told = document.view(accounts).expressions.get(mention.reading.start)
        if told and chosen.score < SURE:
            continue  # the text itself says what it is of
        if _of_another(document, mention, chosen):
            continue
        if contradicted(mention, alignment) or (
            alignment.clear and opposite(mention.reading, chosen, document.own_by_key)
        ):
            yield _finding(document, mention, chosen)


def _of_another(document: Document, mention: Mention, chosen: Candidate) -> bool:
    """True where the number is another cell of the tables, or a sum of the text's own that no slip sets apart."""
    value, own = mention.reading.value, document.own_by_key
    cells = [own[k] for k in chosen.keys if k in own]
    if value is None or any(c.value is not None and one_slip(value, c.value) for c in cells):
        return False
    if significant(value) >= _TELLING and any(f.value == value for f in document.own.figures):
        return True
    totals = document.view(accounts).totals
    return mention.reading.start in totals or mention.reading.start in {t.start for t in totals.values()}


def _finding(document: Document, mention: Mention, chosen: Candidate) -> Finding:
    own = document.own_by_key
    figures = [own[k] for k in chosen.keys if k in own]
    spans = [cell_span(document.report, f.source) for f in figures]
    places = [Place(document.text[s:e], s, e) for s, e in (span for span in spans if span)]
    cells = ", ".join(f.written for f in figures)
    reading = mention.reading
    message = f"Văn bản nêu {reading.quote}, còn bảng của chính văn bản ghi {name(figures[0])}: {cells}."
    severity: Severity = "error" if chosen.score >= SURE else "warning"
    return finding(document, CODE, severity, (reading.start, reading.end), message, evidence=places)
