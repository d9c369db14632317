"""Figure tables in, expressions over figures.

A computed column keeps what it prints: under `So với cùng kỳ (%)` with `5=4/2*100` the cell `111,1` is a figure of
role `growth` and value 111.1, of the same period and no growth of 11.1; `derived` names which of the two a formula gives
(`of-same`, `growth`). Falls written in words (`giảm 3,2%`) are negative in a growth column.
"""

from drafting.figures.audit.common import cell_name, is_rate
from drafting.figures.audit.orders import rank_of
from drafting.figures.audit.units import outlier
from drafting.figures.derived import Derived, derived
from drafting.figures.expressions import Stated, evaluate
from drafting.figures.files import (
    TablesRead,
    bytes_grids,
    file_grids,
    from_report_tables,
    read_bytes,
    read_grid,
    read_grids,
    read_tables,
    read_text,
    rows_grid,
    text_grids,
)
from drafting.figures.grids import SOURCES_MARK, SOURCES_SHEET, Grid, column_name
from drafting.figures.headings import is_total
from drafting.figures.learned import MEANINGS, NO_MEMORY, Learned, Meaning, Memory, Question
from drafting.figures.rosters import Roster
from drafting.figures.serial import from_json, grid_from, grid_json, to_json

__all__ = [
    "MEANINGS",
    "NO_MEMORY",
    "SOURCES_MARK",
    "SOURCES_SHEET",
    "Derived",
    "Grid",
    "Learned",
    "Meaning",
    "Memory",
    "Question",
    "Roster",
    "Stated",
    "TablesRead",
    "bytes_grids",
    "cell_name",
    "column_name",
    "derived",
    "evaluate",
    "file_grids",
    "from_json",
    "from_report_tables",
    "grid_from",
    "grid_json",
    "is_rate",
    "is_total",
    "outlier",
    "rank_of",
    "read_bytes",
    "read_grid",
    "read_grids",
    "read_tables",
    "read_text",
    "rows_grid",
    "text_grids",
    "to_json",
]
