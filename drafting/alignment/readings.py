"""The numbers of a text, read stretch by stretch, so that an edit makes only its own stretch be read again.

A stretch ends with a line that ends a sentence: what a list's head or a table's column of row numbers says
never reaches over one (`drafting.numbers.lists`, `drafting.numbers.tables`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from drafting import numbers
from drafting.alignment.faults import Faults
from drafting.numbers.types import Reading

_END = re.compile(r"[.!?][ \t]*\n(?=[^\d\n])")
_MARK = re.compile("[\u0300-\u036f]")
_MOST = 4000
# A stretch's readings at the place where it was last met: while one types at the end of a text, none moves.
KNOWN: dict[str, tuple[int, tuple[Reading, ...]]] = {}


@lru_cache(maxsize=8)
def readings(text: str) -> tuple[Reading, ...]:
    """Every number of a text, in order, figures and non-figures."""
    found: list[Reading] = []
    for start, end in pairwise(stretches(text)):
        found += _of_stretch(text[start:end], start)
    return tuple(found)


@lru_cache(maxsize=8)
def stretches(text: str) -> tuple[int, ...]:
    """Where the stretches of a text begin, and its end: what a number is read as depends on its own stretch alone."""
    # With combining marks it is read composed, as a whole.
    inner = () if _MARK.search(text) else (m.end() for m in _END.finditer(text))
    return tuple(dict.fromkeys((0, *inner, len(text))))


def readings_by_parts(text: str, faults: Faults) -> tuple[Reading, ...]:
    """The same where a stretch can't be read: those of all others."""
    nothing: tuple[Reading, ...] = ()
    found: list[Reading] = []
    for start, end in pairwise(stretches(text)):
        stretch = text[start:end]
        found += faults.attempt("numbers", lambda s=stretch, at=start: _of_stretch(s, at), nothing)  # type: ignore[misc]
    return tuple(found)


def _of_stretch(stretch: str, start: int) -> tuple[Reading, ...]:
    known = KNOWN.get(stretch)
    if known is None or known[0] != start:
        if len(KNOWN) > _MOST:
            KNOWN.clear()
        at, inside = known or (0, numbers.read(stretch))
        known = KNOWN[stretch] = start, tuple(r.moved(start - at) for r in inside)
    return known[1]


def forget() -> None:
    """Forget what was read."""
    readings.cache_clear()
    stretches.cache_clear()
    KNOWN.clear()
