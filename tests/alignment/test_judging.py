"""Whether a stated number and a figure can be the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from drafting import numbers
from drafting.alignment.judging import agrees, roundness
from drafting.types import Candidate

CASES = [
    ("12,45 tỷ đồng", "12450000000", "đồng", True),
    ("12,4 tỷ đồng", "12450000000", "đồng", True),  # cut off, not rounded
    ("12,3 tỷ đồng", "12450000000", "đồng", False),
    ("hơn 150 hộ", "154", "hộ", True),
    ("hơn 150 hộ", "190", "hộ", False),
    ("hơn 150 hộ", "148", "hộ", False),
    ("gần 2.000 hộ", "1930", "hộ", True),
    ("khoảng 9.400 lượt", "9380", "lượt", True),
    ("ước đạt 448,6 tấn", "448.3", "tấn", False),
    ("35 ha", "35", "ha", True),
    ("36 ha", "35", "ha", False),
]


@pytest.mark.parametrize(("text", "value", "unit", "expected"), CASES)
def test_agreement(text: str, value: str, unit: str, expected: bool) -> None:
    reading = numbers.read(text)[0]
    number = Decimal(value)
    assert (
        agrees(reading, Candidate("F1", ("F1",), number, number, number, unit, "actual", None, 1.0))
        is expected
    )


def test_a_ratio_has_two_parts() -> None:
    reading = numbers.read("6/7 thôn")[0]
    six = Candidate("F1", ("F1",), Decimal(6), Decimal(6), Decimal(6), "thôn", "actual", None, 1.0)
    assert agrees(reading, six, Decimal(7))
    assert agrees(reading, six)
    assert not agrees(reading, six, Decimal(6))


def test_roundness() -> None:
    assert roundness(numbers.read("9.400 lượt")[0]) == 100
    assert roundness(numbers.read("12,5 tấn")[0]) == Decimal("0.1")
