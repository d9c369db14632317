"""A part, its whole and the percentage that a text says of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from drafting.alignment.slips import digits_of, slip
from drafting.checks.findings import written
from drafting.checks.kinds import interval
from drafting.checks.percentages import Share
from drafting.numbers.types import Reading


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
        return len(said) > 2 and slip(said.zfill(len(right)), right.zfill(len(said)))


def whole_value(reading: Reading) -> Decimal:
    """The whole of a ratio, else the number itself."""
    return (reading.of if reading.kind == "ratio" else reading.value) or Decimal(1)


def _bounds(reading: Reading) -> tuple[Decimal, Decimal]:
    value = whole_value(reading)
    return (value, value) if reading.kind == "ratio" else interval(reading)
