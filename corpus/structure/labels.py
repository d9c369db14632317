"""Printed numbering and bullets at the beginning of a line.

The grammar: `Phần thứ nhất`, `Phụ lục I`, `Chương I`, `Mục 1`, `A.`, `I.`, `Điều 1.`, `1.`, `1.1.`, `I.1.`,
`(1)`, `a)`, `Thứ nhất:`, and the bullets `-`, `+`, `*`; `.`, `)`, `/`, `-`, `:` and `,` all stand for the mark
after a number. What looks like a number in a sentence (`12/2019/TT-BNV`, `1.460 tấn`, `6 tháng`) is no label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.text.alphabet import UPPER
from corpus.units import fold

LabelKind = Literal[
    "phuluc", "phan", "chuong", "muc", "upper", "roman", "dieu", "thu", "arabic", "plain", "letter", "bullet"
]
NAMED: tuple[LabelKind, ...] = ("phan", "phuluc", "chuong", "muc")
"""Kinds whose word alone makes a line a heading."""

_ORDINALS = {
    "nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12,
}  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_LETTERS = "abcdđefghijklmnopqrstuvwxyz"
_SKIPPED = frozenset("đfjwz")  # letters that a row of points may leave out
_WORD = r"[^\W\d_]+(?:\s+(?:một|hai))?"
_NAMED_END = r"\s*(?:[:.\-–]|$|(?=\())"
_PHAN = re.compile(
    rf"(?i)(phần\s+(?:thứ\s+(nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám)|([IVX]+|\d{{1,2}}|một|hai|ba|bốn))){_NAMED_END}"
)
_PHULUC = re.compile(rf"(?i)((?:phụ lục|biểu mẫu|biểu số|biểu)(?:\s+số)?\s+([IVX]+|\d{{1,2}})){_NAMED_END}")
_CHUONG = re.compile(rf"(?i)(chương\s+([IVX]+|\d{{1,2}})){_NAMED_END}")
_MUC = re.compile(rf"(?i)(mục\s+([IVX]+|\d{{1,2}})){_NAMED_END}")
_DIEU = re.compile(r"(?i)(điều\s+(\d{1,3}))[.:]\s*")
_THU = re.compile(rf"((?:thứ|Thứ|THỨ)\s+({_WORD})|({_WORD})\s+là)\s*[:,]\s*")
_ROMAN_LABEL = re.compile(rf"([IVX]{{1,5}})\s*(?:[.)/]\s*(?=\D)(?!\s*[{UPPER}]\.)|[-–:]\s+)(?=\S)")
# Without any mark, before a title in capitals: `IV NHIỆM VỤ` (but `QUÝ` / `II NĂM 2024` goes on).
_ROMAN_BARE = re.compile(
    rf"([IVX]{{1,5}})\s+(?!NĂM\b|VÀ\b)(?=[{UPPER}]{{2,}}\s+[{UPPER}]{{2,}})(?!.*[^\W\d_A-Z{UPPER}])"
)
_UPPER = re.compile(r"([A-HĐ])\s*[.)/\-–]\s+(?=\S)")
_MULTI = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?:[.:)/]\s*(?=[^\d\s])|\s+(?=[^\W\d_]))")
# Its parent's number printed before it: `I.1. Thuận lợi`, `A.2 Khó khăn`.
_WITH_PARENT = re.compile(
    rf"(?:[IVX]{{1,5}}|[A-HĐ])\.(\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})(?:[.:)/]\s*|\s+)(?=[{UPPER}])"
)
_ARABIC = re.compile(
    r"(\d{1,2})(?:[.)]\s+(?=\S)|[.)](?=[^\W\d_])|/\s+(?=[^\W\d_])|\s*[-–]\s+(?=[^\W\d_])"
    rf"|\s*[,.]\s+(?=[{UPPER}]))"
)
_BRACKETED = re.compile(rf"\((\d{{1,2}}|[a-zđ])\)\s*(?=[{UPPER}])")
_LETTER = re.compile(r"([a-zđ])(?:\)\s*|\.\s+|/\s+)(?=\S)")
_BULLET = re.compile(r"([-–—+*•●○▪■➢✓o](?=\s)|[-–+•●▪](?=[^\W\d_“\"(]))\s*(?=\S)")
_RANK = {
    "phuluc": 0,
    "phan": 0,
    "chuong": 1,
    "muc": 2,
    "upper": 3,
    "roman": 4,
    "dieu": 5,
    "thu": 5,
    "arabic": 5,
    "plain": 10,
    "letter": 12,
    "bullet": 20,
}
_PREFIX = {"phan": "P", "phuluc": "PL", "chuong": "C", "muc": "M", "plain": "M", "dieu": "Đ", "thu": "T"}


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed.

    Attributes:
        path: its ordinals (`2.1.` is 2, 1); empty for bullets.
        printed: as it stands in the text, without blanks around; empty for a heading without a number.
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
            return self.printed.strip(" .()/-–")
        return _PREFIX.get(self.kind, "") + str(last)

    def follows(self, before: tuple[int, ...]) -> bool:
        """Whether it is the very next after one whose path is `before`; letters may leave one out."""
        if before[:-1] != self.path[:-1]:
            return False
        passed = range(before[-1] + 1, self.path[-1])
        if before[-1] >= self.path[-1] or (passed and self.kind not in ("upper", "letter")):
            return False
        return all(_LETTERS[number - 1] in _SKIPPED for number in passed)


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
    return _named(line) or _numbered(line) or _lettered(line)


def _named(line: str) -> Label | None:
    patterns = (
        ("phan", _PHAN),
        ("phuluc", _PHULUC),
        ("chuong", _CHUONG),
        ("muc", _MUC),
        ("dieu", _DIEU),
        ("thu", _THU),
    )
    for kind, pattern in patterns:
        match = pattern.match(line)
        if not match:
            continue
        number = _ordinal_word(next(g for g in match.groups()[1:] if g))
        if number is not None:
            end = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip())
            return Label(kind, (number,), match[0].strip(), end)  # type: ignore[arg-type]
    return None


def _numbered(line: str) -> Label | None:
    match = _ROMAN_LABEL.match(line) or _ROMAN_BARE.match(line)
    if match:
        return Label("roman", (roman(match[1]),), match[0].strip(), match.end())
    match = _MULTI.match(line)
    if match:
        path = _path(match[1])
        if all(path) and (match[0].rstrip() != match[1] or line[match.end()].isupper()):
            return Label("arabic", path, match[0].strip(), match.end())
    match = _WITH_PARENT.match(line) or _ARABIC.match(line)
    if match and all(_path(match[1])):
        return Label("arabic", _path(match[1]), match[0].strip(), match.end())
    return None


def _lettered(line: str) -> Label | None:
    match = _UPPER.match(line)
    if match:
        return Label("upper", _place(match[1]), match[0].strip(), match.end())
    match = _BRACKETED.match(line)
    if match and match[1].isdigit() and int(match[1]):
        return Label("arabic", (int(match[1]),), match[0].strip(), match.end())
    match = _LETTER.match(line) if match is None else match
    if match and match[1] != "o" and match[1].isalpha():
        return Label("letter", _place(match[1]), match[0].strip(), match.end())
    match = _BULLET.match(line)
    return Label("bullet", (), match[1], match.end()) if match else None


def _path(digits: str) -> tuple[int, ...]:
    return tuple(int(part) for part in digits.split("."))


def _place(letter: str) -> tuple[int, ...]:
    """The place of a letter in the alphabet, from 1."""
    return (_LETTERS.index(letter.lower()) + 1,)
