"""Table files in: which reader reads what, and all of them as one table of figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import collector
from corpus.errors import InputError
from corpus.types import Report
from corpus.units import fold
from drafting.figures.assemble import assemble
from drafting.figures.audit import audit
from drafting.figures.delimited import decode, grid_of_text, is_text, read_csv
from drafting.figures.documents import html_grids, looks_like_html, read_document, report_grids
from drafting.figures.fonts import in_unicode
from drafting.figures.grids import Grid, squared
from drafting.figures.layout import opens_with_header
from drafting.figures.learned import NO_MEMORY, Memory, Question
from drafting.figures.locked import OLDEST
from drafting.figures.rosters import Roster, without_rosters
from drafting.figures.siblings import with_siblings
from drafting.figures.tables import read_grid_tables
from drafting.types import Figure, FigureTable

_PAGES = (".html", ".htm")
# What workbooks begin with: a zip, or an OLE file.
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
_TEXTS = (".csv", ".tsv", ".tab", ".txt")
_DOCUMENTS = (".docx", ".md", ".pdf")


@dataclass(frozen=True, slots=True)
class TablesRead:
    """The figures of grids, their columns, the lines above each table, and the lists of names among them."""

    table: FigureTable
    columns: tuple[Question, ...]
    titles: tuple[str, ...]
    rosters: tuple[Roster, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """The columns a clerk should name."""
        return tuple(c for c in self.columns if c.asked)


@collector.paused()  # half of the time for 10,000 rows
def read_tables(paths: Sequence[Path], period: str | None = None, memory: Memory = NO_MEMORY) -> FigureTable:
    """The figures of table files, keys counted over all of them.

    Args:
        paths: XLSX, XLS, ODS, CSV, or a DOCX/MD/PDF with tables in it.
        period: code of the period they are about, where known.
        memory: what clerks said of such tables before.

    Raises:
        InputError: for a file that can't be read or holds no table of figures.
    """
    grids = [grid for path in paths for grid in file_grids(path)]
    return _with_figures(read_grids(grids, period, memory).table, ", ".join(path.name for path in paths))


def read_bytes(data: bytes, name: str, period: str | None = None) -> FigureTable:
    """The figures of one file's content; `name` tells its kind."""
    return _with_figures(figure_table(bytes_grids(data, name), period), name)


def read_grid(rows: Sequence[Sequence[str]], name: str, period: str | None = None) -> FigureTable:
    """The figures of a pasted grid of text cells."""
    return figure_table([rows_grid(rows, name)], period)


def rows_grid(rows: Sequence[Sequence[str]], name: str) -> Grid:
    """A grid of text cells, as typed or pasted."""
    return Grid(name, None, squared([[str(c) for c in row] for row in rows]))


def read_text(text: str, name: str, period: str | None = None) -> FigureTable:
    """The figures of a table pasted as text: cells parted by tabs, commas or semicolons, or as HTML."""
    return figure_table(text_grids(text, name), period)


def text_grids(text: str, name: str) -> list[Grid]:
    """The grids of what was pasted from Excel, Word or a page."""
    grids = html_grids(text, name) if looks_like_html(text) else [grid_of_text(text, name)]
    return [in_unicode(grid) for grid in grids]


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


def figure_table(grids: Iterable[Grid], period: str | None) -> FigureTable:
    """The figures of grids, with what is wrong in the tables themselves."""
    return read_grids(grids, period).table


@collector.paused()
def read_grids(grids: Iterable[Grid], period: str | None, memory: Memory = NO_MEMORY) -> TablesRead:
    """The figures of grids (maybe none), with what is wrong in the tables themselves and what is to be asked."""
    parted = [without_rosters(grid) for grid in grids]
    grids = [grid for grid, _ in parted]
    tables = [table for grid in grids for table in read_grid_tables(grid, period, memory.columns)]
    cells = assemble(with_siblings(tables))
    figures = tuple(_known(f, memory) for c in cells for f in c.figures.values())
    columns = dict.fromkeys(q for table in tables for q in table.questions)
    return TablesRead(
        FigureTable(figures, audit(grids, cells)),
        tuple(columns),
        tuple(t.block.title for t in tables),
        tuple(roster for _, found in parted for roster in found),
    )


def _known(figure: Figure, memory: Memory) -> Figure:
    known = memory.names.get(fold(figure.label)) if memory.names else None
    return replace(figure, known=known) if known is not None else figure


def _with_figures(table: FigureTable, name: str) -> FigureTable:
    if table.figures or table.findings:
        return table
    raise InputError(
        f"Không thấy số liệu nào trong «{name}»; bảng cần một dòng đầu cột có «Chỉ tiêu» và một cột số như «Kỳ này».",
        f"No figures in “{name}”; a table needs a header row with “Chỉ tiêu” and a column of numbers such as “Kỳ này”.",
    )


def file_grids(path: Path) -> list[Grid]:
    """The grids of a table file.

    Raises:
        InputError: for a file that can't be opened or read.
    """
    try:
        return bytes_grids(path.read_bytes(), path.name)
    except OSError as error:
        raise InputError(
            f"Không mở được tệp «{path}»; hãy kiểm tra lại đường dẫn.",
            f"“{path}” can't be opened; check the path.",
        ) from error


def bytes_grids(data: bytes, name: str) -> list[Grid]:
    """The grids of a table file's content; `name` tells its kind."""
    if not data:
        raise InputError(
            f"Tệp «{name}» rỗng; hãy chọn tệp có bảng số liệu.",
            f"“{name}” is empty; choose a file with a table.",
        )
    kind = _kind(data, name)
    if kind == "workbook":
        from drafting.figures.workbooks import read_workbook

        return _wanted([in_unicode(grid) for grid in read_workbook(data, name)], name)
    if kind == "html":
        return _wanted(html_grids(decode(data, name), name), name)
    if kind == "document":
        return _wanted(read_document(data, name), name)
    grid = read_csv(data, name)
    # A report saved as text is prose with a table in it, not one table.
    prose = name.lower().endswith(".txt") and not opens_with_header(grid)
    return _wanted(read_document(data, name) if prose else [grid], name)


def _kind(data: bytes, name: str) -> str:
    """`workbook`, `html`, `text` or `document`: programs save pages and text as `.xls`."""
    suffix = Path(name).suffix.lower()
    if suffix in _DOCUMENTS:
        return "document"
    if suffix not in (*_WORKBOOKS, *_TEXTS, *_PAGES):
        raise InputError(
            f"Không đọc được loại tệp «{name}»; hãy dùng XLSX, XLS, ODS, CSV hoặc DOCX.",
            f"“{name}” is of a kind that can't be read; use XLSX, XLS, ODS, CSV or DOCX.",
        )
    if data.startswith((*_PACKED, *OLDEST)):
        return "workbook"
    if looks_like_html(data[:4000].decode("latin-1")):
        return "html"
    return "text" if suffix not in _WORKBOOKS or is_text(data) else "workbook"


def _wanted(grids: list[Grid], name: str) -> list[Grid]:
    if not any(any(c.strip() for c in row) for grid in grids for row in grid.rows):
        raise InputError(
            f"Tệp «{name}» không có bảng nào; hãy chọn tệp có bảng số liệu.",
            f"“{name}” holds no table; choose another file.",
        )
    return grids
