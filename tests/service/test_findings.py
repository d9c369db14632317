"""A reviewer's mark stays with its finding while the text around it is edited."""

from __future__ import annotations

import corpus
from drafting import checks, figures
from drafting.service.findings import finding_id
from drafting.types import Finding

HEAD = ["Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Kỳ này", "Cùng kỳ", "Kế hoạch"]
TABLE = [HEAD, ["Dân số", "người", "", "8.561", "8.506", ""], ["Tổng số hộ", "hộ", "", "2.230", "2.212", ""]]
TEXT = (
    "I. KẾT QUẢ\nToàn xã có 2.230 hộ với {} người, sống chủ yếu bằng nghề nông.\nĐời sống Nhân dân ổn định."
)


def _errors(text: str) -> list[Finding]:
    result = checks.check(
        corpus.parse_text(text), figures.read_grid(TABLE, "b.csv", "2025-H1"), period="2025-H1"
    )
    return [f for f in result.findings if f.severity == "error"]


def test_a_mark_survives_edits_around_it() -> None:
    marks = {finding_id(f): "accepted" for f in _errors(TEXT.format("8.564"))}
    assert len(marks) == 1
    for old, new in (
        ("I. KẾT QUẢ", "I. KẾT QUẢ ĐẠT ĐƯỢC\nMột đoạn mới."),
        ("sống chủ yếu bằng nghề nông", "phần lớn làm nông nghiệp"),
        ("Đời sống Nhân dân ổn định.", ""),
    ):
        found = _errors(TEXT.format("8.564").replace(old, new))
        assert [finding_id(f) for f in found] == list(marks), new


def test_another_wrong_number_is_another_finding() -> None:
    first, second = (_errors(TEXT.format(n)) for n in ("8.564", "8.651"))
    assert finding_id(first[0]) != finding_id(second[0])


def test_findings_without_a_place_are_told_apart() -> None:
    unused = [
        Finding("figure-unused", "info", "", None, None, "", f"Số liệu {label} chưa dùng.")
        for label in ("dân số", "số hộ")
    ]
    assert len({finding_id(f) for f in unused}) == 2
