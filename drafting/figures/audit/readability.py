"""What of a sheet couldn't be read as it stands: formulas without values, hidden rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafting.figures.grids import Grid, column_name
from drafting.types import FigureRef, Finding


def check_reading(grids: Iterable[Grid]) -> Iterator[Finding]:
    """Notes with the code `table-read`."""
    for grid in grids:
        if grid.unvalued:
            yield _unvalued(grid)
        if grid.hidden:
            yield _hidden(grid)


def _unvalued(grid: Grid) -> Finding:
    row, column = grid.unvalued[0]
    count = len(grid.unvalued)
    return Finding(
        "table-read", "error", grid.address(row, column), None, None, "",
        f"Trang «{grid.sheet}»: {count} ô có công thức nhưng chưa có giá trị (từ ô {grid.address(row, column)}); "
        "hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi thử lại.",
        None, tuple(FigureRef(None, grid.source(r, c)) for r, c in grid.unvalued[:20]),
    )  # fmt: skip


def _hidden(grid: Grid) -> Finding:
    names = [f"cột {column_name(i)}" if kind == "column" else f"dòng {i + 1}" for kind, i in grid.hidden]
    shown = ", ".join(names[:6]) + (" …" if len(names) > 6 else "")
    kind, index = grid.hidden[0]
    at = (0, index) if kind == "column" else (index, 0)
    return Finding(
        "table-read", "info", "", None, None, "",
        f"Trang «{grid.sheet}» có {shown} bị ẩn; số liệu ở đó vẫn được đọc.",
        None, (FigureRef(None, grid.source(*at)),),
    )  # fmt: skip
