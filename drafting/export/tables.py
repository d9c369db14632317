"""Tables of the report: borders, merged header cells, a header row that repeats on every page."""

from __future__ import annotations

import re

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell

from drafting.export.letterhead import plain, text_points
from drafting.export.marks import Look, Marker
from drafting.export.page import TEXT_WIDTH
from drafting.export.source import Grid

_MARGIN = 2.8  # points at either side of a cell
_LONG_WORD = 74.0  # points: `đồng/người/năm` stays whole, anything longer may break at its slash
_UPRIGHT = 0.97  # how wide upright letters are against bold ones
_BREAKS = re.compile(r"\s+|(?<=[/=*-])")
_GROUP = re.compile(r"[IVX]+\.?|[A-Z]\.?")
_FORMULA = re.compile(r"[A-Z]|\(?\d{1,2}\)?\s*(=.*)?")


def put_table(marker: Marker, grid: Grid) -> None:
    """Lay a table out in the text's width."""
    columns = max(len(row) for row in grid.rows)
    table = marker.document.add_table(len(grid.rows), columns)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    size = 12 if columns < 7 else 11 if columns < 9 else 10
    widths = column_widths(grid, columns, size)
    wordy = wordy_columns(grid)
    narrow_margins(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    at = grid.start
    for number, row in enumerate(grid.rows):
        cells = table.rows[number].cells
        head = number < grid.header_rows
        strong = head or bool(row and _GROUP.fullmatch(row[0].strip()))
        formula = head and _is_formula(row)
        for column, text in enumerate(row):
            cells[column].width = Pt(widths[column])
            look = Look(size, bold=strong and not formula, italic=formula)
            _cell(marker, cells[column], at, at + len(text), look, left=not head and column in wordy)
            at += len(text) + 1
        _row_rules(table, number, head=head)
    merge_header(table, grid)
    plain(marker.document.add_paragraph())


def _cell(marker: Marker, cell: _Cell, start: int, end: int, look: Look, *, left: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    plain(paragraph, align=WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER)
    marker.put(paragraph, start, end, look)


def narrow_margins(table: Table) -> None:
    """Less blank at the sides of cells, so that ten columns fit on a portrait page."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        part = OxmlElement(f"w:{side}")
        part.set(qn("w:w"), str(int(_MARGIN * 20)))
        part.set(qn("w:type"), "dxa")
        margins.append(part)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.addprevious(margins)  # the schema's order: Word minds it
    else:
        table._tbl.tblPr.append(margins)


def _is_formula(row: tuple[str, ...]) -> bool:
    filled = [c.strip() for c in row if c.strip()]
    return bool(filled) and all(_FORMULA.fullmatch(c) for c in filled)


def column_widths(grid: Grid, columns: int, size: float) -> list[float]:
    """Points a column: no word is broken if all fit, what remains goes to the columns with much text."""
    head = [row for row in grid.rows[: grid.header_rows] if not _is_formula(row)]
    body = grid.rows[grid.header_rows :]
    least, wish = [], []
    for column in range(columns):
        titles = [row[column] for row in head if column < len(row)]
        texts = [row[column] for row in body if column < len(row)]
        need = max(_longest(titles, size), _longest(texts, size * _UPRIGHT))
        least.append(need + 2 * _MARGIN + 3)
        long = sorted(text_points(text, size) for text in texts)
        wish.append((sum(long) / max(1, len(long)) + max(long, default=0.0)) / 2)
    room = TEXT_WIDTH.pt - sum(least)
    if room <= 0:
        return [TEXT_WIDTH.pt * part / sum(least) for part in least]
    weights = [max(0.0, w - part) + 1 for w, part in zip(wish, least, strict=True)]
    return [part + room * weight / sum(weights) for part, weight in zip(least, weights, strict=True)]


def _longest(texts: list[str], size: float) -> float:
    """Points of the longest stretch that can't be broken."""
    pieces = [text_points(piece, size) for text in texts for piece in _BREAKS.split(text)]
    words = [min(text_points(word, size), _LONG_WORD) for text in texts for word in text.split()]
    return max([*pieces, *words], default=0.0)


def wordy_columns(grid: Grid) -> set[int]:
    """Columns of words, set at the left: the one with the longest texts, and any like it."""
    body = grid.rows[grid.header_rows :] or grid.rows
    width = max(len(row) for row in body)
    means = [
        sum(sum(c.isalpha() for c in row[k]) for row in body if k < len(row)) / len(body)
        for k in range(width)
    ]
    return {k for k, mean in enumerate(means) if mean > 8 and mean >= max(means) / 2}


def _row_rules(table: Table, number: int, *, head: bool) -> None:
    properties = table.rows[number]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def merge_header(table: Table, grid: Grid) -> None:
    """Empty header cells join the filled cell above them, or the one at their left."""
    rows = grid.header_rows
    while rows > 1 and _is_formula(grid.rows[rows - 1]):
        rows -= 1
    if rows < 2:
        return
    width = max(len(row) for row in grid.rows)
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(width):
            if (row, column) in taken or not grid.rows[row][column].strip():
                continue
            right, down = _reach(grid, rows, row, column)
            taken |= {(r, c) for r in range(row, down + 1) for c in range(column, right + 1)}
            if (right, down) != (column, row):
                _join(table, (row, column), (down, right))


def _reach(grid: Grid, rows: int, row: int, column: int) -> tuple[int, int]:
    down = row
    while down + 1 < rows and not grid.rows[down + 1][column].strip():
        down += 1
    right = column
    width = len(grid.rows[row])
    while down < rows - 1 and right + 1 < width and not grid.rows[row][right + 1].strip():
        if not any(grid.rows[r][right + 1].strip() for r in range(row + 1, rows)):
            break
        right += 1
    return right, down


def _join(table: Table, first: tuple[int, int], last: tuple[int, int]) -> None:
    merged = table.cell(*first).merge(table.cell(*last))
    for paragraph in merged.paragraphs[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)
