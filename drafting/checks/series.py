"""Values told year by year in one sentence: `năm 2020: 412 nghìn lượt; năm 2021: 268 nghìn lượt; năm 2022 …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.checks.document import Document, Span
from drafting.checks.kinds import noun_of, unit_of
from drafting.numbers.types import Reading

LEAST = 3
_LINE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)(?:[^\n]*?(?<!\d)(?:19|20)\d\d(?!\d)){2}")
_YEAR = re.compile(
    r"(?<![\d./-])(?:nam (?:hoc \d{4} ?- ?)?)?((?:19|20)\d\d)\)?\s*(?:[:\-–(]\s*)?(?:[^\W\d]+ ){0,3}$"
)


@dataclass(frozen=True, slots=True)
class Series:
    """The years of a sentence, one behind the other, and the value of each.

    Attributes:
        span: the sentence.
        whole: False where a year beside it doesn't go on from it: one of the two is wrong, or one is left out.
    """

    years: tuple[int, ...]
    values: tuple[Reading, ...]
    span: Span
    whole: bool = True

    def of(self, year: int) -> Reading | None:
        """The value of a year."""
        return dict(zip(self.years, self.values, strict=True)).get(year)


def series(document: Document) -> tuple[Series, ...]:
    """Every such series of the prose, in order of place."""
    lines = {document.plain.rfind("\n", 0, hit.start()) for hit in document.hits(_LINE)}
    blocks = [b for b in document.lines if b.start - 1 in lines]
    return tuple(s for b in blocks for span in document.sentences(b) for s in _of(document, span))


def in_series(document: Document) -> frozenset[int]:
    """Where the values of such series stand."""
    return frozenset(r.start for s in document.view(series) for r in s.values)


def _of(document: Document, span: Span) -> Iterator[Series]:
    run: list[tuple[int, Reading]] = []
    since, broken = span[0], False
    for reading in document.within(*span):
        found = _YEAR.search(document.plain, since, reading.start)
        since = reading.end
        year = int(found[1]) if found and reading.value is not None and reading.kind != "rank" else None
        alike = bool(run) and year is not None and _alike(run[-1][1], reading)
        if run and not (alike and year == run[-1][0] + 1):
            yield from _kept(run, span, whole=not (broken or alike))
            run, broken = [], alike
        run += [(year, reading)] if year is not None else []
    yield from _kept(run, span, whole=not broken)


def _kept(run: Sequence[tuple[int, Reading]], span: Span, *, whole: bool) -> Iterator[Series]:
    if len(run) >= LEAST:
        yield Series(tuple(y for y, _ in run), tuple(r for _, r in run), span, whole)


def _alike(one: Reading, other: Reading) -> bool:
    return (
        one.kind == other.kind and unit_of(one) == unit_of(other) and noun_of(one)[:1] == noun_of(other)[:1]
    )
