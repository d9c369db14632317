"""Whether a stated number and a figure's value agree."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from drafting import numbers
from drafting.numbers.types import Reading
from drafting.types.alignment import Candidate

# `hơn 200` may stand for what is up to a fifth more, `gần 200` for a fifth less, `khoảng` for a tenth either
# way, but never for more than the roundness of the number allows: `hơn 152` is not 170, `ước đạt 448,3` is 448,3.
MORE, ABOUT = Decimal("0.2"), Decimal("0.1")

_FLOORS, _CEILINGS = ("more-than", "at-least"), ("less-than", "at-most", "nearly")


def agrees(reading: Reading, candidate: Candidate, whole: Decimal | None = None) -> bool:
    """True where what the text states and what the figures give can be the same.

    `whole` is the second part of the figure's own ratio (`6/6`), where it has one.
    """
    span = stated(reading, candidate.unit)
    if span is None or (reading.kind == "ratio" and whole is not None and reading.of != whole):
        return False
    low, high = span
    if not candidate.unit and reading.scale != 1:  # a table that leaves out `tỷ đồng`
        plain = low / reading.scale, high / reading.scale
        if candidate.low <= plain[1] and plain[0] <= candidate.high:
            return True
    return (candidate.low <= high and low <= candidate.high) or (
        _one_unit(reading, candidate.unit) and truncated(reading, candidate)
    )


def states(reading: Reading, candidate: Candidate) -> bool:
    """True where the text can state the figure as it is printed: 4.481 is not what 4.480 was rounded from."""
    return agrees(reading, candidate) and not touches(reading, candidate)


def touches(reading: Reading, candidate: Candidate) -> bool:
    """True where two roundings have only their ends in common; `ước đạt 128,5` is as exact as `đạt 128,5`."""
    span = stated(reading, candidate.unit)
    loose = reading.qualifier is not None and not (reading.qualifier == "about" and reading.decimals)
    if span is None or loose or span[0] == span[1] or candidate.low == candidate.high:
        return False
    return span[1] == candidate.low or span[0] == candidate.high


def _one_unit(reading: Reading, unit: str) -> bool:
    """False where the text measures in another unit, so that its digits can't be compared."""
    return not reading.unit or not unit or reading.unit == unit or reading.kind != "quantity"


def stated(reading: Reading, unit: str) -> tuple[Decimal, Decimal] | None:
    """The interval that a reading covers, in `unit`; None where it can't be put in it."""
    if reading.low is None or reading.high is None:
        return None
    low, high = reading.low, reading.high
    # `trên 95%` is false of 94,57%, and `gần 87` of 87,3, whatever they would round to
    if reading.value is not None and reading.qualifier in _FLOORS:
        low = reading.value
    elif reading.value is not None and reading.qualifier in _CEILINGS:
        high = reading.value
    step = roundness(reading)
    if reading.unit and unit and reading.unit != unit and reading.kind == "quantity":
        step = numbers.convert(step, reading.unit, unit) or step
        ends = numbers.convert(low, reading.unit, unit), numbers.convert(high, reading.unit, unit)
        if ends[0] is not None and ends[1] is not None:
            low, high = ends[0], ends[1]
    if reading.qualifier is None:  # nearly always
        return low, high
    size = max(abs(low), abs(high))
    match reading.qualifier:
        case "at-least":
            high += size * MORE
        case "at-most":
            low -= size * MORE
        case "more-than":
            high += min(size * MORE, step * _fives(reading))
        case "less-than" | "nearly":
            low -= min(size * MORE, step * _fives(reading))
        case "about":
            half = Decimal(0) if reading.decimals else min(size * ABOUT, step / 2)
            low, high = low - half, high + half
    return low, high


def roundness(reading: Reading) -> Decimal:
    """The last place that the writer cared for: 100 for 9.400, 0,1 for 12,5, a thousand million for `8 tỷ`."""
    scale = reading.scale
    if reading.decimals:
        return reading.step
    value = Decimal(0) if reading.value is None else abs(reading.value)
    digits = int(value / scale)
    zeros = len(str(digits)) - len(str(digits).rstrip("0")) if digits else 0
    return Decimal(1).scaleb(zeros) * scale


def _fives(reading: Reading) -> int:
    """5 for `trên 85`, `hơn 150`: whoever counts by fives stops at the last one."""
    digits = str(reading.value or "").rstrip("0")
    return 5 if not reading.decimals and len(digits) > 1 and digits.endswith("5") else 1


def truncated(reading: Reading, candidate: Candidate) -> bool:
    """True where the text cut the digits off instead of rounding (`94,56` for 94,565…)."""
    if reading.value is None or reading.kind not in {"percent", "quantity"} or not reading.decimals:
        return False
    place = reading.last_place
    cut = (candidate.value / reading.scale).quantize(place, ROUND_DOWN)
    return cut == (reading.value / reading.scale).quantize(place)


def exact(reading: Reading, candidate: Candidate) -> bool:
    """True where text and figure give the very same value."""
    return reading.value is not None and reading.value == candidate.value


def coarser(reading: Reading, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """True where a rounded column only seems to agree: the text writes more digits than the column has.

    `others` are candidates of the same statement; one that is worked out exactly has the word.
    """
    step = reading.step
    width = candidate.high - candidate.low
    if width <= step * Decimal("1.01"):
        return False
    better = [
        c
        for c in others
        if c.score > candidate.score and c.unit == candidate.unit and c.role == candidate.role
    ]
    return any(c.high - c.low < step for c in better)


def finer(reading: Reading, candidate: Candidate) -> bool:
    """True where the text writes more digits than the figure has, and they are not its own."""
    return candidate.high - candidate.low > reading.step and not exact(reading, candidate)
