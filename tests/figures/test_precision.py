"""A row's cells share a precision; a plan is exact."""

from __future__ import annotations

from decimal import Decimal

from drafting import figures

HEAD = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch", "Ghi chú"]


def _spans(*row: str) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    table = figures.read_grid([HEAD, list(row)], "bang")
    return {f.role: (f.low, f.high) for f in table.figures}


def test_whole_cells_beside_decimals_are_as_exact() -> None:
    spans = _spans("Quỹ khuyến học", "triệu đồng", "", "86,5", "79", "80", "")
    assert spans["same-period"] == (Decimal("78950000"), Decimal("79050000"))
    assert spans["actual"] == (Decimal("86450000"), Decimal("86550000"))


def test_a_plan_is_a_point() -> None:
    spans = _spans("Thu ngân sách", "tỷ đồng", "", "12", "10", "20", "")
    assert spans["plan"] == (Decimal(20) * 10**9, Decimal(20) * 10**9)
    assert spans["actual"] == (Decimal("11.5") * 10**9, Decimal("12.5") * 10**9)


def test_counts_stay_points() -> None:
    spans = _spans("Hộ nghèo", "hộ", "", "45", "62", "", "")
    assert spans == {"actual": (Decimal(45), Decimal(45)), "same-period": (Decimal(62), Decimal(62))}
