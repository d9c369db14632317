"""A reading moved is the same reading elsewhere."""

from dataclasses import replace

from drafting import numbers


def test_moving_changes_the_place_alone() -> None:
    text = "tăng khoảng 1.234,5 nghìn tỷ đồng; 87/92 xã (đạt 94,57%); từ 5 đến 7 hộ; ngày 05/3/2022; Hai mươi mốt nhà"
    for reading in numbers.read(text):
        moved = reading.moved(40)
        assert moved == replace(reading, start=reading.start + 40, end=reading.end + 40)
        assert reading.moved(0) is reading
