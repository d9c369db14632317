"""What other programs make of a table: old workbooks, old encodings, pages, Word, the clipboard."""

from __future__ import annotations

import io

from corpus.readers.legacy import from_tcvn3
from tests.figures.shape_files import Rows, csv_text, ods, xls, xlsx
from tests.figures.shape_indicators import INDICATOR

SMALL: Rows = [
    ["Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Cùng kỳ"],
    ["Diện tích gieo trồng vụ đông", "ha", 84.5, 80],
    ["Tỷ lệ hộ sử dụng nước sạch", "%", 0.915, 0.9],
    ["Số thôn đạt chuẩn kiểu mẫu", "thôn", 3, 2],
]


def _tcvn3(text: str) -> str:
    """Unicode text as a TCVN3 font's codes."""
    codes = {from_tcvn3(chr(code)): chr(code) for code in range(0xA1, 0x100)} | {
        from_tcvn3("\u00ad"): "\u00ad"
    }
    return "".join(codes.get(c, codes.get(c.lower(), c)) for c in text)


def old_excel() -> tuple[str, bytes]:
    return "cu.xls", xls(SMALL, {"C3": "0.0%", "D3": "0%", "C2": "#,##0.00"}, hidden_rows=[3])


def old_excel_indicators() -> tuple[str, bytes]:
    return "bieu.xls", xls(INDICATOR)


def percent_open_document() -> tuple[str, bytes]:
    return "phantram.ods", ods(SMALL, percent=(0.915, 0.9))


def tcvn3_text() -> tuple[str, bytes]:
    rows = [[str(c).replace(".", ",") for c in row] for row in SMALL if "Tỷ lệ" not in str(row[0])]
    return "abc.csv", _tcvn3(csv_text(rows, ";")).encode("latin-1")


def tcvn3_cells() -> tuple[str, bytes]:
    """A workbook typed with an .Vn font: Unicode only to the program."""
    rows: Rows = [[_tcvn3(c) if isinstance(c, str) else c for c in row] for row in SMALL]
    return "vntime.xlsx", xlsx({"S": rows}, formats={"C3": "0.0%", "D3": "0%"})


def utf16_without_mark() -> tuple[str, bytes]:
    return "u16.csv", csv_text([["Chỉ tiêu", "Kỳ này"], ["Số buổi họp", "12"]], "\t").encode("utf-16-be")


def pasted_from_excel() -> tuple[str, bytes]:
    """Cells with line breaks are quoted, quotes doubled."""
    text = (
        'TT\tChỉ tiêu\t"Đơn vị\ntính"\t"Kế hoạch\nnăm 2025"\tThực hiện\r\n'
        '1\t"Diện tích lúa\n(cả năm)"\tha\t1.240,5\t612\r\n'
        '2\t"Mô hình ""Dân vận khéo"""\tmô hình\t12\t7\r\n'
    )
    return "dan.tsv", text.encode()


CLIPBOARD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>td {mso-number-format:General}</style>
</head><body><!--StartFragment--><table border=0><tr><td rowspan=2>TT</td><td rowspan=2>Chỉ tiêu</td>
<td rowspan=2>ĐVT</td><td colspan=2>Năm 2025</td></tr><tr><td>Kế hoạch</td><td>Ước thực hiện</td></tr>
<tr><td>1</td><td><p>Trồng cây<br>phân tán</p></td><td>cây</td><td>5.000</td><td>3.150</td></tr>
<tr><td>2</td><td>Thu ngân sách</td><td>tr&#273;</td><td>2.400</td><td>1.310,5</td></tr></table>
<!--EndFragment--></body></html>"""


def page_named_xls() -> tuple[str, bytes]:
    return "trang.xls", CLIPBOARD.encode()


def text_named_xls() -> tuple[str, bytes]:
    return "chu.xls", csv_text([["Chỉ tiêu", "Kỳ này"], ["Số lớp học", "7"]], "\t").encode()


def word_tables() -> tuple[str, bytes]:
    import docx

    document = docx.Document()
    document.add_paragraph("Biểu 1. Kết quả 6 tháng đầu năm 2025")
    rows = [
        ("TT", "Nội dung", "ĐVT", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"),
        ("1", "Phát triển đảng viên", "người", "12", "7", "58,3"),
        ("2", "Khám tuyển quân", "người", "40", "40", "100"),
    ]
    table = document.add_table(len(rows), 6)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    out = io.BytesIO()
    document.save(out)
    return "van-ban.docx", out.getvalue()


def hidden_parts() -> tuple[str, bytes]:
    import openpyxl

    book = openpyxl.load_workbook(
        io.BytesIO(xlsx({"Biểu": SMALL, "Nháp": [["Chỉ tiêu", "Kỳ này"], ["Lúa", 1]]}))
    )
    book["Biểu"].column_dimensions["D"].hidden = True
    book["Biểu"].row_dimensions[4].hidden = True
    book["Nháp"].sheet_state = "hidden"
    for place in ("C3", "D3"):
        book["Biểu"][place].number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    return "an.xlsx", out.getvalue()
