"""Where a table's head ends."""

from __future__ import annotations

from decimal import Decimal

from drafting import figures

HEAD = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch", "Ghi chú"]


def test_a_note_with_a_value_starts_no_table() -> None:
    rows = [
        HEAD,
        ["Thu ngân sách", "tỷ đồng", "", "12,4", "", "", "kỳ trước: 11,2"],
        ["Cơ cấu giá trị sản xuất: Nông nghiệp", "%", "", "31,5", "", "", "kỳ trước: 28,2"],
        ["Cơ cấu giá trị sản xuất: Dịch vụ", "%", "", "68,5", "", "", "kỳ trước: 71,8"],
    ]
    found = figures.read_grid(rows, "bang").figures
    assert [(f.role, f.value) for f in found if f.role != "other"] == [
        ("actual", Decimal(12400000000)), ("actual", Decimal("31.5")), ("actual", Decimal("68.5")),
    ]  # fmt: skip
