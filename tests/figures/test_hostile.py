"""Workbooks made to hurt: each is read, or refused in one sentence, and soon."""

from __future__ import annotations

import contextlib
import io
import struct
import time
import zipfile
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from drafting import figures
from drafting.figures.display import shown
from tests.figures import shapes
from tests.figures.shape_files import ole, xlsx

HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
PLAIN = [["Chỉ tiêu", "Kỳ này"], ["Số hộ thoát nghèo", 12]]


def with_part(data: bytes, part: str, text: str) -> bytes:
    """A workbook with one part of the archive put in place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), part}:
            new.writestr(name, text if name == part else old.read(name))
    return out.getvalue()


def sheet(rows: str, after: str = "") -> bytes:
    return with_part(
        xlsx({"S": PLAIN}),
        "xl/worksheets/sheet1.xml",
        f"{HEAD}<sheetData>{rows}</sheetData>{after}</worksheet>",
    )


CELLS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Chỉ tiêu</t></is></c><c r="B1" t="inlineStr"><is><t>Kỳ này</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Số hộ</t></is></c><c r="B2"><v>12</v></c></row>'
)


def hostile() -> Iterator[tuple[str, str, bytes, bool]]:
    """Name, file, content, and whether its table can be read all the same."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield "far cell", "a.xlsx", sheet(CELLS + far), False
    yield (
        "million empty rows",
        "a.xlsx",
        sheet(CELLS + "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(3, 1_000_000))),
        True,
    )
    merged = "".join(f'<mergeCell ref="{r}"/>' for r in ("A1:B2", "B2:A1", "A1:A1", "A1:XFD1048576", "B1:B9"))
    yield "circular merges", "a.xlsx", sheet(CELLS, f"<mergeCells>{merged}</mergeCells>"), True
    yield (
        "bad references",
        "a.xlsx",
        sheet(CELLS + '<row r="3"><c r="ZZZZ99999999"><v>1</v></c></row>'),
        False,
    )
    yield "bomb", "a.xlsx", sheet(CELLS + " " * 60_000_000), False
    yield (
        "entities",
        "a.xlsx",
        with_part(
            xlsx({"S": PLAIN}),
            "xl/styles.xml",
            '<!DOCTYPE x [<!ENTITY a "'
            + "a" * 100
            + '">'
            + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8))
            + "]><styleSheet>&i;</styleSheet>",
        ),
        False,
    )
    yield "encrypted", "a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), False
    yield "old and broken", "a.xls", shapes.old_excel()[1][:1500], False
    repeated = shapes.percent_open_document()[1]
    with zipfile.ZipFile(io.BytesIO(repeated)) as archive:
        content = archive.read("content.xml").decode()
    wide = content.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="16384" ')
    wide = wide.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">')
    yield "repeated cells", "a.ods", with_part(repeated, "content.xml", wide), False


@pytest.mark.parametrize(("name", "data", "readable"), [pytest.param(*h[1:], id=h[0]) for h in hostile()])
def test_hostile(name: str, data: bytes, readable: bool) -> None:
    start = time.process_time()
    if readable:
        assert [f.written for f in figures.read_bytes(data, name).figures] == ["12"]
    else:
        with pytest.raises(InputError) as refused:
            figures.read_bytes(data, name)
        assert name in refused.value.vi
    assert time.process_time() - start < 15


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def book(version: int, *more: bytes) -> bytes:
    """The beginning of an XLS stream of a version of the format."""
    return record(0x0809, struct.pack("<HHHH", version, 5, 0x0DBB, 0x07CC)) + b"".join(more) + record(10, b"")


def encrypted_open_document() -> bytes:
    whole = shapes.percent_open_document()[1]
    entry = '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>'
    manifest = (
        f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entry}</m:manifest>'
    )
    return with_part(with_part(whole, "META-INF/manifest.xml", manifest), "content.xml", "\x07\x01 mã hóa")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("khoa.xlsx", ole(bytes(600), "EncryptedPackage"), "có mật khẩu"),
        ("khoa.xls", ole(book(0x0600, record(0x2F, bytes(54)))), "có mật khẩu"),
        ("khoa-cu.xls", ole(book(0x0500, record(0x2F, bytes(4))), "Book"), "có mật khẩu"),
        ("khoa.ods", encrypted_open_document(), "có mật khẩu"),
        ("excel-95.xls", ole(book(0x0500), "Book"), "Excel 95 trở về trước"),
        ("excel-4.xls", record(0x0409, bytes(6)) + record(10, b""), "Excel 95 trở về trước"),
        ("excel-2.xls", record(0x0009, bytes(4)) + record(10, b""), "Excel 95 trở về trước"),
    ],
)
def test_locked_and_old_workbooks(name: str, data: bytes, why: str) -> None:
    """One sentence: which file, why, and what to do."""
    with pytest.raises(InputError) as refused:
        figures.read_bytes(data, name)
    assert refused.value.vi.startswith(f"Tệp «{name}» ")
    assert why in refused.value.vi
    assert "hãy mở bằng Excel hoặc LibreOffice" in refused.value.vi


WHOLE = [
    shape()
    for shape in (shapes.old_excel, shapes.percent_open_document, shapes.hidden_parts, shapes.word_tables)
]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(WHOLE), st.integers(0, 40_000), st.binary(min_size=1, max_size=8))
def test_bytes_changed(file: tuple[str, bytes], at: int, junk: bytes) -> None:
    name, whole = file
    at %= len(whole)
    for broken in (whole[:at], whole[:at] + junk + whole[at + len(junk) :]):
        with contextlib.suppress(InputError):
            figures.read_bytes(broken, name)


@pytest.mark.parametrize("value", ["1.5845644592111064E+31", "-2.5E+300", "1E+307"])
@pytest.mark.parametrize("number_format", ["", "0.00", "#,##0.0", "0%"])
def test_a_stored_number_of_any_size_is_shown(value: str, number_format: str) -> None:
    stored: dict[tuple[int, int], Decimal] = {}
    text = shown(Decimal(value), (0, 0), number_format, stored)
    times = 100 if "%" in number_format else 1
    assert stored == {(0, 0): Decimal(value) * times}
    assert Decimal(text.rstrip("%").replace(".", "").replace(",", ".")) == Decimal(value) * times
