"""A member's report, as Word or PDF, is as good as its form."""

from __future__ import annotations

from pathlib import Path

from corpus.samples import sample_paths
from drafting import collection
from drafting.types import CellSource, SentenceSource
from tests.collection.test_consolidation import AN_BINH, HOA_LAC, PHU_MY, write
from tests.corpus.test_pdf import printed


def test_a_members_report_is_as_good_as_its_form(tmp_path: Path) -> None:
    """The same figures as prose in a Word file and in a filled form give the same table."""
    import docx

    form = """Đơn vị báo cáo: UBND xã Phú Mỹ;;;;
Số liệu 6 tháng đầu năm 2025;;;;
Chỉ tiêu;Đơn vị tính;Địa bàn;Kỳ này;Cùng kỳ
Diện tích gieo cấy lúa;ha;;161;
Năng suất lúa;tạ/ha;;60;
Thu ngân sách;tỷ đồng;;3,2;
Số thôn đạt chuẩn nông thôn mới;thôn;;5/6;
"""
    document = docx.Document()
    for line in PHU_MY.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "phu-my.docx"))
    members = write(tmp_path, a_csv=AN_BINH, b_csv=HOA_LAC)
    by_form = collection.consolidate([*members, *write(tmp_path, c_csv=form)], None)
    by_report = collection.consolidate([*members, tmp_path / "phu-my.docx"], None)

    def shown(done: collection.Consolidation) -> set[tuple[object, ...]]:
        return {(f.label, f.scope, f.role, f.value, f.of) for f in done.table.figures}

    assert shown(by_form) == shown(by_report)


def test_a_members_pdf_is_as_good_as_its_word_file(tmp_path: Path) -> None:
    """A report printed to PDF gives the figures, totals and notes that its Word file gives."""
    source = next(path for path in sample_paths() if path.name == "xa-son-tho-2024-6-thang.docx")
    page = tmp_path / f"{source.stem}.pdf"
    page.write_bytes(printed(source, tmp_path))
    members = write(tmp_path, a_csv=AN_BINH.replace("2025", "2024"))
    by_word = collection.consolidate([*members, source])
    by_page = collection.consolidate([*members, page])

    def shown(done: collection.Consolidation) -> list[tuple[object, ...]]:
        return [(f.label, f.scope, f.role, f.value, f.unit, f.of, f.written) for f in done.table.figures]

    assert by_page.members == by_word.members == ("Xã An Bình", "Xã Sơn Thọ")
    assert len({f.indicator for f in by_page.table.figures if f.scope == "Xã Sơn Thọ"}) > 50
    assert shown(by_page) == shown(by_word)
    sources = {
        f.source.file if isinstance(f.source, CellSource) else f.source.report
        for f in by_page.table.figures
        if f.scope == "Xã Sơn Thọ" and isinstance(f.source, CellSource | SentenceSource)
    }
    assert sources == {page.name}
    assert [(f.code, f.severity) for f in by_page.findings] == [
        (f.code, f.severity) for f in by_word.findings
    ]
