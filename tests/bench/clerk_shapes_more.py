"""Further tables that clerks send: heads of two lines, periods in rows, a sheet a member or a period, numbered rows, Word.

As `clerk_shapes`, and written before the reader had seen any of them; `tables/ROUNDS.md` keeps their first run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.bench.clerk_shapes import Cell, placed, ratio, value
from tests.bench.clerk_tables import Row, Spec

_VALUES = ("actual", "same", "plan")


def _groups(spec: Spec) -> Iterator[tuple[str, list[tuple[Row, list[Row]]]]]:
    """The rows by field, each with its members' rows; a row that has only members' stands without values."""
    for group, rows in spec.groups():
        found: dict[str, tuple[Row, list[Row]]] = {}
        for row in rows:
            bare = Row(row.group, row.label, row.clerk, row.unit, "", "", "", "", ())
            _, members = found.setdefault(row.label, (bare if row.place else row, []))
            if row.place:
                members.append(row)
        yield group, list(found.values())


def _share(over: str, under: str) -> Cell:
    """A part as the fraction that a percent cell holds."""
    text = ratio(over, under)
    return float(Decimal(text.replace(",", ".")) / 100) if text else None


def two_heads(spec: Spec, folder: Path) -> list[Path]:
    """`Năm trước | Năm nay` over their parts, numbers as text, percent cells, members as `1.1`, a blank column."""
    before, now = spec.when(spec.year - 1).capitalize(), spec.when(spec.year).capitalize()
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "PL 01"
    sheet.append([f"PHỤ LỤC: KẾT QUẢ CÁC CHỈ TIÊU CỦA {spec.unit.upper()}"])
    sheet.append([])
    sheet.append(["TT", "Chỉ tiêu", "ĐVT", None, before, None, now, None, None])
    sheet.append([None, None, None, None, "KH", "TH", "KH", "TH", "TH/KH"])
    for number, (group, rows) in enumerate(_groups(spec), 1):
        sheet.append([])
        sheet.append([chr(64 + number), group])
        for at, (whole, members) in enumerate(rows, 1):
            for inner, row in enumerate([whole, *members]):
                mark = f"{at}.{inner}" if inner else str(at)
                name = placed(spec, row) if inner else row.clerk
                sheet.append(
                    [mark, name, row.unit, None, "-", row.same or "-", row.plan or "-", row.actual or "-"]
                )
                sheet.cell(sheet.max_row, 9, _share(row.actual, row.plan)).number_format = "0.0%"
    for span in ("A1:I1", "A3:A4", "B3:B4", "C3:C4", "E3:F3", "G3:I3"):
        sheet.merge_cells(span)
    return [_kept(book, folder / "phu-luc-01.xlsx")]


def periods_in_rows(spec: Spec, folder: Path) -> list[Path]:
    """A row an indicator and period, the name merged over both; the plan beside the result."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Chỉ tiêu", "Đơn vị tính", "Địa phương", "Kỳ báo cáo", "Kế hoạch", "Thực hiện"])
    for row in spec.rows:
        at = sheet.max_row + 1
        place = placed(spec, row) or "Toàn đơn vị"
        sheet.append(
            [row.clerk, row.unit, place, spec.when(spec.year - 1).capitalize(), None, value(row.same)]
        )
        sheet.append(
            [None, None, None, spec.when(spec.year).capitalize(), value(row.plan), value(row.actual)]
        )
        for column in "ABC":
            sheet.merge_cells(f"{column}{at}:{column}{at + 1}")
    return [_kept(book, folder / "theo-ky.xlsx")]


def sheet_a_member(spec: Spec, folder: Path) -> list[Path]:
    """A sheet for the whole and one for each member, named after it; hidden rows, formulas never computed."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for place in ("", *spec.members):
        rows = [r for r in spec.rows if r.place == place]
        sheet = book.create_sheet(place or "Tong hop")
        sheet.append([f"BIỂU SỐ LIỆU {spec.when(spec.year).upper()}"])
        sheet.append([f"Đơn vị báo cáo: {f'{spec.member.capitalize()} {place}' if place else spec.unit}"])
        sheet.append([])
        sheet.append(
            ["STT", "Nội dung chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "Cùng kỳ năm trước", "So với KH (%)"]
        )
        for at, row in enumerate(rows, 1):
            line = sheet.max_row + 1
            percent = f"=E{line}/D{line}*100" if row.plan else None
            sheet.append(
                [at, row.clerk, row.unit, value(row.plan), value(row.actual), value(row.same), percent]
            )
        sheet.row_dimensions[6].hidden = True
    return [_kept(book, folder / "tung-don-vi.xlsx")]


def sheet_a_period(spec: Spec, folder: Path) -> list[Path]:
    """A sheet for this period, one for the last, one for the plan; what a sheet is about stands in its name and title."""
    sheets = (
        (f"KH {spec.year}", f"CHỈ TIÊU KẾ HOẠCH NĂM {spec.year}", "plan"),
        (f"Nam {spec.year - 1}", f"KẾT QUẢ {spec.when(spec.year - 1).upper()}", "same"),
        (f"Nam {spec.year}", f"KẾT QUẢ {spec.when(spec.year).upper()}", "actual"),
    )
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, title, which in sheets:
        sheet = book.create_sheet(name)
        sheet.append([None, title])
        sheet.append([])
        sheet.append(["TT", "Chỉ tiêu", "Địa bàn", "ĐVT", "Số liệu"])
        for at, row in enumerate((r for r in spec.rows if getattr(r, which)), 1):
            sheet.append([at, row.label, row.place or None, row.unit, value(getattr(row, which))])
    return [_kept(book, folder / "cac-nam.xlsx")]


def members_across(spec: Spec, folder: Path) -> list[Path]:
    """Indicators with their units across, over plan, result and last year's; the whole first, then a row a member."""
    split = list(dict.fromkeys(r.label for r in spec.rows if r.place))
    of = {(r.label, r.place): r for r in spec.rows}
    book = Workbook()
    sheet = book.worksheets[0]
    for name, labels, places in (
        ("Thanh vien", split, ["", *spec.members]),
        ("Chung", [r.label for r in spec.rows if r.label not in split], [""]),
    ):
        if not labels:
            continue
        sheet.title = name
        heads = [next(r for r in spec.rows if r.label == label) for label in labels]
        sheet.append(["Đơn vị", *(c for r in heads for c in (f"{r.label} ({r.unit})", None, None))])
        sheet.append([None, *("Kế hoạch", "Thực hiện", "Cùng kỳ") * len(heads)])
        sheet.merge_cells("A1:A2")
        for at in range(len(heads)):
            first, last = get_column_letter(2 + 3 * at), get_column_letter(4 + 3 * at)
            sheet.merge_cells(f"{first}1:{last}1")
        for place in places:
            cells = [of.get((label, place)) for label in labels]
            values = [value(getattr(r, w)) if r else None for r in cells for w in ("plan", "actual", "same")]
            sheet.append([f"{spec.member.capitalize()} {place}" if place else "Tổng số", *values])
        sheet = book.create_sheet("Khac")
    return [_kept(book, folder / "ngang.xlsx")]


def numbered(spec: Spec, folder: Path) -> list[Path]:
    """`I`, `1`, `a)` before the names, `Trong đó:`, units last but one, dashes and `x`, footnotes, blank rows between."""
    rows: list[Sequence[Cell]] = [
        [f"Biểu 02: Số liệu phục vụ báo cáo {spec.when(spec.year)}"],
        ["Số TT", "Nội dung", "Kết quả đạt được", None, "Chỉ tiêu giao", "Đơn vị tính", "Ghi chú"],
        [None, None, f"{spec.when(spec.year)}", f"{spec.when(spec.year - 1)}", None, None, None],
    ]
    for number, (group, found) in enumerate(_groups(spec), 1):
        rows.append(
            ["I" * number if number < 4 else ("IV", "V", "VI", "VII", "VIII", "IX", "X")[number - 4], group]
        )
        for at, (whole, members) in enumerate(found, 1):
            mark = " (*)" if at == 2 else ""
            rows.append(
                [at, whole.clerk + mark, *_three(whole), whole.unit, "Ước thực hiện" if mark else None]
            )
            rows += [[None, "Trong đó:"]] if members else []
            for inner, row in enumerate(members):
                rows.append([f"{'abcdđeghik'[inner]})", row.place, *_three(row), None, None])
        rows.append([])
    rows.append(["(*) Số liệu ước đến hết kỳ báo cáo, sẽ được chuẩn hóa sau 15 ngày."])
    rows.append([None, None, "NGƯỜI LẬP BIỂU"])
    book = Workbook()
    sheet = book.worksheets[0]
    for cells in rows:
        sheet.append(list(cells))
    for span in ("A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3", "G2:G3"):
        sheet.merge_cells(span)
    return [_kept(book, folder / "bieu-02.xlsx")]


def _three(row: Row) -> list[Cell]:
    return [
        value(row.actual) if row.actual else "-",
        value(row.same) if row.same else "x",
        value(row.plan) or "-",
    ]


def units_in_cells(spec: Spec, folder: Path) -> list[Path]:
    """A CSV with titles above, its units in the cells, members as `Riêng xã A`; quotes where a cell has a semicolon."""
    lines = [
        f"{spec.unit};;;",
        f"Số liệu {spec.when(spec.year)};;;",
        ";;;",
        f"Chỉ tiêu;{spec.when(spec.year).capitalize()};Cùng kỳ;Kế hoạch năm",
    ]
    for group, found in _groups(spec):
        lines.append(f'"{group}";;;')
        for whole, members in found:
            lines.append(_with_units(whole.clerk, whole))
            lines += [_with_units(f"  Riêng {spec.member} {row.place}", row) for row in members]
    path = folder / "so-lieu-kem-don-vi.csv"
    path.write_text("\r\n".join(lines) + "\r\n", "utf-8-sig", newline="")
    return [path]


def _with_units(name: str, row: Row) -> str:
    cells = [getattr(row, which) for which in _VALUES]
    gap = "" if row.unit == "%" else " "
    return ";".join([name, *(f"{c}{gap}{row.unit}" if c else "" for c in cells)])


def word(spec: Spec, folder: Path) -> list[Path]:
    """A Word document with a table a field under its caption, members as `+` rows, percentages of plan in the last column."""
    import docx

    document = docx.Document()
    document.add_paragraph(f"SỐ LIỆU {spec.when(spec.year).upper()}")
    for number, (group, found) in enumerate(_groups(spec), 1):
        document.add_paragraph(f"Bảng {number}. {group}")
        rows = [["STT", "Chỉ tiêu (đơn vị tính)", "Kế hoạch", "Thực hiện", "Cùng kỳ", "Tỷ lệ đạt KH"]]
        for at, (whole, members) in enumerate(found, 1):
            for inner, row in enumerate([whole, *members]):
                name = f"+ {placed(spec, row)}" if inner else f"{row.label} ({row.unit})"
                share = ratio(row.actual, row.plan)
                cells = [row.plan, row.actual, row.same, f"{share}%" if share else ""]
                rows.append(["" if inner else str(at), name, *cells])
        table = document.add_table(len(rows), 6)
        for r, cells in enumerate(rows):
            for c, text in enumerate(cells):
                table.cell(r, c).text = text
    path = folder / "so-lieu.docx"
    document.save(str(path))
    return [path]


def _kept(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


MORE_SHAPES: tuple[Callable[[Spec, Path], list[Path]], ...] = (
    two_heads, periods_in_rows, sheet_a_member, sheet_a_period, members_across, numbered, units_in_cells, word,
)  # fmt: skip
