"""What calamine doesn't tell of an XLSX: number formats, hidden rows and columns, formulas without values.

Read straight from the parts of the archive, cells that hold nothing being passed over: a sheet with a million
empty rows costs no more than its bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from corpus.archives import BROKEN_ARCHIVE
from corpus.errors import InputError
from drafting.figures.display import Details

# Cells of a sheet's bounding box; calamine lays all of them out.
MOST_CELLS = 6_000_000
_MOST_BYTES = 400 * 2**20
_RATIO = 500
_FEW_BYTES = 2**21

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0",
    39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
}  # fmt: skip
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_ANY = re.compile(rb"<(?:\w+:)?row\b([^>]*)>|<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REF = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ROW_REF = re.compile(rb'\br="(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_TYPE = re.compile(rb'\bt="(\w+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v>[^<]|<(?:\w+:)?t\b")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)/?>")
_WIDEST = 16384


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive of a workbook.

    Raises:
        InputError: where it is broken, or unpacks to an unusual size.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN_ARCHIVE as error:
        raise broken(name) from error
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > _MOST_BYTES or (unpacked > _FEW_BYTES and unpacked > _RATIO * len(data)):
        raise InputError(
            f"Tệp «{name}» nén bất thường (giải ra quá lớn) nên không mở; hãy chép bảng sang một tệp mới.",
            f"“{name}” unpacks to an unusual size and isn't opened; copy the table into a new file.",
        )
    return archive


def broken(name: str) -> InputError:
    """What is said of a workbook that can't be read."""
    return InputError(
        f"Không mở được bảng tính «{name}»: tệp hỏng hoặc không đúng loại; hãy mở bằng Excel, lưu lại dạng .xlsx "
        "rồi thử lại.",
        f"The workbook “{name}” can't be opened: it is broken or of another kind; save it again as .xlsx.",
    )


def look_closer(data: bytes, name: str) -> dict[str, Details]:
    """Details by sheet name.

    Raises:
        InputError: where the archive is broken, or a sheet has cells too far apart to be one table.
    """
    try:
        with opened(data, name) as archive:
            formats = _formats(archive)
            parts = [(sheet, archive.read(part)) for sheet, part in _sheets(archive)]
        return {sheet: _details(sheet, name, xml, formats) for sheet, xml in parts}
    except BROKEN_WORKBOOK as error:
        raise broken(name) from error


BROKEN_WORKBOOK = (*BROKEN_ARCHIVE, RuntimeError, KeyError, ElementTree.ParseError)
"""What looking into a damaged workbook raises."""


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Names of the sheets and the parts they stand in."""
    if "xl/workbook.xml" not in archive.namelist():
        return
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  # expat refuses entity bombs
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    for sheet in book.iter():
        if _tag(sheet) == "sheet":
            known = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            target = targets.get(known, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in archive.namelist():
                yield sheet.get("name", ""), part


def _formats(archive: zipfile.ZipFile) -> dict[int, str]:
    """Number formats other than General, by the index of a cell's style."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    root = ElementTree.fromstring(archive.read("xl/styles.xml"))  # noqa: S314
    codes = dict(BUILT_IN)
    styles: list[int] = []
    for element in root.iter():
        if _tag(element) == "numFmt":
            codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        elif _tag(element) == "cellXfs":
            styles = [int(style.get("numFmtId", "0")) for style in element]
    return {at: codes[kind] for at, kind in enumerate(styles) if codes.get(kind, "General") != "General"}


def _details(sheet: str, name: str, xml: bytes, formats: dict[int, str]) -> Details:
    found: dict[tuple[int, int], str] = {}
    unvalued: list[tuple[int, int]] = []
    last_row = last_column = 0
    for row, column, attributes, inside in _cells(xml):
        last_row, last_column = max(last_row, row), max(last_column, column)
        if (last_row + 1) * (last_column + 1) > MOST_CELLS:
            raise _far(sheet, name, xml)
        style, kind = _STYLE.search(attributes), _TYPE.search(attributes)
        numeric = kind is None or kind[1] == b"n"
        if numeric and b"f" in inside and _FORMULA.search(inside) and not _VALUE.search(inside):
            unvalued.append((row, column))
        code = formats.get(int(style[1])) if style else None
        if code and numeric:
            found[row, column] = code
    return Details(found, _hidden(xml, last_column), tuple(sorted(unvalued)))


def _cells(xml: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Row, column, attributes and content of the cells that hold something."""
    first = _ANY.search(xml)
    if first is not None and not _REF.search(xml, first.start()):
        yield from _counted_cells(xml)
        return
    for match in _CELL.finditer(xml):
        place = _REF.search(match[1])
        if place is None:
            raise ValueError(match[1])  # a place that no sheet has: the reader would lay out the way to it
        yield int(place[2]) - 1, _index(place[1]), match[1], match[2]


def _counted_cells(xml: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """The same where cells don't name their places: they are counted."""
    row, column = -1, -1
    for match in _ANY.finditer(xml):
        if match[2] is None:
            named = _ROW_REF.search(match[1])
            row, column = int(named[1]) - 1 if named else row + 1, -1
        else:
            column += 1
            if match[3]:
                yield row, column, match[2], match[3]


def _index(letters: bytes) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + letter - 64
    return value - 1


def _far(sheet: str, name: str, xml: bytes) -> InputError:
    """The cell that lies farthest from the others is the one to be removed."""
    places = [(row, column) for row, column, _, _ in _cells(xml)]
    row, column = max(places, key=lambda place: (place[0] + 1) * (place[1] + 1))
    from drafting.figures.grids import column_name

    cell = f"{column_name(column)}{row + 1}"
    return InputError(
        f"Trang «{sheet}» của «{name}» quá lớn: có ô {cell} nằm rất xa bảng; hãy xóa ô đó rồi thử lại.",
        f"Sheet “{sheet}” of “{name}” is too large: cell {cell} lies far from the table; delete it and try again.",
    )


def _hidden(xml: bytes, last_column: int) -> tuple[tuple[str, int], ...]:
    rows = sorted({int(match[1]) - 1 for match in _HIDDEN_ROW.finditer(xml)})
    columns: set[int] = set()
    for match in _COLUMN.finditer(xml[: xml.find(b"sheetData")]):
        given: dict[bytes, bytes] = dict(re.findall(rb'\b(\w+)="([^"]*)"', match[1]))
        if given.get(b"hidden") in (b"1", b"true") and given.get(b"min", b"").isdigit():
            first, last = int(given[b"min"]), int(given.get(b"max", given[b"min"]))
            columns.update(range(first - 1, min(last, last_column + 1, _WIDEST)))
    return (*(("row", at) for at in rows), *(("column", at) for at in sorted(columns)))
