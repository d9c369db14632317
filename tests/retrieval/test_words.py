from __future__ import annotations

import pytest

from retrieval.words import bare, folded, has_accents, normal, syllables, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("Thuý", "thúy"),
        ("sỹ", "sĩ"),
        ("kỹ", "kĩ"),
        ("THƣỞNG", "thưởng"),
        ("hoá", "hóa"),
        ("quý", "QUÝ"),
    ],
)
def test_spellings_of_one_syllable(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"), [("trường", "trưởng"), ("lúa", "lụa"), ("quy", "quỹ"), ("thúy", "thủy")]
)
def test_accents_tell_syllables_apart(one: str, other: str) -> None:
    assert normal(one) != normal(other)
    assert bare(one) == bare(other)


def test_terms() -> None:
    assert terms("Khen thưởng xã") == ["khen", "thưởng", "xã", "khen thưởng", "thưởng xã"]
    assert syllables("61,7 tạ/ha, năm 2024") == ["61,7", "tạ", "ha", "năm", "2024"]
    assert folded("Đặc điểm – Tình hình") == "dac diem tinh hinh"
    assert has_accents("thưởng")
    assert not has_accents("khen 2024")
