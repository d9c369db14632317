from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import corpus
from corpus.errors import InputError
from corpus.units import fold
from drafting import collection, figures
from drafting.collection.totals import examples
from drafting.types import CellSource, Figure, SentenceSource

HEAD = "Chỉ tiêu;Đơn vị tính;Địa bàn;Kỳ này;Cùng kỳ"
AN_BINH = f"""Đơn vị báo cáo: UBND xã An Bình;;;;
Số liệu 6 tháng đầu năm 2025;;;;
{HEAD}
Diện tích gieo cấy lúa;ha;;201,3;198
Năng suất lúa;tạ/ha;;61,5;60
Thu ngân sách;triệu đồng;;5.460;5.000
Tỷ lệ hộ nghèo;%;;1,8;2,2
Số thôn đạt chuẩn NTM;thôn;;4/5;3/5
Số mô hình mới;mô hình;;05;3
"""
HOA_LAC = f"""Đơn vị báo cáo: UBND xã Hòa Lạc;;;;
Số liệu 6 tháng đầu năm 2025;;;;
{HEAD}
Diện tích gieo cấy lúa;ha;;250,2;246
Năng suất lúa;tạ/ha;;63,1;62
Thu ngân sách;tỷ đồng;;4,02;4,1
Tỷ lệ hộ nghèo;%;;1,5;1,9
Số thôn đạt chuẩn nông thôn mới;thôn;;3/4;2/4
"""
PHU_MY = """ỦY BAN NHÂN DÂN
XÃ PHÚ MỸ
Số: 12/BC-UBND

BÁO CÁO
Kết quả phong trào thi đua 6 tháng đầu năm 2025

I. KẾT QUẢ
Diện tích gieo cấy lúa đạt 161 ha, năng suất lúa đạt 60 tạ/ha. Thu ngân sách ước đạt 3,2 tỷ đồng.
Số thôn đạt chuẩn nông thôn mới là 5/6 thôn.
"""


def write(folder: Path, **files: str) -> list[Path]:
    paths = []
    for name, text in files.items():
        path = folder / (name.replace("_csv", ".csv").replace("_txt", ".txt"))
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def value(found: tuple[Figure, ...], label: str, scope: str | None, role: str = "actual") -> Decimal | None:
    cells = [f.value for f in found if f.label == label and f.scope == scope and f.role == role]
    assert len(cells) <= 1
    return cells[0] if cells else None


def test_tables_and_a_report_become_one_table(tmp_path: Path) -> None:
    out = tmp_path / "tong-hop.xlsx"
    done = collection.consolidate(write(tmp_path, a_csv=AN_BINH, b_csv=HOA_LAC, c_txt=PHU_MY), out)
    found = done.table.figures
    assert done.members == ("Xã An Bình", "Xã Hòa Lạc", "Xã Phú Mỹ")
    assert done.missing == ()
    assert value(found, "Diện tích gieo cấy lúa", None) == Decimal("612.5")
    assert value(found, "Thu ngân sách", None) == 12_680_000_000
    # Weighted by the areas: (201,3 x 61,5 + 250,2 x 63,1 + 161 x 60) / 612,5
    assert value(found, "Năng suất lúa", None) == Decimal("61.8")
    assert value(found, "Tỷ lệ hộ nghèo", None) is None
    ratio = next(
        f for f in found if f.label == "Số thôn đạt chuẩn NTM" and f.scope is None and f.role == "actual"
    )
    assert (ratio.value, ratio.of) == (12, 15)
    kinds = {type(f.source) for f in found if f.scope == "Xã Phú Mỹ"}
    assert kinds == {SentenceSource}
    codes = [(f.code, f.severity, f.sentence) for f in done.findings]
    assert ("table-read", "warning", "Tỷ lệ hộ nghèo") in codes
    assert ("unit-scale", "info", "Thu ngân sách") in codes
    assert ("table-read", "info", "Số mô hình mới") in codes
    assert not [f for f in done.findings if f.severity == "error"]


def test_the_workbook_reads_back_and_names_its_sources(tmp_path: Path) -> None:
    out = tmp_path / "tong-hop.xlsx"
    done = collection.consolidate(
        write(tmp_path, a_csv=AN_BINH, b_csv=HOA_LAC, c_txt=PHU_MY), out, expected=["Xã Tân Lập"]
    )
    assert done.missing == ("Xã Tân Lập",)
    table = figures.read_tables([out])
    assert {(f.label, f.scope, f.role, f.value, f.of) for f in table.figures} == {
        (f.label, f.scope, f.role, f.value, f.of) for f in done.table.figures
    }
    assert not [f for f in table.findings if f.severity == "error"]
    cells = {
        f.source.cell for f in done.table.figures if f.scope is None and isinstance(f.source, CellSource)
    }
    assert cells <= {f.source.cell for f in table.figures if isinstance(f.source, CellSource)}
    book = openpyxl.load_workbook(out)
    traced = list(book["Nguồn"].iter_rows(values_only=True))
    assert any(row[4] == "a.csv" and row[6] == "D4" and row[3] == "201,3 ha" for row in traced)
    assert any(row[7] and "161 ha" in str(row[7]) for row in traced)
    assert any("Xã Tân Lập" in str(row[0]) for row in traced)
    assert "Xã Tân Lập" in [c.value for c in book["Tổng hợp"][1]]


def test_a_blank_form_is_a_missing_member(tmp_path: Path) -> None:
    blank = f"Đơn vị báo cáo: UBND xã Phú Mỹ;;;;\n{HEAD}\nDiện tích gieo cấy lúa;ha;;;150\n"
    done = collection.consolidate(write(tmp_path, a_csv=AN_BINH, b_csv=blank), None)
    assert done.members == ("Xã An Bình",)
    assert done.missing == ("Xã Phú Mỹ",)


def test_past_reports_stay_out(tmp_path: Path) -> None:
    past = PHU_MY.replace("2025", "2024").replace("PHÚ MỸ", "TÂN LẬP")
    done = collection.consolidate(write(tmp_path, a_csv=AN_BINH, b_csv=HOA_LAC, c_txt=past), None)
    assert "Xã Tân Lập" not in done.members
    assert [f.code for f in done.findings if f.sentence == "c.txt"] == ["figure-stale"]


def test_one_table_of_several_members(tmp_path: Path) -> None:
    wide = "Chỉ tiêu;ĐVT;Xã An Bình;Xã Hòa Lạc\nSố hộ thoát nghèo;hộ;12;9\n"
    done = collection.consolidate(write(tmp_path, a_csv=wide), None)
    assert value(done.table.figures, "Số hộ thoát nghèo", None) == 21


def test_two_values_of_a_member(tmp_path: Path) -> None:
    again = AN_BINH.replace("5.460", "5.640")
    done = collection.consolidate(write(tmp_path, a_csv=AN_BINH, b_csv=again), None)
    assert [(f.code, f.quote, f.expected) for f in done.findings if f.code == "restated"] == [
        ("restated", "5.640", "5.460")
    ]


def test_a_file_without_a_name(tmp_path: Path) -> None:
    done = collection.consolidate(write(tmp_path, xa_tan_lap_csv=f"{HEAD}\nSố lớp;lớp;;3;2\n"), None)
    assert done.members == ("Xa tan lap",)
    assert [f.severity for f in done.findings] == ["warning"]


def test_nothing_to_consolidate(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        collection.consolidate([], None)
    with pytest.raises(InputError):
        collection.consolidate([tmp_path / "khong-co.csv"], None)


def test_a_growth_column_is_never_summed(tmp_path: Path) -> None:
    text = "Đơn vị báo cáo: Xã An Bình;;;\nChỉ tiêu;ĐVT;Thực hiện;So với kế hoạch (%)\nSố lớp;lớp;3;75\n"
    done = collection.consolidate(write(tmp_path, a_csv=text, b_csv=text.replace("An Bình", "Hòa Lạc")), None)
    assert {f.role for f in done.table.figures} == {"actual"}


def test_examples_of_rates_and_bases() -> None:
    text = (Path(collection.__file__).parent / "data" / "bases.tsv").read_text(encoding="utf-8")
    patterns = [line.split("\t")[:2] for line in text.splitlines() if line and not line.startswith("#")]
    for (rate, base), (one, other) in zip(patterns, examples(), strict=True):
        match = re.search(rate, _folded(one))
        assert match, one
        assert re.search(match.expand(base) if "\\2" in base else base, _folded(other)), other


def _folded(label: str) -> str:
    return fold(re.sub(r"\b[sS][ốỐ]\b", "sos", label))


def test_a_file_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    paths = write(tmp_path, a_csv=AN_BINH, b_csv=HOA_LAC)
    bad = tmp_path / "hong.xlsx"
    bad.write_bytes(b"PK\x03\x04 nothing of a workbook")
    done = collection.consolidate([paths[0], bad, paths[1]], tmp_path / "t.xlsx")
    assert done.members == ("Xã An Bình", "Xã Hòa Lạc")
    assert [(f.severity, f.quote) for f in done.findings if f.severity == "error"] == [("error", "hong.xlsx")]
    with pytest.raises(InputError):
        collection.consolidate([bad], None)


def test_strangers_and_other_spellings_of_a_name(tmp_path: Path) -> None:
    paths = write(tmp_path, a_csv=AN_BINH, b_csv=HOA_LAC)
    done = collection.consolidate(paths, None, expected=["An Bình", "UBND xã Phú Mỹ"])
    assert done.missing == ("UBND xã Phú Mỹ",)
    odd = [f for f in done.findings if f.code == "name-leak"]
    assert [f.quote for f in odd] == ["Xã Hòa Lạc"]
    assert "b.csv" in odd[0].message


def test_a_unit_that_does_not_convert(tmp_path: Path) -> None:
    other = AN_BINH.replace("An Bình", "Hòa Lạc").replace("Số mô hình mới;mô hình", "Số mô hình mới;%")
    done = collection.consolidate(write(tmp_path, a_csv=AN_BINH, b_csv=other), None)
    odd = [f for f in done.findings if f.code == "unit-scale" and f.severity == "warning"]
    assert [f.sentence for f in odd] == ["Số mô hình mới"]


def test_prices_of_two_kinds_are_two_indicators(tmp_path: Path) -> None:
    one = f"Đơn vị báo cáo: Xã An Bình;;;;\n{HEAD}\nTổng giá trị sản xuất (giá hiện hành);tỷ đồng;;212;\n"
    two = one.replace("An Bình", "Hòa Lạc").replace("hiện hành", "so sánh")
    three = one.replace("An Bình", "Phú Mỹ").replace(" (giá hiện hành)", "")
    done = collection.consolidate(write(tmp_path, a_csv=one, b_csv=two, c_csv=three), None)
    totals = [f.value for f in done.table.figures if f.scope is None]
    assert totals == [424_000_000_000, 212_000_000_000]


MERGED = "Xã Bình Hòa\tXã An Bình|Xã Hòa Lạc\t2025-07-01\tNghị quyết về sắp xếp đơn vị hành chính"


def test_after_a_merger(tmp_path: Path) -> None:
    (merger,) = collection.read_mergers(MERGED)
    assert collection.merger_of("UBND xã Bình Hòa", "2026-H1", [merger]) == merger
    assert collection.merger_of("UBND xã Bình Hòa", "2027-H1", [merger]) is None
    assert collection.merger_of("UBND xã An Bình", "2026-H1", [merger]) is None
    old = {
        name: corpus.parse_text(
            PHU_MY.replace("PHÚ MỸ", name.upper()[3:]).replace("161", area).replace("60 tạ", rate),
            f"{name}.txt",
        )
        for name, area, rate in (("Xã An Bình", "100", "60 tạ"), ("Xã Hòa Lạc", "300", "64 tạ"))
    }
    table, whole = collection.inherited(merger, old, "2026-H1")
    found = {f.label: (f.value, f.role, f.period) for f in table.figures}
    assert found["Diện tích lúa"] == (400, "same-period", "2025-H1")
    # (100 x 60 + 300 x 64) / 400
    assert found["Năng suất lúa"][0] == 63
    assert found["Thu ngân sách"][0] == 6_400_000_000
    assert whole.members == ("Xã An Bình", "Xã Hòa Lạc")
    one_missing, _ = collection.inherited(merger, {"Xã An Bình": old["Xã An Bình"]}, "2026-H1")
    assert one_missing.figures == ()
    with pytest.raises(InputError):
        collection.inherited(merger, {}, "2026-H1")


def test_every_known_merger_has_its_source() -> None:
    assert len(collection.known_mergers()) == 23
    for merger in collection.known_mergers():
        assert merger.source
        assert any(merger.new == old for old in merger.old)
    with pytest.raises(InputError):
        collection.read_mergers("Xã Mới\tXã A|Xã B\t2025-07-01\t")


def test_the_period_that_is_wanted(tmp_path: Path) -> None:
    old = HOA_LAC.replace("2025", "2024")
    paths = write(tmp_path, a_csv=AN_BINH, b_csv=old, c_csv=old)
    done = collection.consolidate(paths, None, period="2025-H1")
    assert done.members == ("Xã An Bình",)
    with pytest.raises(InputError):
        collection.consolidate(paths[1:], None, period="2025-H1")
