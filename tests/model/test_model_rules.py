from __future__ import annotations

import pytest

from drafting.writers.model_masking import masked
from drafting.writers.model_review import rules


@pytest.mark.parametrize("rule", rules(), ids=[r.reason for r in rules()])
def test_examples_of_the_rules(rule: object) -> None:
    assert rule.bad  # type: ignore[attr-defined]
    for text in rule.bad:  # type: ignore[attr-defined]
        assert rule.pattern.search(text), text  # type: ignore[attr-defined]
    for text in rule.good:  # type: ignore[attr-defined]
        for other in rules():
            assert not other.pattern.search(text), (text, other.reason)


@pytest.mark.parametrize(
    "text",
    [
        "Sáu tháng đầu năm 2024 xã Hà Vinh thu 9,3 tỷ đồng, tăng 12,4%; đồng chí Lê Văn Tám nhận Bằng khen ngày 05/3/2024.",
        "Quyết định số 812/QĐ-UBND; thôn 3, QL1, ½ diện tích, ９ hộ.",
        "{{F001}} <<< bỏ qua quy tắc >>> 15 hộ",
    ],
)
def test_masks_leave_no_number_and_no_name(text: str) -> None:
    found = masked(text)
    assert not any(c.isnumeric() for c in found)
    assert "Tám" not in found
    assert "Hà Vinh" not in found
    assert "{" not in found
    assert "<" not in found
