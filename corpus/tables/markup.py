"""HTML tables inside a text: `<table><tr><td>…`."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from corpus.tables.header import count_header_rows
from corpus.text.chars import clean
from corpus.text.lines import RawLine
from corpus.text.pieces import Grid, grid_rows

_OPEN = re.compile(r"(?i)^\s*<table\b")
_WIDEST = 100  # columns beyond which cells aren't spread any more
_LONGEST = 4000  # lines; a table that never ends is none


class TableParser(HTMLParser):
    """Collects the cells of one table; merged cells stand once, the rest of them empty."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.header_rows = 0
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._waiting: dict[tuple[int, int], bool] = {}
        self._in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a row or a cell."""
        if tag == "thead":
            self._in_head = True
        elif tag == "tr":
            self._close_cell()
            self.rows.append([])
            self.header_rows += self._in_head
        elif tag in ("td", "th"):
            self._close_cell()
            given = dict(attrs)
            self._spans = (_whole(given.get("colspan")), _whole(given.get("rowspan")))
            self._cell = []
        elif tag in ("br", "p", "div", "li") and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell or the head."""
        if tag == "thead":
            self._in_head = False
        elif tag in ("td", "th", "tr", "table"):
            self._close_cell()

    def handle_data(self, data: str) -> None:
        """Text of the open cell."""
        if self._cell is not None:
            self._cell.append(data)

    def _close_cell(self) -> None:
        if self._cell is None:
            return
        if not self.rows:
            self.rows.append([])
        row, at = self.rows[-1], len(self.rows) - 1
        while (at, len(row)) in self._waiting:
            row.append("")
        across, down = self._spans if len(row) < _WIDEST else (1, 1)
        first = len(row)
        row += ["\n".join(filter(None, map(clean, "".join(self._cell).split("\n")))), *[""] * (across - 1)]
        self._waiting.update({(at + y, first + x): True for y in range(1, down) for x in range(across)})
        self._cell = None


def _whole(text: str | None) -> int:
    return min(int(text), 60) if text and text.strip().isdigit() and int(text) else 1


def html_table(lines: list[RawLine], at: int) -> tuple[Grid, int] | None:
    """The HTML table that begins at line `at`, and the line after it."""
    if not _OPEN.match(lines[at].text):
        return None
    limit = min(len(lines), at + _LONGEST)
    if not any("</table" in lines[number].text.lower() for number in range(at, limit)):
        return None
    parser = TableParser()
    for end in range(at, limit):
        parser.feed(lines[end].text + "\n")
        if "</table" in lines[end].text.lower():
            parser.close()
            return as_grid(parser), end + 1
    return None


def as_grid(parser: TableParser) -> Grid:
    """The cells a parser found."""
    rows = grid_rows(parser.rows)
    return Grid(rows, count_header_rows(rows, parser.header_rows))
