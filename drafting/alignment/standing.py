"""The figures of a table by place, unit and value: those that a number may state by its value, without going through all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from decimal import Decimal

from drafting.alignment import units
from drafting.alignment.judging import stated
from drafting.alignment.remembered import ByTable
from drafting.alignment.scopes import scope_key
from drafting.numbers.types import Reading
from drafting.types.alignment import Mention
from drafting.types.figures import Figure, Role

ACTUAL: frozenset[Role] = frozenset({"actual", "other"})
PLANNED: frozenset[Role] = frozenset({"plan", "target"})
_MOST = 20000


class _Group:
    """Figures of one place and unit in order of their values."""

    def __init__(self, members: list[tuple[Decimal, int, Figure]]) -> None:
        self._members = sorted(members, key=lambda m: m[:2])
        self._values = [value for value, _, _ in self._members]
        # how far the ends of a figure's interval lie from its value, at most
        ends = ((v, end) for v, _, f in members for end in (f.low, f.high) if end is not None)
        self._slack = max((abs(end - v) for v, end in ends), default=Decimal(0))

    def between(self, low: Decimal, high: Decimal) -> list[tuple[Decimal, int, Figure]]:
        first = bisect_left(self._values, low - self._slack)
        return self._members[first : bisect_right(self._values, high + self._slack)]


class Standing:
    """The figures of a table that have one of some roles."""

    def __init__(self, by_key: Mapping[str, Figure], roles: frozenset[Role]) -> None:
        """Index the figures of these roles."""
        groups: dict[str, dict[str, list[tuple[Decimal, int, Figure]]]] = {}
        results = {(f.indicator, f.scope) for f in by_key.values() if f.role == "actual"}
        for at, figure in enumerate(by_key.values()):
            # a column of a quarter or a year beside the result is never what a number without that time states
            timed = figure.role == "other" and figure.period and (figure.indicator, figure.scope) in results
            if figure.role in roles and figure.value is not None and not timed:
                place = groups.setdefault(scope_key(figure.scope), {})
                place.setdefault(figure.unit, []).append((figure.value, at, figure))
        self._groups = {
            place: {unit: _Group(members) for unit, members in of_units.items()}
            for place, of_units in groups.items()
        }
        # what was asked before, by all that the answer is made of: the same numbers are asked for in every check
        self._known: dict[object, tuple[Figure, ...]] = {}

    def near(self, mention: Mention, scoped: set[str], fit: float = units.SAME) -> tuple[Figure, ...]:
        """Figures of a number's place and unit about its value, in the table's order: all that may agree with it.

        `fit` is how well the units must fit; less lets another noun count the same things.
        """
        place, r = scope_key(mention.scope), mention.reading
        place = place if place in scoped else ""
        key = (place, fit, r.kind, r.unit, r.value, r.low, r.high, r.decimals, r.scale, r.qualifier)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > _MOST:
                self._known.clear()
            known = self._known[key] = tuple(self._near(r, place, fit))
        return known

    def _near(self, reading: Reading, place: str, fit: float) -> Iterator[Figure]:
        said = "%" if reading.kind == "percent" else reading.unit
        found: dict[int, Figure] = {}
        for unit, group in self._groups.get(place, {}).items():
            if units.fit(said, unit) >= fit:
                for low, high in _spans(reading, unit):
                    found.update((at, figure) for _, at, figure in group.between(low, high))
        yield from (found[at] for at in sorted(found))


def _spans(reading: Reading, unit: str) -> Iterator[tuple[Decimal, Decimal]]:
    """The value as it is written, and what it stands for in the figure's unit, digits that were cut off included."""
    if reading.value is not None:
        yield reading.value, reading.value
    span = stated(reading, unit)
    if span is not None:
        yield span[0] - reading.step, span[1] + reading.step


_STANDING: ByTable[Standing] = ByTable()


def standing(by_key: Mapping[str, Figure]) -> Standing:
    """The actual figures indexed, remembered by table; computed columns and plans are left out."""
    return _STANDING.get(tuple(by_key.values()), lambda: Standing(by_key, ACTUAL), ("actual",))


def planned(by_key: Mapping[str, Figure]) -> Standing:
    """The same for plans and targets."""
    return _STANDING.get(tuple(by_key.values()), lambda: Standing(by_key, PLANNED), ("planned",))
