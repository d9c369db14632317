"""Figure tables in, expressions over figures."""

from drafting.figures.derived import Derived, derived
from drafting.figures.expressions import Stated, evaluate
from drafting.figures.files import from_report_tables, read_bytes, read_grid, read_tables, read_text
from drafting.figures.serial import from_json, to_json

__all__ = [
    "Derived",
    "Stated",
    "derived",
    "evaluate",
    "from_json",
    "from_report_tables",
    "read_bytes",
    "read_grid",
    "read_tables",
    "read_text",
    "to_json",
]
