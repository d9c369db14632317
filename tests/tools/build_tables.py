"""The figure tables of the bundled library: clerk's layout as XLSX, the plain table as CSV."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Collection
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from drafting.export.files import steady
from tests.tools.build_samples import BUILD, indicator_rows
from tests.tools.sample_figures import load_rows, written
from tests.tools.sample_voice import Voice, words_of

FIGURES = BUILD.parent / "figures"
WIDTHS = (6, 46, 18, 16, 14, 14, 12, 12, 14, 24)
THIN = Side(style="thin")
# (label, column, what stands there instead): what the demonstration of the checker has to find.
SLIPS = (
    ("Thu ngân sách nhà nước trên địa bàn", 6, Decimal("108")),  # growth: wrong
    ("Chi ngân sách xã", 8, Decimal("12273")),  # remaining: 1.000 too much
    ("Tổng giá trị sản xuất (giá hiện hành)", 5, Decimal("235600")),  # triệu đồng in a tỷ đồng row
    ("Dịch vụ", 5, Decimal("35.1")),  # shares no longer make 100
)


def value_of(text: str) -> Decimal | str | None:
    """A written number as the cell's value, other words as they are."""
    plain = text.replace(".", "").replace(",", ".")
    if not text:
        return None
    return Decimal(plain) if plain.replace(".", "", 1).isdigit() else text


def put(sheet: Worksheet, row: int, column: int, text: object, *, bold: bool = False) -> None:
    """A bordered cell; numbers get as many places as they have."""
    cell = sheet.cell(row, column, text)
    cell.font = Font(name="Times New Roman", size=12, bold=bold)
    middle = column != 2 or bold
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if middle else "left")
    cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
    if isinstance(text, Decimal):
        places = max(0, -int(text.as_tuple().exponent))
        cell.number_format = "#,##0" + ("." + "0" * places if places else "")


def clerk_sheet(
    path: Path, folder: str, period: str, unit: str, slips: tuple[tuple[str, int, Decimal], ...] = ()
) -> None:
    """The indicator table with merged header rows, column formulas and group rows."""
    voice = Voice(load_rows(BUILD / folder / "figures.tsv"), period)
    rows = indicator_rows(BUILD / folder, voice)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bieu 1"
    for row, text in (
        (1, f"UBND {unit.upper()}"),
        (3, "BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU"),
        (4, words_of(period).upper()),
    ):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=10 if row > 1 else 3)
        sheet.cell(row, 1, text).font = Font(name="Times New Roman", size=13, bold=True)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center")
    header(sheet, rows[0], period)
    for column, text in enumerate(rows[1], 1):
        put(sheet, 8, column, text)
    for at, cells in enumerate(rows[2:], 9):
        group = cells[0] in {"I", "II", "III"}
        for column, text in enumerate(cells, 1):
            put(
                sheet, at, column, int(text) if column == 1 and text.isdigit() else value_of(text), bold=group
            )
        for label, column, wrong in slips:
            if cells[1] == label:
                put(sheet, at, column + 1 if column > 5 else 6, wrong)
    for letter, width in zip("ABCDEFGHIJ", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    path.parent.mkdir(parents=True, exist_ok=True)
    save(book, path)


def save(book: Workbook, path: Path) -> None:
    """The same bytes for the same table: no time of making in it."""
    out = BytesIO()
    book.save(out)
    plain = BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(plain, "w") as new:
        for name in old.namelist():
            stamped = re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", b">2025-06-20T00:00:00Z<", old.read(name))
            new.writestr(name, stamped)
    path.write_bytes(steady(plain.getvalue()))


def header(sheet: Worksheet, titles: list[str], period: str) -> None:
    """Two header rows: the three columns of results stand under one merged title."""
    for column, title in enumerate(titles, 1):
        for row in (6, 7):
            put(sheet, row, column, None, bold=True)
        if column in {6, 7, 8}:
            put(sheet, 7, column, "Ước thực hiện" if column == 6 else title, bold=True)
        else:
            put(sheet, 6, column, title, bold=True)
            sheet.merge_cells(start_row=6, start_column=column, end_row=7, end_column=column)
    put(sheet, 6, 6, f"Kết quả thực hiện {words_of(period)}", bold=True)
    sheet.merge_cells("F6:H6")


def plain_table(path: Path, folder: str, period: str, *, but_table: bool) -> None:
    """The plain table with what the clerk's table doesn't hold; members as `Địa bàn`."""
    skip = set()
    if but_table:
        with (BUILD / folder / "table.tsv").open(encoding="utf-8") as handle:
            skip = {line.rstrip("\n").split("\t")[3] for line in handle if line.count("\t") > 2}
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, delimiter=";", lineterminator="\n").writerows(plain_rows(folder, period, skip))


def plain_rows(folder: str, period: str, skip: Collection[str] = ()) -> list[list[str]]:
    """All figures of a unit's period as the plain table, those of the keys in `skip` left out."""
    voice = Voice(load_rows(BUILD / folder / "figures.tsv"), period)
    rows = [["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch", "Ghi chú"]]
    for key, row in voice.rows.items():
        if key not in skip and period in row.values:
            shown = [
                written(row.values[c]) if c in row.values else ""
                for c in (period, voice.before, f"KH-{voice.year}")
            ]
            rows.append([row.label, row.unit, key.partition("@")[2], *shown, ""])
    return rows


def member_sheet(path: Path, folder: str, period: str) -> None:
    """Indicators as rows, the members as columns, the total last."""
    voice = Voice(load_rows(BUILD / folder / "figures.tsv"), period)
    members = list(dict.fromkeys(k.split("@")[1] for k in voice.rows if "@" in k))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tong hop"
    sheet.cell(1, 1, f"BIỂU TỔNG HỢP SỐ LIỆU CÁC XÃ TRONG CỤM {words_of(period).upper()}")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=4 + len(members))
    titles = ["TT", "Chỉ tiêu", "Đơn vị tính", *[f"Xã {m}" for m in members], "Toàn cụm"]
    for column, title in enumerate(titles, 1):
        put(sheet, 3, column, title, bold=True)
    at = 4
    for key, row in voice.rows.items():
        if "@" in key or period not in row.values:
            continue
        cells: list[object] = [at - 3, row.label, row.unit]
        cells += [
            voice.rows[f"{key}@{m}"].values.get(period) if f"{key}@{m}" in voice.rows else None
            for m in members
        ]
        for column, value in enumerate([*cells, row.values[period]], 1):
            put(sheet, at, column, value)
        at += 1
    sheet.column_dimensions["B"].width = 46
    path.parent.mkdir(parents=True, exist_ok=True)
    save(book, path)


def main() -> None:
    """Writes all figure tables."""
    commune = "xa-dong-van-2025-6-thang"
    clerk_sheet(FIGURES / f"{commune}.xlsx", "dong-van", "2025-H1", "xã Đồng Vân")
    clerk_sheet(FIGURES / f"{commune}-loi.xlsx", "dong-van", "2025-H1", "xã Đồng Vân", SLIPS)
    plain_table(FIGURES / f"{commune}-bo-sung.csv", "dong-van", "2025-H1", but_table=True)
    member_sheet(FIGURES / "cum-thi-dua-so-3-2025-6-thang.xlsx", "cum-3", "2025-H1")


if __name__ == "__main__":
    main()
