"""Whether one thing may be in two parts of a list: then the parts are not added up."""

from __future__ import annotations

from drafting.checks import load
from drafting.checks.kinds import noun_of
from drafting.checks.lists import Part
from drafting.checks.names import is_name
from drafting.checks.plain import plain
from drafting.checks.sums import Sum
from drafting.numbers.types import Reading


def overlapping(one: Sum, partial: bool) -> bool:
    """True where one thing may be in two parts; visits are told apart by the place that had them.

    Args:
        one: a total and its parts.
        partial: True where the words leave parts out; else of visits each is another (`154 lượt, gồm 58 lượt tổ chức
            và 96 lượt cá nhân`).
    """
    overlap, repeated = (load.pattern("list_words.txt", g) for g in ("overlap", "repeated"))
    visits = _visits(one.head) and not partial
    texts = [_quality(one, p, visits) for p in one.parts]
    named = all(is_name(p.label) for p in one.parts)
    if len({overlap.match(plain(p.label)) and plain(p.label).split()[0] for p in one.parts} - {None}) == 1:
        texts = [
            t.split(" ", 2)[-1] for t in texts
        ]  # `dân tộc Kinh …, dân tộc Mường …`: each another of one kind
    grades = load.pattern("list_words.txt", "grades")
    if sum(bool(grades.search(t)) for t in texts) > 1:
        return False  # one has one grade: `9 đề tài xuất sắc, 11 đề tài khá`
    return len(one.parts) > 1 and any(
        overlap.search(t) or (not named and not visits and repeated.search(t)) for t in texts
    )


def _quality(one: Sum, part: Part, visits: bool) -> str:
    """What sets a part apart, in plain letters: its label, and its noun where that isn't the total's own."""
    reading = part.reading
    own = (visits or not _visits(reading)) and (
        noun_of(reading) == noun_of(one.head) or (visits and _visits(reading))
    )
    return plain(part.label if own else f"{part.label} {reading.noun}")


def _visits(reading: Reading) -> bool:
    return plain(reading.noun or reading.unit or "").split()[:1] in (["luot"], ["lan"])
