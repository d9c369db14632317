"""The percentage that a part is of a whole: as written precision allows it, rounded, truncated.

Source: numbers.md (Rounding): 87/92 is 94,565…, so `94,57%` is rounded and `94,56%` truncated, which is consistent.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from drafting.checks.kinds import interval
from drafting.numbers.types import Reading

Bounds = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage worked out: exactly from what is written, and between what its precision allows."""

    exact: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def of(
        cls, part: Decimal, whole: Decimal, parts: Bounds | None = None, wholes: Bounds | None = None
    ) -> Share:
        """The share of `part` in `whole` (not nought), which lie in `parts` and `wholes` where they were rounded."""
        exact = part / whole * 100
        (p_low, p_high), (w_low, w_high) = parts or (part, part), wholes or (whole, whole)
        if w_low <= 0:
            return cls(exact, exact, exact)
        return cls(exact, p_low / w_high * 100, p_high / w_low * 100)

    def fits(self, percent: Reading) -> bool:
        """True where the percentage written can be it."""
        low, high = interval(percent)
        return low <= self.high and self.low <= high

    def truncated(self, percent: Reading) -> bool:
        """True where its digits were cut off instead of rounded."""
        return self.exact.quantize(percent.last_place, ROUND_DOWN) == percent.value

    def rounded(self, percent: Reading) -> Decimal:
        """It with as many decimals as the percentage has."""
        return self.exact.quantize(percent.last_place)
