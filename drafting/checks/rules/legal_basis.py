"""A cited legal document that had been replaced by the report's date, was not there yet, or bears another date.

Source: data/legal.tsv, each line with its own source, and the user's own lines (`legal.tsv` in the library's folder),
which come first. Of a document that neither knows only its own date or year tells that it came after the report. Always
a warning: a report may cite what was in force when its campaign began.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from corpus import periods
from drafting.checks import load
from drafting.checks.citations import Citation, citations, laws, year_of
from drafting.checks.document import Document
from drafting.checks.findings import finding
from drafting.checks.plain import plain
from drafting.checks.times import day_words, guessed, report_date
from drafting.types import Finding

CODE = "legal-basis"
# A report without a day of its own is written some weeks after its period's end.
_LATER = datetime.timedelta(days=90)
_WHOLE = len("2024-06-25")
Entry = Mapping[str, str]


@cache
def _known() -> tuple[dict[str, str], ...]:
    return load.rows("legal.tsv")


def check(document: Document) -> Iterable[Finding]:
    """Findings on citations of replaced, later and misdated documents."""
    when = report_date(document)
    if when is None:
        return
    for citation in (*document.view(citations), *document.view(laws)):
        entry = _entry(citation, document.legal) or _entry(citation, _known())
        if entry is not None:
            yield from _misdated(document, citation, entry)
        if entry is not None and _ended(entry, when):
            yield finding(document, CODE, "warning", citation.span, _said_of(entry))
        else:
            yield from _not_yet(document, citation, entry, when)


def _said_of(entry: Entry) -> str:
    """What is wrong with citing a replaced document, and how sure that is."""
    doubt = "" if entry.get("sure", "V") == "V" else "; mốc này chưa đối chiếu được với văn bản gốc"
    until = day_words(entry["until"])
    return (
        f"{entry['document']} hết hiệu lực sau ngày {until}, đã được thay bằng {entry['successor']}{doubt}."
    )


def _ended(entry: Entry, when: datetime.date) -> bool:
    until = entry.get("until", "")
    return bool(until) and datetime.date.fromisoformat(until) < when


def _misdated(document: Document, citation: Citation, entry: Entry) -> Iterator[Finding]:
    """The document's number with another document's date."""
    dated = _issued(entry)
    if dated is None or citation.date is None or citation.date_span is None or not citation.number:
        return
    day, month, year = citation.date
    if (day, month, year) != (dated.day, dated.month, dated.year):
        message = f"{entry['document']} ban hành ngày {entry['dated']}, không phải ngày này."
        yield finding(document, CODE, "warning", citation.date_span, message, expected=entry["dated"])


def _not_yet(
    document: Document, citation: Citation, entry: Entry | None, when: datetime.date
) -> Iterator[Finding]:
    """A document issued after the report, by the base, its date or the year in its number."""
    issued = (_issued(entry) if entry is not None else None) or _said(citation)
    exact = len(document.report.meta.date) == _WHOLE
    if issued is None or guessed(document) or issued <= when + (datetime.timedelta() if exact else _LATER):
        return
    since = f"ngày {day_words(issued.isoformat())}" if citation.date or entry else f"năm {issued.year}"
    period = periods.period_words(document.period) if document.period else ""
    own = period if period and not exact else f"ngày {day_words(when.isoformat())}"
    quote = document.text[slice(*citation.span)]
    message = f"“{quote}” là văn bản của {since}, sau báo cáo này ({own})."
    yield finding(document, CODE, "warning", citation.span, message)


def _issued(entry: Entry) -> datetime.date | None:
    numbers = [int(n) for n in re.findall(r"\d+", entry.get("dated", ""))]
    return datetime.date(*reversed(numbers)) if len(numbers) == len("dmy") else None


def _said(citation: Citation) -> datetime.date | None:
    """The day of issue as cited, or the first of the year that the number or the words say."""
    if citation.date is not None:
        day, month, year = citation.date
        valid = 1 <= month <= 12 and 1 <= day <= 28  # a day that no month has is another rule's matter
        return datetime.date(year, month, day) if valid else datetime.date(year, 1, 1)
    year_said = year_of(citation) or (citation.year if citation.name else None)
    return datetime.date(year_said, 1, 1) if year_said else None


def _entry(citation: Citation, entries: Sequence[Entry]) -> Entry | None:
    """The document cited; of two laws of one name and year the one that is in force longest."""
    found = [e for e in entries if _is(citation, e)]
    return max(found, key=lambda e: e.get("until") or "9999", default=None)


def _is(citation: Citation, entry: Entry) -> bool:
    """Same number with its year or symbol; a bare number needs kind and date too, a law's name its year."""
    if citation.name and not citation.number:
        return _is_law(citation, entry)
    cited, known = _norm(citation.number), _norm(entry["number"])
    if cited == known:
        return True
    if citation.kind != plain(entry["kind"]):
        return False
    if cited.count("/") == 1 and cited == "/".join(known.split("/")[:2]):
        return True
    dated = _issued(entry)
    if dated is None or cited != known.split("/")[0]:
        return False
    return citation.date == (dated.day, dated.month, dated.year) or citation.year == dated.year


def _is_law(citation: Citation, entry: Entry) -> bool:
    """True for a law by its name and the year, or the day, of its issue."""
    names = [tuple(name.split()) for name in entry.get("name", "").split("|") if name]
    dated = _issued(entry)
    if dated is None or tuple(w for w in citation.name if w != "va") not in names:
        return False
    return citation.date == (dated.day, dated.month, dated.year) or citation.year == dated.year


def _norm(number: str) -> str:
    """A number for comparing: no accents, one sign between its parts, the year in full (`91/17/NĐ/CP`)."""
    parts = re.sub(r"[-–]", "/", plain(number).replace(" ", "")).split("/")
    if len(parts) > 2 and parts[1].isdigit() and len(parts[1]) == 2:
        parts[1] = f"20{parts[1]}"
    return "/".join(parts)
