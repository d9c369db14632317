"""Text without accents and case, of the same length, so that offsets stay true."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


class _Letters(dict[int, str]):
    """What `str.translate` puts in the place of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0].lower()
        self[code] = "d" if base == "đ" else base if len(base) == 1 else char
        return self[code]


_LETTERS = _Letters()
_WORD = re.compile(r"[^\W\d_]+")


# The same labels, nouns and clauses are compared many times in a check, and again after each edit.
@lru_cache(maxsize=20000)
def plain(text: str) -> str:
    """`text` in lower case without accents; every character keeps its offset.

    For composed text (NFC), as reports are when they are read: a combining mark of its own stays as it is.
    """
    return text.translate(_LETTERS)


@lru_cache(maxsize=20000)
def plain_words(text: str) -> frozenset[str]:
    """The words of `text` in lower case without accents."""
    return frozenset(_WORD.findall(plain(text)))


def forget() -> None:
    """Forget the texts, for measurements that want to begin from nothing."""
    plain.cache_clear()
    plain_words.cache_clear()
