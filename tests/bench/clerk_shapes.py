"""A report's figures as the tables that clerks send: lists, members below, beside or in rows' names, sheets, files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from drafting import figures
from drafting.types import FigureTable
from tests.bench.clerk_tables import Row, Spec

Cell = str | int | float | None
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def value(text: str) -> Cell:
    """A number as a workbook holds it."""
    if not text:
        return None
    number = Decimal(text.replace(".", "").replace(",", "."))
    return int(number) if number == int(number) else float(number)


def ratio(over: str, under: str) -> str:
    """One value in percent of another, as the report would write it."""
    bottom = value(under)
    if not bottom or not over:
        return ""
    return f"{Decimal(str(value(over))) / Decimal(str(bottom)) * 100:.1f}".replace(".", ",")


def placed(spec: Spec, row: Row) -> str:
    """The place as a cell names it."""
    return f"{spec.member.capitalize()} {row.place}" if row.place else ""


def flat(spec: Spec, folder: Path) -> list[Path]:
    """A list as CSV, under the report's names."""
    lines = ["Chỉ tiêu;ĐVT;Địa bàn;Kế hoạch;Thực hiện;Cùng kỳ"]
    lines += [";".join((r.label, r.unit, r.place, r.plan, r.actual, r.same)) for r in spec.rows]
    path = folder / "so-lieu.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8-sig")
    return [path]


def renamed(spec: Spec, folder: Path) -> list[Path]:
    """The same list in a workbook, under the clerk's names, numbers as numbers."""
    head = [
        "STT",
        "Nội dung",
        "Đơn vị tính",
        "Địa phương",
        f"KH {spec.year}",
        "Kết quả",
        f"TH {spec.when(spec.year - 1)}",
    ]
    rows: list[Sequence[Cell]] = [head]
    for at, r in enumerate(spec.rows, 1):
        rows.append([at, r.clerk, r.unit, placed(spec, r), value(r.plan), value(r.actual), value(r.same)])
    return [_saved(folder / "so-lieu.xlsx", {"Sheet1": rows})]


def merged(spec: Spec, folder: Path) -> list[Path]:
    """Title rows, merged heads, column codes with formulas, percentages computed, members below their total."""
    year = spec.year
    rows: list[Sequence[Cell]] = [
        [spec.unit.upper()],
        [f"BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU THI ĐUA {spec.when(year).upper()}"],
        [f"(Kèm theo Báo cáo của {spec.unit})"],
        [],
        [
            "TT",
            "Chỉ tiêu",
            "Đơn vị tính",
            f"Thực hiện {spec.when(year - 1)}",
            f"Kế hoạch năm {year}",
            f"Kết quả {spec.when(year)}",
            None,
            None,
            "Ghi chú",
        ],
        [None, None, None, None, None, "Thực hiện", "So với cùng kỳ (%)", "So với kế hoạch (%)", None],
        ["A", "B", "C", 1, 2, 3, "4=3/1*100", "5=3/2*100", 6],
    ]
    for number, (group, members) in enumerate(spec.groups(), 1):
        rows.append([_ROMAN[number - 1], group.upper()])
        count = 0
        for r, indent in _nested(members):
            count += indent == 0
            name = f"- {placed(spec, r)}" if indent else r.clerk
            rows.append([None if indent else count, name, None if indent else r.unit, r.same or None, r.plan or None,
                         r.actual or None, ratio(r.actual, r.same), ratio(r.actual, r.plan), None])  # fmt: skip
    spans = ["A1:I1", "A2:I2", "A3:I3", "A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:E6", "F5:H5", "I5:I6"]
    return [_saved(folder / "bieu-tong-hop.xlsx", {"Bieu 01": rows}, {"Bieu 01": spans})]


def _nested(rows: Iterable[Row]) -> Iterator[tuple[Row, int]]:
    """Rows, those of members one deeper under a row without a place (without values where there is none)."""
    above = ""
    for row in rows:
        if row.place and above != row.label:
            yield Row(row.group, row.label, row.clerk, row.unit, "", "", "", "", ()), 0
        above = row.label
        yield row, int(bool(row.place))


def of_which(spec: Spec, folder: Path) -> list[Path]:
    """`Tổng số`, `Trong đó:` and the members below, the report's names; no plan."""
    rows: list[Sequence[Cell]] = [
        [f"SỐ LIỆU BÁO CÁO {spec.when(spec.year).upper()}"],
        [
            "Nội dung",
            "ĐVT",
            f"{spec.when(spec.year).capitalize()}",
            f"{spec.when(spec.year - 1).capitalize()}",
            "Tăng, giảm (%)",
        ],
    ]
    for _, members in spec.groups():
        opened = ""
        for r, indent in _nested(members):
            if indent and opened != r.label:
                rows.append(["Trong đó:"])
                opened = r.label
            grown = ratio(r.actual, r.same)
            change = f"{Decimal(grown.replace(',', '.')) - 100:.1f}".replace(".", ",") if grown else None
            rows.append(
                [
                    f"+ {placed(spec, r)}" if indent else r.label,
                    r.unit,
                    value(r.actual),
                    value(r.same),
                    change,
                ]
            )
    return [_saved(folder / "so-lieu-bao-cao.xlsx", {"Sheet1": rows}, {"Sheet1": ["A1:E1"]})]


def wide(spec: Spec, folder: Path) -> list[Path]:
    """A column a member beside the total; what no member has in a sheet of its own."""
    if not spec.members:
        return two_sheets(spec, folder)
    head: list[Cell] = ["TT", "Chỉ tiêu", "ĐVT", "Toàn cụm", "Trong đó", *[None] * (len(spec.members) - 1)]
    names: list[Cell] = [None, None, None, None, *spec.members]
    rows: list[Sequence[Cell]] = [
        [f"TỔNG HỢP SỐ LIỆU CỦA CÁC {spec.member.upper()} {spec.when(spec.year).upper()}"],
        head,
        names,
    ]
    split = list(dict.fromkeys(r.label for r in spec.rows if r.place))
    for at, label in enumerate(split, 1):
        of = {r.place: r for r in spec.rows if r.label == label}
        first = next(iter(of.values()))
        cells = [value(of[p].actual) if p in of else None for p in ("", *spec.members)]
        rows.append([at, first.clerk, first.unit, *cells])
    last = "ABCDEFGHIJKLMNOP"[3 + len(spec.members)]
    spans = [f"A1:{last}1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", f"E2:{last}2"]
    rest: list[Sequence[Cell]] = [["Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "Cùng kỳ"]]
    rest += [
        [r.clerk, r.unit, value(r.plan), value(r.actual), value(r.same)]
        for r in spec.rows
        if r.label not in split
    ]
    return [
        _saved(folder / "theo-don-vi.xlsx", {"Theo don vi": rows, "Toan cum": rest}, {"Theo don vi": spans})
    ]


def by_member(spec: Spec, folder: Path) -> list[Path]:
    """A row a member, a column an indicator with its unit in the head; the rest as a list in a second file."""
    if not spec.members:
        return unit_in_name(spec, folder)
    split = list(dict.fromkeys(r.label for r in spec.rows if r.place))
    of = {(r.label, r.place): r for r in spec.rows}
    firsts = [next(r for r in spec.rows if r.label == label) for label in split]
    rows: list[Sequence[Cell]] = [["STT", "Đơn vị", *(f"{r.clerk} ({r.unit})" for r in firsts)]]
    for at, place in enumerate([*spec.members, ""], 1):
        name = f"{spec.member.capitalize()} {place}" if place else "Tổng cộng"
        cells = [value(of[label, place].actual) if (label, place) in of else None for label in split]
        rows.append([at if place else None, name, *cells])
    rest: list[Sequence[Cell]] = [["Nội dung chỉ tiêu", "Đơn vị tính", "Số liệu"]]
    rest += [[r.label, r.unit, r.actual] for r in spec.rows if r.label not in split]
    return [_saved(folder / "cac-don-vi.xlsx", {"DL": rows}), _saved(folder / "chung.xlsx", {"Sheet1": rest})]


def unit_in_name(spec: Spec, folder: Path) -> list[Path]:
    """Units in brackets after the name, no column of units; places after a dash; this and the last period."""
    rows: list[Sequence[Cell]] = [["Chỉ tiêu", "Kỳ trước", "Kỳ này", "% so với kỳ trước"]]
    for r in spec.rows:
        name = f"{r.clerk} ({r.unit})" + (f" - {placed(spec, r)}" if r.place else "")
        rows.append([name, value(r.same), value(r.actual), ratio(r.actual, r.same)])
    return [_saved(folder / "chi-tieu.xlsx", {"Sheet1": rows})]


def two_sheets(spec: Spec, folder: Path) -> list[Path]:
    """A sheet a field, each with a title and its own head; places named in the row."""
    sheets: dict[str, Sequence[Sequence[Cell]]] = {}
    for group, members in spec.groups():
        rows: list[Sequence[Cell]] = [
            [f"LĨNH VỰC {group.upper()}"],
            ["TT", "Tên chỉ tiêu", "ĐVT", "Ước thực hiện", "Cùng kỳ năm trước", "Kế hoạch giao"],
        ]
        for at, r in enumerate(members, 1):
            name = f"{r.clerk} {spec.member} {r.place}" if r.place else r.clerk
            rows.append([at, name, r.unit, r.actual, r.same, r.plan])
        sheets[group[:28].replace("/", " ")] = rows
    return [_saved(folder / "cac-linh-vuc.xlsx", sheets)]


def _saved(
    path: Path, sheets: dict[str, Sequence[Sequence[Cell]]], spans: dict[str, list[str]] | None = None
) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for span in (spans or {}).get(name, ()):
            sheet.merge_cells(span)
    book.save(path)
    return path


SHAPES: tuple[Callable[[Spec, Path], list[Path]], ...] = (
    flat, renamed, merged, of_which, wide, by_member, unit_in_name, two_sheets,
)  # fmt: skip


def read(spec: Spec, shape: Callable[[Spec, Path], list[Path]], folder: Path) -> FigureTable:
    """The figures of a shape, read as the `check` command reads them."""
    return figures.read_tables(shape(spec, folder))
