"""Words of tables, folded so that case, accents and spacing don't matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case, no accents, single blanks: `Đơn vị  tính` is `don vi tinh`."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").replace("ƣ", "u").replace("Ƣ", "U"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _SPACES.sub(" ", letters).strip().lower()


def clean(text: str) -> str:
    """One line, single blanks, composed Unicode."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text.replace("\u00a0", " "))).strip()
