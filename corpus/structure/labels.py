"""Printed numbering and bullets at the beginning of a line.

The grammar: `Phần thứ nhất`, `Phụ lục I`, `A.`, `I.`, `Điều 1.`, `1.`, `1.1.`, `a)`, `Thứ nhất:`, and
the bullets `-`, `+`, `*`. What looks like a number in a sentence (`12/2019/TT-BNV`, `1.460 tấn`,
`6 tháng`) is no label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.units import fold

LabelKind = Literal["phuluc", "phan", "upper", "roman", "dieu", "thu", "arabic", "letter", "bullet"]

_ORDINALS = {
    "nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12,
}  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_WORD = r"[^\W\d_]+(?:\s+(?:một|hai))?"
_PHAN = re.compile(
    r"(?i)(phần\s+(?:thứ\s+(nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám)|([IVX]+|\d{1,2}|một|hai|ba|bốn)))\s*(?:[:.\-–]|$|(?=\())"
)
_PHULUC = re.compile(
    r"(?i)((?:phụ lục|biểu mẫu|biểu số|biểu)(?:\s+số)?\s+([IVX]+|\d{1,2}))\s*(?:[:.\-–]|$|(?=\())"
)
_DIEU = re.compile(r"(?i)(điều\s+(\d{1,3}))[.:]\s*")
_THU = re.compile(rf"((?:thứ|Thứ|THỨ)\s+({_WORD})|({_WORD})\s+là)\s*[:,]\s*")
_ROMAN_LABEL = re.compile(r"([IVX]{1,5})\s*(?:[.)/]\s*(?=\D)|[-–:]\s+)(?=\S)")
_UPPER = re.compile(r"([A-HĐ])\s*[.)/\-–]\s+(?=\S)")
_MULTI = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?:[.:)/]\s*(?=[^\d\s])|\s+(?=[^\W\d_]))")
_ARABIC = re.compile(r"(\d{1,2})(?:[.)]\s+(?=\S)|[.)](?=[^\W\d_])|/\s+(?=[^\W\d_])|\s*[-–]\s+(?=[^\W\d_]))")
_LETTER = re.compile(r"([a-zđ])(?:\)\s*|\.\s+|/\s+)(?=\S)")
_BULLET = re.compile(r"([-–—+*•●○▪■➢✓o](?=\s)|[-–+•●▪](?=[^\W\d_“\"(]))\s*(?=\S)")
_RANK = {
    "phuluc": 0,
    "phan": 0,
    "upper": 1,
    "roman": 2,
    "dieu": 3,
    "thu": 3,
    "arabic": 3,
    "letter": 9,
    "bullet": 20,
}


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed.

    Attributes:
        path: its ordinals (`2.1.` is 2, 1); empty for bullets.
        printed: as it stands in the text, without blanks around.
        end: where the text after it begins in the line.
    """

    kind: LabelKind
    path: tuple[int, ...]
    printed: str
    end: int

    @property
    def rank(self) -> int:
        """Its depth in the conventional order; smaller is further up."""
        return _RANK[self.kind] + (len(self.path) if self.kind == "arabic" else 0)

    @property
    def ordinal(self) -> str:
        """Its own part of a section's number: `P1`, `II`, `1`, `a`."""
        last = self.path[-1]
        if self.kind == "roman":
            return to_roman(last)
        if self.kind in ("upper", "letter"):
            return self.printed.strip(" .)/-–")
        return {"phan": "P", "phuluc": "PL", "dieu": "Đ", "thu": "T"}.get(self.kind, "") + str(last)


def to_roman(number: int) -> str:
    """`4` as `IV` (up to 39)."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def roman(text: str) -> int:
    """The value of a Roman number."""
    total = 0
    for char, following in zip(text, text[1:] + " ", strict=True):
        value = _ROMAN[char]
        total += -value if _ROMAN.get(following, 0) > value else value
    return total


def _ordinal_word(word: str) -> int | None:
    word = word.strip()
    if word.isdigit():
        return int(word)
    if re.fullmatch(r"[IVX]+", word.upper()) and word.upper() == word:
        return roman(word)
    return _ORDINALS.get(fold(word))


def parse_label(line: str) -> Label | None:
    """The label a line begins with, if any."""
    return _named(line) or _numbered(line)


def _named(line: str) -> Label | None:
    for kind, pattern in (("phan", _PHAN), ("phuluc", _PHULUC), ("dieu", _DIEU), ("thu", _THU)):
        match = pattern.match(line)
        if not match:
            continue
        number = _ordinal_word(next(g for g in match.groups()[1:] if g))
        if number is not None:
            end = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip())
            return Label(kind, (number,), match[0].strip(), end)  # type: ignore[arg-type]
    return None


def _numbered(line: str) -> Label | None:
    match = _ROMAN_LABEL.match(line)
    if match:
        return Label("roman", (roman(match[1]),), match[0].strip(), match.end())
    match = _UPPER.match(line)
    if match:
        return Label("upper", (ord(match[1]),), match[0].strip(), match.end())
    match = _MULTI.match(line)
    if match:
        path = tuple(int(part) for part in match[1].split("."))
        if all(path) and (match[0].rstrip() != match[1] or line[match.end()].isupper()):
            return Label("arabic", path, match[0].strip(), match.end())
    match = _ARABIC.match(line)
    if match and int(match[1]):
        return Label("arabic", (int(match[1]),), match[0].strip(), match.end())
    match = _LETTER.match(line)
    if match and match[1] != "o":
        return Label("letter", (ord(match[1]),), match[0].strip(), match.end())
    match = _BULLET.match(line)
    return Label("bullet", (), match[1], match.end()) if match else None
