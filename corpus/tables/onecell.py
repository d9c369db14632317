"""Tables that a converter wrote one cell a line, heads too: as many columns as there are lines of heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.labels import roman
from corpus.tables.columns import Columns, read_heads
from corpus.tables.flatrow import read_row
from corpus.text.chars import clean
from corpus.text.lines import RawLine
from corpus.text.pieces import Grid
from corpus.units import fold

_START = re.compile(r"(?:s?tt|so tt)$")
_COLUMN = re.compile(r"\(?(?:[A-H]|\d{1,2})\)?(?:\s*=.*)?$")
_NUMBER = re.compile(r"[-+]?\d[\d.,]*\s*%?$|\d+/\d+$|[-–xX]$")
_ORDINAL = re.compile(r"(?:(\d{1,3})|([IVX]{1,5})|([A-H])|[-–+*]|\d{1,2}\.\d{1,2}|[a-zđ]\))[.)]?$")
_WIDEST, _NARROWEST = 14, 3
_LONGEST_HEAD, _LONGEST_CELL = 60, 160
_MOST = 20000  # lines


def one_cell_table(lines: list[RawLine], at: int) -> tuple[Grid, int] | None:
    """The table of one cell a line that begins at line `at`, and the line after it."""
    if not _START.match(fold(clean(lines[at].text))):
        return None
    cells = _Cells(lines, at)
    columns = _columns(cells)
    if columns is None:
        return None
    heads = [*columns.heads, *([columns.printed] if columns.printed else [])]
    rows = _rows(cells, columns.width, [cell for head in heads for cell in head])
    rows = [_noted(row, columns) for row in rows]
    full = sum(len(row) == columns.width for row in rows)
    single = [row for row in rows if len(row) > 2]
    if full < 2 or full < 0.5 * len(single) or any(len(row) > columns.width for row in rows):
        return None
    body = [
        tuple(row) if len(row) == columns.width else read_row(row[0], [*row[1:]], columns) for row in rows
    ]
    return Grid((*heads, *body), len(heads)), cells.line


def _noted(row: list[str], columns: Columns) -> list[str]:
    """A row of figures to the last, with its empty note."""
    bare = len(row) == columns.width - 1 and columns.roles[-1] == "note" and _NUMBER.match(row[-1])
    return [*row, ""] if bare else row


class _Cells:
    """The lines that aren't blank, one after the other."""

    def __init__(self, lines: Sequence[RawLine], at: int) -> None:
        self._lines = lines
        self.line = at  # after the last that was taken
        self._shown: list[tuple[int, str]] = []
        self._next = at
        self.at = 0

    def peek(self, ahead: int = 0) -> str:
        """A cell further on, or empty at the end."""
        while len(self._shown) <= self.at + ahead and self._next < len(self._lines):
            text = clean(self._lines[self._next].text)
            if text:
                self._shown.append((self._next, text))
            self._next += 1
        found = self._shown[self.at + ahead : self.at + ahead + 1]
        return found[0][1] if found else ""

    def take(self, count: int) -> list[str]:
        """The next cells."""
        cells = [self.peek(ahead) for ahead in range(count)]
        self.at += count
        self.line = self._shown[self.at - 1][0] + 1
        return cells

    def skip_page_number(self, head: Sequence[str]) -> None:
        """Leave out a page's number above the heads that stand there again, and these."""
        ahead = int(self.peek(1) == head[0] and self.peek().strip("-– ").isdigit())
        if [self.peek(ahead + n) for n in range(len(head))] == list(head):
            self.take(ahead + len(head))


def _columns(cells: _Cells) -> Columns | None:
    """Heads up to the row of column numbers or the first row."""
    for width in range(_NARROWEST, _WIDEST + 1):
        if not cells.peek(width) or len(cells.peek(width - 1)) > _LONGEST_HEAD:
            return None
        numbers = [cells.peek(width + n) for n in range(width)]
        if all(map(_COLUMN.match, numbers)) and _counts(numbers):
            heads = cells.take(width)
            return Columns(tuple(cells.take(width)), _roles(heads), (tuple(heads),))
        first = cells.peek(width)
        if first.rstrip(".") in ("1", "I", "A") and _is_label(cells.peek(width + 1)):
            heads = cells.take(width)
            return Columns((), _roles(heads), (tuple(heads),))
    return None


def _counts(numbers: Sequence[str]) -> bool:
    """Whether they number columns: from A or 1 on, one after the other."""
    found = [int(m[1]) for n in numbers if (m := re.match(r"\(?(\d+)", n))]
    return len(found) >= 2 and found == list(range(1, len(found) + 1))


def _roles(heads: Sequence[str]) -> tuple[str, ...]:
    """What each column is about; ordinal and label are told by their place."""
    roles = [next((h.role for h in read_heads(head) if h.role != "percent"), "other") for head in heads]
    return ("number", "label", *roles[2:])


def _is_label(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2}", text)) and len(text) <= _LONGEST_CELL and not _NUMBER.match(text)


def _rows(cells: _Cells, width: int, head: Sequence[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    order = _Order()
    while len(rows) < _MOST:
        cells.skip_page_number(head)
        if not (order.follows(cells.peek()) and _is_label(cells.peek(1))):
            break
        order.take(cells.peek())
        rows.append(cells.take(2))
        while (cell := cells.peek()) and len(cell) <= _LONGEST_CELL:
            begins = order.follows(cell) and _is_label(cells.peek(1))
            whole = len(rows[-1]) == width
            if begins or (whole and not _splits(rows[-1])) or _is_heading(cell):
                break
            if whole:
                rows[-1][1:3] = [" ".join(rows[-1][1:3])]
            rows[-1] += cells.take(1)
            cells.skip_page_number(head)
    return rows


def _splits(row: Sequence[str]) -> bool:
    """Whether a row's second and third cell are one label on two lines."""
    return len(row) > 2 and _is_label(row[2]) and row[2][:1].islower() and not _NUMBER.match(row[-1])


def _is_heading(text: str) -> bool:
    return re.match(r"(?:[IVX]{1,5}|\d{1,2})[.)]\s+\S", text) is not None or len(text) > _LONGEST_CELL


class _Order:
    """Which ordinals may come next."""

    def __init__(self) -> None:
        self._number, self._roman, self._letter = 0, 0, ""
        self._anew = True

    def follows(self, text: str) -> bool:
        """Whether a cell may be the ordinal of the next row."""
        match = _ORDINAL.match(text)
        if match is None:
            return False
        if match[1]:
            return int(match[1]) == self._number + 1 or (self._anew and match[1] == "1")
        if match[2] and set(match[2]) <= set("IVX"):
            return roman(match[2]) == self._roman + 1
        if match[3]:
            return match[3] == (chr(ord(self._letter) + 1) if self._letter else "A")
        return bool(self._number or self._roman or self._letter)

    def take(self, text: str) -> None:
        """Go on from an ordinal."""
        match = _ORDINAL.match(text)
        if match is None:
            return
        self._anew = match[1] is None
        if match[1]:
            self._number = int(match[1])
        elif match[2]:
            self._roman = roman(match[2])
        elif match[3]:
            self._letter = match[3]
