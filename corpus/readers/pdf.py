"""PDF files with text: lines in reading order without headers, footers and page numbers; tables in their cells."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.errors import InputError
from corpus.readers.limits import damaged
from corpus.readers.pdf_lines import reading_order
from corpus.tables.header import count_header_rows, is_column_row
from corpus.text.chars import clean
from corpus.text.joins import join_lines
from corpus.text.lines import RawLine
from corpus.text.pieces import Grid, Piece, grid_rows
from corpus.units import fold

_MOST_PAGES = 400
_MARGIN = 0.09  # of the page's height: where running heads and page numbers stand
_SCANNED = 25  # letters a page; a page of text has two thousand
_PAGE_NUMBER = re.compile(r"[-–]?\s*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–]?$")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    top: float
    x0: float
    page: int
    edge: bool
    grid: Grid | None = None


def read_pdf(data: bytes, name: str) -> list[Piece]:
    """The pieces of a PDF.

    Raises:
        InputError: it is damaged, protected, too long, or scanned pictures without text.
    """
    if _is_scanned(data, name):
        return _scan_pieces(data, name)
    import pdfplumber

    lines: list[_Line] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for number, page in enumerate(document.pages):
                lines += _page_lines(page, number)
                page.close()
    except Exception as error:  # pdfminer raises many kinds for a damaged file
        raise damaged(name) from error
    return _to_pieces(_without_edges(lines))


def _scan_pieces(data: bytes, name: str) -> list[Piece]:
    from corpus.readers.ocr import read_scan
    from corpus.tables.find import find_tables
    from corpus.text.lines import raw_lines

    return join_lines(find_tables(raw_lines(read_scan(data, name)), markdown=False))


def _is_scanned(data: bytes, name: str) -> bool:
    """Whether it has no text; it must open and be of sane length. With pdfium, which is quick and robust."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(
                f"Tệp “{name}” có mật khẩu: bỏ mật khẩu rồi thử lại.",
                f"“{name}” is password-protected: remove the password and try again.",
            ) from error
        raise damaged(name) from error
    try:
        pages = len(document)
        letters = sum(_letters(document, at) for at in range(min(pages, 5)))
    except pypdfium2.PdfiumError as error:
        raise damaged(name) from error
    finally:
        document.close()
    if pages == 0:
        raise InputError(f"Tệp “{name}” không có trang nào.", f"“{name}” has no pages.")
    if pages > _MOST_PAGES:
        raise InputError(
            f"Tệp “{name}” quá dài ({pages} trang; tối đa {_MOST_PAGES}).",
            f"“{name}” is too long ({pages} pages; at most {_MOST_PAGES}).",
        )
    return letters < _SCANNED * min(pages, 5)


def _letters(document: Any, at: int) -> int:
    page = document[at]
    text = page.get_textpage()
    found = sum(char.isalpha() for char in str(text.get_text_bounded()))
    text.close()
    page.close()
    return found


def _page_lines(page: Any, number: int) -> list[_Line]:
    tables = [t for t in page.find_tables() if _is_table(t)]
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda o: not _inside(o, boxes)) if boxes else page
    height = float(page.height)
    found = [
        _Line(
            clean(text),
            top,
            x0,
            number,
            bottom < _MARGIN * height or top > (1 - _MARGIN) * height,
        )
        for text, top, bottom, x0 in reading_order(outside)
    ]
    for table in tables:
        rows = [[clean(cell or "") for cell in row] for row in table.extract()]
        grid = grid_rows(rows)
        if grid:
            top = float(table.bbox[1])
            found.append(
                _Line("", top, float(table.bbox[0]), number, False, Grid(grid, count_header_rows(grid)))
            )
    return _with_tables([line for line in found if line.text or line.grid])


def _with_tables(lines: list[_Line]) -> list[_Line]:
    """Tables put before the first line that stands below them; the lines keep their reading order."""
    ordered = [line for line in lines if line.grid is None]
    for table in sorted((line for line in lines if line.grid is not None), key=lambda line: -line.top):
        at = next((i for i, line in enumerate(ordered) if line.top > table.top), len(ordered))
        ordered.insert(at, table)
    return ordered


def _is_table(table: Any) -> bool:
    rows = table.extract()
    width = max((len(row) for row in rows), default=0)
    filled = sum(bool(cell and cell.strip()) for row in rows for cell in row)
    return len(rows) >= 2 and width >= 2 and filled >= 4


def _inside(thing: dict[str, Any], boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    if thing.get("object_type") != "char":
        return False
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _without_edges(lines: list[_Line]) -> list[_Line]:
    """Page numbers in the margins, and heads or feet that come again on most pages, left out."""
    pages = len({line.page for line in lines})
    repeated = Counter(fold(re.sub(r"\d+", "#", line.text)) for line in lines if line.edge and line.text)
    kept = []
    for line in lines:
        again = line.edge and repeated[fold(re.sub(r"\d+", "#", line.text))] >= max(2, 0.6 * pages)
        number = line.edge and _PAGE_NUMBER.match(fold(line.text))
        if line.grid is not None or not (again or number):
            kept.append(line)
    return kept


def _to_pieces(lines: list[_Line]) -> list[Piece]:
    pieces: list[Piece] = []
    offset = 0
    rest: list[RawLine] = []
    previous: _Line | None = None
    grids: list[Piece] = []
    for line in lines:
        if line.grid is not None:
            grids = _flush(pieces, rest)
            _add_grid(pieces, line.grid, offset, previous)
        else:
            rest.append(RawLine(line.text, offset))
        offset += len(line.text) + 1
        previous = line
    grids = _flush(pieces, rest)
    return join_lines(grids)


def _flush(pieces: list[Piece], rest: list[RawLine]) -> list[Piece]:
    from corpus.tables.find import find_tables

    pieces += find_tables(rest, markdown=False)
    rest.clear()
    return pieces


def _add_grid(pieces: list[Piece], grid: Grid, offset: int, previous: _Line | None) -> None:
    """A table that goes on from the page before is one with it, its repeated header left out."""
    last = pieces[-1].grid if pieces else None
    if last is None or previous is None or previous.grid is None or len(last.rows[0]) != len(grid.rows[0]):
        pieces.append(Piece("", offset, grid=grid))
        return
    header = last.rows[: last.header_rows]
    rows = grid.rows
    while rows and (rows[0] in header or is_column_row(rows[0])):
        rows = rows[1:]
    pieces[-1] = Piece("", pieces[-1].offset, grid=Grid((*last.rows, *rows), last.header_rows))
