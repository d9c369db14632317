"""Text and a table of the same document agree.

Source: contract.md, `text-table`. What a number of the prose states over the document's own tables is
told by the same alignment as over the source figures; only clear words accuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from drafting.checks.directions import opposite
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.moves import explained
from drafting.checks.parts import in_parts
from drafting.checks.plain import plain
from drafting.checks.runs import in_sums
from drafting.checks.sums import named_nouns
from drafting.checks.tables import cell_span
from drafting.checks.verdicts import contradicted
from drafting.checks.within_text import accounts
from drafting.checks.wording import name
from drafting.numbers.typos import one_slip, significant
from drafting.types import Candidate, Figure, Finding, Mention, Place, Severity

CODE = "text-table"
SURE = 0.8
_TELLING = 3  # digits that are no chance
_TOTAL = re.compile(r"(?:tong(?: so| cong)?|cong|toan [a-z]+)(?!\w)")
_JOINED = re.compile(r"\s*(?:[,;/]|\bva\b)\s*")
_WITHOUT = re.compile(r"(?<!\w)(?:khong|chua) (?:ke|tinh|bao gom|gom)(?!\w)|(?<!\w)loai tru(?!\w)")
_OF = re.compile(r"\d[^\d;,.]{0,15}/\s*$")  # what another number is of: `14.826 triệu đồng/26.500 triệu đồng`


def check(document: Document) -> Iterable[Finding]:
    """Findings on numbers of the prose that the document's own tables contradict."""
    for alignment in document.own_alignments:
        mention, chosen = document.mentions[alignment.mention], alignment.chosen
        if chosen is None or mention.table is not None or not document.in_prose(mention.reading.start):
            continue
        if chosen.score < SURE and mention.reading.start in document.view(in_parts(_worked_out)):
            continue  # the text itself says what it is of
        if _set_aside(document, mention):
            continue  # `Nếu không kể tiền sử dụng đất thì thu được …` is of all the others
        if _one_of_several(document, mention, chosen) or _of_another(document, mention, chosen):
            continue
        if contradicted(mention, alignment) or (
            alignment.clear and opposite(mention.reading, chosen, document.own_by_key)
        ):
            yield _finding(document, mention, chosen)


def _set_aside(document: Document, mention: Mention) -> bool:
    return bool(_WITHOUT.search(document.plain, mention.sentence[0], mention.reading.start))


def _one_of_several(document: Document, mention: Mention, chosen: Candidate) -> bool:
    """True where the column counts several things (`Cán bộ, giáo viên, nhân viên`) and the text one of them."""
    noun = plain(mention.reading.noun or "")
    if named_nouns(document, mention.reading):  # `412 tập thể, cá nhân` is in no column of one of them
        wanted = named_nouns(document, mention.reading)
        told = (plain(document.own_by_key[k].label) for k in chosen.keys if k in document.own_by_key)
        return any(not all(w in label for w in wanted) for label in told)
    labels = (document.own_by_key[k].label for k in chosen.keys if k in document.own_by_key)
    heads = [_JOINED.split(plain(label.rpartition(":")[2].strip())) for label in labels]
    return bool(noun) and any(len(h) > 1 and sum(one.startswith(noun) for one in h) == 1 for h in heads)


def _of_another(document: Document, mention: Mention, chosen: Candidate) -> bool:
    """True for a number that the text's own sums, changes or ratios are made of, where no slip sets it apart from the cell."""
    reading, own = mention.reading, document.own_by_key
    cells = [own[k].value for k in chosen.keys if k in own]
    if _another_time(document, mention, chosen):
        return True
    if reading.value is None or any(c is not None and one_slip(reading.value, c) for c in cells):
        return False
    lead = document.text[max(0, reading.start - 20) : reading.start]
    if reading.start in document.view(in_parts(_taken_up)) or _OF.search(lead) is not None:
        return True
    columns = {own[k].label.rpartition(":")[2] for k in chosen.keys if k in own}
    totals = document.view(_totals).get(reading.value)
    return totals is not None and significant(reading.value) >= _TELLING and not columns.isdisjoint(totals)


def _worked_out(part: Document) -> Iterable[int]:
    """Where the numbers stand that others of the text give."""
    return part.view(accounts).expressions


def _taken_up(part: Document) -> Iterable[int]:
    """Where the numbers stand that the text's own sums and changes are made of."""
    totals = part.view(accounts).totals
    return (*totals, *(t.start for t in totals.values()), *part.view(in_sums), *part.view(explained))


def _totals(document: Document) -> dict[Decimal, set[str]]:
    """The columns of the own tables' totals, by value."""
    found: dict[Decimal, set[str]] = {}
    for figure in document.own.figures:
        if figure.value is not None and _TOTAL.match(plain(figure.label)):
            found.setdefault(figure.value, set()).add(figure.label.rpartition(":")[2])
    return found


def _another_time(document: Document, mention: Mention, chosen: Candidate) -> bool:
    """True where the same row has the stated number in a column of another time: the fourth quarter's, not the first's."""
    own = document.own_by_key
    named = [own[k] for k in chosen.keys if k in own]
    if len(named) != 1:
        return False
    periods = document.view(_periods).get((_key(named[0]), mention.reading.value))
    return periods is not None and not periods <= {named[0].period}


def _periods(document: Document) -> dict[tuple[object, Decimal | None], set[str | None]]:
    """Of what periods the own tables have a value, by what it is of."""
    found: dict[tuple[object, Decimal | None], set[str | None]] = {}
    for figure in document.own.figures:
        found.setdefault((_key(figure), figure.value), set()).add(figure.period)
    return found


def _key(figure: Figure) -> tuple[str, str | None, str]:
    return figure.indicator, figure.scope, figure.role


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
