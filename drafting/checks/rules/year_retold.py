"""A value of a row of years told again of another of these years: `năm 2023 đạt 92,7%`, which was 2024's.

Source: contract code `restated` (one thing told twice), domain.md. The words before the number tell the year and name what
the row is of. A warning: the year or the number may be what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.checks.document import Document
from drafting.checks.findings import finding, place
from drafting.checks.kinds import unit_of
from drafting.checks.retelling import likeness, own_words
from drafting.checks.series import Series, series
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "restated"
_OF_YEAR = re.compile(r"(?<!\w)(nam (20\d\d))(?: [^\W\d]+){0,3}\s*$")
_LIKE = 0.35


def check(document: Document) -> Iterable[Finding]:
    """A warning at each such year."""
    rows = [one for one in document.view(series) if one.whole]
    for reading in document.prose if rows else ():
        low, _ = document.sentence(reading.start)
        named = _OF_YEAR.search(document.plain, max(low, reading.start - 40), reading.start)
        if not named or reading.change or reading.qualifier:
            continue
        for one in rows:
            right = _told_of(document, one, reading, int(named[2]))
            if right is not None:
                year, value = right
                said = document.text[slice(*named.span(1))]
                message = f"Ở dãy các năm, {value.quote} là của năm {year}, ở đây nêu là của “{said}”."
                yield finding(document, CODE, "warning", named.span(1), message, evidence=[place(value)])
                break


def _told_of(document: Document, one: Series, reading: Reading, year: int) -> tuple[int, Reading] | None:
    """The year of a row that has the number, where the year said has another."""
    said = one.of(year)
    inside = one.span[0] <= reading.start < one.span[1]
    if said is None or inside or said.value == reading.value or said.kind != reading.kind:
        return None
    if unit_of(said) != unit_of(reading):
        return None
    alike = [(y, v) for y, v in zip(one.years, one.values, strict=True) if v.value == reading.value]
    if len(alike) != 1 or likeness(document, own_words(document, reading), alike[0][1]) < _LIKE:
        return None
    return alike[0]
