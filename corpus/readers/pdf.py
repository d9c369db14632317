"""PDF files with text: lines in reading order without headers, footers and page numbers; tables in their cells."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.errors import InputError
from corpus.readers.legacy import convert, legacy_of
from corpus.readers.limits import damaged
from corpus.readers.pdf_chars import is_unreadable, keep_codes, to_unicode
from corpus.readers.pdf_edges import without_edges
from corpus.readers.pdf_lines import Line, reading_order
from corpus.readers.pdf_paragraphs import Placed, openings
from corpus.tables.header import count_header_rows, is_column_row
from corpus.text.chars import clean, repair
from corpus.text.joins import join_lines
from corpus.text.lines import RawLine
from corpus.text.pieces import Grid, Piece, grid_rows

_MOST_PAGES = 400
_SCANNED = 25  # letters a page; a page of text has two thousand
_PICTURE = 0.4  # of a page: a picture as large on a page without words is a scan
_FORMULA = re.compile(r"\(?(?:[A-H]|\d{1,2})\)?(?:\s*=[\d\s+\-*/:x().%]*)?$")
UNREAD = "[Một trang ở đây là ảnh quét, chưa đọc được chữ]"


@dataclass(frozen=True, slots=True)
class _Item:
    """A line or a table of a page."""

    page: int
    height: float
    line: Line
    grid: Grid | None = None


def read_pdf(data: bytes, name: str) -> list[Piece]:
    """The pieces of a PDF.

    Raises:
        InputError: it is damaged, protected, too long, scanned pictures without text, or of letters that
            can't be told.
    """
    if _is_scanned(data, name):
        return _scan_pieces(data, name)
    import pdfplumber

    items: list[_Item] = []
    scans: list[int] = []
    keep_codes()
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for number, page in enumerate(document.pages):
                found = _page_items(page, number)
                if _is_picture(page, found):
                    scans.append(number)
                    found = [_Item(number, float(page.height), Line("", 0, 0, 0, 0, flow="scan"))]
                items += found
                page.close()
    except Exception as error:  # pdfminer raises many kinds for a damaged file
        raise damaged(name) from error
    texts = "\n".join(item.line.text for item in items)
    if is_unreadable(texts):
        return _unreadable_pieces(data, name)
    items = _in_unicode(_with_scans(items, scans, data, name), texts)
    return _to_pieces(
        without_edges(items, lambda item: (item.page, item.height, item.line, item.grid is None))
    )


def _scan_pieces(data: bytes, name: str) -> list[Piece]:
    from corpus.readers.ocr import read_scan
    from corpus.tables.find import find_tables
    from corpus.text.lines import raw_lines

    return join_lines(find_tables(raw_lines(read_scan(data, name)), markdown=False))


def _unreadable_pieces(data: bytes, name: str) -> list[Piece]:
    """Letters that no table of the file turns into Unicode can still be read by their looks."""
    from corpus.readers.ocr import find_tesseract

    if find_tesseract() is None:
        raise InputError(
            f"Chữ trong “{name}” dùng phông không có bảng mã nên không đọc được: dùng bản Word, "
            "hoặc cài Tesseract kèm dữ liệu tiếng Việt (vie) để nhận dạng.",
            f"The letters of “{name}” are of a font without a Unicode table and can't be read: use the Word file, "
            "or install Tesseract with its Vietnamese data (vie).",
        )
    return _scan_pieces(data, name)


def _with_scans(items: list[_Item], scans: list[int], data: bytes, name: str) -> list[_Item]:
    """Scanned pages among pages with text: recognised where that can be done, else a line says they are there."""
    if not scans:
        return items
    from corpus.readers.ocr import find_tesseract, read_scan

    texts = [UNREAD] * len(scans)
    if find_tesseract() is not None:
        texts = read_scan(data, name, scans).split("\x0c")
    read = dict(zip(scans, texts, strict=True))
    found: list[_Item] = []
    for item in items:
        if item.line.flow != "scan":
            found.append(item)
            continue
        lines = [text for text in read[item.page].split("\n") if text.strip()] or [UNREAD]
        at = item.height / (len(lines) + 2)
        found += [
            _Item(item.page, item.height, Line(text, at * n, at * (n + 1), 0, 0))
            for n, text in enumerate(lines, 1)
        ]
    return found


def _in_unicode(items: list[_Item], texts: str) -> list[_Item]:
    """What an old encoding shows that no font's name told."""
    legacy = legacy_of(texts)
    if not legacy:
        return items
    return [
        replace(
            item,
            line=replace(item.line, text=convert(item.line.text, legacy)),
            grid=item.grid and Grid(
                tuple(tuple(convert(cell, legacy) for cell in row) for row in item.grid.rows), item.grid.header_rows
            ),
        )
        for item in items
    ]  # fmt: skip


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
    found = sum(not char.isspace() for char in str(text.get_text_bounded()))
    text.close()
    page.close()
    return found


def _is_picture(page: Any, found: Sequence[_Item]) -> bool:
    """A page of next to no text, most of it a picture."""
    if sum(len(item.line.text) for item in found) > 2 * _SCANNED or any(item.grid for item in found):
        return False
    area = float(page.width) * float(page.height)
    return any((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) > _PICTURE * area for i in page.images)


def _page_items(page: Any, number: int) -> list[_Item]:
    to_unicode(page.chars)
    tables = [t for t in page.find_tables() if _is_table(t)]
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda o: not _inside(o, boxes)) if boxes else page
    height = float(page.height)
    lines = [_Item(number, height, line) for line in reading_order(outside) if clean(line.text)]
    grids = []
    for table in tables:
        rows = [[_cell(cell or "") for cell in row] for row in table.extract()]
        grid = grid_rows(rows)
        if grid:
            x0, top, x1, bottom = map(float, table.bbox)
            place = Line("", top, bottom, x0, x1)
            grids.append(_Item(number, height, place, Grid(grid, count_header_rows(grid))))
    return _with_tables(lines, grids)


def _cell(text: str) -> str:
    """A cell's text; a formula of the header that its narrow column broke is whole again."""
    shown = clean(text)
    return re.sub(r"\s", "", shown) if "=" in shown and _FORMULA.match(shown) else shown


def _with_tables(lines: list[_Item], grids: list[_Item]) -> list[_Item]:
    """Tables put before the first line that stands below them; the lines keep their reading order."""
    ordered = list(lines)
    for table in sorted(grids, key=lambda item: -item.line.top):
        at = next((i for i, item in enumerate(ordered) if item.line.top > table.line.top), len(ordered))
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


def _to_pieces(items: list[_Item]) -> list[Piece]:
    pieces: list[Piece] = []
    offset = 0
    rest: list[RawLine] = []
    previous: _Item | None = None
    opens = openings([Placed(item.line, item.page) for item in items])
    for item, begins in zip(items, opens, strict=True):
        turned = previous is not None and previous.page != item.page
        if item.grid is not None:
            _flush(pieces, rest)
            _add_grid(pieces, item.grid, offset, previous)
        else:
            rest.append(RawLine(repair(item.line.text), offset, turned, begins))
        offset += len(item.line.text) + 1
        previous = item
    _flush(pieces, rest)
    return join_lines(pieces)


def _flush(pieces: list[Piece], rest: list[RawLine]) -> None:
    from corpus.tables.find import find_tables

    pieces += find_tables(rest, markdown=False)
    rest.clear()


def _add_grid(pieces: list[Piece], grid: Grid, offset: int, previous: _Item | None) -> None:
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
