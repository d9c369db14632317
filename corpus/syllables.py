"""Whether a word can be a Vietnamese syllable, and its spelling apart from where the tone mark stands."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_ONSETS = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"  # the empty onset last
_NUCLEI = "iê|yê|ia|ya|uô|ua|ươ|ưa|oă|oa|oe|oo|uâ|uê|uy|uyê|uya|uơ|ue|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
_FINALS = "ch|ng|nh|c|m|n|p|t|i|y|o|u|k|"
_SYLLABLE = re.compile(rf"(?:{_ONSETS})(?P<nucleus>{_NUCLEI})(?P<final>{_FINALS})")
_SYLLABLE_BARE = re.compile(
    rf"(?:{_ONSETS.replace('đ', 'd')})(?:uye|uya|[iy]e|[iy]a|u[aeouiy]|o[aeo]|[aeiouy])(?:{_FINALS})"
)
_OPEN = ("ia", "ya", "ưa", "ua", "uya", "uơ")
_CLOSED = ("ă", "â", "iê", "yê", "uô", "ươ", "oă", "uâ", "uyê")
_LOANS = ("kông", "ka", "kơ")
_STOPPED = ("c", "ch", "p", "t")
_MARKED = re.compile(r"[^\x00-\x7f]")


class _Toneless(dict[int, str]):
    """A character without its tone mark, for `str.translate`; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        kept = [mark for mark in unicodedata.normalize("NFD", chr(code)) if mark not in _TONES]
        self[code] = unicodedata.normalize("NFC", "".join(kept))
        return self[code]


_TONELESS = _Toneless()


@lru_cache(maxsize=50000)
def split_tone(word: str) -> tuple[str, str]:
    """A word without its tone mark, and the tone; `hoà` and `hòa` are the same."""
    word = unicodedata.normalize("NFC", word.lower())
    base = word.translate(_TONELESS)
    if base == word:
        return word, ""
    return base, "".join([_TONES[mark] for mark in unicodedata.normalize("NFD", word) if mark in _TONES])


@lru_cache(maxsize=50000)
def is_syllable(word: str) -> bool:
    """Whether a word with Vietnamese letters can be a syllable; words without any aren't judged."""
    if not _MARKED.search(word):
        return True
    base, tone = split_tone(word)
    if len(tone) > 1:
        return False
    match = _SYLLABLE.fullmatch(base)
    if match is None:
        return False
    if match["final"] in _STOPPED and tone not in ("s", "j"):
        return False
    return _is_spelt(base, match["nucleus"], match["final"])


@lru_cache(maxsize=50000)
def is_syllable_bare(word: str) -> bool:
    """Whether a word of plain letters can be a syllable whose accents were left out, or that has none."""
    match = _SYLLABLE_BARE.fullmatch(word.lower())
    return match is not None


def _is_spelt(base: str, nucleus: str, final: str) -> bool:
    """Vowels that need an end or allow none; `ng`, `g`, `c` never before e, ê, i, nor `ngh`, `gh`, `k` before others."""
    if (nucleus in _OPEN and final) or (nucleus in _CLOSED and not final):
        return False
    if re.match(r"(?:ng|c)[eêi]|g[eê]|(?:ngh|gh|k)[aăâoôơuư]", base):
        return base.startswith("k") and base in _LOANS
    return True


def same_spelling(one: str, other: str) -> bool:
    """Whether two spellings differ in nothing but the place of tone marks, `y` for `i` and case."""
    a = [split_tone(w) for w in one.split()]
    b = [split_tone(w) for w in other.split()]
    return [(x.replace("y", "i"), t) for x, t in a] == [(x.replace("y", "i"), t) for x, t in b]
