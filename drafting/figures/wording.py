"""Small things about the words of cells."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_DITTO = re.compile(r"[\"“”″〃'’]{1,2}|-?\s*nt\s*-?|n/t|//|như trên", re.IGNORECASE)
_NOTHING = re.compile(r"[-–—_.…/\\xX*]*|n/?a|không có( số liệu)?|chưa có( số liệu)?", re.IGNORECASE)


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """One line, single blanks, composed Unicode."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def is_ditto(text: str) -> bool:
    """True for `"` and its like: the cell above holds here too."""
    return bool(text) and _DITTO.fullmatch(text) is not None


def is_nothing(text: str) -> bool:
    """True for an empty cell and for a dash or dots that stand for one."""
    return _NOTHING.fullmatch(text) is not None
