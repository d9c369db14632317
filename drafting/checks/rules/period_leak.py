"""A year, date or period of the precedent is left in the draft.

Source: domain.md (clerks' own words on what goes wrong), contract.md, `period-leak`. The precedent's own
period named outside a comparison is wrong; a sentence carried word for word with a year or a date in
it, or a superior's plan or letter of that time, wants a look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus import periods
from drafting.checks import load, past
from drafting.checks.citations import Citation, citations, year_of
from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.checks.line_search import Hit
from drafting.checks.plain import plain
from drafting.types import Finding, Severity

CODE = "period-leak"
_PHRASE = re.compile(
    r"(?<!\w)(?:(?:\d+|sáu|ba|chín)\s+tháng\s+(?:đầu|cuối)\s+năm\s+\d{4}|quý\s+[IVX1-4]+\s*(?:/|năm)\s*\d{4}|"
    r"\d+\s+tháng\s+năm\s+\d{4}|(?:năm|tháng\s+\d{1,2}\s*/|tháng\s+\d{1,2}\s+năm)\s*\d{4})(?!\w)",
    re.IGNORECASE,
)
_OPENS = 8
_SESSION = re.compile(r"(?<!\w)ky hop (?:lan )?thu (?:muoi )?\w+(?!\w)")
_RANGE = re.compile(r"^\s*[-–]\s*\d{4}")
# `23 tuyến (năm 2024 mở rộng 17 tuyến)`: what it was then, beside what it is now
_BESIDE = re.compile(r"[^()\d\n]{0,40}\d[^()\n]{0,30}\)")
_OWN_KINDS = ("ke hoach", "cong van", "huong dan", "van ban", "quyet dinh")
_LOCAL = re.compile(r"(?:ubnd|hdnd|mttq|hdtdkt|tdkt|bcd|bch)(?!\w)|-(?:du|hu|tu)$")


def check(document: Document) -> Iterable[Finding]:
    """Findings where there is a precedent of another period."""
    then = document.precedent.report.meta.period if document.precedent else None
    if not then or not document.period or then == document.period:
        return
    cited = document.view(citations)
    yield from _phrases(document, then, [c.date_span for c in cited if c.date_span])
    yield from _letters(document, then)
    yield from _sessions(document, then)


def _phrases(document: Document, then: str, dates: list[Span]) -> Iterator[Finding]:
    now = {document.period, _rest(document.period)}
    old = {then, _rest(then)} - now
    for found in document.text_hits(_PHRASE):
        code = periods.parse_period(found[0])
        dated = any(s <= found.start() < e for s, e in dates)
        if code is None or dated or _excused(document, found):
            continue
        severity = _severity(document, found, code in old)
        if severity and code not in now:
            message = f"“{found[0]}” là thời gian của báo cáo cũ; báo cáo này là {_words(document.period)}."
            yield finding(document, CODE, severity, found.span(), message)


def _severity(document: Document, found: Hit, old: bool) -> Severity | None:
    """An error where the old period is named as this one, a warning where a sentence was carried."""
    long = "tháng" in found[0].lower() or "quý" in found[0].lower()
    heading = _titled(document, found.start())
    if old and (long or heading):
        return "error"
    sentence = document.sentence(found.start())
    opens = old and found.start() - sentence[0] < _OPENS and past.partly(document, sentence)
    kept = opens or past.carried(document, sentence)
    return "warning" if kept else None


def _excused(document: Document, found: Hit) -> bool:
    """True in a comparison, in a table, in a span of years, or in a document's title."""
    low, high = document.sentence(found.start())
    near = document.plain[max(low, found.start() - 60) : min(high, found.end() + 25)]
    compared = _compared(near, past.carried(document, (low, high))) or " tu nam" in near
    closed = "tong ket" in near and not _titled(document, found.start())
    spanned = _RANGE.match(document.text[found.end() : found.end() + 8])
    before = document.text[max(low, found.start() - 3) : found.start()].rstrip()
    in_table = any(t.start <= found.start() < t.end for t in document.report.tables)
    beside = before.endswith("(") and _BESIDE.match(document.text, found.end())
    return bool(compared or closed or spanned or before.endswith(("-", "–")) or in_table or beside)


def _compared(near: str, carried: bool) -> bool:
    """True where the words beside a time compare; a plan or target of then, carried word for word, doesn't."""
    found = load.pattern("list_words.txt", "compare").findall(near)
    return bool(set(found) - {"ke hoach", "chi tieu"}) if carried else bool(found)


def _titled(document: Document, offset: int) -> bool:
    """True in the title block or a heading; a numbered line that tells figures is a sentence, not a title."""
    blocks = (b for b in document.report.blocks if b.kind in ("front", "heading"))
    return any(b.start <= offset < b.end and not document.within(b.start, b.end) for b in blocks)


def _letters(document: Document, past_period: str) -> Iterator[Finding]:
    """Plans, letters and decisions of the past year that the precedent cites too."""
    if document.precedent is None:
        return
    year = periods.year_of(past_period)
    if year == document.year():
        return
    then = {_number(c): c for c in document.view(_cited_then)}
    for citation in document.view(citations):
        earlier = then.get(_number(citation))
        if earlier is None or citation.kind not in _OWN_KINDS or not _of_year(citation, earlier, year):
            continue
        if _still_runs(document, citation.span[0], document.year() or year):
            continue
        quote = document.text[slice(*citation.span)]
        message = f"{quote} là văn bản của kỳ báo cáo cũ (năm {year}); xem lại có còn đúng cho kỳ này."
        yield finding(document, CODE, "warning", citation.span, message)


def _sessions(document: Document, then: str) -> Iterator[Finding]:
    """A council's session by the number that the precedent gives it, in another year."""
    if periods.year_of(then) == document.year():
        return
    told = document.view(past.words)
    for found in document.hits(_SESSION):
        if re.search(rf"(?<!\w){re.escape(found[0])}(?!\w)", told):
            quote = document.text[slice(*found.span())]
            message = f"“{quote}” cũng là kỳ họp nêu ở báo cáo cũ; xem lại có còn đúng cho kỳ này."
            yield finding(document, CODE, "warning", found.span(), message)


def _cited_then(document: Document) -> tuple[Citation, ...]:
    return citations(Document(report=document.precedent.report)) if document.precedent else ()


def _number(citation: Citation) -> tuple[str, str]:
    return citation.kind, plain(citation.number).replace(" ", "")


def _of_year(citation: Citation, earlier: Citation, year: int) -> bool:
    """True for a document of the past year: by its date, the precedent's or, where none is given, a local symbol."""
    date = citation.date or earlier.date
    if date is not None:
        return date[2] == year
    return _LOCAL.search(plain(citation.number)) is not None and year_of(citation) in (None, year)


def _still_runs(document: Document, offset: int, year: int) -> bool:
    """True where the sentence speaks of a span of years that this period is in."""
    low, high = document.sentence(offset)
    spans = re.findall(r"(\d{4}) ?[-–] ?(\d{4})", document.plain[low:high])
    return any(int(a) <= year <= int(b) for a, b in spans)


def _rest(code: str | None) -> str | None:
    if code is None or "-" not in code:
        return None
    return periods.parse_period(periods.rest_of_year(code))


def _words(code: str | None) -> str:
    return periods.period_words(code) if code else ""
