"""A sentence that sums up says again what was said above: `Tóm lại, quý I có 536 đoàn viên mới` after 563 of them.

Source: contract code `restated`. Only in a sentence that opens as a summary, for a count with the same words behind it
as one single value above; one slip of the pen between them is pointed at (a warning), any other value is another thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.plain import plain
from drafting.checks.typos import one_slip
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "restated"
_SUMS_UP = re.compile(
    r"\W*(?:tom lai|nhin chung|nhu vay|tuu trung|nhin lai|ket thuc|voi (?:ket qua |viec )?(?:dat |co )?(?=\d)"
    r"|(?:[^\W\d]+ ){0,4}nam \d{4},? (?:[^\W\d]+ ){0,4}(?:thuc hien|dat|co) (?=\d))"
)
_WORDS = re.compile(r"(?:,? ?[^\W\d_]+){1,9}")
_LEAST, _TAKEN = 2, 4  # syllables behind the number that tell what is counted


def check(document: Document) -> Iterable[Finding]:
    """Findings on the counts of such sentences."""
    for line in document.lines:
        for low, high in document.sentences(line):
            if _SUMS_UP.match(document.plain, low, high):
                yield from _against(document, low, high)


def _against(document: Document, low: int, high: int) -> Iterator[Finding]:
    for reading in document.within(low, high):
        words = _counted(document, reading, high)
        if reading.kind != "quantity" or not reading.plain or len(words) < _LEAST:
            continue
        earlier = [r for r in document.within(0, low) if _same(document, r, words, reading)]
        values = {r.value for r in earlier}
        first = earlier[0] if len(values) == 1 else None
        if first is None or first.value is None or reading.value is None or reading.value == first.value:
            continue
        if one_slip(reading.value, first.value):
            message = f"Ở trên nêu {first.quote} {first.noun}, ở đây là {reading.quote}."
            yield about(document, CODE, "warning", reading, message, evidence=[place(first)])


def _same(document: Document, other: Reading, words: tuple[str, ...], reading: Reading) -> bool:
    plain_count = other.kind == "quantity" and other.plain
    if not plain_count or other.unit != reading.unit:
        return False
    return _counted(document, other, document.sentence(other.start)[1])[: len(words)] == words


def _counted(document: Document, reading: Reading, high: int) -> tuple[str, ...]:
    """The first words behind a number, in plain letters; for a measure the words before it."""
    if reading.unit and not (reading.noun or "").startswith(reading.unit):
        before = document.plain[max(0, reading.start - 60) : reading.start]
        return tuple(re.findall(r"[^\W\d_]+", re.split(r"[\d;.:,]", before)[-1])[-_TAKEN:])
    found = _WORDS.match(document.plain, reading.end + 1, min(high, reading.end + 60))
    words = re.split(r"[ ,]+", plain(found[0])) if found else []
    return tuple(w for w in words if w)[:_TAKEN]
