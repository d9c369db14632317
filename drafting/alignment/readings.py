"""The numbers of a text, read stretch by stretch, so that an edit makes only its own stretch be read again.

A stretch ends with a line that ends a sentence: what a list's head or a table's column of row numbers says
never reaches over one (`drafting.numbers.lists`, `drafting.numbers.tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from drafting import numbers
from drafting.numbers.types import Reading

_END = re.compile(r"[.!?][ \t]*\n(?=[^\d\n])")
_MOST = 4000
KNOWN: dict[str, tuple[Reading, ...]] = {}


def readings(text: str) -> tuple[Reading, ...]:
    """Every number of a text, in order, figures and non-figures."""
    if not text.isascii() and any("\u0300" <= c <= "\u036f" for c in set(text)):
        return numbers.read(text)  # with combining marks: read composed, as a whole
    found: list[Reading] = []
    for start, end in _stretches(text):
        stretch = text[start:end]
        inside = KNOWN.get(stretch)
        if inside is None:
            if len(KNOWN) > _MOST:
                KNOWN.clear()
            inside = KNOWN[stretch] = numbers.read(stretch)
        found += [moved(r, start) for r in inside]
    return tuple(found)


def moved(reading: Reading, by: int) -> Reading:
    """The reading at another place."""
    return replace(reading, start=reading.start + by, end=reading.end + by) if by else reading


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)
