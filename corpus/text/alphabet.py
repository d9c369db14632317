"""Vietnamese letters for character classes (ranges of code points mix capitals and small letters)."""

from __future__ import annotations

_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"

LOWER = "b-df-hj-np-tv-xz" + _VOWELS + "đ"
UPPER = "B-DF-HJ-NP-TV-XZ" + _VOWELS.upper() + "Đ"
