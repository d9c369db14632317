from __future__ import annotations

from retrieval.chunking import BUDGET, chunk
from tests.retrieval.reports import HA_VINH_2024, build


def test_sections_with_their_path() -> None:
    chunks = chunk(HA_VINH_2024)
    found = {c.section: c for c in chunks}
    assert found["II.2"].heading == (
        "KẾT QUẢ THỰC HIỆN CÁC PHONG TRÀO > Phong trào chung sức xây dựng nông thôn mới"
    )
    assert found["II.2"].text.startswith("Các thôn chỉnh trang")
    assert "II" not in found  # a heading with nothing of its own
    text = HA_VINH_2024.report.text
    assert text[found["III"].start : found["III"].end].startswith("Đề nghị huyện khen")


def test_chunks_fit_the_model_and_lose_nothing() -> None:
    long = " ".join(f"Thôn số {i} làm xong mương tưới, dọn đường, trồng cây." for i in range(80))
    endless = " ".join(f"từ{i}" for i in range(350))
    report = build("x", "UBND xã A", "xa", "so-ket", "2024", f"# I. CHUNG\n{long}\n{endless}\n")
    chunks = chunk(report)
    assert all(len(c.full.split()) <= BUDGET for c in chunks)
    whole = " ".join(c.text for c in chunks).split()
    assert whole == report.report.text.split()[2:]
    assert [report.report.text[c.start : c.end].split() for c in chunks] == [c.text.split() for c in chunks]


def test_long_table_repeats_its_header() -> None:
    rows = "\n".join(f"| Chỉ tiêu phát triển thứ {i} của toàn xã | ha | {i}" for i in range(40))
    source = f"# I. BẢNG\n| Tên chỉ tiêu | Đơn vị tính | Thực hiện\n{rows}\n"
    chunks = chunk(build("x", "UBND xã A", "xa", "so-ket", "2024", source))
    assert len(chunks) > 3
    assert all(c.text.startswith("Tên chỉ tiêu Đơn vị tính Thực hiện") for c in chunks)
    assert all(len(c.full.split()) <= BUDGET for c in chunks)


def test_ids_follow_content_and_indicators_are_handed_in() -> None:
    at = HA_VINH_2024.report.text.index("3.900")
    one, two = chunk(HA_VINH_2024), chunk(HA_VINH_2024, {at: ["Sản lượng lương thực"]})
    assert [c.id for c in one] == [c.id for c in two]
    assert [c.section for c in two if c.indicators] == ["II.1"]
    assert len({c.id for c in one}) == len(one)
