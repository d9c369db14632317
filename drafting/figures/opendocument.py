"""What calamine doesn't tell of an ODS: which numbers are percentages, what is hidden, what is repeated without end."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from corpus.errors import InputError
from drafting.figures.display import Details
from drafting.figures.locked import locked
from drafting.figures.packed import BROKEN_WORKBOOK, MOST_CELLS, broken, opened

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MANIFEST = "META-INF/manifest.xml"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PERCENT = "0.##########%"
_HIDDEN = ("collapse", "filter")


def look_closer(data: bytes, name: str) -> dict[str, Details]:
    """Details by sheet name.

    Raises:
        InputError: where the file is broken, has a password, or repeats its cells beyond reason.
    """
    try:
        with opened(data, name) as archive:
            if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
                raise locked(name)
            root = ElementTree.fromstring(archive.read("content.xml"))  # noqa: S314  # expat refuses entity bombs
    except BROKEN_WORKBOOK as error:
        raise broken(name) from error
    return {sheet.get(f"{_TABLE}name", ""): _details(sheet, name) for sheet in root.iter(f"{_TABLE}table")}


def _details(sheet: ElementTree.Element, name: str) -> Details:
    formats: dict[tuple[int, int], str] = {}
    hidden: list[tuple[str, int]] = []
    row = filled = 0
    for line in sheet.iter(f"{_TABLE}table-row"):
        times = _times(line, "rows")
        cells = list(_cells(line))
        filled += times * sum(1 for _, kind in cells if kind)
        if filled > MOST_CELLS:
            raise _endless(sheet.get(f"{_TABLE}name", ""), name)
        if line.get(f"{_TABLE}visibility") in _HIDDEN and any(kind for _, kind in cells):
            hidden.append(("row", row))
        if any(kind == "percentage" for _, kind in cells):
            formats.update({
                (at, column): _PERCENT
                for at in range(row, row + times) for column, kind in cells if kind == "percentage"
            })  # fmt: skip
        row += times
    return Details(formats, (*hidden, *_hidden_columns(sheet)))


def _cells(line: ElementTree.Element) -> Iterator[tuple[int, str]]:
    """Column and kind of value of the cells that hold something."""
    column = 0
    for cell in line:
        times = _times(cell, "columns")
        kind = cell.get(f"{_OFFICE}value-type", "")
        if kind:
            yield from ((column + n, kind) for n in range(min(times, MOST_CELLS + 1)))
        column += times


def _times(element: ElementTree.Element, what: str) -> int:
    given = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(given) if given.isdigit() else 1


def _hidden_columns(sheet: ElementTree.Element) -> Iterator[tuple[str, int]]:
    column = 0
    for element in sheet.iter(f"{_TABLE}table-column"):
        times = _times(element, "columns")
        # The last one stands for all that follow to the end of the sheet.
        if element.get(f"{_TABLE}visibility") in _HIDDEN and times < 1000:
            yield from (("column", column + n) for n in range(times))
        column += times


def _endless(sheet: str, name: str) -> InputError:
    return InputError(
        f"Trang «{sheet}» của «{name}» lặp lại các ô quá nhiều lần; hãy chép bảng sang một tệp mới.",
        f"Sheet “{sheet}” of “{name}” repeats its cells without end; copy the table into a new file.",
    )
