"""Figures as the contract's JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from corpus.errors import InputError
from drafting.figures.grids import Grid
from drafting.types import Figure
from drafting.types.json import figure_from, figure_json


def to_json(figure: Figure) -> dict[str, Any]:
    """A figure as the contract's object."""
    return figure_json(figure)


def from_json(data: Mapping[str, Any]) -> Figure:
    """A figure from the contract's object.

    Raises:
        InputError: where a part is missing or of another kind.
    """
    try:
        return figure_from(data)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise InputError(
            f"Số liệu trong tệp JSON bị thiếu hoặc sai ở phần «{error}».",
            f"A figure of the JSON file lacks or misstates “{error}”.",
        ) from error


def grid_json(grid: Grid) -> dict[str, Any]:
    """A grid as JSON, so that a table can be read again when more is known of it."""
    return {
        "file": grid.file,
        "sheet": grid.sheet,
        "title": grid.title,
        "rows": [list(row) for row in grid.rows],
        "merged": [[list(a), list(b)] for a, b in grid.merged],
        "stored": [[r, c, str(value)] for (r, c), value in grid.stored.items()],
        "hidden": [list(h) for h in grid.hidden],
        "unvalued": [list(u) for u in grid.unvalued],
    }


def grid_from(data: Mapping[str, Any]) -> Grid:
    """A grid from its JSON."""
    return Grid(
        file=data["file"],
        sheet=data["sheet"],
        rows=tuple(tuple(row) for row in data["rows"]),
        merged=tuple(((a[0], a[1]), (b[0], b[1])) for a, b in data["merged"]),
        stored={(r, c): Decimal(value) for r, c, value in data["stored"]},
        hidden=tuple((kind, at) for kind, at in data["hidden"]),
        unvalued=tuple((r, c) for r, c in data["unvalued"]),
        title=data["title"],
    )
