"""The figures of a table by row, and what a number may say of a row: its growth, its percentage of plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drafting.alignment import formulas, units
from drafting.alignment.remembered import ByTable
from drafting.types.alignment import Candidate, Mention
from drafting.types.figures import Figure, Role

Row = tuple[str, str | None]


_BY_ROW: ByTable[dict[Row, tuple[Figure, ...]]] = ByTable()
_CELLS: ByTable[dict[Row, dict[Role, Figure]]] = ByTable()


def figures_by_row(by_key: Mapping[str, Figure]) -> Mapping[Row, tuple[Figure, ...]]:
    """The figures of each row, rows and figures in the table's order; remembered by table."""

    def make() -> dict[Row, tuple[Figure, ...]]:
        rows: dict[Row, list[Figure]] = {}
        for figure in by_key.values():
            rows.setdefault((figure.indicator, figure.scope), []).append(figure)
        return {row: tuple(figures) for row, figures in rows.items()}

    return _BY_ROW.get(tuple(by_key.values()), make)


def cells_by_row(by_key: Mapping[str, Figure]) -> Mapping[Row, Mapping[Role, Figure]]:
    """The figures of each row by role, the first of a role."""

    def make() -> dict[Row, dict[Role, Figure]]:
        return {row: {f.role: f for f in reversed(many)} for row, many in figures_by_row(by_key).items()}

    return _CELLS.get(tuple(by_key.values()), make)


def changes_of(mention: Mention, row: Mapping[Role, Figure]) -> Iterator[Candidate]:
    """What the mention's words may say of a row."""
    now, reading = row.get("actual"), mention.reading
    base = row.get("plan" if mention.role == "of-plan" else "same-period")
    down = reading.change == "down"
    if reading.change is None:
        made = [formulas.ratio(now, base, mention.role, 0.5)]
    elif reading.kind == "percent":
        made = [formulas.growth(now, base, mention.role, 0.5, down)]
    else:
        made = [formulas.difference(*((base, now) if down else (now, base)), mention.role, 0.5)]
    yield from (m for m in made if m is not None and _fits(mention, m))


def _fits(mention: Mention, candidate: Candidate) -> bool:
    unit = "%" if mention.reading.kind == "percent" else mention.reading.unit
    return units.fit(unit, candidate.unit) >= units.SAME
