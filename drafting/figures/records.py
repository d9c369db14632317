"""What calamine doesn't tell of an XLS: number formats, hidden rows and columns.

An XLS is an OLE file with a stream of records (MS-CFB, MS-XLS): style records name the formats, cell records the
styles. What can't be followed is left out: calamine has the last word on whether the file is broken.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from drafting.figures.display import Details
from drafting.figures.packed import BUILT_IN

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFFA  # sector numbers from here on are marks
_FORMAT, _XF, _SHEET, _BOF, _EOF = 0x041E, 0x00E0, 0x0085, 0x0809, 0x000A
_NUMBER, _RK, _MULRK, _FORMULA, _ROW, _COLUMNS = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0208, 0x007D
_WIDEST = 256


def look_closer(data: bytes) -> dict[str, Details]:
    """Details by sheet name; nothing where the file isn't what it should be."""
    try:
        stream = _workbook_stream(data) if _is_ole(data) else b""
        return _sheets(stream) if stream else {}
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}


def records_of_book(data: bytes) -> list[tuple[int, bytes]]:
    """The records that stand before those of the sheets; none where the file isn't what it should be."""
    try:
        return list(_records(_workbook_stream(data), 0)) if _is_ole(data) else []
    except (struct.error, IndexError):
        return []


def _is_ole(data: bytes) -> bool:
    """An OLE file with sectors of 512 or 4096 bytes."""
    return data.startswith(_MAGIC) and struct.unpack_from("<H", data.ljust(512), 30)[0] in (9, 12)


def _chain(table: list[int], first: int) -> Iterator[int]:
    seen = 0
    while first < _FREE and seen <= len(table):
        yield first
        first, seen = table[first], seen + 1


def _workbook_stream(data: bytes) -> bytes:
    """The stream `Workbook` of an OLE file, whose sectors have 512 or 4096 bytes."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    directory, cutoff, small_first = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    heads = [s for s in struct.unpack_from("<109I", data, 76) if s < _FREE]

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    table = [n for s in heads for n in struct.unpack(f"<{size // 4}I", sector(s))]
    entries = b"".join(map(sector, _chain(table, directory)))
    root, small = b"", b""
    for at in range(0, len(entries) - 127, 128):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        name = entries[at : at + max(0, length - 2)].decode("utf-16-le", "replace")
        first, total = struct.unpack_from("<II", entries, at + 116)
        if at == 0:
            root = b"".join(map(sector, _chain(table, first)))
        elif name in ("Workbook", "Book") and total >= cutoff:
            return b"".join(map(sector, _chain(table, first)))[:total]
        elif name in ("Workbook", "Book"):
            shorts = b"".join(map(sector, _chain(table, small_first)))
            small_table = list(struct.unpack(f"<{len(shorts) // 4}I", shorts))
            small = b"".join(root[n * 64 : n * 64 + 64] for n in _chain(small_table, first))[:total]
    return small


@dataclass(slots=True)
class _Book:
    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    styles: list[int] = field(default_factory=list)
    names: list[tuple[int, str]] = field(default_factory=list)

    def format_of(self, style: int) -> str:
        """The number format of a style, empty for General."""
        code = self.codes.get(self.styles[style], "") if style < len(self.styles) else ""
        return "" if code == "General" else code


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Records up to the end of the substream that begins at `at`."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == _EOF:
            return
        at += 4 + length


def _sheets(stream: bytes) -> dict[str, Details]:
    book = _Book()
    for kind, body in _records(stream, 0):
        if kind == _FORMAT:
            book.codes[struct.unpack_from("<H", body)[0]] = _text(body, 2, wide=True)
        elif kind == _XF:
            book.styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _SHEET:
            book.names.append((struct.unpack_from("<I", body)[0], _text(body, 6, wide=False)))
    return {name: _details(stream, at, book) for at, name in book.names}


def _text(body: bytes, at: int, *, wide: bool) -> str:
    """A string with its length (of two bytes if `wide`) and a flag for UTF-16 before it."""
    count = struct.unpack_from("<H" if wide else "<B", body, at)[0]
    at += 2 if wide else 1
    if body[at] & 1:
        return body[at + 1 : at + 1 + 2 * count].decode("utf-16-le")
    return body[at + 1 : at + 1 + count].decode("latin-1")


def _details(stream: bytes, at: int, book: _Book) -> Details:
    formats: dict[tuple[int, int], str] = {}
    hidden: list[tuple[str, int]] = []
    for kind, body in _records(stream, at):
        if kind in (_NUMBER, _RK, _FORMULA):
            row, column, style = struct.unpack_from("<HHH", body)
            formats[row, column] = book.format_of(style)
        elif kind == _MULRK:
            row, first = struct.unpack_from("<HH", body)
            for n in range((len(body) - 6) // 6):
                formats[row, first + n] = book.format_of(struct.unpack_from("<H", body, 4 + 6 * n)[0])
        elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
            hidden.append(("row", struct.unpack_from("<H", body)[0]))
        elif kind == _COLUMNS and struct.unpack_from("<H", body, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", body)
            hidden += [("column", n) for n in range(first, min(last + 1, _WIDEST))]
    return Details({place: code for place, code in formats.items() if code}, tuple(hidden))
