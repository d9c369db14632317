"""A small draft with all that the exporter has to lay out: words of no real unit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from drafting.types import Binding, CellSource, Draft, DraftSection, DraftTable, Figure, Gap

TABLE = (
    ("TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả thực hiện", ""),
    ("", "", "", "Ước thực hiện", "So với cùng kỳ (%)"),
    ("A", "B", "C", "1", "2"),
    ("I", "Về kinh tế", "", "", ""),
    ("1", "Diện tích gieo trồng", "ha", "412,5", "103,1"),
)
LINES = (
    "ỦY BAN NHÂN DÂN",
    "XÃ BẠCH THẠCH",
    "Số:      /BC-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "[…: địa danh], ngày      tháng      năm 2025",
    "BÁO CÁO",
    "Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2025",
    "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2025 của UBND huyện Vân Giàng;",
    "UBND xã Bạch Thạch báo cáo như sau:",
    "Phần thứ nhất",
    "KẾT QUẢ THỰC HIỆN",
    "I. KINH TẾ",
    "1. Sản xuất nông nghiệp",
    "- Diện tích gieo trồng đạt 412,5 ha, tăng 3,1% so với cùng kỳ.",
    "a) Chăn nuôi",
    "- Đàn lợn có […: số con] con.",
    "Bảng kết quả",
    *("\t".join(row) for row in TABLE),
    "2. Kiến nghị: Không có.",
    "Trên đây là báo cáo của UBND xã Bạch Thạch./.",
    "Nơi nhận:",
    "- UBND huyện Vân Giàng (b/c);",
    "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Lò Văn Sáng",
)
HEADINGS = (
    ("P1", "Phần thứ nhất", "KẾT QUẢ THỰC HIỆN", 1),
    ("P1.I", "I.", "KINH TẾ", 2),
    ("P1.I.1", "1.", "Sản xuất nông nghiệp", 3),
    ("P1.I.1.a", "a)", "Chăn nuôi", 4),
    ("P1.I.2", "2.", "Kiến nghị", 3),
)


def _figure(key: str, value: str, role: str, cell: str) -> Figure:
    return Figure(
        key=key, indicator="I001", label="Diện tích gieo trồng", scope=None, role=role,  # type: ignore[arg-type]
        value=Decimal(value), unit="ha", written=value.replace(".", ","), written_unit="ha",
        source=CellSource("bieu.xlsx", "Bieu 1", cell), period="2025-H1",
    )  # fmt: skip


def small_draft() -> Draft:
    """The draft, with one number from a figure, one from a formula, two gaps and a table."""
    text = "\n".join(LINES)
    first = text.index("412,5 ha")
    growth = text.index("3,1%")
    sections = []
    for number, label, heading, level in HEADINGS:
        start = text.index(f"{label}\n{heading}" if level == 1 else f"{label} {heading}")
        sections.append(DraftSection(number, label, heading, level, start, len(text)))
    table = "\n".join("\t".join(row) for row in TABLE)
    at = text.index(table)
    cell = text.index("412,5", at)
    gaps = ("[…: địa danh]", "[…: số con]")
    return Draft(
        title="Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2025",
        unit="UBND xã Bạch Thạch", period="2025-H1", kind="so-ket", writer="precedent", outline_from="",
        text=text, sections=tuple(sections),
        numbers=(
            Binding("412,5", first, first + 5, figure="F001"),
            Binding("3,1%", growth, growth + 4, expression="(F001-F002)/F002*100"),
            Binding("412,5", cell, cell + 5, figure="F001"),
        ),
        gaps=tuple(Gap(text.index(g), text.index(g) + len(g), g) for g in gaps),
        tables=(DraftTable(at, at + len(table), TABLE, header_rows=3),),
        figures=(_figure("F001", "412.5", "actual", "F9"), _figure("F002", "400.1", "same-period", "D9")),
    )  # fmt: skip


def with_appendix(draft: Draft) -> Draft:
    """The same with an appendix after the signature."""
    return replace(draft, text=draft.text + "\nPhụ lục I\nDANH SÁCH KHEN THƯỞNG\n1. Thôn Hạ.")
