"""Reading and writing the numbers of Vietnamese administrative prose. Pure: nothing of ours."""

from drafting.numbers.cells import read_cell
from drafting.numbers.digits import interval
from drafting.numbers.lexicon import UnitInfo
from drafting.numbers.reader import read
from drafting.numbers.types import FIGURE_KINDS, Reading, ReadingKind, Style
from drafting.numbers.units import base_unit, convert
from drafting.numbers.writing import style_of, write

__all__ = [
    "FIGURE_KINDS",
    "Reading",
    "ReadingKind",
    "Style",
    "UnitInfo",
    "base_unit",
    "convert",
    "interval",
    "read",
    "read_cell",
    "style_of",
    "write",
]
