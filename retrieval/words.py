"""Vietnamese syllables for matching: with accents, and folded without them."""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_SYLLABLE = re.compile(r"[^\W_]+(?:[.,/-](?=\d)\d+)*", re.UNICODE)
# The tone mark's old place (hoà, thuý) to the new one (hòa, thúy): a mark on the last of oa, oe, uy.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OLD_PLACE = re.compile(rf"(o)([ae])([{_TONES}])$|(?<!q)(u)(y)([{_TONES}])$")
LONGEST = 40
"""Letters of a syllable that count; what is longer is no word."""
LONGEST_KNOWN = 24
"""Letters of a word of the vocabulary."""
_SPELLINGS = {"ƣ": "ư", "Ƣ": "Ư", "đ": "đ"}


@lru_cache(maxsize=65536)
def normal(syllable: str) -> str:
    """A syllable in lower case, composed, its tone mark in one place, `sỹ` as `sĩ`."""
    for wrong, right in _SPELLINGS.items():
        syllable = syllable.replace(wrong, right)
    apart = unicodedata.normalize("NFD", syllable.lower())
    apart = _OLD_PLACE.sub(lambda m: f"{m[1]}{m[3]}{m[2]}" if m[1] else f"{m[4]}{m[6]}{m[5]}", apart)
    whole = unicodedata.normalize("NFC", apart)
    if len(whole) <= 3 and whole[-1:] in "ỳýỷỹỵ" and not whole.endswith(("uỳ", "uý", "uỷ", "uỹ", "uỵ")):
        whole = whole[:-1] + "ìíỉĩị"["ỳýỷỹỵ".index(whole[-1])]
    return whole


@lru_cache(maxsize=65536)
def bare(syllable: str) -> str:
    """A syllable without any accent, `đ` as `d`."""
    apart = unicodedata.normalize("NFD", normal(syllable))
    return "".join(c for c in apart if not unicodedata.combining(c)).replace("đ", "d")


def syllables(text: str) -> list[str]:
    """The syllables and numbers of a text, accents kept."""
    return [normal(s) for s in _SYLLABLE.findall(unicodedata.normalize("NFC", text))]


def terms(text: str) -> list[str]:
    """Syllables and neighbouring pairs of them, accents kept."""
    return _with_pairs([s[:LONGEST] for s in syllables(text)])


def loose_terms(text: str) -> list[str]:
    """Syllables and pairs without accents, marked so that they are told from `terms`."""
    return [f"~{term}" for term in _with_pairs([bare(s)[:LONGEST] for s in syllables(text)])]


def counted(texts: Iterable[str]) -> Counter[str]:
    """The words of the library's vocabulary in some texts, with how often they stand there."""
    return Counter(w for text in texts for w in syllables(text) if w.isalpha() and len(w) <= LONGEST_KNOWN)


def path_id(path: str) -> int:
    """A number that stands for a heading path wherever it occurs: 63 bits of its hash."""
    return int.from_bytes(hashlib.sha256(path.encode()).digest()[:8], "big") >> 1


def folded(text: str) -> str:
    """A text as its accent-free syllables joined by blanks."""
    return " ".join(bare(s) for s in syllables(text))


def has_accents(text: str) -> bool:
    """True where any syllable carries an accent (or `đ`)."""
    return any(bare(s) != s for s in syllables(text))


def _with_pairs(words: list[str]) -> list[str]:
    return words + [f"{a} {b}" for a, b in itertools.pairwise(words)]
