"""What the checks of a table share: the printed number of a cell, and findings about cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from corpus.units import fold
from drafting import numbers
from drafting.figures.intervals import Interval, point, rounded
from drafting.types import Figure, FigureRef, Finding, SentenceSource, Severity

MEASURED = frozenset(
    {"money", "area", "mass", "yield", "length", "volume", "percent", "energy", "usd", "area-local"}
)
_DECIMALS = re.compile(r"[.,](\d+)\D*$")


@lru_cache(maxsize=4096)
def unit_info(unit: str) -> numbers.UnitInfo:
    """What a printed unit stands for."""
    return numbers.base_unit(unit)


def factor(figure: Figure) -> Decimal:
    """What the printed number of a cell was multiplied by."""
    info = unit_info(figure.written_unit) if figure.written_unit else None
    return info.factor if info is not None and info.base == figure.unit else Decimal(1)


def printed(figure: Figure) -> Decimal:
    """The number as the cell prints it."""
    return (figure.value or Decimal(0)) / factor(figure)


def decimals(figure: Figure) -> int:
    """Digits after the decimal comma of what the cell prints."""
    match = _DECIMALS.search(figure.written)
    value = printed(figure)
    if match is None or (value == value.to_integral_value() and "," not in figure.written):
        return 0
    return len(match[1])


def stated(figure: Figure) -> Interval:
    """What rounds to the printed number of a computed cell."""
    return rounded(printed(figure), decimals(figure))


def taken(figure: Figure) -> Interval:
    """The printed number of an input with its slack: a count or a plan in whole numbers has none."""
    value = printed(figure)
    if not decimals(figure) and (
        figure.role == "plan" or unit_info(figure.written_unit).family not in MEASURED
    ):
        return point(value)
    return stated(figure)


def write(value: Decimal, digits: int) -> str:
    """A number as a clerk writes it."""
    return numbers.write(value, numbers.Style(decimals=digits))


@cache
def _rate_words() -> tuple[re.Pattern[str], ...]:
    text = files("drafting.figures").joinpath("data/rates.txt").read_text(encoding="utf-8")
    return tuple(
        re.compile(rf"\b{line.strip()}\b") for line in text.splitlines() if line.strip() and line[0] != "#"
    )


@lru_cache(maxsize=20_000)
def is_rate(label: str, unit: str) -> bool:
    """True for what can't be summed: percentages, averages, yields, prices."""
    if unit in ("%", "‰") or "/" in unit or unit_info(unit).family in ("yield", "percent", "permille"):
        return True
    # What stands above a sub-row names its topic; with a unit of its own the sub-row's words decide.
    words = fold(label.rpartition(": ")[2] if unit else label)
    return any(p.search(words) for p in _rate_words())


def finding(
    code: str,
    severity: Severity,
    figure: Figure,
    message: str,
    expected: str | None = None,
    others: Iterable[Figure] = (),
) -> Finding:
    """A finding about a figure's cell, which is the first source of its evidence."""
    evidence = tuple(FigureRef(f.key, f.source) for f in (figure, *others))
    return Finding(code, severity, figure.written, None, None, figure.label, message, expected, evidence)


def cell_name(figure: Figure) -> str:
    """`ô F14` for a message; a sentence's report where it is no cell."""
    source = figure.source
    if isinstance(source, SentenceSource):
        return f"trong «{source.report}»"
    return f"ô {getattr(source, 'cell', '')}".strip()
