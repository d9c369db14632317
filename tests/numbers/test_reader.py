"""Quotes, offsets, intervals, notes: what the corpora don't say."""

from __future__ import annotations

import subprocess
import sys
import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting import numbers
from drafting.numbers import Reading


def one(text: str) -> Reading:
    (reading,) = [r for r in numbers.read(text) if r.figure]
    return reading


@pytest.mark.parametrize(
    ("text", "quote", "low", "high"),
    [
        ("Vốn đạt 9.317 tỷ đồng.", "9.317 tỷ", "9316500000000", "9317500000000"),
        ("Vốn đạt 7,46 nghìn tỷ đồng.", "7,46 nghìn tỷ", "7455000000000", "7465000000000"),
        ("Trị giá 412.600.000 đồng.", "412.600.000", "412600000", "412600000"),
        ("Đạt 94,57% số xã.", "94,57%", "94.565", "94.575"),
        ("Có 87/92 xã.", "87/92", "87", "87"),
        ("Có 1.567 hộ.", "1.567", "1567", "1567"),
        ("Diện tích 1.064ha.", "1.064", "1063.5", "1064.5"),
        ("Diện tích 609,58ha.", "609,58", "609.575", "609.585"),
        ("Mức 1.300 triệu đồng.", "1.300 triệu", "1299500000", "1300500000"),
        ("Chi 3 tỷ 150 triệu đồng.", "3 tỷ 150 triệu", "3149500000", "3150500000"),
        ("Đạt từ 8 - 10 triệu đồng.", "8 - 10 triệu", "8000000", "10000000"),
        ("Trên 8\ntỷ đồng.", "8\ntỷ", "7500000000", "8500000000"),
        ("Đạt 45 phần trăm.", "45 phần trăm", "44.5", "45.5"),
    ],
)
def test_quotes_and_intervals(text: str, quote: str, low: str, high: str) -> None:
    reading = one(text)
    assert (reading.quote, reading.low, reading.high) == (quote, Decimal(low), Decimal(high))
    assert text[reading.start : reading.end] == quote


def test_values_have_no_exponent_and_no_idle_zeros() -> None:
    reading = one("Vốn đạt 7,460 nghìn tỷ đồng.")
    assert str(reading.value) == "7460000000000"


def test_what_is_inherited_is_named() -> None:
    first, second, third = (r for r in numbers.read("Có 04 xã đạt (An Phú 1; Tân Lập 3).") if r.figure)
    assert (first.inherited, second.inherited, third.inherited) == (frozenset(), {"unit"}, {"unit"})
    a, b = numbers.read("Các xã tăng so với cùng kỳ: An Phú 5,8%; Tân Lập 7,3%.")
    assert a.inherited == b.inherited == {"change", "basis"}


def test_an_inherited_measured_unit_gives_an_interval() -> None:
    _, a, _ = numbers.read("Tổng diện tích 1.200 ha (An Phú 500; Tân Lập 700).")
    assert (a.low, a.high, a.unit) == (Decimal("499.5"), Decimal("500.5"), "ha")


def test_a_range_ends_where_it_is_told_to() -> None:
    text = "Có 12 xã. Có 15 hộ. Có 20 con."
    assert [r.quote for r in numbers.read(text, 10, 19)] == ["15"]
    assert numbers.read(text, 10, 19)[0].start == 13


def test_decomposed_letters_and_look_alike_fonts() -> None:
    text = "Đạt 7,46 nghìn tỷ đồng; thƣởng 12 ngƣời; mƣời hai hộ nghèo."
    for written in (text, unicodedata.normalize("NFD", text)):
        found = numbers.read(written)
        assert [r.value for r in found] == [Decimal(7460000000000), Decimal(12), Decimal(12)]
        assert all(written[r.start : r.end] == r.quote for r in found)


def test_hard_blanks() -> None:
    assert one("Vốn\xa012\xa0tỷ\xa0đồng.").value == Decimal(12 * 10**9)


@pytest.mark.parametrize(
    ("text", "word"),
    [("Đạt 6.75%.", "thập phân"), ("Vốn 31,480 tỷ đồng.", "hàng nghìn"), ("Có 2150 tập thể.", "hàng nghìn")],
)
def test_doubts_are_noted(text: str, word: str) -> None:
    assert word in one(text).note


@given(st.text(alphabet="0123456789.,/-%=() \n\tamtỷđồnghaxãnămQĐUBkm", max_size=60))
def test_any_text_is_read_without_overlap(text: str) -> None:
    end = 0
    for reading in numbers.read(text):
        assert end <= reading.start < reading.end
        assert text[reading.start : reading.end] == reading.quote
        assert reading.kind == "range" or not reading.figure or reading.value is not None
        end = reading.end


@pytest.mark.parametrize(
    "unit",
    [
        "1", "1.", "1,", "1-", "1/", "1 ", "1, ", "1\n", "12 ", "(1", "1%", "tăng 1 ", "A 1; ", "5 tỷ ", "xã 5 hộ, ",
        "mười ", "hai mươi ", "(", ")", "%", " ", "\n",
    ],
)  # fmt: skip
def test_a_megabyte_does_not_blow_up(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    begin = time.process_time()
    numbers.read(text)
    assert time.process_time() - begin < 3


def test_numbers_on_and_on_are_passed_over_and_said_so() -> None:
    *head, flood, last = numbers.read("1 2 3 4 " * 4_000 + "Có 12 xã.")
    assert (flood.kind, flood.note != "", last.value, last.unit) == ("unclear", True, 12, "xã")
    assert all(r.figure for r in head)


def test_a_long_column_of_numbers_is_read() -> None:
    assert sum(r.figure for r in numbers.read("12\n340\n5,6\n" * 150)) == 450


@pytest.mark.parametrize(
    "unit",
    [
        "1/",
        "1-",
        "5% ",
        "hai mươi ",
        "A 12; ",
        "ngày   1",
        "1 ",
        "O5 ",
        "(",
        " \n",
        "An Phú ",
        "5=4+",
        "1.1. ",
        "5 tỷ ",
    ],
)
def test_time_grows_with_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit)) + " 1"
        begin = time.process_time()
        numbers.read(text)
        return time.process_time() - begin

    seconds(1_000)
    assert seconds(200_000) < 8 * seconds(50_000) + 0.2


def test_importing_is_quick_and_reads_no_data() -> None:
    code = (
        "import sys, time; a = time.process_time(); import drafting.numbers as n; b = time.process_time() - a;"
        "from drafting.numbers import lexicon; print(b, lexicon.units.cache_info().currsize)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(3)
    ]
    assert min(float(r.split()[0]) for r in runs) < 0.1
    assert all(r.split()[1] == "0" for r in runs)
