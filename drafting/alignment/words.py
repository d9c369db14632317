"""Syllables of a text, as they are compared: case, tone places, `i`/`y` and abbreviations folded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import chain

from drafting.numbers.records import record

_WORD = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
_TONES = {"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"}
_VOWELS = "aeiouy"
# One PDF font prints ư as ƣ; the cleaning mends it, but a pasted label may still hold it.
_MISPRINTS = str.maketrans({"ƣ": "ư", "Ƣ": "Ư"})


@record
class Syllable:
    """A syllable: `bare` without accents, `marked` with its tone as a last digit wherever it was put."""

    bare: str
    marked: str

    @property
    def plain(self) -> bool:
        """True where it carries no accent, by nature or by loss."""
        return self.bare == self.marked


@lru_cache(maxsize=20000)
def syllable(word: str) -> Syllable:
    """Fold one word (`Hoà` and `Hòa` become one, `tỷ` and `tỉ` too)."""
    letters: list[str] = []
    marked: list[str] = []
    tone = ""
    for char in unicodedata.normalize("NFD", word.lower().translate(_MISPRINTS)):
        if char in _TONES:
            tone = _TONES[char]
        elif unicodedata.combining(char):
            marked[-1] = unicodedata.normalize("NFC", marked[-1] + char) if marked else ""
        else:
            letters.append("d" if char == "đ" else char)
            marked.append(char)
    if len(letters) > 1 and letters[-1] == "y" and letters[-2] not in _VOWELS:
        letters[-1] = marked[-1] = "i"
    return Syllable("".join(letters), "".join(marked) + tone)


@lru_cache(maxsize=20000)
def syllables(text: str) -> tuple[Syllable, ...]:
    """The syllables of a text, abbreviations expanded."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    if _ambiguous().isdisjoint(words):  # nearly always: no word needs the one behind it
        return tuple(chain.from_iterable(map(alone, words)))
    out: list[Syllable] = []
    for word, behind in zip(words, [*words[1:], ""], strict=False):
        out += _expanded(f"{word} {behind.lower()}", word) if word in _ambiguous() else alone(word)
    return tuple(out)


@lru_cache(maxsize=20000)
def key(text: str) -> str:
    """A text as one comparable string, accents kept: for equality of names and phrases."""
    return " ".join([s.marked for s in syllables(text)])


@lru_cache(maxsize=20000)
def bare_key(text: str) -> str:
    """The same without accents."""
    return " ".join([s.bare for s in syllables(text)])


def data_lines(name: str) -> Iterator[str]:
    """Lines of a data file of this package, comments and blank lines left out."""
    text = resources.files("drafting.alignment").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.rstrip()


@cache
def _abbreviations() -> dict[str, str]:
    pairs = (line.split("\t") for line in data_lines("abbreviations.tsv"))
    return {short: words for short, words, *_ in pairs}


@cache
def _ambiguous() -> frozenset[str]:
    """Abbreviations that the word behind them tells apart: `NS lúa`, `NS xã`."""
    return frozenset(short.split()[0] for short in _abbreviations() if " " in short)


@lru_cache(maxsize=20000)
def alone(word: str) -> tuple[Syllable, ...]:
    """The syllables of a word that the next one doesn't matter to."""
    return _expanded(word, word)


def _expanded(pair: str, word: str) -> tuple[Syllable, ...]:
    """An abbreviation's words (only where it is printed in capitals), else the word; `pair` has the next word too."""
    words = _abbreviations().get(pair) or _abbreviations().get(word)
    if words is None:
        return (syllable(word),)
    return tuple([syllable(w) for w in words.split()])
