"""A number that says once more what one beside it says: of the time before, in another unit, as a rate or a fraction.

`chiếm 56,8%, năm học trước là 54,2%`, `12.640 m2 (hơn 1,2 ha)`, `cứ 10 vụ kiểm tra thì gần 7 vụ`, `gần hai phần ba (65,2%)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafting.alignment import units
from drafting.checks.around import Around
from drafting.checks.settle_table import Row, candidate
from drafting.types import Alignment, Candidate, Mention

_BRACKET = re.compile(
    r"^(?:\s?k?m[23])?[^.;:\d]{0,60}\(\s*(?:tuong (?:duong|ung)|hay|tuc(?: la)?|khoang|hon|gan|tren)?(?: voi)?(?: hon| gan)?\s*$"
)
# as written: without its accent `cứ` is the `cư` of `dân cư`
_EVERY = re.compile(r"(?<!\w)cứ\s*$", re.I)
_THEN = re.compile(r"(?<!\w)cu (\d+) [^;.\d]{1,40}?(?<!\w)(?:thi(?: co)?|co)(?: gan| hon| khoang)?\s*$")
_KEY = re.compile(r"[A-Z]+\d+")
PAST = re.compile(
    r"(?<!\w)(?:cung ky|(?:nam|nam hoc|ky|quy) (?:truoc|ngoai)|nam 20\d\d|dau (?:nhiem )?ky)(?!\w)[^;.%]{0,40}$"
)
# How far a fraction in words may lie from the share that it tells, in points.
_NEAR = Decimal(3)


def again(one: Around, rows: Sequence[Row]) -> Iterator[Candidate]:
    """What the number says again; `rows` are those told before it."""
    last = _last(one)
    if last is not None and PAST.search(one.before):
        yield from _before(one, last[1])
    if last is not None and _BRACKET.match(one.before):
        yield from _measured_else(one, *last)
    if _EVERY.search(one.text[: one.mention.reading.start][-8:]):
        yield from _freely(one, rows)
    yield from _rate(one, rows)
    if one.mention.reading.kind == "fraction":
        yield from _fraction(one, rows)


def _last(one: Around) -> tuple[Mention, Alignment] | None:
    """The number right before, where it is stated rightly in the same sentence."""
    last = one.by_mention.get(one.mention.index - 1)
    if last is None or last.chosen is None or not last.agrees:
        return None
    mention = one.mentions[last.mention]
    return (mention, last) if mention.sentence == one.mention.sentence else None


def _before(one: Around, last: Alignment) -> Iterator[Candidate]:
    """The same formula over the same period's figures."""
    if last.chosen is None or last.chosen.expression in one.table.by_key:
        return
    past: dict[str, str] = {}
    for key in last.chosen.keys:
        figure = one.table.by_key.get(key)
        row = one.table.rows[figure.indicator, figure.scope] if figure is not None else {}
        if figure is None or figure.role != "actual" or "same-period" not in row:
            return
        past[key] = row["same-period"].key
    expression = _KEY.sub(lambda m: past[m[0]], last.chosen.expression)
    yield from candidate(one.table, expression, "same-period")


def _measured_else(one: Around, mention: Mention, last: Alignment) -> Iterator[Candidate]:
    """The very figure in another unit of its family."""
    own, its = one.mention.reading.unit, mention.reading.unit
    if last.chosen is not None and own != its and units.family(own) == units.family(its) not in ("", "count"):
        yield last.chosen


def _freely(one: Around, rows: Sequence[Row]) -> Iterator[Candidate]:
    """The base of a rate, which a writer chooses: it states nothing."""
    value, figure = one.mention.reading.value, next((row["actual"] for row in rows if "actual" in row), None)
    if value is not None and figure is not None:
        yield Candidate(
            f"{value:f}",
            (figure.key,),
            value,
            value,
            value,
            one.mention.reading.unit or "",
            "other",
            None,
            0.5,
        )


def _rate(one: Around, rows: Sequence[Row]) -> Iterator[Candidate]:
    said = _THEN.search(one.clause)
    cells = [row["actual"] for row in rows if "actual" in row] if said else []
    for part in cells:
        for whole in cells:
            if said and part is not whole and part.value and whole.value and part.value < whole.value:
                rate = part.value / whole.value * Decimal(said[1])
                keys = (part.key, whole.key)
                yield Candidate(
                    f"{part.key}/{whole.key}*{said[1]}", keys, rate, rate, rate, part.unit, "other", None, 0.5
                )


def _fraction(one: Around, rows: Sequence[Row]) -> Iterator[Candidate]:
    """`gần hai phần ba`: a share of one told figure in another, as near as words take it."""
    reading = one.mention.reading
    if reading.value is None or not reading.of:
        return
    wanted = reading.value / reading.of * 100
    for part in (row["actual"] for row in rows if "actual" in row):
        for whole in (row["actual"] for row in rows if "actual" in row):
            if part.value and whole.value and part.unit == whole.unit and part.value < whole.value:
                share = part.value / whole.value * 100
                side = {"nearly": share < wanted, "more-than": share > wanted}.get(
                    reading.qualifier or "", True
                )
                if side and abs(share - wanted) <= _NEAR:
                    keys = (part.key, whole.key)
                    low, high = (reading.low or reading.value), (reading.high or reading.value)
                    yield Candidate(
                        f"{part.key}/{whole.key}*100", keys, reading.value, low, high, "", "share", None, 0.5
                    )  # fmt: skip
