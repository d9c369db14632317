"""A standing count of the unit told twice with two values: `Đảng bộ có 347 đảng viên` and 374 elsewhere.

Source: the real commune report; contract code `restated`; data/standing.tsv says which counts are one
number all through a report. Parts of a breakdown are other counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.checks import load
from drafting.checks.document import Document
from drafting.checks.findings import about, place
from drafting.checks.kinds import same_kind
from drafting.checks.lists import breakdowns
from drafting.checks.parts import in_parts
from drafting.checks.plain import plain
from drafting.numbers.types import Reading
from drafting.types import Finding

CODE = "restated"


def check(document: Document) -> Iterable[Finding]:
    """A finding at each later value that is not the first."""
    parts = document.view(in_parts(_listed))
    for row in load.rows("standing.tsv"):
        first: Reading | None = None
        for reading in _stating(document, row):
            if reading.start in parts:
                continue
            first = first or reading
            apart = document.sentence(reading.start) != document.sentence(first.start)
            if apart and reading.value != first.value:
                message = f"Nêu {first.quote} {first.noun} ở trên, nhưng ở đây là {reading.quote}."
                yield about(document, CODE, "error", reading, message, evidence=[place(first)])


def _listed(section: Document) -> frozenset[int]:
    """Where the numbers stand that break a total of their kind down."""
    return frozenset(
        part.reading.start
        for breakdown in section.view(breakdowns)
        for part in breakdown.parts
        if any(same_kind(head, part.reading) for head in breakdown.heads)
    )


def _stating(document: Document, row: dict[str, str]) -> Iterator[Reading]:
    excluded = re.compile(rf"(?<!\w)(?:{row['not']})(?!\w)")
    counted = re.compile(rf"{row['noun']}(?!\w)")
    for reading, noun in document.view(_counts):
        if not counted.match(noun):
            continue
        low, _ = document.sentence(reading.start)
        before = document.plain[low : reading.start]
        clause = document.plain[max(low, reading.start - 40) : reading.end + 30]
        if re.search(rf"(?<!\w){row['subject']}(?!\w)", before) and not excluded.search(clause):
            yield reading


def _counts(document: Document) -> tuple[tuple[Reading, str], ...]:
    """The counts of the prose with their nouns, plain."""
    found = (r for r in document.prose if r.kind == "quantity" and not r.change and not r.qualifier)
    return tuple((r, plain(r.noun)) for r in found if r.noun)
