"""Writing is the inverse of reading, for every value and style."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drafting import numbers
from drafting.numbers import Style

SCALES = [
    (1, ""), (10**3, "nghìn"), (10**6, "triệu"), (10**9, "tỷ"), (10**12, "nghìn tỷ"), (10**6, "tr"),
]  # fmt: skip
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False)


@st.composite
def styles(draw: st.DrawFn) -> Style:
    scale, word = draw(st.sampled_from(SCALES))
    return Style(
        kind="quantity",
        scale=Decimal(scale),
        scale_word=word,
        decimals=draw(st.sampled_from([None, 0, 1, 2, 3])),
        trim=draw(st.booleans()),
        padded=draw(st.booleans()),
        grouped=draw(st.booleans()),
    )


def _half(style: Style) -> Decimal:
    if style.decimals is None:
        return Decimal(0)
    return style.scale * Decimal(5).scaleb(-style.decimals - 1)


@given(AMOUNTS, styles())
def test_what_was_written_is_read_back(amount: Decimal, style: Style) -> None:
    value = amount * style.scale
    written = numbers.write(value, style)
    (reading,) = [r for r in numbers.read(f"Tổng số thu được là {written} đồng trong kỳ.") if r.figure]
    assert reading.value is not None
    assert abs(reading.value - value) <= _half(style)
    assert reading.quote == written


@given(AMOUNTS, styles())
def test_cells_give_the_value_back(amount: Decimal, style: Style) -> None:
    reading = numbers.read_cell(numbers.write(amount * style.scale, style))
    assert reading is not None
    assert reading.value is not None
    assert abs(reading.value - amount * style.scale) <= _half(style)


@given(
    st.decimals(min_value=-500, max_value=5000, places=2, allow_nan=False), st.sampled_from([None, 0, 1, 2])
)
def test_percentages(value: Decimal, decimals: int | None) -> None:
    style = Style(kind="percent", decimals=decimals)
    (reading,) = numbers.read(f"Tỷ lệ là {numbers.write(value, style)}.")
    assert reading.kind == "percent"
    assert reading.value is not None
    assert abs(reading.value - value) <= _half(style)


@given(st.integers(min_value=1, max_value=999))
def test_words(value: int) -> None:
    words = numbers.write(Decimal(value), Style(words=True))
    # `một` and `năm` alone are other words too, and couldn't be read back
    assert any(c.isdigit() for c in words) == (value in (1, 5))
    for reading in (numbers.read_cell(words), *numbers.read(f"Đã có {words} hộ được công nhận.")):
        assert reading is not None
        assert reading.value == value


@given(AMOUNTS, styles())
def test_a_style_is_taken_over(amount: Decimal, style: Style) -> None:
    written = numbers.write(amount * style.scale, style)
    (reading,) = [r for r in numbers.read(f"Đã thu {written} đồng.") if r.figure]
    again = numbers.write(reading.value or Decimal(0), numbers.style_of(reading))
    assert numbers.read_cell(again) is not None
    assert again == written


@pytest.mark.parametrize(
    ("value", "style", "written"),
    [
        ("3175.06", Style(decimals=2), "3.175,06"),
        ("5", Style(padded=True), "05"),
        ("12", Style(padded=True), "12"),
        ("7460000000000", Style(scale=Decimal(10**12), scale_word="nghìn tỷ", decimals=2), "7,46 nghìn tỷ"),
        ("94.565217", Style(kind="percent", decimals=2), "94,57%"),
        ("412600000", Style(), "412.600.000"),
        ("2.50", Style(decimals=2, trim=False), "2,50"),
        ("2.50", Style(decimals=2), "2,5"),
        ("-2.1", Style(kind="percent", decimals=1), "-2,1%"),
        ("105", Style(words=True), "một trăm linh năm"),
        ("2150", Style(grouped=False), "2150"),
        ("0", Style(padded=True), "0"),
        ("1150", Style(), "1.150"),
    ],
)
def test_conventions(value: str, style: Style, written: str) -> None:
    assert numbers.write(Decimal(value), style) == written


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Chi 3 tỷ 150 triệu đồng.", "3.150 triệu"),
        ("Chi một tỷ rưỡi.", "1,5 tỷ"),
        ("Chi 2tr5.", "2,5tr"),
        ("Chi hai trăm triệu đồng.", "200 triệu"),
        ("Có mười hai hộ.", "mười hai"),
        ("Có 05 xã.", "05"),
        ("Có 2150 tập thể.", "2150"),
        ("Đạt 12,50%.", "12,50%"),
        ("Chi ba nghìn tỷ đồng.", "3 nghìn tỷ"),
    ],
)
def test_every_reading_can_be_written_again(text: str, again: str) -> None:
    (reading,) = [r for r in numbers.read(text) if r.figure]
    assert reading.value is not None
    assert numbers.write(reading.value, numbers.style_of(reading)) == again
    written = numbers.read_cell(again)
    assert written is not None
    assert written.value == reading.value


@st.composite
def every_style(draw: st.DrawFn) -> Style:
    """Any style of any kind that can be written."""
    style = draw(styles())
    kind = draw(st.sampled_from(["quantity", "percent", "words"]))
    if kind == "percent":
        return replace(style, kind="percent", scale=Decimal(1), scale_word="")
    return replace(style, words=kind == "words")


@given(AMOUNTS, every_style())
def test_reading_is_the_inverse_of_writing(amount: Decimal, style: Style) -> None:
    value = amount * style.scale
    written = numbers.write(value, style)
    (reading,) = [r for r in numbers.read(f"Tổng số thu được là {written} đồng trong kỳ.") if r.figure]
    assert reading.value is not None
    assert abs(reading.value - value) <= _half(style)


@given(
    st.integers(min_value=0, max_value=99_999),
    st.integers(min_value=1, max_value=99_999),
    st.booleans(),
    st.booleans(),
)
def test_ratios(part: int, whole: int, padded: bool, grouped: bool) -> None:
    style = Style(kind="ratio", padded=padded, grouped=grouped)
    written = numbers.write(Decimal(part), style, of=Decimal(whole))
    (reading,) = [r for r in numbers.read(f"Đã có {written} hộ được công nhận.") if r.figure]
    assert (reading.kind, reading.value, reading.of) == ("ratio", part, whole)
    assert reading.quote == written


@pytest.mark.parametrize(
    ("text", "value", "of", "written"),
    [
        ("Có 87/92 xã.", "90", "92", "90/92"),
        ("Có 07/07 huyện.", "6", "7", "06/07"),
        ("Có 3/8 thôn.", "5", "8", "5/8"),
        ("Giải ngân 112,3/187,6 tỷ đồng.", "150500000000", "187600000000", "150,5/187,6 tỷ"),
    ],
)
def test_a_ratio_is_written_like_its_precedent(text: str, value: str, of: str, written: str) -> None:
    (reading,) = [r for r in numbers.read(text) if r.figure]
    assert numbers.write(Decimal(value), numbers.style_of(reading), of=Decimal(of)) == written


@given(AMOUNTS, AMOUNTS, every_style())
def test_ranges(one: Decimal, other: Decimal, style: Style) -> None:
    low, high = sorted((one * style.scale, other * style.scale))
    written = numbers.write(low, style, to=high)
    readings = [r for r in numbers.read(f"Mức thu dự kiến đạt {written} đồng.") if r.figure]
    assume(numbers.write(low, style) != numbers.write(high, style))
    assert [r.kind for r in readings] == ["range"]
    assert (readings[0].low, readings[0].high) != (None, None)
    assert abs((readings[0].low or Decimal(0)) - low) <= _half(style)
    assert abs((readings[0].high or Decimal(0)) - high) <= _half(style)
    assert readings[0].quote == written


@pytest.mark.parametrize(
    ("words", "change"), [("tăng", "up"), ("giảm", "down"), ("còn", "to"), ("lên", "to")]
)
@given(
    amount=AMOUNTS,
    decimals=st.sampled_from([0, 1, 2]),
    unit=st.sampled_from(["%", " ha", " tạ/ha", " tỷ đồng"]),
)
def test_changes_are_read_back(words: str, change: str, amount: Decimal, decimals: int, unit: str) -> None:
    style = Style(kind="percent" if unit == "%" else "quantity", decimals=decimals, trim=False)
    written = numbers.write(amount, style).removesuffix("%")
    (reading,) = [r for r in numbers.read(f"Kết quả {words} {written}{unit} so với cùng kỳ.") if r.figure]
    factor = 10**9 if "tỷ" in unit else 1
    assert reading.value is not None
    assert abs(reading.value / factor - amount) <= Decimal(5).scaleb(-decimals - 1)
    assert reading.basis == "same-period"
    assert reading.change == change or (change == "to" and decimals == 0 and unit != "%")
