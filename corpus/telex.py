"""Slips of the keyboard: a key of the Telex method left in a word (`dduowcj`), a last letter struck twice."""

from __future__ import annotations

import unicodedata

from corpus.syllables import is_syllable, is_syllable_bare

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_MARKS = (
    ("dd", "đ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("uow", "ươ"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
_VOWELS = "aăâeêioôơuưy"
_SHORTEST = 4  # shorter ones are often foreign: `bus`, `box`, `gas`


def mistyped(word: str) -> str:
    """What was meant by a word of plain letters that holds a slip; empty where it holds none."""
    if not word.isascii() or not word.isalpha() or len(word) < _SHORTEST or is_syllable_bare(word):
        return ""
    meant = _decoded(word)
    if meant and not meant.isascii() and is_syllable(meant):
        return meant
    if word[-1] == word[-2] and word[-1] in "nmgcthp" and is_syllable_bare(word[:-1]):
        return word[:-1]
    return ""


def _decoded(word: str) -> str:
    tone = _TONES.get(word[-1], "")
    plain = word[:-1] if tone else word
    for keys, letter in _MARKS:
        plain = plain.replace(keys, letter)
    if not tone:
        return plain
    places = [at for at, letter in enumerate(plain) if letter in _VOWELS]
    if not places:
        return ""
    marked = [at for at in places if plain[at] in "ăâêôơư"]
    at = marked[-1] if marked else places[-2 if len(places) > 1 and plain[-1] in _VOWELS else -1]
    return unicodedata.normalize("NFC", plain[: at + 1] + tone + plain[at + 1 :])
