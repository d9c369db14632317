"""The clerks' indicator table and its relatives: headers of several lines, formula rows, letterheads."""

from __future__ import annotations

from tests.figures.shape_files import Rows, csv_text, xlsx

INDICATOR: Rows = [
    ["KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU 6 THÁNG ĐẦU NĂM 2025"],
    [],
    [
        "TT",
        "Chỉ tiêu",
        "Đơn vị tính",
        "KQ thực hiện 6 tháng 2024",
        "KH năm 2025 (theo NQ HĐND giao)",
        "Kết quả thực hiện",
        "",
        "",
        "Còn phải thực hiện",
        "Ghi chú",
    ],
    ["", "", "", "", "", "6 tháng đầu năm", "", "", "", ""],
    ["", "", "", "", "", "Ước thực hiện", "So với cùng kỳ (%)", "So với kế hoạch (%)", "", ""],
    ["A", "B", 1, 2, 3, 4, "5=4/2*100", "6=4/3*100", "7=3-4", 8],
    ["I", "Về kinh tế (5 chỉ tiêu)"],
    [1, "Tốc độ tăng giá trị sản xuất", "%", "", 14.5, "", "", "", "", "Đánh giá vào cuối năm"],
    [2, "Cơ cấu giá trị sản xuất", "", "", "", "", "", "", "", "Đánh giá vào cuối năm"],
    ["-", "Nông, lâm nghiệp", "%", "", 12.4],
    ["-", "Công nghiệp", '"', "", 40.1],
    ["-", "Dịch vụ", '"', "", 47.5],
    [3, "Tổng sản lượng lương thực", "tấn", 612, 1380, 655.5, 107.1, 47.5, 724.5],
    [4, "Thu ngân sách", "Trđ", 4820, 15500, 21700, 450.2, 140, ""],
    [5, "Diện tích vụ đông", "Ha", 42, 42, 42, "100,0", "100,0", 0],
    ["II", "Văn hóa - xã hội (4 chỉ tiêu)"],
    [6, "Xã an toàn thực phẩm", "xã", "", "Duy trì 100%", 100, 100, 100, "", "Tiếp tục duy trì"],
    [7, "Hộ dùng nước sạch", "%", "", 40, 50, "", "125%"],
    [8, "Số thôn văn hóa", "thôn", "", "7/7"],
    [9, "Chuẩn quốc gia y tế", "%", "", "đạt"],
]
INDICATOR_MERGES = ("A1:J1", "A3:A5", "B3:B5", "C3:C5", "D3:D5", "E3:E5", "F3:H3", "F4:H4", "I3:I5", "J3:J5")


def indicator_table() -> tuple[str, bytes]:
    return "bieu.xlsx", xlsx({"Bieu 1": INDICATOR}, INDICATOR_MERGES)


def indicator_unmerged_csv() -> tuple[str, bytes]:
    return "bieu.csv", csv_text(
        [[str(c).replace(".", ",") if isinstance(c, float) else c for c in r] for r in INDICATOR], ";"
    ).encode()


def sheets_and_offset() -> tuple[str, bytes]:
    rows: Rows = [
        ["Đơn vị tính: triệu đồng"],
        ["Nội dung", "Dự toán năm 2024", "Thực hiện 9 tháng 2024", "So với dự toán (%)"],
        ["Tổng thu", "12.500", "10.250", "82"],
        ["Thu từ đất", "6.000", "4.500", "75"],
    ]
    return "lech.xlsx", xlsx(
        {"Thu": rows, "Chi": [*rows[:2], ["Tổng chi", "11.000", "8.250", "75"]]}, at=(4, 3)
    )


def stacked_tables() -> tuple[str, bytes]:
    head = ["TT", "Chỉ tiêu", "ĐVT", "Thực hiện"]
    rows: Rows = [
        ["Bảng 1. Trồng trọt"],
        head,
        [1, "Diện tích ngô", "ha", 84],
        head,
        [2, "Diện tích lạc", "ha", 21.5],
        [],
        ["Bảng 2. Chăn nuôi"],
        ["TT", "Vật nuôi", "ĐVT", "Cùng kỳ", "Kỳ này"],
        [1, "Đàn trâu", "con", 130, 120],
    ]
    return "chong.xlsx", xlsx({"S": rows})


def bare_ratio_and_unit() -> tuple[str, bytes]:
    """`Đơn vị` is the unit's column here, `Tỷ lệ %` what share of the plan."""
    rows: Rows = [
        ["STT", "Nội dung", "Đơn vị", "KH 2025", "TH 6 tháng", "Tỷ lệ %"],
        [1, "Trồng rừng", "ha", 50, 30, 60],
        [2, "Làm nhà tình nghĩa", "nhà", 10, 4, 40],
    ]
    return "tyle.xlsx", xlsx({"S": rows})


def years_over_parts() -> tuple[str, bytes]:
    rows: Rows = [
        ["TT", "Chỉ tiêu", "ĐVT", "Năm 2024", "", "Năm 2025", "", "So sánh (%)", ""],
        ["", "", "", "TH 6 tháng", "Cả năm", "KH", "Ước TH 6 tháng", "Cùng kỳ", "KH năm"],
        [1, "Sản lượng thóc", "tấn", 100, 210, 220, 110, 110, 50],
    ]
    return "namphan.csv", csv_text(rows, ";").encode()


def letterhead_and_signature() -> tuple[str, bytes]:
    rows: Rows = [
        ["UBND XÃ AN BÌNH", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["", "", "", "Độc lập - Tự do - Hạnh phúc"],
        ["BIỂU TỔNG HỢP 6 THÁNG ĐẦU NĂM 2025"],
        ["(Kèm theo Báo cáo số 15/BC-UBND ngày 20/6/2025)"],
        ["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện"],
        ["A", "LĨNH VỰC KINH TẾ"],
        [1, "Diện tích lạc", "ha", 40, 41],
        [2, "Chăn nuôi"],
        ["2.1", "Trâu", "con", 10, 12],
        ["2.2", "Bò", "con", 20, 19],
        [],
        ["NGƯỜI LẬP BIỂU", "", "", "An Bình, ngày 20 tháng 6 năm 2025"],
        ["", "", "", "CHỦ TỊCH"],
        ["", "", "", "Nguyễn Văn A"],
    ]
    return "bieumau.xlsx", xlsx({"S": rows}, ("A3:E3", "A4:E4"))


def spaced_formulas() -> tuple[str, bytes]:
    """The row of formulas in the spellings clerks use."""
    rows: Rows = [
        [
            "STT",
            "Chỉ tiêu",
            "ĐVT",
            "Cùng kỳ",
            "Kế hoạch",
            "Thực hiện",
            "Tăng, giảm",
            "So sánh (%)",
            "",
            "Còn lại",
        ],
        ["", "", "", "", "", "", "", "Cùng kỳ", "Kế hoạch", ""],
        [
            "A",
            "B",
            "C",
            "(1)",
            "(2)",
            "(3)",
            "(4) = (3) - (1)",
            "5 = 3 / 1 x 100",
            "(6)=(3):(2)*100",
            "7= 2–3",
        ],
        [1, "Sản lượng thóc", "tấn", 500, 1200, 540, 40, 108, 45, 660],
        [2, "Trồng rừng", "ha", 20, 50, 18, -2, 90, 36, 32],
    ]
    return "cachviet.xlsx", xlsx({"S": rows}, ("H1:I1",))
