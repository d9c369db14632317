"""What else a number may state, tried only where its value is the one stated: it takes doubt away, never accuses.

A part's share of a total named earlier in the sentence, a count of the members, a rank, an average.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafting.alignment import formulas, units
from drafting.alignment.pool import Cells, Pool
from drafting.types.alignment import Candidate, Mention
from drafting.types.figures import Figure

# How well the words of such a number fit: enough to be kept, never enough to be held against it.
SCORE = 0.5
# A number of so many digits stands for one thing only.
TELLING = 3
_AVERAGE = re.compile(r"bình quân|trung bình", re.I)
# `6 huyện còn tỷ lệ trên 1,5%`: some of them, as many as do
_SOME = re.compile(r"^[^,;.(\d]{0,60}\b(?:chưa|(?:trên|dưới|hơn|từ|vượt)\b[^,;.(\d]{0,25}(?:\d|$))", re.I)
_ALL = re.compile(r"(?:xã|huyện|tỉnh|phường|thị trấn|thành phố|đơn vị|thành viên)\b", re.I)


def others(
    pool: Pool, mention: Mention, entries: Sequence[int], before: Sequence[Figure], behind: str, named: bool
) -> Iterator[Candidate]:
    """Candidates beside those that the words name.

    Args:
        pool: the table's indicators.
        mention: the number.
        entries: indicators that its words may name, best first.
        before: figures that earlier numbers of its sentence state, the nearest first.
        behind: the words behind the number.
        named: True where the words name an indicator of the table at all.
    """
    kind = mention.reading.kind
    if kind == "percent" and _telling(mention) and mention.role not in {"growth", "of-plan"}:
        yield from _shares(before)
    elif kind == "rank":
        yield from _ranks(pool, mention, entries)
    elif kind in {"quantity", "ratio"} and mention.scope is None:
        yield from _members(pool, mention, behind)
    if kind == "quantity" and not named:
        yield from _only_one(pool, mention)
    if mention.scope is None and _AVERAGE.search(mention.subject):
        yield from _averages(pool, entries)


def _telling(mention: Mention) -> bool:
    value = mention.reading.value
    return value is not None and (mention.reading.decimals > 0 or len(value.as_tuple().digits) > 1)


def _only_one(pool: Pool, mention: Mention) -> Iterator[Candidate]:
    """Words that name nothing beside a telling number: the one figure of its place and unit with that value."""
    reading = mention.reading
    value = reading.value
    if (
        value is None
        or len(value.normalize().as_tuple().digits) < TELLING
        or reading.change in {"up", "down"}
    ):
        return
    if mention.role not in {"actual", "other"} or not reading.unit:
        return
    found = []
    for entry in pool.entries:
        cells = pool.cells(entry.number, mention.scope)
        figure = cells.get("actual", "other") if cells is not None else None
        if (
            figure is not None
            and figure.value == value
            and units.fit(reading.unit, figure.unit) >= units.SAME
        ):
            found.append(figure)
    made = formulas.cell(found[0], "actual", SCORE) if len(found) == 1 else None
    if made is not None:
        yield made


def _shares(before: Sequence[Figure]) -> Iterator[Candidate]:
    """`… 4.812 người, trong đó 4.685 …, bằng 97,36%`: the last in one before it, or the other way round."""
    if not before:
        return
    last = before[0]
    for whole in before[1:4]:
        for part, total in ((last, whole), (whole, last)):
            made = formulas.ratio(part, total, "share", SCORE)
            if made is not None and made.value <= 100:
                yield made


def _members(pool: Pool, mention: Mention, behind: str) -> Iterator[Candidate]:
    """`cả 6 xã`: as many as the table has members."""
    counted = mention.reading.noun or mention.reading.unit or behind.strip()
    if not _ALL.match(counted) or units.family(mention.reading.unit) not in {"", "count"}:
        return
    if _SOME.search(behind):
        return
    cells = next((pool.members(e.number) for e in pool.entries if len(e.scopes) >= len(pool.scopes)), [])
    figures = [f for c in cells if (f := c.get("actual", "other")) is not None]
    if len(figures) < 2 or len(figures) != len(pool.scopes) or _other_kind(counted, figures):
        return
    value = Decimal(len(figures))
    keys = tuple(f.key for f in figures)
    yield Candidate(f"count({','.join(keys)})", keys, value, value, value, "", "actual", None, SCORE)


def _other_kind(counted: str, figures: Sequence[Figure]) -> bool:
    """True where the table's members are named as another kind of unit than the one counted: `8 xã` of eight huyện."""
    said = _ALL.match(counted)
    named = {m[0].lower() for f in figures if (m := _ALL.match(f.scope or ""))}
    generic = said is None or said[0].lower() in ("đơn vị", "thành viên")
    return bool(named) and not generic and said is not None and said[0].lower() not in named


def _ranks(pool: Pool, mention: Mention, entries: Sequence[int]) -> Iterator[Candidate]:
    """`xếp thứ 2`: the member's place in an indicator, the largest first."""
    for entry in entries[:3]:
        own = pool.cells(entry, mention.scope)
        figure = own.get("actual") if own is not None else None
        rest = [f for f in _actuals(pool, entry) if figure is not None and f.key != figure.key]
        if figure is None or figure.value is None or not rest or mention.scope is None:
            continue
        place = Decimal(1 + sum(1 for f in rest if f.value is not None and f.value > figure.value))
        keys = (figure.key, *(f.key for f in rest))
        yield Candidate(
            f"rank({','.join(keys)})", keys, place, place, place, "", "other", mention.scope, SCORE
        )


def _averages(pool: Pool, entries: Sequence[int]) -> Iterator[Candidate]:
    """`bình quân mỗi xã`: the average over the members."""
    for entry in entries[:3]:
        total = formulas.total(_actuals(pool, entry), "actual", SCORE)
        if total is not None:
            size = Decimal(len(total.keys))
            yield replace(
                total,
                expression=total.expression.replace("sum(", "avg(", 1),
                value=total.value / size,
                low=total.low / size,
                high=total.high / size,
            )


def _actuals(pool: Pool, entry: int) -> list[Figure]:
    cells: list[Cells] = pool.members(entry)
    return [f for c in cells if (f := c.get("actual", "other")) is not None]
