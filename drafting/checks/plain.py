"""Text without accents and case, of the same length, so that offsets stay true."""

from __future__ import annotations

import unicodedata
from functools import cache


@cache
def _plain_char(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].lower()
    if base == "đ":
        return "d"
    return base if len(base) == 1 else char


def plain(text: str) -> str:
    """`text` in lower case without accents; every character keeps its offset.

    Combining marks of a decomposed text become blanks of zero meaning only if the text was not
    composed before; reports are composed (NFC) when read.
    """
    return "".join(map(_plain_char, text))
