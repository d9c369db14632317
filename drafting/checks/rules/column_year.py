"""A number is told of one quarter or year, and is the figures' value of another.

`năm 2022 kết nạp 1.947 hội viên` where the table's column of 2022 has 1.862 and that of 2023 has 1.947: the year is wrong (or the
number: the finding says both). Source: issue text (wrong period), contract code `period-leak`. An error for a telling number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.alignment.dated import EACH, Moments, moments_of
from drafting.checks.document import Document, Span
from drafting.checks.findings import figure_ref, finding, place
from drafting.types import Alignment, Figure, FigureRef, Finding, Mention, Place

CODE = "period-leak"
_TELLING = 3  # digits: fewer may be anything's
_QUARTERS = {"Q1": "i|1", "Q2": "ii|2", "Q3": "iii|3", "Q4": "iv|4"}


def check(document: Document) -> Iterable[Finding]:
    """A finding at the quarter or year named."""
    for mention, other, span in document.view(misdated):
        said, quote = document.text[slice(*span)], mention.reading.quote
        message = f"“{said}”, nhưng {quote} là số của kỳ {other.period} ({other.label})."
        evidence: list[FigureRef | Place] = [figure_ref(document, other.key), place(mention.reading)]
        yield finding(document, CODE, "error", span, message, evidence=evidence)


def misdated(document: Document) -> tuple[tuple[Mention, Figure, Span], ...]:
    """Numbers told of another quarter or year than the column that has them, with that figure and where it is said."""
    return tuple(_misdated(document))


def _misdated(document: Document) -> Iterator[tuple[Mention, Figure, Span]]:
    if not any(f.role == "other" and f.period for f in document.by_key.values()):
        return
    moments = document.view(_moments)
    for alignment in document.alignments:
        mention = document.mentions[alignment.mention]
        moment = "" if alignment.agrees else moments.of(mention)
        other = _other(document, mention, alignment, moment) if moment and moment[0] != EACH else None
        span = _span(document, mention, moment) if other is not None else None
        if other is not None and span is not None:
            yield mention, other, span


def _moments(document: Document) -> Moments:
    return moments_of(document.text, document.mentions, document.by_key.values())


def _other(document: Document, mention: Mention, alignment: Alignment, moment: str) -> Figure | None:
    """The one other column of the row named that has the very value."""
    value = mention.reading.value
    if value is None or len(value.normalize().as_tuple().digits) < _TELLING or not alignment.candidates:
        return None
    meant = document.by_key.get(alignment.candidates[0].expression)
    if meant is None or meant.period != moment:
        return None
    row = document.view(_rows)[meant.indicator, meant.scope]
    found = [f for f in row if f.value == value and f.period != moment]
    return found[0] if len({f.period for f in found}) == 1 else None


def _rows(document: Document) -> dict[tuple[str, str | None], list[Figure]]:
    found: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in document.by_key.values():
        if figure.role in ("actual", "same-period", "other") and figure.period:
            found.setdefault((figure.indicator, figure.scope), []).append(figure)
    return found


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
