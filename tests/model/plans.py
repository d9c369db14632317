"""A small plan with figures, and a base writer for it that needs no precedents."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from corpus.types import Report
from drafting.types import (
    CellSource,
    Draft,
    Figure,
    FigureTable,
    Plan,
    PlannedSection,
    PrecedentRef,
    Profile,
    Suggestion,
)
from drafting.writers.assembly import assemble
from drafting.writers.base import SectionText, TextBuilder, WriteContext


def figure(
    key: str, indicator: str, label: str, role: str, value: str, unit: str, scope: str | None = None,
    written_unit: str = "", scale: int = 1,
) -> Figure:  # fmt: skip
    number = Decimal(value) * scale
    cell = CellSource("bang.xlsx", "Bieu 1", f"F{int(key[1:]) + 4}")
    return Figure(
        key, indicator, label, scope, role, number, unit, value.replace(".", ","), written_unit or unit, cell,
        "2025-H1", low=number, high=number,
    )  # type: ignore[arg-type]  # fmt: skip


FIGURES = FigureTable((
    figure("F001", "I001", "Tổng diện tích gieo trồng", "actual", "615.5", "ha"),
    figure("F002", "I001", "Tổng diện tích gieo trồng", "same-period", "600", "ha"),
    figure("F003", "I001", "Tổng diện tích gieo trồng", "plan", "620", "ha"),
    figure("F004", "I002", "Tổng đàn gia cầm", "actual", "41200", "con"),
    figure("F005", "I002", "Tổng đàn gia cầm", "same-period", "43000", "con"),
    figure("F006", "I003", "Thu ngân sách trên địa bàn", "actual", "9.317", "đồng", written_unit="tỷ đồng", scale=10**9),
    figure("F007", "I003", "Thu ngân sách trên địa bàn", "plan", "8.5", "đồng", written_unit="tỷ đồng", scale=10**9),
    figure("F008", "I004", "Tỷ lệ hộ nghèo", "actual", "1.59", "%"),
    figure("F009", "I004", "Tỷ lệ hộ nghèo", "same-period", "3.32", "%"),
    figure("F010", "I005", "Số giấy khen của Chủ tịch UBND xã tặng tập thể", "actual", "14", "tập thể"),
    figure("F011", "I006", "Số giấy khen của Chủ tịch UBND xã tặng cá nhân", "actual", "32", "cá nhân"),
))  # fmt: skip

SECTIONS = (
    PlannedSection("I", "I.", "KẾT QUẢ PHONG TRÀO THI ĐUA", 1),
    PlannedSection(
        "I.1", "1.", "Phát triển kinh tế", 2, ("F001", "F004", "F006"), (PrecedentRef("r24", "II.1", 0.9),)
    ),
    PlannedSection("I.2", "2.", "Giảm nghèo, an sinh xã hội", 2, ("F008",)),
    PlannedSection(
        "II", "II.", "CÔNG TÁC KHEN THƯỞNG", 1, ("F010", "F011"), (PrecedentRef("r24", "III", 0.9),)
    ),
    PlannedSection("III", "III.", "PHƯƠNG HƯỚNG", 1),
)
PLAN = Plan(
    "UBND xã Hà Vinh", "2025-H1", "so-ket", "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2025",
    Profile(unit="UBND xã Hà Vinh"), "r24", SECTIONS, FIGURES,
)  # fmt: skip


def _economy() -> SectionText:
    b = TextBuilder().add("Tổng diện tích gieo trồng đạt ").bind("615,5", figure="F001").add(" ha, tăng ")
    b.bind("2,6%", expression="(F001-F002)/F002*100").add(" so với cùng kỳ. Tổng đàn gia cầm có ")
    b.bind("41.200", figure="F004").add(" con, giảm ").bind("4,2%", expression="(F005-F004)/F005*100")
    b.add(" so với cùng kỳ.\nThu ngân sách trên địa bàn đạt ").bind("9,317 tỷ", figure="F006").add(
        " đồng, bằng "
    )
    b.bind("109,6%", expression="F006/F007*100").add(" kế hoạch. Diện tích rau an toàn đạt ").gap(
        "diện tích rau an toàn (ha)", "12 ha"
    )
    return b.add(".").done(writer="precedent")


def _poverty() -> SectionText:
    b = (
        TextBuilder()
        .add("Các thôn rà soát hộ nghèo đúng quy trình. Tỷ lệ hộ nghèo còn ")
        .bind("1,59%", figure="F008")
    )
    b.suggest(
        Suggestion(0, "Thôn Đông xây nhà cho bà Lê Thị Mơ.", "nêu người cụ thể", PrecedentRef("r24", "II.2"))
    )
    return b.add(", theo Nghị định số 07/2021/NĐ-CP.").done(writer="precedent")


def _rewards() -> SectionText:
    b = TextBuilder().add("Số giấy khen của Chủ tịch UBND xã tặng tập thể là ").bind("14", figure="F010")
    b.add(", số giấy khen của Chủ tịch UBND xã tặng cá nhân là ").bind("32", figure="F011")
    return b.add(".").done(writer="precedent")


def _tasks() -> SectionText:
    text = "Tiếp tục tuyên truyền, quán triệt các văn bản về thi đua, khen thưởng đến cán bộ, công chức và nhân dân."
    return TextBuilder().add(text).done(writer="precedent")


class BaseWriter:
    """Writes the plan above."""

    def __init__(self, precedents: Mapping[str, Report] | None = None) -> None:
        self._precedents: Mapping[str, Report] = precedents or {}

    def context(self) -> WriteContext:
        return WriteContext(self._precedents)

    def write(self, plan: Plan) -> Draft:
        bodies = {"I.1": _economy(), "I.2": _poverty(), "II": _rewards(), "III": _tasks()}
        closing = TextBuilder().add("Trên đây là báo cáo của UBND xã Hà Vinh.").done()
        return assemble(plan, bodies, closing=closing)
