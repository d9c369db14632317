"""Names of lunar years (`Giáp Thìn`), sixty in a round."""

from __future__ import annotations

import re

STEMS = ("Canh", "Tân", "Nhâm", "Quý", "Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ")
BRANCHES = ("Thân", "Dậu", "Tuất", "Hợi", "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi")
LUNAR = re.compile(rf"\b(?:{'|'.join(STEMS)})\s+(?:{'|'.join(BRANCHES)}|Tị|Tí)\b")


def lunar_year(year: int) -> str:
    """`Giáp Thìn` for 2024."""
    return f"{STEMS[year % 10]} {BRANCHES[year % 12]}"
