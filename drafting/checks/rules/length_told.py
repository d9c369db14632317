"""A length of time that the figures have: `thời gian mất điện bình quân 426 phút` where the table has 42,6.

Lengths of time are no figures (`trong 3 ngày`), but a row measured in minutes, hours or days is one. Only where all
telling words of one row's name stand before the number, and no word of a change or of another time does. Source:
issue text (a number finds what it states by its unit and its words), contract code `figure-mismatch`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.checks.document import Document
from drafting.checks.findings import about, figure_ref
from drafting.checks.names import bare
from drafting.checks.plain import plain_words
from drafting.checks.settle_words import LIGHT
from drafting.checks.wording import cell, name
from drafting.numbers.types import Reading
from drafting.types import Figure, Finding

CODE = "figure-mismatch"
_UNITS = frozenset({"phút", "giờ", "ngày", "giây", "tháng", "tuần"})
# Words of a row's name that tell it: fewer name many things.
_LEAST = 3
_OTHER = re.compile(
    r"(?<!\w)(?:tang|giam|rut ngan|cham|nhanh hon|so voi|cung ky|nam truoc|ke hoach|chi tieu|quy dinh|toi da|khong qua"
    r"|trong vong|sau|truoc|hon|duoi|tren|khoang|gan|tu)(?!\w)[^,;.]*$"
)
_CLAUSE = re.compile(r"[;.:\n](?!\d)")


def check(document: Document) -> Iterable[Finding]:
    """Findings on lengths of time that are not what the row they name has."""
    timed = document.shared(_timed)
    for reading in document.readings if timed else ():
        if reading.kind == "duration" and reading.value is not None and document.in_prose(reading.start):
            for figure in _meant(document, reading, timed):
                where = f"{name(figure)} ({cell(figure)})" if cell(figure) else name(figure)
                message = f"Nêu {reading.quote} {reading.unit}, nhưng {where} là {figure.written}."
                yield about(
                    document, CODE, "error", reading, message, evidence=[figure_ref(document, figure.key)]
                )


def _timed(document: Document) -> tuple[Figure, ...]:
    """The results measured in a unit of time."""
    found = (f for f in document.by_key.values() if f.role == "actual" and f.value is not None)
    return tuple(f for f in found if f.written_unit.strip().lower() in _UNITS)


def _meant(document: Document, reading: Reading, timed: Iterable[Figure]) -> Iterator[Figure]:
    """The one row that the words before it name, where it has another value."""
    low = document.sentence(reading.start)[0]
    marks = [m.end() for m in _CLAUSE.finditer(document.plain, low, reading.start)]
    lead = document.plain[marks[-1] if marks else low : reading.start]
    if _OTHER.search(lead) or re.search(r"\d", lead):
        return
    words = plain_words(lead)
    named = [f for f in timed if f.written_unit.strip().lower() == reading.unit and _named(f, lead, words)]
    if len({f.indicator for f in named}) == 1 and all(f.value != reading.value for f in named):
        yield named[0]


def _named(figure: Figure, lead: str, words: frozenset[str]) -> bool:
    telling = plain_words(figure.label) - LIGHT
    here = not figure.scope or bare(figure.scope) in lead
    return here and len(telling) >= _LEAST and telling <= words
