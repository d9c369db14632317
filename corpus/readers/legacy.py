"""TCVN3 and VNI, the encodings of before Unicode: recognised by themselves, and turned into Unicode.

Both put Vietnamese letters where Western ones are; only the font told them apart. The text says which
it is: read rightly, nearly all its words are Vietnamese syllables.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from corpus.syllables import is_syllable

Legacy = Literal["", "tcvn3", "vni"]

_TCVN3 = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_TCVN3_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
# VNI writes a base letter and a mark after it; some letters stand alone.
_VNI_MARKS = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HATS = {
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323", "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = re.compile(r"([aeouyôöAEOUYÔÖ])([øùûõïâàáåãäêèéúüëØÙÛÕÏÂÀÁÅÃÄÊÈÉÚÜË])|([ôöñæóòîÔÖÑÆÓÒÎ])")
_WORD = re.compile(r"[^\s\d.,;:!?()“”\"'/\-–%]+")
_WESTERN = re.compile(r"[\u00a1-\u00ff]")
_FEWEST = 3  # words with a mark
_MANY = 8


@cache
def _tcvn3_table() -> dict[int, str]:
    return {ord(code): letter for code, letter in zip(_TCVN3, _TCVN3_LETTERS, strict=True)}


def from_tcvn3(text: str) -> str:
    """TCVN3 text as Unicode."""
    return text.translate(_tcvn3_table())


def from_vni(text: str) -> str:
    """VNI text as Unicode."""

    def letter(match: re.Match[str]) -> str:
        if match[3]:
            return _alone(match[3])
        base, mark = match[1], match[2].lower()
        marks = _VNI_MARKS.get(mark)
        if marks is None and base in "aAeEoO":
            marks = _VNI_HATS.get(mark)
        if marks is None:
            return _alone(base) + _alone(match[2])
        return unicodedata.normalize("NFC", _alone(base) + marks)

    return _VNI.sub(letter, text)


def _alone(char: str) -> str:
    found = _VNI_ALONE.get(char.lower(), char.lower())
    return found.upper() if char.isupper() else found


def convert(text: str, legacy: Legacy) -> str:
    """Text of a known encoding as Unicode."""
    if legacy == "tcvn3":
        return from_tcvn3(text)
    return from_vni(text) if legacy == "vni" else text


def legacy_of(text: str) -> Legacy:
    """Which old encoding a text is in; empty for Unicode, or where there is too little to tell."""
    sample = text[:20000]
    marked = [w for w in _WORD.findall(sample) if _WESTERN.search(w)]
    if len(marked) < _FEWEST:
        return ""
    now = share_of_syllables(sample)
    candidates: tuple[Legacy, ...] = ("tcvn3", "vni")
    shares = {legacy: share_of_syllables(convert(sample, legacy)) for legacy in candidates}
    best = max(candidates, key=lambda legacy: shares[legacy])
    sure = (0.95, 0.3) if len(marked) < _MANY else (0.8, 0.6)
    return best if shares[best] >= sure[0] and now <= sure[1] else ""


def share_of_syllables(text: str) -> float:
    """How many of the words with other letters than ASCII are Vietnamese syllables."""
    marked = [w for w in _WORD.findall(text[:20000]) if not w.isascii()]
    return sum(map(is_syllable, marked)) / len(marked) if marked else 0.0


def legacy_of_font(font: str) -> Legacy:
    """Which encoding a font is of."""
    name = font.lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni-") else ""
