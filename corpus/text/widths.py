"""How wide words are in print (Times, thousandths of the font's size): where a line was broken shows by it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_NARROW = {
    " ": 250,
    ".": 250,
    ",": 250,
    ";": 278,
    ":": 278,
    "/": 278,
    "-": 333,
    "(": 333,
    ")": 333,
    "'": 180,
    "!": 333,
}
_SMALL = {
    "a": 444, "c": 444, "e": 444, "f": 333, "i": 278, "j": 278, "l": 278, "m": 778, "r": 333, "s": 389,
    "t": 278, "w": 722, "z": 444, "ơ": 520, "ư": 560,
}  # fmt: skip
_LARGE = {
    "I": 333, "J": 389, "M": 889, "E": 611, "F": 556, "L": 611, "P": 556, "S": 556, "T": 611, "B": 667,
    "C": 667, "R": 667, "W": 944, "Z": 611,
}  # fmt: skip
_WIDE = {"%": 833, "“": 444, "”": 444, "–": 500, "—": 1000, "…": 1000}
BLANK = _NARROW[" "]


@lru_cache(maxsize=4096)
def _of(char: str) -> int:
    known = _NARROW.get(char) or _WIDE.get(char)
    if known:
        return known
    base = unicodedata.normalize("NFD", char)
    letter = base[0]
    if "\u031b" in base:  # a horn makes it wider
        letter = {"o": "ơ", "u": "ư"}.get(letter, letter)
    if letter.isupper():
        return _LARGE.get(letter, 722)
    return _SMALL.get(letter, 500)


def width_of(text: str) -> int:
    """The width of a text."""
    return sum(map(_of, text))
