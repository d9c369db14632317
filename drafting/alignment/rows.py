"""The figures of a table by row, and what a number may say of a row: its growth, its percentage of plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drafting.alignment import formulas, units
from drafting.types.alignment import Candidate, Mention
from drafting.types.figures import Figure, Role

Row = tuple[str, str | None]


def cells_by_row(by_key: Mapping[str, Figure]) -> dict[Row, dict[Role, Figure]]:
    """The figures of each row by role."""
    cells: dict[Row, dict[Role, Figure]] = {}
    for figure in by_key.values():
        cells.setdefault((figure.indicator, figure.scope), {}).setdefault(figure.role, figure)
    return cells


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
