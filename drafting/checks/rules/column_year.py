"""A number is told of one quarter or year, and is the figures' value of another.

`năm 2022 kết nạp 1.947 hội viên` where the table's column of 2022 has 1.862 and that of 2023 has 1.947: the year is wrong (or the
number: the finding says both). So is the year of `nhiều hơn năm 2021 15 nhà`, where it is 2022 since which there are 15 more.
Source: issue text (wrong period), contract code `period-leak`. An error for a telling number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.alignment.dated import EACH, Moments, moments_of
from drafting.checks.bases import has_columns, misbased, rows
from drafting.checks.document import Document, Span
from drafting.checks.findings import figure_ref, finding, place
from drafting.types import Alignment, Figure, FigureRef, Finding, Mention, Place, Severity

CODE = "period-leak"
_TELLING = 3  # digits: fewer may be anything's
_QUARTERS = {"Q1": "i|1", "Q2": "ii|2", "Q3": "iii|3", "Q4": "iv|4"}


def check(document: Document) -> Iterable[Finding]:
    """A finding at the quarter or year named."""
    for mention, other, span in document.view(_of_columns):
        yield _finding(document, mention, other, span, "là số của kỳ")
    for mention, other, span in document.view(misbased):
        yield _finding(document, mention, other, span, "là mức thay đổi so với kỳ")


def _finding(document: Document, mention: Mention, other: Figure, span: Span, what: str) -> Finding:
    said, quote = document.text[slice(*span)], mention.reading.quote
    message = f"“{said}”, nhưng {quote} {what} {other.period} ({other.label})."
    evidence: list[FigureRef | Place] = [figure_ref(document, other.key), place(mention.reading)]
    severity: Severity = "error" if _digits(mention) >= _TELLING else "warning"
    return finding(document, CODE, severity, span, message, evidence=evidence)


def misdated(document: Document) -> tuple[tuple[Mention, Figure, Span], ...]:
    """Numbers told of another quarter or year than the column that has them, with that figure and where it is said."""
    return *document.view(_of_columns), *document.view(misbased)


def _digits(mention: Mention) -> int:
    value = mention.reading.value
    return 0 if value is None else len(value.normalize().as_tuple().digits)


def _of_columns(document: Document) -> tuple[tuple[Mention, Figure, Span], ...]:
    return tuple(_misdated(document))


def _misdated(document: Document) -> Iterator[tuple[Mention, Figure, Span]]:
    if not has_columns(document):
        return
    moments, every = document.view(_moments), document.view(_every_moment)
    for alignment in document.alignments:
        mention = document.mentions[alignment.mention]
        moment = "" if alignment.agrees else moments.of(mention) or every.of(mention)
        other = _other(document, mention, alignment, moment) if moment and moment[0] != EACH else None
        span = _span(document, mention, moment) if other is not None else None
        if other is not None and span is not None:
            yield mention, other, span


def _moments(document: Document) -> Moments:
    return moments_of(document.text, document.mentions, document.by_key.values())


class _Every(frozenset[str]):
    """All periods, whether or not the figures have a column of them."""

    def __contains__(self, code: object) -> bool:
        return bool(code)


def _every_moment(document: Document) -> Moments:
    return Moments(document.text, document.year(), document.mentions, _Every({EACH}))


def _other(document: Document, mention: Mention, alignment: Alignment, moment: str) -> Figure | None:
    """The one other column of the row named that has the very value."""
    value = mention.reading.value
    fine = mention.reading.decimals and _digits(mention) > 1
    if value is None or not (fine or _digits(mention) >= _TELLING) or not alignment.candidates:
        return None
    meant = document.by_key.get(alignment.candidates[0].expression)
    row = document.view(rows).get((meant.indicator, meant.scope), ()) if meant is not None else ()
    of_no_column = alignment.clear and all((f.period or "")[:4] != moment for f in row)
    if meant is None or not (meant.period == moment or of_no_column):
        return None
    found = [f for f in row if f.value == value and f.period != moment]
    return found[0] if len({f.period for f in found}) == 1 else None


def _span(document: Document, mention: Mention, moment: str) -> Span | None:
    """Where the sentence names it, the nearest to the number."""
    low, high = document.sentence(mention.reading.start)
    spans = list(_named(document.plain[low:high], moment))
    at = mention.reading.start - low
    near = min(spans, key=lambda s: (s[0] > at, abs(s[0] - at)), default=None)
    return None if near is None else (low + near[0], low + near[1])


def _named(words: str, moment: str) -> Iterator[Span]:
    year, _, part = moment.partition("-")
    if part.isdigit():
        yield from (m.span() for m in re.finditer(rf"(?<!\w)thang 0?{int(part)}(?!\w)", words))
        return
    said = (
        rf"quy (?:{_QUARTERS[part]})(?!\w)"
        if part in _QUARTERS
        else rf"nam (?:hoc \d{{4}} ?[-–] ?)?{year}(?!\w)"
    )
    yield from (m.span() for m in re.finditer(rf"(?<!\w){said}", words))
