"""How many rows at the top of a table are its header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.units import fold

_NUMBER = re.compile(r"[-–+]?\d[\d.,]*\s*%?$")
_COLUMN = re.compile(r"\(?(?:[A-H]|\d{1,2})\)?(?:\s*=.*)?$")
_HEAD_WORDS = re.compile(
    r"(?:s?tt|so tt|chi tieu|noi dung|don vi tinh|dvt|dia ban|ke hoach|ghi chu|ki nay|cung ki|ho va ten|don vi)\b"
)
_FIRST = re.compile(r"(?:\d{1,3}|[IVX]+)\.?$")


def is_column_row(row: Sequence[str]) -> bool:
    """`A B 1 2 3 4 5=4/2*100`: a row that numbers the columns."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(filled) < 3 or not all(_COLUMN.match(cell) for cell in filled):
        return False
    numbers = [int(m[1]) for cell in filled if (m := re.match(r"\(?(\d+)", cell))]
    return (
        len(numbers) >= 2
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] <= 3
    )


def count_header_rows(rows: Sequence[Sequence[str]], marked: int = 0) -> int:
    """The number of header rows; `marked` is what the document itself says."""
    for at, row in enumerate(rows[:6]):
        if is_column_row(row):
            return at + 1
    if marked:
        return marked
    if not rows or not _looks_like_header(rows[0]):
        return 0
    count = 1
    while count < min(5, len(rows)) and _continues(rows[count]):
        count += 1
    return count if count < len(rows) else 1


def _looks_like_header(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    if any(_HEAD_WORDS.match(fold(cell)) for cell in filled):
        return True
    return (
        len(filled) > 1
        and not any(_NUMBER.match(c.strip()) for c in filled)
        and not _FIRST.match(row[0].strip())
    )


def _continues(row: Sequence[str]) -> bool:
    """A second header row: its first cell is empty (merged from above), and it holds no numbers."""
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and not row[0].strip() and not any(_NUMBER.match(c.strip()) for c in filled)
