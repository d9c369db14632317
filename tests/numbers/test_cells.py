"""Table cells and units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from drafting import numbers


@pytest.mark.parametrize(
    ("cell", "unit", "kind", "value", "of"),
    [
        ("1.460", "tấn", "quantity", "1460", None),
        ("636,4", "tấn", "quantity", "636.4", None),
        ("36.054", "Trđ", "quantity", "36054000000", None),
        ("9.317", "tỷ đồng", "quantity", "9317000000000", None),
        ("6/6", "thôn", "ratio", "6", "6"),
        ("6/6", "%", "ratio", "6", "6"),
        ("125%", None, "percent", "125", None),
        ("96,4", "%", "percent", "96.4", None),
        ("Duy trì 100%", None, "percent", "100", None),
        ("-3,5", "%", "percent", "-3.5", None),
        ("(12)", None, "quantity", "12", None),
        (" 05 ", "xã", "quantity", "5", None),
        ("2021", None, "quantity", "2021", None),
        ("0", None, "quantity", "0", None),
        ("trên 85%", None, "percent", "85", None),
        ("12 tỷ đồng", None, "quantity", "12000000000", None),
        ("mười hai", None, "quantity", "12", None),
        ("năm", None, "quantity", "5", None),
        ("+4,2", "%", "percent", "4.2", None),
        ("1,500", "hộ", "quantity", "1.5", None),
    ],
)
def test_cells(cell: str, unit: str | None, kind: str, value: str, of: str | None) -> None:
    reading = numbers.read_cell(cell, unit)
    assert reading is not None
    assert (reading.kind, reading.value) == (kind, Decimal(value))
    assert reading.of == (Decimal(of) if of else None)


@pytest.mark.parametrize(
    "cell", ["", "  ", "-", "đạt", "Đánh giá vào cuối năm", "x", '"', "...", "5=4/2*100"]
)
def test_cells_without_a_figure(cell: str) -> None:
    assert numbers.read_cell(cell) is None


def test_a_doubtful_cell_is_noted() -> None:
    assert numbers.read_cell("Duy trì 100%").note  # type: ignore[union-attr]
    assert numbers.read_cell("6.75").note  # type: ignore[union-attr]
    assert numbers.read_cell("1,500", "hộ").note  # type: ignore[union-attr]
    assert not numbers.read_cell("1,500", "ha").note  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("unit", "base", "factor", "family"),
    [
        ("Trđ", "đồng", 10**6, "money"), ("tỷ đồng", "đồng", 10**9, "money"), ("Tỷ đồng", "đồng", 10**9, "money"),
        ("Triệu đồng", "đồng", 10**6, "money"), ("1.000 đồng", "đồng", 1000, "money"),
        ("triệu đồng/người/năm", "đồng/người/năm", 10**6, "money"), ("triệu USD", "USD", 10**6, "usd"),
        ("nghìn con", "con", 1000, "count"), ("Ha", "ha", 1, "area"), ("tạ/ha", "tạ/ha", 1, "yield"),
        ("tấn", "tấn", 1, "mass"), ("nghìn tấn", "tấn", 1000, "mass"), ("%", "%", 1, "percent"),
        ("Thôn", "thôn", 1, "count"), ("(Người)", "người", 1, "count"), ("", "", 1, "count"),
    ],
)  # fmt: skip
def test_units(unit: str, base: str, factor: int, family: str) -> None:
    info = numbers.base_unit(unit)
    assert (info.base, info.factor, info.family) == (base, Decimal(factor), family)


def test_conversion_within_a_family_only() -> None:
    assert numbers.convert(Decimal(2), "ha", "m2") == 20000
    assert numbers.convert(Decimal(3), "tấn", "tạ") == 30
    assert numbers.convert(Decimal(3), "tấn", "ha") is None
    assert numbers.convert(Decimal(3), "hộ", "xã") is None
    assert numbers.convert(Decimal("1.5"), "tỷ đồng", "triệu đồng") == 1500
