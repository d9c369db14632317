"""Tables of the shapes clerks send, as file name and bytes. Invented places and figures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

Cell = str | int | float
Rows = Sequence[Sequence[Cell]]


def xlsx(
    sheets: dict[str, Rows],
    merged: Sequence[str] = (),
    at: tuple[int, int] = (1, 1),
    formats: dict[str, str] | None = None,
) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value != "":
                    sheet.cell(r + at[0], c + at[1], value)
        for span in merged:
            sheet.merge_cells(span)
        for cell, number_format in (formats or {}).items():
            sheet[cell].number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_text(rows: Rows, separator: str) -> str:
    def cell(value: Cell) -> str:
        text = str(value)
        doubled = text.replace('"', '""')
        return f'"{doubled}"' if separator in text or '"' in text else text

    return "\r\n".join(separator.join(cell(v) for v in row) for row in rows) + "\r\n"


def ods(rows: Rows) -> bytes:
    def cell(value: Cell) -> str:
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(cell(v) for v in row)}</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Biểu 1">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


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


def places_as_groups() -> tuple[str, bytes]:
    rows: Rows = [
        ["TT", "Nội dung", "ĐVT", "Kế hoạch", "Thực hiện"],
        ["I", "Xã An Bình"],
        [1, "Số km đường hoa", "km", 3, 3.4],
        ["II", "Xã Hòa Lạc"],
        [1, "Số km đường hoa", "km", 2, 1.5],
    ]
    return "nhom.xlsx", xlsx({"S": rows})


def words_in_cells() -> tuple[str, bytes]:
    rows: Rows = [
        ["Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện", "So với cùng kỳ"],
        ["Thôn kiểu mẫu", "thôn", "01 thôn", "2/5", "-"],
        ["An ninh trật tự", "", "Đảm bảo", "Đảm bảo", ""],
        ["Hộ tham gia bảo hiểm", "%", "trên 90", "91,2%", "tăng 1,5%"],
        ["Số vụ việc", "vụ", "x", "8", "giảm 20%"],
    ]
    return "chu.csv", csv_text(rows, ",").encode()


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


def ditto_marks_unquoted() -> tuple[str, bytes]:
    text = 'Chỉ tiêu;ĐVT;Kỳ này\nTrâu;con;12\nBò;";30\nLợn;nt;41\n'
    return "nt.csv", text.encode()


SHAPES: tuple[Callable[[], tuple[str, bytes]], ...] = (
    plain_semicolon, plain_comma_quoted, plain_tab_utf16, plain_cp1258, plain_other_order, only_two_columns,
    indicator_table, indicator_unmerged_csv, members_as_columns, members_with_two_levels, members_as_rows,
    members_as_rows_with_roles, long_table, awards, awards_by_member, sheets_and_offset, percent_cells, sub_rows,
    years, open_document, no_header, stacked_tables, places_as_groups, words_in_cells, bare_ratio_and_unit,
    years_over_parts, letterhead_and_signature, statistical_form, members_over_years, ditto_marks_unquoted,
)  # fmt: skip
