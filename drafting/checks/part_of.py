"""A part, its whole and the percentage that a text says of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from drafting.alignment.slips import digits_of, slip
from drafting.checks.findings import written
from drafting.checks.kinds import interval
from drafting.checks.percentages import Share
from drafting.numbers.types import Reading
from drafting.numbers.typos import digits, one_slip

_FEW = 12


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part, the whole that it is of, and the percentage said of it; `sure` where the words say so outright."""

    part: Reading
    whole: Reading
    percent: Reading
    sure: bool

    @property
    def share(self) -> Share:
        """The percentage that the two make."""
        part, whole = self.part.amount, whole_value(self.whole)
        return Share.of(part, whole, interval(self.part), _bounds(self.whole))

    @property
    def fits(self) -> bool:
        """True where the percentage can be that."""
        return self.share.fits(self.percent)

    @property
    def slipped(self) -> bool:
        """True where the percentage is one slip of the pen away."""
        right = digits_of(written(self.share.rounded(self.percent), self.percent))
        said = digits_of(self.percent.quote)
        percent = len(said) > 2 and slip(said.zfill(len(right)), right.zfill(len(said)))
        return percent or self.mistyped

    @property
    def mistyped(self) -> bool:
        """True where one slip in the part or in the whole makes them what the percentage says."""
        low, high = interval(self.percent)
        part, whole = self.part.amount, whole_value(self.whole)
        if low <= 0 or self.part.scale != self.whole.scale or part % 1 or whole % 1:
            return False
        parts, wholes = (whole * low / 100, whole * high / 100), (part / high * 100, part / low * 100)
        return _slip_into(part, parts) or _slip_into(whole, wholes)


def _slip_into(value: Decimal, bounds: tuple[Decimal, Decimal]) -> bool:
    """True where one slip makes a count of one in the bounds; not where so many lie in them that any is near one."""
    low, high = (
        int(b.to_integral_value(way)) for b, way in zip(bounds, (ROUND_CEILING, ROUND_FLOOR), strict=True)
    )
    few = high - low < _FEW and len(digits(value)) > 2
    return few and any(one_slip(value, Decimal(right)) for right in range(low, high + 1))


def whole_value(reading: Reading) -> Decimal:
    """The whole of a ratio, else the number itself."""
    return (reading.of if reading.kind == "ratio" else reading.value) or Decimal(1)


def _bounds(reading: Reading) -> tuple[Decimal, Decimal]:
    value = whole_value(reading)
    return (value, value) if reading.kind == "ratio" else interval(reading)
