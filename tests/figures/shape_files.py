"""Rows as the bytes of an .xlsx, .csv or .ods file."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

Cell = str | int | float
Rows = Sequence[Sequence[Cell]]


def xlsx(
    sheets: dict[str, Rows],
    merged: Sequence[str] = (),
    at: tuple[int, int] = (1, 1),
    formats: dict[str, str] | None = None,
) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value != "":
                    sheet.cell(r + at[0], c + at[1], value)
        for span in merged:
            sheet.merge_cells(span)
        for cell, number_format in (formats or {}).items():
            sheet[cell].number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_text(rows: Rows, separator: str) -> str:
    def cell(value: Cell) -> str:
        text = str(value)
        doubled = text.replace('"', '""')
        return f'"{doubled}"' if separator in text or '"' in text else text

    return "\r\n".join(separator.join(cell(v) for v in row) for row in rows) + "\r\n"


def ods(rows: Rows, percent: Sequence[float] = ()) -> bytes:
    def cell(value: Cell) -> str:
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
        kind = "percentage" if value in percent else "float"
        return f'<table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(cell(v) for v in row)}</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Biểu 1">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def xls(rows: Rows, formats: dict[str, str] | None = None, hidden_rows: Sequence[int] = ()) -> bytes:
    """A BIFF8 workbook of one sheet in an OLE file, as Excel 97-2003 saves it."""
    codes = list(dict.fromkeys((formats or {}).values()))
    strings = list(dict.fromkeys(v for row in rows for v in row if isinstance(v, str) and v))
    bof = struct.pack("<HHHHII", 0x0600, 0, 0x0DBB, 0x07CC, 0, 6)

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def text(value: str, width: str) -> bytes:
        return struct.pack(width + "B", len(value), 1) + value.encode("utf-16-le")

    def style(place: str) -> int:
        return 1 + codes.index((formats or {})[place]) if place in (formats or {}) else 0

    def cell(r: int, c: int, value: Cell) -> bytes:
        at = struct.pack("<HHH", r, c, style(f"{chr(65 + c)}{r + 1}"))
        if isinstance(value, str):
            return record(0x00FD, at + struct.pack("<I", strings.index(value)))
        return record(0x0203, at + struct.pack("<d", value))

    body = record(0x0809, bof[:2] + b"\x10\x00" + bof[4:])
    body += b"".join(record(0x0208, struct.pack("<HHHHHHI", r, 0, 8, 255, 0, 0, 0x20)) for r in hidden_rows)
    body += b"".join(cell(r, c, v) for r, row in enumerate(rows) for c, v in enumerate(row) if v != "")
    body += record(0x000A, b"")
    head = record(0x0809, bof[:2] + b"\x05\x00" + bof[4:]) + record(0x0042, struct.pack("<H", 1200))
    head += b"".join(record(0x041E, struct.pack("<H", 164 + n) + text(c, "<H")) for n, c in enumerate(codes))
    head += record(0x00E0, struct.pack("<HHHHHHHII", 0, 0, 0, 0, 0, 0, 0, 0, 0)[:20])
    for n in range(len(codes)):
        head += record(0x00E0, struct.pack("<HH", 0, 164 + n) + bytes(16))
    table = struct.pack("<II", len(strings), len(strings)) + b"".join(text(s, "<H") for s in strings)
    name = text("Biểu 1", "<B")
    start = len(head) + 4 + 6 + len(name) + 4 + len(table) + 4
    sheet = record(0x0085, struct.pack("<IH", start, 0) + name)
    return ole(head + sheet + record(0x00FC, table) + record(0x000A, b"") + body)


def ole(stream: bytes, stream_name: str = "Workbook") -> bytes:
    """An OLE file with one stream: sector 0 the table of sectors, 1 the directory, then the stream."""
    size = max(4096, -(-len(stream) // 512) * 512)
    count = size // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + count), 0xFFFFFFFE]
    assert len(table) <= 128
    sectors = struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))

    def entry(name: str, kind: int, child: int, first: int, length: int) -> bytes:
        named = (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
        return (
            named
            + struct.pack("<HBB", 2 * len(name) + 2, kind, 1)
            + links
            + bytes(36)
            + struct.pack("<IQ", first, length)
        )

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(stream_name, 2, 0xFFFFFFFF, 2, size)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + sectors + directory.ljust(512, b"\0") + stream.ljust(size, b"\0")
