"""The figures of one indicator together, as sentences tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drafting.types import Figure, FigureTable, Role


@dataclass(frozen=True, slots=True)
class Indicator:
    """The figures of one indicator, by scope and role."""

    label: str
    group: str
    cells: dict[tuple[str | None, Role], Figure]

    def get(self, role: Role, scope: str | None = None) -> Figure | None:
        """The figure of a role with a number in it."""
        figure = self.cells.get((scope, role))
        return figure if figure is not None and figure.value is not None else None

    @property
    def goal(self) -> Figure | None:
        """The plan's figure, or the target's."""
        return self.get("plan") or self.get("target")

    @property
    def members(self) -> list[Figure]:
        """This period's figures of the members."""
        return [
            f for (scope, role), f in self.cells.items() if scope and role == "actual" and f.value is not None
        ]


def indicators(table: FigureTable, keys: Iterable[str]) -> list[Indicator]:
    """The indicators that `keys` belong to, with all their figures, in the table's order."""
    by_key = table.by_key()
    wanted = dict.fromkeys(by_key[k].indicator for k in keys if k in by_key)
    found = []
    for indicator in wanted:
        cells = {(f.scope, f.role): f for f in reversed(table.figures) if f.indicator == indicator}
        first = next(f for f in table.figures if f.indicator == indicator)
        ordered = {
            (f.scope, f.role): cells[f.scope, f.role] for f in table.figures if f.indicator == indicator
        }
        found.append(Indicator(first.label, first.group, ordered))
    return found
