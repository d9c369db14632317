"""Plain means that a text tells of numbers it has listed: `lần lượt là 6,42; 6,95; 5,68, trung bình chung 6,35 điểm`.

The list stands in the sentence behind `lần lượt`, or on the lines above, one number of points to an item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.checks.document import Document
from drafting.checks.kinds import noun_of, unit_of
from drafting.numbers.types import Reading

_MEAN = re.compile(
    r"(?<!\w)(?:binh quan|trung binh)(?: (?!moi|dau|mot|1|tung)[^\W\d_]+){0,7}"
    r"(?: \d{1,2} (?:mon|don vi|nam|xa|truong|thon|doi|phong|thanh vien|huyen)(?: tren)?(?: la| dat| duoc)?)?[\s:]*$"
)
_NOT = re.compile(
    r"(?<!\w)(?:ca nuoc|toan quoc|so voi|cung ky|nam truoc|ke hoach|chi tieu|muc tieu|cao hon|thap hon|tang|giam|thu nhap)(?!\w)"
)
_IN_ORDER = re.compile(r"(?<!\w)lan luot(?: (?:la|dat|duoc|bang|co|tang|o muc))*\s*:?\s*$")
_JOINT = re.compile(r"(?: [^\W\d_]+)?\s*(?:;|,| va)\s*")
# shares of members are averaged by how large each is; those of years, or where the words say so, are not
_OF_TIMES = re.compile(r"(?<!\w)(?:nam|quy|thang|giai doan|trung binh cong|binh quan cong)(?!\w)")
_POINTS = "diem"
_LEAST, _ITEMS = 2, 3


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with the numbers that it is of.

    Attributes:
        plain: True where the words say that they are added and divided (`trung bình cộng`).
        ranked: True where the numbers are items of points on the lines above.
    """

    reading: Reading
    values: tuple[Reading, ...]
    plain: bool
    ranked: bool


def means(document: Document) -> tuple[Mean, ...]:
    """Every such mean of the prose."""
    return tuple(m for r in document.prose if (m := _mean(document, r)) is not None)


def _mean(document: Document, reading: Reading) -> Mean | None:
    if (
        reading.value is None
        or reading.kind not in ("quantity", "percent")
        or reading.change
        or reading.qualifier
    ):
        return None
    low = document.sentence(reading.start)[0]
    told = _MEAN.search(document.plain, max(low, reading.start - 90), reading.start)
    if not told:
        return None
    before = document.within(low, told.start())  # the 3 of `trung bình của 3 đội` is in the words
    if _NOT.search(document.plain, before[-1].end if before else low, reading.start):
        return None
    values = _in_order(document, reading, before)
    if values and (reading.kind != "percent" or _OF_TIMES.search(document.plain, low, reading.start)):
        return Mean(reading, values, "cong" in told[0].split(), False)
    if unit_of(reading) != _POINTS:
        return None
    points = (
        tuple(r for r in before if unit_of(r) == _POINTS) if before else tuple(_items_above(document, low))
    )
    plainly = not any(r.change or r.qualifier for r in points) and (not before or _all_of(told[0], points))
    return Mean(reading, points, True, True) if len(points) >= _ITEMS and plainly else None


def _all_of(words: str, points: tuple[Reading, ...]) -> bool:
    """True where the words say of how many the mean is, and so many are told."""
    many = re.search(r"\d+", words)
    return many is not None and int(many[0]) == len(points)


def _in_order(document: Document, reading: Reading, before: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The numbers behind `lần lượt`, one behind the other up to the mean."""
    run: list[Reading] = []
    for at, one in enumerate(before):
        lead = document.plain[before[at - 1].end if at else max(0, one.start - 30) : one.start]
        if _IN_ORDER.search(lead):
            run = [one]
        elif run and _JOINT.fullmatch(lead) and alike(run[0], one):
            run.append(one)
        else:
            run = []
    return tuple(run) if len(run) >= _LEAST and alike(run[0], reading) else ()


def alike(one: Reading, other: Reading) -> bool:
    """True where both are of one kind and unit, or one of them bears none."""
    if one.kind != other.kind:
        return False
    units = {u for u in (unit_of(one).partition("/")[0], unit_of(other).partition("/")[0]) if u}
    nouns = {n[:1] for n in (noun_of(one), noun_of(other)) if n}
    return len(units) <= 1 and (bool(units) or len(nouns) <= 1)


def _items_above(document: Document, low: int) -> Iterator[Reading]:
    """The points of the items on the lines right above, one to each; nothing where an item has none or two."""
    lines = document.lines
    at = next((i for i, b in enumerate(lines) if b.start <= low < b.end), 0)
    found: list[Reading] = []
    for block in reversed(lines[:at]):
        points = [
            r for r in document.within(block.start, block.end) if unit_of(r) == _POINTS and not r.change
        ]
        if block.kind not in ("item", "heading") or len(points) != 1:
            break
        found.append(points[0])
    yield from reversed(found)
