"""Table files in: which reader reads what, and all of them as one table of figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.errors import InputError
from corpus.types import Report
from drafting.figures.assemble import assemble
from drafting.figures.audit import audit
from drafting.figures.delimited import grid_of_text, read_csv
from drafting.figures.documents import read_document, report_grids
from drafting.figures.grids import Grid, squared
from drafting.figures.layout import opens_with_header
from drafting.figures.tables import read_grid_tables
from drafting.types import FigureTable

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
_TEXTS = (".csv", ".tsv", ".tab", ".txt")
_DOCUMENTS = (".docx", ".md", ".pdf")


def read_tables(paths: Sequence[Path], period: str | None = None) -> FigureTable:
    """The figures of table files, keys counted over all of them.

    Args:
        paths: XLSX, XLS, ODS, CSV, or a DOCX/MD/PDF with tables in it.
        period: code of the period they are about, where known.

    Raises:
        InputError: for a file that can't be read or holds no table of figures.
    """
    grids = [grid for path in paths for grid in _grids(_content(path), path.name)]
    return _with_figures(figure_table(grids, period), ", ".join(path.name for path in paths))


def read_bytes(data: bytes, name: str, period: str | None = None) -> FigureTable:
    """The figures of one file's content; `name` tells its kind."""
    return _with_figures(figure_table(_grids(data, name), period), name)


def read_grid(rows: Sequence[Sequence[str]], name: str, period: str | None = None) -> FigureTable:
    """The figures of a pasted grid of text cells."""
    return figure_table([Grid(name, None, squared([[str(c) for c in row] for row in rows]))], period)


def read_text(text: str, name: str, period: str | None = None) -> FigureTable:
    """The figures of a table pasted as text, cells parted by tabs, commas or semicolons."""
    return figure_table([grid_of_text(text, name)], period)


def from_report_tables(
    report: Report, period: str | None = None, only: Sequence[int] | None = None
) -> FigureTable:
    """The figures of the tables in a report.

    Args:
        report: as read; its own period holds where none is given.
        period: code of the period the tables are about.
        only: indexes of the tables wanted, all by default.
    """
    return figure_table(report_grids(report, only), period or report.meta.period)


def read_tables_and_titles(paths: Sequence[Path], period: str | None = None) -> tuple[FigureTable, list[str]]:
    """The figures as `read_tables` gives them (maybe none), and the lines above each table."""
    grids = [grid for path in paths for grid in _grids(_content(path), path.name)]
    titles = [table.block.title for grid in grids for table in read_grid_tables(grid, period)]
    return figure_table(grids, period), titles


def figure_table(grids: Iterable[Grid], period: str | None) -> FigureTable:
    """The figures of grids, with what is wrong in the tables themselves."""
    grids = list(grids)
    tables = [table for grid in grids for table in read_grid_tables(grid, period)]
    cells = assemble(tables)
    figures = tuple(f for c in cells for f in c.figures.values())
    return FigureTable(figures, audit(grids, cells))


def _with_figures(table: FigureTable, name: str) -> FigureTable:
    if table.figures or table.findings:
        return table
    raise InputError(
        f"Không thấy số liệu nào trong «{name}»; bảng cần một dòng đầu cột có «Chỉ tiêu» và một cột số như «Kỳ này».",
        f"No figures in “{name}”; a table needs a header row with “Chỉ tiêu” and a column of numbers such as “Kỳ này”.",
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"Không mở được tệp «{path}»; hãy kiểm tra lại đường dẫn.",
            f"“{path}” can't be opened; check the path.",
        ) from error


def _grids(data: bytes, name: str) -> list[Grid]:
    kind = Path(name).suffix.lower()
    if not data:
        raise InputError(f"Tệp «{name}» rỗng.", f"“{name}” is empty.")
    if kind in _WORKBOOKS:
        from drafting.figures.workbooks import read_workbook

        return _wanted(read_workbook(data, name), name)
    if kind in _TEXTS:
        grid = read_csv(data, name)
        # A report saved as text is prose with a table in it, not one table.
        prose = kind == ".txt" and not opens_with_header(grid)
        return _wanted(read_document(data, name) if prose else [grid], name)
    if kind in _DOCUMENTS:
        return _wanted(read_document(data, name), name)
    raise InputError(
        f"Không đọc được loại tệp «{name}»; hãy dùng XLSX, XLS, ODS, CSV hoặc DOCX.",
        f"“{name}” is of a kind that can't be read; use XLSX, XLS, ODS, CSV or DOCX.",
    )


def _wanted(grids: list[Grid], name: str) -> list[Grid]:
    if not any(any(c.strip() for c in row) for grid in grids for row in grid.rows):
        raise InputError(f"Tệp «{name}» không có bảng nào.", f"“{name}” holds no table.")
    return grids
