"""Units by name, as a table's column gives them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from drafting.numbers.lexicon import UnitInfo, scales, units


@lru_cache(maxsize=8192)
def base_unit(unit: str) -> UnitInfo:
    """What a written unit stands for (`Trđ`, `tỷ đồng`, `nghìn con`, `tạ/ha`).

    Args:
        unit: as printed, in any case.

    Returns:
        Base unit, factor and family; a unit that isn't known counts itself.
    """
    written = " ".join(unit.split()).strip("().:")
    low = written.lower()
    known = units().get(low) or units().get(low.replace(" ", ""))
    if known is not None:
        return known
    if "/" in low:
        return _per(low)
    for n in (2, 1):
        words = low.split(" ")
        scale = scales().get(" ".join(words[:n]))
        if scale and len(words) > n:
            inner = base_unit(" ".join(words[n:]))
            return UnitInfo(inner.base, inner.factor * scale[0], inner.family, inner.ratio)
    return UnitInfo(low if low else "", Decimal(1), "count")


def _per(low: str) -> UnitInfo:
    """A unit per something (`triệu đồng/người/năm`)."""
    first, *rest = [p.strip() for p in low.split("/")]
    head = base_unit(first)
    return UnitInfo("/".join([head.base, *rest]), head.factor, head.family, head.ratio)


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """A value in another unit of the same family, or None where they can't be compared."""
    a, b = base_unit(unit), base_unit(to)
    if a.family != b.family or (a.family == "count" and a.base != b.base):
        return None
    return value * a.factor * a.ratio / (b.factor * b.ratio)
