"""The plain table in the encodings, separators and layouts that clerks' programs write."""

from __future__ import annotations

from tests.figures.shape_files import Rows, csv_text, ods, xlsx

PLAIN: Rows = [
    ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch", "Ghi chú"],
    ["Diện tích lúa", "ha", "", "1.235,5", "1.200", "2.400", ""],
    ["Số mô hình mới", "mô hình", "Xã An Bình", "05", "3", "", "vụ xuân"],
    ["Thu ngân sách", "tỷ đồng", "", "9.317", "8.000,5", "15.000", ""],
    ["Tỷ lệ hộ nghèo", "%", "", "1,8", "2,6", "", ""],
]


def plain_semicolon() -> tuple[str, bytes]:
    return "a.csv", b"\xef\xbb\xbf" + csv_text(PLAIN, ";").encode()


def plain_comma_quoted() -> tuple[str, bytes]:
    return "b.csv", csv_text(PLAIN, ",").encode()


def plain_tab_utf16() -> tuple[str, bytes]:
    return "c.csv", csv_text(PLAIN, "\t").encode("utf-16")


def plain_cp1258() -> tuple[str, bytes]:
    import unicodedata

    rows = [["Chỉ tiêu", "Kỳ này"], ["Số hộ khá, giàu", "1.205"], ["Sản lượng thóc (tấn)", "36,5"]]
    tones = "\u0300\u0301\u0303\u0309\u0323"

    def toned(letter: str) -> str:
        # cp1258 keeps â, ê, ơ, đ … whole and writes the tone after them.
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        return base + "".join(c for c in parts if c in tones)

    text = "".join(map(toned, csv_text(rows, ";")))
    return "d.csv", text.encode("cp1258")


def plain_other_order() -> tuple[str, bytes]:
    rows = [
        ["ke hoach", "KY NAY", "Dia ban", "chi tieu"],
        ["40", "38", "", "Số lớp tập huấn (lớp)"],
        ["", "12", "Thôn 3", "Hộ tham gia"],
    ]
    return "e.csv", csv_text(rows, ",").encode()


def only_two_columns() -> tuple[str, bytes]:
    return "f.csv", csv_text([["Chỉ tiêu", "Kỳ này"], ["Số buổi tuyên truyền", "27"]], ",").encode()


def long_table() -> tuple[str, bytes]:
    rows: Rows = [
        ["Chỉ tiêu", "ĐVT", "Địa bàn", "Kỳ này", "Cùng kỳ"],
        ["Gia đình văn hóa", "hộ", "Toàn xã", "812", "790"],
        ["", "", "Thôn Đông", "310", "301"],
        ["", "", "Thôn Đoài", "502", "489"],
        ["Người cao tuổi được mừng thọ", "người", "Thôn Đông", "41", "38"],
        ['"', '"', "Thôn Đoài", "57", "60"],
    ]
    return "dai.csv", csv_text(rows, ",").encode()


def percent_cells() -> tuple[str, bytes]:
    rows: Rows = [
        ["Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Kế hoạch", "So với kế hoạch"],
        ["Tỷ lệ tiêm chủng", "%", 0.985, 0.95, 1.0368],
        ["Vốn giải ngân", "triệu đồng", 1234567.891, 2000000, 0.6172839455],
    ]
    formats = {"C2": "0.0%", "D2": "0%", "E2": "0.0%", "C3": "#,##0.0", "D3": "#,##0", "E3": "0.00%"}
    return "phantram.xlsx", xlsx({"S": rows}, formats=formats)


def sub_rows() -> tuple[str, bytes]:
    rows: Rows = [
        ["Chỉ tiêu", "Đơn vị tính", "Thực hiện"],
        ["1. Tổng đàn gia súc", "con", 940],
        ["- Trâu", "con", 120],
        ["- Bò", "con", 320],
        ["  + Bò lai", "con", 210],
        ["- Lợn", "con", 500],
        ["2. Lao động có việc làm mới", "người", 415],
        ["Trong đó: nữ", "người", 198],
        ["2.1. Xuất khẩu lao động", "người", 36],
        ["Tổng cộng hội viên", "người", 77],
    ]
    return "dongcon.xlsx", xlsx({"S": rows})


def years() -> tuple[str, bytes]:
    rows: Rows = [
        ["TT", "Chỉ tiêu", "ĐVT", "Năm 2022", "Năm 2023", "Năm 2024", "Kế hoạch 2025"],
        [1, "Số doanh nghiệp mới", "doanh nghiệp", 11, 14, 19, 25],
        [2, "Thu nhập bình quân", "triệu đồng/người/năm", "51,2", "56,8", "62,0", "68"],
    ]
    return "nam.xlsx", xlsx({"S": rows})


def open_document() -> tuple[str, bytes]:
    return "bang.ods", ods(
        [
            ["Chỉ tiêu", "Đơn vị tính", "Kỳ này"],
            ["Số câu lạc bộ", "câu lạc bộ", 14],
            ["Kinh phí", "triệu đồng", 36.25],
        ]
    )


def no_header() -> tuple[str, bytes]:
    return "tho.csv", csv_text([["Số đoàn viên", "215"], ["Số chi đoàn", "9"]], ";").encode()


def words_in_cells() -> tuple[str, bytes]:
    rows: Rows = [
        ["Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện", "So với cùng kỳ"],
        ["Thôn kiểu mẫu", "thôn", "01 thôn", "2/5", "-"],
        ["An ninh trật tự", "", "Đảm bảo", "Đảm bảo", ""],
        ["Hộ tham gia bảo hiểm", "%", "trên 90", "91,2%", "tăng 1,5%"],
        ["Số vụ việc", "vụ", "x", "8", "giảm 20%"],
    ]
    return "chu.csv", csv_text(rows, ",").encode()


def ditto_marks_unquoted() -> tuple[str, bytes]:
    text = 'Chỉ tiêu;ĐVT;Kỳ này\nTrâu;con;12\nBò;";30\nLợn;nt;41\n'
    return "nt.csv", text.encode()
