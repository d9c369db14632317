"""What is written is read back: the same text, tables and outline; proof; files; Markdown."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import docx
import pytest

import corpus
from corpus.errors import InputError
from corpus.samples import sample_paths
from drafting.export import report_to_docx, to_docx, to_markdown
from drafting.types import Binding, Draft, DraftTable, Gap
from tests.export.drafts import TABLE, small_draft, with_appendix


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def test_a_draft_reads_back_the_same(tmp_path: Path) -> None:
    draft = small_draft()
    to_docx(draft, tmp_path / "a.docx")
    report = corpus.read_file(tmp_path / "a.docx")
    assert lines(report.text) == lines(draft.text)
    assert [s.number for s in report.sections] == [s.number for s in draft.sections]
    assert report.tables[0].rows == TABLE
    assert report.meta.title == draft.title


def test_an_appendix_reads_back_after_the_signature(tmp_path: Path) -> None:
    draft = with_appendix(small_draft())
    to_docx(draft, tmp_path / "a.docx")
    assert lines(corpus.read_file(tmp_path / "a.docx").text) == lines(draft.text)


@pytest.mark.parametrize("path", sample_paths(), ids=lambda p: p.name)
def test_every_sample_goes_round(path: Path, tmp_path: Path) -> None:
    report = corpus.read_file(path)
    report_to_docx(report, tmp_path / "a.docx")
    again = corpus.read_file(tmp_path / "a.docx")
    assert lines(again.text) == lines(report.text)
    assert [(s.number, s.heading) for s in again.sections] == [(s.number, s.heading) for s in report.sections]
    assert [t.rows for t in again.tables] == [t.rows for t in report.tables]


def test_proof_comments_name_the_cell_and_the_formula(tmp_path: Path) -> None:
    to_docx(small_draft(), tmp_path / "a.docx", proof=True)
    document = docx.Document(str(tmp_path / "a.docx"))
    comments = [c.text for c in document.comments]
    assert len(comments) == 3
    assert "bieu.xlsx, trang tính Bieu 1, ô F9" in comments[0]
    assert "([412,5]-[400,1])/[400,1]*100" in comments[1]
    assert comments[1].endswith("Nguồn: bieu.xlsx, trang tính Bieu 1, ô F9, D9")


def test_proof_ends_with_the_reconciliation_table(tmp_path: Path) -> None:
    to_docx(small_draft(), tmp_path / "a.docx", proof=True)
    table = docx.Document(str(tmp_path / "a.docx")).tables[-1]
    rows = [[c.text for c in row.cells] for row in table.rows]
    assert rows[0] == ["TT", "Số trong văn bản", "Câu", "Chỉ tiêu", "Công thức", "Nguồn"]
    assert rows[1][1] == "412,5"
    assert rows[1][2].endswith("Diện tích gieo trồng đạt 412,5 ha, tăng 3,1% so với cùng kỳ.")
    assert rows[2][5] == "bieu.xlsx, trang tính Bieu 1, ô F9, D9"


def test_no_table_and_no_comment_unless_asked(tmp_path: Path) -> None:
    to_docx(small_draft(), tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    assert not list(document.comments)
    assert "ĐỐI CHIẾU" not in "\n".join(p.text for p in document.paragraphs)


def test_an_old_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    to_docx(small_draft(), target)
    assert target.read_bytes()[:2] == b"PK"
    assert [p.name for p in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.parametrize("name", ["nowhere/a.docx", "folder"])
def test_a_place_that_cannot_be_written_is_said(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError) as caught:
        to_docx(small_draft(), tmp_path / name)
    assert caught.value.vi
    assert caught.value.en
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


def test_markdown_has_headings_and_tables() -> None:
    text = to_markdown(small_draft())
    assert "\n### I. KINH TẾ\n" in text
    assert "| 1 | Diện tích gieo trồng | ha | 412,5 | 103,1 |" in text
    assert "[…: số con]" in text


def test_markdown_reads_back_the_same() -> None:
    draft = small_draft()
    report = corpus.parse_text(to_markdown(draft), "a.md")
    assert lines(report.text) == lines(draft.text)


def test_importing_the_exporter_is_light() -> None:
    import subprocess

    code = (
        "import sys, drafting.export; print([m for m in ('docx', 'openpyxl', 'pandas') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


ODD = {
    "empty": Draft("", "", "", "", "", "", ""),
    "one line": Draft("t", "u", "2025", "so-ket", "", "", "một dòng"),
    "what XML cannot hold": Draft("t", "u", "2025", "so-ket", "", "", "a\x0bb\x00c\ud800 d\n\n\nđ"),
    "marks across each other": replace(
        small_draft(),
        numbers=(Binding("x", 0, 5, figure="F9"), Binding("y", 3, 9, expression="F1+F9")),
        gaps=(Gap(2, 40, "g"),),
    ),
    "ragged table": Draft(
        "t", "u", "2025", "so-ket", "", "", "A\tB\nC", tables=(DraftTable(0, 5, (("A", "B"), ("C",))),)
    ),
}


@pytest.mark.parametrize("name", sorted(ODD))
@pytest.mark.parametrize("proof", [False, True])
def test_odd_drafts_are_written_all_the_same(name: str, proof: bool, tmp_path: Path) -> None:
    to_docx(ODD[name], tmp_path / "a.docx", proof=proof)
    docx.Document(str(tmp_path / "a.docx"))
    assert to_markdown(ODD[name])


REAL = sorted(p for p in (Path(__file__).parents[2].parent / "shared" / "reports").glob("*") if p.is_file())


@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name)
def test_every_real_report_goes_round(path: Path, tmp_path: Path) -> None:
    report = corpus.read_file(path)
    report_to_docx(report, tmp_path / "a.docx")
    again = corpus.read_file(tmp_path / "a.docx")
    assert lines(again.text) == lines(report.text)
    assert [s.number for s in again.sections] == [s.number for s in report.sections]
