"""Documents as offices write them: each with its outline, what it is about, and its tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus
from corpus.types import Report

HERE = Path(__file__).parent / "data"


def _expected() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (HERE / "kinds.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            found[line[3:]] = []
        elif not line.startswith("#"):
            found[next(reversed(found))].append(line)
    return found


def _shown(report: Report) -> list[str]:
    meta = report.meta
    about = (
        meta.kind,
        meta.level or "",
        meta.unit,
        meta.superior,
        meta.period or "",
        meta.symbol,
        meta.place,
    )
    lines = ["\t".join(("about", *about, meta.date, meta.signer.name, str(len(meta.recipients))))]
    lines.append(f"title\t{meta.title}")
    lines += [f"{s.number}\t{s.heading}" for s in report.sections]
    return lines + [
        f"table\t{t.section}\t{t.header_rows}\t{len(t.rows)}\t{' | '.join(t.rows[-1])}" for t in report.tables
    ]


@pytest.mark.parametrize("name", sorted(_expected()))
def test_kind(name: str) -> None:
    assert _shown(corpus.read_file(HERE / "kinds" / name)) == _expected()[name]


def test_rows_set_around_their_figures() -> None:
    (table,) = corpus.read_file(HERE / "kinds" / "layout.txt").tables
    assert table.rows[5] == (
        "2", "Trong đó: diện tích cây ăn quả trồng mới", "ha", "45", "51", "113,3", "120,0",
    )  # fmt: skip
    assert table.rows[0][5] == "So sánh (%)"
    assert table.rows[2] == ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)=5/4", "(7)")


def test_html_is_read_as_shown() -> None:
    page = """<!DOCTYPE html><html><head><title>x</title></head><body>
    <table><tr><td>ỦY BAN NHÂN DÂN<br>XÃ ĐỒI CHÈ</td>
    <td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr>
    <tr><td>Số: 5/BC-UBND</td><td>Đồi Chè, ngày 2 tháng 7 năm 2024</td></tr></table>
    <p><b>BÁO CÁO</b></p><p>Sơ kết thi đua 6 tháng đầu năm 2024</p>
    <h3>I. KẾT QUẢ</h3><ol><li>Làm xong đường thôn.</li><li>Trồng cây.</li></ol>
    <h3>II. HẠN CHẾ</h3><p>Còn chậm.</p>
    <table><tr><th>TT</th><th>Chỉ tiêu</th></tr><tr><td>1</td><td>Cây &amp; hoa</td></tr></table></body></html>"""
    report = corpus.read_bytes(page.encode(), "bao-cao.html")
    assert (report.meta.unit, report.meta.period, report.meta.symbol) == (
        "UBND xã Đồi Chè",
        "2024-H1",
        "5/BC-UBND",
    )
    assert [s.heading for s in report.sections] == ["KẾT QUẢ", "HẠN CHẾ"]
    assert report.tables[0].rows == (("TT", "Chỉ tiêu"), ("1", "Cây & hoa"))
    assert "1. Làm xong đường thôn.\n2. Trồng cây." in report.text


def test_a_table_over_two_pages_is_one() -> None:
    rows = [f"  {n}    Chỉ tiêu số {n:02d} của xã        ha       {n}0,5      {n}1,5" for n in range(1, 9)]
    head = "  TT   Chỉ tiêu                     ĐVT      KH        TH"
    text = "\n".join([head, *rows[:4], "\x0c                    2", head, *rows[4:]])
    (table,) = corpus.parse_text(text).tables
    assert (table.header_rows, len(table.rows)) == (1, 9)
    assert table.rows[8] == ("8", "Chỉ tiêu số 08 của xã", "ha", "80,5", "81,5")


def test_prose_in_columns_of_blanks_is_no_table() -> None:
    text = "Xã   có   9   thôn.\nĐã   làm   2   km   đường.\nChỉ tiêu   năm   nay   đạt   9   điểm."
    assert corpus.parse_text(text).tables == ()
