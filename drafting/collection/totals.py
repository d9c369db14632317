"""The whole of a line: counts and amounts summed, rates only weighted by a base that is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from corpus.units import fold
from drafting.collection.merging import Line
from drafting.figures import is_rate
from drafting.types import Figure, Role


@dataclass(frozen=True, slots=True)
class Whole:
    """A line's total.

    Attributes:
        how: `sum`, `weighted` (by `base`), or why there is none: `rate`, `words`, `incomplete` (summed all the same).
    """

    value: Decimal | None
    of: Decimal | None
    how: str
    base: str = ""


def whole(line: Line, role: Role, lines: Sequence[Line], members: Sequence[str]) -> Whole:
    """The total of a line in a role."""
    cells = line.of(role)
    numbered = [f for f in cells.values() if f.value is not None]
    if len(numbered) < len(cells) or not numbered or len({f.unit for f in numbered}) > 1:
        return Whole(None, None, "words")
    ratios = [f for f in numbered if f.of is not None]
    if ratios:
        return _ratios(numbered) if len(ratios) == len(numbered) else Whole(None, None, "words")
    if is_rate(line.label, line.unit):
        return _weighted(line, cells, role, lines, members)
    total = sum((f.value for f in numbered if f.value is not None), Decimal(0))
    return Whole(total, None, "sum" if len(cells) == len(members) else "incomplete")


def _ratios(figures: Sequence[Figure]) -> Whole:
    value = sum((f.value for f in figures if f.value is not None), Decimal(0))
    return Whole(value, sum((f.of for f in figures if f.of is not None), Decimal(0)), "sum")


def _weighted(
    line: Line, cells: dict[str, Figure], role: Role, lines: Sequence[Line], members: Sequence[str]
) -> Whole:
    if set(cells) != set(members):
        return Whole(None, None, "rate")
    for base in base_lines(line, lines):
        weights = base.of(role)
        if set(weights) == set(cells) and all(f.value and f.of is None for f in weights.values()):
            return _mean(cells, weights, base.label)
    return Whole(None, None, "rate")


def _mean(cells: dict[str, Figure], weights: dict[str, Figure], base: str) -> Whole:
    pairs = [(cells[m].value or Decimal(0), weights[m].value or Decimal(0)) for m in cells]
    total = sum((w for _, w in pairs), Decimal(0))
    mean = sum((v * w for v, w in pairs), Decimal(0)) / total
    places = max(max(0, -int((v.normalize()).as_tuple().exponent)) for v, _ in pairs)
    return Whole(mean.quantize(Decimal(1).scaleb(-max(places, 1))), None, "weighted", base)


def base_lines(line: Line, lines: Sequence[Line]) -> list[Line]:
    """Lines that may be what a rate is a rate of, the surest first."""
    label = _folded(line.label)
    found = []
    for rate, base in _bases():
        match = rate.search(label)
        if match is not None:
            wanted = re.compile(match.expand(base) if "\\2" in base else base)
            found += [
                b
                for b in lines
                if b is not line and not is_rate(b.label, b.unit) and wanted.search(_folded(b.label))
            ]
    return found


@cache
def _folded(label: str) -> str:
    return fold(re.sub(r"\b[sS][ốỐ]\b", "sos", label))


@cache
def _bases() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = files("drafting.collection").joinpath("data/bases.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple((re.compile(r[0]), r[1]) for r in rows)


def examples() -> list[tuple[str, str]]:
    """The examples of the data file: a rate and its base."""
    text = files("drafting.collection").joinpath("data/bases.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [(r[2], r[3]) for r in rows]
