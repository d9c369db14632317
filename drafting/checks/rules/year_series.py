"""A series of years told of one thing that has a year twice or skips one: `năm 2021 có 58 hộ, năm 2023 có 60 hộ, …`.

Source: domain.md (a year changed in one place and not in another), contract code `period-leak`. A year twice is told of
two values and more; a skipped year of three and more where all the others follow each other. A warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from drafting.checks.document import Document, Span
from drafting.checks.findings import finding
from drafting.types import Finding, Place

CODE = "period-leak"
_VALUE = r"(nam (\d{4}))(?::| (?:[^\W\d]+ ){0,2}?)\s?\d[\d.,]*%?(?: [^\W\d]+){0,4}"
_SERIES = re.compile(rf"(?<!\w){_VALUE}(?:(?:[,;]| va) {_VALUE}){{1,9}}")
_ONE = re.compile(rf"(?<!\w){_VALUE}")
_LEADS = re.compile(r"[^\d;.,]*")
_LEAST = 3


def check(document: Document) -> Iterable[Finding]:
    """A warning at the year that doesn't go on."""
    for found in document.hits(_SERIES):
        if document.in_prose(found.start()):
            text = document.plain
            years = [(m.span(1), int(m[2])) for m in _ONE.finditer(text, found.start(), found.end())]
            for span, before in _off(years):
                told_on = text[slice(*before)] == text[slice(*span)] and not _told_alike(text, before, span)
                if ";" in text[before[1] : span[0]] and told_on:
                    continue  # `năm 2024 được 22 tỷ đồng; năm 2024 gấp 1,7 lần năm 2020`
                said, other = document.text[slice(*span)], document.text[slice(*before)]
                message = f"Dãy năm không liền: “{said}” sau “{other}”."
                yield finding(document, CODE, "warning", span, message, evidence=[Place(other, *before)])


def _told_alike(text: str, one: Span, other: Span) -> bool:
    """True where the same words lead from two years to their values: `năm 2021: 412 nghìn lượt; năm 2021: 268 nghìn lượt`."""
    return _lead(text, one) == _lead(text, other)


def _lead(text: str, year: Span) -> str:
    found = _LEADS.match(text, year[1])
    return found[0] if found else ""


def _off(years: list[tuple[Span, int]]) -> Iterator[tuple[Span, Span]]:
    """The years that don't go on from the one before: the same again, or a lone one skipped."""
    steps = [b - a for (_, a), (_, b) in pairwise(years)]
    forth = {s > 0 for s in steps if s}
    lone = len(years) >= _LEAST and sorted(map(abs, steps))[-2:] == [1, 2] and len(forth) == 1
    for ((before, _), (span, _)), step in zip(pairwise(years), steps, strict=True):
        if step == 0 or (lone and abs(step) > 1):
            yield span, before
