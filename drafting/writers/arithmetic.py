"""Shares and totals that a precedent computed from numbers it tells, computed anew from the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.units import fold
from drafting import numbers
from drafting.types import Candidate, Figure, FigureTable, Mention
from drafting.writers.base import TextBuilder
from drafting.writers.edits import Edit

_SCORE = 0.7
_NEAR = 120
# From here on a number alone tells what it is.
_TELLING = 100


@dataclass(frozen=True, slots=True)
class Told:
    """A number of the precedent and the figure that gives it now."""

    value: Decimal
    key: str
    noun: str
    at: int


def told(mention: Mention, candidate: Candidate, by_key: dict[str, Figure]) -> list[Told]:
    """What a mention tells, for others to be computed from; nothing where a formula gives it."""
    reading = mention.reading
    figure = by_key.get(candidate.expression)
    if figure is None or reading.value is None or reading.kind not in ("quantity", "ratio"):
        return []
    if candidate.role != "actual" or figure.value is None or figure.unit == "%":
        return []
    return [Told(reading.value, figure.key, _noun(mention), reading.start)]


def computed(mention: Mention, known: Sequence[Told], by_key: dict[str, Figure]) -> Candidate | None:
    """The share that the precedent computed from two of its numbers: `4.634 … bằng 96,99%`.

    The part is a number shortly before it; the whole is any number the report tells of the same things.
    """
    reading = mention.reading
    if reading.kind != "percent" or reading.value is None or mention.scope:
        return None
    places = numbers.style_of(reading).decimals or 0
    parts = sorted((t for t in known if 0 < reading.start - t.at < _NEAR), key=lambda t: -t.at)
    for part in parts[:2]:
        for whole in sorted(known, key=lambda t: (abs(t.at - part.at), t.key)):
            near = abs(whole.at - part.at) < 2 * _NEAR
            if whole.key == part.key or not whole.value or part.value == whole.value:
                continue
            if not near and (places < 1 or not _same_things(part.noun, whole.noun)):
                continue
            if _rounds(part.value / whole.value * 100, reading.value, places):
                return _share(part.key, whole.key, by_key)
    return None


def _rounds(value: Decimal, stated: Decimal, places: int) -> bool:
    return abs(value - stated) * 2 <= Decimal(1).scaleb(-places)


def _share(part: str, whole: str, by_key: dict[str, Figure]) -> Candidate | None:
    top, base = by_key[part].value, by_key[whole].value
    if top is None or not base or (by_key[part].unit != by_key[whole].unit and top > base):
        return None
    value = top / base * 100
    return Candidate(f"{part}/{whole}*100", (part, whole), value, value, value, "%", "share", None, _SCORE)


def of_ratio(mention: Mention, known: Sequence[Told], table: FigureTable) -> Figure | None:
    """The figure that is the second part of `2.301/2.316 hồ sơ` now: told near it, or the count of such things."""
    reading = mention.reading
    if reading.kind != "ratio" or reading.of is None or mention.scope:
        # A member's own whole is no number of all of them.
        return None
    by_key = table.by_key()
    noun = _noun(mention)
    fits = [t for t in known if t.value == reading.of and t.at != reading.start]
    fits = [t for t in fits if _same_things(t.noun, noun) or (not noun and reading.of > _TELLING)]
    near = sorted(fits, key=lambda t: (abs(t.at - reading.start), t.key))
    if near:
        return by_key[near[0].key]
    return next((f for f in table.figures if is_count(f, noun)), None)


def whole_of_then(mention: Mention, table: FigureTable) -> Figure | None:
    """The figure whose `Cùng kỳ` is the second part of a ratio, where just one counts such things (`18/34 trường`)."""
    reading = mention.reading
    first = _noun(mention).split()[:1]
    if reading.of is None or not first or mention.scope:
        return None
    then = {
        f.indicator
        for f in table.figures
        if f.role == "same-period"
        and f.scope is None
        and f.value == reading.of
        and first[0] in fold(f.label).split()
    }
    if len(then) != 1:
        return None
    now = (f for f in table.figures if f.indicator in then and f.role == "actual" and f.scope is None)
    return next((f for f in now if f.value is not None), None)


def is_count(figure: Figure, noun: str) -> bool:
    """`Số thôn`, `Tổng số thôn`: how many of the things there are at all."""
    first = noun.split()[0] if noun else ""
    return (
        bool(first)
        and figure.role == "actual"
        and figure.scope is None
        and figure.value is not None
        and fold(figure.label) in {first, f"so {first}", f"tong so {first}"}
    )


def ratio_edit(mention: Mention, part: Figure, whole: Figure) -> Edit | None:
    """`a/b` with both parts bound; None where the part would be more than the whole."""
    if part.value is None or not whole.value or part.value > whole.value or part.key == whole.key:
        # Of nothing there is no part: `0/0 thôn` says nothing.
        return None
    reading = mention.reading
    width = len(reading.quote.split("/")[0].strip())
    out = TextBuilder()
    digits = numbers.write(part.value)
    padded = reading.quote.startswith("0") and bool(part.value)
    out.bind(digits.zfill(width) if padded else digits, figure=part.key)
    out.add("/").bind(numbers.write(whole.value), figure=whole.key)
    return Edit(reading.start, reading.end, piece=out.done())


def _noun(mention: Mention) -> str:
    reading = mention.reading
    return fold(reading.noun or (reading.unit or ""))


def _same_things(one: str, other: str) -> bool:
    """`hồ sơ` and `hồ sơ thủ tục hành chính`: the shorter begins the longer."""
    a, b = sorted((one.split(), other.split()), key=len)
    return bool(a) and (b[: len(a)] == a or (a[0] == b[0] and len(a[0]) > 2))
