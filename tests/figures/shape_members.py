"""Tables by member: places, offices and scopes as columns, rows or groups."""

from __future__ import annotations

from tests.figures.shape_files import Rows, csv_text, xlsx


def members_as_columns() -> tuple[str, bytes]:
    rows: Rows = [
        ["Biểu 2: Kết quả của các xã năm 2024"],
        ["STT", "Nội dung", "ĐVT", "Toàn cụm", "Xã An Bình", "Xã Hòa Lạc", "Thị trấn Mới"],
        [1, "Diện tích gieo trồng", "ha", 612.5, 201.3, 250.2, 161],
        [2, "Số hộ kinh doanh giỏi", "hộ", 87, 31, 26, 30],
        [3, "Tỷ lệ hộ nghèo", "%", 1.9, 2.4, 1.7, 1.5],
        [4, "Số thôn đạt chuẩn", "thôn", 12, 5, 7, ""],
    ]
    return "cum.xlsx", xlsx({"Cụm": rows})


def members_with_two_levels() -> tuple[str, bytes]:
    rows: Rows = [
        ["TT", "Chỉ tiêu", "Đơn vị tính", "Tổng số", "", "", "Xã An Bình", "", "", "Xã Hòa Lạc", "", ""],
        ["", "", "", "KH", "TH", "Đạt % KH", "KH", "TH", "Đạt % KH", "KH", "TH", "Đạt % KH"],
        [1, "Trồng cây phân tán", "nghìn cây", 30, 27, 90, 18, 17, 94.4, 12, 10, 83.3],
        [2, "Làm đường thôn", "km", 9.5, 8.4, 88.4, 5.5, 5.2, 94.5, 4, 3.2, 80],
    ]
    return "haicap.xlsx", xlsx({"S": rows}, ("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:I1", "J1:L1"))


def members_as_rows() -> tuple[str, bytes]:
    rows: Rows = [
        ["KẾT QUẢ SẢN XUẤT VỤ XUÂN 2024"],
        ["TT", "Đơn vị", "Diện tích (ha)", "Năng suất (tạ/ha)", "Sản lượng (tấn)", "Ghi chú"],
        [1, "An Bình", 201.3, 61.5, 1238, ""],
        [2, "Hòa Lạc", 250.2, 63.1, 1578.8, "gặt muộn"],
        [3, "Phú Mỹ", 161, 60, 966],
        ["", "Tổng cộng", 612.5, 61.8, 3782.8],
    ]
    return "vuxuan.xlsx", xlsx({"VX": rows})


def members_as_rows_with_roles() -> tuple[str, bytes]:
    rows: Rows = [
        ["Đơn vị", "Thu ngân sách (triệu đồng)", "", "", "Số hộ thoát nghèo (hộ)", ""],
        ["", "Kế hoạch", "Thực hiện", "% KH", "Kế hoạch", "Thực hiện"],
        ["Xã An Bình", 5200, 5460, 105, 20, 24],
        ["Xã Hòa Lạc", 4100, 4018, 98, 15, 15],
        ["Tổng", 9300, 9478, 101.9, 35, 39],
    ]
    return "donvi.xlsx", xlsx({"S": rows}, ("A1:A2", "B1:D1", "E1:F1"))


def awards() -> tuple[str, bytes]:
    rows: Rows = [
        ["KẾT QUẢ KHEN THƯỞNG NĂM 2024"],
        ["TT", "Hình thức khen thưởng", "Tổng số", "Trong đó", "", ""],
        ["", "", "", "Tập thể", "Cá nhân", "Hộ gia đình"],
        ["A", "B", "1=2+3+4", 2, 3, 4],
        ["I", "Khen cấp Nhà nước"],
        [1, "Huân chương Lao động hạng Ba", 3, 1, 2, ""],
        [2, "Bằng khen của Thủ tướng Chính phủ", 5, 2, 3, 0],
        ["II", "Khen cấp tỉnh"],
        [3, "Cờ thi đua của UBND tỉnh", 4, 4],
        [4, "Bằng khen của Chủ tịch UBND tỉnh", 61, 18, 38, 5],
    ]
    return "khen.xlsx", xlsx({"Khen thưởng": rows}, ("A2:A3", "B2:B3", "C2:C3", "D2:F2"))


def awards_by_member() -> tuple[str, bytes]:
    rows: Rows = [
        ["TT", "Đơn vị", "Bằng khen", "", "Giấy khen", ""],
        ["", "", "Tập thể", "Cá nhân", "Tập thể", "Cá nhân"],
        [1, "Xã An Bình", 2, 5, 11, 34],
        [2, "Xã Hòa Lạc", 1, 4, 9, 29],
        ["", "Tổng cộng", 3, 9, 20, 63],
    ]
    return "khendonvi.xlsx", xlsx({"K": rows}, ("A1:A2", "B1:B2", "C1:D1", "E1:F1"))


def places_as_groups() -> tuple[str, bytes]:
    rows: Rows = [
        ["TT", "Nội dung", "ĐVT", "Kế hoạch", "Thực hiện"],
        ["I", "Xã An Bình"],
        [1, "Số km đường hoa", "km", 3, 3.4],
        ["II", "Xã Hòa Lạc"],
        [1, "Số km đường hoa", "km", 2, 1.5],
    ]
    return "nhom.xlsx", xlsx({"S": rows})


def statistical_form() -> tuple[str, bytes]:
    """By scope, in the layout of the State's statistical forms: column codes, a total row and a total column."""
    rows: Rows = [
        ["Loại phong trào", "Mã số", "Tổng số phong trào", "Chia theo phạm vi", "", ""],
        ["", "", "", "Cả nước", "Tỉnh", "Huyện"],
        ["A", "B", "1=2+3+4", 2, 3, 4],
        ["Tổng số", "01", 6, 1, 2, 3],
        ["Bộ, ngành", "02", 4, 1, 1, 2],
        ["Địa phương", "03", 2, 0, 1, 1],
    ]
    return "0601.xlsx", xlsx({"S": rows}, ("A1:A2", "B1:B2", "C1:C2", "D1:F1"))


def members_over_years() -> tuple[str, bytes]:
    rows: Rows = [
        ["Chỉ tiêu", "Đvt", "Xã An Bình", "", "Xã Hòa Lạc", ""],
        ["", "", "6 tháng 2024", "6 tháng 2025", "6 tháng 2024", "6 tháng 2025"],
        ["Số lớp tập huấn", "lớp", 4, 5, 6, 7],
    ]
    return "xanam.csv", csv_text(rows, ",").encode()


def awards_by_level_and_way() -> tuple[str, bytes]:
    """Three header rows: level, recipient, and for persons by way."""
    rows: Rows = [
        ["TT", "Đơn vị", "Cấp Nhà nước", "", "Cấp tỉnh", "", ""],
        ["", "", "Tập thể", "Cá nhân", "Tập thể", "Cá nhân", ""],
        ["", "", "", "", "", "Thường xuyên", "Chuyên đề"],
        [1, "Xã An Bình", 1, 2, 4, 9, 3],
        [2, "Xã Hòa Lạc", "", 1, 3, 6, 5],
        ["", "Tổng cộng", 1, 3, 7, 15, 8],
    ]
    merged = ("A1:A3", "B1:B3", "C1:D1", "E1:G1", "C2:C3", "D2:D3", "E2:E3", "F2:G2")
    return "cap.xlsx", xlsx({"K": rows}, merged)


def awards_list_by_member_columns() -> tuple[str, bytes]:
    rows: Rows = [
        ["Danh hiệu thi đua, hình thức khen thưởng", "Xã An Bình", "", "Xã Hòa Lạc", ""],
        ["", "Tập thể", "Cá nhân", "Tập thể", "Cá nhân"],
        ["Lao động tiên tiến", 6, 41, 5, 38],
        ["Chiến sĩ thi đua cơ sở", "", 7, "", 5],
        ["Giấy khen của Chủ tịch UBND xã", 12, 30, 9, 22],
    ]
    return "danhhieu.xlsx", xlsx({"K": rows}, ("A1:A2", "B1:C1", "D1:E1"))


def members_as_sub_rows() -> tuple[str, bytes]:
    """Under their total, with and without a unit of their own; a total of its own missing; `Trong đó` before some."""
    rows: Rows = [
        ["TT", "Chỉ tiêu", "ĐVT", "TH năm 2023", "Kế hoạch", "Thực hiện"],
        ["I", "NÔNG NGHIỆP"],
        [1, "Diện tích gieo trồng", "ha", 601.2, 610, 612.5],
        ["", "- Xã An Bình", "", 198.2, 201, 201.3],
        ["", "- Xã Hòa Lạc", "", 246, 249, 250.2],
        ["", "- Thị trấn Mới", "", 157, 160, 161],
        [2, "Năng suất lúa", "tạ/ha", "", "", ""],
        ["", "- Xã An Bình", "", 60.2, 61, 61.5],
        ["", "- Xã Hòa Lạc", "", 62, 63, 63.1],
        [3, "Đàn gia cầm", "nghìn con", 84.1, 86, 88.2],
        ["", "Trong đó:", "", "", "", ""],
        ["", "+ Xã Hòa Lạc", "nghìn con", 40, 41, 42.5],
        ["", "+ Thị trấn Mới", "nghìn con", 20.1, 21, 22],
        [4, "Thôn đạt tiêu chuẩn về ANTT", "thôn", 9, 10, 10],
    ]
    return "xaduoi.xlsx", xlsx({"S": rows})


def members_under_unmarked_rows() -> tuple[str, bytes]:
    """No numbers at all: what follows the marked parts is an indicator again."""
    rows: Rows = [
        ["Nội dung", "Đơn vị tính", "Năm 2024", "Năm 2023"],
        ["Tổng đàn lợn", "con", 1520, 1490],
        ["Trong đó:", "", "", ""],
        ["+ Xã An Bình", "con", 720, 700],
        ["+ Xã Hòa Lạc", "con", 800, 790],
        ["Sản lượng thủy sản", "tấn", 96.5, 90],
        ["Xã An Bình", "", 40.5, 38],
        ["Xã Hòa Lạc", "", 56, 52],
        ["Số hộ nghèo", "hộ", 31, 45],
    ]
    return "khongso.xlsx", xlsx({"S": rows})


def members_in_names() -> tuple[str, bytes]:
    """Names that end or begin with a place; one that no other place shares stays whole."""
    rows: Rows = [
        ["Chỉ tiêu", "Kỳ trước", "Kỳ này"],
        ["Đàn bò (con)", 1010, 1052],
        ["Đàn bò (con) - Xã An Bình", 480, 500],
        ["Đàn bò (con) - Xã Hòa Lạc", 530, 552],
        ["Diện tích ngô xã An Bình (ha)", 51.2, 52],
        ["Diện tích ngô xã Hòa Lạc (ha)", 60, 61.5],
        ["Hộ nghèo của xã An Bình (hộ)", 20, 14],
        ["Hộ nghèo của xã Hòa Lạc (hộ)", 25, 17],
        ["An Bình: đường bê tông (km)", 5.2, 6],
        ["Hòa Lạc: đường bê tông (km)", 4.8, 5.5],
        ["Hộ giải tỏa thôn Bàu Sen (hộ)", "", 12],
    ]
    return "trongten.xlsx", xlsx({"S": rows})


def members_as_heads_of_rows() -> tuple[str, bytes]:
    """A numbered member without values, its indicators below; a field whose rows are members."""
    rows: Rows = [
        ["TT", "Nội dung", "ĐVT", "Kế hoạch", "Thực hiện"],
        [1, "Xã An Bình", "", "", ""],
        ["", "- Thu ngân sách", "triệu đồng", 5200, 5460],
        ["", "- Hộ khá, giàu", "hộ", 410, 422],
        [2, "Xã Hòa Lạc", "", "", ""],
        ["", "- Thu ngân sách", "triệu đồng", 4100, 4018],
        ["", "- Hộ khá, giàu", "hộ", 380, 391],
    ]
    return "dauxa.xlsx", xlsx({"S": rows})


def members_under_fields() -> tuple[str, bytes]:
    """Each group is an indicator, its rows are members."""
    rows: Rows = [
        ["TT", "Đơn vị, chỉ tiêu", "Kế hoạch", "Thực hiện"],
        ["I", "Diện tích trồng rừng (ha)"],
        [1, "Xã An Bình", 52, 54.1],
        [2, "Xã Hòa Lạc", 41, 40.2],
        ["II", "Đường giao thông (km)"],
        [1, "Xã An Bình", 5.2, 5.4],
        [2, "Xã Hòa Lạc", 4.1, 4.2],
    ]
    return "nhom.xlsx", xlsx({"S": rows})


def members_as_rows_of_named_heads() -> tuple[str, bytes]:
    """Heads that name indicators with words for a role in them, or at an end."""
    rows: Rows = [
        ["STT", "Đơn vị", "Xã đăng ký đạt NTM nâng cao (xã)", "Hộ gia đình thực hiện nếp sống văn minh (hộ)",
         "Kế hoạch thu ngân sách nhà nước (tỷ đồng)", "Thu ngân sách nhà nước thực hiện (tỷ đồng)", "Gia cầm (nghìn con)",
         "Cơ quan kiểu mẫu (đơn vị)"],
        [1, "Huyện Bàu Sen", 4, 1250, 310.5, 322.1, 120.5, 7],
        [2, "Huyện Tân Lập", 3, 980, 201, 188.4, 98, 5],
        ["", "Tổng cộng", 7, 2230, 511.5, 510.5, 218.5, 12],
    ]  # fmt: skip
    return "dautencot.xlsx", xlsx({"S": rows})
