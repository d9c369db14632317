"""Forms for many: each indicator asked of one department, each member asked for all; nothing lost on the way."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus.errors import InputError
from corpus.types import Report
from drafting import collection, figures
from drafting.collection.forms import Form, Wanted, form_sheet
from drafting.collection.providers import OTHERS, field_of, fields, provider
from drafting.collection.sheets import save
from tests.collection.test_forms import TEXT

CLUSTER = """CỤM THI ĐUA SỐ 3

BÁO CÁO
Tổng kết phong trào thi đua năm 2024

I. KẾT QUẢ
Cụm gồm các xã: An Bình, Hòa Lạc, Phú Mỹ. Các xã: An Bình, Hòa Lạc, Phú Mỹ đều đăng ký thi đua.
Thu ngân sách của cụm đạt 21,4 tỷ đồng.
| Chỉ tiêu | Đơn vị tính | Toàn cụm | Xã An Bình | Xã Hòa Lạc |
|---|---|---|---|---|
| Số hộ thoát nghèo | hộ | 21 | 12 | 9 |
| Số mô hình mới | mô hình | 8 | 5 | 3 |
"""


def read_pack(path: Path) -> dict[str, figures.TablesRead]:
    with zipfile.ZipFile(path) as archive:
        return {
            name: figures.read_grids(figures.bytes_grids(archive.read(name), name), None)
            for name in archive.namelist()
        }


def lines_of(read: figures.TablesRead) -> set[tuple[str, str | None, str, str]]:
    return {(f.label, f.scope, f.role, str(f.value)) for f in read.table.figures}


def test_a_form_a_department(tmp_path: Path) -> None:
    report = corpus.parse_text(TEXT, "a.md")
    counts = collection.request_pack(report, "2025-H1", tmp_path / "f.zip")
    one = collection.request_form(report, "2025-H1", tmp_path / "f.xlsx")
    assert sum(counts.values()) == one
    assert len(counts) == 2
    packed = read_pack(tmp_path / "f.zip")
    assert set(packed) == set(counts)
    alone = lines_of(figures.read_grids(figures.file_grids(tmp_path / "f.xlsx"), None))
    assert set().union(*map(lines_of, packed.values())) == alone
    assert any("Nơi cung cấp số liệu: Phòng Kinh tế" in t for p in packed.values() for t in p.titles)


def test_the_units_own_assignment_wins(tmp_path: Path) -> None:
    report = corpus.parse_text(TEXT, "a.md")
    counts = collection.request_pack(
        report,
        "2025-H1",
        tmp_path / "f.zip",
        assigned={"so lop tap huan": "Hội Nông dân", "san luong thoc": "Hội Nông dân"},
    )
    assert counts[next(n for n in counts if "hoi-nong-dan" in n)] == 2


def cluster() -> Report:
    return corpus.parse_text(CLUSTER, "cum.md")


def test_a_form_a_member(tmp_path: Path) -> None:
    counts = collection.request_pack(cluster(), "2025", tmp_path / "f.zip", "member")
    packed = read_pack(tmp_path / "f.zip")
    assert [n.partition("-")[2] for n in counts] == ["xa-an-binh.xlsx", "xa-hoa-lac.xlsx", "phu-my.xlsx"]
    first = packed[next(n for n in packed if "an-binh" in n)]
    assert {
        ("Số hộ thoát nghèo", None, "same-period", "12"),
        ("Số mô hình mới", None, "same-period", "5"),
    } <= lines_of(first)
    assert not [f for f in first.table.figures if f.scope]
    assert any("Đơn vị báo cáo: Xã An Bình" in t for t in first.titles)


def test_filled_members_forms_become_the_clusters_table(tmp_path: Path) -> None:
    collection.request_pack(cluster(), "2025", tmp_path / "f.zip", "member")
    paths = []
    with zipfile.ZipFile(tmp_path / "f.zip") as archive:
        for n, name in enumerate(archive.namelist()):
            book = openpyxl.load_workbook(io.BytesIO(archive.read(name)))
            sheet = book.active
            assert sheet is not None
            for row in sheet.iter_rows(min_row=5):
                if row[0].value == "Số hộ thoát nghèo":
                    sheet.cell(row[0].row or 1, 4, 10 + n)
            path = tmp_path / name
            book.save(path)
            paths.append(path)
    done = collection.consolidate(paths, tmp_path / "t.xlsx")
    total = [f.value for f in done.table.figures if f.scope is None and f.role == "actual"]
    assert total == [33]
    assert len(done.members) == 3


def test_a_report_without_members(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        collection.request_pack(corpus.parse_text(TEXT, "a.md"), "2025-H1", tmp_path / "f.zip", "member")
    with pytest.raises(InputError):
        collection.request_pack(cluster(), "2025", tmp_path / "khong-co" / "f.zip")


@pytest.mark.parametrize("field", fields(), ids=lambda f: f.key)
def test_fields_have_examples(field) -> None:
    found = field_of(field.example, "")
    assert found is not None
    assert found.key == field.key
    assert not field.words.search(corpus_fold(field.counter_example))


def corpus_fold(text: str) -> str:
    from corpus.units import fold

    return fold(text)


def test_levels_have_other_departments() -> None:
    assert provider("Sản lượng thóc", "", "tinh", {}) == "Sở Nông nghiệp và Môi trường"
    assert provider("Điều lạ", "", "xa", {}) == OTHERS


WORDS = st.text("abcdeghiklmnopqrstuvxyàảãáạăâđêôơưỳ ", min_size=4, max_size=30).map(
    lambda t: f"Số {t.strip()} x"
)
NUMBERS = st.one_of(
    st.integers(0, 10**12).map(str),
    st.decimals(0, 10**6, places=2, allow_nan=False).map(lambda d: f"{d:f}".replace(".", ",")),
)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(WORDS, NUMBERS, min_size=1, max_size=8))
def test_form_filled_and_read_back(answers: dict[str, str]) -> None:
    """What is typed into the blank cells comes back, figure by figure."""
    from corpus.units import fold

    answers = {label: n for label, n in answers.items() if sum(fold(label) == fold(x) for x in answers) == 1}
    form = Form("", "UBND xã An Bình", tuple(Wanted(label, "hộ", None, "") for label in answers))
    out = io.BytesIO()
    save(out, [form_sheet(form, "2024-H1", "2025-H1")])
    book = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    sheet = book.active
    assert sheet is not None
    for row in sheet.iter_rows(min_row=5):
        if row[0].value in answers:
            sheet.cell(row[0].row or 1, 4, answers[str(row[0].value)])
    out = io.BytesIO()
    book.save(out)
    found = figures.read_bytes(out.getvalue(), "f.xlsx").figures
    assert {" ".join(label.split()): n for label, n in answers.items()} == {f.label: f.written for f in found}
    assert {(f.role, f.period) for f in found} == {("actual", "2025-H1")} if found else not answers
