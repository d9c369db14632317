"""What the bench calls a broken sentence, and what it doesn't."""

from __future__ import annotations

import pytest

from tests.bench.broken import faults

BROKEN = [
    "Các xã phối hợp với.",
    "Đàn lợn có 5 con (tăng 3%, đạt khá.",
    "Phong trào được , cán bộ hưởng ứng.",
    "Kết quả là.",
    "Công tác tác tuyên truyền được quan tâm.",
    "tiếp tục được mở rộng.",
    "Tổng diện tích đạt.",
    "Phát động phong trào “Dạy tốt, học tốt.",
    "Các xã đã tập trung chỉ đạo thực hiện tốt nhiệm vụ",
]
WHOLE = [
    "Đàn lợn có 5 con (tăng 3%), đạt khá.",
    "Phong trào ngày ngày được hưởng ứng, nói ít làm nhiều để bà con làm theo.",
    "- quà Trung ương: 168 suất",
    "Phát động phong trào “Dạy tốt, học tốt”; “Quyết thắng”...",
    "Bảng tổng hợp kết quả thực hiện các chỉ tiêu năm 2024",
]


@pytest.mark.parametrize("line", BROKEN)
def test_broken_lines_are_told(line: str) -> None:
    assert faults(line)


@pytest.mark.parametrize("line", WHOLE)
def test_whole_lines_are_not(line: str) -> None:
    assert faults(line) == []
