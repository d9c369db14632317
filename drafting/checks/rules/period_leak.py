"""A year, date or period of the precedent is left in the draft.

Source: domain.md (clerks' own words on what goes wrong), contract.md, `period-leak`. The precedent's own
period named outside a comparison is wrong; a sentence carried word for word with a year or a date in
it, or a superior's plan or letter of that time, wants a look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus import periods
from drafting.checks import load
from drafting.checks.citations import citations
from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.checks.plain import plain
from drafting.types import Finding, Severity

CODE = "period-leak"
_PHRASE = re.compile(
    r"(?<!\w)(?:(?:\d+|sáu|ba|chín)\s+tháng\s+(?:đầu|cuối)\s+năm\s+\d{4}|quý\s+[IVX1-4]+\s*(?:/|năm)\s*\d{4}|"
    r"(?:năm|tháng\s+\d{1,2}\s*/|tháng\s+\d{1,2}\s+năm)\s*\d{4})(?!\w)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"^\s*[-–]\s*\d{4}")
_OWN_KINDS = ("ke hoach", "cong van", "huong dan", "van ban")


def check(document: Document) -> Iterable[Finding]:
    """Findings where there is a precedent of another period."""
    past = document.precedent.report.meta.period if document.precedent else None
    if not past or not document.period or past == document.period:
        return
    cited = document.view(citations)
    yield from _phrases(document, past, [c.date_span for c in cited if c.date_span])
    yield from _letters(document, past)


def _phrases(document: Document, past: str, dates: list[Span]) -> Iterator[Finding]:
    carried = _sentences(document)
    now = {document.period, _rest(document.period)}
    old = {past, _rest(past)} - now
    for found in _PHRASE.finditer(document.text):
        code = periods.parse_period(found[0])
        dated = any(s <= found.start() < e for s, e in dates)
        if code is None or dated or _excused(document, found):
            continue
        severity = _severity(document, found, code in old, carried)
        if severity and code not in now:
            message = f"“{found[0]}” là thời gian của báo cáo cũ; báo cáo này là {_words(document.period)}."
            yield finding(document, CODE, severity, found.span(), message)


def _severity(
    document: Document, found: re.Match[str], old: bool, carried: frozenset[str]
) -> Severity | None:
    """An error where the old period is named as this one, a warning where a sentence was carried."""
    long = "tháng" in found[0].lower() or "quý" in found[0].lower()
    heading = _titled(document, found.start())
    if old and (long or heading):
        return "error"
    low, high = document.sentence(found.start())
    return "warning" if _norm(document.text[low:high]) in carried else None


def _excused(document: Document, found: re.Match[str]) -> bool:
    """True in a comparison, in a table, in a span of years, or in a document's title."""
    low, high = document.sentence(found.start())
    near = document.plain[max(low, found.start() - 60) : min(high, found.end() + 25)]
    compared = bool(load.pattern("list_words.txt", "compare").search(near)) or " tu nam" in near
    closed = "tong ket" in near and not _titled(document, found.start())
    spanned = _RANGE.match(document.text[found.end() : found.end() + 8])
    before = document.text[max(low, found.start() - 3) : found.start()].rstrip()
    in_table = any(t.start <= found.start() < t.end for t in document.report.tables)
    return bool(compared or closed or spanned or before.endswith(("-", "–")) or in_table)


def _titled(document: Document, offset: int) -> bool:
    """True in the title block or a heading."""
    blocks = (b for b in document.report.blocks if b.kind in ("front", "heading"))
    return any(b.start <= offset < b.end for b in blocks)


def _letters(document: Document, past: str) -> Iterator[Finding]:
    """Plans and letters of the past year that the precedent cites too."""
    precedent = document.precedent
    if precedent is None:
        return
    known = plain(precedent.report.text).replace(" ", "")
    year = periods.year_of(past)
    this = document.year()
    for citation in document.view(citations):
        if (
            citation.kind not in _OWN_KINDS
            or citation.date is None
            or citation.date[2] != year
            or year == this
        ):
            continue
        if plain(citation.number).replace(" ", "") in known:
            quote = document.text[slice(*citation.span)]
            message = f"{quote} (năm {year}) là văn bản của kỳ báo cáo cũ; xem lại có còn đúng cho kỳ này."
            yield finding(document, CODE, "warning", citation.span, message)


def _sentences(document: Document) -> frozenset[str]:
    """The precedent's sentences, for finding those carried word for word."""
    precedent = document.precedent
    if precedent is None:
        return frozenset()
    other = Document(report=precedent.report)
    return frozenset(_norm(other.text[s:e]) for line in other.lines for s, e in other.sentences(line))


def _norm(sentence: str) -> str:
    return re.sub(r"\W+", " ", plain(sentence)).strip()


def _rest(code: str | None) -> str | None:
    if code is None or "-" not in code:
        return None
    return periods.parse_period(periods.rest_of_year(code))


def _words(code: str | None) -> str:
    return periods.period_words(code) if code else ""
